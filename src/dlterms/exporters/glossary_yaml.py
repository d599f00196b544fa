"""A glossary file of dlterms. The same terms give the same bytes, wherever and in whatever order they were written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from dlterms.exporters.content import Content, Exported
from dlterms.loader.fields import FILE, SCHEMA, TERM, Spec
from dlterms.model import LANGUAGES, Entry
from dlterms.yaml_text import items

_WORDING = ("term", "qualifier", "pinyin", "acronym", "aliases", "hidden", "definition")  # from short to long
_NOTHING: tuple[object, ...] = (None, [], (), {})


def yaml_text(content: Content) -> Exported:
    """By topic, level and id. One file is of one glossary: that of most entries, if they are of several."""
    place = {topic: number for number, topic in enumerate(content.topics)}
    entries = sorted(content.entries, key=lambda e: (place.get(e["topic"], len(place)), e["level"], e["id"]))
    topics = [content.topics[name] for name in place if name in {entry["topic"] for entry in entries}]
    cited = sorted({key for entry in entries for key in entry["cite"]} & {*content.references})
    references = {key: short(content.references[key], FILE.fields["references"].item) for key in cited}
    about = _about(content, entries)
    text = f"schema: {SCHEMA}\n"
    text += _mapping("glossary", [about] if about else [])
    text += _section("topics", [{"id": topic.id, "zh": topic.zh, "en": topic.en} for topic in topics], one_line=True)
    text += _mapping("references", [references] if references else [])
    text += _section("terms", [_term(entry) for entry in entries])
    other = sum(entry["glossary"] != about.get("id") for entry in entries)
    left_out = {"glossaries": other, "names of sources": len(about.get("sources", ()))}
    return Exported(text, {name: count for name, count in left_out.items() if count})


def _about(content: Content, entries: Iterable[Entry]) -> dict[str, Any]:
    glossaries = Counter(entry["glossary"] for entry in entries)
    if not glossaries:
        return {}
    name = min(glossaries, key=lambda glossary: (-glossaries[glossary], glossary))
    sources = sorted({source["id"] for entry in entries for source in entry["source"]})
    about = {"id": name, "title": content.titles.get(name), "sources": [{"id": source} for source in sources]}
    return {field: value for field, value in about.items() if value}


def _term(entry: Entry) -> dict[str, Any]:
    made: dict[str, Any] = short(entry, TERM)
    for lang in LANGUAGES:
        if isinstance(wording := made[lang], dict):
            made[lang] = {name: wording[name] for name in _WORDING if name in wording}
    return made


def short(value: Any, spec: Spec | None) -> Any:
    """A value as it is written: without what is meant anyhow, in its short form if it has one."""
    if spec is None or spec.shape not in ("record", "list"):
        return value
    if spec.shape == "list":
        return [short(item, spec.item) for item in value]
    kept = {
        name: short(value[name], inner)
        for name, inner in spec.fields.items()
        if name in spec.required or (value.get(name) not in _NOTHING and value[name] != inner.default)
    }
    return kept[spec.short] if spec.short and [*kept] == [spec.short] else kept


def _mapping(name: str, values: Iterable[Mapping[str, Any]]) -> str:
    """A section that is no list: an item without its dash."""
    return "".join(f"\n{name}:\n  {items([value], 0)[2:]}" for value in values)


def _section(name: str, records: list[dict[str, Any]], *, one_line: bool = False) -> str:
    return f"\n{name}:\n{items(records, one_line=one_line)}" if records else ""
