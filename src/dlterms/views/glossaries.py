"""The glossary files in use, as rows of a table."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Literal, NamedTuple

from dlterms.i18n import clauses, counted, marked, tr
from dlterms.views.page import Spans

_STATES = {
    "unreadable": marked("cannot be read"),
    "absent": marked("not there"),
    "unwritten": marked("not there yet, your own terms go here"),
}


class InForce(NamedTuple):
    """A file, or a folder that cannot be looked into; what cannot be read holds nothing."""

    file: str
    state: Literal["read", "unreadable", "absent", "unwritten"] = "read"
    glossary: str | None = None  # the id of the one that it is part of
    entries: int = 0  # that are served
    additions: int = 0
    errors: int = 0
    warnings: int = 0


def rows(files: Sequence[InForce]) -> list[list[Spans]]:
    """A row for each file of a folder: its name, glossary, what is in it and what is wrong."""
    return [
        [
            [(os.path.basename(file.file), "term")],
            [(file.glossary or "", "")],
            [(_held(file), "dim")],
            [(_wrong(file), "bad" if file.errors else "")],
        ]
        for file in files
    ]


def _held(file: InForce) -> str:
    held = [counted(file.entries, "{n} entry", "{n} entries")] if file.entries or not file.additions else []
    if file.additions:
        held.append(counted(file.additions, "{n} addition", "{n} additions"))
    return clauses(held) if file.state == "read" else ""


def _wrong(file: InForce) -> str:
    if file.state != "read":
        return tr(_STATES[file.state])
    wrong = [
        counted(file.errors, "{n} error", "{n} errors") if file.errors else "",
        counted(file.warnings, "{n} warning", "{n} warnings") if file.warnings else "",
    ]
    return clauses(filter(None, wrong)) if any(wrong) else ""
