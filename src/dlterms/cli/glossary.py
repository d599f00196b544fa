"""Which glossaries are in force, and their index."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import click

from dlterms import files, index, paths

T = TypeVar("T")


def folder(kind: str) -> Path:
    """The user's config, data or cache folder."""
    return paths.folder(kind, os.environ, Path.home(), sys.platform)


def roots(named: Sequence[str]) -> list[Path]:
    """The glossary files and folders in force: those named, or the bundled one and the user's own."""
    named = named or [p for p in os.environ.get("DLTERMS_GLOSSARY", "").split(os.pathsep) if p]
    if named:
        return [Path(p).expanduser() for p in named]
    own = folder("config") / "glossary"
    return [paths.bundled_glossary(), *([own] if own.is_dir() else [])]


def named_roots() -> Sequence[str]:
    """What `--glossary` names."""
    return click.get_current_context().find_root().obj or ()


def check_topics(db: sqlite3.Connection, topics: Sequence[str]) -> None:
    """Refuse a topic that no glossary in force has."""
    known = [name for (name,) in db.execute("SELECT id FROM topic ORDER BY n")]
    for topic in topics:
        if topic not in known:
            raise click.BadParameter(f"no topic `{topic}`; the topics are {', '.join(known)}", param_hint="--topic")


def open_index() -> sqlite3.Connection:
    """The index of the glossaries in force, compiled if it is missing, stale or broken."""
    return _open(fresh=False)


def ask(question: Callable[[sqlite3.Connection], T]) -> T:
    """The answer to a question to the index; one that turns out damaged is compiled anew."""
    try:
        return question(_open(fresh=False))
    except (sqlite3.DatabaseError, ValueError):
        return question(_open(fresh=True))


def _open(fresh: bool) -> sqlite3.Connection:
    wanted_roots = [path.absolute() for path in roots(named_roots())]
    sets = files.glossary_files(wanted_roots)
    fingerprint = index.fingerprint(path for found in sets for path in found)
    path = index.index_path(folder("cache"), wanted_roots)
    db = None if fresh else index.open_index(path, fingerprint)
    if db is None:
        from dlterms.cli.compiling import compile_index  # the loader and yaml: only a stale index needs them

        db = compile_index(path, sets, fingerprint)
    complaint = db.execute("SELECT value FROM meta WHERE name = 'complaint'").fetchone()[0]
    if complaint:
        click.echo(f"dlterms: {complaint}", err=True)
    return db
