"""Faults of single values, and the long form that a value comes out in: YAML in, report or values out."""

from __future__ import annotations

import pytest

from loader.snippets import FIELDS, HEAD, entry, lines, terms

ALL = (
    "id, kind, topic, level, zh, en, requires, broader, related, contrast, near, formulas, examples, cloze, notes, "
    "cite, source, former_ids, status"
)
TOO_LONG = f"`{'n' * 59}…` has 201 characters: at most 200, shorten it"
ONE_LINE = "`a b` holds a line break or a tab: write it on one line, with spaces"


def _without(name: str) -> str:
    return HEAD + "".join(f"  {n}: {v}\n" for n, v in FIELDS.items() if n != name)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            entry("requiers: [base]"),
            ["f:10:3: error [unknown-key] one: unknown key `requiers`, did you mean `requires`?"],
            id="unknown key",
        ),
        pytest.param(
            entry("colour: red"),
            [f"f:10:3: error [unknown-key] one: unknown key `colour`: remove it, or begin it with `x-` (known: {ALL})"],
            id="unknown key like none",
        ),
        pytest.param(
            entry(zh="{trem: 一, term: 一, definition: 乙。}"),
            ["f:8:8: error [unknown-key] one.zh: unknown key `trem`, did you mean `term`?"],
            id="unknown key of a wording",
        ),
        pytest.param(
            "schema: dlterms/1\ntersm: []\n",
            ["f:2:1: error [unknown-key] unknown key `tersm`, did you mean `terms`?"],
            id="unknown key of the file",
        ),
        pytest.param(
            entry("\u3000cite: []"),
            [
                "f:10:3: error [unknown-key] one: unknown key `cite`: "
                "indent with plain spaces instead of the full-width space (U+3000)"
            ],
            id="indented by U+3000",
        ),
        pytest.param(
            entry(en="{term： one, definition: C.}"),
            [
                "f:9:7: error [missing-field] one.en: `term` is missing: add it",
                "f:9:8: error [unknown-key] one.en: unknown key `term： one`: "
                "write `: ` instead of the full-width colon `：`",
            ],
            id="full-width colon",
        ),
        pytest.param(
            entry("formulas:", "  - text：a"),
            [],
            id="bare text may hold a full-width colon",
        ),
        pytest.param(
            entry("notes:", "  - kind：scope"),
            [
                "f:11:7: error [type] one.notes[1]: expected a mapping, got text: "
                "write `: ` instead of the full-width colon `：`"
            ],
            id="full-width colon in a list",
        ),
        *(
            pytest.param(
                _without(name), [f"f:5:3: error [missing-field] one: `{name}` is missing: add it"], id=f"no {name}"
            )
            for name in FIELDS
        ),
        pytest.param(
            entry(en="{definition: C.}"),
            ["f:9:7: error [missing-field] one.en: `term` is missing: add it"],
            id="no term",
        ),
        pytest.param(
            entry(en="one"),
            ["f:9:7: error [missing-field] one.en: `definition` is missing: write it, or set `status: draft`"],
            id="no definition, short form",
        ),
        pytest.param(
            entry(en="{term: one, definition: null}"),
            ["f:9:7: error [missing-field] one.en: `definition` is missing: write it, or set `status: draft`"],
            id="null for a definition",
        ),
        pytest.param(
            entry(zh="{term: 一}"),
            ["f:8:7: error [missing-field] one.zh: `definition` is missing: write it, or set `status: draft`"],
            id="no definition",
        ),
        pytest.param("terms: []\n", ["f:1:1: error [missing-field] `schema` is missing: add it"], id="no schema"),
        pytest.param(
            "schema: dlterms/1\nreferences:\n  a: {title: A}\n",
            [
                "f:3:6: error [missing-field] references.a: `authors` is missing: add it",
                "f:3:6: error [missing-field] references.a: `year` is missing: add it",
            ],
            id="reference without authors",
        ),
        pytest.param(
            entry("requires: base"),
            ["f:10:13: error [type] one.requires: expected a list, got text"],
            id="text for a list",
        ),
        pytest.param(
            entry("requires:"),
            ["f:10:12: error [type] one.requires: expected a list, got nothing: fill it in or remove the key"],
            id="nothing for a list",
        ),
        pytest.param(
            entry("examples: [{zh: [甲], en: A}]"),
            ["f:10:19: error [type] one.examples[1].zh: expected text, got a list"],
            id="list for a text",
        ),
        pytest.param(
            entry(en="[one]"),
            ["f:9:7: error [type] one.en: expected text or a mapping, got a list"],
            id="list for a wording",
        ),
        pytest.param(
            entry("examples: [A]"),
            ["f:10:14: error [type] one.examples[1]: expected a mapping, got text"],
            id="text for a mapping",
        ),
        pytest.param(
            "schema: dlterms/1\nreferences: []\n",
            ["f:2:13: error [type] references: expected a mapping, got a list"],
            id="list for a table",
        ),
        pytest.param(
            entry(zh="{term: 一, definition: 乙。, aliases: [壹, {term: 弌, status: old}]}"),
            [
                "f:8:64: error [choice] one.zh.aliases[2].status: `old` is not allowed here: "
                "write one of admitted, superseded, deprecated"
            ],
            id="choice",
        ),
        pytest.param(
            entry(kind="methud"),
            ["f:6:9: error [choice] one.kind: `methud` is not allowed here, did you mean `method`?"],
            id="choice, mistyped",
        ),
        pytest.param(
            entry("level: 4"),
            ["f:10:10: error [choice] one.level: `4` is not allowed here: write one of 1, 2, 3"],
            id="choice of numbers",
        ),
        pytest.param(
            "schema: dlterms/2\n",
            ["f:1:9: error [choice] schema: `dlterms/2` is not allowed here, did you mean `dlterms/1`?"],
            id="another schema",
        ),
        pytest.param(
            "schema: dlterms/1\nglossary: {id: g, sources: [{id: s}]}\ntopics: [{id: t, zh: 题, en: T}]\nterms:\n"
            "- {id: one, kind: concept, topic: t, zh: 一, en: one, status: draft, source: [{id: s, line: five}]}\n",
            ["f:5:92: error [type] one.source[1].line: expected a whole number, got `five`"],
            id="number",
        ),
        pytest.param(
            entry(zh="{term: 一, definition: 乙。, hidden: [{term: 壹, find_only: maybe}]}"),
            ["f:8:63: error [type] one.zh.hidden[1].find_only: expected true or false"],
            id="flag",
        ),
        pytest.param(
            entry("requires: [Base Term]"),
            ["f:10:14: error [bad-id] one.requires[1]: `Base Term` is not an id: write `base-term`"],
            id="bad id",
        ),
        pytest.param(
            entry("requires: [基]"),
            [
                "f:10:14: error [bad-id] one.requires[1]: `基` is not an id: "
                "use lower-case letters, digits and single hyphens"
            ],
            id="bad id, no letter of use",
        ),
        pytest.param(
            "schema: dlterms/1\nreferences:\n  A_1: {authors: [a], year: 1, title: t}\n",
            ["f:3:3: error [bad-id] references: `A_1` is not an id: write `a-1`"],
            id="bad key of a table",
        ),
        pytest.param(
            entry(zh="{term: '', definition: 乙。}"),
            ["f:8:14: error [empty] one.zh.term: the text is empty: fill it in or remove the key"],
            id="empty",
        ),
        pytest.param(
            entry(en='{term: one, definition: " \u3000 "}'),
            ["f:9:31: error [empty] one.en.definition: the text is empty: fill it in or remove the key"],
            id="blank",
        ),
        *(
            pytest.param(
                entry(zh=f"{{term: 一, definition: 乙。, {field}}}"),
                [f"f:8:{column}: error [line] one.zh.{where}: {ONE_LINE}"],
                id=f"not on one line, {where}",
            )
            for field, where, column in (
                ('qualifier: "a\\nb"', "qualifier", 44),
                ('pinyin: "a\\tb"', "pinyin", 41),
                ('aliases: ["a\\nb"]', "aliases[1].term", 43),
                ('aliases: [{term: a, pinyin: "a\\nb"}]', "aliases[1].pinyin", 61),
                ('hidden: [{term: "a\\tb"}]', "hidden[1].term", 49),
            )
        ),
        pytest.param(
            entry(en='{term: "a\\n \\nb", definition: C.}'),
            [f"f:9:14: error [line] one.en.term: {ONE_LINE}"],
            id="not on one line, term",
        ),
        pytest.param(
            entry(en="{term: one, acronym: a\tb, definition: C.}"),
            [f"f:9:28: error [line] one.en.acronym: {ONE_LINE}"],
            id="not on one line, acronym",
        ),
        *(
            pytest.param(
                entry(zh=f"{{term: 一, definition: 乙。, {field}}}"),
                [f"f:8:{column}: error [size] one.zh.{where}: {TOO_LONG}"],
                id=f"too long, {where}",
            )
            for field, where, column in (
                (f"qualifier: {'n' * 201}", "qualifier", 44),
                (f"aliases: [{'n' * 201}]", "aliases[1].term", 43),
                (f"hidden: [{{term: {'n' * 201}}}]", "hidden[1].term", 49),
            )
        ),
        pytest.param(
            entry(zh=f"{{term: {'名' * 200}, pinyin: {'ming ' * 199}ming, definition: 乙。}}"), [], id="long enough"
        ),
        pytest.param(
            'schema: dlterms/1\nglossary: {id: g, title: {en: "a\\nb"}}\ntopics: [{id: t, zh: 题, en: "a\\nb"}]\n',
            [
                f"f:2:31: error [line] glossary.title.en: {ONE_LINE}",
                f"f:3:29: error [line] t.en: {ONE_LINE}",
            ],
            id="not on one line, title and topic",
        ),
        pytest.param(
            'schema: dlterms/1\nglossary: {id: g}\ntopics: [{id: "a\\nb", zh: 题, en: T}]\n',
            ["f:3:15: error [bad-id] a b.id: `a b` is not an id: write `a-b`"],
            id="broken id on one line",
        ),
        pytest.param(
            entry('level: "1\\n2"', topic="y" * 80),
            [
                f"f:7:10: error [unknown-reference] one: topic: no topic `{'y' * 59}…`: "
                "add it, or remove the reference",
                "f:10:10: error [choice] one.level: `1 2` is not allowed here: write one of 1, 2, 3",
            ],
            id="long and broken values on one line",
        ),
    ],
)
def test_faults(text: str, expected: list[str]) -> None:
    """Each fault is one line that says where it is and how to mend it."""
    assert lines(text, warn=False) == expected


