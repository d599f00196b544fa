"""Records and what is in use -> entries to make, and additions to entries that are there. A pure function."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from dlterms.i18n import alternatives, marked, tr
from dlterms.ids import identifier, is_id
from dlterms.importers.names import distinct, further, is_complete, label_of, labels_of, told_apart
from dlterms.importers.noted import Noted, told
from dlterms.importers.records import LeftOut, Record, place_said
from dlterms.importers.settling import settled
from dlterms.importers.topics import Topics, of_names
from dlterms.labels import both, key, qualified
from dlterms.loader.fields import TERM
from dlterms.loader.messages import quoted
from dlterms.model import LANGUAGES, Language

_UNITED = ("term", "acronym", "aliases", "definition")  # of the wordings of rows of the same names


class InForce(NamedTuple):
    """What is known of the glossaries in use."""

    owners: Callable[[str], Iterable[tuple[str, str]]]  # (term id, language) of the accepted labels equal to a key
    has: Callable[[str], bool]  # whether there is an entry with this id
    name: Callable[[str], str]  # what the term with an id is called, in both languages, with its qualifiers
    glossary: Callable[[str], str]  # the id of the glossary that holds it
    qualifier: Callable[[str, Language], str | None] = lambda name, lang: None  # of a term, in a language
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
        self.topics = Topics(known.topics)
        self.additions: list[Made] = []
        self.left_out: list[LeftOut] = []
        self.terms: dict[str, str] = {}  # place -> id of its term
        self.noted: Noted = defaultdict(list)

    def add(self, record: Record) -> None:
        entry = told_apart(record.entry, self.qualifiers)
        for lang in filter(entry.__contains__, LANGUAGES):
            entry[lang] = distinct(entry[lang], lambda name: self.note("respelt", record, quoted(name)))
        record = record._replace(entry=entry)
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
            name, terms = quoted(both(zh, en)), alternatives(map(self.told, shared[:3]))
            self.leave(record, tr("{name} may be {terms}: add its further names by hand", name=name, terms=terms))
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
        return all(self.qualifier(name, lang) == key(said) for lang, said in given)

    def qualifiers(self, lang: Language, name: str) -> list[str]:
        return [self.qualifier(term, lang) for term in self.named(lang, name)]

    def qualifier(self, name: str, lang: Language) -> str:
        """That of a term, as its key."""
        made = self.new.get(name)
        return key((made.record[lang].get("qualifier") if made else self.known.qualifier(name, lang)) or "")

    def told(self, name: str) -> str:
        """A term as it is spoken of."""
        if made := self.new.get(name):
            name = both(*(qualified(made.record[lang]) for lang in LANGUAGES))
            return tr("{name} of {place}", name=name, place=place_said(made.places[0]))
        return f"{self.known.name(name)} ({name})"

    def unclear(self, zh: str, en: str, zh_owners: Sequence[str], en_owners: Sequence[str]) -> str:
        if zh_owners and en_owners:
            one, other = (alternatives(map(self.told, owners[:3])) for owners in (zh_owners, en_owners))
            said = marked("{zh} is {one}, but {en} is {other}: correct one of the two names")
            return tr(said, zh=quoted(zh), one=one, en=quoted(en), other=other)
        old, new = (zh, en) if zh_owners else (en, zh)
        said = marked(
            "{old} is {owner}, which is not called {new}: if that is its name, too, write it as an alias beside the "
            "names it has"
        )
        return tr(
            said, old=quoted(old), new=quoted(new), owner=alternatives(map(self.told, (zh_owners or en_owners)[:3]))
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
                self.note("definition", record)
        self.note_others(made, record)
        notes = made.record.get("notes", [])
        if more_notes := [note for note in record.entry.get("notes", []) if note not in notes]:
            made.record["notes"] = [*notes, *more_notes]
        self.new[name] = made._replace(places=[*made.places, record.place])

    def note_others(self, made: Made, record: Record) -> None:
        """What a row says besides names, definitions and notes, and the entry it is merged with does not."""
        for name, value in record.entry.items():
            if name in LANGUAGES:
                rest = {inner: said for inner, said in value.items() if inner not in _UNITED}
                if any(made.record[name].get(inner) != said for inner, said in rest.items()):
                    self.note("merged", record, ", ".join(f"{name}.{inner}" for inner in rest))
            elif name not in ("id", "notes") and made.record.get(name) != self.topics.known(name, value):
                self.note("merged", record, name)

    def note(self, what: str, record: Record, detail: str = "") -> None:
        self.noted[what].append((record.place, detail))

    def bring(self, name: str, record: Record) -> None:
        more = self.more_names(record, name)
        if any(record.entry.get(lang, {}).get("definition") for lang in LANGUAGES) or record.entry.get("notes"):
            self.note("told", record)
        if not more:
            self.leave(record, tr("it is there already: {term}", term=self.told(name)), fault=False)
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
                elif owners and name not in owners:
                    self.note("alias", record, quoted(label))
        return found

    def make(self, record: Record, zh: str, en: str) -> None:
        given = record.entry.get("id", "")
        name = given if is_id(given) and not self.is_taken(given) else identifier(of_names(zh, en), self.is_taken)
        self.terms[record.place] = name
        if given:
            if name != given:
                self.note("id", record, quoted(given))
            self.ids.setdefault(given, name)
            self.with_id.add(name)
        if not (zh and en):
            self.note("one name", record)
        wordings: dict[str, Any] = {lang: {"term": zh or en, **record.entry.get(lang, {})} for lang in LANGUAGES}
        topic = self.topics.id_of(record.entry.get("topic", ""))
        entry = {**self.valid(record), **wordings, "id": name, "topic": topic}
        if "status" not in entry and not is_complete(entry):
            entry["status"] = "draft"
        fields = [*filter(entry.__contains__, TERM.fields), *(field for field in entry if field.startswith("x-"))]
        self.new[name] = Made([record.place], {field: entry[field] for field in fields})
        self.note_shared(record, {label_of(alias) for alias in further(entry)})
        for lang in LANGUAGES:
            for label in labels_of(entry[lang]):
                self.owners[key(label) or label].append((name, lang))

    def note_shared(self, record: Record, names: Iterable[str]) -> None:
        """Names of a new entry that are others', too, of which `check` warns."""
        for label in sorted(names):
            if owners := self.named("", label):
                terms = alternatives(map(self.told, owners[:3]))
                self.note("shared", record, tr("{name} is {terms}", name=quoted(label), terms=terms))

    def valid(self, record: Record) -> dict[str, Any]:
        """The fields of an entry, without values that are not among those allowed."""
        values = dict(record.entry)
        for name in ("kind", "level", "status"):
            if name in values and str(values[name]) not in TERM.fields[name].choices:
                self.note(name, record, quoted(str(values.pop(name))))
        return {"kind": "concept", **values}

    def is_taken(self, name: str) -> bool:
        return name in self.new or self.known.has(name)

    def merged(self) -> Merged:
        entries = settled(list(self.new.values()), self.ids, self.known, self.noted)
        remarks = [*self.topics.remarks(), *told(self.noted)]
        return Merged(entries, self.additions, self.topics.new, self.left_out, remarks, self.terms)
