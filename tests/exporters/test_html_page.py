from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import closing
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from browser import Browser, skip_without_browser
from dlterms.exporters.content import Content, in_language
from dlterms.exporters.html_page import html_page
from dlterms.exporters.page_words import WORDS, word
from dlterms.index import Index
from dlterms.index.selection import Wanted, listed, told, topics
from dlterms.model import Lang, Topic
from lookup_support import bundled, entry, index_of

SHOWN = "[...document.querySelectorAll('#_index a b')].map((name) => name.textContent)"
OPEN = "document.querySelector('article.open')?.id"
ODD = "</script><b>&amp;'\"`${x}"


def content_of(db: Index, lang: Lang = "both", standings: Mapping[str, str] | None = None) -> Content:
    read = [(json.loads(one), json.loads(other)) for one, other in listed(db, "entry, context", Wanted())]
    return Content(
        [in_language(entry, lang) for entry, _ in read],
        {topic: Topic(topic, zh, en) for topic, zh, en, _ in topics(db)},
        told(db, "references"),
        told(db, "titles"),
        {entry["id"]: context for entry, context in read},
        lang,
        standings or {},
    )


def terms() -> Index:
    named = {"term": "暂退法", "pinyin": "zàn tuì fǎ", "aliases": ["随机失活"], "definition": "对抗[过拟合](#fit)。"}
    rate = {"term": "暂退概率", "pinyin": "zàn tuì gài lǜ"}
    reading = {"term": "欠拟合", "pinyin": "qiàn nǐ hé"}
    return index_of(
        entry("data", "数据", "data"),
        entry("fit", {"term": "过拟合", "pinyin": "guò nǐ hé"}, "overfitting", requires=["data"]),
        entry("underfit", reading, "underfitting", requires=["data"]),
        entry("dropout", named, "dropout", requires=["fit"], topic="u", formulas=[{"latex": "x", "text": "x = 1"}],
              notes=[{"kind": "usage", "zh": "注", "en": "note"}], examples=[{"zh": "例", "en": "instance"}]),
        entry("rate", rate, "dropout rate", requires=["dropout"], topic="u"),
        entry("torch", "PyTorch", "PyTorch", topic="u"),
        entry("odd", f"奇{ODD}", ODD, topic="u"),
        topics=[{"id": "t", "zh": "主题", "en": "topic"}, {"id": "u", "zh": "其他", "en": "other"}],
    )  # fmt: skip


def text_of(content: Content) -> str:
    made = html_page(content).data
    assert isinstance(made, str)
    return made


class Seen(HTMLParser):
    """The elements and texts of a page, of its script and style nothing."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self._hidden = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._hidden = tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self._hidden = False

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.texts.append(data)


def test_entries_are_there_without_a_script() -> None:
    """Each entry stands in the page with its names, texts, links and language."""
    seen = Seen(text_of(content_of(terms())))
    ids = [attributes["id"] for tag, attributes in seen.tags if tag == "article"]
    assert ids == ["data", "fit", "underfit", "dropout", "rate", "torch", "odd"]
    text = "".join(seen.texts)
    for each in ("暂退法", "zàn tuì fǎ", "随机失活", "x = 1", "注", "instance", "主题"):
        assert each in text
    assert ("a", {"href": "#fit"}) in seen.tags
    assert ("dd", {"lang": "en"}) in seen.tags


@pytest.mark.parametrize(
    ("lang", "shown", "hidden", "tag"),
    [
        pytest.param("zh", ["例", "搜索术语", "例子"], ["instance", "Search for"], "zh-Hans", id="Chinese"),
        pytest.param("en", ["instance", "Search for a term", "example"], ["例", "搜索"], "en", id="English"),
        pytest.param("both", ["例", "instance", "搜索术语 Search for a term"], [], "zh-Hans", id="both"),
    ],
)
def test_language(lang: Lang, shown: list[str], hidden: list[str], tag: str) -> None:
    """Explanations and the page's own words are in the language asked for."""
    seen = Seen(text_of(content_of(terms(), lang)))
    text = "".join(seen.texts)
    assert [each for each in shown if each not in text] == []
    assert [each for each in hidden if each in text] == []
    assert ("html", {"lang": tag}) in seen.tags


