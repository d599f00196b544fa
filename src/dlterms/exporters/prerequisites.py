"""Which terms a map of prerequisites shows, and which needs are drawn."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple, TypeAlias

from dlterms.order import after_below

Requires: TypeAlias = Mapping[str, Iterable[str]]  # of each id those that it requires


class Node(NamedTuple):
    """A term on the map; its standing is empty where the learner is not asked about."""

    zh: str
    en: str
    standing: str = ""  # as `list` says it: a state, and what else is so


class Map(NamedTuple):
    nodes: Mapping[str, Node]
    needs: Mapping[str, Collection[str]]  # what `drawn` gives
    focus: str | None = None  # the term that it is a map of


def around(name: str, requires: Requires) -> list[str]:
    """All that a term needs, the term itself, and what builds on it directly."""
    opened = [each for each, needed in requires.items() if name in needed and each != name]
    needed = [*after_below([name], lambda ref: _known(ref, requires))]
    return [*needed, *(each for each in opened if each not in needed)]


def drawn(names: Iterable[str], requires: Requires) -> dict[str, list[str]]:
    """The needs between some terms that no other says already.

    A need through terms that are not among them counts as one; one that follows from two others is left out. So the
    picture says of any two terms whether the one needs the other, with the fewest lines.
    """
    among = dict.fromkeys(names)
    direct: dict[str, dict[str, None]] = {}  # of each id the first of these terms on every way down from it
    below: dict[str, frozenset[str]] = {}  # and all of them on the way
    for name in after_below(among, lambda ref: _known(ref, requires)):
        above: dict[str, None] = {}
        for ref in _known(name, requires):
            above |= {ref: None} if ref in among else direct.get(ref, {})  # nothing of what closes a circle
        direct[name] = above
        below[name] = frozenset(above).union(*(below.get(ref, ()) for ref in above))
    return {
        name: [ref for ref in direct[name] if not any(ref in below.get(other, ()) for other in direct[name])]
        for name in among
    }


def _known(name: str, requires: Requires) -> list[str]:
    return [ref for ref in requires.get(name, ()) if ref in requires]
