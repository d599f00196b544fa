"""How often look-up shows the right entry at once: look-ups as people type them, and what they mean.

    python tests/figures/queries.py FILE [--show]

A line of FILE is `query=id`, or `query=id,id` where two are to be compared. Counted is how often the right entry comes
first (what a miss suggests counts, too, since the reader sees it in the same place), and how often its definition is
on a screen of 80 by 24 with nothing typed again. `--show` lists the others, and what comes instead. The bundled
glossary is asked.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from dlterms.index.find import Match, look_up
from dlterms.terminal import styled
from dlterms.views.found import layouts
from dlterms.views.page import Part
from lookup_support import bundled

COLUMNS, LINES = 80, 24


def queries(text: str) -> Iterator[tuple[str, list[str]]]:
    """(query, ids meant) of each line that is no comment."""
    for line in text.splitlines():
        query, _, wanted = line.rpartition("=")
        if query and not line.startswith("#"):
            yield query, wanted.split(",")


def is_explained(matches: Sequence[Match], wanted: Sequence[str]) -> bool:
    """Whether the definitions of the entries wanted are on the screen, and of not many others."""
    found = [match.id for match in matches]
    if not set(wanted) <= set(found) or (len(wanted) > 1 and found != wanted):
        return False
    ways = list(layouts(matches, "both", False))
    return len(ways) == 1 or any(_height(way) < LINES for way in ways[:-1])  # the last is a list of names


def _height(layout: Sequence[Part]) -> int:
    screen = io.StringIO()
    styled.print_page(styled.console(screen, width=COLUMNS), layout)
    return screen.getvalue().count("\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    first = explained = size = 0
    for query, wanted in queries(options.file.read_text(encoding="utf-8")):
        result = look_up(bundled(), query)
        names = [match.id for match in result.matches] or [name for name, _, _ in result.suggestions]
        leads, shown = names[: len(wanted)] == wanted, is_explained(result.matches, wanted)
        size, first, explained = size + 1, first + leads, explained + shown
        if options.show and not (leads and shown):
            how = result.matches[0].match if result.matches else "missed"
            print(f"{query}: {','.join(wanted)}, here {how} {', '.join(names[:4])}{'' if shown else ', not explained'}")
    print(f"{first} of {size} come first, {explained} are explained at once")


if __name__ == "__main__":
    main()
