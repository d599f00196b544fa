"""An event as a row of the log, and as a line of JSON, which is how it travels to another machine."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from dlterms.errors import DltermsError
from dlterms.fsrs import Parameters, is_sound
from dlterms.history.faults import damaged
from dlterms.i18n import tr
from dlterms.model import Bury, Event, EventKind, Learn, Override, Rating, Review, Suspend, Tune, Undo
from dlterms.quiz.cards import is_card

_KINDS: dict[type[Event], EventKind] = {
    Review: "review", Undo: "undo", Override: "override", Suspend: "suspend", Bury: "bury", Learn: "learn",
    Tune: "tune",
}  # fmt: skip


class LogRow(NamedTuple):
    """An event of any kind. One of a kind that has no name here, or with `data`, comes from a newer dlterms: it is kept
    and passed on, and says nothing. But for a tune, whose parameters are its data.
    """

    id: str
    event: str  # an EventKind, or one that has no name here
    time: float
    card: str  # empty where the event concerns none
    target: str | None = None
    rating: Rating | None = None
    verdict: str | None = None
    mode: str | None = None
    answer: str | None = None
    milliseconds: int | None = None
    confused_with: str | None = None
    suspended: bool | None = None
    machine: str = ""
    data: str | None = None  # fields that are none of these, a JSON object


_TYPES: dict[str, tuple[type, ...]] = {  # the fields in the order of LogRow's
    "id": (str,),
    "event": (str,),
    "time": (float, int),
    "card": (str,),
    "target": (str,),
    "rating": (int,),
    "verdict": (str,),
    "mode": (str,),
    "answer": (str,),
    "milliseconds": (int,),
    "confused_with": (str,),
    "suspended": (bool,),
    "machine": (str,),
}
_ALWAYS = ("id", "event", "time", "machine")  # what an event of any kind needs
_NEEDS: dict[EventKind, tuple[str, ...]] = {
    "review": (*_ALWAYS, "card", "rating"),
    "undo": (*_ALWAYS, "card", "target"),
    "override": (*_ALWAYS, "card", "target", "rating"),
    "suspend": (*_ALWAYS, "card", "suspended"),
    "bury": (*_ALWAYS, "card"),
    "learn": (*_ALWAYS, "card"),
    "tune": _ALWAYS,
}
_COLUMNS = (str, str, float, str, str, int, str, str, str, int, str, int, str, str)  # of those that are not NULL
_DEEPEST = 100  # levels of lists and objects: Python reads about 1,000, the fewer the deeper it is called
_RANGES = {"time": (0, 1e11), "rating": (1, 4), "milliseconds": (0, 1e11)}  # 1e11 s: the year 5138


def _refused(name: str) -> None:
    raise ValueError(name)


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
_from_json = json.JSONDecoder(parse_constant=_refused).decode  # NaN and Infinity are Python's alone


def log_row(event: Event | LogRow) -> LogRow:
    if isinstance(event, LogRow):
        return event
    fields = {"card": "", **event._asdict()}
    if parameters := fields.pop("parameters", None):
        fields["data"] = _json({"parameters": parameters})
    return LogRow(event=_KINDS[type(event)], **fields)


def stored_rows(path: Path, rows: Iterable[Iterable[Any]]) -> list[LogRow]:
    """Rows of the log in the file `path`; DamagedError where one does not hold what was written."""
    found = [LogRow._make(row) for row in rows]
    for name, kind, values in zip(LogRow._fields, _COLUMNS, zip(*found, strict=True), strict=False):
        if odd := set(map(type, values)) - {kind, type(None)}:
            raise damaged(path, f"{name}: {odd.pop().__name__} != {kind.__name__}")
    for row in found:
        if row.data is not None or (row.event == "tune" and row.target is None):
            stored_fields(path, row.id, row.data)
    return found


def stored_fields(path: Path, event: object, data: object) -> dict[str, Any]:
    """The fields in the `data` of an event, by its id, in the file `path`; DamagedError if not what was written."""
    try:
        fields = _from_json(data) if isinstance(data, str) else None
    except (ValueError, RecursionError):
        fields = None
    if not isinstance(fields, dict):
        value = "NULL" if data is None else f"{data!r:.60}"
        raise damaged(path, tr("event {id}: its data is {value}", id=f"{event!s:.40}", value=value))
    return fields


def parameters_of(fields: dict[str, Any]) -> Parameters | None:
    """The parameters that are a tune's data, if these hold nothing that is unknown here."""
    values = fields.get("parameters")
    if fields.keys() != {"parameters"} or type(values) is not list or not is_sound(values):
        return None
    return tuple(map(float, values))


