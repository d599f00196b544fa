"""What YAML is refused, and what a text comes out as."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from dlterms.loader.source import Fields, Items, Text, place_of
from dlterms.loader.tree import parse
from loader.snippets import entry, lines, terms

HEAD = "schema: dlterms/1\n"
ALIASES = "a0: &a0 [x, x]\n" + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 9))
MERGES = "a: &a {x: 1}\n" + "".join(f"m{i}: &m{i} {{<<: [{', '.join([f'*m{i - 1}'] * 9)}]}}\n" for i in range(1, 20))
DEEP = 100_000
NO_ANCHORS = "error [anchor] anchors are not allowed: remove"
NO_ALIASES = "error [alias] aliases are not allowed: write out what *a stands for"
NO_TAGS = "error [tag] tags are not allowed: remove"
NO_MAPPING = "error [type] a glossary file is a mapping: start it with `schema: dlterms/1`"
TOO_DEEP = "error [depth] nested deeper than 32 levels: no field goes so deep"
NO_KEY = "error [syntax] a key is a plain word: write `key: value`, and quote a text in brackets"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(HEAD + "terms: &a []\n", f"f:2:8: {NO_ANCHORS} &a", id="anchor"),
        pytest.param(HEAD + "&a terms: []\n", f"f:2:1: {NO_ANCHORS} &a", id="key anchor"),
        pytest.param(HEAD + "a: [&b c]\n", f"f:2:5: {NO_ANCHORS} &b", id="text anchor"),
        pytest.param(HEAD + "terms: *a\n", f"f:2:8: {NO_ALIASES}", id="alias"),
        pytest.param(HEAD + "*a : []\n", f"f:2:1: {NO_ALIASES}", id="key alias"),
        pytest.param(ALIASES, f"f:1:5: {NO_ANCHORS} &a0", id="alias bomb"),
        pytest.param(MERGES, f"f:1:4: {NO_ANCHORS} &a", id="merge bomb"),
        pytest.param(
            HEAD + "terms:\n- <<: {id: a}\n",
            "f:3:3: error [merge-key] merge keys are not allowed: write the fields out",
            id="merge key",
        ),
        pytest.param(
            HEAD + "terms: !!python/object/apply:os.system [ls]\n",
            f"f:2:8: {NO_TAGS} `tag:yaml.org,2002:python/object/apply:os.system`",
            id="tag",
        ),
        pytest.param(HEAD + "a: !!int 3\n", f"f:2:4: {NO_TAGS} `tag:yaml.org,2002:int`", id="text tag"),
        *(
            pytest.param(text, f"f:{place}: {TOO_DEEP}", id=name)
            for name, text, place in (
                ("500 lists", HEAD + "a: " + "[" * 500, "2:35"),
                ("500 lists closed", HEAD + "a: " + "[" * 500 + "]" * 500, "2:35"),
                ("500 mappings", HEAD + "a: " + "{a: " * 500, "2:128"),
                ("100,000 dashes", HEAD + "a:\n  " + "- " * DEEP, "3:65"),
                ("1,000 indented lines", HEAD + "a:\n" + "".join(" " * i + "-\n" for i in range(1, 1000)), "34:33"),
            )
        ),
        pytest.param(HEAD + "? " * DEEP, f"f:2:3: {NO_KEY}", id="100,000 keys"),
        pytest.param(HEAD + "{a: b}: c\n", f"f:2:1: {NO_KEY}", id="mapping as key"),
        pytest.param(
            HEAD + "title: " + "x" * 20_001,
            "f:2:8: error [size] a text of 20001 characters: at most 20000, shorten it",
            id="long text",
        ),
        pytest.param(
            HEAD + "---\na: b\n",
            "f:2:1: error [syntax] one file holds one document: remove this `---`",
            id="two documents",
        ),
        *(
            pytest.param(text, f"f:{place}: {NO_MAPPING}", id=name)
            for name, text, place in (
                ("empty", "", "1:1"),
                ("comment", "# nothing\n", "1:1"),
                ("list", "\n- a\n", "2:1"),
                ("text", "hello", "1:1"),
            )
        ),
        pytest.param(
            "schema： dlterms/1\n",
            "f:1:1: error [type] a glossary file is a mapping: write `: ` instead of the full-width colon `：`",
            id="full-width colon",
        ),
    ],
)
def test_refused(text: str, expected: str) -> None:
    """What no glossary needs is refused at the first sight of it, before it can cost anything."""
    assert lines(text) == [expected]


@pytest.mark.parametrize(
    "brackets",
    [
        pytest.param("[" * DEEP, id="lists"),
        pytest.param("[" * DEEP + "]" * DEEP, id="lists closed"),
        pytest.param("{a: " * DEEP, id="mappings"),
    ],
)
def test_bottomless(brackets: str) -> None:
    """So are 100,000 brackets in one another, be it by the parser itself."""
    (problem,) = lines(f"{HEAD}a: {brackets}")
    assert problem.startswith("f:2:")
    assert problem.endswith(": no field goes so deep")


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        pytest.param(
            "requires: [base",
            "f:10:13: error [syntax] not YAML: close the bracket, or quote a text that contains `,`",
            id="open bracket",
        ),
        pytest.param(
            "requires: [base, [",
            "f:11:1: error [syntax] not YAML: close the bracket, or write the missing value",
            id="nothing in the bracket",
        ),
        pytest.param(
            'status: "draft',
            "f:10:11: error [syntax] not YAML: close the quotes",
            id="open quote",
        ),
        pytest.param(
            "status: draft: no",
            "f:10:16: error [syntax] not YAML: quote a text that contains `: `",
            id="two colons",
        ),
        pytest.param(
            "status： draft\n  level: 1",
            "f:10:3: error [syntax] not YAML: write `: ` instead of the full-width colon `：`",
            id="full-width colon",
        ),
        pytest.param(
            "status draft\n  level: 1",
            "f:10:3: error [syntax] not YAML: a key needs `: ` after it",
            id="no colon",
        ),
        pytest.param(
            "\tlevel: 1",
            "f:10:3: error [syntax] not YAML: indent with spaces instead of tabs",
            id="tab",
        ),
        pytest.param(
            "status: @draft",
            "f:10:11: error [syntax] not YAML: quote a text that begins with this character",
            id="character of YAML's own",
        ),
        pytest.param(
            "    level: 1",
            "f:10:7: error [syntax] not YAML: check the indentation and the quotes",
            id="indentation",
        ),
        pytest.param(
            '"a\\d": 1',
            "f:10:5: error [syntax] not YAML: write a backslash as `\\\\`, or use single quotes",
            id="unknown escape",
        ),
        pytest.param(
            'x-a: "\\ud800"',
            "f:10:11: error [unsafe-character] not YAML: remove it, it is not a character",
            id="surrogate escape",
        ),
    ],
)
def test_syntax(more: str, expected: str) -> None:
    """What is not YAML is said with its place and a way to mend it, and between them what the parser says."""
    assert [re.sub(r" \(.*\):", ":", line) for line in lines(entry(more))] == [expected]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param('a: "o\\e[1m"', ["2:4 U+001B"], id="escape written out"),
        pytest.param('a: "\\0\\x9b"', ["2:4 U+0000", "2:4 U+009B"], id="two written out"),
        pytest.param("a: o\x1b[1m", ["2:5 U+001B"], id="ESC"),
        pytest.param("a: b\x00\x9b", ["2:5 U+0000", "2:6 U+009B"], id="NUL and C1"),
        pytest.param("a: ab\u202ecd", ["2:6 U+202E"], id="writing direction"),
        pytest.param("# \u2066\na: b", ["2:3 U+2066"], id="in a comment"),
        pytest.param("a: \ud800", ["2:4 U+D800"], id="surrogate"),
        pytest.param("a: b\u2028c", ["2:5 U+2028"], id="line separator"),
        pytest.param("a: b\nc\u200b: d", ["3:2 U+200B"], id="in a key"),
        pytest.param("a: b\ufeffc\ufffdd", ["2:5 U+FEFF", "2:7 U+FFFD"], id="damaged"),
    ],
)
def test_unsafe_characters(text: str, place: list[str]) -> None:
    """Characters that nobody sees are reported where they stand, and left out of the values."""
    tree, problems = parse(HEAD + text, "f")
    expected = [
        f"f:{at}: error [unsafe-character] {code} is a control or invisible character: remove it"
        for at, code in (p.split() for p in place)
    ]
    assert [str(problem) for problem in problems] == expected
    assert tree is not None
    values = "".join([*tree, *map(str, tree.values())])
    assert values.isprintable()
    assert "\ufffd" not in values


def test_unsafe_characters_are_counted_out() -> None:
    """A file of nothing else is reported a hundred times, not a million."""
    assert len(parse("\x00" * 1_000_000, "f")[1]) == 101


def test_duplicate_keys_name_both_places() -> None:
    """The second of two equal keys is the fault, the value of the first one stays."""
    tree, problems = parse("a: 1\nb:\n  c: 2\n  d: 3\n  c: 4\na: 5\n", "f")
    assert [str(problem) for problem in problems] == [
        "f:5:3: error [duplicate-key] `c` is given twice (first at 3:3): keep one",
        "f:6:1: error [duplicate-key] `a` is given twice (first at 1:1): keep one",
    ]
    assert tree == {"a": "1", "b": {"c": "2", "d": "3"}}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        pytest.param(">-\n  深度\n  学习\n", "深度学习", id="folded"),
        pytest.param("深度\n  学习\n", "深度学习", id="plain"),
        pytest.param("'深度\n  学习'", "深度学习", id="single quotes"),
        pytest.param('"深度\n  学习"', "深度学习", id="double quotes"),
        pytest.param('"深度 \\\n  学习"', "深度 学习", id="escaped line break"),
        pytest.param("|-\n  深度\n  学习\n", "深度\n学习", id="literal"),
        pytest.param(">-\n  中 文\n  字\n", "中 文字", id="a typed space stays"),
        pytest.param("|-\n  中 文\n", "中 文", id="a typed space in a literal stays"),
        pytest.param(">-  # 注释\n  中 文\n  字\n", "中 文字", id="comment in the header"),
        pytest.param(">-\n  深 a\n\n  度\n\n  学\n", "深 a\n度\n学", id="paragraphs"),
        pytest.param(">-\n  深度\n  learning\n  学习\n", "深度 learning 学习", id="Latin words"),
        pytest.param(">-\n  逗号，\n  句号。\n  完\n", "逗号，句号。完", id="punctuation"),
        pytest.param(">-\n  他说\n  “对”\n  了\n", "他说“对”了", id="quotation marks"),
        pytest.param(">-\n  a “b”\n  “c” d\n", "a “b” “c” d", id="quotation marks between Latin words"),
        pytest.param(">-\n  见\n  [基](#base)\n  等\n", "见[基](#base)等", id="link"),
        pytest.param(">-\n  见\n  [C](#base)\n  等\n", "见 [C](#base) 等", id="Latin link"),
    ],
)
def test_folds(written: str, value: str) -> None:
    """A fold between two Chinese characters leaves no space."""
    tree, problems = parse(f"a: {written}", "f")
    assert (tree, problems) == ({"a": value}, [])


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="CRLF"),
        pytest.param(lambda text: text.replace("\n", "\r"), id="CR"),
        pytest.param(lambda text: "\ufeff" + text, id="byte order mark"),
        pytest.param(lambda text: text.replace("\n", "  \n"), id="trailing spaces"),
        pytest.param(lambda text: "%YAML 1.1\n---\n" + text + "...\n", id="document marks"),
        pytest.param(lambda text: text.rstrip("\n"), id="no last line break"),
    ],
)
def test_habits_of_editors(change: Callable[[str], str]) -> None:
    """Line ends, a byte order mark and trailing spaces change neither values nor places."""
    text = entry("notes:", "  - kind: scope", "    zh: >-", "      第一行", "      第二行")
    assert terms(change(text)) == terms(text)
    faulty = change(entry("requires: [bse]"))
    line = 12 if faulty.startswith("%") else 10
    assert lines(faulty)[0].startswith(f"f:{line}:14: error [unknown-reference]")


def test_every_value_has_its_place() -> None:
    """Texts, lists, mappings and keys know where they stand, counted from 1 in characters."""
    tree, _ = parse("甲: {乙: [丙, '丁']}\n戊: |\n  己\n", "f")
    assert isinstance(tree, Fields)
    inner = tree["甲"]
    assert isinstance(inner, Fields)
    items = inner["乙"]
    assert isinstance(items, Items)
    nodes = [tree, inner, items, *items, tree["戊"], inner.name("乙"), tree.name("戊")]
    assert [place_of(node)[1:] for node in nodes] == [(1, 1), (1, 4), (1, 8), (1, 9), (1, 12), (2, 4), (1, 5), (2, 1)]
    assert isinstance(items[0], Text)
