"""That everything is found: each bundled label in each way to type it, and labels with a slip in them."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import opencc
import pytest
from pypinyin import Style, lazy_pinyin

from benchmarks.generate import glossary as generated
from dlterms.index import find
from dlterms.index.tiers import MATCHES
from dlterms.labels import has_han, initials
from dlterms.loader import load
from dlterms.readings import _TABLE, readings
from lookup_support import bundled, bundled_glossary, index_in_memory

WORDINGS = Path(__file__).parent / "inventory_wordings.txt"


def found(query: str) -> list[str]:
    return [match.id for match in find.look_up(bundled(), query).matches]


def every_label() -> list[tuple[str, str, str | None]]:
    """(id, Chinese label, stored pinyin) of the bundled glossary."""
    rows = []
    for term in bundled_glossary().terms.values():
        rows.append((term.id, term.zh.term, term.zh.pinyin))
        rows += [(term.id, label.term, label.pinyin) for label in (*term.zh.aliases, *term.zh.hidden)]
    return [(name, label, pinyin) for name, label, pinyin in rows if has_han(label)]


def _pinyin(label: str, pinyin: str) -> str:
    return pinyin


def _initials(label: str, pinyin: str) -> str:
    return initials(pinyin)


def _traditional(label: str, pinyin: str) -> str:
    return str(_converter().convert(label))


@cache
def _converter() -> Any:
    return opencc.OpenCC("s2t")


@pytest.mark.parametrize("spell", [_pinyin, _initials, _traditional])
def test_every_chinese_label_is_found(spell: Callable[[str, str], str]) -> None:
    """All Chinese labels of the bundled glossary are found by pinyin, by initials and by their traditional form.

    Where no pinyin is stored, pypinyin says how a label is read. Initials that are a name of their own are that name,
    and one letter says nothing. Of R-CNN and CIFAR-10 nobody types initials.
    """
    missed = []
    for name, label, stored in every_label():
        if spell is _initials and re.search(r"\w-\w|\d", label):
            continue
        query = spell(label, stored or " ".join(lazy_pinyin(label, style=Style.TONE)))
        answer = find.look_up(bundled(), query)
        named = spell is _initials and answer.matches and answer.matches[0].match in MATCHES[:5]
        if len(query) > 1 and not named and name not in [match.id for match in answer.matches]:
            missed.append((label, query))
    assert missed == []


def test_every_preferred_label_leads_to_its_entry() -> None:
    """Every preferred label of the bundled glossary finds its own entry first, or among its namesakes."""
    missed = []
    for term in bundled_glossary().terms.values():
        for wording in (term.zh, term.en):
            matches = find.look_up(bundled(), wording.term).matches
            first = [match.id for match in matches if match.match == "exact"]
            if term.id not in first or (first[0] != term.id and not wording.qualifier):
                missed.append((term.id, wording.term, first))
    assert missed == []


def test_every_wording_of_the_note_leads_to_its_entry() -> None:
    """Every wording by which the note calls a term finds that term's entry first."""
    missed = []
    for line in WORDINGS.read_text(encoding="utf-8").splitlines():
        name, wording = line.split("\t")
        if found(wording)[:1] != [name]:
            missed.append((name, wording, found(wording)[:3]))
    assert missed == []


EDITS = 2000
SIZE = 10_000
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def _latin_typo(draw: random.Random, label: str) -> str:
    place = draw.randrange(len(label) - 1)
    letter = draw.choice(LETTERS)
    return draw.choice([
        label[:place] + label[place + 1 :],
        label[:place] + letter + label[place:],
        label[:place] + letter + label[place + 1 :],
        label[:place] + label[place + 1] + label[place] + label[place + 2 :],
    ])  # fmt: skip


@cache
def _alike() -> dict[str, list[str]]:
    """The characters by their usual reading."""
    alike: dict[str, list[str]] = defaultdict(list)
    for spoken, _, characters in (line.partition(":") for line in _TABLE.split()):
        alike[spoken.partition("/")[0]] += characters
    return alike


def _chinese_typo(draw: random.Random, label: str, characters: str) -> str:
    """A character of the same sound, which is what an input method slips on; in longer words any slip."""
    place = draw.randrange(len(label))
    homophone = label[:place] + draw.choice(_alike()[readings(label[place])[0]]) + label[place + 1 :]
    if len(label) < 4:
        return homophone
    other = label[:place] + draw.choice(characters) + label[place + 1 :]
    less = label[:place] + label[place + 1 :]
    more = label[:place] + draw.choice(characters) + label[place:]
    return draw.choice([homophone, other, less, more])


def test_recall_of_typos() -> None:
    """Of 2,000 one-edit typos of labels among 10,000 entries at least 95 % have the right entry first or second."""
    terms, _ = load([[("generated.yaml", "".join(generated(SIZE)))]], warn=False)
    db = index_in_memory(terms)
    draw = random.Random(5)
    characters = "".join(sorted({c for term in terms.terms.values() for c in term.zh.term}))
    names = list(terms.terms)
    right = 0
    for _ in range(EDITS):
        term = terms.terms[draw.choice(names)]
        label = draw.choice([term.zh.term, term.en.term, term.zh.aliases[0].term, term.en.aliases[0].term])
        typed = _chinese_typo(draw, label, characters) if has_han(label) else _latin_typo(draw, label)
        result = find.look_up(db, typed)
        answers = [match.id for match in result.matches] + [name for name, *_ in result.suggestions]
        right += term.id in answers[:2]
    assert right >= 0.95 * EDITS
