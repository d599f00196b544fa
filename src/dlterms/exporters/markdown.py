"""A glossary to read, in Markdown: by topic, an anchor for each entry, and links that lead there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from dlterms.exporters.article import NOT_CARRIED, Section, Span, article, heading
from dlterms.exporters.content import Content, Exported, lost, title
from dlterms.labels import both
from dlterms.model import Entry

MARK = "<!-- dlterms: made for reading; to import it, export csv, json or yaml -->"
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~$&!])")
_AT_START = re.compile(r"(?m)^(\s*(?:\d+(?=[.)]))?)([-+=:.)])")  # of a line, where it would make a list


def markdown(content: Content) -> Exported:
    known = {entry["id"] for entry in content.entries}
    of_topic: dict[str, list[Entry]] = {topic: [] for topic in content.topics}
    for entry in content.entries:
        of_topic.setdefault(entry["topic"], []).append(entry)
    parts = [MARK, f"# {escaped(both(*title(content).values(), between=' · '))}"]
    for name, entries in of_topic.items():
        topic = content.topics.get(name)
        parts += [f"## {escaped(both(topic.zh, topic.en, between=' · ') if topic else name)}"] * bool(entries)
        parts += [part for entry in entries for part in _entry(entry, content.contexts.get(entry["id"], {}), known)]
    text = "\n\n".join(parts) + "\n"
    return Exported(text, lost(content.entries, "hidden names", *NOT_CARRIED))


def escaped(text: str) -> str:
    """A text as it is: nothing in it is markup."""
    return _AT_START.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", text)).replace("\n", "\\\n")


def _entry(entry: Entry, context: Mapping[str, object], known: Collection[str]) -> Iterator[str]:
    yield f'<a id="{entry["id"]}"></a>\n\n### {escaped(heading(entry))}'
    items: list[str] = []
    for section in article(entry, context):
        if section.name:
            items += _items(section, known)
        else:
            yield from (_line(said, known) for _, said in section.paragraphs)
    if items:
        yield "\n".join(items)


def _items(section: Section, known: Collection[str]) -> Iterator[str]:
    for _, said in section.paragraphs:
        yield f"- *{section.name}:* " + _line(said, known).replace("\n", "\n  ")


def _line(said: Iterable[Span], known: Collection[str]) -> str:
    return "".join(f"[{escaped(text)}](#{link})" if link in known else escaped(text) for text, link in said)
