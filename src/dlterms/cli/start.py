"""What `dlterms` alone says on a terminal: what can be done now, and the commands."""

from __future__ import annotations

import sys

import click

from dlterms.cli import GROUPS
from dlterms.cli.due_command import to_study
from dlterms.cli.glossary import ask_quietly, named_roots
from dlterms.errors import DltermsError
from dlterms.i18n import counted
from dlterms.index import Index
from dlterms.terminal import styled
from dlterms.views.page import Spans


def show(ctx: click.Context) -> None:
    """Say it; what cannot be read is left out, for the commands tell of it."""
    out = styled.console(sys.stdout)
    try:
        styled.print_lines(out, ask_quietly(named_roots(), _now))
        click.echo()
    except DltermsError:
        pass
    formatter = ctx.make_formatter()
    formatter.write_dl([(title, ", ".join(names)) for title, names in GROUPS.items()])
    formatter.write_paragraph()
    formatter.write_text("`dlterms --help` says what each does, `dlterms help COMMAND` all about one.")
    click.echo(formatter.getvalue(), nl=False)


def _now(db: Index) -> list[Spans]:
    # An example that says something in both languages, and that there is much to learn for.
    sql = "SELECT zh FROM entry ORDER BY zh = en, level, length(requires) DESC, n"
    name = db.execute(sql).fetchone()[0]
    return [
        _to_study(),
        _advice("Look a term up", f"dlterms {name}"),
        _advice("What to learn first", f"dlterms path {name}"),
    ]


def _to_study() -> Spans:
    found = to_study()
    if found["due"]:
        return _advice(f"{found['due']:,} due today", "dlterms quiz")
    if found["new"]:
        return _advice(counted(found["new"], "{n} new term today", "{n} new terms today"), "dlterms quiz")
    return _advice("Nothing is due", "dlterms stats")


def _advice(what: str, command: str) -> Spans:
    return [(f"{what} · ", ""), (command, "term")]
