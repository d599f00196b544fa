"""Pages on a terminal: where lines break, and what reaches the screen."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from rich.cells import cell_len
from rich.text import Text

from dlterms.terminal import styled
from dlterms.views.page import Beside, Part, Section, Spans


def shown(sections: Sequence[Part], width: int, *, colours: bool = False) -> list[str]:
    screen = io.StringIO()
    out = styled.console(screen, width=width)
    out._force_terminal = colours
    styled.print_page(out, sections)
    return screen.getvalue().splitlines()


def broken(text: str, width: int) -> list[str]:
    return [line.plain for line in styled.wrap(Text(text), width)]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        pytest.param("", 10, [""], id="nothing"),
        pytest.param("one two three", 8, ["one two", "three"], id="at spaces"),
        pytest.param("one two", 7, ["one two"], id="just fits"),
        pytest.param("神经网络模型", 8, ["神经网络", "模型"], id="between characters"),
        pytest.param("神经网络模型", 7, ["神经网", "络模型"], id="two columns each"),
        pytest.param("神经网络，模型", 8, ["神经网", "络，模型"], id="no comma at the start"),
        pytest.param("神经网络。》模型", 8, ["神经网", "络。》模", "型"], id="nor two marks"),
        pytest.param("神经网（络）模型", 8, ["神经网", "（络）模", "型"], id="no bracket at the end"),
        pytest.param("神经“网络”模型", 9, ["神经“网", "络”模型"], id="quotes"),
        pytest.param("用ReLU激活函数", 8, ["用ReLU激", "活函数"], id="beside a Latin word"),
        pytest.param("使用 ReLU 激活", 8, ["使用", "ReLU 激", "活"], id="a Latin word stays whole"),
        pytest.param("abcdefghij", 4, ["abcd", "efgh", "ij"], id="an overlong word is cut"),
        pytest.param("x abcdefghij", 4, ["x", "abcd", "efgh", "ij"], id="from a line of its own"),
        pytest.param("https://a.bc/d e", 6, ["https:", "//a.bc", "/d e"], id="address"),
        pytest.param("。，、；", 4, ["。，", "、；"], id="marks alone"),
        pytest.param("回车 继续 · 9 提示 · ? 按键", 18, ["回车 继续 ·", "9 提示 · ? 按键"], id="between parts"),
        pytest.param("a b · one two three · c", 9, ["a b · one", "two", "three · c"], id="within a long part"),
        pytest.param("ａｂｃ", 4, ["ａｂ", "ｃ"], id="full width letters"),
    ],
)
def test_wrap(text: str, width: int, expected: list[str]) -> None:
    """Lines break at spaces and between Chinese characters, never before a closing mark or after an opening one."""
    assert broken(text, width) == expected


def test_chinese_label() -> None:
    """A label takes as many columns as its characters do, and a line of its own where that is too many."""
    assert shown([Section("过拟合", [[("一", "")]]), Section("卷积神经网络模型", [[("二", "")]])], 80) == [
        "过拟合         一", "卷积神经网络模型", "               二",
    ]  # fmt: skip


LONG = "训练中每一步都以固定概率把部分神经元的输出暂时清零（记作 h′），预测时再全部启用，借此抑制“过拟合”。" * 3 + (
    "At every training step each unit's output is zeroed with a fixed probability, see https://example.org/"
    + "x" * 90
    + " and other words that come after it"
)


@pytest.mark.parametrize("width", [1, 2, 3, 8, 12, 30, 40, 64, 80, 100, 500])
def test_wrap_loses_nothing(width: int) -> None:
    """Every character but the spaces at the ends of lines stays, and no line is too wide where a character fits."""
    lines = broken(LONG, width)
    assert "".join(lines).replace(" ", "") == LONG.replace(" ", "")
    assert max(map(cell_len, lines)) <= max(width, 2)


PAGE = [
    Section("", [[("暂退法", "term"), ("  zàn tuì fǎ", "dim"), (" · ", "dim"), ("dropout", "term")]], True),
    Section("", [[("method · 网络 networks · core", "dim")]]),
    Section(
        "definition",
        [
            [("训练中每一步都以固定概率把部分神经元的输出暂时清零，抑制", ""), ("过拟合", "link"), ("。", "")],
            [("At every step each output is zeroed with a fixed probability.", "")],
        ],
        True,
    ),
    Section("confused with", [[("噪声注入 noise injection", "")]], True),
]


def test_page_of_80_columns() -> None:
    """Labels stand in a column of their own, text beside them."""
    assert shown(PAGE, 80) == [
        "暂退法  zàn tuì fǎ · dropout",
        "method · 网络 networks · core",
        "",
        "definition     训练中每一步都以固定概率把部分神经元的输出暂时清零，抑制过拟合。",
        "               At every step each output is zeroed with a fixed probability.",
        "",
        "confused with  噪声注入 noise injection",
    ]


def test_page_of_40_columns() -> None:
    """In a narrow window labels stand above their text."""
    assert shown(PAGE, 40) == [
        "暂退法  zàn tuì fǎ · dropout",
        "method · 网络 networks · core",
        "",
        "definition",
        "  训练中每一步都以固定概率把部分神经元的",
        "  输出暂时清零，抑制过拟合。",
        "  At every step each output is zeroed",
        "  with a fixed probability.",
        "",
        "confused with",
        "  噪声注入 noise injection",
    ]


def test_page_of_30_columns() -> None:
    """However narrow the window, no line is wider."""
    lines = shown(PAGE, 30)
    assert lines[4:7] == ["  训练中每一步都以固定概率把部", "  分神经元的输出暂时清零，抑制", "  过拟合。"]
    assert max(map(cell_len, lines)) <= 30


def test_lines_are_never_too_long_to_read() -> None:
    """In a wide window lines end where they can still be read."""
    assert max(map(cell_len, shown([Section("x", [[(LONG, "")]])], 300))) <= styled.WIDEST


@pytest.mark.parametrize(("asked", "width"), [(0, 80), (1, 13), (12, 13), (13, 13), (33, 33)])
def test_odd_widths(asked: int, width: int) -> None:
    """A width of nothing is taken for the usual one, a tiny one for one that holds a word."""
    assert styled.console(io.StringIO(), width=asked).width == width


@pytest.mark.parametrize(
    "text", ["shape [batch, heads] [/b] :x: x[i]", "[bold]x[/bold]", "[/]", ":smile: [red]", "a\\[b]"]
)
def test_text_is_printed_as_typed(text: str) -> None:
    """Nothing that comes from an entry is markup or an emoji."""
    for colours in (False, True):
        assert shown([Section("", [[(text, "")]])], 80, colours=colours) == [text]


DANGERS = [
    "\x1b[31m",
    "\x00",
    "\x9b31m",
    "\x1b]0;title\x07",
    "\u202e",
    "\u2066",
    "\ud800",
    "\x7f",
    "\r",
    "\b",
    "\ufeff",
]


@pytest.mark.parametrize("danger", DANGERS, ids=ascii)
def test_nothing_steers_the_terminal(danger: str) -> None:
    """Control characters, direction overrides and surrogates never reach the screen, whatever their role."""
    spans: Spans = [(f"a{danger}b", role) for role in styled.STYLES]
    lines = shown([Section("", [spans])], 80)
    assert all(line.isprintable() for line in lines)
    assert lines[0].startswith("a")


def test_colours_only_where_asked_for() -> None:
    """A console that is no terminal gets no escape sequences."""
    assert "\x1b" not in "\n".join(shown(PAGE, 80))


def test_list_lines() -> None:
    """A list has a line for each entry, broken where the window ends."""
    screen = io.StringIO()
    out = styled.console(screen, width=20)
    styled.print_lines(out, [[("过拟合", "term"), (" · ", "dim"), ("overfitting to data", "")]])
    assert screen.getvalue() == "过拟合 · overfitting\nto data\n"


PAIR = Beside(
    [Section("", [[("过拟合", "term")]]), Section("definition", [[("one two three four", "")]], apart=True)],
    [Section("", [[("underfitting", "term")]]), Section("definition", [[("five", "")]], apart=True)],
)


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        pytest.param(
            72,
            [
                "过拟合                               underfitting",
                "",
                "definition                           definition",
                "  one two three four                   five",
            ],
            id="wide",
        ),
        pytest.param(
            71,
            ["过拟合", "", "definition     one two three four", "", "underfitting", "", "definition     five"],
            id="too narrow",
        ),
    ],
)
def test_beside(width: int, expected: list[str]) -> None:
    """Two entries stand in columns, or one above the other where the terminal is narrow."""
    assert shown([PAIR], width) == expected


def test_beside_of_unequal_length() -> None:
    """Where one column is longer, nothing but the other's end is empty."""
    longer = Beside([*PAIR.left, Section("", [[("more", "")]])], PAIR.right)
    assert shown([longer], 80)[-2:] == ["  one two three four                       five", "more"]
    assert shown([Beside(PAIR.right, [*PAIR.left, Section("", [[("more", "")]])])], 80)[-1].split() == ["more"]
