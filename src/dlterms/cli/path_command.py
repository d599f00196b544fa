"""`dlterms path`."""

from __future__ import annotations

import json
import sqlite3
import sys

import click

from dlterms.cli import learning, survey
from dlterms.cli.glossary import open_index
from dlterms.index import find
from dlterms.index.lexicon import IndexLexicon
from dlterms.labels import printable
from dlterms.model import Term
from dlterms.study import stats
from dlterms.views.path import Step

NAMED = ("exact", "alias", "acronym", "hidden", "found-only", "pinyin")  # matches that name a term


@click.command("path")
@click.argument("words", nargs=-1, required=True, metavar="TERM...")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_context
def command(ctx: click.Context, words: tuple[str, ...], as_json: bool) -> None:
    """Show what to learn first to understand a term, and what of it you know.

    TERM is looked up as `dlterms lookup` does. `dlterms quiz --path TERM` asks along the path.
    """
    db = open_index()
    names = _sought(db, " ".join(words))
    if len(names) != 1:
        ctx.exit(1)
    lexicon = IndexLexicon(db)
    steps = _steps(lexicon, learning.prerequisites(lexicon, names[0]))
    if as_json:
        order = [{"id": name} | step._asdict() | {"requires": list(step.requires)} for name, step in steps.items()]
        click.echo(json.dumps({"term": names[0], "path": order}, ensure_ascii=False))
    else:
        _show(names[0], steps)


def _sought(db: sqlite3.Connection, query: str) -> list[str]:
    """The id of the one term that is meant; with none or several, what can be meant is said on stderr."""
    result = find.look_up(db, query)
    names = [match.id for match in result.matches]
    if len(names) > 1:
        click.echo(f"dlterms: `{printable(query)}` can be {len(names)} terms; name one of them", err=True)
    elif not names:
        click.echo(f"dlterms: no entry for `{printable(query)}`", err=True)
    near = [name for name, *_ in result.suggestions] if not names else names if len(names) > 1 else []
    for name in near:
        click.echo(f"  did you mean {survey.namer(db)(name)} ({name})?", err=True)
    return names


def _steps(lexicon: IndexLexicon, order: list[str]) -> dict[str, Step]:
    """What there is to say of each term on the way."""
    terms = {name: lexicon.term(name) for name in order}
    with learning.readable_history() as history:
        learning.follow_renames(history, lexicon.db)
        states = {name: stats.state(survey.memories_of(history, term)) for name, term in terms.items()}
    return {name: _step(term, states[name], order) for name, term in terms.items()}


def _step(term: Term, state: str, order: list[str]) -> Step:
    return Step(term.zh.term, term.en.term, state, tuple(ref for ref in term.requires if ref in order))


def _show(name: str, steps: dict[str, Step]) -> None:
    from dlterms.views import path as path_view

    if not sys.stdout.isatty():
        for line in path_view.plain(name, steps):
            click.echo(line)
        return
    from dlterms.terminal import styled

    out = styled.console(sys.stdout)
    styled.print_page(out, path_view.drawn(name, steps, min(out.width, styled.WIDEST)))
