"""Which glossaries are in force, and their index."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

import click

from dlterms import files, index, paths

if TYPE_CHECKING:  # 4 ms that a look-up does not need
    from pathlib import Path

T = TypeVar("T")


def folder(kind: str) -> Path:
    """The user's config, data or cache folder."""
    from pathlib import Path

    return Path(_folder(kind))


def _folder(kind: str) -> str:
    return paths.folder(kind, os.environ, os.path.expanduser("~"), sys.platform)


def config_file() -> str | None:
    """The user's config.toml, if there is one."""
    path = os.path.join(_folder("config"), "config.toml")
    return path if os.path.lexists(path) else None


def roots(named: Sequence[str]) -> list[str]:
    """The glossary files and folders in force: those named, or the bundled one and the user's own."""
    named = named or [p for p in os.environ.get("DLTERMS_GLOSSARY", "").split(os.pathsep) if p]
    if named:
        return [os.path.expanduser(p) for p in named]
    own = os.path.join(_folder("config"), "glossary")
    return [paths.bundled_glossary(), *([own] if os.path.isdir(own) else [])]


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
    return ask(_readable)


def _readable(db: sqlite3.Connection) -> sqlite3.Connection:
    for table in ("entry", "label", "topic", "former"):
        db.execute(f"SELECT * FROM {table} LIMIT 1").fetchone()
    return db


def ask(question: Callable[[sqlite3.Connection], T]) -> T:
    """The answer to a question to the index; one that turns out damaged is compiled anew."""

    def answered(db: sqlite3.Connection) -> T:
        answer = question(db)
        _complain(db)
        return answer

    return ask_quietly(named_roots(), answered)


def ask_quietly(named: Sequence[str], question: Callable[[sqlite3.Connection], T]) -> T:
    """As `ask`, with nothing said about faulty files: for completion, where a word on stderr disturbs the line."""
    try:
        return question(_open(named, fresh=False))
    except (sqlite3.DatabaseError, ValueError, TypeError):
        return question(_open(named, fresh=True))


def _open(named: Sequence[str], *, fresh: bool) -> sqlite3.Connection:
    wanted_roots = [os.path.abspath(path) for path in roots(named)]
    sets = files.glossary_files(wanted_roots)
    fingerprint = index.fingerprint(path for found in sets for path in found)
    path = index.index_path(_folder("cache"), wanted_roots)
    db = None if fresh else index.open_index(path, fingerprint)
    if db is None:
        from dlterms.cli.compiling import compile_index  # the loader and yaml: only a stale index needs them

        db = compile_index(path, sets, fingerprint)
    return db


def _complain(db: sqlite3.Connection) -> None:
    (complaint,) = db.execute("SELECT value FROM meta WHERE name = 'complaint'").fetchone()
    if complaint:
        click.echo(f"dlterms: {complaint}", err=True)
