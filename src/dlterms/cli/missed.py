"""What is said where a look-up finds nothing."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from dlterms.cli.glossary import place_of_own
from dlterms.files import SUFFIXES
from dlterms.i18n import tr
from dlterms.index import Index, find
from dlterms.labels import both, printable
from dlterms.views import page

if TYPE_CHECKING:  # a look-up does without the model
    from dlterms.model import Lang

LONGEST = 60  # characters of what was typed that are repeated
FEW = 2  # suggestions that are explained at once


def say_not_found(db: Index, result: find.Result, lang: Lang, searched: bool) -> None:
    """What is near, and what can be done."""
    lines = list(_lines(db, result, lang, searched))
    if sys.stderr.isatty():
        from dlterms.terminal import styled

        styled.print_lines(styled.console(sys.stderr), [[(line, "")] for line in lines])
    else:
        click.echo("\n".join(lines), err=True)


def _lines(db: Index, result: find.Result, lang: Lang, searched: bool) -> Iterator[str]:
    query = printable(result.query)
    long = len(query) > LONGEST
    yield "dlterms: " + tr("no entry for `{query}`", query=f"{query[: LONGEST - 1]}…" if long else query)
    for name, zh, en in result.suggestions:
        yield "  " + tr("did you mean {name}?", name=both(zh, en))
        if len(result.suggestions) <= FEW:
            yield from (f"    {definition}" for definition in _definitions(db, name, lang))
    argument = _argument("" if long else query) or "WORD"
    if not searched:
        yield "  " + tr("`{command}` looks into definitions", command=f"dlterms lookup --search {argument}")
    if place := place_of_own():
        to = f" --to {_argument(place)}" if place.endswith(SUFFIXES) else ""  # other glossaries are in use
        add = tr(
            "`{command}` adds it to the {terms:,} terms here; yours go into {place}",
            command=f"dlterms add {argument}{to}",
            terms=find.count(db),
            place=place,
        )
        yield f"  {add}"


def _argument(query: str) -> str:
    """What was typed as a shell takes it: quoted only if need be, since it is to be read, too."""
    plain = all(character.isalnum() or character in " -_+./" for character in query)
    return query if plain else shlex.quote(query)


def _definitions(db: Index, name: str, lang: Lang) -> Iterator[str]:
    found = find.entry_by_id(db, name)
    sections = page.digest(found.entry, lang)[1:] if found else []
    return (page.plain_line(paragraph) for section in sections for paragraph in section.paragraphs)
