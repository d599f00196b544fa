"""What an importer makes of a foreign file: records, and what it could not take, each with its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from dlterms.i18n import marked, tr
from dlterms.importers.progress import Answered

_PLACES = {"line": marked("line {n}"), "note": marked("note {n}"), "entry": marked("entry {n}")}


class Record(NamedTuple):
    """A row, note or entry of a foreign file."""

    place: str  # where it stands there: `line 12`, `note 1700000000000`, `entry 3`; `place_said` says it
    entry: dict[str, Any]  # what it says, by the field names of a glossary's entry; what it does not say is absent


class LeftOut(NamedTuple):
    """What is not taken, and why."""

    place: str
    why: str
    fault: bool = True  # not what is left out rightly: a header, a row that is there already


class Imported(NamedTuple):
    """Every row of a file is in one of the two lists."""

    records: Sequence[Record]
    left_out: Sequence[LeftOut]
    remarks: Sequence[str] = ()  # of the file as a whole: columns that were not taken
    answers: Sequence[Answered] = ()  # that were given there
    own: Mapping[str, str] = {}  # by its place the `glossary/term` of what dlterms once exported


def place_said(place: str) -> str:
    """A place in the language of the interface."""
    sort, _, number = place.partition(" ")
    return tr(_PLACES[sort], n=number) if sort in _PLACES else place
