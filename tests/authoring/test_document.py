"""Adding to a glossary file."""

from __future__ import annotations

import pytest

from dlterms.authoring.document import append, lines_of
from dlterms.errors import DltermsError

NEW = [{"id": "n", "zh": {"term": "新", "definition": "一。\n二。"}}]
AFTER = """\
- id: n
  zh:
    term: 新
    definition: |-
      一。
      二。
"""


def _indented(columns: int) -> str:
    return "".join(f"{' ' * columns}{line}\n" for line in AFTER.splitlines())


@pytest.mark.parametrize(
    ("before", "columns", "after"),
    [
        pytest.param("schema: dlterms/1\n", 2, "", id="no such section"),
        pytest.param("schema: dlterms/1\nterms:\n- id: a # one\n  zh: 甲\n", 0, "", id="dashes at the margin"),
        pytest.param("schema: dlterms/1\nterms:\n   - id: a\n", 3, "# tail\n\ntopics: []\n", id="not at the end"),
        pytest.param(
            "schema: dlterms/1\nterms:\n  - id: a\n    x: |-\n      甲\n\n      乙\n", 2, "\n\n# z", id="literal"
        ),
        pytest.param("schema: dlterms/1\nterms:\n  - {id: a,\n     zh: 甲}\n", 2, "  # tail\n", id="item in braces"),
        pytest.param("schema: dlterms/1\nterms: # none yet\n", 2, "\n# more\ntopics: []\n", id="left empty"),
        pytest.param("---\nschema: dlterms/1\nterms:\n- id: a\n", 0, "...\n", id="document marks"),
    ],
)
def test_the_end_of_a_section(before: str, columns: int, after: str) -> None:
    """What is added stands at a section's end, indented as the rest is, and nothing else changes."""
    start = "" if "terms:" in before else "terms:\n"
    assert append(before + after, "terms", NEW, "f") == before + start + _indented(columns) + after


def test_line_ends_and_a_byte_order_mark() -> None:
    """The line ends of a file and its byte order mark stay what they are, and a last line without an end gets one."""
    before = "\ufeffschema: dlterms/1\r\nterms:\r\n- id: a"
    assert append(before, "terms", NEW, "f") == before + "\r\n" + AFTER.replace("\n", "\r\n")


def test_one_line() -> None:
    """A record can be asked for on one line."""
    record = {"of": "dlterms/dropout", "zh": {"aliases": ["甲, 乙"]}}
    added = append("schema: dlterms/1\n", "additions", [record], "f", one_line=True)
    assert added == "schema: dlterms/1\nadditions:\n  - {of: dlterms/dropout, zh: {aliases: ['甲, 乙']}}\n"


def test_an_empty_list() -> None:
    """An empty list in brackets makes room."""
    assert append("schema: dlterms/1\nterms: []\n", "terms", NEW, "f") == "schema: dlterms/1\nterms:\n" + _indented(2)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("{schema: dlterms/1}\n", "f: cannot add to `terms`", id="file in braces"),
        pytest.param("schema: dlterms/1\nterms: [{id: a}]\n", "f: cannot add to `terms`", id="section in brackets"),
        pytest.param("schema: dlterms/1\nterms: text\n", "f: cannot add to `terms`", id="text"),
        pytest.param("schema: dlterms/1\n...\n", "f: cannot add to `terms`", id="ended"),
        pytest.param("schema: [\n", "f:2:1: error", id="not YAML"),
    ],
)
def test_where_nothing_can_be_added(text: str, message: str) -> None:
    """A file to which nothing can be added in lines of its own is left alone, and it is said."""
    with pytest.raises(DltermsError, match=f"^{message}"):
        append(text, "terms", NEW, "f")


@pytest.mark.parametrize(
    ("value", "message"),
    [
        pytest.param("\x1b[1m", r"^U\+001B is a control or invisible character", id="control character"),
        pytest.param("甲" * 20_001, "^a text of 20001 characters", id="size"),
    ],
)
def test_what_no_file_may_hold(value: str, message: str) -> None:
    """Of a value that cannot be added its own fault is said."""
    with pytest.raises(DltermsError, match=message):
        append("schema: dlterms/1\n", "terms", [{"id": value}], "f")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("terms:\n- id: a\n\n- kind: x\n  id: b\n- id: b\n", [4, 6], id="two"),
        pytest.param("topics:\n- id: b\n", [], id="another section"),
        pytest.param("terms: b\n", [], id="no list"),
        pytest.param("terms:\n- b\n", [], id="no record"),
        pytest.param("terms: [\n", [], id="no YAML"),
    ],
)
def test_the_lines_of_records(text: str, found: list[int]) -> None:
    """Records are found by the value of a field; in what cannot be read there is none."""
    assert lines_of(text, "terms", lambda record: record.get("id") == "b") == found
