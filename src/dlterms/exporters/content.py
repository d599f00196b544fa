"""What an exporter is given and gives, and what of an entry a format may have no place for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from dlterms.fsrs import DEFAULTS, Parameters
from dlterms.model import LANGUAGES, RELATIONS, Entry, Lang, Review, Topic
from dlterms.schedule import RETENTION

if TYPE_CHECKING:  # the loader, which one format needs
    from dlterms.loader.written import Record, Written


class Progress(NamedTuple):
    """What a learner has done so far, of whatever terms."""

    reviews: Sequence[Review] = ()  # those that stand, as they count, in the order of time
    aside: Collection[str] = ()  # cards that are not asked
    known: Collection[str] = ()  # terms (glossary/id) that are said to be known
    retention: float = RETENTION
    parameters: Parameters = DEFAULTS  # with which the schedule counts


class Content(NamedTuple):
    """What is to be exported."""

    entries: Sequence[Entry]  # in the order of learning
    topics: Mapping[str, Topic]  # all that there are, in their order
    references: Mapping[str, Mapping[str, Any]] = {}
    titles: Mapping[str, Mapping[str, str]] = {}  # glossary id -> its title by language
    # Of each entry what a page shows of others beside it: `links`, relation -> [[id, zh, en]], back links included, to
    # terms that are not exported, too; `cite`, a line for each reference.
    contexts: Mapping[str, Mapping[str, Any]] = {}
    lang: Lang = "both"  # of the explanations
    standings: Mapping[str, str] = {}  # of each term how the learner stands with it, if that was asked for
    made: float = 0.0  # when, in seconds since 1970
    progress: Progress | None = None  # if it is asked for
    written: Written | None = None  # what the files in use say, for those who have to know
    names: Sequence[tuple[str, ...]] = ()  # the Chinese and English ones of all terms in use, exported or not
    additions: Sequence[Record] = ()  # those that go with the entries, of what `written` has
    outside: int = 0  # additions of the glossaries that are asked for, to entries that are not as it is asked besides


class Exported(NamedTuple):
    """A text, the bytes of a file, or those of several by the ends of their names; and what it does not carry."""

    data: str | bytes | Mapping[str, bytes]
    left_out: Mapping[str, int] = {}  # names of `PARTS`, or of what an exporter counts itself
    remark: str = ""  # what else is to be known of it


def _labels(entry: Entry, sort: str) -> list[Mapping[str, Any]]:
    return [label for lang in LANGUAGES for label in entry[lang][sort]]


def _is_remarked(alias: Mapping[str, Any]) -> bool:
    """Whether there is more to say of a name than how it is written and read."""
    return alias["note"] is not None or alias["status"] != "admitted"


# How many of a thing an entry holds.
PARTS: Mapping[str, Callable[[Entry], int]] = {
    "definitions": lambda entry: sum(entry[lang]["definition"] is not None for lang in LANGUAGES),
    "readings": lambda entry: sum(bool(label["pinyin"]) for label in [entry["zh"], *_labels(entry, "aliases")]),
    "readings of other names": lambda entry: sum(bool(label["pinyin"]) for label in _labels(entry, "aliases")),
    "other names": lambda entry: len(_labels(entry, "aliases")),
    "qualifiers": lambda entry: sum(entry[lang]["qualifier"] is not None for lang in LANGUAGES),
    "hidden names": lambda entry: len(_labels(entry, "hidden")),
    "find-only names": lambda entry: sum(label["find_only"] for label in _labels(entry, "hidden")),
    "remarks on names": lambda entry: sum(map(_is_remarked, _labels(entry, "aliases"))),
    "links": lambda entry: sum(len(entry[relation]) for relation in RELATIONS),
    "formulas": lambda entry: len(entry["formulas"]),
    "LaTeX": lambda entry: sum(formula["latex"] is not None for formula in entry["formulas"]),
    "examples": lambda entry: len(entry["examples"]),
    "cloze texts": lambda entry: len(entry["cloze"]),
    "notes": lambda entry: len(entry["notes"]),
    "citations": lambda entry: len(entry["cite"]),
    "sources": lambda entry: len(entry["source"]),
    "former ids": lambda entry: len(entry["former_ids"]),
}


def lost(entries: Iterable[Entry], *parts: str) -> dict[str, int]:
    """How many of each of some parts there are, of those of which there are any."""
    entries = list(entries)
    counts = {part: sum(map(PARTS[part], entries)) for part in parts}
    return {part: count for part, count in counts.items() if count}


def own_keys(value: Any) -> int:
    """How many keys of an entry, or of what is in it, are its writer's own: they begin with `x-`."""
    if isinstance(value, Mapping):
        return sum(1 if name.startswith("x-") else own_keys(inner) for name, inner in value.items())
    return sum(map(own_keys, value)) if isinstance(value, list) else 0


def in_language(entry: Entry, lang: Lang) -> Entry:
    """An entry with its explanations in one language alone; names stay in both."""
    if lang == "both":
        return entry
    other = next(each for each in LANGUAGES if each != lang)
    texts = {
        part: [{**record, other: None} for record in entry[part] if record.get(lang)] for part in ("examples", "notes")
    }
    formulas = [{**formula, other: None} for formula in entry["formulas"]]
    cloze = [record for record in entry["cloze"] if record["lang"] == lang]
    return {**entry, **texts, other: {**entry[other], "definition": None}, "formulas": formulas, "cloze": cloze}


def title(content: Content, otherwise: str = "dlterms") -> Mapping[str, str]:
    """The title of the glossary that all entries are of, by language."""
    glossaries = {entry["glossary"] for entry in content.entries}
    only = glossaries.pop() if len(glossaries) == 1 else None
    return content.titles.get(only or "", dict.fromkeys(LANGUAGES, only or otherwise))
