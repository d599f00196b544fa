"""Faults that show only with the whole glossary at hand: YAML in, lines of the report out."""

from __future__ import annotations

import pytest

from dlterms.loader import load
from loader.snippets import FIELDS, entry, lines

LINKED = {"zh": "{term: 一, definition: '见[基](#base)。'}", "en": "{term: one, definition: 'See [base](#base).'}"}


def _chain(size: int) -> str:
    """Entries e0, e1, ... that each require the next one, the last one the first."""
    fields = "kind: concept, topic: t, zh: {{term: 词{0}}}, en: {{term: w{0}}}, status: draft"
    rows = [f"- {{id: e{i}, {fields.format(i)}, requires: [e{(i + 1) % size}]}}\n" for i in range(size)]
    return "schema: dlterms/1\ntopics: [{id: t, zh: 题, en: T}]\nterms:\n" + "".join(rows)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(entry(), [], id="none"),
        pytest.param(
            entry("requires: [bse]"),
            ["f:10:14: error [unknown-reference] one: requires: no entry `bse`, did you mean `base`?"],
            id="requires",
        ),
        pytest.param(
            entry("broader:", "  - base", "  - bas"),
            ["f:12:7: error [unknown-reference] one: broader: no entry `bas`, did you mean `base`?"],
            id="broader",
        ),
        pytest.param(
            entry("related: [xyz]"),
            ["f:10:13: error [unknown-reference] one: related: no entry `xyz`: add it, or remove the reference"],
            id="related",
        ),
        pytest.param(
            entry("contrast: [base, bas]"),
            ["f:10:20: error [unknown-reference] one: contrast: no entry `bas`, did you mean `base`?"],
            id="contrast",
        ),
        pytest.param(
            entry("requires: [t]", "cite: [base]"),
            [
                "f:10:14: error [unknown-reference] one: requires: no entry `t`: add it, or remove the reference",
                "f:11:10: error [unknown-reference] one: cite: no reference `base`: add it, or remove the reference",
            ],
            id="id of something else",
        ),
        pytest.param(
            entry(topic="tt"),
            ["f:7:10: error [unknown-reference] one: topic: no topic `tt`, did you mean `t`?"],
            id="topic",
        ),
        pytest.param(
            entry("cite: [a2020b]"),
            ["f:10:10: error [unknown-reference] one: cite: no reference `a2020b`: add it, or remove the reference"],
            id="cite",
        ),
        pytest.param(
            entry("source: [{id: note, line: 3}]"),
            ["f:10:17: error [unknown-reference] one: source: no source `note`: add it, or remove the reference"],
            id="source",
        ),
        pytest.param(
            entry(zh="{term: 一, definition: '见[基](#bse)。'}"),
            ["f:8:31: error [unknown-reference] one: zh.definition: links to no entry `bse`, did you mean `base`?"],
            id="link",
        ),
        pytest.param(
            entry(zh="", en="").replace(
                "  zh: \n  en: \n",
                "  zh:\n    term: 一\n    definition: |-\n      见[基](#base)，\n      也见[基](#bse)。\n"
                "  en:\n    term: one\n    definition: >-\n      See [base](#base),\n      or [base](#bse).\n",
            ),
            [
                "f:12:9: error [unknown-reference] one: zh.definition: links to no entry `bse`, did you mean `base`?",
                "f:17:10: error [unknown-reference] one: en.definition: links to no entry `bse`, did you mean `base`?",
            ],
            id="link in a block",
        ),
        pytest.param(
            entry("requires: [base, one]"),
            ["f:10:20: error [self-reference] one: requires: names the entry itself: remove it"],
            id="self",
        ),
        pytest.param(
            entry(zh="{term: 一, definition: '见[一](#one)和[基](#base)。'}", en=LINKED["en"]),
            ["f:8:31: error [self-reference] one: zh.definition: links to the entry itself: keep the text alone"],
            id="self in a link",
        ),
        pytest.param(
            _chain(3),
            ["f:6:95: error [cycle] e2: requires: a circle, e0 -> e1 -> e2 -> e0: remove one of these references"],
            id="cycle",
        ),
        pytest.param(
            _chain(500),
            [
                "f:503:101: error [cycle] e499: requires: a circle, "
                "e0 -> e1 -> e2 -> e3 -> e4 -> e5 -> e6 -> e7 -> … -> e499 -> e0: remove one of these references"
            ],
            id="long cycle",
        ),
        pytest.param(
            _chain(2).replace("requires", "broader"),
            ["f:5:94: error [cycle] e1: broader: a circle, e0 -> e1 -> e0: remove one of these references"],
            id="cycle of broader terms",
        ),
        pytest.param(
            entry(zh="{term: 基, definition: 乙。}"),
            ["f:8:14: error [same-term] one: zh.term: `基` is also the term of base: give one of them a `qualifier`"],
            id="same term",
        ),
        pytest.param(
            entry(en="{term: BASE, definition: C.}"),
            ["f:9:14: error [same-term] one: en.term: `BASE` is also the term of base: give one of them a `qualifier`"],
            id="same term in another case",
        ),
        pytest.param(
            entry(en="{term: ' base ', definition: C.}"),
            ["f:9:14: error [same-term] one: en.term: `base` is also the term of base: give one of them a `qualifier`"],
            id="same term with spaces around it",
        ),
        pytest.param(entry().replace("id: one", "id: ' one '"), [], id="id with spaces around it"),
        pytest.param(entry(zh="{term: 基, qualifier: 化学, definition: 乙。}"), [], id="same term with a qualifier"),
        pytest.param(
            entry(en="{term: one, aliases: [uno, ONE], definition: C.}"),
            ["f:9:34: error [label-twice] one: en: `ONE` is given twice (as term and as alias): remove it"],
            id="label twice",
        ),
        pytest.param(
            entry(zh="{term: 一, aliases: [壹], hidden: [壹], definition: 乙。}"),
            ["f:8:40: error [label-twice] one: zh: `壹` is given twice (as alias and as hidden): remove it"],
            id="label twice, hidden",
        ),
        pytest.param(entry(zh="{term: one, definition: 乙。}"), [], id="one label in both languages"),
        pytest.param(entry(en="{term: →, aliases: [←], definition: C.}"), [], id="labels of symbols alone"),
        pytest.param(
            entry("cloze: [{lang: zh, text: 没有空}, {lang: zh, text: '{{c1::有}}空'}]"),
            ["f:10:28: error [cloze] one: cloze: a cloze without a blank: write {{c1::...}} around it"],
            id="cloze",
        ),
        pytest.param(
            entry("cloze: [{lang: zh, text: '{{c1::}}'}, {lang: zh, text: '{{c0::a}}'}, {lang: zh, text: '{{c1::a'}]"),
            [
                "f:10:28: error [cloze] one: cloze: a cloze without a blank: write {{c1::...}} around it",
                "f:10:58: error [cloze] one: cloze: a cloze without a blank: write {{c1::...}} around it",
                "f:10:89: error [cloze] one: cloze: a cloze without a blank: write {{c1::...}} around it",
            ],
            id="almost a blank",
        ),
        pytest.param(
            entry(zh="{term: 一, definition: '见[基](#base)，即[基](base)。'}", en=LINKED["en"]),
            ["f:8:45: error [link] one: zh.definition: a broken link: write [text](#id)"],
            id="link without #",
        ),
        pytest.param(
            entry(zh="{term: 一, definition: '见基](#base)。'}", en="{term: one, definition: C.}"),
            ["f:8:32: error [link] one: zh.definition: a broken link: write [text](#id)"],
            id="link without its bracket",
        ),
        pytest.param(
            entry("broader: [base]", related="[base]").replace(", related: [one]", ""),
            ["f:10:13: error [related-broader] one: related: `base` is also in `broader`: remove it here"],
            id="related and broader",
        ),
        pytest.param(
            entry("near: [base]", "contrast: [base]"),
            [
                "f:11:14: error [near-contrast] one: contrast: `base` is related by `near` as well: "
                "remove it from one of the two"
            ],
            id="near and contrast",
        ),
        pytest.param(
            entry("near: [bse]"),
            ["f:10:10: error [unknown-reference] one: near: no entry `bse`, did you mean `base`?"],
            id="near",
        ),
        pytest.param(
            entry("former_ids: [base]"),
            ["f:10:16: error [former-id] one: former_ids: `base` is the id of an entry: remove it"],
            id="former id in use",
        ),
        pytest.param(
            entry("former_ids: [eins]").replace("related: [one]", "related: [one], former_ids: [eins]"),
            ["f:10:16: error [former-id] one: former_ids: `eins` is already a former id of base: remove it"],
            id="former id of two entries",
        ),
    ],
)
def test_errors(text: str, expected: list[str]) -> None:
    """Each fault is one line, at the word that is wrong."""
    assert lines(text, warn=False) == expected


