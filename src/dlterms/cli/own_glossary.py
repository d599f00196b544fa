"""The file that one's own additions go to, and adding to it: whole, checked, and with nothing that was typed lost."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any, TypeAlias

import click

from dlterms import files
from dlterms.authoring.document import append
from dlterms.authoring.drafts import comment
from dlterms.cli.glossary import folder, named_roots, place_of_own, roots
from dlterms.errors import DltermsError, reason
from dlterms.i18n import marked, tr
from dlterms.labels import printable
from dlterms.loader import load, load_unchecked, unreadable
from dlterms.loader.schema import json_schema
from dlterms.loader.tree import parse
from dlterms.model import Glossary, Problem
from dlterms.yaml_text import items

Sections: TypeAlias = Mapping[str, Sequence[Mapping[str, Any]]]  # records by the section that they belong to

SCHEMA = (
    "dlterms.schema.json"  # lies beside the files whose first line names it: so it is found offline, and moves along
)
MODELINE = f"# yaml-language-server: $schema={SCHEMA}\n"
NOT_IN_FORCE = marked("which is not in use: put it into your glossary folder, or name it with `dlterms --glossary`")
OWN_NOT_IN_FORCE = marked("your own glossary is not in use: omit --glossary and DLTERMS_GLOSSARY")
NAME_A_FILE = marked(
    "your own glossary is not in use: omit --glossary and DLTERMS_GLOSSARY, or name the file to add to with --to FILE"
)
_HEAD = "schema: dlterms/1\n"
_ABOUT = marked(
    "Your own terms: `dlterms add` adds to them, `dlterms edit TERM` opens them, `dlterms check` finds faults."
)
_ON_ONE_LINE = _ONCE = ("additions", "topics")


class _ChangedError(Exception):
    """Another program has written the file meanwhile."""


def target(to: str | None, fault: str = NAME_A_FILE) -> str:
    """The file that additions go to: the one named, or else one's own, if that is in use.

    DltermsError with `fault`, which is marked for translation, if it is not.
    """
    if to is not None:
        return named_file(to)
    own = _own()
    in_force = [place_of_own(), *map(os.path.abspath, roots(named_roots()))]
    if own not in in_force and os.path.dirname(own) not in in_force:
        raise DltermsError(tr(fault))
    return own


def named_file(name: str) -> str:
    """The path of a file to be written that the user names; DltermsError or UsageError for what can be none."""
    if name == "-":
        raise click.UsageError(tr("a glossary file cannot be stdout: name a file, such as `terms.yaml`"))
    path = os.path.expanduser(name)
    if not path:
        raise DltermsError(tr("the name of the file is empty"))
    if os.path.isdir(path) or path.endswith(os.sep):
        raise DltermsError(tr("{path}: a folder; name a file in it", path=path))
    return path


def _own() -> str:
    return str(folder("config") / "glossary" / "own.yaml")


def save(path: str, sections: Sections) -> None:
    """Add records to a glossary file as `extend` does; where it fails, they are left in a file that the error names."""
    try:
        extend(path, sections)
    except DltermsError as fault:
        raise DltermsError(left(sections, str(fault))) from fault


def extend(path: str, sections: Sections) -> None:
    """Add records at the end of sections of a glossary file, which is made if need be; all of them, or none.

    DltermsError where the file is no glossary, cannot be written, or would bring faults that are not there yet. Topics
    and additions that the file holds already are not added again.
    """
    try:
        os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
        with files.locked(os.path.dirname(os.path.realpath(path))):
            while not _extended(path, sections):
                pass
    except OSError as error:
        raise DltermsError(tr("{path}: {reason}; nothing was added", path=path, reason=reason(error))) from error


def _extended(path: str, sections: Sections) -> bool:
    """Whether it was written; not if another program was faster."""
    old, new = _extension(path, sections)
    _check(path, old, new)
    try:
        with files.written_anew(path) as file:
            file.write(new.encode())
            if old != (_writable_text(path) if os.path.lexists(path) else ""):
                raise _ChangedError
    except _ChangedError:
        return False
    _add_schema(path, old, new)
    return True


def try_out(path: str, sections: Sections) -> None:
    """DltermsError where a file cannot be added to, whatever is added; nothing is written."""
    try:
        place = os.path.dirname(os.path.abspath(path))
        while not os.path.lexists(place):
            place = os.path.dirname(place)
        if not os.path.isdir(place) or not os.access(place, os.W_OK):
            fault = tr(
                "{path}: {folder} is not a folder that you may write in; name another file", path=path, folder=place
            )
            raise DltermsError(fault)
        if os.path.lexists(path):
            _extension(path, {section: records[:1] for section, records in sections.items()})
    except OSError as error:
        raise DltermsError(f"{path}: {reason(error)}") from error


def _extension(path: str, sections: Sections) -> tuple[str, str]:
    """What a file says, and what it is to say."""
    old = _writable_text(path) if os.path.lexists(path) else ""
    if old.strip() and (why := unreadable(path, old)):  # among them what somebody else's program reads
        raise DltermsError(printable(tr("{problem}; nothing was added", problem=why[-1])))
    new = old if old.strip() else _start(path)
    for section, records in sections.items():
        if lacking := _missing(new, section, records):
            new = append(new, section, lacking, path, one_line=section in _ON_ONE_LINE)
    return old, new


def _add_schema(path: str, old: str, new: str) -> None:
    if new.startswith(MODELINE) and not old:
        with suppress(OSError):  # for editors alone
            write_schema(os.path.dirname(path))


def _writable_text(path: str) -> str:
    """What a file holds that may be written."""
    text = files.read_text(path)
    if isinstance(text, Problem):
        raise DltermsError(str(text))
    with open(path, "r+b"):  # in its place a file can be put that itself must not be written
        return text


def held(path: str) -> Glossary:
    """What a file holds, as far as it is there and can be read."""
    text = files.read_text(path) if os.path.exists(path) else ""
    return load_unchecked([[(path, text)]] if isinstance(text, str) else [])[0]


def _missing(text: str, section: str, records: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    """Of records those that a file does not hold: topics by their ids, and additions to the letter."""
    tree, _ = parse(text, "", places=False)
    there = tree.get(section) if tree else None
    if section not in _ONCE or not isinstance(there, list):
        return records
    ids = {record.get("id") for record in there if isinstance(record, dict)} if section == "topics" else set()
    return [record for record in records if record.get("id", "") not in ids and record not in there]


def _start(path: str) -> str:
    """The first lines of a new file."""
    return f"{MODELINE}{comment(tr(_ABOUT))}\n{_HEAD}" if os.path.abspath(path) == _own() else _HEAD


def write_schema(place: str) -> None:
    """Put the JSON Schema of the format into a folder, for editors, in place of an older one."""
    with files.written_anew(os.path.join(place, SCHEMA)) as file:
        file.write(f"{json.dumps(json_schema(), ensure_ascii=False)}\n".encode())


def _check(path: str, old: str, new: str) -> None:
    """DltermsError if the new text of a file, with all that is in use, has a fault that the old one had not."""
    sets = _sets(path)
    if not (found := _faults(sets, path, new)):
        return
    known = Counter(map(_fault, _faults(sets, path, old)))
    for problem in found:
        if not known[_fault(problem)]:
            fault = f"{problem.message} [{problem.code}]"
            raise DltermsError(printable(tr("{path}: nothing was added: {fault}", path=path, fault=fault)))
        known[_fault(problem)] -= 1


def _fault(problem: Problem) -> tuple[str, str, str]:
    """A fault without its place, of which what is added moves what follows, nor the places in its message."""
    return problem.file, problem.code, re.sub(r"\d+:\d+", "", problem.message)


def _faults(sets: Sequence[Sequence[str]], path: str, text: str) -> list[Problem]:
    """What is wrong with sets of files, where one says `text`, or is not there yet."""
    texts = [
        [(file, read) for file in found if isinstance(read := text if file == path else files.read_text(file), str)]
        for found in sets
    ]
    there = [[(file, read) for file, read in found if file != path or read] for found in texts]
    return load(there, warn=False)[1]


def _sets(path: str) -> list[list[str]]:
    """The files in use, and this one among them: where it is or will be, or else last."""
    in_force = roots(named_roots())
    sets = files.glossary_files(in_force)
    if os.path.exists(path):
        same = [[file if not os.path.samefile(file, path) else path for file in found] for found in sets]
        return same if any(path in found for found in same) else [*sets, [path]]
    home = os.path.dirname(os.path.realpath(path))
    for root, found in zip(in_force, sets, strict=True):
        if os.path.realpath(root) == home:
            found.append(path)
            found.sort(key=os.path.basename)
            return sets
    return [*sets, [path]]


def is_in_force(path: str) -> bool:
    """Whether what a file holds is looked up."""
    return any(path in found for found in _sets(path)[: len(roots(named_roots()))])


def faults(path: str, text: str) -> list[Problem]:
    """What is wrong with a file that says `text`, together with all that is in use."""
    return [problem for problem in _faults(_sets(path), path, text) if problem.file == path]


def left(sections: Sections, fault: str) -> str:
    """A fault, and in which new file records are left; as a last resort they are said themselves."""
    text = _HEAD + "".join(f"{section}:\n{items(records)}" for section, records in sections.items())
    try:
        fd, name = tempfile.mkstemp(prefix="dlterms-", suffix=".yaml")
        with open(fd, "w", encoding="utf-8") as file:
            file.write(text)
    except OSError:
        click.echo(text, err=True)
        return tr("{fault}; what was to be added is above", fault=fault)
    return tr("{fault}; what was to be added is in {path}", fault=fault, path=name)
