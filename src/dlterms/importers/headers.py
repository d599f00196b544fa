"""What the columns of a foreign table are called, in either language -> the fields of an entry."""

from __future__ import annotations

from collections.abc import Sequence

from dlterms.i18n import marked, series, tr
from dlterms.labels import has_han, key
from dlterms.loader.messages import quoted
from dlterms.model import LANGUAGES

# The fields that are filled from one cell. Those without a language take that of each cell's own text, `term` that of
# the language that no other column has. The dotted names of a glossary's own format are headers, too.
_NAMES = {
    "zh.term": "zh, zh-cn, zh-hans, cn, chinese, chinese term, chinese name, chinese translation, term zh, 中文, "
    "中文名, 中文名称, 中文术语, 中文译名, 中文翻译, 中文译法, 汉语, 汉语名称, 简体中文, 术语（中文）, 名称（中文）",
    "en.term": "en, en-us, english, english term, english name, english translation, term en, 英文, "
    "英文名, 英文名称, 英文全称, 英文术语, 英文翻译, 英语, 英语名称, 术语（英文）, 名称（英文）, 术语（英语）",
    "term": "term, terms, name, word, translation, 术语, 名称, 名词, 词条, 词语, 单词, 译名, 译文, 译法, 翻译",
    "zh.pinyin": "pinyin, 拼音, 汉语拼音",
    "zh.definition": "chinese definition, definition zh, 中文定义, 中文解释, 中文释义, 定义（中文）, 解释（中文）",
    "en.definition": "english definition, definition en, 英文定义, 英文解释, 英文释义, 定义（英文）, 解释（英文）",
    "definition": "definition, definitions, def, meaning, explanation, description, 定义, 解释, 释义, 含义, 描述",
    "zh.aliases": "chinese aliases, aliases zh, 中文别名, 别名（中文）, 中文同义词",
    "en.aliases": "english aliases, aliases en, 英文别名, 别名（英文）, 英文同义词",
    "aliases": "alias, aliases, synonym, synonyms, also known as, aka, 别名, 又名, 又称, 同义词, 其他名称",
    "en.acronym": "acronym, abbreviation, abbr, 缩写, 常用缩写, 英文缩写, 英文简称, 缩略语",
    "topic": "topic, category, 主题, 分类, 类别",
    "tags": "tags, tag, 标签",
    "notes": "note, notes, remark, remarks, comment, comments, 备注, 注释, 附注",
    "id": "id",
    "kind": "kind",
    "level": "level, 级别",
    "status": "status, 状态",
    "zh.qualifier": "qualifier zh",
    "en.qualifier": "qualifier en",
    "requires": "",
    "broader": "",
    "related": "",
    "contrast": "",
    "near": "",
}
_FIELDS = {key(name): field for field, names in _NAMES.items() for name in (field, *names.split(", ")) if name}
# Headers that do not say what stands below them; each of them could be a term, but no table of terms begins with one.
_SILENT = frozenset(map(key, (
    "front", "back", "question", "answer", "source", "target", "source term", "target term", "正面", "背面",
    "问题", "答案", "原文",
)))  # fmt: skip
# Of which there may be several columns; of definitions each cell goes to the language it is written in.
SEVERAL = frozenset({"aliases", "zh.aliases", "en.aliases", "notes", "term", "definition"})
_TERMS = ("zh.term", "en.term", "term")
_NAMED = frozenset({"zh.term", "en.term"})
_LONG = {
    True: 24,
    False: 60,
}  # characters of a text, with Chinese characters or without, that is longer than most names
_DISTINCT = 0.9  # of the cells of a column of names
_SENTENCE = ("。", "；", ". ", "，", ", ")


def fields_of(cells: Sequence[str]) -> list[str]:
    """The field that each header names, empty for one that says nothing certain or what another says already."""
    fields: list[str] = []
    for cell in cells:
        field = _FIELDS.get(key(cell), "")
        fields.append(field if field in SEVERAL or field not in fields else "")
    known = [lang for lang in LANGUAGES if f"{lang}.term" in fields]
    other = next((f"{lang}.term" for lang in LANGUAGES if lang not in known), "") if known else "term"
    if other != "term" and fields.count("term") > 1:
        other = ""
    return [other if field == "term" else field for field in fields]