def test_what_is_not_carried() -> None:
    """What the page has no place for is counted."""
    assert html_page(content_of(terms())).left_out == {"LaTeX": 1}


def test_standings() -> None:
    """With the learner's standing an entry says it, and otherwise it does not."""
    assert "● known, due" in text_of(content_of(terms(), standings={"data": "known,due"}))
    assert "●" not in "".join(Seen(text_of(content_of(terms()))).texts)


@settings(deadline=None)
@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text(zh: str, en: str) -> None:
    """Whatever an entry says, it adds no element to the page."""
    content = content_of(index_of(entry("a", "甲", "foo")))
    wording = {"term": zh or "x", "definition": en}
    odd = {**content.entries[0], **{lang: {**content.entries[0][lang], **wording} for lang in ("zh", "en")}}
    plain, found = Seen(text_of(content)), Seen(text_of(content._replace(entries=[odd])))
    ours = {"article", "section", "script", "main", "h1", "b", "form", "nav", "dl"}
    assert [tag for tag, _ in found.tags if tag in ours] == [tag for tag, _ in plain.tags if tag in ours]


def test_words() -> None:
    """The page's own words are there in both languages, and once where both are asked for and one."""
    assert all(zh and en for zh, en in WORDS.values())
    assert (word("terms", "zh"), word("terms", "en"), word("terms", "both")) == ("术语", "Terms", "术语 Terms")
    assert word("concept", "both") == "concept"


def test_size() -> None:
    """The bundled glossary, 630 terms of it, makes less than 1.5 MB."""
    content = content_of(bundled())
    assert len(text_of(content).encode()) / len(content.entries) < 1_500_000 / 630


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """The page in a browser; in the end it has said nothing and asked nobody."""
    skip_without_browser()
    folder = tmp_path_factory.mktemp("browser")
    path = folder / "page.html"
    path.write_text(text_of(content_of(terms(), standings={"data": "known", "fit": "learning,due"})), encoding="utf-8")
    with closing(Browser(folder)) as started:
        started.open(path.as_uri())
        yield started
        assert [url for url in started.requests if not url.startswith(("file:", "data:", "about:"))] == []


@pytest.fixture
def page(browser: Browser) -> Iterator[Browser]:
    """The page as it is when it is opened."""
    browser.resize(1280, 900)
    browser.value("location.hash = ''")
    search(browser, "")
    browser.press("Escape")
    yield browser
    assert browser.said == []


def search(page: Browser, query: str) -> list[str]:
    page.value("document.activeElement.blur()")
    page.press("/")
    page.value("document.activeElement.select()")
    page.type(query) if query else page.press("Backspace")
    shown: list[str] = page.value(SHOWN)
    return [name.lstrip("○◐● ") for name in shown]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param("暂退法", ["暂退法"], id="Chinese"),
        pytest.param("拟合", ["过拟合", "欠拟合"], id="part"),
        pytest.param("dropout", ["暂退法", "暂退概率"], id="English, exact before prefix"),
        pytest.param("Over-Fitting", ["过拟合"], id="spelt otherwise"),
        pytest.param("fitting", ["过拟合", "欠拟合"], id="part of English"),
        pytest.param("zantuifa", ["暂退法"], id="pinyin"),
        pytest.param("zàn tuì fǎ", ["暂退法"], id="pinyin with tones"),
        pytest.param("zan4 tui4", ["暂退法", "暂退概率"], id="pinyin with numbers"),
        pytest.param("gailv", ["暂退概率"], id="pinyin inside, with v"),
        pytest.param("zantuigailu", ["暂退概率"], id="pinyin with u"),
        pytest.param("ztf", ["暂退法"], id="initials"),
        pytest.param("sjsh", ["暂退法"], id="initials of an alias"),
        pytest.param("随机失活", ["暂退法"], id="alias"),
        pytest.param("過擬合", ["过拟合"], id="traditional"),
        pytest.param("ＤＡＴＡ", ["数据"], id="full width"),
        pytest.param("qwertz", [], id="nothing"),
        pytest.param("", ["数据", "过拟合", "欠拟合", "暂退法", "暂退概率", "PyTorch", f"奇{ODD}"], id="all"),
    ],
)  # fmt: skip
def test_search(page: Browser, query: str, found: list[str]) -> None:
    """As one types, terms are found by all their names, the best first, and their number is said."""
    assert search(page, query) == found
    said = page.value("document.getElementById('_status').textContent")
    assert said == ("" if not query else f"{len(found)} 条结果 found" if found else "没有找到 Nothing found")


