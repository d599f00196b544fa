"""`dlterms map`."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping

import click

from dlterms.cli.glossary import ask
from dlterms.cli.listing import rows
from dlterms.cli.options import topic_option
from dlterms.cli.terms import check_wanted, one_term
from dlterms.cli.writing import place, put
from dlterms.exporters.dot import map_dot
from dlterms.exporters.mermaid import map_mermaid
from dlterms.exporters.prerequisites import Map, Node, around, drawn
from dlterms.exporters.svg import map_svg
from dlterms.i18n import marked, series, tr
from dlterms.index import Index
from dlterms.index.lexicon import IndexLexicon
from dlterms.index.selection import Wanted, listed
from dlterms.labels import qualified

FORMATS: Mapping[str, Callable[[Map], str]] = {"svg": map_svg, "dot": map_dot, "mermaid": map_mermaid}
ENDINGS: Mapping[str, str] = {".svg": "svg", ".dot": "dot", ".gv": "dot", ".mmd": "mermaid"}  # the usual one first
_COLUMNS = "id, entry, requires"


@click.command("map")
@click.argument("words", nargs=-1, metavar="[TERM]...")
@topic_option
@click.option("--format", "name", type=click.Choice(tuple(FORMATS)), help="What to draw it in; svg for stdout.")
@click.option(
    "-o", "--output", "file", type=click.Path(), metavar="FILE", help="Write to FILE: .svg, .dot, .gv or .mmd."
)
@click.option("--force", is_flag=True, help="Replace FILE if it is there.")
@click.option("--states", is_flag=True, help="Colour the terms by how you stand with them.")
def command(
    words: tuple[str, ...], topics: tuple[str, ...], name: str | None, file: str | None, force: bool, states: bool
) -> None:
    """Draw what a term needs, and what builds on it.

    TERM is looked up as `dlterms lookup` does. Without it the terms of the topics named are drawn, or all. A line leads
    from a term to one that needs it; a need that follows from others has no line of its own.
    """
    if words and topics:
        raise click.UsageError(tr("a map is of a term or of topics, not of both"))
    name, suffix, file = _form(name, file)
    shown = ask(lambda db: _map(db, " ".join(words), Wanted(topics), states))
    put(FORMATS[name](shown), file, suffix, force, nothing=not shown.nodes)


def _form(name: str | None, file: str | None) -> tuple[str, str, str | None]:
    """The format, the ending of its files, and the file or None for stdout: the ending of a file says its format."""
    usual = next(ending for ending, form in ENDINGS.items() if form == (name or "svg"))
    file = place(file, usual)
    if file is None:
        return name or "svg", usual, None
    ending = os.path.splitext(file)[1]
    form = ENDINGS.get(ending.casefold())
    if form is None:
        *most, last = ENDINGS
        text = marked("{file}: name a file that ends in {endings} or {last}, which says the format")
        raise click.UsageError(tr(text, file=file, endings=series(most), last=last))
    if name not in (None, form):
        text = marked("{file}: {ending} is {format}, and --format says {other}: omit one of them")
        raise click.UsageError(tr(text, file=file, ending=ending, format=form, other=name))
    return form, ending, file


def _map(db: Index, query: str, wanted: Wanted, states: bool) -> Map:
    focus = one_term(IndexLexicon(db), query) if query else None
    everything = rows(db, _COLUMNS, Wanted(), (), None) if states else listed(db, f"{_COLUMNS}, ''", Wanted())
    requires = {name: needed.split() for name, _, needed, _ in everything}
    names = around(focus, requires) if focus else [name for (name,) in listed(db, "id", check_wanted(db, wanted))]
    told = {name: (json.loads(entry), standing) for name, entry, _, standing in everything}
    shown = {name: told[name] for name in names}
    nodes = {name: Node(qualified(e["zh"]), qualified(e["en"]), standing) for name, (e, standing) in shown.items()}
    return Map(nodes, drawn(names, requires), focus)
