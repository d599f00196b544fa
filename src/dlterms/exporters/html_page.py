"""A glossary as one page that needs no network: all entries to read, and a script that finds, turns and draws them."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from string import Template
from typing import Any

from dlterms.exporters.article import Section, Span, article
from dlterms.exporters.content import Content, Exported, lost, title
from dlterms.exporters.page_data import page_data
from dlterms.exporters.page_words import WORDS, word
from dlterms.exporters.svg import SIGNS
from dlterms.labels import UNSAFE, both, qualified
from dlterms.model import Entry, Lang, Topic

_SAFE = re.compile(r"#?[\w-]+", re.ASCII)  # what may stand without quotes
_FILES = files("dlterms.exporters") / "page"


def html_page(content: Content) -> Exported:
    """Without a script the page is the entries by topic; nothing that it holds can be taken for markup."""
    by_topic = _by_topic(content)
    data = page_data(content, [entry["id"] for entries in by_topic.values() for entry in entries])
    words = {name: word(name, content.lang) for name in WORDS}
    values = {
        "lang": "en" if content.lang == "en" else "zh-Hans",
        "title": _text(both(*title(content).values(), between=" · ")),
        "count": f"{len(content.entries):,}",
        "style": _read("page.css"),
        "script": _read("search.js") + _read("page.js"),
        "data": _json(data | {"words": words}),
        "entries": "\n".join(_sections(content, by_topic)),
    }
    page = Template(_read("page.html")).substitute(
        values | {name.replace("-", "_"): _text(said) for name, said in words.items()}
    )
    return Exported(page, lost(content.entries, "LaTeX", "cloze texts", "former ids"))


def _read(name: str) -> str:
    return (_FILES / name).read_text(encoding="utf-8")


def _json(data: object) -> str:
    """JSON that ends no element of HTML."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _text(text: str) -> str:
    return html.escape(re.sub(UNSAFE, "", text), quote=False)


def _attribute(text: str) -> str:
    return text if _SAFE.fullmatch(text) else f'"{html.escape(text)}"'


def _by_topic(content: Content) -> dict[str, list[Entry]]:
    of_topic: dict[str, list[Entry]] = {topic: [] for topic in content.topics}
    for entry in content.entries:
        of_topic.setdefault(entry["topic"], []).append(entry)
    return {name: entries for name, entries in of_topic.items() if entries}


def _sections(content: Content, by_topic: Mapping[str, Sequence[Entry]]) -> Iterator[str]:
    known = {entry["id"] for entry in content.entries}
    for name, entries in by_topic.items():
        topic = content.topics.get(name, Topic(name, name, name))
        yield f"<section><h2>{_names(topic.zh, topic.en)}</h2>"
        yield from (_article(entry, content, known) for entry in entries)
        yield "</section>"


def _names(zh: str, en: str) -> str:
    return _text(zh) if zh == en else f"{_text(zh)} <span lang=en>{_text(en)}</span>"


def _article(entry: Entry, content: Content, known: Collection[str]) -> str:
    sections = article(entry, _in_one_language(content.contexts.get(entry["id"], {}), content.lang))
    if entry["zh"]["pinyin"]:
        del sections[0]  # which stands below the names
    if entry["source"]:
        sources = (both(each["id"], str(each["chapter"] or each["line"] or "")) for each in entry["source"])
        sections.append(Section("source", [("", [(", ".join(sources), "")])]))
    texts = [_paragraph("p", *said, known) for each in sections if not each.name for said in each.paragraphs]
    rows = [part for section in sections if section.name for part in _section(section, known, content.lang)]
    below = ["<dl>", *rows, "</dl>"] if rows else []
    names = _names(qualified(entry["zh"]), qualified(entry["en"]))
    opened = f"<article id={_attribute(entry['id'])}><h3>{names}</h3><p class=m>"
    return "".join([opened, _facts(entry, content), *texts, *below, "</article>"])


def _in_one_language(context: Mapping[str, Any], lang: Lang) -> Mapping[str, Any]:
    """What an article links with one name each: both would make a tenth of the page, and the script knows the other."""
    shown = {
        relation: [(ref, en, en) if lang == "en" else (ref, zh, zh) for ref, zh, en in links]
        for relation, links in context.get("links", {}).items()
    }
    return {**context, "links": shown}


def _facts(entry: Entry, content: Content) -> str:
    """What stands below the names: pinyin, kind, level and what else is so."""
    facts = [entry["kind"], _label(f"level {entry['level']}", content.lang)]
    if entry["status"] != "approved":
        facts.append(_label(entry["status"], content.lang))
    if standing := content.standings.get(entry["id"]):
        marks = standing.split(",")
        facts.append(f"{SIGNS[marks[0]]} {', '.join(_label(mark, content.lang) for mark in marks)}")
    pinyin = entry["zh"]["pinyin"]
    said = _text(" · ".join(facts))
    return f"<i lang=zh-Latn>{_text(pinyin)}</i> · {said}" if pinyin else said


def _label(name: str, lang: Lang) -> str:
    return word(name, "zh" if lang == "zh" else "en")


def _section(section: Section, known: Collection[str], lang: Lang) -> Iterator[str]:
    yield f"<dt>{_text(_label(section.name, lang))}"
    yield from (_paragraph("dd", *said, known) for said in section.paragraphs)


def _paragraph(tag: str, lang: str, said: Iterable[Span], known: Collection[str]) -> str:
    return (f"<{tag} lang=en>" if lang == "en" else f"<{tag}>") + "".join(_span(*span, known) for span in said)


def _span(text: str, link: str, known: Collection[str]) -> str:
    return f"<a href={_attribute('#' + link)}>{_text(text)}</a>" if link in known else _text(text)
