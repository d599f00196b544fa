"""What `dlterms WORD...` means where the first word is no command."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import takewhile

import click

from dlterms.cli.glossary import ask_quietly
from dlterms.cli.text import text_of
from dlterms.i18n import alternatives, tr
from dlterms.index.find import is_named


def near_commands(glossaries: Sequence[str], args: Sequence[str], commands: Sequence[str]) -> list[str]:
    """The commands that may be meant: one edit from a word that stands alone and is no label. Else it is looked up."""
    words = list(takewhile(lambda arg: not arg.startswith("-"), args))
    near = [command for command in commands if _is_one_edit(words[0].lower(), command)] if len(words) == 1 else []
    is_label = bool(near) and ask_quietly(glossaries, lambda db: is_named(db, text_of(words[0])))
    return [] if is_label else near


def _is_one_edit(word: str, other: str) -> bool:
    """Whether a letter more, a letter less, another letter or two swapped make one word of the other, or only case.

    What measures any number of edits takes 12 ms to import, a fifth of a look-up.
    """
    start = next((n for n, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    word, other = word[start:], other[start:]
    return (
        word[1:] == other[1:]
        or word[1:] == other
        or word == other[1:]
        or (word[1::-1] == other[:2] and word[2:] == other[2:])
    )


@contextmanager
def with_near_commands(near: Sequence[str]) -> Iterator[None]:
    """Add to click's error which commands may be meant, and how a word is looked up."""
    try:
        yield
    except click.UsageError as error:
        said = [error.message]
        if repr(near[0]) not in error.message:  # click may have proposed it already
            said.append(tr("Did you mean {commands}?", commands=alternatives(map(repr, near))))
        said.append(tr("`dlterms lookup WORD` looks a word up."))
        raise click.UsageError(" ".join(said), error.ctx) from None
