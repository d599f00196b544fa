"""`dlterms topics`."""

from __future__ import annotations

import sys

import click

from dlterms.cli.glossary import ask
from dlterms.index import selection


@click.command("topics")
def command() -> None:
    """List the topics, with the number of terms in each."""
    rows = ask(selection.topics)
    if not sys.stdout.isatty():
        for row in rows:
            click.echo("\t".join(map(str, row)))
        return
    from dlterms.terminal.styled import console
    from dlterms.terminal.table import print_table
    from dlterms.views import topics

    print_table(console(sys.stdout), topics.rows(rows))