def test_an_entry_by_keys(page: Browser) -> None:
    """From the search Enter opens the best, the arrows go through what was found; back goes back."""
    search(page, "拟合")
    page.press("Enter")
    page.wait_for(f"{OPEN} === 'fit'")
    page.press("/", "ArrowDown", "ArrowDown", "Enter")
    page.wait_for(f"{OPEN} === 'underfit'")
    assert page.value("document.activeElement.closest('article').id") == "underfit"
    assert page.value("document.title") == "欠拟合 underfitting"
    page.value("history.back()")
    page.wait_for(f"{OPEN} === 'fit'")
    assert page.value("[...document.querySelectorAll('article')].filter((each) => each.offsetParent).length") == 1


@pytest.mark.parametrize("address", ["#100%", "#%e4%b8", "#nothing", "#__proto__", "#/card"])
def test_an_address_of_nothing(page: Browser, address: str) -> None:
    """An address that no entry has shows the list, and no entry."""
    page.value("location.hash = '#fit'")
    page.wait_for(f"{OPEN} === 'fit'")
    page.value(f"location.hash = '{address}'")
    page.wait_for(f"!{OPEN}")
    assert page.value("document.documentElement.classList.contains('at-list')")


def test_skip(page: Browser) -> None:
    """To skip to the content leaves the entry where it is, and the keys in it."""
    page.value("location.hash = '#fit'")
    page.wait_for(f"{OPEN} === 'fit'")
    page.value("document.querySelector('.skip').focus()")
    page.press("Enter")
    page.wait_for("document.activeElement.id === '_main'")
    assert (page.value(OPEN), page.value("location.hash")) == ("fit", "#fit")


def test_links(page: Browser) -> None:
    """A link in a definition leads to its entry; in a list it has both names."""
    page.value("location.hash = '#dropout'")
    page.wait_for(f"{OPEN} === 'dropout'")
    assert "过拟合 overfitting" in page.value("document.querySelector('article.open dl').innerText")
    page.click("article.open p a")
    page.wait_for(f"{OPEN} === 'fit'")


def test_walk_on_the_map(page: Browser) -> None:
    """The map shows what a term needs and opens; a click, or a key, puts another into its middle."""
    page.value("location.hash = '#fit'")
    page.wait_for(f"{OPEN} === 'fit'")
    labels = "[...document.querySelectorAll('.map a')].map((each) => each.getAttribute('aria-label'))"
    assert page.value(labels) == [
        "数据, data, 已会 known",
        "过拟合, overfitting, 在学 learning, 该复习 due",
        "暂退法, dropout",
    ]
    assert page.value("document.querySelectorAll('.map path:not(.head)').length") == 2
    page.click(".map a[href='#dropout'] rect")
    page.wait_for(f"{OPEN} === 'dropout'")
    assert page.value("document.querySelector('.map [aria-current]').getAttribute('href')") == "#dropout"
    assert page.value("document.querySelectorAll('figure').length") == 1
    page.value("document.querySelector('.map a[href=\"#rate\"]').focus()")
    page.press("Enter")
    page.wait_for(f"{OPEN} === 'rate'")
    assert page.value("document.activeElement.getAttribute('href')") == "#rate"
    assert page.value("document.activeElement.getAttribute('aria-current')") == "true"


CARD = "document.getElementById('_card').innerText.split(/\\n+/)"


def test_cards(page: Browser) -> None:
    """A card turns by Space, Enter and a click; the arrows lead on and back, round the end too."""
    page.value("location.hash = '#/cards'")
    page.wait_for("document.activeElement.id === '_card'")
    assert page.value(CARD) == ["数据"]
    page.press(" ")
    assert page.value(CARD) == ["数据", "data", "definition of data", "definition of data"]
    page.press("ArrowRight")
    assert page.value(CARD) == ["过拟合"]
    page.press("Enter")
    assert page.value(CARD)[:2] == ["过拟合", "overfitting"]
    page.press("Enter")
    assert page.value(CARD) == ["过拟合"]
    page.click("#_card")
    assert page.value(CARD)[:2] == ["过拟合", "overfitting"]
    page.press("ArrowLeft", "ArrowLeft")
    assert page.value(CARD)[0].startswith("奇")
    assert page.value("document.querySelector('.place').textContent") == "6 / 6"


