"""What dlterms says, in the language of its interface.

The English text in the source is the key of gettext's catalogue. `tests/tools/make_catalogue.py` collects what is
given to `tr`, `counted` and `marked`, so these take literals, and whole sentences: another language orders its words
otherwise.
"""

from __future__ import annotations

from typing import Protocol


class Catalogue(Protocol):
    """What gettext's translations are to this module."""

    def gettext(self, message: str) -> str: ...
    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str: ...


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
    english = one if number == 1 else many
    text = _catalogue.ngettext(one, many, number) if _catalogue else english
    return text.format(n=f"{number:,}", **values)


def marked(message: str) -> str:
    """The text itself, for `tr` to say later: what is in a table is made before the language is known."""
    return message
