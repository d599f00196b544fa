"""How often the quiz agrees with an examiner: answers that somebody graded by hand, graded by dlterms.

    python tests/figures/agreement.py FILE [--show]

A line of FILE is `term direction | answer=verdicts; ...`. Direction: z English is shown and Chinese asked, e the
reverse, d the definition is shown. Verdicts, any of which is fair: R right, slips included, A asked again, X not
accepted. `--show` lists the answers on which the two differ. The bundled glossary is what is asked.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from dlterms.index.lexicon import IndexLexicon
from dlterms.quiz.cards import Card
from dlterms.quiz.typed import Verdict, grade_typed
from lookup_support import bundled

DIRECTIONS = {"z": "en-zh", "e": "zh-en", "d": "definition-term"}


class Row(NamedTuple):
    term: str
    direction: str
    answer: str
    fair: str  # letters, any of which is fair


def rows(text: str) -> Iterator[Row]:
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            asked, _, answers = line.partition(" | ")
            term, direction = asked.split()
            for each in answers.split(";"):
                answer, _, fair = each.rpartition("=")
                yield Row(term, DIRECTIONS[direction], answer, fair.strip())


def letter(verdict: Verdict) -> str:
    return "R" if verdict.right else "X" if verdict.graded else "A"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    lexicon = IndexLexicon(bundled())
    counts = {"one fair verdict": [0, 0], "all": [0, 0]}
    for row in rows(options.file.read_text(encoding="utf-8")):
        term = lexicon.term(row.term)
        verdict = grade_typed(row.answer, Card(term.glossary, term.id, row.direction), term, lexicon)
        agreed = letter(verdict) in row.fair
        for name in ("all", "one fair verdict")[: 1 + (len(row.fair) == 1)]:
            counts[name][0] += agreed
            counts[name][1] += 1
        if options.show and not agreed:
            found = f"{verdict.name} {verdict.other_term or verdict.label or ''}"
            print(f"{row.term} {row.direction} {row.answer}: {row.fair}, here {found}")
    for name, (agreeing, size) in counts.items():
        print(f"{name}: {agreeing} of {size} agree, {agreeing / size:.1%}")


if __name__ == "__main__":
    main()
