"""What `dlterms` alone says on a terminal: what can be done now, and the commands."""

from __future__ import annotations

import sys

import click

from dlterms.cli import GROUPS
from dlterms.cli.due_command import to_study
from dlterms.cli.glossary import ask_quietly, named_roots
from dlterms.errors import DltermsError
from dlterms.i18n import counted, series, tr
from dlterms.index import Index
from dlterms.terminal import styled
from dlterms.terminal.table import print_table
from dlterms.views.page import Spans


def show() -> None:
    """Say it; what cannot be read is left out, for the commands tell of it."""
    out = styled.console(sys.stdout)
    try:
        styled.print_lines(out, ask_quietly(named_roots(), _now))
        click.echo()
    except DltermsError:
        pass
    print_table(out, [[[(tr(title), "")], [(series(names), "")]] for title, names in GROUPS.items()])
    click.echo()
    more = tr("`dlterms --help` says what each does, `dlterms help COMMAND` all about one.")
    styled.print_lines(out, [[(more, "")]])


def _now(db: Index) -> list[Spans]:
    # An example that says something in both languages, and that there is much to learn for.
    sql = "SELECT zh FROM entry ORDER BY zh = en, level, length(requires) DESC, n"
    name = db.execute(sql).fetchone()[0]
    return [
        _to_study(),
        _advice(tr("Look a term up"), f"dlterms {name}"),
        _advice(tr("What to learn first"), f"dlterms path {name}"),
    ]


def _to_study() -> Spans:
    found = to_study()
    if found["due"]:
        return _advice(tr("{cards:,} due today", cards=found["due"]), "dlterms quiz")
    if found["new"]:
        return _advice(counted(found["new"], "{n} new term today", "{n} new terms today"), "dlterms quiz")
    return _advice(tr("Nothing is due"), "dlterms stats")


def _advice(what: str, command: str) -> Spans:
    return [(f"{what} · ", ""), (command, "term")]
