"""`dlterms topics`."""

from __future__ import annotations

import click

from dlterms.cli.glossary import ask
from dlterms.index import selection


@click.command("topics")
def command() -> None:
    """List the topics, with the number of terms in each."""
    for row in ask(selection.topics):
        click.echo("\t".join(map(str, row)))
