"""A package for Anki: a deck of two note types, one with a card in each direction, one of texts with blanks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dlterms.exporters.anki_notes import CLOZE_FIELDS, FIELDS, Note, cloze_notes, note
from dlterms.exporters.apkg import Deck, Kind, database
from dlterms.exporters.archive import zipped
from dlterms.exporters.content import Content, Exported, Progress, lost
from dlterms.model import LANGUAGES
from dlterms.quiz.cards import Direction, term_of

# By their ids Anki knows deck and note types again: these stay.
DECK = 1_764_000_000_000
TERMS, TEXTS = DECK + 1, DECK + 2
_NOT_CARRIED = ("hidden names", "remarks on names", "readings of other names", "former ids")


def _if(field: str, shown: str) -> str:
    return f"{{{{#{field}}}}}{shown}{{{{/{field}}}}}"


def _text(field: str, lang: str = "", start: str = "", style: str = "") -> str:
    """A paragraph of a field, if there is something in it."""
    said = "".join(f' {name}="{value}"' for name, value in (("class", style), ("lang", lang)) if value)
    return _if(field, f"<p{said}>{start}{{{{{field}}}}}</p>")


def _name(lang: str) -> str:
    qualifier = f"qualifier {lang}"
    told = _if(qualifier, f' <span class="faint">({{{{{qualifier}}}}})</span>')
    return f'<span lang="{lang}">{{{{{lang}}}}}{told}</span>'


def _asked(name: str) -> str:
    return f'<div class="asked">{name}</div>'


_NAMES = f"{_name('zh')} · {_name('en')}"
_ARTICLE = "\n".join([
    f'<p class="names">{_NAMES}{_if("acronym", " ({{acronym}})")}</p>',
    _text("pinyin", "zh-Latn", style="faint"),
    *(_text(f"definition {lang}", lang) for lang in LANGUAGES),
    *(_text(f"aliases {lang}", lang, "<i>also</i> ") for lang in LANGUAGES),
    *(_text(field) for field in ("formulas", "examples", "notes")),
    *(_text(field, style="faint") for field in ("links", "cited")),
])  # fmt: skip
_DEFINITIONS = "".join(_text(f"question {lang}", lang) for lang in LANGUAGES)
# Anki compares what is typed with one name: that in the language of the definition.
_TYPED = "{{#question zh}}{{type:zh}}{{/question zh}}{{^question zh}}{{type:en}}{{/question zh}}"
# What a card asks, what is to be typed, and the field without which there is no such card.
_CARDS: Mapping[Direction, tuple[str, str, str]] = {
    "zh-en": (_asked(_name("zh")), "{{type:en}}", "two names"),
    "en-zh": (_asked(_name("en")), "{{type:zh}}", "two names"),
    "definition-term": (_DEFINITIONS, _TYPED, "defined"),
    "term-definition": (_asked(_NAMES), "", "defined"),
}
_CSS = """\
.card { font-family: sans-serif; font-size: 18px; line-height: 1.5; max-width: 40em; margin: 0 auto; padding: 0 0.5em; }
.asked { font-size: 28px; text-align: center; margin: 0.5em 0; }
.names { font-size: 20px; font-weight: bold; }
.faint { opacity: 0.7; font-weight: normal; }
.cloze { font-weight: bold; color: #1a56b0; }
.nightMode .cloze { color: #8ab8ff; }
"""
# `{{FrontSide}}` would bring the field to type in a second time.
_KINDS = (
    Kind(TERMS, "dlterms", FIELDS, {
        name: (_if(field, question + typed), f"{question}\n<hr id=answer>\n{typed}\n{_ARTICLE}")
        for name, (question, typed, field) in _CARDS.items()
    }, _CSS),
    Kind(TEXTS, "dlterms cloze", CLOZE_FIELDS, {
        "cloze": ("<p>{{cloze:text}}</p>", "<p>{{cloze:text}}</p>\n<hr id=answer>\n{{zh}} · {{en}}")
    }, _CSS),
)  # fmt: skip


def package(content: Content) -> Exported:
    """Notes that Anki knows again, so that a later package changes them and doubles none."""
    progress = content.progress or Progress()
    notes: list[Note] = []
    for entry in content.entries:
        tags = ["known"] * (f"{entry['glossary']}/{entry['id']}" in progress.known)
        made = [note(entry, content.contexts.get(entry["id"], {})), *cloze_notes(entry)]
        notes += [each._replace(tags=[*each.tags, *tags]) for each in made]
    data = database(Deck(DECK, "dlterms", _KINDS), notes, progress, content.made)
    left_out = lost(content.entries, *_NOT_CARRIED) | _lost_cards(content, notes, progress)
    return Exported(zipped({"collection.anki2": data, "media": b"{}"}), left_out)


def _lost_cards(content: Content, notes: Sequence[Note], progress: Progress) -> dict[str, int]:
    """Texts of which there is no note, and answers to cards that their terms no longer have."""
    texts = sum(len(entry["cloze"]) for entry in content.entries) - sum(each.is_cloze for each in notes)
    cards = {card for each in notes for card in each.cards.values()}
    terms = {term_of(card) for card in cards}
    answers = sum(term_of(r.card) in terms and r.card not in cards for r in progress.reviews)
    return {name: count for name, count in {"cloze texts": texts, "answers": answers}.items() if count}
