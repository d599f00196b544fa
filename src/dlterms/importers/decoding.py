"""The bytes of a foreign text file -> its text, by strict rules: what is none of the known encodings is refused."""

from __future__ import annotations

from collections.abc import Sequence

from dlterms.errors import DltermsError
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
        return _first_usual(content, ("utf-16-le", "utf-16-be"), "it holds NUL bytes and is no UTF-16")
    try:
        return content.decode(), "utf-8"
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        what = f"line {line}: byte 0x{content[error.start]:02X} is no UTF-8, and the file no GB18030 text either"
        return _first_usual(content, ("gb18030",), what)


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise DltermsError(f"not the {encoding.upper()} that its first bytes promise: save it as UTF-8") from None


def _first_usual(content: bytes, encodings: Sequence[str], otherwise: str) -> tuple[str, str]:
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_usual(text):
            return text, encoding
    raise DltermsError(f"{otherwise}: save it as UTF-8 text")


def _is_usual(text: str) -> bool:
    """Whether a text is of the characters that such texts are made of: ASCII, and those of GB 2312."""
    if "\0" in text:
        return False
    other = [character for character in text if not character.isascii()]
    usual = len("".join(other).encode("gb2312", "ignore")) / 2
    return has_han(text) and usual >= _USUAL * len(other) if other else True
