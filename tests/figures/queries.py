"""How often look-up puts the right entry first: look-ups as people type them, and what they mean.

    python tests/figures/queries.py FILE [--show]

A line of FILE is `query=id`. `--show` lists those that do not come first, and what does. The bundled glossary is asked;
what a miss suggests counts like what is found, since the reader sees it in the same place.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from dlterms.index.find import look_up
from lookup_support import bundled


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    first = early = size = 0
    for line in options.file.read_text(encoding="utf-8").splitlines():
        query, _, wanted = line.rpartition("=")
        if not query or line.startswith("#"):
            continue
        result = look_up(bundled(), query)
        names = [match.id for match in result.matches] or [name for name, _, _ in result.suggestions]
        size, first, early = size + 1, first + (names[:1] == [wanted]), early + (wanted in names[:3])
        if options.show and names[:1] != [wanted]:
            how = result.matches[0].match if result.matches else "missed"
            print(f"{query}: {wanted}, here {how} {', '.join(names[:4])}")
    print(f"{first} of {size} come first, {early} among the first three")


if __name__ == "__main__":
    main()
