"""What `dlterms WORD` means where WORD is no command."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from itertools import takewhile

import click

from dlterms.cli.glossary import ask_quietly
from dlterms.index.find import is_named


def is_label(glossaries: Sequence[str], args: Sequence[str]) -> bool:
    """Whether the words before the first option are a label of the glossaries in force."""
    words = " ".join(takewhile(lambda arg: not arg.startswith("-"), args))
    return ask_quietly(glossaries, lambda db: is_named(db, words))


@contextmanager
def with_near_commands(name: str, commands: Sequence[str]) -> Iterator[None]:
    """Add to click's error which commands are spelled much like `name`."""
    try:
        yield
    except click.UsageError as error:
        near = get_close_matches(name, commands)
        if not near or "Did you mean" in error.message:
            raise
        hint = " or ".join(repr(command) for command in near)
        raise click.UsageError(f"{error.message} Did you mean {hint}?", error.ctx) from None
