"""The bytes of a foreign text file -> its text, by strict rules: what is none of the known encodings is refused."""

from __future__ import annotations

from collections.abc import Sequence

from dlterms.errors import DltermsError
from dlterms.i18n import tr
from dlterms.labels import has_han

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"),
          (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))  # fmt: skip
_USUAL = 0.9  # of the characters beyond ASCII; in text that was read in a wrong encoding rare ones abound


def decode(content: bytes) -> tuple[str, str]:
    """(text with `\\n` as line ends and no byte order mark, encoding); DltermsError where none fits."""
    text, encoding = _decoded(content)
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), encoding


def _decoded(content: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content, encoding), encoding
    if b"\0" in content:
        return _first_usual(
            content, ("utf-16-le", "utf-16-be"), tr("it holds NUL bytes and is not UTF-16: save it as UTF-8 text")
        )
    try:
        return content.decode(), "utf-8"
    except UnicodeDecodeError as error:
        what = tr(
            "line {n}: byte {byte} is not UTF-8, and the file is not GB18030 text either: save it as UTF-8 text",
            n=content.count(b"\n", 0, error.start) + 1,
            byte=f"0x{content[error.start]:02X}",
        )
        return _first_usual(content, ("gb18030",), what)


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        fault = tr("its first bytes say {encoding}, which it is not: save it as UTF-8", encoding=encoding.upper())
        raise DltermsError(fault) from None


def _first_usual(content: bytes, encodings: Sequence[str], otherwise: str) -> tuple[str, str]:
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_usual(text):
            return text, encoding
    raise DltermsError(otherwise)


def _is_usual(text: str) -> bool:
    """Whether a text is of the characters that such texts are made of: ASCII, and those of GB 2312."""
    if "\0" in text:
        return False
    other = [character for character in text if not character.isascii()]
    usual = len("".join(other).encode("gb2312", "ignore")) / 2
    return has_han(text) and usual >= _USUAL * len(other) if other else True
