"""The parts of one-line messages: what was written, and how to mend it."""

from __future__ import annotations

import re
from collections.abc import Iterable

LONGEST = 60  # characters of a value that a message repeats

_LOOKALIKES = (
    (re.compile(r"^[ -]*\u3000"), "indent with plain spaces instead of the full-width space (U+3000)"),
    (re.compile(r"^ *\t"), "indent with spaces instead of tabs"),
    (re.compile(r"(?:^|[{,])[\s-]*[a-z_][a-z_-]*："), "write `: ` instead of the full-width colon `：`"),
)


def quoted(value: str) -> str:
    """The value in backquotes, on one line and cut short."""
    text = " ".join(value.split())
    return f"`{text}`" if len(text) <= LONGEST else f"`{text[: LONGEST - 1]}…`"


def too_long(text: str, most: int) -> str:
    """What is wrong with a text of more than `most` characters."""
    return f"{quoted(text)} has {len(text):,} characters: at most {most:,}, shorten it"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`, did you mean ...?`, or nothing."""
    near = nearest(word, known)
    return f", did you mean {quoted(near)}?" if near else ""


def nearest(word: str, known: Iterable[str]) -> str:
    """The one that a word may be a slip of, or nothing."""
    import difflib  # only a faulty file needs it

    return next(iter(difflib.get_close_matches(word, list(known), n=1)), "")


def lookalike(text: str) -> str:
    """How to mend what YAML takes for text though it looks like structure, or nothing."""
    return next((mend for pattern, mend in _LOOKALIKES if pattern.search(text)), "")
