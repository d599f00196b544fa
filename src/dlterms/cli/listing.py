"""Which terms `list` and `export` are asked for, and how the learner stands with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import wraps
from typing import Any

import click

from dlterms.cli import own_history
from dlterms.cli.defaults import in_force
from dlterms.cli.glossary import say_once, without
from dlterms.cli.options import source_option, topic_option
from dlterms.cli.terms import check_wanted
from dlterms.errors import DltermsError
from dlterms.index import Index
from dlterms.index.lexicon import IndexLexicon
from dlterms.index.selection import Wanted, listed
from dlterms.study.standing import STANDINGS, Standing, Standings, standings

_OPTIONS = (
    topic_option,
    source_option,
    click.option(
        "--glossary",
        "glossary_ids",
        multiple=True,
        metavar="ID",
        help="Only the terms of this glossary, by its id: dlterms, user. Before the command, --glossary names files"
        " instead. Repeatable.",
    ),
    click.option("--level", "levels", multiple=True, type=click.IntRange(1, 3), help="Only this level. Repeatable."),
    click.option(
        "--state", "states", multiple=True, type=click.Choice(STANDINGS), help="Only what is so, for you. Repeatable."
    ),
    click.option(
        "--sort", type=click.Choice(["weakest"]), help="What you are likeliest to forget first, what is new last."
    ),
)


def filter_options(command: Callable[..., None]) -> Callable[..., None]:
    """Options that say which terms, and in which order: a command gets them as `wanted`, `states` and `sort`."""

    @wraps(command)
    def filtered(
        topics: Sequence[str], sources: Sequence[str], glossary_ids: Sequence[str], levels: Sequence[int], **other: Any
    ) -> None:
        command(wanted=Wanted(topics, sources, levels, glossaries=glossary_ids), **other)

    for option in reversed(_OPTIONS):
        filtered = option(filtered)
    return filtered


def rows(
    db: Index, columns: str, wanted: Wanted, states: Sequence[Standing], sort: str | None
) -> list[tuple[Any, ...]]:
    """Columns of the table `entry` of each term, and its standing at the end: nothing where that cannot be known."""
    wanted = check_wanted(db, wanted)
    told = listed(db, f"id, {columns}", wanted)
    try:
        found = _standings(IndexLexicon(db), wanted)
    except DltermsError as fault:
        if states or sort:
            raise
        say_once(without(fault))
        return [(*row[1:], "") for row in told]
    if sort:
        told.sort(key=lambda row: found.strength(row[0]))
    standing = ((row, found.of(row[0])) for row in told)
    return [
        (*row[1:], ",".join(told_of)) for row, told_of in standing if not states or not {*states}.isdisjoint(told_of)
    ]


def _standings(lexicon: IndexLexicon, wanted: Wanted) -> Standings:
    said = in_force()
    asked = replace(wanted, levels=wanted.levels or said["levels"], directions=said["directions"])
    with own_history.readable_history() as history:
        history.follow(lexicon.renamed())
        return standings(history, lexicon, asked, said["retention"], own_history.now())
