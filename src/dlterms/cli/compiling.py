"""Compiling the index: reading, loading, and saying in one line what is wrong with the files."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing

from dlterms import files, index
from dlterms.errors import DltermsError
from dlterms.i18n import marked, series, tr
from dlterms.index.build import entry_text, fill
from dlterms.index.stored import stored_glossary
from dlterms.labels import printable
from dlterms.loader import load_onto, load_unchecked
from dlterms.model import Glossary, Problem, Term
from dlterms.terminal.progress import Progress


def compile_index(
    path: str | None,
    sets: Sequence[Sequence[str]],
    fingerprint: str,
    below: index.Index | None,
    *,
    empty: bool = False,
) -> index.Index:
    """The index of sets of files, made anew. `below` is that of all sets but the last, if there is one.

    One without entries is DltermsError, or, if it may be `empty`, kept nowhere.
    """
    gc.disable()  # millions of small objects and no cycle among them: it would cost more than all the rest
    try:
        with Progress(sys.stderr, time.monotonic) as progress, ExitStack() as opened:
            progress.stage(tr("reading the glossaries"))
            glossary, complaint, text = _loaded(sets, below)
            if not glossary.terms and empty:
                path = None
            elif not glossary.terms:
                raise DltermsError(complaint() or _nothing_in(sets))
            progress.stage(tr("writing the index"))
            earlier = index.open_earlier(path) if path else None
            if earlier:
                opened.enter_context(closing(earlier))
            return index.write_index(
                path,
                lambda db: fill(db, glossary, fingerprint, complaint, progress.reached, text),
                earlier or below,
            )
    finally:
        gc.enable()


def _loaded(
    sets: Sequence[Sequence[str]], below: index.Index | None
) -> tuple[Glossary, Callable[[], str], Callable[[Term], str]]:
    """The glossary that sets of files make up, what gives the one line about their faults, and each entry's JSON.

    What `below` holds is not read again from its files, unless there are faults, to which only all files together lead.
    """
    stored = stored_glossary(below) if below and not index.complaint(below) else None
    # What was added to an entry may be a name that the last set gives to another: a fault of the addition.
    if stored and not stored.glossary.additions:
        texts, unread = files.read_sets(sets[-1:])
        whole = None if unread else load_onto(stored.glossary, texts)
        if whole:
            return whole, str, stored.text
    texts, unread = files.read_sets(sets)
    glossary, errors = load_unchecked(texts)
    return glossary, lambda: summary([*unread, *errors()]), entry_text


def _nothing_in(sets: Sequence[Sequence[str]]) -> str:
    names = series(file for found in sets for file in found)
    return tr("no entries in {files}", files=names) if names else tr("no entries in the folders named")


def summary(problems: Sequence[Problem]) -> str:
    """One line about faulty files: the first fault, and how many more there are."""
    if not problems:
        return ""
    first = problems[0]
    values = {"place": f"{first.file}:{first.line}:{first.column}", "fault": first.message}
    if len(problems) == 1:
        said = tr("{place}: {fault}; run `dlterms check` for all", **values)
    else:
        text = marked("{place}: {fault} (and {n:,} more); run `dlterms check` for all")
        said = tr(text, n=len(problems) - 1, **values)
    return printable(said).replace("\n", " ")
