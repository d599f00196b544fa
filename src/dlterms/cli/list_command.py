"""`dlterms list`."""

from __future__ import annotations

from collections.abc import Sequence

import click

from dlterms.cli.glossary import ask
from dlterms.cli.terms import check_topics
from dlterms.index import Index, selection


@click.command("list")
@click.option("--topic", "topics", multiple=True, metavar="TOPIC", help="Only this topic. Repeatable.")
@click.option("--level", "levels", multiple=True, type=click.IntRange(1, 3), help="Only this level. Repeatable.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON list of whole entries.")
def command(topics: tuple[str, ...], levels: tuple[int, ...], as_json: bool) -> None:
    """List the terms, each after what it requires."""
    columns = "entry" if as_json else "id, zh, en"
    lines = ask(lambda db: ["\t".join(row) for row in _rows(db, columns, topics, levels)])
    if as_json:
        lines = ["[" + ",\n".join(lines) + "]"]
    for line in lines:
        click.echo(line)


def _rows(db: Index, columns: str, topics: Sequence[str], levels: Sequence[int]) -> list[tuple[str, ...]]:
    check_topics(db, topics)
    return selection.listed(db, columns, topics, levels)
