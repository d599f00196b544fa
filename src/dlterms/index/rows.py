"""The rows of the label table: everything under which an entry is found."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from dlterms.labels import has_han, key, syllables
from dlterms.model import Term
from dlterms.sound import spoken

TERM, ALIAS, ACRONYM, HIDDEN, FOUND_ONLY, PINYIN, INITIALS = range(7)  # ranks, the best first
_SPOKEN = 8  # ways to read one label that are stored

Row = tuple[str, int, str, str, int, str | None]  # key, rank, language or nothing for an id, text, entry, key backwards


def label_rows(n: int, term: Term) -> Iterator[Row]:
    """A row for each label of an entry, and for each way to type it in Latin letters."""
    seen = set()
    for rank, lang, text, pinyin in _labels(term):
        text = str(text)  # SQLite takes twice as long over a text that knows its place
        form = key(text)
        if not form or (form, lang or "en") in seen:
            continue
        seen.add((form, lang))
        yield form, rank, lang, text, n, form[::-1] if lang else None
        if rank < PINYIN and has_han(form):
            for typed, spoken_rank in _typed(text, pinyin):
                if (typed, lang) not in seen:
                    seen.add((typed, lang))
                    yield typed, spoken_rank, lang, text, n, typed[::-1] if spoken_rank == PINYIN else None


def _labels(term: Term) -> Iterator[tuple[int, str, str, str | None]]:
    """(rank, language, label, stored pinyin) of a term's labels, the best rank first."""
    for lang, wording in (("zh", term.zh), ("en", term.en)):
        if wording.term:
            yield TERM, lang, wording.term, wording.pinyin
        for label in wording.aliases:
            yield ALIAS, lang, label.term, label.pinyin
        if wording.acronym:
            yield ACRONYM, lang, wording.acronym, None
        for label in wording.hidden:
            yield FOUND_ONLY if label.find_only else HIDDEN, lang, label.term, label.pinyin
    for name in (term.id, *term.former_ids):
        yield FOUND_ONLY, "", name, None


def _typed(label: str, pinyin: str | None) -> Iterator[tuple[str, int]]:
    """(text, rank): a Chinese label in pinyin, ü also as u, and in the first letters of its syllables."""
    for sound in [syllables(pinyin)] if pinyin else islice(spoken(label), _SPOKEN):
        whole = "".join(sound)
        yield whole, PINYIN
        if "v" in whole:
            yield whole.replace("v", "u"), PINYIN
        yield "".join([syllable[0] for syllable in sound]), INITIALS
