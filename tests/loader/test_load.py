"""From texts to a glossary: sets of files, what is left out, and whatever else may be thrown at it."""

from __future__ import annotations

import gc
import json
import string
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import dlterms.loader
from dlterms.loader import load, load_unchecked
from dlterms.loader.fields import TERM
from dlterms.model import KINDS, Term
from loader.snippets import entry, lines

MEND = "give this one another id"
TWENTY_FAULTS = """\
schema: dlterms/1
glossery: {id: g}
topics:
  - {id: t, zh: 题, en: T}
  - {id: u, zh: 题}
references:
  a2020: {authors: A, year: 2020, title: Title}
terms:
  - id: base
    kind: concept
    topic: t
    zh: {term: 基, definition: "最底下的，见[三](#three)。"}
    en: {term: base, definition: "What is at the bottom, see [three](#three)."}
    requires: [three]
    requires: [two]
  - id: two
    kind: concept
    topic: v
    zh:
      term: 二
      aliases: [贰, {term: 两, status: old}, 贰]
      definition: >-
        跟在[基](#base)后面的数，
        也跟在[基](#bsae)后面。
    en: two
    level: ""
  - id: three
    kind: concept
    topic: t
    zh: {term: 三, definition: "见[基](#base)。"}
    en:
      term: "th\\eree"
      definition: "See [base](base) and [base](#base)."
    requires: [base, three]
    related: [base]
    broader: [base]
    cite: [B 2020]
    cloze: [{lang: zh, text: 没有空}]
    examples: [{zh: 近年出现。}]
    former_ids: [base]
  - {id: base, kind: concept, topic: t, zh: 又, en: again, status: draft}
"""


def test_twenty_faults() -> None:
    """Twenty different faults in one file are twenty lines, each at its place, in the order of the file."""
    assert lines(TWENTY_FAULTS) == [
        "f:2:1: error [unknown-key] unknown key `glossery`, did you mean `glossary`?",
        "f:5:5: error [missing-field] u: `en` is missing: add it",
        "f:7:20: error [type] references.a2020.authors: expected a list, got text",
        "f:15:5: error [duplicate-key] `requires` is given twice (first at 14:5): keep one",
        "f:18:12: error [unknown-reference] two: topic: no topic `v`: add it, or remove the reference",
        "f:21:38: error [choice] two.zh.aliases[2].status: `old` is not allowed here: write one of "
        "admitted, superseded, deprecated",
        "f:21:44: error [label-twice] two: zh: `贰` is given twice (as alias and as alias): remove it",
        "f:24:12: error [unknown-reference] two: zh.definition: links to no entry `bsae`, did you mean `base`?",
        "f:25:9: error [missing-field] two.en: `definition` is missing: write it, or set `status: draft`",
        "f:26:12: error [empty] two.level: the text is empty: fill it in or remove the key",
        "f:32:13: error [unsafe-character] U+001B is a control or invisible character: remove it",
        "f:33:29: error [link] three: en.definition: a broken link: write [text](#id)",
        "f:34:16: error [cycle] three: requires: a circle, base -> three -> base: remove one of these references",
        "f:34:22: error [self-reference] three: requires: names the entry itself: remove it",
        "f:35:15: error [related-broader] three: related: `base` is also in `broader`: remove it here",
        "f:37:12: error [bad-id] three.cite[1]: `B 2020` is not an id: write `b-2020`",
        "f:38:30: error [cloze] three: cloze: a cloze without a blank: write {{c1::...}} around it",
        "f:39:21: warning [relative-date] three: examples: `近年` will age: give a year",
        "f:40:18: error [former-id] three: former_ids: `base` is the id of an entry: remove it",
        f"f:41:10: error [duplicate-id] there is already an entry `base` (first at f:9:9): {MEND}",
    ]


def _file_of_faults() -> list[str]:
    """Lines of a file, from the fourth on an entry each: six of them in a circle, each at odds with its neighbours."""
    entries = []
    for n in range(6):
        after, letter = (n + 1) % 6, "甲乙丙丁戊己"[n]
        wordings = {
            "zh": {"term": letter, "pinyin": "a b", "aliases": [f"共{n}", f"共{after}"], "definition": f"即{letter}。"},
            "en": {"term": f"name {n // 2}", "definition": f"A link to [nobody](#no{n}). Recently."},
        }
        fields = {
            "requires": [f"e{after}", f"no{n}"],
            "former_ids": [f"e{after}"],
            "cloze": [{"lang": "zh", "text": "无"}],
        }
        entries.append({"id": f"e{n}", "kind": "concept", "topic": f"no{n}"} | wordings | fields)
    rows = [json.dumps(entry, ensure_ascii=False) for entry in entries]
    return ["schema: dlterms/1", "x-note: none", "terms:", *(f"- {row}" for row in rows)]


