"""Compiling the index: reading, loading, and saying in one line what is wrong with the files."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from dlterms import files, index
from dlterms.errors import DltermsError
from dlterms.index.build import fill
from dlterms.loader import load
from dlterms.model import Problem


def compile_index(path: Path, sets: Sequence[Sequence[Path]], fingerprint: str) -> sqlite3.Connection:
    texts, unread = files.read_sets(sets)
    glossary, problems = load(texts, warn=False)
    complaint = summary([*unread, *problems])
    if not glossary.terms:
        raise DltermsError(complaint or f"no entries in {', '.join(str(p) for found in sets for p in found) or 'it'}")
    return index.write_index(path, lambda db: fill(db, glossary, fingerprint, complaint))


def summary(problems: Sequence[Problem]) -> str:
    """One line about faulty files: the first fault, and how many more there are."""
    if not problems:
        return ""
    first = problems[0]
    rest = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    return f"{first.file}:{first.line}:{first.column}: {first.message}{rest}; run `dlterms check` for all"
