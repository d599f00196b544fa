"""Ids for what comes without one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from dlterms.labels import has_han
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


def id_of(zh: str, en: str, taken: Callable[[str], bool]) -> str:
    """An id that is not taken yet, by the English name if there is one, else by the pinyin of the Chinese."""
    base = ("" if has_han(en) else kebab(en)) or kebab(_spelt(zh)) or "term"
    name, number = base, 1
    while taken(name):
        number += 1
        name = f"{base}-{number}"
    return name


def _spelt(zh: str) -> str:
    return "".join(f" {spoken[0]} " if (spoken := readings(character)) else character for character in zh)
