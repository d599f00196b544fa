"""Texts with blanks in the place of what would give an answer away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TypeAlias

from dlterms.labels import han_count, has_han, occurrence
from dlterms.links import LINK, unlinked
from dlterms.model import Term
from dlterms.spelling import stem
from dlterms.variants import written

BLANK = "____"

_Span: TypeAlias = tuple[int, int]

_WORD = re.compile("[A-Za-z0-9]+")
_LITTLE = {"a", "an", "and", "for", "in", "into", "of", "on", "or", "the", "to", "with"}


def blanked(text: str, labels: Iterable[str]) -> str:
    """A text with each label blanked wherever it stands, in the singular or in the plural."""
    return _with_blanks(text, _occurrences(text, labels))


def masked(definition: str, term: Term) -> str:
    """A definition, links taken out, with what names the term blanked: its accepted labels, or what makes one up.

    A link of which a part would be blanked is blanked as a whole: 小批量 without 批量 is no word, and says too much.
    """
    text = unlinked(definition)
    spans = _occurrences(text, term.accepted())
    spans += _giveaways(_hidden(text, spans), term)
    links = list(_links(definition))
    return _with_blanks(text, [next((link for link in links if _within(span, link)), span) for span in spans])


def _links(definition: str) -> Iterator[_Span]:
    """Where in a definition without links their texts stand."""
    shift = 0
    for link in LINK.finditer(definition):
        start = link.start() - shift
        yield start, start + len(link[1])
        shift += len(link[0]) - len(link[1])


def _within(span: _Span, link: _Span) -> bool:
    return link[0] <= span[0] and span[1] <= link[1]


def _giveaways(text: str, term: Term) -> list[_Span]:
    """What gives a name away though the name is not there: half of a Chinese one, all words of an English one.

    The head of a name stays, for it says what sort of thing is asked for.
    """
    spans = _occurrences(text, _halves(term.zh.term, text))
    words, qualifying = map(_stems, (term.en.term, _qualifying(term.en.term)))
    found = [(stem(word[0].lower()), word.span()) for word in _WORD.finditer(text)]
    if words <= {root for root, _ in found}:
        spans += [span for root, span in found if root in qualifying]
    return spans


def _halves(name: str, text: str) -> list[str]:
    """Both halves of a Chinese name with a hyphen, or the longest beginning that is half of one, if they are there."""
    parts = name.split("-")
    if len(parts) > 1 and all(has_han(part) and part in text for part in parts):
        return parts
    beginnings = (name[:n] for n in range(len(name) - 1, max(2, (len(name) + 1) // 2) - 1, -1))
    return [part for part in beginnings if han_count(part) == len(part) and part in text][:1]


def _qualifying(name: str) -> str:
    """An English name without its head, which is the last word, or the last one before `of`; one word as it is."""
    before, _, after = name.partition(" of ")
    qualifier = f"{before.rpartition(' ')[0]} {after}"
    return qualifier if qualifier.strip() else name


def _stems(name: str) -> set[str]:
    return {stem(word.lower()) for word in _WORD.findall(name)} - _LITTLE


def _occurrences(text: str, labels: Iterable[str]) -> list[_Span]:
    """Where labels stand in a text, in the singular or in the plural."""
    return [found.span() for label in labels for found in _places(label).finditer(text)]


def _with_blanks(text: str, spans: Iterable[_Span]) -> str:
    """A text with a blank for each span; for those that overlap one together."""
    shown, end = "", 0
    for start, stop in sorted(spans):
        if start >= end:
            shown += text[end:start] + BLANK
        end = max(end, stop)
    return shown + text[end:]


def _hidden(text: str, spans: Iterable[_Span]) -> str:
    """A text with nulls in the place of spans."""
    for start, stop in spans:
        text = text[:start] + "\0" * (stop - start) + text[stop:]
    return text


@lru_cache(maxsize=4096)
def _places(label: str) -> re.Pattern[str]:
    return re.compile(occurrence(*written(label.lower())), re.IGNORECASE)
