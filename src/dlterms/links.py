"""The one piece of markup in a definition: `[text](#id)` links another entry."""

from __future__ import annotations

import re

LINK = re.compile(r"\[([^\[\]]*)\]\(#([^()\s]*)\)")  # text, id


def unlinked(definition: str) -> str:
    """A definition as it reads: links replaced by their text."""
    return LINK.sub(r"\1", definition)
