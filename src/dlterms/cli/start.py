"""What `dlterms` alone says on a terminal: what can be done now, and the commands."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

import click

from dlterms.cli import own_history
from dlterms.cli.glossary import ask_quietly, named_roots
from dlterms.errors import DltermsError
from dlterms.index import Index
from dlterms.index.lexicon import IndexLexicon
from dlterms.index.selection import Wanted
from dlterms.quiz.cards import USUAL
from dlterms.schedule import RETENTION
from dlterms.study.survey import survey
from dlterms.terminal import styled
from dlterms.views.page import Spans
from dlterms.views.words import counted


def show(ctx: click.Context, settings: Mapping[str, Any]) -> None:
    """Say it; what cannot be read is left out, for the commands tell of it. `settings` are the learner's own."""
    out = styled.console(sys.stdout)
    try:
        styled.print_lines(out, ask_quietly(named_roots(), lambda db: _now(db, settings)))
        click.echo()
    except DltermsError:
        pass
    formatter = ctx.make_formatter()
    assert isinstance(ctx.command, click.Group)
    if out.width < styled.NARROW:  # where all summaries would push away what stands above
        formatter.write_text(", ".join(ctx.command.list_commands(ctx)))
    else:
        ctx.command.format_commands(ctx, formatter)
    formatter.write_paragraph()
    formatter.write_text("`dlterms help COMMAND` explains a command.")
    click.echo(formatter.getvalue(), nl=False)


def _now(db: Index, settings: Mapping[str, Any]) -> list[Spans]:
    # An example that says something in both languages, and that there is much to learn for.
    sql = "SELECT zh FROM entry ORDER BY zh = en, level, length(requires) DESC, n"
    name = db.execute(sql).fetchone()[0]
    return [
        _to_study(IndexLexicon(db), settings),
        _advice("Look a term up", f"dlterms {name}"),
        _advice("What to learn first", f"dlterms path {name}"),
    ]


def _to_study(lexicon: IndexLexicon, settings: Mapping[str, Any]) -> Spans:
    wanted = Wanted(levels=settings.get("levels", ()), directions=settings.get("directions") or USUAL)
    with own_history.readable_history() as history:
        history.follow(lexicon.renamed())
        found = survey(history, lexicon, wanted, settings.get("retention", RETENTION), own_history.now())
    due, new = found.due[0], found.count("new")
    if due:
        return _advice(f"{due:,} due today", "dlterms quiz")
    if new:
        return _advice(counted(new, "{n} term to learn", "{n} terms to learn"), "dlterms quiz")
    return _advice("Nothing is due", "dlterms stats")


def _advice(what: str, command: str) -> Spans:
    return [(f"{what} · ", ""), (command, "term")]
