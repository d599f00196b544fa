"""Anki's packages are zip files; out of one comes the database of its notes. Nothing is unpacked to the disk."""

from __future__ import annotations

import struct
import sys
import zlib
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from dlterms.errors import DltermsError
from dlterms.i18n import tr

LIMIT = 256 * 1024 * 1024  # bytes of a database
# The newest form first: the older ones then hold nothing but a note that Anki is to be updated.
_COMPRESSED, *_PLAIN = MEMBERS = ("collection.anki21b", "collection.anki21", "collection.anki2")
_FIXED = {1: 8, 5: 4}  # wire type -> bytes; the others are not in use
_ZIP = b"PK\x03\x04"
_FAULTS = (
    BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    EOFError,
    ValueError,
    LookupError,
    ArithmeticError,
    RuntimeError,
)


def is_package(content: bytes) -> bool:
    """Whether this is a zip file, or what is left of one: nothing else that is read is one."""
    return content.startswith(_ZIP)


def database(content: bytes) -> bytes:
    """The SQLite database in a package."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            name = _name(archive)
            member = _member(archive, name)
    except _FAULTS as error:
        raise damaged(error) from None
    return _decompressed(member) if name == _COMPRESSED else member


def _name(archive: ZipFile) -> str:
    names = set(archive.namelist())
    name = next((name for name in MEMBERS if name in names), None)
    if name is None:
        raise DltermsError(
            tr("a zip file without an Anki collection; export the deck from Anki again, or a table as CSV")
        )
    if name == MEMBERS[-1] and "meta" in names and protobuf(_member(archive, "meta")).get(1, 1) != 1:
        raise damaged(tr("its collection is missing"))  # what is there is the note
    return name


def damaged(detail: object) -> DltermsError:
    what = " ".join(str(detail).split())
    return DltermsError(tr("a damaged Anki package ({what}); export it from Anki again", what=what))


def _member(archive: ZipFile, name: str) -> bytes:
    info = archive.getinfo(name)
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):  # the others are unpacked without a limit
        raise damaged(tr("{name} is not compressed the way Anki does it", name=name))
    if info.file_size > LIMIT:
        raise _too_large()
    with archive.open(info) as file:
        return _limited(file.read(LIMIT + 1))  # the size that is declared may be wrong


def _decompressed(member: bytes) -> bytes:
    zstd = _zstd()
    decompressor = zstd.ZstdDecompressor()
    try:
        content = _limited(decompressor.decompress(member, max_length=LIMIT + 1))
    except zstd.ZstdError as error:
        raise damaged(error) from None
    if not decompressor.eof:
        raise damaged(tr("cut short"))
    return content


def _zstd() -> Any:
    try:
        if sys.version_info >= (3, 14):
            from compression import zstd
        else:
            from backports import zstd
    except ImportError:
        fault = tr(
            "a package in Anki's new form, which is compressed with zstd; run `pip install 'dlterms[anki]'`, or export "
            'it with "Support older Anki versions"'
        )
        raise DltermsError(fault) from None
    return zstd


def _limited(content: bytes) -> bytes:
    if len(content) > LIMIT:
        raise _too_large()
    return content


def _too_large() -> DltermsError:
    return DltermsError(tr("its collection is larger than {n} MB; export one deck at a time", n=LIMIT // 2**20))


def protobuf(message: bytes) -> dict[int, Any]:
    """Field number -> its value, the last of several: an int, or the bytes of a text or a number of fixed width.

    ValueError where it is no such message (protobuf.dev/programming-guides/encoding).
    """
    fields: dict[int, Any] = {}
    at = 0
    while at < len(message):
        tag, at = _varint(message, at)
        wire = tag & 7
        if wire == 0:
            fields[tag >> 3], at = _varint(message, at)
            continue
        length, at = _varint(message, at) if wire == 2 else (_FIXED.get(wire, len(message) + 1), at)
        fields[tag >> 3] = message[at : at + length]
        at += length
    if at > len(message):
        raise ValueError(tr("a message that is cut short"))
    return fields


def _varint(message: bytes, at: int) -> tuple[int, int]:
    """(number, where the next byte stands)."""
    for end in range(at, at + 10):
        if end < len(message) and message[end] < 128:
            return sum((message[n] & 127) << 7 * (n - at) for n in range(at, end + 1)), end + 1
    raise ValueError(tr("a number without end"))
