"""Compiling the index: reading, loading, and saying in one line what is wrong with the files."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Sequence

from dlterms import files, index
from dlterms.errors import DltermsError
from dlterms.index.build import fill
from dlterms.labels import printable
from dlterms.loader import load_unchecked
from dlterms.model import Problem
from dlterms.terminal.progress import Progress


def compile_index(path: str | None, sets: Sequence[Sequence[str]], fingerprint: str) -> index.Index:
    gc.disable()  # millions of small objects and no cycle among them: it would cost more than all the rest
    try:
        with Progress(sys.stderr, time.monotonic) as progress:
            progress.stage("reading the glossaries")
            texts, unread = files.read_sets(sets)
            glossary, errors = load_unchecked(texts)

            def complaint() -> str:
                return summary([*unread, *errors()])

            if not glossary.terms:
                places = ", ".join(file for found in sets for file in found)
                raise DltermsError(complaint() or f"no entries in {places or 'the folders named'}")
            progress.stage("writing the index")
            return index.write_index(
                path,
                lambda db: fill(db, glossary, fingerprint, complaint, progress.reached),
            )
    finally:
        gc.enable()


def summary(problems: Sequence[Problem]) -> str:
    """One line about faulty files: the first fault, and how many more there are."""
    if not problems:
        return ""
    first = problems[0]
    rest = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    place = f"{first.file}:{first.line}:{first.column}"
    return printable(f"{place}: {first.message}{rest}; run `dlterms check` for all").replace("\n", " ")
