"""Which glossaries are in use, and their index."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import closing, nullcontext
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import click

from dlterms import files, index, paths
from dlterms.cli import output
from dlterms.errors import DltermsError, reason
from dlterms.i18n import tr
from dlterms.index import Index

if TYPE_CHECKING:  # 4 ms that a look-up does not need
    from pathlib import Path

T = TypeVar("T")
CONFIG_BYTES = 2**13  # over one long dotted key tomllib takes the square of its length
CHECKED = 16 * 2**20  # bytes of an index that is checked before a whole command relies on it; they take 15 ms


class _Place(NamedTuple):
    """An index, there or not."""

    roots: Sequence[str]
    sets: Sequence[Sequence[str]]  # their files, from which it is made
    fingerprint: str  # of these
    path: str | None  # its file, None where there is no folder for it


def folder(kind: str) -> Path:
    """The user's config, data or cache folder."""
    from pathlib import Path

    path = _folder(kind)
    if path is None:
        home, own = paths.variables(kind, sys.platform)
        raise DltermsError(
            tr(
                "no home folder, and so none for {kind}: set {home} or {own} to an absolute path",
                kind=tr(kind),
                home=home,
                own=own,
            )
        )
    return Path(path)


def _folder(kind: str) -> str | None:
    return paths.folder(kind, os.environ, os.path.expanduser("~"), sys.platform)


def config_folder() -> str | None:
    """The user's config folder, None if there is none; DltermsError for one that cannot be entered."""
    path = _folder("config")
    try:
        if path is not None:
            os.stat(os.path.join(path, os.curdir))  # the folder's own status can be had from outside
    except FileNotFoundError:
        return None
    except OSError as error:
        raise DltermsError(f"{path}: {reason(error)}") from None
    return path


def config_file() -> str | None:
    """The user's config.toml, if there is one."""
    return _own("config.toml")


def _own(name: str) -> str | None:
    config = config_folder()
    path = config and os.path.join(config, name)
    return path if path and os.path.lexists(path) else None


def place_of_own() -> str | None:
    """Where one's own terms go: what was named, or else a folder beside config.toml, there or not."""
    if named := _named(named_roots()):
        return named[0]
    config = _folder("config")
    return config and os.path.join(config, "glossary")


def without(fault: DltermsError) -> str:
    """What is said where something of the user's own cannot be read, and is not needed."""
    return tr("{fault}; going on without it", fault=fault)


def say_once(text: str) -> None:
    """Say on stderr what this run has not said yet."""
    said = click.get_current_context().meta
    if text not in said:
        said[text] = True
        click.echo(f"dlterms: {text}", err=True)


def roots(named: Sequence[str]) -> list[str]:
    """The glossary files and folders in use: those named, or the bundled one and the user's own."""
    if named := _named(named):
        return named
    own = _own("glossary")
    return [paths.bundled_glossary(), *([own] if own else [])]


def _named(named: Sequence[str]) -> list[str]:
    named = named or [p for p in os.environ.get("DLTERMS_GLOSSARY", "").split(os.pathsep) if p]
    return [os.path.expanduser(p) for p in named]


def named_roots() -> Sequence[str]:
    """What `--glossary` names."""
    return click.get_current_context().find_root().obj or ()


def files_in_force() -> Sequence[Sequence[str]]:
    """The files of the glossaries in use, a set for each root."""
    return _served(named_roots(), say_once)[1]


def fingerprint() -> str:
    """What the index of the glossaries in use is made from."""
    return _place(named_roots(), say_once).fingerprint


def open_index(*, empty: bool = False) -> Index:
    """The index of the glossaries in use, until a command ends that cannot start over: checked, however large.

    DltermsError if they hold no entry, unless it may be `empty`.
    """
    db = _open(_place(named_roots(), say_once), sys.maxsize, empty=empty)
    click.get_current_context().call_on_close(db.close)
    _complain(db)
    return db


def ask(question: Callable[[Index], T], *, checked: int = CHECKED, also: Sequence[str] = ()) -> T:
    """The answer to a question to the index of the glossaries in use, and of files beside them.

    The question may be a whole command. If the index turns out damaged it is made anew and asked once more, unless
    something was written by then. That is looked into whatever goes wrong: a sound index leaves a bug what it is. An
    index of up to `checked` bytes is checked first, for a changed letter lets nothing go wrong.
    """

    def answered(db: Index) -> T:
        _complain(db)
        return question(db)

    return _ask([*roots(named_roots()), *also] if also else named_roots(), answered, say_once, checked)


def ask_quietly(named: Sequence[str], question: Callable[[Index], T]) -> T:
    """As `ask`, with nothing said about faulty files: for completion, where a word on stderr disturbs the line."""
    return _ask(named, question, lambda text: None, 0)


def _ask(named: Sequence[str], question: Callable[[Index], T], tell: Callable[[str], None], checked: int) -> T:
    place = _place(named, tell)
    path = place.path
    with closing(_open(place, checked)) as db:
        try:
            return question(db)
        except (click.exceptions.Exit, OSError):  # which damage does not lead to
            raise
        except Exception as error:
            if path is None or not index.is_damaged(db, path):
                raise
            fault = error
    index.remove(path)
    if output.is_used():
        raise DltermsError(tr("{file}: damaged, and made anew at the next start", file=path)) from fault
    with closing(_compiled(place)) as db:
        return question(db)


def _place(named: Sequence[str], tell: Callable[[str], None]) -> _Place:
    return _place_of(*_served(named, tell))


def _place_of(roots: Sequence[str], sets: Sequence[Sequence[str]]) -> _Place:
    fingerprint = index.fingerprint(path for found in sets for path in found)
    cache = _folder("cache")
    return _Place(roots, sets, fingerprint, cache and index.index_path(cache, roots))


def _served(named: Sequence[str], tell: Callable[[str], None]) -> tuple[list[str], list[list[str]]]:
    """The glossaries in use and their files. Of the user's own, unless named, what cannot be read is left out."""
    if found := [os.path.abspath(path) for path in _named(named)]:
        return found, files.glossary_files(found)
    found = [os.path.abspath(paths.bundled_glossary())]
    try:
        found = [os.path.abspath(path) for path in roots(())]
        return found, files.glossary_files(found)
    except DltermsError as fault:
        tell(without(fault))
        return found[:1], files.glossary_files(found[:1])


def _open(place: _Place, checked: int, *, empty: bool = False) -> Index:
    path = place.path
    if path is not None and (db := index.open_index(path, place.fingerprint)):
        if not index.is_damaged(db, path, checked):
            return db
        db.close()
    return _compiled(place, empty=empty)


def _compiled(place: _Place, *, empty: bool = False) -> Index:
    from dlterms.cli.compiling import compile_index  # the loader and yaml: only a stale index needs them

    below = _below(place)
    with closing(below) if below else nullcontext():
        return compile_index(place.path, place.sets, place.fingerprint, below, empty=empty)


def _below(place: _Place) -> Index | None:
    """The index of all roots but the last, made if need be; nothing where there is no folder to keep it in."""
    if len(place.roots) < 2 or place.path is None:
        return None
    try:
        return _open(_place_of(place.roots[:-1], place.sets[:-1]), sys.maxsize)
    except DltermsError:  # without a single entry
        return None


def _complain(db: Index) -> None:
    if complaint := index.complaint(db):
        say_once(complaint)
