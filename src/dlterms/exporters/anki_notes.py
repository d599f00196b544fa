"""Entries as Anki's notes: the fields of each, which hold HTML, and which of dlterms' cards its cards are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any, NamedTuple

from dlterms.exporters.article import Section, Span, article
from dlterms.links import CLOZE, RELATION_NAMES, spans
from dlterms.model import LANGUAGES, Entry, Term
from dlterms.quiz.cards import DIRECTIONS, cards_of
from dlterms.quiz.masking import masked

# `import` reads those that are headers of tables, too. What is asked is in `question`; the last two are for templates.
FIELDS = (
    "id", "zh", "en", "pinyin", "acronym", "qualifier zh", "qualifier en", "aliases zh", "aliases en",
    "definition zh", "definition en", "question zh", "question en", "formulas", "examples", "notes", "links", "cited",
    "sources", "topic", "level", "kind", "status", "two names", "defined",
)  # fmt: skip
CLOZE_FIELDS = ("text", "id", "zh", "en")
LAST_BLANK = 499  # the greatest number of a blank that Anki makes a card of
_ASKED = DIRECTIONS[:-1]  # without the cloze, in the order of the templates
_YES = "yes"
_CLOZE = re.compile(CLOZE)
_BETWEEN = re.compile("([;；|])")  # names in one field


class Note(NamedTuple):
    guid: str  # by which Anki knows a note again
    fields: Sequence[str]
    tags: Sequence[str]
    cards: Mapping[int, str]  # Anki's number of a card in the note -> dlterms' id of it
    is_cloze: bool = False


def note(entry: Entry, context: Mapping[str, Any]) -> Note:
    """An entry and its cards in all directions but cloze. `context` is as in `Content`."""
    term = Term.from_entry(entry)
    cards = {_ASKED.index(card.kind): card.id for card in cards_of(term, _ASKED)}
    fields = {**_names(entry), **_texts(entry, term), **_sections(article(entry, context))}
    fields |= {name: html(str(entry[name])) for name in ("id", "topic", "level", "kind", "status")}
    fields |= {"two names": _YES * (0 in cards), "defined": _YES * (2 in cards)}
    return Note(f"{term.glossary}/{term.id}", [fields[name] for name in FIELDS], _tags(entry), cards)


def cloze_notes(entry: Entry) -> Iterator[Note]:
    """A note for each text with blanks, but for those that ask nothing: a blank is asked in the first text that has it.

    A text with a number that is too great is left out.
    """
    asked: set[int] = set()
    for record in entry["cloze"]:
        numbers = {int(blank[1]) for blank in _CLOZE.finditer(record["text"])}
        fresh = sorted(numbers - asked)
        asked |= numbers
        if fresh and fresh[-1] <= LAST_BLANK:
            name = f"{entry['glossary']}/{entry['id']}"
            fields = [_with_blanks(record["text"], fresh), *(html(x) for x in (entry["id"], *_preferred(entry)))]
            cards = {number - 1: f"{name}:cloze.{number}" for number in fresh}
            yield Note(cards[fresh[0] - 1], fields, _tags(entry), cards, is_cloze=True)


def html(text: str) -> str:
    """A text as it is: nothing in it is markup, sound, a blank or mathematics to Anki."""
    shown = escape(text).replace("[", "&#91;").replace("{", "&#123;").replace("}", "&#125;")
    shown = re.sub(r"\\(\(|\)|&#91;|\])", r"\\<span>\1</span>", shown)
    return shown.replace("\n", "<br>")


def _preferred(entry: Entry) -> list[str]:
    return [entry[lang]["term"] for lang in LANGUAGES]


def _names(entry: Entry) -> dict[str, str]:
    fields = {"pinyin": entry["zh"]["pinyin"], "acronym": entry["en"].get("acronym")}
    for lang in LANGUAGES:
        fields |= {lang: entry[lang]["term"], f"qualifier {lang}": entry[lang]["qualifier"]}
    shown = {name: html(text or "") for name, text in fields.items()}
    return shown | {f"aliases {lang}": _several([a["term"] for a in entry[lang]["aliases"]]) for lang in LANGUAGES}


def _several(names: Sequence[str]) -> str:
    """Names as `import` takes them apart, those with a semicolon, a bar or a comma in them as well."""
    shown = "; ".join("".join(map(_unsplit, _BETWEEN.split(name))) for name in names)
    return shown + ";" * (len(names) == 1 and re.search("[,，、]", names[0]) is not None)


def _unsplit(part: str) -> str:
    """A part of a name, or a mark within it that stands between names elsewhere."""
    return f"<span>{part}</span>" if _BETWEEN.fullmatch(part) else html(part)


def _texts(entry: Entry, term: Term) -> dict[str, str]:
    fields = {"formulas": "<br>".join(map(_formula, entry["formulas"]))}
    fields["sources"] = html("; ".join(map(_source, entry["source"])))
    for lang in LANGUAGES:
        definition = entry[lang]["definition"] or ""
        fields[f"definition {lang}"] = _line(spans(definition))
        fields[f"question {lang}"] = html(masked(definition, term))
    return fields


def _source(source: Mapping[str, Any]) -> str:
    return " ".join(str(said) for said in (source["id"], *(source[x] for x in source if x != "id")) if said is not None)


def _formula(formula: Mapping[str, str | None]) -> str:
    latex = formula["latex"] or ""
    ended = not latex or r"\)" in latex  # where its end would not be found
    shown = html(formula["text"] or "") if ended else rf"\({escape(latex)}\)"
    return "<br>".join([shown, *(html(text) for lang in LANGUAGES if (text := formula[lang]))])


def _sections(sections: Iterable[Section]) -> dict[str, str]:
    fields: dict[str, list[str]] = {"examples": [], "notes": [], "links": [], "cited": []}
    shown = {"example": "examples", "cited": "cited", "also": "", "formula": "", "": ""}
    shown |= dict.fromkeys(RELATION_NAMES.values(), "links")
    for section in sections:
        if field := shown.get(section.name, "notes"):
            name = f"<i>{section.name}</i> " if field in ("notes", "links") else ""
            fields[field] += [name + _line(said) for _, said in section.paragraphs]
    return {name: "<br>".join(lines) for name, lines in fields.items()}


def _line(said: Iterable[Span]) -> str:
    return "".join(f"<b>{html(text)}</b>" if link else html(text) for text, link in said)


def _with_blanks(text: str, numbers: Sequence[int]) -> str:
    """A text in which the blanks of these numbers are Anki's, and what the others hide is seen."""
    shown, end = "", 0
    for blank in _CLOZE.finditer(text):
        number, hidden, hint = blank.groups()
        shown += html(text[end : blank.start()])
        tail = "::" + _uncut(hint) if hint else ""
        shown += f"{{{{c{number}::{_uncut(hidden)}{tail}}}}}" if int(number) in numbers else html(hidden)
        end = blank.end()
    return shown + html(text[end:])


def _uncut(text: str) -> str:
    return html(text).replace(":", "&#58;")


def _tags(entry: Entry) -> list[str]:
    return [f"topic::{entry['topic']}", f"level::{entry['level']}"]