@pytest.mark.parametrize("typed", ["no", "010", "1.10", "12:30", "2017-02-30", "0x1F", "1e3", ".inf", "=", "9" * 5000])
def test_texts_stay_as_typed(typed: str) -> None:
    """What YAML would make a number, a date or a truth value of stays the text that was typed."""
    assert terms(entry(en=f"{{term: one, definition: {typed}}}"))["one"].en.definition == typed


@pytest.mark.parametrize(
    ("value", "term"),
    [
        pytest.param("' one '", "one", id="quoted"),
        pytest.param('"one\\n"', "one", id="line break"),
        pytest.param('"\\tone"', "one", id="tab"),
        pytest.param("one \u3000", "one", id="U+3000"),
    ],
)
def test_outer_space_is_cut(value: str, term: str) -> None:
    """Space around a text is no part of it."""
    assert terms(entry(en=f"{{term: {value}, definition: C.}}"))["one"].en.term == term


def test_short_forms() -> None:
    """Bare text is the one field that matters."""
    fields = {"zh": "一", "en": "{term: one, aliases: [uno], hidden: [eins]}"}
    one = terms(entry("formulas: [1 = 1]", "status: draft", **fields))["one"]
    assert (one.zh.term, one.zh.definition) == ("一", None)
    assert [(label.term, label.status, label.find_only) for label in one.en.aliases + one.en.hidden] == [
        ("uno", "admitted", False),
        ("eins", "admitted", False),
    ]
    assert one.formulas == ({"text": "1 = 1", "latex": None, "zh": None, "en": None},)


