"""`dlterms list`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import click

from dlterms.cli.glossary import ask
from dlterms.cli.options import source_option, topic_option
from dlterms.cli.terms import check_wanted
from dlterms.index import Index
from dlterms.index.selection import Wanted, listed


@click.command("list")
@topic_option
@source_option
@click.option("--level", "levels", multiple=True, type=click.IntRange(1, 3), help="Only this level. Repeatable.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON list of whole entries.")
def command(topics: tuple[str, ...], sources: tuple[str, ...], levels: tuple[int, ...], as_json: bool) -> None:
    """List the terms, each after what it requires."""
    wanted = Wanted(topics, sources, levels)
    if sys.stdout.isatty() and not as_json:
        _show(ask(lambda db: _rows(db, "zh, en, level", wanted)))
        return
    columns = "entry" if as_json else "id, zh, en"
    lines = ask(lambda db: ["\t".join(row) for row in _rows(db, columns, wanted)])
    if as_json:
        lines = ["[" + ",\n".join(lines) + "]"]
    for line in lines:
        click.echo(line)


def _show(rows: Sequence[tuple[Any, ...]]) -> None:
    from dlterms.terminal.styled import console
    from dlterms.terminal.table import print_table
    from dlterms.views.page import LEVELS

    print_table(console(sys.stdout), [[[(zh, "term")], [(en, "")], [(LEVELS[n], "dim")]] for zh, en, n in rows])


def _rows(db: Index, columns: str, wanted: Wanted) -> list[tuple[str, ...]]:
    return listed(db, columns, check_wanted(db, wanted))