def is_header(fields: Sequence[str]) -> bool:
    """Whether these are the fields of a header: a name is among them, and something else."""
    return any(field in fields for field in _TERMS) and (len([*filter(None, fields)]) > 1 or len(fields) == 1)


def is_own(cells: Sequence[str]) -> bool:
    """Whether a header has names of the format's own fields, as a table has that dlterms wrote."""
    return not _NAMED.isdisjoint(cell.strip(' "') for cell in cells)


def fields_by_script(rows: Sequence[Sequence[str]]) -> list[str]:
    """The fields of a table of two columns without a header, if by its rows one is Chinese names and the other English.

    Empty if that is not certain.
    """
    if not rows or any(key(cell) in _SILENT for cell in rows[0]) or not _NAMED.isdisjoint(fields_of(rows[0])):
        return []  # the first row is a header, of which too little is known
    width = max(map(len, rows), default=0)
    filled = [n for n in range(width) if any(n < len(row) and row[n].strip() for row in rows)]
    if len(filled) != 2:
        return []
    one, other = filled
    scripts = [(has_han(row[one]), has_han(row[other])) for row in rows if len(row) > other]
    names = [cell for row in rows for cell in row if cell.strip()]
    if sum(map(looks_long, names)) * 20 > len(names):
        return []
    for first, second, chinese in ((one, other, (True, False)), (other, one, (False, True))):
        if scripts.count(chinese) * 2 > len(rows) and chinese[::-1] not in scripts:
            return ["zh.term" if n == first else "en.term" if n == second else "" for n in range(width)]
    return []


def looks_long(text: str) -> bool:
    """Whether a text reads like an explanation, not like a name."""
    text = text.strip()
    return len(text) > _LONG[has_han(text)] or text.endswith(".") or any(mark in text for mark in _SENTENCE)


_NOT_TAKEN = {  # whether a header's name is known -> what is said of one column that is not taken, and of several
    False: (
        marked("the column {names} is not taken: no header of this name is known"),
        marked("the columns {names} are not taken: no header of this name is known"),
    ),
    True: (
        marked("the column {names} is not taken: another column of this meaning stands before it"),
        marked("the columns {names} are not taken: another column of this meaning stands before each"),
    ),
}


def not_taken(cells: Sequence[str], fields: Sequence[str]) -> list[str]:
    """Remarks that name the columns that are not taken, if there are any."""
    names = [cell for cell, field in zip(cells, fields, strict=True) if cell.strip() and not field]
    remarks = []
    for known, said in _NOT_TAKEN.items():
        found = [quoted(cell) for cell in names if (key(cell) in _FIELDS) == known]
        if found:
            remarks.append(tr(said[len(found) > 1], names=series(found)))
    return remarks


def untaken_names(cells: Sequence[str], fields: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """What to mend where a column that is not taken may be the names in the other language; empty if none may.

    It may if most of its cells are short, of the other script than the names, and hardly any two the same.
    """
    names = [n for n, field in enumerate(fields) if field in _TERMS]
    unknown = [n for n, cell in enumerate(cells) if cell.strip() and key(cell) not in _FIELDS]
    for number in unknown if len(names) == 1 else ():
        pairs = [(row[names[0]], row[number].strip()) for row in rows if len(row) > max(names[0], number)]
        other = [text for own, text in pairs if has_han(text) != has_han(own) and _may_name(text)]
        if len(other) * 2 > len(rows) and len({*other}) >= len(other) * _DISTINCT:
            return tr(
                "the column {column} is not taken, but may hold the names in the other language: if so, call it "
                "`{header}`; without it one name is used for both",
                column=quoted(cells[number]),
                header="中文" if has_han(other[0]) else "英文",
            )
    return ""


def _may_name(text: str) -> bool:
    return any(map(str.isalpha, text)) and not looks_long(text) and "://" not in text
