"""The JSON Schema for editors."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from dlterms.loader.schema import json_schema
from dlterms.model import KINDS

FILE = Path(__file__).parents[2] / "docs" / "glossary.schema.json"


def _entry() -> dict[str, Any]:
    properties: dict[str, Any] = json_schema()["properties"]
    found: dict[str, Any] = properties["terms"]["items"]
    return found


def test_file_is_up_to_date() -> None:
    """The file that editors read is made from the field table: run `python tests/tools/make_schema.py`."""
    assert FILE.read_text(encoding="utf-8") == json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


def test_unknown_keys_are_complained_about() -> None:
    """Every mapping is closed but for the writer's own keys."""

    def mappings(schema: Any) -> list[dict[str, Any]]:
        if not isinstance(schema, dict | list):
            return []
        inner = [m for s in (schema.values() if isinstance(schema, dict) else schema) for m in mappings(s)]
        return [schema, *inner] if isinstance(schema, dict) and "properties" in schema else inner

    closed = [m for m in mappings(json_schema()) if "additionalProperties" in m]
    assert len(closed) > 15
    assert all(m["additionalProperties"] is False and m["patternProperties"] == {"^x-": True} for m in closed)


def test_values() -> None:
    """Ids have a pattern, choices are listed, numbers may be typed as text, optional fields may be null."""
    fields = _entry()["properties"]
    assert fields["id"]["pattern"] == "^[a-z0-9]+(-[a-z0-9]+)*$"
    assert fields["kind"]["enum"] == list(KINDS)
    assert fields["level"]["enum"] == [1, 2, 3, "1", "2", "3", None]
    assert fields["requires"]["type"] == ["array", "null"]
    assert _entry()["required"] == ["id", "kind", "topic", "zh", "en"]


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        pytest.param("batch size", True, id="one line"),
        pytest.param("x", True, id="one letter"),
        pytest.param("\tone\n", True, id="space around it"),
        pytest.param("a\nb", False, id="two lines"),
        pytest.param("a\tb", False, id="a tab"),
        pytest.param(" ", False, id="nothing"),
    ],
)
def test_names_stand_on_one_line(text: str, fits: bool) -> None:
    """A name fits its pattern where the loader takes it."""
    name, wording = _entry()["properties"]["en"]["anyOf"]
    assert name["pattern"] == wording["properties"]["term"]["pattern"]
    assert bool(re.search(name["pattern"], text)) == fits


def test_short_forms() -> None:
    """Where bare text may stand for a mapping, both are offered."""
    text, mapping = _entry()["properties"]["zh"]["anyOf"]
    assert text["type"] == ["string", "number", "boolean"]
    assert mapping["required"] == ["term"]


def test_drafts() -> None:
    """Definitions are asked for unless the entry is a draft."""
    entry = _entry()
    assert entry["if"] == {"not": {"properties": {"status": {"const": "draft"}}, "required": ["status"]}}
    wording = {"type": "object", "required": ["definition"]}
    assert entry["then"] == {"properties": {"zh": wording, "en": wording}}
