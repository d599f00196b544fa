"""The names that a renamed term, and with it its cards, has in the log. A term is named glossary/id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping


def cards_between(term: str) -> tuple[str, str]:
    """Between which ids the cards of a term are, the first of them included."""
    return f"{term}:", f"{term};"  # the character after the colon


class Names:
    def __init__(self, current: Mapping[str, str]) -> None:
        """`current` leads from each former name that the log has to the current one."""
        self._current = current
        self._former: dict[str, list[str]] = defaultdict(list)
        for old, new in current.items():
            self._former[new].append(old)

    def renamed(self) -> Collection[str]:
        """The terms that the log has under a former name, too or only."""
        return self._former.keys()

    def of(self, term: str) -> list[str]:
        """All the names that a term has in the log, the current one first."""
        return [term, *self._former.get(term, ())]

    def current(self, term: str) -> str:
        """What a term of the log is called today."""
        return self._current.get(term, term)

    def ids(self, card: str) -> list[str]:
        """All the ids that a card has in the log."""
        term, colon, direction = card.rpartition(":")
        return [f"{name}{colon}{direction}" for name in self.of(term)]

    def now_called(self, card: str) -> str:
        """The id that a card of the log has today."""
        if not self._current:
            return card
        term, colon, direction = card.rpartition(":")
        return f"{self.current(term)}{colon}{direction}"