FAULTS = {
    "kind": ['"nonsense"', "", "[]"],
    "topic": ['"No Id"', "{}"],
    "zh": ["", "[]", "{term: , pinyin: b}", "{pinyin: c c}"],
    "en": ['""', "{definition: D}"],
    "level": ["9", "[]"],
    "former_ids": ["[A B]", "text"],
    "cloze": ["[{}]", "text"],
    "notes": ["[{kind: odd}]"],
    "unknown": ["1"],
}
# What is between two entries is seen at the second, and is gone where the first has no such field.
ABOUT_TWO = {"zh": {"shared-alias", "same-term"}, "en": {"same-term"}}


@given(st.integers(0, 5), st.sampled_from([(name, value) for name, values in FAULTS.items() for value in values]))
@settings(max_examples=150, deadline=None)
def test_no_fault_hides_another(number: int, fault: tuple[str, str]) -> None:
    """Whatever field of an entry is spoiled, each fault of the other entries is still reported, and nothing more."""
    rows = _file_of_faults()
    name, value = fault
    spoiled = json.loads(rows[3 + number][2:])
    spoiled.pop(name, None)
    others = [*rows]
    others[3 + number] = f"- {{{json.dumps(spoiled, ensure_ascii=False)[1:-1]}, {name}: {value}}}"

    def faults(lines_of_file: list[str]) -> set[tuple[int, int, str]]:
        _, problems = load([[("f", "\n".join(lines_of_file))]])
        hidden = ABOUT_TWO.get(name, ())
        return {(p.line, p.column, p.message) for p in problems if p.line != 4 + number and p.code not in hidden}

    assert faults(others) == faults(rows)


@pytest.mark.parametrize(
    ("written", "spoiled", "place"),
    [
        pytest.param("kind: concept", "kind: odd", "f:11:9:", id="no such kind"),
        pytest.param("topic: t", "topic: A B", "f:12:10:", id="no topic"),
        pytest.param("id: two", "id: A B", "f:10:7:", id="no id by the rules"),
        pytest.param("id: two", "x-id: two", "f:10:3:", id="no id"),
        pytest.param("id: two", "id: one", "f:10:7:", id="the id of another"),
    ],
)
def test_an_entry_that_is_left_out_is_checked(written: str, spoiled: str, place: str) -> None:
    """Of an entry that cannot be served the references and the pinyin are checked, too."""
    two = (
        "- id: two\n  kind: concept\n  topic: t\n  zh: {term: 二, pinyin: èr èr, definition: 丁}\n"
        "  en: {term: two, definition: D}\n  requires: [base, gone]\n"
    )
    before, after = (lines(entry() + text) for text in (two, two.replace(written, spoiled)))
    assert [fault.partition(" ")[0] for fault in before] == ["f:13:25:", "f:15:20:"]
    assert [fault.partition(" ")[0] for fault in after] == [place, "f:13:25:", "f:15:20:"]


@pytest.mark.parametrize("spoiled", ["kind: concept", "kind: concepts"])
def test_a_taken_id_is_told_of_an_entry_that_is_left_out(spoiled: str) -> None:
    """That two entries have one id is told whatever else is wrong with one of them."""
    twice = entry() + (
        f"- id: one\n  {spoiled}\n  topic: t\n  zh: {{term: 二, definition: 丁}}\n  en: {{term: two, definition: D}}\n"
    )
    assert [fault for fault in lines(twice) if "[duplicate-id] there is already an entry `one`" in fault]


def test_two_entries_of_one_id() -> None:
    """The entry that is loaded earlier stays, and the later one is told where that is."""
    bundled, user = entry(), entry().replace("term: one,", "term: other,")
    glossary, problems = load([[("bundled", bundled)], [("user", user.replace("id: t,", "id: u,"))]])
    assert glossary.terms["one"].en.term == "one"
    assert [str(problem) for problem in problems] == [
        f"user:{place}: error [duplicate-id] there is already an entry {name} (first at bundled:{place}): {MEND}"
        for place, name in (("4:8", "`base`"), ("5:7", "`one`"))
    ]


@pytest.mark.parametrize(
    ("declared", "what"),
    [
        pytest.param("topics: [{id: t, zh: 题, en: T}, {id: t, zh: 目, en: U}]", "a topic `t`", id="topic"),
        pytest.param("terms: [{id: a}]\nreferences: {}", None, id="unreadable entries do not count"),
    ],
)
def test_ids_in_one_file(declared: str, what: str | None) -> None:
    """Topics have ids of their own."""
    found = [line for line in lines(f"schema: dlterms/1\n{declared}\n") if "duplicate-id" in line]
    mend = f"{MEND}, or the same names"
    assert found == (
        [f"f:2:38: error [duplicate-id] there is already {what} (first at f:2:15): {mend}"] if what else []
    )


