"""`dlterms check`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

import click

from dlterms import files
from dlterms.cli.glossary import named_roots, roots
from dlterms.labels import printable
from dlterms.loader import load, load_unchecked
from dlterms.model import Problem


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github"]), default="text", help="How problems are printed."
)
def command(paths: tuple[Path, ...], strict: bool, form: str) -> None:
    """Report every fault of glossary files, with file, line and column.

    Without PATH all glossaries in force are checked; a PATH is checked together with them.
    """
    texts, own = _texts(paths)
    glossary, problems = load(texts)
    problems = [p for p in [*own, *problems] if not paths or p.file in _names(paths)]
    entries = sum(1 for term in glossary.terms.values() if not paths or _file_of(term.id) in _names(paths))
    counts = Counter(problem.level for problem in problems)
    _PRINTERS[form](problems, f"{entries} entries, {counts['error']} errors, {counts['warning']} warnings")
    if counts["error"] or (strict and counts["warning"]):
        click.get_current_context().exit(1)


def _names(paths: Sequence[Path]) -> set[str]:
    return {str(path) for found in files.glossary_files(paths) for path in found}


def _file_of(name: str) -> str:
    """The file in which a loaded id was written."""
    at: tuple[str, int, int] = getattr(name, "at", ("", 0, 0))
    return at[0]


def _texts(paths: Sequence[Path]) -> tuple[list[list[tuple[str, str]]], list[Problem]]:
    """The files in force, then those named, each of which stands in for its other version in force."""
    in_force, problems = files.read_sets(files.glossary_files(roots(named_roots())))
    if not paths:
        return in_force, problems
    named, problems = files.read_sets(files.glossary_files(paths))
    mine = [file for found in named for file in found]
    others = [[file for file in found if not any(_same(file, own) for own in mine)] for found in in_force]
    return [*others, *named], problems


def _same(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two (name, text) are one file, or two versions of one: the same name and some id in common."""
    if Path(one[0]).name != Path(other[0]).name:
        return False
    return Path(one[0]).resolve() == Path(other[0]).resolve() or bool(_ids(one) & _ids(other))


def _ids(file: tuple[str, str]) -> set[str]:
    glossary, _ = load_unchecked([[file]])
    return {*glossary.terms, *glossary.titles}


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
