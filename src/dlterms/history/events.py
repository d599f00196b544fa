"""An event of the log as a line of JSON, which is how it travels to another machine."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from dlterms.errors import DltermsError
from dlterms.history.faults import faults
from dlterms.model import Review

_TYPES: dict[str, tuple[type, ...]] = {
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
_ALWAYS = ("id", "event", "time", "card", "machine")
_NEEDS = {"review": ("rating",), "undo": ("target",), "override": ("target", "rating"), "suspend": ("suspended",)}
_CARD = re.compile(r"[^/]+/.+:.+", re.DOTALL)
_RANGES = {"time": (0, 1e11), "rating": (1, 4), "milliseconds": (0, 1e11)}  # 1e11 s: the year 5138


def event_to_json(event: Review) -> str:
    """One line without its end; fields that are None are left out."""
    fields = {name: value for name, value in event._asdict().items() if value is not None}
    if "suspended" in fields:
        fields["suspended"] = bool(fields["suspended"])  # SQLite gives 0 and 1
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def event_from_json(line: str | bytes, where: str) -> Review:
    """The event in a line; DltermsError beginning with `where` (file:line) if there is none."""
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError):
        raise DltermsError(f"{where}: not a line of JSON in UTF-8") from None
    if fault := _fault(fields):
        raise DltermsError(f"{where}: {fault}")
    return Review(**fields | {"time": float(fields["time"])})


def check(event: Review) -> str | None:
    """What keeps an event out of the log, or None."""
    return _fault({name: value for name, value in event._asdict().items() if value is not None})


def _fault(fields: Any) -> str | None:
    if not isinstance(fields, dict):
        return "not an event: expected {...}"
    for name, value in fields.items():
        if name not in _TYPES:
            return f"unknown field {name!r:.40}"
        if type(value) not in _TYPES[name]:
            return f"{name}: expected {_TYPES[name][0].__name__}, got {value!r:.40}"
    for name in (*_ALWAYS, *_NEEDS.get(fields.get("event", ""), ())):
        if fields.get(name) in (None, ""):
            return f"{name} is missing"
    if fields["event"] not in _NEEDS:
        return f"event: expected one of {', '.join(_NEEDS)}, got {fields['event']!r:.40}"
    if not _CARD.fullmatch(fields["card"]):
        return f"card: expected glossary/term:direction, got {fields['card']!r:.40}"
    for name, (low, high) in _RANGES.items():
        if name in fields and not low <= fields[name] <= high:  # nan is in no range
            return f"{name}: expected {low:.0f} to {high:.0f}, got {fields[name]!r:.40}"
    return None


def read_events(path: Path) -> tuple[list[Review], list[str]]:
    """The events in a file of JSON Lines, and a text "file:line: fault" for each of its lines that is none."""
    events: list[Review] = []
    problems: list[str] = []
    with faults(path), path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                try:
                    events.append(event_from_json(line, f"{path}:{number}"))
                except DltermsError as problem:
                    problems.append(str(problem))
    return events, problems


def write_events(path: Path, events: Iterable[Review]) -> None:
    """Replace the file at once, unless it says the same already, so that nobody ever reads half of it."""
    text = "".join(event_to_json(event) + "\n" for event in events).encode()
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    with faults(path):
        if path.is_file() and path.read_bytes() == text:
            return
        try:
            with part.open("wb") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            os.replace(part, path)
        finally:
            part.unlink(missing_ok=True)
