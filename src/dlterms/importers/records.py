"""What an importer makes of a foreign file: records, and what it could not take, each with its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from dlterms.importers.progress import Answered


class Record(NamedTuple):
    """A row, note or entry of a foreign file."""

    place: str  # where it stands there, in words that follow the file's name: `line 12`, `note 1700000000000`
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
