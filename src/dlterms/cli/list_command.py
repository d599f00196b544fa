"""`dlterms list`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace

import click

from dlterms.cli import own_history
from dlterms.cli.defaults import in_force
from dlterms.cli.glossary import ask, say_once, without
from dlterms.cli.options import source_option, topic_option
from dlterms.cli.terms import check_wanted
from dlterms.errors import DltermsError
from dlterms.index import Index
from dlterms.index.lexicon import IndexLexicon
from dlterms.index.selection import Wanted, listed
from dlterms.study.standing import STANDINGS, Standing, Standings, standings


@click.command("list")
@topic_option
@source_option
@click.option(
    "--glossary",
    "glossary_ids",
    multiple=True,
    metavar="ID",
    help="Only the terms of this glossary, by its id: dlterms, user. Before `list`, --glossary names files instead."
    " Repeatable.",
)
@click.option("--level", "levels", multiple=True, type=click.IntRange(1, 3), help="Only this level. Repeatable.")
@click.option(
    "--state", "states", multiple=True, type=click.Choice(STANDINGS), help="Only what is so, for you. Repeatable."
)
@click.option(
    "--sort", type=click.Choice(["weakest"]), help="What you are likeliest to forget first, what is new last."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON list of whole entries.")
def command(
    topics: tuple[str, ...],
    sources: tuple[str, ...],
    glossary_ids: tuple[str, ...],
    levels: tuple[int, ...],
    states: tuple[Standing, ...],
    sort: str | None,
    as_json: bool,
) -> None:
    """List the terms, with their level and how you stand with them.

    Each comes after what it requires, unless it is sorted otherwise.
    """
    wanted = Wanted(topics, sources, levels, glossaries=glossary_ids)
    rows = ask(lambda db: _rows(db, wanted, states, sort))
    if sys.stdout.isatty() and not as_json:
        _show(rows)
        return
    if as_json:
        click.echo("[" + ",\n".join(row[-1] for row in rows) + "]")
        return
    for row in rows:
        click.echo("\t".join(row[:-1]))


def _rows(db: Index, wanted: Wanted, states: Sequence[Standing], sort: str | None) -> list[tuple[str, ...]]:
    """Id, names, level, standing and entry of each term."""
    wanted = check_wanted(db, wanted)
    rows = listed(db, "id, zh, en, level, entry", wanted)
    try:
        found = _standings(IndexLexicon(db), wanted)
    except DltermsError as fault:
        if states or sort:
            raise
        say_once(without(fault))
        return [(*row[:3], str(row[3]), "", row[4]) for row in rows]
    if sort:
        rows.sort(key=lambda row: found.strength(row[0]))
    told = ((row, found.of(row[0])) for row in rows)
    return [
        (*row[:3], str(row[3]), ",".join(standing), row[4])
        for row, standing in told
        if not states or not {*states}.isdisjoint(standing)
    ]


def _standings(lexicon: IndexLexicon, wanted: Wanted) -> Standings:
    said = in_force()
    asked = replace(wanted, levels=wanted.levels or said["levels"], directions=said["directions"])
    with own_history.readable_history() as history:
        history.follow(lexicon.renamed())
        return standings(history, lexicon, asked, said["retention"], own_history.now())


def _show(rows: Sequence[tuple[str, ...]]) -> None:
    from dlterms.terminal.styled import console
    from dlterms.terminal.table import print_table
    from dlterms.views.page import LEVELS

    print_table(
        console(sys.stdout),
        [[[(zh, "term")], [(en, "")], [(LEVELS[int(n)], "dim")], [(state, "dim")]] for _, zh, en, n, state, _ in rows],
    )
