"""`dlterms list`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import click

from dlterms.cli.glossary import ask
from dlterms.cli.language import json_option
from dlterms.cli.listing import filter_options, rows
from dlterms.i18n import tr, words
from dlterms.index.selection import Wanted
from dlterms.study.standing import Standing


@click.command("list")
@filter_options
@json_option("Print one JSON list of whole entries.")
def command(wanted: Wanted, states: tuple[Standing, ...], sort: str | None, as_json: bool) -> None:
    """List the terms, with their level and how you stand with them.

    Each comes after what it requires, unless it is sorted otherwise.
    """
    columns = "entry" if as_json else "id, zh, en, level"
    told = ask(lambda db: rows(db, columns, wanted, states, sort))
    if as_json:
        from dlterms.exporters.entries_json import joined

        click.echo(joined(entry for entry, _ in told))
    elif sys.stdout.isatty():
        _show(told)
    else:
        for row in told:
            click.echo("\t".join(map(str, row)))


def _show(told: Sequence[tuple[Any, ...]]) -> None:
    from dlterms.terminal.styled import console
    from dlterms.terminal.table import print_table
    from dlterms.views.page import LEVELS

    print_table(
        console(sys.stdout),
        [
            [[(zh, "term")], [(en, "")], [(tr(LEVELS[n]), "dim")], [(words(state), "dim")]]
            for _, zh, en, n, state in told
        ],
    )
