"""An entry filled in with the user's editor: until it is right, or given up; what was typed is never lost."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Sequence
from typing import Any

from dlterms import files
from dlterms.cli import editor, own_glossary
from dlterms.errors import DltermsError
from dlterms.i18n import marked, tr
from dlterms.labels import printable
from dlterms.loader.tree import parse
from dlterms.model import Problem

_FAULT = "#! "  # begins the lines at the top that say what is wrong
_KEPT = marked("{problem}; nothing was added; what was typed is in that file")
_SECTIONS = ("schema", "topics", "terms", "additions")


def fill_in(template: str) -> own_glossary.Sections:
    """The records of a template as the user has filled it in, right by the checks; none where it was left alone.

    DltermsError where it is given up, or the editor fails; it names the file that holds what was typed.
    """
    fd, path = tempfile.mkstemp(prefix="dlterms-", suffix=".yaml")
    os.close(fd)
    typed, shown, line = template, template, _first_empty(template)
    problems: list[Problem] = []
    while True:
        _write(path, shown)
        try:
            editor.edit(path, line, os.environ)
        except DltermsError as fault:
            said = marked("{fault}; nothing was added; what was to be added is in {path}")
            raise DltermsError(tr(said, fault=fault, path=path)) from None
        text = "".join(line for line in _read(path).splitlines(keepends=True) if not line.startswith(_FAULT))
        if not text.strip() or text == typed:
            return _given_up(path, typed, problems)
        typed = text
        problems = _problems(path, typed)
        if not problems:
            break
        shown, line = _with_problems(typed, problems), problems[0].line + len(problems)
    os.unlink(path)
    tree: Any = parse(typed, path, places=False)[0]
    return {section: records for section, records in tree.items() if isinstance(records, list)}


def _first_empty(template: str) -> int:
    """The line of the first field to be filled in, or of the entry."""
    found = re.search(r"(?m)^ *\w+:$(?!\n *[-\w])", template) or re.search(r"(?m)^terms:|^ *- of:", template)
    return template.count("\n", 0, found.start()) + 1 if found else 1


def _write(path: str, text: str) -> None:
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def _read(path: str) -> str:
    """What the editor has left; nothing if it has taken the file away."""
    if not os.path.exists(path):
        return ""
    text = files.read_text(path)
    if isinstance(text, Problem):
        raise DltermsError(tr(_KEPT, problem=text))
    return text


def _given_up(path: str, typed: str, problems: Sequence[Problem]) -> own_glossary.Sections:
    if problems:
        _write(path, typed)
        raise DltermsError(tr(_KEPT, problem=printable(str(problems[0]))))
    if os.path.exists(path):
        os.unlink(path)
    return {}


def _problems(path: str, text: str) -> list[Problem]:
    problems = own_glossary.faults(path, text)
    tree, _ = parse(text, path)
    if tree is None:
        return problems
    for name in tree:
        if name not in _SECTIONS:
            message = tr("`{name}` cannot be added this way: write terms alone", name=name)
            problems.append(Problem(path, 1, 1, "error", "section", message))
    if not problems and not (tree.get("terms") or tree.get("additions")):
        message = tr("there is nothing to add: write it below `terms:` or `additions:`")
        problems.append(Problem(path, 1, 1, "error", "empty", message))
    return problems


def _with_problems(text: str, problems: Sequence[Problem]) -> str:
    """A text below what is wrong with it, by the lines that it has there."""
    said = (f"{_FAULT}{p.line + len(problems)}:{p.column}: {' '.join(p.message.split())}\n" for p in problems)
    return "".join(said) + text