def event_to_json(event: LogRow) -> str:
    """One line without its end; fields that say nothing are left out."""
    fields: dict[str, Any] = {name: value for name, value in zip(_TYPES, event, strict=False) if value is not None}
    if "suspended" in fields:
        fields["suspended"] = bool(fields["suspended"])  # SQLite gives 0 and 1
    if not event.card:
        del fields["card"]
    return _json(fields | json.loads(event.data) if event.data else fields)


def event_from_json(line: bytes, where: str) -> LogRow:
    """The event in a line; DltermsError beginning with `where` (file:line) if there is none.

    What a newer dlterms says, a kind or a field that is unknown here, is kept as `data`.
    """
    try:
        fields = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise DltermsError(tr("{place}: not a line of JSON in UTF-8", place=where)) from None
    if fault := _fault(fields):
        raise DltermsError(f"{where}: {fault}")
    if fields.keys() <= _TYPES.keys() and fields["event"] in _NEEDS:
        event = LogRow(**{"card": "", **fields})
    else:
        event = _of_newer(fields, where)
    event = event._replace(time=float(event.time))
    return without_surrogates(event) if b"\\u" in line else event


def _of_newer(fields: dict[str, Any], where: str) -> LogRow:
    known = {name: value for name, value in fields.items() if name in _TYPES and not _fault_of(name, value)}
    unknown = {name: value for name, value in fields.items() if name not in known}
    if _is_deep(unknown):
        raise DltermsError(tr("{place}: nested too deep", place=where))
    try:
        return LogRow(**{"card": "", **known}, data=_json(unknown) if unknown else None)
    except ValueError:  # NaN, or 1e999, which is infinite here
        raise DltermsError(tr("{place}: a number that is not finite", place=where)) from None


def _is_deep(value: object, levels: int = _DEEPEST) -> bool:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return not levels or any(_is_deep(each, levels - 1) for each in inner)


def without_surrogates(event: LogRow) -> LogRow:
    """What was typed may hold bytes that are no UTF-8, which Python keeps as lone surrogates and SQLite refuses."""
    return LogRow._make(v.encode(errors="replace").decode() if isinstance(v, str) else v for v in event)


def check(event: LogRow) -> str | None:
    """What keeps an event of this machine out of the log, or None."""
    if event.event not in _NEEDS:
        return f"event: expected one of {', '.join(_NEEDS)}, got {event.event!r:.40}"
    return _fault({name: value for name, value in event._asdict().items() if value not in (None, "")})


def _fault(fields: object) -> str | None:
    """What is wrong with an event; of one whose kind is unknown here only what every event has."""
    if not isinstance(fields, dict):
        return tr("not an event: expected {...}")
    needed = _NEEDS.get(fields["event"]) if isinstance(fields.get("event"), str) else None
    for name in needed or _ALWAYS:
        if fields.get(name) in (None, ""):
            return tr("{field} is missing", field=name)
    if fields["event"] == "tune" and not fields.get("target") and fields.keys() <= _TYPES.keys():
        return tr("{field} is missing", field="parameters")
    for name in fields if needed else _ALWAYS:
        if name in _TYPES and (fault := _fault_of(name, fields[name])):
            return fault
    return None


def _fault_of(name: str, value: Any) -> str | None:
    if type(value) not in _TYPES[name]:
        return _unexpected(name, _TYPES[name][0].__name__, value)
    if name == "card" and not is_card(value):
        return _unexpected(name, "glossary/term:direction", value)
    if name in _RANGES:
        low, high = _RANGES[name]
        if not low <= value <= high:  # nan is in no range
            given = f"{value!r:.40}"
            return tr(
                "{field}: expected {low:.0f} to {high:.0f}, got {value}", field=name, low=low, high=high, value=given
            )
    return None


def _unexpected(field: str, form: str, value: object) -> str:
    return tr("{field}: expected {form}, got {value}", field=field, form=form, value=f"{value!r:.40}")
