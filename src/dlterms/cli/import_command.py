"""`dlterms import`."""

from __future__ import annotations

import gc
import os
import re
import sys
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

import click

from dlterms import files
from dlterms.cli.anki_progress import take_over
from dlterms.cli.glossary import ask, place_of_own
from dlterms.cli.importing import in_force, sections, without_faults
from dlterms.cli.own_glossary import is_in_force, named_file, save, target, try_out
from dlterms.errors import DltermsError, reason
from dlterms.i18n import clauses, counted, marked, tr
from dlterms.importers.formats import FORMATS, read
from dlterms.importers.merging import Merged, merge
from dlterms.importers.records import Imported, LeftOut, place_said
from dlterms.labels import printable
from dlterms.terminal.progress import Progress

T = TypeVar("T")
_NAME_A_FILE = marked(
    "your own glossary is not in use: omit --glossary and DLTERMS_GLOSSARY, or name the file to add to with -o FILE"
)
_SHOWN = 20  # rows of each sort that a terminal is shown


@click.command("import")
@click.argument("path", metavar="FILE", type=click.Path())
@click.option("--format", "form", type=click.Choice(FORMATS), help="What FILE is, if its content does not tell.")
@click.option("-o", "--output", "output", metavar="FILE", type=click.Path(), help="Add to this glossary file.")
@click.option("--write", is_flag=True, help="Write it: without this it is only said what would be done.")
@click.option("--with-progress", is_flag=True, help="Take over how an Anki package's cards were answered.")
def command(path: str, form: str | None, output: str | None, write: bool, with_progress: bool) -> None:
    """Make entries of a table, a list or flashcards.

    CSV and TSV, Markdown tables, lines such as `术语，term`, Anki's packages and text export, glosario's YAML and what
    `list --json` prints are read. Each row becomes an entry, adds names to one that is there, or is left out, and it is
    said why.
    """
    goal = named_file(_goal(path) if output is None else output)
    also = _also(goal)
    gc.disable()  # many small objects and no cycle among them: it would cost more than all the rest
    try:
        form, found = _shown(tr("reading"), lambda reached: _read(path, form))
        if with_progress and form != "apkg":
            fault = tr("--with-progress is for Anki's packages (.apkg), and this is {form}", form=form)
            raise click.UsageError(fault)
        merged = ask(
            lambda db: _shown(tr("comparing"), lambda reached: merge(found.records, in_force(db), reached)),
            also=also,
        )
        merged = _shown(tr("checking"), lambda reached: without_faults(merged, also))
        made = sections(merged)
        if made:
            _shown(
                tr("writing") if write else tr("checking"),
                lambda reached: (save if write else try_out)(goal, made),
            )
    finally:
        gc.enable()
    left = sorted([*found.left_out, *merged.left_out], key=lambda one: _natural(one.place))
    _tell(form, found, merged, left)
    for line in take_over(found, merged, write) if with_progress else ():
        click.echo(line)
    click.echo(_last(goal, write, bool(made)))
    if any(one.fault for one in left):
        click.get_current_context().exit(1)


def _tell(form: str, found: Imported, merged: Merged, left: Sequence[LeftOut]) -> None:
    click.echo(f"{form}: {_totals(found, merged, left)}")
    for title, fault in ((marked("To fix:"), True), (marked("Left out on purpose:"), False)):
        _list(tr(title), [one for one in left if one.fault == fault])
    for remark in (*found.remarks, *merged.remarks):
        click.echo(tr("Note: {remark}", remark=printable(remark)))


def _shown(what: str, work: Callable[[Callable[[float], None]], T]) -> T:
    with Progress(sys.stderr, time.monotonic) as progress:
        progress.stage(what)
        return work(progress.reached)


def _goal(path: str) -> str:
    """The file beside one's own terms that is named after a foreign one."""
    name = os.path.splitext(os.path.basename(path))[0].lstrip(".-") or "imported"
    return os.path.join(os.path.dirname(target(None, _NAME_A_FILE)), f"{name}.yaml")


def _also(goal: str) -> list[str]:
    """The file that is written to, if nobody looks into it otherwise: what stands in it counts, too.

    An empty one is no glossary, and will be.
    """
    is_empty = os.path.isfile(goal) and not os.path.getsize(goal)
    return [goal] if os.path.exists(goal) and not is_empty and not is_in_force(goal) else []


def _read(path: str, form: str | None) -> tuple[str, Imported]:
    try:
        if path == "-":
            content = sys.stdin.buffer.read(files.MAX_BYTES + 1)
            if len(content) > files.MAX_BYTES:
                raise DltermsError(tr("larger than {n} MB: split it", n=files.MAX_BYTES // 2**20))
        else:
            content = files.read_bytes(path, files.MAX_BYTES)
        return read(content, form)
    except DltermsError as fault:
        raise DltermsError(f"{printable(path)}: {printable(str(fault))}") from None
    except OSError as error:
        raise DltermsError(f"{printable(path)}: {reason(error)}") from None


def _natural(place: str) -> list[int | str]:
    """A key by which `line 9` comes before `line 10`."""
    return [int(part) if part.isdigit() else part for part in re.split("([0-9]+)", place)]


def _totals(found: Imported, merged: Merged, left: Sequence[LeftOut]) -> str:
    rows = len(found.records) + len(found.left_out)
    united = sum(len(made.places) - 1 for made in merged.entries)
    parts = [
        counted(rows, "{n} row read", "{n} rows read"),
        counted(len(merged.entries), "{n} entry made", "{n} entries made"),
        _added(merged),
        counted(united, "{n} row merged with an earlier one", "{n} rows merged with earlier ones"),
        tr("{n:,} left out", n=len(left)),
    ]
    return clauses(parts)


def _added(merged: Merged) -> str:
    entries = len({made.record["of"] for made in merged.additions})
    if (rows := len(merged.additions)) == entries:
        return counted(entries, "{n} entry added to", "{n} entries added to")
    return counted(
        entries, "{n} entry added to by {rows} rows", "{n} entries added to by {rows} rows", rows=f"{rows:,}"
    )


def _list(title: str, left: Sequence[LeftOut]) -> None:
    if not left:
        return
    click.echo(title)
    most = _SHOWN if sys.stdout.isatty() else len(left)
    for one in left[:most]:
        click.echo(f"  {printable(place_said(one.place))}: {' '.join(printable(one.why).split())}")
    if len(left) > most:
        click.echo("  " + tr("… and {n:,} more; `| less` shows all", n=len(left) - most))


def _last(goal: str, write: bool, made: bool) -> str:
    if not made:
        return tr("Nothing to write.")
    name = printable(goal)
    told = tr("Written: {path}", path=name) if write else tr("Nothing written yet: --write writes {path}.", path=name)
    if is_in_force(goal) or os.path.dirname(os.path.abspath(goal)) == place_of_own():
        return told
    note = tr("Note: that file is not in use: put it into your glossary folder, or name it with `dlterms --glossary`")
    return f"{told}\n{note}"
