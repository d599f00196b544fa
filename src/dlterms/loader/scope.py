"""What the checks of a whole glossary share: what they look at, what they find, and how an entry is taken apart.

The checks themselves are in `rules` (errors) and `advice` (warnings): one check, one function, findings out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias

from dlterms.labels import key
from dlterms.links import LINK
from dlterms.loader.messages import quoted
from dlterms.loader.source import Text, UnplacedError
from dlterms.model import LANGUAGES, RELATIONS, Language, Problem, ProblemLevel, Term, Wording

MAX_FINDINGS = 20  # of one code in one text that are reported: each of them is sought there

Span = tuple[int, int]
Sort: TypeAlias = Literal["term", "alias", "acronym", "hidden"]


class Finding(NamedTuple):
    """A fault of `term`, seen at `value` or, with a span, at a part of it. `where` is the field in messages."""

    term: Term
    where: str
    value: str
    message: str
    span: Span = (0, 0)


class Definition(NamedTuple):
    term: Term
    lang: Language
    text: str
    refs: tuple[str, ...]  # ids that it links

    def links(self) -> Iterator[tuple[str, Span]]:
        """Each id that it links, and where in the text."""
        return ((found[2], found.span()) for found in LINK.finditer(self.text))

    def finding(self, message: str, span: Span = (0, 0)) -> Finding:
        return Finding(self.term, f"{self.lang}.definition", self.text, message, span)


class Name(NamedTuple):
    label: str
    sort: Sort
    key: str


class Names(NamedTuple):
    """All that an entry is called in one language, the preferred name first if there is one."""

    term: Term
    lang: Language
    names: list[Name]


@dataclass(frozen=True)
class Scope:
    """What the checks look at.

    `terms` are all entries in the order of the files: also those that cannot be served, as far as they could be read (a
    name that is missing is empty, and so is a topic), and those whose id was taken, so that no fault hides another.
    `declared` holds the ids of each sort (entry, topic, reference, source), those that could not be read included: to
    refer to one of them is no second fault. `whole` is false where a file or a section of one could not be read at all,
    so that nobody knows what it declares. `originals` are the entries that something was added to, as they were before,
    by the identity of what they became.
    """

    terms: Sequence[Term]
    declared: Mapping[str, Collection[str]]
    whole: bool
    originals: Mapping[int, Term] = field(default_factory=dict)

    def original(self, term: Term) -> Term:
        """The entry as its own file has it, for what is no fault of it once something is added."""
        return self.originals.get(id(term), term)

    @cached_property
    def by_id(self) -> dict[str, Term]:
        """The first entry of each id."""
        found: dict[str, Term] = {}
        for term in self.terms:
            found.setdefault(term.id, term)
        return found

    @cached_property
    def definitions(self) -> list[Definition]:
        return [
            Definition(term, lang, text, tuple(ref for _, ref in LINK.findall(text)))
            for term in self.terms
            for lang in LANGUAGES
            if (text := term.wording(lang).definition)
        ]

    @cached_property
    def names(self) -> list[Names]:
        return [
            Names(term, lang, [Name(label, sort, key(label) or label) for label, sort in labels_of(term.wording(lang))])
            for term in self.terms
            for lang in LANGUAGES
        ]


Check = Callable[[Scope], Iterator[Finding]]


def run(checks: Mapping[str, Check], level: ProblemLevel, scope: Scope) -> Iterator[Problem]:
    for code, check in checks.items():
        found: Counter[int] = Counter()
        for term, where, value, message, span in check(scope):
            if not isinstance(value, Text):
                raise UnplacedError
            found[id(value)] += 1
            if found[id(value)] > MAX_FINDINGS:
                continue
            text = ": ".join(filter(None, (quoted(term.id)[1:-1], where, message)))
            yield Problem(*value.place_of(*span), level, code, text)


def relations(term: Term) -> Iterator[tuple[str, str]]:
    """(relation, id) of all that an entry names in its relations."""
    for name in RELATIONS:
        for ref in getattr(term, name):
            yield name, ref


def labels_of(wording: Wording) -> list[tuple[str, Sort]]:
    """All that an entry is called in one language, the preferred name first, and as what."""
    labels: list[tuple[str, Sort]] = [(wording.term, "term")] if wording.term else []
    labels += [(alias.term, "alias") for alias in wording.aliases]
    if wording.acronym:
        labels.append((wording.acronym, "acronym"))
    return [*labels, *((hidden.term, "hidden") for hidden in wording.hidden)]
