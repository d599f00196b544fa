"""The markup in texts: in a definition `[text](#id)` links another entry, in a cloze `{{c1::text}}` is a blank."""

from __future__ import annotations

import re

LINK = re.compile(r"\[([^\[\]]*)\]\(#([^()\s]*)\)")  # text, id
# number, text, hint (`{{c1::text::hint}}`) or nothing; to be compiled where it is used, for a look-up has no use for it
CLOZE = r"(?s)\{\{c([1-9][0-9]*)::((?!\{\{c).(?:(?!\{\{c|\}\}|::).)*)(?:::((?:(?!\{\{c|\}\}).)*))?\}\}"


def unlinked(definition: str) -> str:
    """A definition as it reads: links replaced by their text."""
    return LINK.sub(r"\1", definition)
