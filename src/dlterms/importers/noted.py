"""What of the rows is not taken, or not as it stands there: counted, with the first places of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from dlterms.i18n import marked, series, tr
from dlterms.importers.records import place_said
from dlterms.model import KINDS

Noted: TypeAlias = dict[str, list[tuple[str, str]]]  # what -> place, and a detail or nothing
_SHOWN = 10  # places
_SAID = {
    "one name": marked(
        "rows with a name in only one language, which is used for both (such a term is asked by its definition): "
        "{n:,} ({places})"
    ),
    "definition": marked(
        "further definitions of a term in the same file, not taken, for the first one stays: {n:,} ({places})"
    ),
    "merged": marked("further fields of rows that repeat the names of an earlier one, not taken: {n:,} ({places})"),
    "told": marked(
        "rows with definitions or notes of terms that are there already, of which only further names are taken: "
        "{n:,} ({places})"
    ),
    "respelt": marked("names that repeat another of the term in a different spelling, not taken: {n:,} ({places})"),
    "alias": marked("further names that are other terms' names already, not taken: {n:,} ({places})"),
    "shared": marked("further names that other terms have, too, of which `check` warns: {n:,} ({places})"),
    "id": marked("ids that are taken or not valid, replaced by others: {n:,} ({places})"),
    "kind": marked("kinds that are not one of {kinds}, replaced by `concept`: {n:,} ({places})"),
    "level": marked("levels that are not 1, 2 or 3, not taken: {n:,} ({places})"),
    "status": marked("statuses that are not draft, approved or deprecated, not taken: {n:,} ({places})"),
    "reference": marked("references to entries, works or sources that are not there, not taken: {n:,} ({places})"),
    "link": marked("links in definitions that lead to no entry, made plain text: {n:,} ({places})"),
}
_SEVERAL = {
    "line": marked("lines {numbers}"),
    "note": marked("notes {numbers}"),
    "entry": marked("entries {numbers}"),
}


def told(noted: Mapping[str, Sequence[tuple[str, str]]]) -> Iterator[str]:
    """A remark on each thing: `levels that are not 1, 2 or 3, not taken: 2 (line 3: `x`; line 9: `5`)`."""
    for what, said in _SAID.items():
        if found := noted.get(what):
            yield tr(said, n=len(found), places=_listed(found), kinds=series(KINDS))


def _listed(found: Sequence[tuple[str, str]]) -> str:
    distinct = list(dict.fromkeys(found))
    shown, more = distinct[:_SHOWN], len(distinct) - _SHOWN
    places = _with_details(shown) if any(detail for _, detail in shown) else _numbers([place for place, _ in shown])
    return tr("{places} and {n:,} more", places=places, n=more) if more > 0 else places


def _with_details(found: Sequence[tuple[str, str]]) -> str:
    said = ((place_said(place), detail) for place, detail in found)
    return tr("; ").join(
        tr("{place}: {detail}", place=place, detail=detail) if detail else place for place, detail in said
    )


def _numbers(places: Sequence[str]) -> str:
    sort = places[0].partition(" ")[0]
    if len(places) == 1 or sort not in _SEVERAL:
        return series(map(place_said, places))
    return tr(_SEVERAL[sort], numbers=series(place.removeprefix(f"{sort} ") for place in places))
