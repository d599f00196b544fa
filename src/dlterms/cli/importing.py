"""What is made of a foreign file, tried out with all that is in use: an entry that has a fault is left out for it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dlterms import files
from dlterms.cli.glossary import named_roots, roots
from dlterms.errors import DltermsError
from dlterms.i18n import marked, tr
from dlterms.importers.merging import InForce, Made, Merged
from dlterms.importers.records import LeftOut
from dlterms.index import Index
from dlterms.index.lexicon import IndexLexicon
from dlterms.index.selection import cited, sources, topics
from dlterms.labels import both
from dlterms.loader import load
from dlterms.model import LANGUAGES, Problem
from dlterms.yaml_text import items

_TRIED = marked("what is imported")  # a name for a file that is not there
_ROUNDS = 20  # what refers to an entry that is left out has a fault in the next


def in_force(db: Index) -> InForce:
    """What the merging of records asks of an index."""
    lexicon = IndexLexicon(db)
    return InForce(
        owners=lambda key: [(owner.term, owner.lang) for owner in lexicon.owners(key)],
        has=lexicon.has,
        name=lambda name: both(*(lexicon.term(name).wording(lang).qualified for lang in LANGUAGES)),
        glossary=lambda name: lexicon.term(name).glossary,
        qualifier=lambda name, lang: lexicon.term(name).wording(lang).qualifier,
        topics=[(name, zh, en) for name, zh, en, _ in topics(db)],
        cited=frozenset(cited(db)),
        sources=frozenset(sources(db)),
    )


def sections(merged: Merged) -> dict[str, list[Mapping[str, Any]]]:
    """The sections of a glossary file, those that would be empty left out."""
    used = {made.record["topic"] for made in merged.entries}
    found: dict[str, list[Mapping[str, Any]]] = {
        "topics": [topic for topic in merged.topics if topic["id"] in used],
        "additions": [made.record for made in merged.additions],
        "terms": [made.record for made in merged.entries],
    }
    return {name: records for name, records in found.items() if records}


def without_faults(merged: Merged, also: Sequence[str]) -> Merged:
    """What can be written: whatever `check` would refuse is among what is left out, with what it says.

    `also` are files that it goes to, beside those in use.
    """
    read, _ = files.read_sets([*files.glossary_files(roots(named_roots())), *([path] for path in also)])
    tried = tr(_TRIED)
    for _ in range(_ROUNDS):
        text, starts, made = _written(merged)
        _, problems = load([*read, [(tried, text)]], warn=False)
        faults: dict[int, Problem] = {}
        for problem in problems:
            if problem.file == tried:
                faults.setdefault(bisect_right(starts, problem.line) - 1, problem)
        if not faults:
            return merged
        if -1 in faults:
            raise DltermsError(tr("a topic to be declared: {fault}", fault=faults[-1].message))
        left = [LeftOut(place, faults[n].message) for n in faults for place in made[n].places]
        bad = {id(made[n]) for n in faults}
        merged = merged._replace(
            entries=[one for one in merged.entries if id(one) not in bad],
            additions=[one for one in merged.additions if id(one) not in bad],
            left_out=[*merged.left_out, *left],
        )
    raise DltermsError(tr("faults remain after {n} rounds of leaving out entries", n=_ROUNDS))


def _written(merged: Merged) -> tuple[str, list[int], list[Made]]:
    """A glossary file, the line at which each addition and entry starts, and these, in the same order."""
    parts: list[str] = ["schema: dlterms/1\n"]
    starts: list[int] = []
    made: list[Made] = []
    line = 2
    for section, records in _by_section(merged):
        head = f"{section}:\n"
        parts.append(head)
        line += 1
        for record in records:
            text = items([record.record if isinstance(record, Made) else record])
            if isinstance(record, Made):
                starts.append(line)
                made.append(record)
            parts.append(text)
            line += text.count("\n")
    return "".join(parts), starts, made


def _by_section(merged: Merged) -> Iterator[tuple[str, Sequence[Made | Mapping[str, Any]]]]:
    wanted = sections(merged)
    for name, records in (
        ("topics", wanted.get("topics", [])),
        ("additions", merged.additions),
        ("terms", merged.entries),
    ):
        if records:
            yield name, records
