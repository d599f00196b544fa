"""Ids for what comes without one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from itertools import count

from dlterms.loader.fields import ID
from dlterms.readings import readings

is_id = re.compile(ID).fullmatch
_SIGNS = {"+": " plus ", "#": " sharp ", "*": " star "}
_LONGEST = 60


def kebab(text: str) -> str:
    """Lower-case words joined by hyphens, as an id has to be; empty if there is nothing to make them of."""
    text = "".join(_SIGNS.get(character, character) for character in text)
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall("[a-z0-9]+", bare.replace("'", ""))
    while len(words) > 1 and len("-".join(words)) > _LONGEST:
        words.pop()
    return "-".join(words)[:_LONGEST].strip("-")


def identifier(names: Iterable[str], taken: Callable[[str], bool]) -> str:
    """An id that is not taken, of the first of some names that has Latin letters or digits."""
    base = next(filter(None, map(kebab, names)), "term")
    if not taken(base):
        return base
    return next(name for number in count(2) if not taken(name := f"{base}-{number}"))


def spelt(zh: str) -> str:
    """A Chinese name as its usual readings, without tones."""
    return "".join(f" {spoken[0]} " if (spoken := readings(character)) else character for character in zh)
