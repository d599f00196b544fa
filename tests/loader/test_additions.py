"""What files add to entries of any glossary: what is served, and every fault at its own place."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dlterms.index.lexicon import IndexLexicon
from dlterms.loader import load, load_unchecked
from dlterms.loader.additions import taken_up
from dlterms.loader.written import as_written
from dlterms.model import Glossary, Label
from dlterms.quiz.cards import Card, cards_of
from dlterms.quiz.typed import grade_typed
from lookup_support import index_in_memory

BUNDLED = """\
schema: dlterms/1
glossary: {id: g}
topics: [{id: t, zh: 题, en: T}]
terms:
- id: one
  kind: concept
  topic: t
  zh: {term: 一, aliases: [壹], hidden: [幺, {term: 单, find_only: true}], definition: "见[二](#two)。"}
  en: {term: one, acronym: ON, definition: "See [two](#two)."}
  requires: [two]
  cloze: [{lang: zh, text: "{{c1::一}}先来，是头个。"}]
  former_ids: [first]
- id: two
  kind: concept
  topic: t
  zh: {term: 二, aliases: [贰], definition: 一个数。}
  en: {term: two, hidden: [pair, {term: duo, find_only: true}], definition: A number.}
  related: [one]
"""


def loaded(*additions: str) -> tuple[Glossary, list[str]]:
    """The glossary `g` with a file `own` that holds an addition a line, from the third line on, and the problems."""
    own = "schema: dlterms/1\nadditions:" + "".join(f"\n- {addition}" for addition in additions or ["{of: g/one}"])
    glossary, problems = load([[("g", BUNDLED)], [("own", own)]])
    served, errors = load_unchecked([[("g", BUNDLED)], [("own", own)]])
    assert served == glossary
    assert errors() == [problem for problem in problems if problem.level == "error"]
    return glossary, [str(problem) for problem in problems]


def names(glossary: Glossary, name: str) -> tuple[list[str], list[str]]:
    """The aliases of an entry in Chinese and in English."""
    term = glossary.terms[name]
    return [alias.term for alias in term.zh.aliases], [alias.term for alias in term.en.aliases]


def test_what_is_added_is_served() -> None:
    """Names, notes and what is required come behind the entry's own; all else of it stays as it was."""
    plain, _ = loaded()
    glossary, problems = loaded(
        "{of: g/two, zh: {aliases: [两, {term: 双, pinyin: shuāng, status: deprecated}]}, en: {aliases: [couple]},"
        " notes: [{kind: usage, zh: 常用。}], x-met: 书上}"
    )
    two = glossary.terms["two"]
    assert problems == []
    assert names(glossary, "two") == (["贰", "两", "双"], ["couple"])
    assert two.zh.aliases[2] == Label("双", "shuāng", "deprecated")
    assert two.notes == ({"kind": "usage", "zh": "常用。", "en": None},)
    assert (two.glossary, two.zh.term, two.related) == ("g", "二", ("one",))
    assert cards_of(two) == cards_of(plain.terms["two"])
    assert glossary.terms["one"] == plain.terms["one"]
    assert list(glossary.terms) == list(plain.terms)
    assert glossary.additions == ("g/two",)


def test_several_additions_add_up() -> None:
    """Several records, of several files and of the entry's own, are all applied, whichever file comes first."""
    first = "schema: dlterms/1\nadditions: [{of: g/one, zh: {aliases: [头]}}, {of: g/one, zh: {aliases: [独]}}]\n"
    bundled = BUNDLED + "additions: [{of: g/one, zh: {aliases: [初]}, requires: [two]}]\n"
    glossary, problems = load([[("a", first)], [("g", bundled)]])
    assert [str(problem) for problem in problems] == []
    assert names(glossary, "one")[0] == ["壹", "头", "独", "初"]
    assert glossary.terms["one"].requires == ("two",)


def test_addition_to_ones_own_entry() -> None:
    """An entry of a glossary without a name is of the glossary `user`."""
    own = "schema: dlterms/1\nterms: [{id: mine, kind: concept, topic: t, zh: 我, en: mine, status: draft}]\n"
    glossary, problems = load([[("g", BUNDLED)], [("own", own + "additions: [{of: user/mine, requires: [one]}]\n")]])
    assert [str(problem) for problem in problems] == []
    assert glossary.terms["mine"].requires == ("one",)


