"""The Chinese pages have the form of the English ones, and links on all pages lead somewhere."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
CHINESE = [ROOT / "README.zh-CN.md", *sorted((DOCS / "zh").glob("*.md"))]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.glob("*.md")), *CHINESE]
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"!?\[([^\[\]]*)\]\(([^()\s]+)\)")
HAN = "[\u3400-\u9fff]"
chinese_pages = pytest.mark.parametrize("page", [pytest.param(page, id=page.name) for page in CHINESE])


def english_of(page: Path) -> Path:
    return ROOT / "README.md" if page.parent == ROOT else DOCS / page.name


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def prose(page: Path) -> str:
    """A page without its blocks of code."""
    return BLOCK.sub("", text_of(page))


def headings(page: Path) -> list[tuple[str, str]]:
    return re.findall(r"^(#+) (.+)$", prose(page), re.MULTILINE)


def blocks(page: Path) -> list[tuple[str, list[str]]]:
    """(language, lines without comments) of each block; of what a program prints only the command lines."""
    found = []
    for language, code in BLOCK.findall(text_of(page)):
        lines = [re.sub(r"(^|\s+)#.*", "", line) for line in code.splitlines()]
        kept = [line for line in lines if line.startswith("$ ") or language not in ("console", "")]
        found.append((language, kept))
    return found


def targets(page: Path) -> list[tuple[str, str]]:
    """(path, anchor) of each local link or picture, the path resolved."""
    links = [target for _, target in LINK.findall(re.sub("`[^`]*`", "x", prose(page))) if "://" not in target]
    split = [target.partition("#") for target in links]
    return [(os.path.normpath(page.parent / path) if path else str(page), anchor) for path, _, anchor in split]


def pictures(page: Path) -> list[str]:
    return [path for path, _ in targets(page) if not path.endswith((".md", ".json"))]


def code_in_tables(page: Path) -> list[list[str]]:
    """The code in the first column of each row of each table."""
    rows = re.findall(r"^\|(.*?[^\\])\|.*\|$", prose(page), re.MULTILINE)
    return [re.findall("`[^`]*`", cell) for cell in rows]


def anchors(page: Path) -> set[str]:
    """The anchors that GitHub gives a page's headings."""
    return {re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-") for _, text in headings(page)}


def shape(page: Path) -> list[tuple[str, int]]:
    """(first sign, number of list items) of each part between empty lines; a paragraph's sign is nothing."""
    parts = re.split(r"\n{2,}", prose(page).strip())
    return [
        (re.sub(r"^([#|!-]?).*", r"\1", part, flags=re.DOTALL), len(re.findall("^- ", part, re.M))) for part in parts
    ]


def switch(page: Path) -> str:
    return text_of(page).partition("\n")[0]


def test_chinese_pages_are_found() -> None:
    """There are Chinese pages, each beside an English one, so that the tests below are not none."""
    assert len(CHINESE) > 5
    assert [page.name for page in CHINESE if not english_of(page).exists()] == []


@chinese_pages
def test_headings(page: Path) -> None:
    """A Chinese page has the headings of the English one, level by level."""
    assert [level for level, _ in headings(page)] == [level for level, _ in headings(english_of(page))]


@chinese_pages
def test_code(page: Path) -> None:
    """A Chinese page has the code and the commands of the English one, but for comments and what is printed."""
    assert blocks(page) == blocks(english_of(page))


@chinese_pages
def test_pictures(page: Path) -> None:
    """A Chinese page shows the pictures of the English one, and where there is one its Chinese form."""
    chinese = [(DOCS / "zh" / Path(path).name, path) for path in pictures(english_of(page))]
    assert pictures(page) == [str(own) if own.exists() else path for own, path in chinese]


@chinese_pages
def test_tables(page: Path) -> None:
    """The tables of a Chinese page have the rows of the English ones, with the same keys, options and answers."""
    assert code_in_tables(page) == code_in_tables(english_of(page))


@chinese_pages
def test_paragraphs(page: Path) -> None:
    """A Chinese page has the paragraphs, lists and tables of the English one, in its order."""
    assert shape(page) == shape(english_of(page))


@chinese_pages
def test_switch(page: Path) -> None:
    """The first line of both leads to the other language."""
    english = english_of(page)
    assert switch(page) == f"[English]({os.path.relpath(english, page.parent)}) | 简体中文"
    assert switch(english) == f"English | [简体中文]({os.path.relpath(page, english.parent)})"


@chinese_pages
def test_links_stay_in_chinese(page: Path) -> None:
    """A Chinese page links the Chinese page wherever there is one."""
    linked = {path for path, _ in targets(page)} - {str(english_of(page))}
    assert linked & {str(english_of(other)) for other in CHINESE} == set()


@pytest.mark.parametrize("page", [pytest.param(page, id=page.name) for page in PAGES])
def test_links_resolve(page: Path) -> None:
    """A local link leads to a file, and its anchor to a heading there."""
    for path, anchor in targets(page):
        assert Path(path).exists(), path
        assert not anchor or anchor in anchors(Path(path)), (path, anchor)


@chinese_pages
def test_typography(page: Path) -> None:
    """Chinese and Latin stand apart by a space, punctuation between Chinese is full-width, quotation marks are “ ”."""
    plain = LINK.sub(r"\1", re.sub("`[^`]*`", "x", prose(page))).replace("*", "")
    faults = f"{HAN}[A-Za-z0-9]|[A-Za-z0-9%]{HAN}|{HAN}[,;:?!()]|[,;:?!()]{HAN}|{HAN} {HAN}|[「」『』您]"
    assert re.findall(f".{{0,9}}(?:{faults}).{{0,9}}", plain) == []