def test_a_topic_that_two_files_declare() -> None:
    """A topic that is declared twice by the same names is one topic, and either file stands alone."""
    both = [("f", entry()), ("g", "schema: dlterms/1\ntopics: [{id: u, zh: 目, en: U}, {id: t, zh: 题, en: T}]\n")]
    for sets in ([both], [both[::-1]], [[file] for file in both]):
        glossary, problems = load(sets)
        assert problems == []
        assert sorted(glossary.topics) == ["t", "u"]


def test_references_of_two_files() -> None:
    """A work that two files declare is the one of the earlier file."""
    text = "schema: dlterms/1\nreferences:\n  a1: {authors: [A], year: 1, title: T}\n"
    glossary, problems = load([[("f", text), ("g", text.replace("year: 1", "year: 2"))]])
    assert glossary.references["a1"]["year"] == "1"
    assert [str(problem) for problem in problems] == [
        f"g:3:3: error [duplicate-id] there is already a reference `a1` (first at f:3:3): {MEND}"
    ]


def test_files_of_a_set_share_what_they_declare() -> None:
    """Topics, works and the glossary's id may stand in one file and the entries in another."""
    topics = "topics: [{id: t, zh: 题, en: T}]\n"
    about = "schema: dlterms/1\nglossary: {id: g, title: {en: G}, sources: [{id: n, zh: 注}]}\n" + topics
    terms = entry("source: [{id: n, line: 3}]").replace(topics, "")
    glossary, problems = load([[("about", about), ("terms", terms)]])
    assert problems == []
    assert glossary.terms["one"].glossary == "g"
    assert glossary.titles == {"g": {"zh": "g", "en": "G"}}
    assert glossary.terms["one"].source == ({"id": "n", "line": 3, "chapter": None, "cue": None},)


def test_a_set_without_a_name() -> None:
    """Entries of files that name no glossary belong to the glossary `user`."""
    glossary, _ = load([[("f", entry())]])
    assert glossary.terms["one"].glossary == "user"


def test_problems_are_sorted_and_said_once() -> None:
    """Problems come by file, line and column, however they were found."""
    _, problems = load([[("b", entry("cite: [x]", "level: 9")), ("a", "- a")], [("b", entry("cite: [x]", "level: 9"))]])
    places = [(problem.file, problem.line, problem.column) for problem in problems]
    assert places == sorted(places)
    assert len(set(problems)) == len(problems)


def test_unchecked_is_plain() -> None:
    """What has no errors is served without places, as strings of Python's own."""
    glossary, errors = load_unchecked([[("f", entry("requires: [base]"))]])
    term = glossary.terms["one"]
    assert [type(text) for text in (term.id, term.zh.definition, *term.requires)] == [str, str, str]
    assert errors() == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(entry().replace("id: base", "id: a").replace("id: one", "id: a"), id="one character twice"),
        pytest.param(entry("requires: [gone]"), id="found only by a check of the whole"),
        pytest.param(entry("level: 9"), id="an entry that cannot be read"),
        pytest.param(entry("kind: concept"), id="a key twice"),
        pytest.param("- a", id="no mapping"),
        pytest.param("", id="nothing"),
        pytest.param("a: [", id="no YAML"),
        pytest.param(entry("x-note: a\x07b"), id="an unsafe character"),
    ],
)
def test_unchecked_finds_the_same_errors(text: str) -> None:
    """Errors are the same, places included, whether they are asked for at once or later."""
    glossary, errors = load_unchecked([[("f", text)]])
    expected = load([[("f", text)]])
    assert glossary == expected[0]
    assert errors() == [problem for problem in expected[1] if problem.level == "error"]
    assert errors()