@pytest.mark.parametrize(
    "addition",
    [
        pytest.param("{of: g/two}", id="nothing"),
        pytest.param("{of: g/one, requires: [two]}", id="what is required already"),
        pytest.param("{of: g/two, zh: {aliases: []}, en: null, notes: null, requires: []}", id="empty lists"),
    ],
)
def test_an_addition_of_nothing_is_no_fault(addition: str) -> None:
    """What adds nothing changes nothing."""
    glossary, problems = loaded(addition)
    assert (glossary.terms, problems) == (loaded()[0].terms, [])


def test_former_id_is_followed() -> None:
    """An addition to an id that an entry once had is one to that entry."""
    glossary, problems = loaded("{of: g/first, zh: {aliases: [头]}}")
    assert (names(glossary, "one")[0], problems) == (["壹", "头"], [])


TAKE_OUT = "remove it, for an answer can be right for one of them only"
NO_GLOSSARY = "does not name its glossary: write"
KNOWN = "remove it, or begin it with `x-` (known:"
FAULTS = [
    pytest.param("{of: one}", f"8: error [bad-id] additions: `one` {NO_GLOSSARY} `g/one`", id="bare id"),
    pytest.param("{of: oone}", f"8: error [bad-id] additions: `oone` {NO_GLOSSARY} `g/one`", id="slip of a bare id"),
    pytest.param(
        "{of: xyz}", f"8: error [bad-id] additions: `xyz` {NO_GLOSSARY} `glossary/id`", id="bare id of nothing"
    ),
    pytest.param(
        "{of: G/One}",
        "8: error [bad-id] additions[1].of: `G/One` is not a `glossary/id`: write both ids, as in `dlterms/dropout`",
        id="no id",
    ),
    pytest.param(
        "{of: g/oone}", "8: error [unknown-reference] additions: no entry `g/oone`, did you mean `g/one`?", id="slip"
    ),
    pytest.param(
        "{of: user/one}",
        "8: error [unknown-reference] additions: no entry `user/one`, did you mean `g/one`?",
        id="other glossary",
    ),
    pytest.param(
        "{of: g/xyz}",
        "8: error [unknown-reference] additions: no entry `g/xyz`: remove the addition, or name another entry",
        id="unknown",
    ),
    pytest.param(
        "{zh: {aliases: [头]}}", "3: error [missing-field] additions[1]: `of` is missing: add it", id="of nothing"
    ),
    pytest.param(
        "{of: g/one, hidden: [头]}",
        f"15: error [unknown-key] additions[1]: unknown key `hidden`: {KNOWN} of, zh, en, notes, requires)",
        id="what cannot be added",
    ),
    pytest.param(
        "{of: g/one, zh: {hidden: [头]}}",
        f"20: error [unknown-key] additions[1].zh: unknown key `hidden`: {KNOWN} aliases)",
        id="hidden name",
    ),
    pytest.param(
        "{of: g/one, zh: {aliases: [二]}}",
        f"30: error [label-taken] one: zh: `二` is a name of two: {TAKE_OUT}",
        id="another's preferred name",
    ),
    pytest.param(
        "{of: g/one, zh: {aliases: [贰]}}",
        f"30: error [label-taken] one: zh: `贰` is a name of two: {TAKE_OUT}",
        id="another's alias",
    ),
    pytest.param(
        "{of: g/two, zh: {aliases: [幺]}}",
        f"30: error [label-taken] two: zh: `幺` is a name of one: {TAKE_OUT}",
        id="another's hidden name",
    ),
    pytest.param(
        "{of: g/one, requires: [tow]}",
        "26: error [unknown-reference] one: requires: no entry `tow`, did you mean `two`?",
        id="requires nothing",
    ),
    pytest.param(
        "{of: g/one, requires: [one]}",
        "26: error [self-reference] one: requires: names the entry itself: remove it",
        id="requires itself",
    ),
    pytest.param(
        "{of: g/two, requires: [one]}",
        "26: error [cycle] two: requires: a circle, two -> one -> two: remove `one`",
        id="circle",
    ),
    pytest.param(
        "{of: g/one, zh: {aliases: [{term: 头个, pinyin: tóu}]}}",
        "49: warning [pinyin] one: zh: `头个` needs 2 syllables, its pinyin has 1: one for each character",
        id="pinyin",
    ),
    pytest.param(
        "{of: g/one, notes: [{kind: usage, zh: '一,二。'}]}",
        "43: warning [half-width] one: notes: half-width `,` between Chinese characters: use the full-width form",
        id="note",
    ),
]


@pytest.mark.parametrize(("addition", "expected"), FAULTS)
def test_a_fault_is_told_at_the_addition(addition: str, expected: str) -> None:
    """Each fault is one line, at its place in the file of the addition."""
    assert loaded(addition)[1] == [f"own:3:{expected}"]


