"""What dlterms says, in the language of its interface.

The English text in the source is the key of gettext's catalogue. `tests/tools/make_catalogue.py` collects what is
given to `tr`, `counted` and `marked`, so these take literals, and whole sentences: another language orders its words
otherwise.
"""

from __future__ import annotations

import struct
from bisect import bisect_left
from collections.abc import Iterable
from functools import reduce


class Catalogue:
    """The texts of a .mo file, found in its sorted list one at a time.

    A look-up says a dozen of a thousand texts; to read them all, as gettext does, would take a twentieth of its time.
    Layout: https://www.gnu.org/software/gettext/manual/html_node/MO-Files.html, little-endian, with one plural form.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        _, _, self._count, self._originals, self._translations = struct.unpack_from("<5I", content)

    def gettext(self, message: str) -> str:
        return self._found(message.encode(), message)

    def ngettext(self, one: str, many: str, number: int) -> str:
        return self._found(f"{one}\0{many}".encode(), one if number == 1 else many)

    def _found(self, key: bytes, otherwise: str) -> str:
        place = bisect_left(range(self._count), key, key=lambda n: self._text(self._originals, n))
        there = place < self._count and self._text(self._originals, place) == key
        return self._text(self._translations, place).decode() if there else otherwise

    def _text(self, table: int, place: int) -> bytes:
        length, start = struct.unpack_from("<2I", self._content, table + 8 * place)
        return self._content[start : start + length]


_catalogue: Catalogue | None = None
_language = "en"


def use(catalogue: Catalogue | None, language: str = "en") -> None:
    """Speak as the catalogue does from now on, or English; `cli/language.py` decides it, once a run."""
    global _catalogue, _language
    _catalogue, _language = catalogue, language


def language() -> str:
    """The language of the interface, `en` or `zh`."""
    return _language


def tr(message: str, /, **values: object) -> str:
    """A text in the language of the interface, the values in place of `{name}`; without values braces are braces."""
    text = _catalogue.gettext(message) if _catalogue and message else message
    return text.format(**values) if values else text


def counted(number: int, one: str, many: str, /, **values: object) -> str:
    """What is said of so many things, `one` or `many`, each a whole. `{n}` in it is the number."""
    return plural(number, one, many).format(n=f"{number:,}", **values)


def plural(number: int, one: str, many: str) -> str:
    """The text for one thing or that for many, without its values, as gettext's `ngettext` gives it."""
    if _catalogue:
        return _catalogue.ngettext(one, many, number)
    return one if number == 1 else many


def marked(message: str) -> str:
    """The text itself, for `tr` to say later: what is in a table is made before the language is known."""
    return message


def series(items: Iterable[str]) -> str:
    """Things of one kind, one after the other."""
    return tr(", ").join(items)


def words(codes: str) -> str:
    """Codes with commas between them, such as `learning,due`, as one says them."""
    return series(tr(code) for code in codes.split(",") if code)


def alternatives(names: Iterable[str]) -> str:
    """One of some names, or another."""
    return tr(" or ").join(names)


def clauses(parts: Iterable[str]) -> str:
    """What is said of one thing, one part after the other."""
    return reduce(lambda before, part: tr("{before}, {part}", before=before, part=part), parts)
