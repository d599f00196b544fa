"""Maps as SVG, for Graphviz and for Mermaid."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlterms.exporters.boxes import em, label, lines, size
from dlterms.exporters.dot import map_dot
from dlterms.exporters.mermaid import map_mermaid
from dlterms.exporters.prerequisites import Map, Node
from dlterms.exporters.svg import map_svg, path

SVG = "{http://www.w3.org/2000/svg}"
NODES = {"net": Node("网络", "network"), "drop": Node("暂退法", "dropout")}
SHOWN = Map(NODES, {"net": [], "drop": ["net"]}, "drop")
STATES = SHOWN._replace(nodes={"net": NODES["net"]._replace(standing="known,due"), "drop": Node("A", "A", "learning")})


@pytest.mark.parametrize(
    ("text", "widest", "expected"),
    [
        pytest.param("暂退法", 10, ["暂退法"], id="short"),
        pytest.param("learnable pointer structure", 10, ["learnable", "pointer structure"], id="at a space"),
        pytest.param("encoder-decoder", 8, ["encoder-", "decoder"], id="after a hyphen"),
        pytest.param("带有注意力机制的编码器解码器", 10, ["带有注意力机制", "的编码器解码器"], id="between characters"),
        pytest.param("长" * 40, 10, ["长" * 12, "长" * 11 + "…"], id="cut"),
        pytest.param("a " * 40, 10, ["a a a a a a a a a a a a", "a a a a a a a a a a a a…"], id="cut at spaces"),
        pytest.param("x" * 30 + " y", 10, ["x" * 16, "x" * 14 + " y"], id="a long word"),
    ],
)
def test_lines(text: str, widest: float, expected: list[str]) -> None:
    """A name takes at most two lines of about one length."""
    assert lines(text, widest) == expected


def test_widths() -> None:
    """A Chinese character is one em wide, Latin letters are about half of it."""
    assert (em("暂退法"), em("")) == (3, 0)
    assert 1.8 < em("drop") < 2.4
    assert em("e\u0301") == em("e")


def test_size() -> None:
    """A box has room for its lines; a name that is one in both languages is written once."""
    assert label(Node("Adam", "Adam")).en == []
    assert size(label(Node("暂退法", "dropout"))) == pytest.approx((67, 51))


def test_svg() -> None:
    """A map has a title, a description, a box for each term and a line for each need."""
    root = ElementTree.fromstring(map_svg(SHOWN))
    assert root.findtext(f"{SVG}title", "").startswith("暂退法 dropout: ")
    assert root.findtext(f"{SVG}desc") == "暂退法 dropout needs 网络 network."
    assert [text.text for text in root.iter(f"{SVG}text")] == ["网络", "network", "暂退法", "dropout"]
    assert len([each for each in root.iter(f"{SVG}path") if each.get("class") == "line"]) == 1
    assert [each.get("class") for each in root.iter(f"{SVG}g")] == ["term", "term focus"]
    assert "prefers-color-scheme:dark" in root.findtext(f"{SVG}style", "")
    assert "http" not in map_svg(SHOWN).replace("http://www.w3.org/2000/svg", "")


def test_a_large_map_is_not_read_out() -> None:
    """A map of many terms is told by what there is of it."""
    nodes = {f"n{n}": Node(f"甲{n}", f"a{n}") for n in range(50)}
    needs = {name: [f"n{n - 1}"] if n else [] for n, name in enumerate(nodes)}
    root = ElementTree.fromstring(map_svg(Map(nodes, needs)))
    assert root.findtext(f"{SVG}desc") == "50 terms, from 甲0 a0 on, and 49 lines that say which needs which."


def test_svg_with_states() -> None:
    """The learner's standing is a colour, a sign before the name, and words."""
    root = ElementTree.fromstring(map_svg(STATES))
    assert [each.get("class") for each in root.iter(f"{SVG}g")] == ["term known", "term learning focus"]
    texts = [text.text for text in root.iter(f"{SVG}text")]
    assert texts == ["● 网络", "network", "◐ A", "○ new", "◐ learning", "● known"]
    assert [each.findtext(f"{SVG}title") for each in root.iter(f"{SVG}g")] == [
        "网络 network: known, due",
        "A: learning",
    ]


def test_path() -> None:
    """A line bends between layers and is straight beside boxes."""
    points = [(10.0, 0.0), (20.0, 0.0), (60.0, 50.0), (90.0, 50.0), (100.0, 0.0)]
    assert path(points) == "M10 0L20 0C40 0 40 50 60 50L90 50C95 50 95 0 100 0"


def test_dot() -> None:
    """Graphviz gets a box for each term and a line for each need."""
    assert map_dot(STATES) == (
        "digraph dlterms {\n"
        "  rankdir=LR\n"
        '  node [shape=box, style="rounded,filled", fillcolor=white]\n'
        '  "net" [label="网络\\nnetwork", fillcolor="#e0f1e4"]\n'
        '  "drop" [label="A", fillcolor="#fdf1d3", penwidth=2]\n'
        '  "net" -> "drop"\n'
        "}\n"
    )


def test_mermaid() -> None:
    """Mermaid gets a box for each term and a line for each need."""
    assert map_mermaid(STATES) == (
        "flowchart LR\n"
        '  n1["网络<br>network"]\n'
        '  n2["A"]\n'
        "  n1 --> n2\n"
        "  style n2 stroke-width:3px\n"
        "  classDef learning fill:#fdf1d3,stroke:#c9a04a,color:#23221f\n"
        "  class n2 learning\n"
        "  classDef known fill:#e0f1e4,stroke:#74a984,color:#23221f\n"
        "  class n1 known\n"
    )


@pytest.mark.parametrize(
    ("name", "dot", "mermaid"),
    [
        pytest.param("C++", "C++", "C#43;#43;", id="plus"),
        pytest.param('a"]', 'a\\"]', "a#34;#93;", id="quote"),
        pytest.param("a\\", "a\\\\", "a#92;", id="backslash"),
        pytest.param("<b>#1;", "<b>#1;", "#60;b#62;#35;1#59;", id="markup"),
    ],
)
def test_odd_names(name: str, dot: str, mermaid: str) -> None:
    """What is a sign of a format's own is written the way the format takes it as text."""
    shown = Map({"x": Node(name, name)}, {"x": []})
    assert f'"x" [label="{dot}"]' in map_dot(shown)
    assert f'n1["{mermaid}"]' in map_mermaid(shown)


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_names(zh: str, en: str) -> None:
    """Whatever a term is called, the SVG is sound, and a line of the others stays one."""
    shown = Map({"x": Node(zh, en, "new")}, {"x": []}, "x")
    ElementTree.fromstring(map_svg(shown))
    assert len(map_dot(shown).split("\n")) == 6
    assert len(map_mermaid(shown).split("\n")) == 4
