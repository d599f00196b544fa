"""The parts of one-line messages: what was written, and how to mend it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dlterms.i18n import marked, tr

LONGEST = 60  # characters of a value that a message repeats

_LOOKALIKES = (
    (re.compile(r"^[ -]*\u3000"), marked("indent with plain spaces instead of the full-width space (U+3000)")),
    (re.compile(r"^ *\t"), marked("indent with spaces instead of tabs")),
    (re.compile(r"(?:^|[{,])[\s-]*[a-z_][a-z_-]*："), marked("write `: ` instead of the full-width colon `：`")),
)


def quoted(value: str) -> str:
    """The value in backquotes, on one line and cut short."""
    text = " ".join(value.split())
    return f"`{text}`" if len(text) <= LONGEST else f"`{text[: LONGEST - 1]}…`"


def too_long(text: str, most: int) -> str:
    """What is wrong with a text of more than `most` characters."""
    return tr("{text} has {n:,} characters: at most {most:,}, shorten it", text=quoted(text), n=len(text), most=most)


def did_you_mean(fault: str, near: str) -> str:
    """A whole message with what may have been meant, or nothing if that is nothing."""
    return tr("{fault}, did you mean {near}?", fault=fault, near=quoted(near)) if near else ""


def mended(fault: str, mend: str) -> str:
    """A whole message with one of several ways to mend the fault; the message alone if there is none."""
    return tr("{fault}: {mend}", fault=fault, mend=mend) if mend else fault


def nearest(word: str, known: Iterable[str]) -> str:
    """The one that a word may be a slip of, or nothing."""
    import difflib  # only a faulty file needs it

    return next(iter(difflib.get_close_matches(word, list(known), n=1)), "")


def lookalike(text: str) -> str:
    """How to mend what YAML takes for text though it looks like structure, or nothing."""
    return tr(next((mend for pattern, mend in _LOOKALIKES if pattern.search(text)), ""))
