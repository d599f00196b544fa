"""`dlterms check`."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

import click

from dlterms import files
from dlterms.cli import language
from dlterms.cli.glossary import named_roots, roots
from dlterms.i18n import clauses, counted
from dlterms.labels import printable
from dlterms.loader import load, load_unchecked
from dlterms.loader.source import file_of
from dlterms.model import Glossary, Problem

_Files = Sequence[Sequence[str]]


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github"]), default="text", help="How problems are printed."
)
def command(paths: tuple[Path, ...], strict: bool, form: str) -> None:
    """Report every fault of glossary files, by line and column.

    Without PATH all glossaries in use are checked; a PATH is checked together with them.
    """
    if form == "json":
        language.use("en")  # as all JSON is, for programs
    found = files.glossary_files([*paths, *roots(named_roots())])
    named, in_force = found[: len(paths)], found[len(paths) :]
    names = {path for paths_of in named for path in paths_of}
    glossary, problems = _checked(named, in_force)
    problems = [problem for problem in problems if not paths or problem.file in names]
    entries = sum(1 for term in glossary.terms.values() if not paths or file_of(term.id) in names)
    counts = Counter(problem.level for problem in problems)
    totals = [
        counted(entries, "{n} entry", "{n} entries"),
        counted(counts["error"], "{n} error", "{n} errors"),
        counted(counts["warning"], "{n} warning", "{n} warnings"),
    ]
    _PRINTERS[form](problems, clauses(totals))
    if counts["error"] or (strict and counts["warning"]):
        click.get_current_context().exit(1)


def _checked(named: _Files, in_force: _Files) -> tuple[Glossary, list[Problem]]:
    """What is in the files in use and in those named, each of which stands in for its other version in use."""
    own, unread = files.read_sets(named)
    others, also_unread = files.read_sets(in_force)
    mine = [file for texts in own for file in texts]
    others = [[file for file in texts if not any(_versions(file, one) for one in mine)] for texts in others]
    glossary, problems = load([*others, *own])
    return glossary, [*unread, *also_unread, *problems]


def _versions(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two (path, text) are two versions of one file: the same name and some id in common."""
    return os.path.basename(one[0]) == os.path.basename(other[0]) and bool(_ids(one) & _ids(other))


def _ids(file: tuple[str, str]) -> set[str]:
    glossary, _ = load_unchecked([[file]])
    return {*glossary.terms, *glossary.titles, *glossary.additions}


def _print_text(problems: Sequence[Problem], totals: str) -> None:
    for problem in problems:
        click.echo(printable(str(problem)))
    click.echo(totals)


def _print_json(problems: Sequence[Problem], totals: str) -> None:
    click.echo(json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=2))


def _print_github(problems: Sequence[Problem], totals: str) -> None:
    for p in problems:
        text = printable(p.message).replace("%", "%25")
        click.echo(f"::{p.level} file={p.file},line={p.line},col={p.column},title={p.code}::{text}")
    click.echo(totals)


_PRINTERS: dict[str, Callable[[Sequence[Problem], str], None]] = {
    "text": _print_text,
    "json": _print_json,
    "github": _print_github,
}
