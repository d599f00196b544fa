"""Finding and reading glossary files."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from stat import S_IMODE, S_ISREG
from typing import TYPE_CHECKING, BinaryIO

from dlterms.errors import DltermsError, reason
from dlterms.i18n import tr

if TYPE_CHECKING:  # a look-up finds files and reads none: it can do without the model
    from dlterms.model import Problem

MAX_BYTES = 128 * 1024 * 1024
SUFFIXES = (".yaml", ".yml")
BOM = "\ufeff"


def open_regular(path: str) -> BinaryIO:
    """A regular file, open for reading; of all else OSError says what is wrong, without a wait."""
    _check_regular(os.stat(path))  # before it is opened: a socket cannot be, and a device may take it for an order
    file = open(path, "rb", opener=_open_at_once)  # noqa: SIM115
    try:
        _check_regular(os.fstat(file.fileno()))  # which another may have replaced meanwhile
    except OSError:
        file.close()
        raise
    return file


def read_bytes(path: str, limit: int) -> bytes:
    """What a regular file of at most `limit` bytes holds; OSError for all else."""
    with open_regular(path) as file:
        content = file.read(limit + 1)  # of files of the system the size says nothing
    if len(content) > limit:
        raise OSError(errno.EFBIG, tr("larger than {size}", size=_size(limit)))
    return content


def _size(count: int) -> str:
    return f"{count // 2**20} MB" if count >= 2**20 else f"{count // 2**10} KB"


def _check_regular(status: os.stat_result) -> None:
    if not S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, tr("not a regular file"))


def for_owner_alone(path: str, flags: int) -> int:
    """An opener of `open`: a file that is new can be read by its owner alone."""
    return os.open(path, flags, 0o600)


def _open_at_once(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))  # a pipe waits for its writer


@contextmanager
def written_anew(path: str, opener: Callable[[str, int], int] | None = None) -> Iterator[BinaryIO]:
    """A file to write that takes the place of the one at `path` in the end, whole or not at all; its rights stay.

    Where `path` is a symbolic link, it stays one.
    """
    real = os.path.realpath(path)
    part = os.path.join(os.path.dirname(real), f".{os.path.basename(real)}.{os.getpid()}.part")
    try:
        with open(part, "wb", opener=opener) as file:
            with suppress(FileNotFoundError):
                os.chmod(part, S_IMODE(os.stat(real).st_mode))
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, real)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(part)


@contextmanager
def locked(folder: str) -> Iterator[None]:
    """Let no other program that asks for it write in a folder meanwhile; it waits. Not every system knows how."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    fd = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # which some network file systems answer
            fcntl.flock(fd, fcntl.LOCK_EX)
        yield
    finally:
        os.close(fd)


def glossary_files(paths: Iterable[str | os.PathLike[str]]) -> list[list[str]]:
    """One set of files for each path: a file itself, or all YAML files right inside a folder, by name.

    A file that several of them lead to counts where it comes first.
    """
    seen: set[tuple[int, int] | str] = set()
    sets: list[list[str]] = []
    for path in paths:
        sets.append([])
        for file in _files_at(os.fspath(path)):
            if (identity := _identity(file)) not in seen:
                seen.add(identity)
                sets[-1].append(file)
    return sets


def _files_at(path: str) -> list[str]:
    try:
        if not os.path.isdir(path):
            os.stat(path)
            return [path]
        names = sorted(n for n in os.listdir(path) if n.endswith(SUFFIXES) and not n.startswith("."))
    except FileNotFoundError:
        raise DltermsError(tr("{path}: no such file or folder", path=path)) from None
    except OSError as error:
        raise DltermsError(f"{path}: {reason(error)}") from None
    return [os.path.join(path, name) for name in names]


def _identity(file: str) -> tuple[int, int] | str:
    """What all names of a file have in common. A resolved path would do, and takes twenty times as long."""
    try:
        status = os.stat(file)
    except OSError:  # which will be said when it is read
        return os.path.realpath(file)
    return status.st_dev, status.st_ino


def read_sets(sets: Sequence[Sequence[str]]) -> tuple[list[list[tuple[str, str]]], list[Problem]]:
    """The (name, text) of each file, and a problem for each file that is no UTF-8 text, too large or unreadable."""
    texts: list[list[tuple[str, str]]] = []
    problems: list[Problem] = []
    for files in sets:
        texts.append([])
        for path in files:
            content = read_text(path)
            if isinstance(content, str):
                texts[-1].append((path, content.removeprefix(BOM)))
            else:
                problems.append(content)
    return texts, problems


def read_text(path: str) -> str | Problem:
    """The text of a file, its byte order mark and line ends included, or what is wrong with it."""
    from dlterms.model import Problem

    try:
        return read_bytes(path, MAX_BYTES).decode()
    except OSError as error:
        if error.errno == errno.EFBIG:
            return Problem(path, 1, 1, "error", "size", tr("{fault}: split it", fault=reason(error)))
        return Problem(path, 1, 1, "error", "unreadable", reason(error))
    except UnicodeDecodeError as error:
        before = error.object[: error.start].removeprefix(BOM.encode())
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        byte = error.object[error.start]
        message = tr("byte 0x{byte:02X} is not UTF-8: save the file as UTF-8", byte=byte)
        return Problem(path, line, column, "error", "encoding", message)
