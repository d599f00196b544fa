"""Records and what is in force -> entries to make, and additions to entries that are there. A pure function."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from dlterms.ids import identifier, is_id, spelt
from dlterms.importers.names import distinct, further, label_of, labels_of
from dlterms.importers.records import LeftOut, Record
from dlterms.importers.settling import settled
from dlterms.labels import both, has_han, key
from dlterms.loader.fields import TERM
from dlterms.loader.messages import quoted
from dlterms.model import KINDS, LANGUAGES

IMPORTED = {"id": "imported", "zh": "导入的术语", "en": "Imported"}  # the topic of what comes without one


class InForce(NamedTuple):
    """What is known of the glossaries in force."""

    owners: Callable[[str], Iterable[tuple[str, str]]]  # (term id, language) of the accepted labels equal to a key
    has: Callable[[str], bool]  # whether there is an entry with this id
    name: Callable[[str], str]  # what the term with an id is called, in both languages
    glossary: Callable[[str], str]  # the id of the glossary that holds it
    qualifier: Callable[[str, str], str | None] = lambda name, lang: None  # of a term, in a language
    topics: Sequence[tuple[str, str, str]] = ()  # id, Chinese and English name
    cited: Collection[str] = ()  # keys of references
    sources: Collection[str] = ()


class Made(NamedTuple):
    """An entry or an addition, and the rows that it is made of, the first before."""

    places: Sequence[str]
    record: dict[str, Any]


class Merged(NamedTuple):
    """What becomes of all rows: each is in one of the places of `entries` or `additions`, or is left out."""

    entries: Sequence[Made]
    additions: Sequence[Made]
    topics: Sequence[dict[str, str]]
    left_out: Sequence[LeftOut]
    remarks: Sequence[str]
    terms: Mapping[str, str]  # place -> id of the term that the row is, or is now


def merge(records: Sequence[Record], known: InForce, reached: Callable[[float], None] = lambda share: None) -> Merged:
    """What becomes of records, in their order; `reached` is told how much is done, 0 to 1."""
    merging = _Merging(known)
    for number, record in enumerate(records):
        merging.add(record)
        reached(number / len(records))
    return merging.merged()


class _Merging:
    def __init__(self, known: InForce) -> None:
        self.known = known
        self.new: dict[str, Made] = {}  # id -> entry
        self.owners: dict[str, list[tuple[str, str]]] = defaultdict(list)  # as in InForce, of the new entries
        self.ids: dict[str, str] = {}  # id in the file -> id here
        self.with_id: set[str] = set()  # new entries whose id their file gave
        self.topics = {key(topic[place]): topic[0] for place in (2, 1, 0) for topic in known.topics}
        self.taken_topics = {topic[0] for topic in known.topics}
        self.new_topics: list[dict[str, str]] = []
        self.additions: list[Made] = []
        self.left_out: list[LeftOut] = []
        self.terms: dict[str, str] = {}  # place -> id of its term
        self.counts: Counter[str] = Counter()

    def add(self, record: Record) -> None:
        zh, en = (record.entry.get(lang, {}).get("term", "") for lang in LANGUAGES)
        given = record.entry.get("id", "")
        if zh and en and key(zh) != key(en):
            found = [self.named("zh", zh, given), self.named("en", en, given)]
        else:  # one name stands in both languages
            found = [self.named("", zh or en, given)]
        found = [[name for name in names if self.may_be(name, record)] for names in found]
        shared = [name for name in found[0] if name in found[-1]]
        shared = [given] if given in shared else shared
        if len(shared) > 1 and further(record.entry):
            may_be = _listed(map(self.told, shared))
            self.leave(record, f"{quoted(both(zh, en))} may be {may_be}: its further names are to be added by hand")
        elif shared:
            self.add_to(shared[0], record)
        elif not any(found):
            self.make(record, zh, en)
        else:
            self.leave(record, self.unclear(zh, en, *found))

    def named(self, lang: str, name: str, given: str = "") -> list[str]:
        """The ids of the terms that are called so, in a language or in any.

        Of two entries to which their file gives ids of their own neither is the other, whatever they are called.
        """
        form = key(name) or name
        owners = [*self.known.owners(form), *self.owners.get(form, ())]
        names = dict.fromkeys(term for term, of in owners if of == lang or not lang)
        return [term for term in names if not given or term == self.ids.get(given) or term not in self.with_id]

    def may_be(self, name: str, record: Record) -> bool:
        """Whether a term has the qualifiers that a record gives, if it gives any."""
        given = [(lang, said) for lang in LANGUAGES if (said := record.entry.get(lang, {}).get("qualifier"))]
        return all(key(self.qualifier(name, lang) or "") == key(said) for lang, said in given)

    def qualifier(self, name: str, lang: str) -> str | None:
        return self.new[name].record[lang].get("qualifier") if name in self.new else self.known.qualifier(name, lang)

    def told(self, name: str) -> str:
        """A term as it is spoken of."""
        if made := self.new.get(name):
            return f"{both(*(made.record[lang]['term'] for lang in LANGUAGES))} of {made.places[0]}"
        return f"{self.known.name(name)} ({name})"

    def unclear(self, zh: str, en: str, zh_owners: Sequence[str], en_owners: Sequence[str]) -> str:
        if zh_owners and en_owners:
            one, other = (_listed(map(self.told, owners)) for owners in (zh_owners, en_owners))
            return f"{quoted(zh)} is {one}, and {quoted(en)} is {other}: mend one of the two names"
        old, new = (zh, en) if zh_owners else (en, zh)
        owner = _listed(map(self.told, zh_owners or en_owners))
        return (
            f"{quoted(old)} is {owner}, which is not called {quoted(new)}: if it may be, write that as an alias beside "
            "the names it has"
        )

    def leave(self, record: Record, why: str, *, fault: bool = True) -> None:
        self.left_out.append(LeftOut(record.place, why, fault))

    def add_to(self, name: str, record: Record) -> None:
        """A row that repeats the names of a term brings its further names to it, and to a new one its notes, too."""
        self.terms[record.place] = name
        if made := self.new.get(name):
            self.unite(made, name, record)
        else:
            self.bring(name, record)
        if "id" in record.entry:
            self.ids.setdefault(record.entry["id"], name)

    def unite(self, made: Made, name: str, record: Record) -> None:
        for lang, more in self.more_names(record, name).items():
            made.record[lang].setdefault("aliases", []).extend(more)
        for lang in LANGUAGES:
            definition = record.entry.get(lang, {}).get("definition")
            if definition and made.record[lang].setdefault("definition", definition) != definition:
                self.counts["definition"] += 1
        notes = made.record.get("notes", [])
        if more_notes := [note for note in record.entry.get("notes", []) if note not in notes]:
            made.record["notes"] = [*notes, *more_notes]
        self.new[name] = made._replace(places=[*made.places, record.place])

    def bring(self, name: str, record: Record) -> None:
        more = self.more_names(record, name)
        told = any(record.entry.get(lang, {}).get("definition") for lang in LANGUAGES) or record.entry.get("notes")
        self.counts["told"] += bool(told)
        if not more:
            self.leave(record, f"it is there already: {self.told(name)}", fault=False)
            return
        addition = {"of": f"{self.known.glossary(name)}/{name}"}
        self.additions.append(Made([record.place], addition | {lang: {"aliases": more[lang]} for lang in more}))

    def more_names(self, record: Record, name: str) -> dict[str, list[Any]]:
        """The names of a row, by language, that are nobody's yet; they are the term's from now on."""
        found: dict[str, list[Any]] = {}
        for lang in LANGUAGES:
            for alias in further(record.entry, lang):
                label = label_of(alias)
                owners = self.named(lang, label)
                if not owners and label:
                    found.setdefault(lang, []).append(alias)
                    self.owners[key(label) or label].append((name, lang))
                self.counts["alias"] += bool(owners) and name not in owners
        return found

    def make(self, record: Record, zh: str, en: str) -> None:
        given = record.entry.get("id", "")
        name = given if is_id(given) and not self.is_taken(given) else identifier(_sources(zh, en), self.is_taken)
        self.terms[record.place] = name
        self.counts["id"] += bool(given) and name != given
        if given:
            self.ids.setdefault(given, name)
            self.with_id.add(name)
        self.counts["one name"] += not (zh and en)
        wordings: dict[str, Any] = {
            lang: {"term": zh or en, **distinct(record.entry.get(lang, {}))} for lang in LANGUAGES
        }
        entry = {**self.valid(record.entry), **wordings, "id": name, "topic": self.topic(record.entry.get("topic", ""))}
        if "status" not in entry and not _is_complete(entry):
            entry["status"] = "draft"
        fields = [field for field in TERM.fields if field in entry]
        own = [field for field in entry if field.startswith("x-")]
        self.new[name] = Made([record.place], {field: entry[field] for field in [*fields, *own]})
        for lang in LANGUAGES:
            for label in labels_of(entry[lang]):
                self.owners[key(label) or label].append((name, lang))

    def valid(self, entry: Mapping[str, Any]) -> dict[str, Any]:
        """The fields of an entry, without values that are not among those allowed."""
        values = dict(entry)
        for name in ("kind", "level", "status"):
            if name in entry and entry[name] not in TERM.fields[name].choices:
                self.counts[name] += 1
                del values[name]
        return {"kind": "concept", **values}

    def is_taken(self, name: str) -> bool:
        return name in self.new or self.known.has(name)

    def topic(self, text: str) -> str:
        """The id of the topic of this id or name, which is declared if need be."""
        text = " ".join(text.split())
        if not text:
            text, zh, en = IMPORTED["en"], IMPORTED["zh"], IMPORTED["en"]
        else:
            zh = en = text
        form = key(text) or text
        if form not in self.topics:
            name = text if is_id(text) else identifier(_sources(zh, en), self.taken_topics.__contains__)
            self.taken_topics.add(name)
            self.topics.update((key(label) or label, name) for label in (name, zh, en))
            self.new_topics.append({"id": name, "zh": zh, "en": en})
        return self.topics[form]

    def merged(self) -> Merged:
        entries = settled(list(self.new.values()), self.ids, self.known, self.counts)
        remarks = [f"{what}: {self.counts[name]:,}" for name, what in _SAID.items() if self.counts[name]]
        return Merged(entries, self.additions, self.new_topics, self.left_out, remarks, self.terms)


_SAID = {
    "one name": "rows with a name in one language alone, which stands in both (such a term is asked by its definition)",
    "definition": "further definitions of a term in the same file, not taken: the first one stays",
    "told": "rows with definitions or notes of terms that are there already, of which only further names are taken",
    "alias": "further names that are other terms' names already, not taken",
    "id": "ids that are taken or no ids, replaced by others",
    "kind": f"kinds that are none of {', '.join(KINDS)}; `concept` is written",
    "level": "levels that are not 1, 2 or 3, not taken",
    "status": "statuses that are not draft, approved or deprecated, not taken",
    "reference": "references to entries, works or sources that are not there, not taken",
    "link": "links in definitions to what is no entry, made plain text",
}


def _is_complete(entry: Mapping[str, Any]) -> bool:
    return all(entry[lang].get("definition") for lang in LANGUAGES)


def _listed(names: Iterable[str]) -> str:
    return " or ".join(list(names)[:3])


def _sources(zh: str, en: str) -> tuple[str, str]:
    """What an id is made of, the English name first."""
    return "" if has_han(en) else en, spelt(zh)
