"""`dlterms path`."""

from __future__ import annotations

import json
import sys

import click

from dlterms.cli import own_history
from dlterms.cli.glossary import ask
from dlterms.cli.language import json_option
from dlterms.cli.terms import one_term
from dlterms.index.lexicon import IndexLexicon
from dlterms.index.selection import prerequisites
from dlterms.model import Term
from dlterms.study.stats import State
from dlterms.study.survey import state_of
from dlterms.views.path import Step


@click.command("path")
@click.argument("words", nargs=-1, required=True, metavar="TERM...")
@json_option("Print one JSON object.")
def command(words: tuple[str, ...], as_json: bool) -> None:
    """Show what to learn first for a term, and what of it you know.

    TERM is looked up as `dlterms lookup` does. `dlterms quiz --path TERM` asks along the path.
    """
    ask(lambda db: _lead_to(IndexLexicon(db), " ".join(words), as_json))


def _lead_to(lexicon: IndexLexicon, query: str, as_json: bool) -> None:
    target = one_term(lexicon, query)
    steps = _steps(lexicon, prerequisites(lexicon, target))
    if as_json:
        order = [{"id": name} | step._asdict() | {"requires": list(step.requires)} for name, step in steps.items()]
        click.echo(json.dumps({"term": target, "path": order}, ensure_ascii=False))
    else:
        _show(target, steps)


def _steps(lexicon: IndexLexicon, order: list[str]) -> dict[str, Step]:
    """What there is to say of each term on the way."""
    terms = {name: lexicon.term(name) for name in order}
    with own_history.readable_history() as history:
        history.follow(lexicon.renamed())
        states = {name: state_of(history, term) for name, term in terms.items()}
    return {name: _step(term, states[name], order) for name, term in terms.items()}


def _step(term: Term, state: State, order: list[str]) -> Step:
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
