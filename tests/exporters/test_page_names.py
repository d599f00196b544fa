"""How the page finds terms by their names, and tells apart those that have one name."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing

import pytest

from browser import Browser, skip_without_browser
from dlterms.exporters.html_page import html_page
from export_support import content_of
from lookup_support import entry

STATUS = "document.getElementById('_status').textContent"
FOUND = "[...document.querySelectorAll('#_index a')].map((link) => link.hash.slice(1))"

ENTRIES = (
    entry("epoch", {"term": "轮", "pinyin": "lún"}, "epoch"),
    entry("class", {"term": "类", "pinyin": "lèi"}, "class"),
    entry("norm", {"term": "L2 范数", "pinyin": "L2 fàn shù"}, "L2 norm"),
    entry("other-norm", {"term": "L1 范数", "pinyin": "L1 fàn shù"}, "L1 norm"),
    entry("scalar", {"term": "标量", "pinyin": "biāo liàng"}, "scalar"),
    entry("block", {"term": "块", "pinyin": "kuài"}, "block"),
    entry("flash", {"term": "闪", "pinyin": "shǎn"}, {"term": "flash", "aliases": ["a blind block"]}),
    entry("mean", {"term": "均值精度", "pinyin": "jūn zhí jīng dù"}, {"term": "mean precision", "acronym": "mAP"}),
    entry("posterior", {"term": "最大后验", "pinyin": "zuì dà hòu yàn"}, {"term": "a posteriori", "acronym": "MAP"}),
    entry("field", {"term": "感受野", "pinyin": "gǎn shòu yě"}, "receptive field"),
    entry("gan", {"term": "对抗网络", "pinyin": "duì kàng wǎng luò"}, {"term": "adversary", "acronym": "GAN"}),
    entry("resnet", {"term": "残差", "pinyin": "cán chā"}, "scattering"),
    entry("loss", {"term": "损失函数", "pinyin": "sǔn shī hán shù"}, "loss function"),
    entry("take", "取", {"term": "sampling", "aliases": ["random pick"]}),
    entry("random-pick", "任取", {"term": "unbiased pick", "aliases": ["random pick"]}),
    entry("data", {"term": "数据", "pinyin": "shù jù"}, "data"),
    entry("fit", {"term": "过拟合", "pinyin": "guò nǐ hé"}, "overfitting"),
    entry("gradient", {"term": "梯度", "pinyin": "tī dù"}, "gradient"),
    entry("descent", {"term": "梯度下降", "pinyin": "tī dù xià jiàng"}, "gradient descent", requires=["gradient"]),
    entry("padding", {"term": "填充", "qualifier": "卷积", "pinyin": "tián chōng"},
          {"term": "padding", "qualifier": "convolution"}),
    entry("pad", {"term": "填充", "qualifier": "序列", "pinyin": "tián chōng"},
          {"term": "padding", "qualifier": "sequence"}, requires=["padding"]),
)  # fmt: skip


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    skip_without_browser()
    folder = tmp_path_factory.mktemp("names")
    path = folder / "page.html"
    made = html_page(content_of(*ENTRIES)).data
    assert isinstance(made, str)
    path.write_text(made, encoding="utf-8")
    with closing(Browser(folder)) as started:
        started.open(path.as_uri())
        yield started
        assert started.said == []


def search(page: Browser, query: str) -> list[str]:
    page.value(f"document.getElementById('_query').value = {json.dumps(query)}")
    page.value("document.getElementById('_query').dispatchEvent(new Event('input'))")
    found: list[str] = page.value(FOUND)
    return found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param("L2", ["norm"], id="a digit that is no tone"),
        pytest.param("l1fanshu", ["other-norm"], id="such a digit in pinyin"),
        pytest.param("C3", [], id="neither a name nor a sound"),
        pytest.param("lun2", ["epoch"], id="a digit that is a tone"),
        pytest.param("sun3shi", ["loss"], id="a tone, and a syllable without"),
        pytest.param("sun3sh", ["loss"], id="a tone, and half a syllable"),
        pytest.param("bl", ["block", "scalar", "flash"], id="a name that begins so before initials and words inside"),
        pytest.param("MAP", ["posterior", "mean"], id="the capitals that were typed"),
        pytest.param("mAP", ["mean", "posterior"], id="other capitals"),
        pytest.param("random pick", ["random-pick", "take"], id="the name that an entry has its id of"),
        pytest.param("gan", ["gan", "field"], id="a name before pinyin"),
        pytest.param("gans", ["gan", "field"], id="the plural of a name before the beginning of pinyin"),
        pytest.param("in", [], id="two letters inside a word"),
        pytest.param("sca", ["scalar", "resnet"], id="the shorter name first"),
        pytest.param("lock", ["block", "flash"], id="three letters inside a word"),
        pytest.param("損失函式", ["loss"], id="in words of Taiwan"),
        pytest.param("填充", ["padding", "pad"], id="two of one name"),
        pytest.param("填充 (序列)", ["pad"], id="a name with what tells it apart"),
    ],
)
def test_found(browser: Browser, query: str, found: list[str]) -> None:
    """What is exactly the name comes first, then what begins so, initials, words inside, and parts of words."""
    assert search(browser, query) == found
    said = browser.value(STATUS)
    assert said == (f"{len(found)} 条结果 found" if found else "没有找到 Nothing found")


@pytest.mark.parametrize(
    ("query", "first"),
    [
        pytest.param("gardient", "gradient", id="letters that changed places"),
        pytest.param("gradient decent", "descent", id="a letter too few"),
        pytest.param("overfitted", "fit", id="another ending"),
        pytest.param("ovrfitt", "fit", id="a slip while one types"),
        pytest.param("损失涵数", "loss", id="another character"),
        pytest.param("什么是过拟合", "fit", id="a question"),
        pytest.param("过拟合的梯度", "gradient", id="of A 的 B the latter"),
        pytest.param("gradient vs loss function", "gradient", id="of two names the former"),
        pytest.param("梯度下降法", "descent", id="the longest name"),
        pytest.param("dropout资料", "data", id="a name in words of Taiwan"),
    ],
)
def test_near(browser: Browser, query: str, first: str) -> None:
    """Where no name is or holds what was typed, the nearest are shown, and said to be no more."""
    assert search(browser, query)[0] == first
    assert browser.value(STATUS) == "没有找到，相近的有 Not found; nearest"


@pytest.mark.parametrize("query", ["qwertz", "?!", "的", "x" * 5000, "过" * 5000, "(", "\\", "\ud800"])
def test_nothing_is_near(browser: Browser, query: str) -> None:
    """What is like no name finds nothing."""
    found = search(browser, query)
    assert (found, browser.value(STATUS)) == ([], "没有找到 Nothing found")


def test_one_name_of_two(browser: Browser) -> None:
    """Terms of one name are told apart in the list of what was found, on the map, and in its labels."""
    search(browser, "padding")
    rows = "[...document.querySelectorAll('#_index a')].map((link) => link.innerText.replace(/\\s+/g, ' '))"
    names = ["填充 (卷积) padding (convolution)", "填充 (序列) padding (sequence)"]
    assert browser.value(rows) == names
    browser.value("location.hash = '#pad'")
    browser.wait_for("document.querySelectorAll('.map a').length === 2")
    boxes = "[...document.querySelectorAll('.map a')]"
    drawn = f"{boxes}.map((box) => [...box.querySelectorAll('text')].map((text) => text.textContent).join(' '))"
    assert browser.value(drawn) == names
    labels = f"{boxes}.map((box) => box.getAttribute('aria-label').replace(',', ''))"
    assert browser.value(labels) == names
