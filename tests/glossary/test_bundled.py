"""What the bundled glossary promises its readers."""

from __future__ import annotations

from pathlib import Path

import pytest

from dlterms.labels import has_han
from dlterms.links import unlinked
from dlterms.loader import load
from dlterms.loader.source import Text
from dlterms.model import Glossary, Term
from glossary.overlap import hash_of, runs

HERE = Path(__file__).parent
FOLDER = HERE.parents[1] / "glossary"
NOTE = frozenset((HERE / "note_hashes.txt").read_text(encoding="utf-8").split())
IDS = (HERE / "ids.txt").read_text(encoding="utf-8").split()

CITED_BY_THE_NOTE = (
    "srivastava2014dropout", "bishop1995noise", "bahdanau2014nmt", "sukhbaatar2015memn2n", "reed2015npi",
    "goodfellow2014gan", "zhu2017cyclegan", "karras2017pggan", "park2019spade", "li2017scaling", "you2017lars",
    "jia2018imagenet", "silver2016alphago",
)  # fmt: skip
# The entries that the note's slips concern.
CORRECTED = (
    "dimensionality", "gradient-descent", "binary-classification", "causality",
    "reinforcement-learning", "layer", "dropout", "noise-injection", "attention-mechanism", "memory-network",
    "generative-adversarial-network", "two-sample-test", "large-batch-training", "atari-games",
    "superhuman-performance", "framework-generations", "jax", "statistical-model",
    "fixed-dimensional-representation", "simulation",
)  # fmt: skip


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    files = [(str(path), path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.yaml"))]
    found, problems = load([files])
    assert [str(problem) for problem in problems] == []
    return found


def _prose(term: Term) -> str:
    records = (*term.examples, *term.notes, *term.formulas)
    return "\n".join([unlinked(term.zh.definition or ""), *(record.get("zh") or "" for record in records)])


def test_every_term_is_there(glossary: Glossary) -> None:
    """All terms of the note and of the book, and the terms that lead to them, are entries, and each is approved."""
    assert len(IDS) == 639
    assert [name for name in IDS if name not in glossary.terms] == []
    assert {term.status for term in glossary.terms.values()} == {"approved"}


def test_one_file_a_topic(glossary: Glossary) -> None:
    """Each topic has a file of its name, and each entry stands in the file of its topic."""
    assert {path.stem for path in FOLDER.glob("*.yaml")} == {*glossary.topics, "glossary"}
    for term in glossary.terms.values():
        assert isinstance(term.id, Text)
        assert Path(term.id.at[0]).stem == term.topic


def test_nothing_is_copied_from_the_note(glossary: Glossary) -> None:
    """No sentence of an entry shares ten Chinese characters in a row with the note."""
    copied = {term.id: [r for r in runs(_prose(term)) if hash_of(r) in NOTE] for term in glossary.terms.values()}
    assert {name: found for name, found in copied.items() if found} == {}


def test_core_terms_have_examples(glossary: Glossary) -> None:
    """An entry of level 1 has an example in both languages."""
    core = [term for term in glossary.terms.values() if term.level == 1]
    assert [t.id for t in core if not any(e.get("zh") and e.get("en") for e in t.examples)] == []


def test_core_rests_on_core(glossary: Glossary) -> None:
    """An entry of level 1 requires only entries of level 1."""
    terms = glossary.terms
    rests = [(t.id, ref) for t in terms.values() if t.level == 1 for ref in t.requires if terms[ref].level > 1]
    assert rests == []


def test_chinese_terms_have_pinyin(glossary: Glossary) -> None:
    """Pinyin is stored for every preferred label with Chinese characters."""
    assert [t.id for t in glossary.terms.values() if has_han(t.zh.term) and not t.zh.pinyin] == []


@pytest.mark.parametrize("key", CITED_BY_THE_NOTE)
def test_works_of_the_note_are_cited(glossary: Glossary, key: str) -> None:
    """Each work that the note cites is given in full and cited by an entry."""
    reference = glossary.references[key]
    assert reference["authors"]
    assert reference["container"]
    assert any(key in term.cite for term in glossary.terms.values())


@pytest.mark.parametrize("name", CORRECTED)
def test_slips_are_corrected(glossary: Glossary, name: str) -> None:
    """The entry that a slip of the note concerns says so in both languages."""
    notes = [note for note in glossary.terms[name].notes if note["kind"] == "correction"]
    assert notes
    assert all(note["zh"] and note["en"] for note in notes)


def test_cues_are_short(glossary: Glossary) -> None:
    """A cue quotes at most twelve characters of the note, and names its line; the book's terms name its chapter."""
    sources = [source for term in glossary.terms.values() for source in term.source]
    cues = [source for source in sources if source["id"] == "note"]
    assert [source for source in sources if source["id"] == "d2l" and not source["chapter"]] == []
    assert len(cues) >= 130
    assert [cue for cue in cues if len(cue["cue"]) > 12 or not cue["line"]] == []
