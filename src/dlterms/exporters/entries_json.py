"""Entries as one JSON list, whole: what `dlterms list --json` prints, and the keys that begin with `x-`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from dlterms.exporters.content import Content, Exported

_encoded = json.JSONEncoder(ensure_ascii=False).encode


def joined(entries: Iterable[str]) -> str:
    """A list of entries that are JSON already, one a line."""
    return "[" + ",\n".join(entries) + "]"


def json_text(content: Content) -> Exported:
    known = content.written.terms if content.written else {}
    entries = (_with_own_keys(entry, known.get(entry["id"], {})) for entry in content.entries)
    return Exported(joined(map(_encoded, entries)) + "\n")


def _with_own_keys(value: Any, written: Any) -> Any:
    """What is served, with the keys of its own that it has in its file."""
    if isinstance(value, Mapping) and isinstance(written, Mapping):
        served = {name: _with_own_keys(inner, written.get(name)) for name, inner in value.items()}
        return served | {name: own for name, own in written.items() if name.startswith("x-")}
    if isinstance(value, list) and isinstance(written, list):
        return [_with_own_keys(item, _as_in_file(item, written)) for item in value]
    return value


def _as_in_file(item: Any, written: Iterable[Any]) -> Any:
    """The record of a list that an item was read from, None if there is none.

    The item has all fields that there are, and may have lost those of a language.
    """
    if not isinstance(item, Mapping):
        return None
    said = {name: value for name, value in item.items() if value}
    return next((one for one in written if all(one.get(name, value) == value for name, value in said.items())), None)
