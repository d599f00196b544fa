"""`dlterms compare`."""

from __future__ import annotations

import json
import os
import sys

import click

from dlterms.cli.glossary import ask
from dlterms.cli.language import json_option, lang_option
from dlterms.cli.terms import two_terms
from dlterms.index.lexicon import IndexLexicon
from dlterms.model import Lang
from dlterms.views.compare import Described, apart, comparison, shared


@click.command("compare")
@click.argument("words", nargs=-1, required=True, metavar="TERM TERM")
@lang_option
@json_option("Print one JSON object.")
def command(words: tuple[str, ...], lang: Lang, as_json: bool) -> None:
    """Show two terms side by side, and what tells them apart.

    Names need no quotes where it is clear which words belong together: dlterms compare batch size learning rate
    """
    ask(lambda db: _compare(IndexLexicon(db), words, lang, as_json))


def _compare(lexicon: IndexLexicon, words: tuple[str, ...], lang: Lang, as_json: bool) -> None:
    one, other = (Described(*lexicon.entry(name)) for name in two_terms(lexicon, words))
    if as_json:
        found = {"terms": [one.entry, other.entry], "shared": shared(one, other), "apart": apart(one, other)}
        click.echo(json.dumps(found, ensure_ascii=False))
    elif sys.stdout.isatty():
        from dlterms.terminal import pager, styled

        pager.show(styled.console(sys.stdout), [comparison(one, other, lang)], os.environ)
    else:
        from dlterms.views.page import plain

        click.echo("\n".join(plain(comparison(one, other, lang))))
