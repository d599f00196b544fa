"""What the quiz needs to know of all the terms there are, without having them all in memory."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, Protocol

from dlterms.model import Term


class Owner(NamedTuple):
    """One accepted label: whose it is and in which language."""

    key: str
    term: str  # id
    lang: str
    label: str


class Lexicon(Protocol):
    """A glossary at hand, term by term."""

    def term(self, name: str) -> Term:
        """The term with this id; KeyError if there is none."""

    def owners(self, key: str) -> list[Owner]:
        """The accepted labels equal to a key."""

    def similar(self, key: str) -> list[Owner]:
        """The accepted labels that a key may be a typo of; all those within two edits are among them."""

    def spoken(self, text: str) -> frozenset[str]:
        """The ways to read a text with Chinese characters aloud, as pinyin without tones and spaces."""

    def broader(self, name: str) -> frozenset[str]:
        """The ids of all broader terms, to the top."""

    def contrast(self, name: str) -> tuple[str, ...]:
        """The ids of the terms that this one is easily confused with, whichever entry says so."""

    def near(self, name: str) -> tuple[str, ...]:
        """The ids of the terms that mean nearly the same, whichever entry says so."""

    def peers(self, name: str) -> Iterable[str]:
        """The ids of terms of the same topic, those of the same kind first, and some of other topics if few."""
