"""What a glossary holds.

A term has two forms: the dataclasses below, and its *entry*, a dict of the YAML's own field names in their long form,
which is what the look-up index stores and what `--json` prints. `Term.from_entry` and `Term.to_entry` lead from
one to the other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Literal, TypeAlias, TypedDict, get_args

from dlterms.i18n import tr

Kind: TypeAlias = Literal[
    "concept", "method", "architecture", "task", "field", "metric", "process", "system", "framework", "library",
    "language", "dataset", "environment", "hardware", "resource",
]  # fmt: skip
Language: TypeAlias = Literal["zh", "en"]
Lang: TypeAlias = Literal[Language, "both"]  # what is shown or asked in
LabelStatus: TypeAlias = Literal["admitted", "superseded", "deprecated"]
TermStatus: TypeAlias = Literal["draft", "approved", "deprecated"]
ProblemLevel: TypeAlias = Literal["error", "warning"]

KINDS: tuple[Kind, ...] = get_args(Kind)
LANGUAGES: tuple[Language, ...] = get_args(Language)
RELATIONS = ("requires", "broader", "related", "contrast", "near")

Entry = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault in a glossary file; line and column count from 1, in characters."""

    file: str
    line: int
    column: int
    level: ProblemLevel
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {tr(self.level)} [{self.code}] {self.message}"


@dataclass(frozen=True, slots=True)
class Label:
    """A name of a term besides the preferred one."""

    term: str
    pinyin: str | None = None
    status: LabelStatus = "admitted"
    note: str | None = None
    find_only: bool = False  # found by look-up, not accepted as an answer

    def to_entry(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in _FIELDS[Label]}


@dataclass(frozen=True, slots=True)
class Wording:
    """What a term is called and how it is defined in one language."""

    term: str
    qualifier: str | None = None
    pinyin: str | None = None
    aliases: tuple[Label, ...] = ()
    hidden: tuple[Label, ...] = ()
    acronym: str | None = None
    definition: str | None = None

    @classmethod
    def from_entry(cls, entry: Entry) -> Wording:
        return cls(
            entry["term"], entry["qualifier"], entry.get("pinyin"),
            tuple([Label(**a) for a in entry["aliases"]]), tuple([Label(**a) for a in entry["hidden"]]),
            entry.get("acronym"), entry["definition"],
        )  # fmt: skip

    def to_entry(self) -> dict[str, Any]:
        entry = {name: getattr(self, name) for name in _FIELDS[Wording]}
        entry["aliases"] = [label.to_entry() for label in self.aliases]
        entry["hidden"] = [label.to_entry() for label in self.hidden]
        return entry

    @property
    def qualified(self) -> str:
        """The preferred label, with what tells it apart from others of the same name."""
        return f"{self.term} ({self.qualifier})" if self.qualifier else self.term

    def accepted(self) -> tuple[str, ...]:
        """Every label that is right as an answer, the preferred one first."""
        names = [self.term, *(a.term for a in self.aliases)]
        if self.acronym:
            names.append(self.acronym)
        return (*names, *(h.term for h in self.hidden if not h.find_only))


class Cloze(TypedDict):
    """A sentence with a blank: {{c1::what is hidden}}."""

    lang: Language
    text: str


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of a glossary."""

    id: str
    kind: Kind
    topic: str
    zh: Wording
    en: Wording
    level: int = 2
    requires: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    contrast: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    formulas: tuple[Mapping[str, str], ...] = ()
    examples: tuple[Mapping[str, str], ...] = ()
    cloze: tuple[Cloze, ...] = ()
    notes: tuple[Mapping[str, str], ...] = ()
    cite: tuple[str, ...] = ()
    source: tuple[Mapping[str, Any], ...] = ()
    former_ids: tuple[str, ...] = ()
    status: TermStatus = "approved"
    glossary: str = "dlterms"  # id of the glossary that holds it

    @classmethod
    def from_entry(cls, entry: Entry) -> Term:
        values: dict[str, Any] = {n: tuple(value) if type(value) is list else value for n, value in entry.items()}
        values["zh"] = Wording.from_entry(entry["zh"])
        values["en"] = Wording.from_entry(entry["en"])
        return cls(**values)

    def to_entry(self) -> dict[str, Any]:
        """The entry shares its lists and records with the term: they are not to be changed."""
        entry = {name: getattr(self, name) for name in _FIELDS[Term]}
        return entry | {"zh": self.zh.to_entry(), "en": self.en.to_entry()}

    def wording(self, lang: Language) -> Wording:
        return self.zh if lang == "zh" else self.en

    def accepted(self) -> tuple[str, ...]:
        """Every label of the term, in either language, that is right as an answer."""
        return tuple(filter(None, (*self.zh.accepted(), *self.en.accepted())))


_FIELDS = {cls: tuple(f.name for f in fields(cls)) for cls in (Label, Wording, Term)}


@dataclass(frozen=True, slots=True)
class Topic:
    id: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Glossary:
    """Everything that a set of files declares, in file order. `references` maps a key to its fields."""

    terms: Mapping[str, Term] = field(default_factory=dict)
    topics: Mapping[str, Topic] = field(default_factory=dict)
    references: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    titles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # glossary id -> its title by language
    additions: Sequence[str] = ()  # of each the `glossary/id` that it is to; the terms have what it brings
    sources: Sequence[str] = ()  # ids of the sources that may be named
