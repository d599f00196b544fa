"""Finding and reading glossary files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from dlterms.errors import DltermsError

if TYPE_CHECKING:  # a look-up finds files and reads none: it can do without the model
    from dlterms.model import Problem

MAX_BYTES = 128 * 1024 * 1024
SUFFIXES = (".yaml", ".yml")


def glossary_files(paths: Iterable[str | os.PathLike[str]]) -> list[list[str]]:
    """One set of files for each path: a file itself, or all YAML files right inside a folder, by name."""
    sets = []
    for named in paths:
        path = os.fspath(named)
        try:
            if os.path.isdir(path):
                names = sorted(n for n in os.listdir(path) if n.endswith(SUFFIXES) and not n.startswith("."))
                sets.append([os.path.join(path, name) for name in names])
            else:
                os.stat(path)
                sets.append([path])
        except FileNotFoundError:
            raise DltermsError(f"{path}: no such file or folder") from None
        except OSError as error:
            raise DltermsError(f"{path}: {error.strerror or error}") from None
    return sets


def read_sets(sets: Sequence[Sequence[str]]) -> tuple[list[list[tuple[str, str]]], list[Problem]]:
    """The (name, text) of each file, and a problem for each file that is no UTF-8 text, too large or unreadable."""
    texts: list[list[tuple[str, str]]] = []
    problems: list[Problem] = []
    for files in sets:
        texts.append([])
        for path in files:
            content = _read(path)
            if isinstance(content, str):
                texts[-1].append((path, content))
            else:
                problems.append(content)
    return texts, problems


def _read(path: str) -> str | Problem:
    from dlterms.model import Problem

    try:
        size = os.stat(path).st_size
        if size > MAX_BYTES:
            message = f"{size // 2**20} MB: files up to {MAX_BYTES // 2**20} MB are read; split it"
            return Problem(path, 1, 1, "error", "size", message)
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        return Problem(path, 1, 1, "error", "unreadable", error.strerror or str(error))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # error.object is what follows a byte order mark, if there is one
        before = error.object[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        message = f"byte 0x{error.object[error.start]:02X} is not UTF-8: save the file as UTF-8"
        return Problem(path, line, column, "error", "encoding", message)
