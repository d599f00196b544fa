"""glosario's YAML: a list of entries with a slug, and a term and a definition in each language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dlterms.exporters.content import Content, Exported, lost
from dlterms.links import LINK
from dlterms.model import LANGUAGES, RELATIONS, Entry
from dlterms.yaml_text import items

_FIELDS = {"term": "term", "acronym": "acronym", "definition": "def"}


def glosario_yaml(content: Content) -> Exported:
    """Its slugs have underscores where ids have hyphens; of links it knows only that two terms are related."""
    kinds = sum(len(entry[name]) for entry in content.entries for name in RELATIONS if name != "related")
    left_out = lost(
        content.entries, "readings", "qualifiers", "other names", "hidden names", "formulas", "examples", "cloze texts",
        "notes", "citations", "sources", "former ids",
    ) | ({"kinds of links": kinds} if kinds else {})  # fmt: skip
    return Exported(items([_entry(entry) for entry in content.entries], 0), left_out)


def _entry(entry: Entry) -> dict[str, Any]:
    refs = dict.fromkeys(ref for name in RELATIONS for ref in entry[name])
    made: dict[str, Any] = {"slug": _slug(entry["id"])}
    if refs:
        made["ref"] = [_slug(ref) for ref in refs]
    return made | {lang: _wording(entry[lang]) for lang in LANGUAGES}


def _slug(name: str) -> str:
    return name.replace("-", "_")


def _wording(wording: Mapping[str, Any]) -> dict[str, str]:
    texts = {name: wording.get(field) for field, name in _FIELDS.items()}
    if definition := texts["def"]:
        # A line break is a space there, and an empty line a new paragraph.
        paragraphs = "\n\n".join(definition.split("\n"))
        texts["def"] = LINK.sub(lambda link: f"[{link[1]}](#{_slug(link[2])})", paragraphs)
    return {name: text for name, text in texts.items() if text}
