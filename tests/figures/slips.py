"""What the quiz takes for a slip, and what it must not: figures over the whole bundled glossary.

    python tests/figures/slips.py [--sample 5000] [--seed 1] [--words /usr/share/dict/words] [--show]

Printed are: how many ordered pairs of labels are right for a term that does not have them (singular and plural, labels
that two terms share apart); how many random typos pass, by the length of the name, both of names that are shown (terms
and aliases) and of all that are accepted; how many names pass in which one word is another English word within two
edits. The words are a list of one a line, Debian's wamerican for one.
"""

from __future__ import annotations

import argparse
import random
import string
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

sys.path.insert(0, str(Path(__file__).parents[1]))

from dlterms.index.lexicon import IndexLexicon
from dlterms.labels import key
from dlterms.model import Term
from dlterms.quiz.cards import Card
from dlterms.quiz.typed import Verdict, grade_typed
from dlterms.variants import written
from lookup_support import bundled, bundled_glossary

LEXICON = IndexLexicon(bundled())
TERMS = [LEXICON.term(name) for name in bundled_glossary().terms]


def graded(answer: str, term: Term, direction: str = "definition-term") -> Verdict:
    return grade_typed(answer, Card(term.glossary, term.id, direction), term, LEXICON)


def pairs() -> Iterator[tuple[str, Term, bool]]:
    """(a name of another term, term, whether it is a name of both)"""
    own = {term.id: {key(each) for label in term.accepted() for each in written(label)} for term in TERMS}
    for other in TERMS:
        for name in dict.fromkeys(each for label in other.accepted() for each in written(label)):
            yield from ((name, term, key(name) in own[term.id]) for term in TERMS if term is not other)


def mistyped(text: str, rng: random.Random) -> str:
    """A text with one letter left out, put in, changed, or swapped with the next."""
    place = rng.choice([n for n, character in enumerate(text) if character.isalpha()])
    letter = rng.choice(string.ascii_lowercase)
    before, at, after = text[:place], text[place], text[place + 1 :]
    changed = (before + after, before + letter + at + after, before + letter + after)
    return rng.choice([*changed, before + after[:1] + at + after[1:]])


def typos(names: list[tuple[Term, str]], edits: int, size: int, rng: random.Random) -> Iterator[tuple[Term, str, str]]:
    """(term, name, the name with so many typos); one that is a label, or no typo, is drawn again."""
    made = 0
    while made < size:
        term, name = rng.choice(names)
        typed = name
        for _ in range(edits):
            typed = mistyped(typed, rng)
        if key(typed) != key(name) and not LEXICON.owners(key(typed)):
            made += 1
            yield term, name, typed


def replaced(names: list[tuple[Term, str]], words: Iterable[str]) -> Iterator[tuple[Term, str, str]]:
    """(term, name, the name with one word another English one within two edits)"""
    known = [word for word in words if word.isascii() and word.isalpha() and word.islower() and len(word) > 2]
    near: dict[str, list[str]] = {}
    for term, name in names:
        parts = name.split()
        for n, part in enumerate(parts):
            word = part.lower()
            if word not in near:
                found = process.extract(word, known, scorer=OSA.distance, score_cutoff=2, limit=None)
                near[word] = [other for other, distance, _ in found if distance and len(word) > 2]
            for other in near[word]:
                typed = " ".join([*parts[:n], other, *parts[n + 1 :]])
                if not LEXICON.owners(key(typed)):
                    yield term, name, typed


def share(rows: Iterable[tuple[Term, str, str]], show: Callable[[str], None]) -> tuple[int, int]:
    """How many of the answers are right, and how many there are."""
    passed = size = 0
    for term, name, typed in rows:
        right = graded(typed, term, "zh-en").right
        size, passed = size + 1, passed + right
        show(f"{'right' if right else 'not'}: {typed} for {name}")
    return passed, size


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sample", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--words", type=Path, default=Path("/usr/share/dict/words"))
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    show = print if options.show else lambda text: None
    tried: dict[bool, int] = defaultdict(int)
    accepted = 0
    for name, term, shared in pairs():
        tried[shared] += 1
        if not shared and graded(name, term).right:
            accepted += 1
            print(f"accepted: {name} for {term.id}")
    print(f"ordered pairs: {accepted} of {tried[False]} accepted; shared labels apart: {tried[True]}")
    shown = [(term, label) for term in TERMS for label in (term.en.term, *(alias.term for alias in term.en.aliases))]
    accepted_names = [(term, label) for term in TERMS for label in term.en.accepted()]
    rng = random.Random(options.seed)
    for sort, english in (("shown", shown), ("accepted", accepted_names)):
        for least, most, edits in ((6, 9, 1), (10, 999, 1), (6, 999, 1), (10, 999, 2)):
            names = [(term, name) for term, name in english if name.isascii() and least <= len(key(name)) <= most]
            passed, size = share(typos(names, edits, options.sample, rng), show)
            lengths = f"{least} to {most}" if most < 999 else f"{least} and more"
            edited = "1 edit" if edits == 1 else f"{edits} edits"
            print(f"{edited} in a name that is {sort}, {lengths} letters: {passed / size:.1%} of {size} right")
    if options.words.exists():
        names = [(term, name) for term, name in accepted_names if name.isascii() and len(key(name)) >= 6]
        passed, size = share(replaced(names, options.words.read_text(encoding="utf-8").split()), show)
        print(f"one word replaced by another English word within two edits: {passed / size:.1%} of {size} right")


if __name__ == "__main__":
    main()
