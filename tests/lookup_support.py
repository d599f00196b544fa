"""Indexes made from a few words, for the tests of look-up."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from dlterms.index.build import fill
from dlterms.loader import load
from dlterms.model import Glossary

BUNDLED = Path(__file__).parents[1] / "glossary"


def entry(
    name: str, zh: str | Mapping[str, Any] = "", en: str | Mapping[str, Any] = "", **fields: Any
) -> dict[str, Any]:
    """An entry in the YAML's field names; only its id and what matters to the test need be given."""
    wordings = {}
    for lang, given in (("zh", zh), ("en", en)):
        wording = {"term": given} if isinstance(given, str) else dict(given)
        wordings[lang] = {"definition": f"definition of {name}", **wording}
        wordings[lang]["term"] = wordings[lang].get("term") or f"{lang} {name}"
    return {"id": name, "kind": "concept", "topic": "t", **wordings, **fields}


def yaml_of(*entries: Mapping[str, Any], **fields: Any) -> str:
    """A glossary file; JSON is YAML too."""
    topics = [{"id": "t", "zh": "主题", "en": "topic"}]
    return json.dumps({"schema": "dlterms/1", "topics": topics, "terms": entries, **fields}, ensure_ascii=False)


def glossary_of(*entries: Mapping[str, Any], **fields: Any) -> Glossary:
    found, problems = load([[("test.yaml", yaml_of(*entries, **fields))]], warn=False)
    assert [str(problem) for problem in problems] == []
    return found


class Index(sqlite3.Connection):
    """An index in memory, closed when no test uses it any more."""

    def __del__(self) -> None:
        self.close()


def index_in_memory(glossary: Glossary) -> sqlite3.Connection:
    db = sqlite3.connect(":memory:", isolation_level=None, factory=Index)
    fill(db, glossary, "fingerprint")
    return db


def index_of(*entries: Mapping[str, Any], **fields: Any) -> sqlite3.Connection:
    return index_in_memory(glossary_of(*entries, **fields))


@cache
def bundled_glossary() -> Glossary:
    files = [(str(path), path.read_text(encoding="utf-8")) for path in sorted(BUNDLED.glob("*.yaml"))]
    return load([files], warn=False)[0]


@cache
def bundled() -> sqlite3.Connection:
    """An index of the bundled glossary."""
    return index_in_memory(bundled_glossary())