def test_kinds_of_cards(page: Browser) -> None:
    """Cards ask from English or from the definition, of one topic if wanted, in any order."""
    page.value("location.hash = '#/cards'")

    def chosen(name: str, value: str) -> Any:
        page.value(f"document.querySelector('select[name={name}]').value = '{value}'")
        page.value(f"document.querySelector('select[name={name}]').dispatchEvent(new Event('change'))")
        return page.value(CARD)

    assert chosen("direction", "en-zh") == ["data"]
    assert chosen("topic", "1") == ["dropout"]
    assert chosen("direction", "definition-term") == ["对抗过拟合。", "definition of dropout"]
    page.click("#_card")
    assert page.value(CARD)[2:] == ["暂退法", "zàn tuì fǎ", "dropout"]
    chosen("order", "shuffled")
    assert page.value("document.querySelector('.place').textContent") == "1 / 4"


def test_odd_names(page: Browser) -> None:
    """Markup in a name is text wherever it stands."""
    page.value("location.hash = '#odd'")
    page.wait_for(f"{OPEN} === 'odd'")
    assert page.value("document.querySelector('article.open h3 span').textContent") == ODD
    assert page.value("document.querySelectorAll('article b').length") == 0


def test_search_by_keys(page: Browser) -> None:
    """/ selects what was typed before, so that typing replaces it; on a narrow screen it goes back to the search."""
    search(page, "gailv")
    page.press("Enter")
    page.wait_for(f"{OPEN} === 'rate'")
    page.press("/")
    page.type("data")
    assert page.value("document.getElementById('_query').value") == "data"
    page.resize(390, 844)
    for place in ("#fit", "#/cards"):
        page.value(f"location.hash = '{place}'")
        page.wait_for("document.getElementById('_finder').offsetParent === null")
        page.press("/")
        page.type("fit")
        assert page.value(SHOWN) == ["◐ 过拟合", "欠拟合"]


@pytest.mark.parametrize("back", ["document.querySelector('#_back a').click()", "history.back()"])
def test_back_on_a_phone(page: Browser, back: str) -> None:
    """Back from an entry, the list is where it was left: at that entry, which has the focus."""
    page.resize(390, 240)
    page.value("document.querySelector('#_index a[href=\"#rate\"]').click()")
    page.wait_for(f"{OPEN} === 'rate'")
    page.value(back)
    page.wait_for("document.activeElement.getAttribute('href') === '#rate'")
    place = "document.activeElement.getBoundingClientRect()"
    assert page.value(f"{place}.top > 0 && {place}.bottom < innerHeight")


def printed(page: Browser) -> list[str]:
    """The ids of the entries that paper would show."""
    page.send("Emulation.setEmulatedMedia", media="print")
    shown = "[...document.querySelectorAll('article')].filter((each) => each.offsetParent).map((each) => each.id)"
    ids: list[str] = page.value(shown)
    page.send("Emulation.setEmulatedMedia", media="")
    return ids


def test_print(page: Browser) -> None:
    """From the list and from the cards all entries are printed, and nothing else; an entry that is open alone."""
    everything = ["data", "fit", "underfit", "dropout", "rate", "torch", "odd"]
    assert printed(page) == everything
    page.value("location.hash = '#fit'")
    page.wait_for(f"{OPEN} === 'fit'")
    assert printed(page) == ["fit"]
    page.value("location.hash = '#/cards'")
    page.wait_for("document.activeElement.id === '_card'")
    assert printed(page) == everything
    page.send("Emulation.setEmulatedMedia", media="print")
    assert page.value("document.getElementById('_index').offsetParent") is None
    assert page.value("document.getElementById('_card').offsetParent") is None


def test_phone(page: Browser) -> None:
    """On a phone nothing is wider than the screen."""
    page.resize(390, 800)
    for place in ("", "#dropout", "#/cards"):
        page.value(f"location.hash = '{place}'")
        page.wait_for(f"({OPEN} ?? '') === '{place.strip('#') if place != '#/cards' else ''}'")
        assert page.value("document.documentElement.scrollWidth") == 390
