"""`dlterms edit`."""

from __future__ import annotations

import os
from collections.abc import Sequence

import click

from dlterms import files
from dlterms.authoring.drafts import comment
from dlterms.cli import editor, own_glossary, own_places
from dlterms.cli.filling import fill_in
from dlterms.cli.glossary import open_index
from dlterms.cli.terms import one_term
from dlterms.i18n import counted, marked, tr
from dlterms.index import selection
from dlterms.index.lexicon import IndexLexicon
from dlterms.labels import printable
from dlterms.model import Problem, Term
from dlterms.views.words import listed, term_name

_ABOUT = marked(
    "What you add to {name}, in {path}.\n"
    "Fill in what you know, and save: then it is added. Lines that begin with # are not read.\n"
    "To add nothing, leave the file as it is, or empty."
)
_ADDITIONS = """\
{about}
schema: dlterms/1
additions:
  - of: {ref}
    # zh: {{aliases: [{zh}]}}
    # en: {{aliases: [{en}]}}
    # notes: [{{kind: usage, zh: 说明。, en: A note.}}]
    # requires: [id]
"""


@click.command("edit")
@click.argument("words", nargs=-1, required=True, metavar="TERM...")
def command(words: tuple[str, ...]) -> None:
    """Open TERM in your editor, in the file and at the line of its entry.

    Of a term of the bundled glossary your additions are opened: further names, notes and what it requires; of several
    the last, and it is said where the others are. Then the
    file's faults are said. Where TERM may be in a file that cannot be read, that is opened at its fault.
    """
    query = " ".join(words)
    if place := own_places.place("terms", lambda record: record.get("id") == query):
        _edit(*place)
    elif isinstance(found := _found(query), Problem):
        _edit(found.file, found.line)
    elif place := own_places.place("terms", lambda record: record.get("id") == found.id):
        _edit(*place)
    elif additions := [*own_places.places("additions", own_places.adds_to(found))]:
        *others, last = additions
        _say_others(found, [f"{path}:{line}" for path, line in reversed(others)])
        _edit(*last)
    else:
        _add_to(found)


def _found(query: str) -> Term | Problem:
    """The term that is meant, or, where that is not to be found, the fault of a file in which it may be."""
    fault = next(own_places.faults(), None)
    lexicon = IndexLexicon(open_index(empty=fault is not None))
    if fault and len(selection.meant(lexicon.db, query)[0]) != 1:
        return fault
    return lexicon.term(one_term(lexicon, query))


def _edit(path: str, line: int) -> None:
    """Have a file edited from a line on, and say its faults."""
    editor.edit(path, line, os.environ)
    if not os.path.exists(path):
        return
    text = files.read_text(path)
    problems = [text] if isinstance(text, Problem) else own_glossary.faults(path, text)
    for problem in problems:
        click.echo(printable(str(problem)))
    if problems:
        click.get_current_context().exit(1)


def _say_others(term: Term, places: Sequence[str]) -> None:
    """That there are more additions than the one that is opened, which was added last."""
    if places:
        values = {"term": term_name(term), "places": printable(listed(places))}
        said = counted(
            len(places), "one more addition to {term}: {places}", "{n} more additions to {term}: {places}", **values
        )
        click.echo(f"dlterms: {said}", err=True)


def _add_to(term: Term) -> None:
    """Have a first record of additions to a term filled in; one's own file may have a fault that has to go first."""
    path = own_glossary.target(None, own_glossary.OWN_NOT_IN_FORCE)
    for fault in own_places.faults():
        if os.path.realpath(fault.file) == os.path.realpath(path):
            _edit(path, fault.line)
            return
    name = term_name(term)
    sections = fill_in(
        _ADDITIONS.format(
            about=comment(tr(_ABOUT, name=name, path=printable(path))),
            ref=f"{term.glossary}/{term.id}",
            zh=tr("another Chinese name"),
            en=tr("another English name"),
        )
    )
    if sections:
        own_glossary.save(path, sections)
        click.echo(tr("{name}: added to {path}", name=name, path=path))