def test_collector_is_on_again() -> None:
    """The garbage collector is as it was before."""
    frozen = gc.get_freeze_count()
    load([[("f", entry())]])
    assert gc.isenabled()
    assert gc.get_freeze_count() == frozen
    gc.disable()
    try:
        load([[("f", entry())]])
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_collector_passes_over_a_large_glossary(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was loaded is no garbage, and is not looked through for it."""
    monkeypatch.setattr(dlterms.loader, "MANY_OBJECTS", 10)
    before = gc.get_freeze_count()
    load([[("f", entry())]])
    frozen = gc.get_freeze_count()
    gc.unfreeze()
    assert frozen > before


# --- whatever may come ---

_PIECES = (
    "\n  ", "\n- ", ": ", "id: ", "terms:", "zh: ", "[", "]", "{", "}", "&a ", "*a", "!!x ", "<<: ", "'", '"',
    "|-\n", ">-\n", "---\n", "：", "\u3000", "字", "[a](#b)", "\x1b", "\ufeff", "\u2028", "\x85", "\r\n", "\r",
    "\t", "\ud800", "\U0001f600",
)  # fmt: skip
_YAMLISH = st.lists(st.sampled_from([*string.printable, *_PIECES])).map("".join)


def _check(text: str) -> None:
    glossary, problems = load([[("f", text)]])
    served, errors = load_unchecked([[("f", text)]])
    assert served == glossary
    assert errors() == [problem for problem in problems if problem.level == "error"]
    rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in problems:
        assert problem.file == "f"
        assert 1 <= problem.line <= len(rows)
        assert 1 <= problem.column <= len(rows[problem.line - 1]) + 1
        assert "\n" not in problem.message


@given(st.one_of(st.text(), _YAMLISH, _YAMLISH.map("schema: dlterms/1\nterms:\n".__add__)))
@settings(max_examples=400, deadline=None)
def test_any_text(text: str) -> None:
    """No text makes the loader raise, and each problem is somewhere in the text."""
    _check(text)


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_any_damage(data: st.DataObject) -> None:
    """Neither does a good file with a piece of it replaced."""
    text = TWENTY_FAULTS if data.draw(st.booleans()) else entry("related: [base]", "level: 1")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 30)))
    _check(text[:start] + data.draw(_YAMLISH) + text[end:])


_WORDS = st.text(alphabet="abcxyz 0123.,;:#-'\"[]{}!&*%@`一二深度学习，。？", min_size=1).map(str.strip).filter(bool)
_PROSE = _WORDS.map(lambda text: text.replace("](", "] ("))
_CLOZE = _PROSE.map(lambda text: "{{c1::" + text.replace("{{", "{ {") + "}}")


@st.composite
def _glossaries(draw: st.DrawFn) -> dict[str, Any]:
    """A valid file: unique ids and labels, references to earlier entries."""
    entries: list[dict[str, Any]] = []
    for n in range(draw(st.integers(1, 4))):
        earlier = st.lists(st.sampled_from([f"e{i}" for i in range(n)]), unique=True) if n else st.just([])
        both = st.fixed_dictionaries({}, optional={"zh": _PROSE, "en": _PROSE})
        drawn: dict[str, Any] = draw(
            st.fixed_dictionaries(
                {"kind": st.sampled_from(KINDS), "topic": st.just("t")},
                optional={
                    "level": st.sampled_from(["1", "2", "3"]),
                    "requires": earlier,
                    "related": earlier,
                    "formulas": st.lists(
                        st.fixed_dictionaries({"text": _PROSE}, optional={"latex": _PROSE, "zh": _PROSE})
                    ),
                    "examples": st.lists(both),
                    "cloze": st.lists(_CLOZE.map(lambda text: {"lang": "zh", "text": text})),
                    "notes": st.lists(both.map(lambda texts: {"kind": "usage"} | texts)),
                    "cite": st.sampled_from([[], ["work"]]),
                    "former_ids": st.sampled_from([[], [f"old{n}"]]),
                },
            )
        )
        for lang in ("zh", "en"):
            name = f"{draw(_WORDS)}{n}{lang}"
            more = {"aliases": [f"{name}a", {"term": f"{name}b", "note": "n"}], "hidden": [f"{n}{lang}h"]}
            drawn[lang] = {"term": name, "definition": draw(_PROSE)} | (more if draw(st.booleans()) else {})
        entries.append({"id": f"e{n}"} | drawn)
    return {
        "schema": "dlterms/1",
        "topics": [{"id": "t", "zh": "题", "en": "T"}],
        "references": {"work": {"authors": ["A"], "year": "2020", "title": "T"}},
        "terms": entries,
    }


@given(_glossaries(), st.booleans())
@settings(max_examples=100, deadline=None)
def test_valid_glossaries(written: dict[str, Any], flow: bool) -> None:
    """A valid glossary loads without errors as it was written, and its entries go to JSON and back."""
    unshared = json.loads(json.dumps(written))  # what is written twice would become an anchor and an alias
    text = yaml.safe_dump(unshared, allow_unicode=True, sort_keys=False, default_flow_style=flow, width=10**6)
    glossary, problems = load([[("f", text)]], warn=False)
    assert [str(problem) for problem in problems] == []
    assert list(glossary.terms) == [one["id"] for one in written["terms"]]
    for one in written["terms"]:
        term = glossary.terms[one["id"]]
        assert (term.zh.term, term.en.definition) == (one["zh"]["term"], one["en"]["definition"])
        assert term.requires == tuple(one.get("requires", ()))
        assert Term.from_entry(term.to_entry()) == term
        assert Term.from_entry(json.loads(json.dumps(term.to_entry()))) == term
        assert list(term.to_entry()) == [*sorted(term.to_entry(), key=list(Term.__slots__).index)]
        assert {*term.to_entry()} == {*TERM.fields, "glossary"}
