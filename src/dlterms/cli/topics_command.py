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
    from dlterms.terminal import styled
    from dlterms.views.topics import lines

    styled.print_lines(styled.console(sys.stdout), lines(rows))
