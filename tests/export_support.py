"""What the tests of exporters give them: entries of a few words, and entries of odd texts."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import cycle
from typing import Any

from hypothesis import strategies as st

from dlterms.exporters.content import Content
from dlterms.index.selection import Wanted, listed
from dlterms.labels import UNSAFE
from dlterms.model import Entry, Label, Term, Topic, Wording
from lookup_support import glossary_of, index_in_memory

TOPIC = {"t": Topic("t", "主题", "topic")}


def content_of(*entries: Mapping[str, Any], **fields: Any) -> Content:
    """Entries in the YAML's field names, as they come from an index."""
    glossary = glossary_of(*entries, **fields)
    rows = listed(index_in_memory(glossary), "entry, context", Wanted())
    read = [(json.loads(entry), json.loads(context)) for entry, context in rows]
    contexts = {entry["id"]: context for entry, context in read}
    return Content([e for e, _ in read], glossary.topics, glossary.references, glossary.titles, contexts)


def of_entries(entries: Sequence[Entry]) -> Content:
    return Content(entries, TOPIC)


# Texts as a glossary may hold them: nothing invisible or broken (U+FFFD), no white space at the ends, and not the word
# that YAML has for nothing.
ODD = (
    *("=1+1", "-2", "+3", "@x", "'", '"', '""', "a,b", "a；b", "a;b", "a|b", "甲、乙", "<b>x</b>", "a&amp;b", "</div>"),
    *("[x](#y)", "#", "- x", "1. x", "`x`", "$x$", "\\", "no", "010", "~", "{{c1::x}}", "a: b", "a #b", "]]>", "%s"),
    *("{0}", "*a*", "_a_", "! x", "? x", "& x", "| x", "> x", "مرحبا", "שלום", "😀", "👩🏽", "𠮷", "é", "…", "null x"),
)
_CHARACTERS = st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp"), exclude_characters="\ufffd")
_pieces = st.sampled_from(ODD) | st.text(_CHARACTERS, min_size=1, max_size=5)


def _joined(between: str) -> Callable[[list[str]], str]:
    return lambda pieces: re.sub(UNSAFE, "", between.join(pieces)).strip()


def _is_text(text: str) -> bool:
    return text not in ("", "null")


_names = st.lists(st.lists(_pieces, min_size=1, max_size=2).map(_joined(" ")).filter(_is_text), min_size=1, max_size=5)
_texts = st.lists(
    st.builds(lambda between, pieces: _joined(between)(pieces), st.sampled_from([" ", "\n", "\t", "\n\n"]),
              st.lists(_pieces, min_size=1, max_size=3)).filter(_is_text),
    min_size=1, max_size=5,
)  # fmt: skip


def _entries(count: int, names: list[str], texts: list[str]) -> list[Entry]:
    name, text = partial(next, cycle(names)), partial(next, cycle(texts))
    made: list[Entry] = []
    for number in range(count):
        aliases = tuple([Label(name(), note=text()) for _ in range(number)])
        zh = Wording(name(), name() if number else None, name(), aliases, (Label(name(), find_only=True),))
        en = Wording(name(), None, None, aliases, (), name() if number else None, text())
        term = Term(
            f"term-{number}", "concept", "t", replace(zh, definition=text() if number else None), en, 1 + number
        )
        texts_of = {
            "formulas": ({"text": text(), "latex": None, "zh": text(), "en": None},),
            "examples": ({"zh": text(), "en": text()},),
            "notes": ({"kind": "usage", "zh": text(), "en": None},),
        }
        requires = (f"term-{number - 1}",) if number else ()
        status = "approved" if number else "draft"
        entry = replace(term, requires=requires, glossary="user").to_entry() | {"status": status, **texts_of}
        made.append(json.loads(json.dumps(entry)))
    return made


# One to three entries whose names and texts are odd.
odd_entries = st.builds(_entries, st.integers(1, 3), _names, _texts)
