"""How a text with Chinese characters is read aloud."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import groupby, product

from dlterms.labels import key
from dlterms.readings import readings


def spoken(text: str) -> Iterator[tuple[str, ...]]:
    """The syllables of a text for each common way to read it, without tones, the usual way first.

    Latin words stand among them as they are. Which of its readings a character has in a word only a dictionary of words
    could tell, and those err: 调参. The ways are as many as the readings multiplied: take the first few.
    """
    choices = [*map(readings, key(text))]
    if not all(choices):  # there is more in it than Chinese characters
        choices = [reading for part in _parts(unicodedata.normalize("NFKC", text)) for reading in _part_readings(part)]
    return product(*choices)


def _parts(text: str) -> Iterator[str]:
    """The runs of Chinese characters and the words in letters of a text."""
    for word in text.split():
        yield from ("".join(run) for _, run in groupby(word, "⺀".__le__))


def _part_readings(part: str) -> list[tuple[str, ...]]:
    form = key(part)
    if form.isascii():
        return [(form,)] if form else []
    return [readings(character) or (character,) for character in form]
