"""`dlterms glossaries`."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from itertools import groupby

import click

from dlterms import files
from dlterms.cli import own_glossary
from dlterms.cli.glossary import named_roots, roots
from dlterms.cli.language import json_option
from dlterms.errors import DltermsError
from dlterms.labels import printable
from dlterms.loader import NAMELESS, load
from dlterms.loader.source import file_of
from dlterms.views.glossaries import InForce, rows


@click.command("glossaries")
@json_option("Print one JSON list.")
def command(as_json: bool) -> None:
    """List the glossary files in use, with what is in each.

    The first comes first where two of them give one id. Errors and warnings are counted as `dlterms check` counts them.
    """
    found = _in_force()
    if as_json:
        click.echo(json.dumps([file._asdict() for file in found], ensure_ascii=False, indent=2))
    elif sys.stdout.isatty():
        _show(found)
    else:
        for file in found:
            columns = (file.glossary or "", *file[3:], file.state, file.file)
            click.echo(printable("\t".join(map(str, columns)).replace("\n", " ")))


def _show(found: Sequence[InForce]) -> None:
    from dlterms.terminal.styled import console, print_lines
    from dlterms.terminal.table import print_table

    out = console(sys.stdout)
    for folder, inside in groupby(found, lambda file: os.path.dirname(file.file)):
        print_lines(out, [[(folder or os.curdir, "dim")]])
        print_table(out, rows(list(inside)))


def _in_force() -> list[InForce]:
    """The files in their order, and last the one that one's own additions will go to, if that is not there yet."""
    wanted = roots(named_roots())
    lost = {root: file for root in wanted if (file := _lost(root))}
    sets = iter(_looked_into(files.glossary_files(root for root in wanted if root not in lost)))
    found = [file for root in wanted for file in ([lost[root]] if root in lost else next(sets))]
    with suppress(DltermsError):  # one's own is not in use, or there is no place for it
        if not os.path.lexists(own := own_glossary.target(None)):
            found.append(InForce(own, "unwritten"))
    return found


def _lost(root: str) -> InForce | None:
    """A file or folder of which it cannot be told what is in it."""
    try:
        files.glossary_files([root])
    except DltermsError:
        return InForce(root, "unreadable" if os.path.lexists(root) else "absent")
    return None


def _looked_into(sets: Sequence[Sequence[str]]) -> list[list[InForce]]:
    """What is in the files of each set."""
    texts, unread = files.read_sets(sets)
    glossary, problems = load(texts)
    lost = {problem.file for problem in unread}
    entries, additions = (Counter(map(file_of, found)) for found in (glossary.terms, glossary.additions))
    faults = Counter((problem.file, problem.level) for problem in [*unread, *problems])
    ids = {file_of(term.id): term.glossary for term in glossary.terms.values()}
    ids |= {file_of(name): name for name in glossary.titles}

    def file(path: str, of_set: str) -> InForce:
        errors, warnings = faults[path, "error"], faults[path, "warning"]
        if path in lost:
            return InForce(path, "unreadable", errors=errors)
        return InForce(path, "read", ids.get(path, of_set), entries[path], additions[path], errors, warnings)

    names = [next((ids[path] for path in found if path in ids), NAMELESS) for found in sets]
    return [[file(path, name) for path in found] for found, name in zip(sets, names, strict=True)]
