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
    """Add to click's error which commands are spelled much like `name`, and how a word is looked up."""
    try:
        yield
    except click.UsageError as error:
        message = error.message
        near = get_close_matches(name, commands)
        if near and "Did you mean" not in message:
            message += f" Did you mean {' or '.join(repr(command) for command in near)}?"
        raise click.UsageError(f"{message} `dlterms lookup WORD` looks a word up.", error.ctx) from None
