"""Entries as one JSON list, whole: what `dlterms list --json` prints."""

from __future__ import annotations

import json
from collections.abc import Iterable

from dlterms.exporters.content import Content, Exported

_encoded = json.JSONEncoder(ensure_ascii=False).encode


def joined(entries: Iterable[str]) -> str:
    """A list of entries that are JSON already, one a line."""
    return "[" + ",\n".join(entries) + "]"


def json_text(content: Content) -> Exported:
    return Exported(joined(map(_encoded, content.entries)) + "\n")
