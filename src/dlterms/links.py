"""What links entries: the markup in texts, and what relations are called.

In a definition `[text](#id)` links another entry; in a cloze `{{c1::text}}` is a blank.
"""

from __future__ import annotations

import re

from dlterms.i18n import marked

LINK = re.compile(r"\[([^\[\]]*)\]\(#([^()\s]*)\)")  # text, id
# number, text, hint (`{{c1::text::hint}}`) or nothing; to be compiled where it is used, for a look-up has no use for it
CLOZE = r"(?s)\{\{c([1-9][0-9]*)::((?!\{\{c).(?:(?!\{\{c|\}\}|::).)*)(?:::((?:(?!\{\{c|\}\}).)*))?\}\}"

RELATION_NAMES = {  # in the order in which they are shown
    "requires": marked("learn first"),
    "near": marked("nearly the same"),
    "contrast": marked("confused with"),
    "broader": marked("broader"),
    "narrower": marked("narrower"),
    "related": marked("see also"),
}


def unlinked(definition: str) -> str:
    """A definition as it reads: links replaced by their text."""
    return LINK.sub(r"\1", definition)


def spans(definition: str) -> list[tuple[str, str]]:
    """A definition in pieces: text, and the id of the entry that it links, or nothing."""
    found: list[tuple[str, str]] = []
    end = 0
    for link in LINK.finditer(definition):
        found += [(definition[end : link.start()], ""), (link[1], link[2])]
        end = link.end()
    return [span for span in (*found, (definition[end:], "")) if span[0]]
