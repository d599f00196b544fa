"""Anki's notes that dlterms exported: what stands in their fields, to the letter, for nothing has to be guessed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from dlterms.importers.entries import language
from dlterms.importers.markup import text_as_written

DERIVED = frozenset({"question zh", "question en", "two names", "defined"})  # which say nothing that others do not
_LISTS = ("aliases zh", "aliases en")
_BETWEEN = re.compile("[;；|\n]")
_WITHIN = re.compile("<span>([;；|])</span>")  # such a mark that is part of a name
_NOTE = re.compile("(?:^|<br>)<i>(scope|usage|history|correction)</i> ")
_TAGS = ("topic::", "level::", "known")


def text(field: str, html: str, dropped: Counter[str]) -> str:
    """The text of a field; of one with several names a line for each."""
    if field not in _LISTS:
        return text_as_written(html, dropped)
    marks = "".join(dict.fromkeys(_WITHIN.findall(html)))
    hidden = _WITHIN.sub(lambda mark: chr(1 + marks.index(mark[1])), html)  # control characters, which no name holds
    names = [name.strip() for name in _BETWEEN.split(text_as_written(hidden, dropped))]
    shown = str.maketrans({1 + n: mark for n, mark in enumerate(marks)})
    return "\n".join(name.translate(shown) for name in names if name)


def notes(html: str, dropped: Counter[str]) -> list[dict[str, str]]:
    """The notes of an entry in the field of that name. What two in a row say in Chinese and in English is one."""
    first, *parts = _NOTE.split(html)
    found: list[dict[str, str]] = []
    for kind, said in [("usage", first), *zip(parts[::2], parts[1::2], strict=True)]:
        if not (plain := text_as_written(said, dropped).strip()):
            continue
        lang = language(plain)
        if found and lang == "en" and [*found[-1]] == ["kind", "zh"] and found[-1]["kind"] == kind:
            found[-1][lang] = plain
        else:
            found.append({"kind": kind, lang: plain})
    return found


def foreign(tags: Sequence[str]) -> list[str]:
    """The tags that the export does not write."""
    return [tag for tag in tags if not tag.startswith(_TAGS)]
