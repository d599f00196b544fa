"""What leads to a term, as a tree for a terminal and as indented lines for a pipe."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from dlterms.i18n import marked, tr
from dlterms.labels import both
from dlterms.study.stats import State
from dlterms.views.columns import cells
from dlterms.views.page import Section, Spans

SIGNS: dict[State, str] = {"known": "●", "learning": "◐", "new": "○"}
_COUNTS: dict[State, str] = {
    "known": marked("{terms} known"),
    "learning": marked("{terms} being learned"),
    "new": marked("{terms} new"),
}


class Step(NamedTuple):
    """A term on the way, and the ids of those to be learned before it."""

    zh: str
    en: str
    state: State
    requires: tuple[str, ...]


class Place(NamedTuple):
    """A term where it stands in the tree; one that stood there before is not unfolded again."""

    name: str
    ends: tuple[bool, ...]  # of each branch that leads here, whether it is the last of its parent's
    repeated: bool


Steps = Mapping[str, Step]


def places(name: str, steps: Steps) -> list[Place]:
    """The tree below a term from top to bottom."""
    found: list[Place] = []
    seen: set[str] = set()
    stack: list[tuple[str, tuple[bool, ...]]] = [(name, ())]
    while stack:
        term, ends = stack.pop()
        below = steps[term].requires
        found.append(Place(term, ends, term in seen and bool(below)))
        if term not in seen:
            stack += [(ref, (*ends, not place)) for place, ref in enumerate(reversed(below))]
        seen.add(term)
    return found


def drawn(name: str, steps: Steps, width: int) -> list[Section]:
    """The tree for a terminal of so many columns, what its signs mean, and what to do next."""
    lines = [line for place in places(name, steps) for line in _lines(place, steps[place.name], width)]
    legend: Spans = []
    for state, sign in SIGNS.items():
        count = sum(step.state == state for step in steps.values())
        legend += [(f"{sign} ", state), (tr(_COUNTS[state], terms=count) + "   ", "dim")]
    sections = [Section("", lines), Section("", [legend], apart=True)]
    if any(step.state != "known" for step in steps.values()):
        sections.append(Section("", [[(f"dlterms quiz --path {name}", "dim")]]))
    return sections


def _lines(place: Place, step: Step, width: int) -> list[Spans]:
    """A term with the branches before it; the English name goes below where it does not fit beside the Chinese one."""
    rails = "".join("   " if last else "│  " for last in place.ends[:-1])
    branch = ("└─ " if place.ends[-1] else "├─ ") if place.ends else ""
    sign, role = f"{SIGNS[step.state]} ", "" if place.ends else "term"
    head: Spans = [(rails + branch, "dim"), (sign, step.state), (step.zh, role)]
    english = step.en if step.en != step.zh else ""
    tail = f"{english}{' ↑' if place.repeated else ''}".strip()
    if not tail or cells("".join(text for text, _ in head)) + 1 + cells(tail) <= width:
        return [[*head, (f" {tail}" if tail else "", "dim")]]
    under = rails + ("   " if place.ends[-1:] == (True,) else "│  " if place.ends else "")
    down = "│ " if step.requires and not place.repeated else "  "
    return [head, [(f"{under}{down}{tail}", "dim")]]


def plain(name: str, steps: Steps) -> Iterator[str]:
    """A line a term, indented by two spaces a step, with its state and id."""
    for place in places(name, steps):
        step = steps[place.name]
        state = tr(step.state)
        said = tr("{state}, see above", state=state) if place.repeated else state
        yield f"{'  ' * len(place.ends)}{both(step.zh, step.en)} ({place.name}): {said}"
