"""The way to a term as a tree."""

from __future__ import annotations

import io

import pytest

from dlterms.terminal import styled
from dlterms.views import path as path_view
from dlterms.views.path import Step

STEPS = {
    "weight": Step("权重", "weight", "known", ()),
    "layer": Step("层", "layer", "learning", ()),
    "network": Step("神经网络", "neural network", "learning", ("weight", "layer")),
    "pytorch": Step("PyTorch", "PyTorch", "new", ()),
    "gan": Step("生成对抗网络", "generative adversarial network", "new", ("network", "pytorch", "deep")),
    "deep": Step("深度网络", "deep network", "new", ("network",)),
}


def drawn(name: str, width: int, steps: path_view.Steps = STEPS) -> str:
    screen = io.StringIO()
    out = styled.console(screen, width=width)
    styled.print_page(out, path_view.drawn(name, steps, width))
    return screen.getvalue()


WIDE = """\
○ 生成对抗网络 generative adversarial network
├─ ◐ 神经网络 neural network
│  ├─ ● 权重 weight
│  └─ ◐ 层 layer
├─ ○ PyTorch
└─ ○ 深度网络 deep network
   └─ ◐ 神经网络 neural network ↑

● 1 known   ◐ 2 being learned   ○ 3 new
dlterms quiz --path gan
"""
NARROW = """\
○ 生成对抗网络
│ generative adversarial network
├─ ◐ 神经网络 neural network
│  ├─ ● 权重 weight
│  └─ ◐ 层 layer
├─ ○ PyTorch
└─ ○ 深度网络 deep network
   └─ ◐ 神经网络
        neural network ↑

● 1 known   ◐ 2 being learned
○ 3 new
dlterms quiz --path gan
"""
PLAIN = """\
生成对抗网络 generative adversarial network (gan): new
  神经网络 neural network (network): learning
    权重 weight (weight): known
    层 layer (layer): learning
  PyTorch (pytorch): new
  深度网络 deep network (deep): new
    神经网络 neural network (network): learning, see above
"""


@pytest.mark.parametrize(("width", "expected"), [pytest.param(80, WIDE, id="80"), pytest.param(32, NARROW, id="32")])
def test_drawn(width: int, expected: str) -> None:
    """What is required stands below, unfolded once; a long English name goes under the Chinese one."""
    assert drawn("gan", width) == expected


def test_plain() -> None:
    """In a pipe each term is an indented line with its state as a word."""
    assert "\n".join(path_view.plain("gan", STEPS)) + "\n" == PLAIN


def test_nothing_to_learn_first() -> None:
    """A term without prerequisites stands alone, and what is known needs no quiz."""
    known = {"weight": STEPS["weight"]}
    assert drawn("weight", 80, known) == "● 权重 weight\n\n● 1 known   ◐ 0 being learned   ○ 0 new\n"


def test_each_place_once() -> None:
    """A tree in which everything requires everything before it stays as small as its links."""
    steps = {f"t{n}": Step(f"词{n}", f"term {n}", "new", tuple(f"t{m}" for m in range(n))) for n in range(40)}
    assert len(path_view.places("t39", steps)) == 1 + 39 * 40 // 2
