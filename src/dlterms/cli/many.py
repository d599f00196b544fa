"""Many look-ups in one process: a query a line, each answered at once with a line."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable

from dlterms.index.find import Result
from dlterms.labels import printable
from dlterms.terminal.lines import piped_lines


def answer_lines(seek: Callable[[str], Result], as_json: bool) -> bool:
    """Answer every line of stdin on stdout; whether each was found."""
    written = _object if as_json else _columns
    missed = 0
    for query in piped_lines(sys.stdin):
        result = seek(query)
        missed += not result.matches
        sys.stdout.write(f"{written(result)}\n")
        sys.stdout.flush()  # whoever keeps this process waits for the answer
    return not missed


def _object(result: Result) -> str:
    return json.dumps(result.to_json(), ensure_ascii=False)


def _columns(result: Result) -> str:
    """The query, and of the best match its id and names."""
    found = result.matches[0] if result.matches else None
    names = (found.id, found.entry["zh"]["term"], found.entry["en"]["term"]) if found else ("", "", "")
    return printable("\t".join((result.query, *names)).replace("\n", " "))
