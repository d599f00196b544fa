"""`dlterms list`."""

from __future__ import annotations

import json
import sqlite3

import click

from dlterms.cli.glossary import ask, check_topics


@click.command("list")
@click.option("--topic", "topics", multiple=True, metavar="TOPIC", help="Only this topic. Repeatable.")
@click.option("--level", "levels", multiple=True, type=click.IntRange(1, 3), help="Only this level. Repeatable.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON list of whole entries.")
def command(topics: tuple[str, ...], levels: tuple[int, ...], as_json: bool) -> None:
    """List the terms, each after what it requires."""
    rows = ask(lambda db: _rows(db, topics, levels))
    if as_json:
        click.echo("[" + ",\n".join(entry for *_, entry in rows) + "]")
        return
    for name, zh, en, _ in rows:
        click.echo("\t".join([name, zh, en]))


def _rows(db: sqlite3.Connection, topics: tuple[str, ...], levels: tuple[int, ...]) -> list[tuple[str, str, str, str]]:
    check_topics(db, topics)
    sql = """
        SELECT id, zh, en, entry FROM entry
        WHERE (?1 = '[]' OR topic IN (SELECT value FROM json_each(?1)))
          AND (?2 = '[]' OR level IN (SELECT value FROM json_each(?2)))
        ORDER BY n
    """
    return db.execute(sql, (json.dumps(topics), json.dumps(levels))).fetchall()
