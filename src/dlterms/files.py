"""Finding and reading glossary files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from dlterms.errors import DltermsError
from dlterms.model import Problem

MAX_BYTES = 128 * 1024 * 1024
SUFFIXES = (".yaml", ".yml")


def glossary_files(paths: Iterable[Path]) -> list[list[Path]]:
    """One set of files for each path: a file itself, or all YAML files right inside a folder, by name."""
    sets = []
    for path in paths:
        try:
            if path.is_dir():
                found = sorted(p for p in path.iterdir() if p.suffix in SUFFIXES and not p.name.startswith("."))
            elif path.exists():
                found = [path]
            else:
                raise DltermsError(f"{path}: no such file or folder")
        except OSError as error:
            raise DltermsError(f"{path}: {error.strerror or error}") from None
        sets.append(found)
    return sets


def read_sets(sets: Sequence[Sequence[Path]]) -> tuple[list[list[tuple[str, str]]], list[Problem]]:
    """The text of each file by name, and a problem for each file that is no UTF-8 text or too large."""
    texts: list[list[tuple[str, str]]] = []
    problems: list[Problem] = []
    for files in sets:
        texts.append([])
        for path in files:
            content = _read(path)
            if isinstance(content, str):
                texts[-1].append((str(path), content))
            else:
                problems.append(content)
    return texts, problems


def _read(path: Path) -> str | Problem:
    name = str(path)
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            message = f"{size // 2**20} MB: files up to {MAX_BYTES // 2**20} MB are read; split it"
            return Problem(name, 1, 1, "error", "size", message)
        data = path.read_bytes()
    except OSError as error:
        return Problem(name, 1, 1, "error", "unreadable", error.strerror or str(error))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        message = f"byte 0x{data[error.start]:02X} is not UTF-8: save the file as UTF-8"
        return Problem(name, line, column, "error", "encoding", message)
