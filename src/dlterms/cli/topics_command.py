"""`dlterms topics`."""

from __future__ import annotations

import click

from dlterms.cli.glossary import ask


@click.command("topics")
def command() -> None:
    """List the topics, with the number of terms in each."""
    sql = """
        SELECT topic.id, topic.zh, topic.en, count(entry.n) FROM topic LEFT JOIN entry ON entry.topic = topic.id
        GROUP BY topic.n ORDER BY topic.n
    """
    for row in ask(lambda db: db.execute(sql).fetchall()):
        click.echo("\t".join(map(str, row)))