@pytest.mark.parametrize(
    ("addition", "zh", "requires"),
    [
        pytest.param("{of: g/two, zh: {aliases: [一, 两, 两]}}", ["贰", "两"], (), id="names"),
        pytest.param("{of: g/two, zh: {aliases: [两]}, requires: [one]}", ["贰", "两"], (), id="circle"),
        pytest.param("{of: g/two, zh: [两], requires: []}", ["贰"], (), id="no wording"),
        pytest.param("{of: g/two, zh: {aliases: [{}, 两]}}", ["贰", "两"], (), id="alias without a name"),
    ],
)
def test_what_is_not_at_fault_is_served(addition: str, zh: list[str], requires: tuple[str, ...]) -> None:
    """A faulty part of an addition is left out, and the rest of it applied."""
    glossary, problems = loaded(addition, "{of: g/one, en: {aliases: [unity]}}")
    assert problems
    assert all(problem.startswith("own:3:") for problem in problems)
    assert (names(glossary, "two")[0], glossary.terms["two"].requires) == (zh, requires)
    assert names(glossary, "one")[1] == ["unity"]


@pytest.mark.parametrize(
    ("lang", "name", "aliases"),
    [
        pytest.param("zh", "壹", ["壹"], id="alias"),
        pytest.param("en", "One", [], id="preferred name"),
        pytest.param("zh", "幺", ["壹"], id="hidden name"),
        pytest.param("en", "on", [], id="acronym"),
        pytest.param("zh", "单", ["壹", "单"], id="name that is only found"),
    ],
)
def test_a_name_that_the_entry_has(lang: str, name: str, aliases: list[str]) -> None:
    """What the entry takes as an answer already changes nothing, and what only finds it becomes an answer."""
    glossary, problems = loaded(f"{{of: g/one, {lang}: {{aliases: [{name}]}}}}")
    assert problems == []
    wording = glossary.terms["one"].zh if lang == "zh" else glossary.terms["one"].en
    assert [alias.term for alias in wording.aliases] == aliases
    assert name not in [hidden.term for hidden in wording.hidden if hidden.find_only]


def test_what_is_added_to_two_entries() -> None:
    """A name that two additions give to two entries stays where it came first, and one that they give twice is one."""
    glossary, problems = loaded(
        "{of: g/two, zh: {aliases: [数]}}", "{of: g/one, zh: {aliases: [数]}}", "{of: g/two, zh: {aliases: [数]}}"
    )
    assert problems == [f"own:4:30: error [label-taken] one: zh: `数` is a name of two: {TAKE_OUT}"]
    assert names(glossary, "two")[0] == ["贰", "数"]


def test_a_name_that_another_is_found_by_alone() -> None:
    """What is accepted for no entry is free."""
    assert loaded("{of: g/one, en: {aliases: [duo]}}")[1] == []


def test_circle_of_two_additions() -> None:
    """Of two additions that make a circle the later one is at fault, whatever the order of the entries."""
    more = "- {id: three, kind: concept, topic: t, zh: 三, en: three, status: draft, related: [one]}\n"
    own = "schema: dlterms/1\nadditions:\n- {of: g/two, requires: [three]}\n- {of: g/three, requires: [one]}\n"
    glossary, problems = load([[("g", BUNDLED + more)], [("own", own)]])
    assert [str(problem) for problem in problems] == [
        "own:4:28: error [cycle] three: requires: a circle, three -> one -> two -> three: remove `one`"
    ]
    assert glossary.terms["three"].requires == ()


def test_an_entry_is_not_blamed_for_what_was_added() -> None:
    """A text that uses an added name, and a name that an added note calls a slip, are no faults of the entry."""
    assert loaded("{of: g/one, zh: {aliases: [头个]}, notes: [{kind: correction, zh: “壹”是误写。}]}")[1] == []


def test_an_entry_that_cannot_be_served() -> None:
    """An addition to an entry that is at fault itself is no second fault, and its own faults are told."""
    own = "schema: dlterms/1\nadditions: [{of: g/one, zh: {aliases: [头, 二]}}]\n"
    glossary, problems = load([[("g", BUNDLED.replace("kind: concept", "kind: odd", 1))], [("own", own)]])
    assert [(problem.file, problem.code) for problem in problems] == [("g", "choice"), ("own", "label-taken")]
    assert list(glossary.terms) == ["two"]


@pytest.mark.parametrize("broken", ["a: [", "schema: dlterms/1\nterms: none\n"])
def test_unknown_files_hold_unknown_entries(broken: str) -> None:
    """While a file cannot be read, nobody knows whether there is the entry that is added to."""
    own = "schema: dlterms/1\nadditions: [{of: g/lost}]\n"
    _, problems = load([[("a", broken)], [("own", own)]])
    assert {problem.file for problem in problems} == {"a"}


