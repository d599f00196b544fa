"""The field table: what a glossary file may hold. The reader and the JSON Schema are both made from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, TypeAlias, get_args

from dlterms.model import KINDS, LANGUAGES, LabelStatus, TermStatus

SCHEMA = "dlterms/1"
ID = "[a-z0-9]+(-[a-z0-9]+)*"  # a whole id
MAX_NAME = 200  # characters; what is longer is a text
FULL_ID = f"{ID}/{ID}"  # glossary/id

Shape: TypeAlias = Literal["text", "line", "id", "full-id", "number", "flag", "list", "record", "table"]


@dataclass(frozen=True)
class Spec:
    """What one value has to be.

    shape: a line is a text on one line, a full id `glossary/id` of an entry, a table a map from an id to a record.
    choices: the only texts allowed.
    most: so many characters at most, if a text has a limit of its own.
    item: what each value of a list or table has to be.
    required: a record without one of these fields is left out; or, if `partial`, it is a Partial, for the checks alone.
    unless_draft: field -> its own fields that are missed as well, unless the record's `status` is draft.
    short: the field of a record that bare text stands for (`zh: 参数` is `zh: {term: 参数}`).
    """

    shape: Shape
    about: str = ""
    choices: tuple[str, ...] = ()
    most: int | None = None
    item: Spec | None = None
    fields: Mapping[str, Spec] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    partial: bool = False
    unless_draft: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    short: str = ""
    default: object = None

    @cached_property
    def defaults(self) -> dict[str, object]:
        """The values of a record's optional fields where it leaves them out."""
        return {name: inner.default for name, inner in self.fields.items() if name not in self.required}


def _text(about: str = "", *choices: str, default: str | None = None) -> Spec:
    return Spec("text", about, choices=choices, default=default)


def _line(about: str = "") -> Spec:
    return Spec("line", about)


def _name(about: str = "") -> Spec:
    return Spec("line", about, most=MAX_NAME)


def _list(item: Spec, about: str = "") -> Spec:
    return Spec("list", about, item=item, default=())


def _record(about: str, fields: Mapping[str, Spec], *required: str, **more: Any) -> Spec:
    return Spec("record", about, fields=fields, required=required, **more)


_ID = Spec("id", "lower-case words joined by hyphens")
_IDS = _list(_ID)
_BOTH = {"zh": _text("in Chinese"), "en": _text("in English")}
_NAMES = {"zh": _name("in Chinese"), "en": _name("in English")}

_ALIAS = _record(
    "another name",
    {
        "term": _name(),
        "pinyin": _line(),
        "status": _text("", *get_args(LabelStatus), default="admitted"),
        "note": _text(),
    },
    "term",
    short="term",
)
_HIDDEN = _record(
    "found and accepted, never shown",
    {"term": _name(), "pinyin": _line(), "find_only": Spec("flag", "found, not accepted as an answer", default=False)},
    "term",
    short="term",
)
_WORDING = {
    "term": _name("the preferred name"),
    "qualifier": _name("tells entries with the same name apart"),
    "aliases": _list(_ALIAS, "other names"),
    "hidden": _list(_HIDDEN, "found and accepted, never shown"),
    "definition": _text("the nearest broader concept, then what sets this one apart; links are [text](#id)"),
}

_SOURCE = _record(
    "where the term is named",
    {
        "id": _ID,
        "line": Spec("number"),
        "chapter": _line("of a book, with its edition: zh 2.3"),
        "cue": _text("the words there, 12 characters at most"),
    },
    "id",
)

TERM = _record(
    "one entry",
    {
        "id": Spec("id", "stable: review history hangs on it"),
        "kind": _text("", *KINDS),
        "topic": Spec("id", "id of a topic"),
        "level": Spec(
            "number", "1 core, 2 useful, 3 look-up only unless asked for", choices=("1", "2", "3"), default=2
        ),
        "zh": _record(
            "Chinese",
            {**_WORDING, "pinyin": _line("with tone marks, one syllable a character")},
            "term",
            short="term",
            partial=True,
        ),
        "en": _record("English", {**_WORDING, "acronym": _name()}, "term", short="term", partial=True),
        "requires": _list(_ID, "what has to be understood first; acyclic"),
        "broader": _list(_ID, "more general terms; acyclic"),
        "related": _list(_ID, "symmetric, written once"),
        "contrast": _list(_ID, "easily confused with; symmetric, written once"),
        "near": _list(_ID, "so nearly the same that either may be the answer; symmetric, written once"),
        "formulas": _list(
            _record("", {"text": _text("one line of Unicode"), "latex": _text(), **_BOTH}, "text", short="text")
        ),
        "examples": _list(_record("the concept at work", _BOTH)),
        "cloze": _list(_record("{{c1::blank}}", {"lang": _text("", *LANGUAGES), "text": _text()}, "lang", "text")),
        "notes": _list(
            _record("", {"kind": _text("", "scope", "usage", "history", "correction"), **_BOTH}, "kind"),
        ),
        "cite": _list(_ID, "keys of references"),
        "source": _list(_SOURCE),
        "former_ids": _list(_ID, "ids this entry once had; their history is carried over"),
        "status": _text("", *get_args(TermStatus), default="approved"),
    },
    "id", "kind", "topic", "zh", "en",
    unless_draft={"zh": ("definition",), "en": ("definition",)},
    partial=True,
)  # fmt: skip

_MORE_NAMES = {"aliases": _WORDING["aliases"]}
_ADDITION = _record(
    "what is added to an entry of any glossary",
    {
        "of": Spec("full-id", "the entry: glossary/id"),
        "zh": _record("in Chinese", _MORE_NAMES),
        "en": _record("in English", _MORE_NAMES),
        "notes": TERM.fields["notes"],
        "requires": TERM.fields["requires"],
    },
    "of",
)

_REFERENCE = _record(
    "a cited work",
    {
        "type": _text(),
        "authors": _list(_text()),
        **{
            name: _text()
            for name in ("year", "title", "container", "volume", "issue", "pages", "doi", "arxiv", "url")
        },
    },
    "authors", "year", "title",
)  # fmt: skip

FILE = _record(
    "a glossary file of dlterms",
    {
        "schema": _text("the format's name", SCHEMA),
        "glossary": _record(
            "what this glossary is",
            {
                "id": Spec("id", "part of each card's identity"),
                "title": _record("", _NAMES),
                "license": _text(),
                "languages": _list(_text("", *LANGUAGES)),
                "sources": _list(_record("", {"id": _ID, **_BOTH}, "id")),
            },
            "id",
        ),
        "topics": _list(_record("", {"id": _ID, **_NAMES}, "id", "zh", "en")),
        "references": Spec("table", "cited works by key", item=_REFERENCE, default={}),
        "terms": _list(TERM),
        "additions": _list(_ADDITION, "what is added to entries, of other glossaries too"),
    },
    "schema",
)
