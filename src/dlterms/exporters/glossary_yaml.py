"""A glossary file of dlterms. The same terms give the same bytes, wherever and in whatever order they were written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from dlterms.exporters.content import Content, Exported
from dlterms.i18n import counted
from dlterms.links import LINK
from dlterms.loader.fields import FILE, SCHEMA, TERM, Spec
from dlterms.loader.written import Record, Written
from dlterms.model import LANGUAGES, RELATIONS, Entry
from dlterms.yaml_text import items

_WORDING = ("term", "qualifier", "pinyin", "acronym", "aliases", "hidden", "definition")  # from short to long
_NOTHING: tuple[object, ...] = (None, [], (), {})
_GLOSSARY, _REFERENCE = FILE.fields["glossary"], FILE.fields["references"].item
_TOPIC, _ADDITION = FILE.fields["topics"].item, FILE.fields["additions"].item


class _Scope(NamedTuple):
    """What the file may name: what it holds, and whatever glossaries hold of which nothing is in it."""

    ids: Collection[str]  # of its entries
    glossaries: Collection[str]  # ids of those that it is made of
    written: Written

    def has(self, known: Mapping[str, Record], name: str) -> bool:
        """Whether something of the files, such as a topic, belongs into the file."""
        return name not in known or known[name]["glossary"] in self.glossaries

    def links(self, ref: str) -> bool:
        return ref in self.ids or not self.has(self.written.terms, ref)


def yaml_text(content: Content) -> Exported:
    """By topic, level and id. One file is of one glossary: that of most entries, if they are of several.

    What is added to an entry names it as the file does.
    """
    written = content.written or Written()
    place = {topic: number for number, topic in enumerate(content.topics)}
    entries = sorted(content.entries, key=lambda e: (place.get(e["topic"], len(place)), e["level"], e["id"]))
    glossaries = Counter(record["glossary"] for record in entries or content.additions)
    glossaries.update(dict.fromkeys((addition["glossary"] for addition in content.additions), 0))
    scope = _Scope({entry["id"] for entry in entries}, glossaries, written)
    entries = [written.terms.get(entry["id"], entry) for entry in entries]
    name = min(glossaries, key=lambda glossary: (-glossaries[glossary], glossary), default="")
    text = f"schema: {SCHEMA}\n"
    text += _mapping("glossary", [_about(name, content, written, entries)] if name else [])
    text += _section("topics", _topics(content, scope, {entry["topic"] for entry in entries}), one_line=True)
    references = _references(content, scope, {key for entry in entries for key in entry["cite"]})
    text += _mapping("references", [references] if references else [])
    text += _section("terms", [_term(_within(entry, scope)) for entry in entries])
    additions = [_addition(addition, name, scope) for addition in content.additions]
    text += _section("additions", [short(_within(each, scope), _ADDITION) for each in additions], one_line=True)
    links = sum(_outside(record, scope) for record in (*entries, *additions))
    moved = sum(entry["glossary"] != name for entry in entries)
    return Exported(text, {"links": links} if links else {}, _moved(moved, name) if moved else "")


def _addition(addition: Record, glossary: str, scope: _Scope) -> Record:
    """An addition to an entry of the file, which is one of `glossary` there, wherever it came from."""
    name = scope.written.entry_of(addition)
    return {**addition, "of": f"{glossary}/{name}"} if name in scope.ids else addition


def _moved(count: int, glossary: str) -> str:
    return counted(
        count,
        "{n} entry of another glossary is written as `{glossary}`'s, without review history; "
        "`--glossary ID` exports one glossary alone",
        "{n} entries of other glossaries are written as `{glossary}`'s, without review history; "
        "`--glossary ID` exports one glossary alone",
        glossary=glossary,
    )


def _about(name: str, content: Content, written: Written, entries: Iterable[Entry]) -> dict[str, Any]:
    """What the glossary says of itself, with the sources that the entries use, wherever these are declared."""
    about = written.glossaries.get(name) or {"id": name, "title": content.titles.get(name)}
    declared = {source["id"]: source for each in written.glossaries.values() for source in each["sources"]}
    used = sorted({source["id"] for entry in entries for source in entry["source"]})
    made: dict[str, Any] = short({**about, "sources": [declared.get(x, {"id": x}) for x in used]}, _GLOSSARY)
    return made


def _topics(content: Content, scope: _Scope, used: Collection[str]) -> list[dict[str, Any]]:
    known = scope.written.topics
    found = [topic for topic in content.topics.values() if topic.id in used and scope.has(known, topic.id)]
    return [short(known.get(topic.id) or {"id": topic.id, "zh": topic.zh, "en": topic.en}, _TOPIC) for topic in found]


def _references(content: Content, scope: _Scope, used: Collection[str]) -> dict[str, Any]:
    known = scope.written.references
    cited = sorted(key for key in {*used} & {*content.references} if scope.has(known, key))
    return {key: short(known.get(key) or content.references[key], _REFERENCE) for key in cited}


def _refs(record: Record) -> list[str]:
    """All that an entry, or what is added to one, names in its relations and links in its definitions."""
    found = [ref for name in RELATIONS for ref in record.get(name, ())]
    definitions = (record[lang].get("definition") or "" for lang in LANGUAGES if record[lang])
    return found + [ref for text in definitions for _, ref in LINK.findall(text)]


def _outside(record: Record, scope: _Scope) -> int:
    return sum(not scope.links(ref) for ref in _refs(record))


def _within(record: Record, scope: _Scope) -> Record:
    """A record without what leads out of the file: of a link in a definition the text stays."""
    if not _outside(record, scope):
        return record
    kept = {name: [*filter(scope.links, record[name])] for name in RELATIONS if name in record}
    wordings = {
        lang: {**wording, "definition": LINK.sub(lambda link: link[0 if scope.links(link[2]) else 1], text)}
        for lang in LANGUAGES
        if (wording := record[lang]) and (text := wording.get("definition"))
    }
    return dict(record) | kept | dict(wordings)


def _term(entry: Entry) -> dict[str, Any]:
    made: dict[str, Any] = short(entry, TERM)
    for lang in LANGUAGES:
        if isinstance(wording := made[lang], dict):
            made[lang] = {name: wording[name] for name in (*_WORDING, *wording) if name in wording}
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
    kept |= {name: own for name, own in value.items() if name.startswith("x-")}
    return kept[spec.short] if spec.short and [*kept] == [spec.short] else kept


def _mapping(name: str, values: Iterable[Mapping[str, Any]]) -> str:
    """A section that is no list: an item without its dash."""
    return "".join(f"\n{name}:\n  {items([value], 0)[2:]}" for value in values)


def _section(name: str, records: list[dict[str, Any]], *, one_line: bool = False) -> str:
    return f"\n{name}:\n{items(records, one_line=one_line)}" if records else ""
