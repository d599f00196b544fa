"""What of the rows is not taken, or not as it stands there: counted, with the first places of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from dlterms.model import KINDS

Noted: TypeAlias = dict[str, list[tuple[str, str]]]  # what -> place, and a detail or nothing
_SHOWN = 10  # places
_SAID = {
    "one name": "rows with a name in one language alone, which stands in both (such a term is asked by its definition)",
    "definition": "further definitions of a term in the same file, not taken: the first one stays",
    "merged": "further fields of rows that repeat the names of an earlier one, not taken",
    "told": "rows with definitions or notes of terms that are there already, of which only further names are taken",
    "alias": "further names that are other terms' names already, not taken",
    "shared": "further names that are other terms' names, too: `check` warns of them",
    "id": "ids that are taken or no ids, replaced by others",
    "kind": f"kinds that are none of {', '.join(KINDS)}; `concept` is written",
    "level": "levels that are not 1, 2 or 3, not taken",
    "status": "statuses that are not draft, approved or deprecated, not taken",
    "reference": "references to entries, works or sources that are not there, not taken",
    "link": "links in definitions to what is no entry, made plain text",
}


def told(noted: Mapping[str, Sequence[tuple[str, str]]]) -> Iterator[str]:
    """A remark on each thing: `levels that are not 1, 2 or 3, not taken: 2 (line 3: `x`; line 9: `5`)`."""
    for what, said in _SAID.items():
        if found := noted.get(what):
            yield f"{said}: {len(found):,} ({_listed(found)})"


def _listed(found: Sequence[tuple[str, str]]) -> str:
    distinct = list(dict.fromkeys(found))
    shown, more = distinct[:_SHOWN], len(distinct) - _SHOWN
    rest = f" and {more:,} more" if more > 0 else ""
    if any(detail for _, detail in shown):
        return "; ".join(f"{place}: {detail}" if detail else place for place, detail in shown) + rest
    word = shown[0][0].partition(" ")[0]  # line, note or entry
    numbers = ", ".join(place.removeprefix(f"{word} ") for place, _ in shown)
    return f"{word}{'s' * (len(distinct) > 1)} {numbers}{rest}"