def test_guesses_are_bounded() -> None:
    """A file full of unknown references gets a guess for the first twenty alone."""
    text = entry("requires:", *(f"  - base{number}" for number in range(30)))
    assert [", did you mean `base`?" in line for line in lines(text, warn=False)] == [True] * 20 + [False] * 10


@pytest.mark.parametrize(
    ("link", "said"),
    [
        pytest.param("[a](#bse)", "links to no entry `bse`", id="unknown"),
        pytest.param("[a](#one)", "links to the entry itself", id="itself"),
    ],
)
def test_findings_in_one_text_are_bounded(link: str, said: str) -> None:
    """A text full of one fault is reported for the first twenty alone, each at its place."""
    found = lines(entry(en=f"{{term: one, definition: '{link * 2000}'}}"), warn=False)
    assert [line.partition(" ")[0] for line in found if said in line] == [f"f:9:{32 + 9 * n}:" for n in range(20)]
    assert len(found) == 20


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param("terms: [", id="syntax"),
        pytest.param("- a", id="no mapping"),
        pytest.param("schema: dlterms/1\nterms: &a []", id="refused"),
        pytest.param("schema: dlterms/1\nterms: - {id：elsewhere}\n", id="no list"),
    ],
)
def test_unknown_files_hold_unknown_entries(broken: str) -> None:
    """While a file cannot be read, nobody knows whether a reference is wrong."""
    _, problems = load([[("a", entry("requires: [elsewhere]")), ("b", broken)]])
    assert [problem.file for problem in problems] == ["b"]