def test_long_forms() -> None:
    """Numbers and flags are converted, and what is left out has its default."""
    hidden = "[{term: eins, find_only: true}, {term: uno, find_only: false}]"
    fields = f"{{term: one, hidden: {hidden}, acronym: O, definition: C.}}"
    one = terms(entry("level: 1", "examples: [{zh: 甲}]", en=fields))["one"]
    assert (one.level, one.status, one.requires, one.examples) == (1, "approved", (), ({"zh": "甲", "en": None},))
    assert [label.find_only for label in one.en.hidden] == [True, False]
    assert (one.en.acronym, one.en.qualifier) == ("O", None)
    assert terms(entry())["one"].level == 2


def test_null_is_left_out() -> None:
    """`null` for an optional field is as good as no such field."""
    one = terms(entry("requires: null", "level: null", en="{term: 'null', acronym: null, definition: C.}"))["one"]
    assert (one.requires, one.level, one.en.term, one.en.acronym) == ((), 2, "null", None)


def test_keys_of_the_writer() -> None:
    """Keys that begin with `x-` may stand anywhere and hold anything."""
    text = entry("x-todo: {a: [1]}", zh="{term: 一, definition: 乙。, x-todo: []}")
    assert terms("x-mine: 3\n" + text)["one"].zh.term == "一"


def test_a_draft_may_lack_definitions() -> None:
    """A draft lacks a definition in either language or both."""
    assert terms(entry("status: draft", en="one"))["one"].en.definition is None


def test_faulty_values_are_left_out() -> None:
    """An entry with a faulty optional field is served without it; a faulty required one leaves the entry out."""
    from dlterms.loader import load

    kept, _ = load([[("f", entry("level: 7", "requires: base", "cite: [A B]"))]])
    assert (kept.terms["one"].level, kept.terms["one"].requires, kept.terms["one"].cite) == (2, (), ())
    dropped, _ = load([[("f", entry(kind="thing"))]])
    assert list(dropped.terms) == ["base"]
