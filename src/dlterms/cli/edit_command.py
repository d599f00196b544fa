"""`dlterms edit`."""

from __future__ import annotations

import os
from collections.abc import Iterator

import click

from dlterms import files, paths
from dlterms.authoring.document import append, line_of
from dlterms.cli import editor, own_glossary
from dlterms.cli.glossary import named_roots, open_index, roots
from dlterms.cli.terms import one_term
from dlterms.index.lexicon import IndexLexicon
from dlterms.labels import printable
from dlterms.model import Problem

_HINTS = (
    "# zh: {aliases: [another Chinese name]}",
    "# en: {aliases: [another English name]}",
    "# notes: [{kind: usage, zh: 说明。, en: A note.}]",
    "# requires: [id]",
)


@click.command("edit")
@click.argument("words", nargs=-1, required=True, metavar="TERM...")
def command(words: tuple[str, ...]) -> None:
    """Open TERM in your editor, in the file and at the line of its entry.

    Of a term of the bundled glossary your additions are opened: further names, notes and what it requires. Then the
    file's faults are said.
    """
    query = " ".join(words)
    place = _place("terms", "id", query)
    if place is None:  # it has no entry there that goes by this id
        lexicon = IndexLexicon(open_index())
        term = lexicon.term(one_term(lexicon, query))
        place = _place("terms", "id", term.id) or _place("additions", "of", f"{term.glossary}/{term.id}")
        if place is None:
            _edit_additions(f"{term.glossary}/{term.id}")
            return
    path, line = place
    editor.edit(path, line, os.environ)
    _say_faults(path)


def _place(section: str, name: str, value: str) -> tuple[str, int] | None:
    """The file of one's own, and the line there, of the record of a section that says so."""
    for path in _own_files():
        text = files.read_text(path)
        if isinstance(text, str) and (line := line_of(text, section, name, value)):
            return path, line
    return None


def _own_files() -> Iterator[str]:
    """The files in force that are edited in place: all but the bundled ones."""
    own = (root for root in roots(named_roots()) if root != paths.bundled_glossary())
    yield from (path for found in files.glossary_files(own) for path in found)


def _edit_additions(ref: str) -> None:
    """Open a new record of additions; where it is left as it was, the file is as if nothing had been."""
    path = own_glossary.target(None)
    old = own_glossary.writable_text(path) if os.path.lexists(path) else None
    new, line = _with_additions(old or own_glossary.start(path), ref, path)
    own_glossary.put(path, new)
    try:
        editor.edit(path, line, os.environ)
    finally:
        if files.read_text(path) == new:
            own_glossary.put(path, old)
    _say_faults(path)


def _with_additions(text: str, ref: str, path: str) -> tuple[str, int]:
    """The text of a file with a record of additions, and hints below it; and the record's line."""
    text = append(text, "additions", [{"of": ref}], path)
    line = line_of(text, "additions", "of", ref) or 1
    lines = text.splitlines(keepends=True)
    start, end = lines[line - 1].split("of:")[0], lines[line - 1][len(lines[line - 1].rstrip("\r\n")) :]
    lines[line:line] = [f"{' ' * len(start)}{hint}{end}" for hint in _HINTS]
    return "".join(lines), line


def _say_faults(path: str) -> None:
    if not os.path.exists(path):
        return
    text = files.read_text(path)
    problems = [text] if isinstance(text, Problem) else own_glossary.faults(path, text)
    for problem in problems:
        click.echo(printable(str(problem)))
    if problems:
        click.get_current_context().exit(1)