@pytest.mark.parametrize(
    ("faulty", "reference"),
    [
        pytest.param("terms: [{id: lost, kind: concept}]", "requires: [lost]", id="entry"),
        pytest.param("topics: [{id: lost}]", "topic: lost", id="topic"),
        pytest.param("references: {lost: {year: 1}}", "cite: [lost]", id="reference"),
        pytest.param("glossary: {id: g, sources: [{id: lost, zh: ''}, 3]}", "source: [{id: lost}]", id="source"),
    ],
)
def test_what_is_left_out_is_reported_once(faulty: str, reference: str) -> None:
    """A reference to what was declared and could not be read is no second fault."""
    name, value = reference.split(": ", 1)
    fine = entry(**{name: value}) if name in FIELDS else entry(reference)
    _, problems = load([[("fine", fine), ("faulty", f"schema: dlterms/1\n{faulty}\n")]])
    assert {problem.file for problem in problems} == {"faulty"}


def test_what_refers_to_a_left_out_entry_is_not_isolated() -> None:
    """Its relation counts although nothing is at the other end."""
    lost = "schema: dlterms/1\nterms: [{id: lost}]\n"
    text = entry().replace("related: [one]", "related: [lost]") + "  related: [lost]\n"
    _, problems = load([[("f", text), ("lost", lost)]])
    assert {problem.file for problem in problems} == {"lost"}