def test_an_entry_of_a_taken_id() -> None:
    """An addition to the later of two entries of one id does not reach the earlier one."""
    own = (
        "schema: dlterms/1\nterms: [{id: one, kind: concept, topic: t, zh: 个, en: unit, status: draft}]\n"
        "additions: [{of: user/one, zh: {aliases: [头]}}]\n"
    )
    glossary, problems = load([[("g", BUNDLED)], [("own", own)]])
    assert [problem.code for problem in problems if problem.level == "error"] == ["duplicate-id"]
    assert names(glossary, "one")[0] == ["壹"]


def test_an_added_name_is_right_as_an_answer() -> None:
    """An added name is graded as any other, in its language."""
    glossary, _ = loaded("{of: g/two, zh: {aliases: [偶素]}, en: {aliases: [even prime]}}")
    lexicon = IndexLexicon(index_in_memory(glossary))
    graded = [
        grade_typed(answer, Card("g", "two", direction), lexicon.term("two"), lexicon).name
        for direction, answer in (("zh-en", "even prime"), ("en-zh", "偶素"), ("zh-en", "偶素"))
    ]
    assert graded == ["right", "right", "other-language"]


_FREE = st.text("甲乙丙丁xyz", min_size=1, max_size=4).map(lambda text: f"q{text}")
_ADDITIONS = st.lists(
    st.fixed_dictionaries(
        {"of": st.sampled_from(["g/two", "g/first", "g/one"])},
        optional={
            "zh": st.fixed_dictionaries({}, optional={"aliases": st.lists(_FREE)}),
            "en": st.fixed_dictionaries({"aliases": st.lists(_FREE.map(lambda text: {"term": text}))}),
            "notes": st.lists(st.just({"kind": "usage", "en": "Seldom."})),
            "requires": st.lists(st.sampled_from(["one", "two"])),
        },
    ),
    max_size=4,
)


@given(_ADDITIONS)
@settings(max_examples=100, deadline=None)
def test_whatever_is_added(additions: list[dict[str, Any]]) -> None:
    """No addition of free names changes an id, a card, what an entry had, or an entry that it is not to."""
    plain, _ = loaded()
    glossary, problems = loaded(*(yaml.safe_dump(one, default_flow_style=True, width=10**6) for one in additions))
    assert all(problem.startswith("own:") for problem in problems)
    assert list(glossary.terms) == list(plain.terms)
    named = {"one" if one["of"] == "g/first" else one["of"][2:] for one in additions}
    for name, before in plain.terms.items():
        after = glossary.terms[name]
        assert cards_of(after) == cards_of(before)
        assert after == before or name in named
        for lang in ("zh", "en"):
            assert after.wording(lang).aliases[: len(before.wording(lang).aliases)] == before.wording(lang).aliases
        assert after.requires[: len(before.requires)] == before.requires
        assert after.notes[: len(before.notes)] == before.notes


@pytest.mark.parametrize(
    ("addition", "left"),
    [
        pytest.param("{of: g/one, zh: {aliases: [甲, 贰, 一]}}", "{of: g/one, zh: {aliases: [甲, 一]}}", id="name"),
        pytest.param("{of: g/two, requires: [one, far]}", "{of: g/two, requires: [far]}", id="circle"),
        pytest.param("{of: g/one, zh: {aliases: [贰]}, notes: [{kind: usage, zh: 注}]}",
                     "{of: g/one, notes: [{kind: usage, zh: 注}]}", id="all names"),
        pytest.param("{of: g/one, en: {aliases: [pair]}}", "", id="nothing left"),
        pytest.param("{of: g/one, x-why: so}", "{of: g/one, x-why: so}", id="nothing to begin with"),
        pytest.param("{of: g/one, en: {aliases: [{term: duo, x-a: b}]}}",
                     "{of: g/one, en: {aliases: [{term: duo, x-a: b}]}}", id="what is only found elsewhere"),
    ],
)  # fmt: skip
def test_what_of_an_addition_is_served(addition: str, left: str) -> None:
    """An addition without its faulty parts is one without a fault that brings the same."""
    glossary, _ = loaded(addition)
    sets = [[("g", BUNDLED)], [("own", f"schema: dlterms/1\nadditions:\n- {addition}")]]
    (record,) = as_written(sets).additions
    found = taken_up(record, glossary.terms[record["of"][2:]])
    wanted = as_written([[("own", f"schema: dlterms/1\nadditions:\n- {left}")]]).additions if left else []
    assert ([found] if found else []) == wanted
