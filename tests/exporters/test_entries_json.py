from __future__ import annotations

import json

from hypothesis import given

from dlterms.exporters.entries_json import json_text
from dlterms.model import Entry
from export_support import odd_entries, of_entries


@given(odd_entries)
def test_whole_entries(entries: list[Entry]) -> None:
    """Entries are written whole, one a line."""
    text = str(json_text(of_entries(entries)).data)
    assert json.loads(text) == entries
    assert text.count("\n") == len(entries)
    assert json_text(of_entries(entries)).left_out == {}


def test_nothing() -> None:
    """No entries are an empty list."""
    assert json_text(of_entries([])).data == "[]\n"
