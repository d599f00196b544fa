"""`dlterms lookup`."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from dlterms.cli.glossary import ask
from dlterms.cli.language import json_option, lang_option
from dlterms.index import Index, find

if TYPE_CHECKING:  # a look-up does without the model
    from dlterms.model import Lang


@click.command("lookup")
@click.argument("words", nargs=-1, required=True, metavar="WORD...")
@click.option("--full", is_flag=True, help="Print whole entries: formulas, notes and sources, too.")
@click.option("--search", is_flag=True, help="Search in definitions, examples and notes.")
@lang_option
@json_option("Print one JSON object.")
def command(words: tuple[str, ...], full: bool, search: bool, lang: Lang, as_json: bool) -> None:
    """Look a term up: Chinese, English, pinyin, typos, questions.

    Words need no quotes: dlterms lookup batch size. With - for WORD each line of stdin is looked up and answered in
    one line.
    """
    seek = _search if search else find.look_up

    def answered(db: Index) -> bool:
        if words == ("-",):
            from dlterms.cli.many import answer_lines

            return answer_lines(lambda query: seek(db, query), as_json)
        result = seek(db, " ".join(words))
        if result.matches or as_json:
            _show(result, lang, full, as_json)
        else:
            from dlterms.cli.missed import say_not_found

            say_not_found(db, result, lang, search)
        return bool(result.matches)

    # Not checked: of the time of a look-up that would be a fiftieth.
    if not ask(answered, checked=0):
        click.get_current_context().exit(1)


def _search(db: Index, query: str) -> find.Result:
    from dlterms.index.definitions import search_definitions

    return search_definitions(db, query)


def _show(result: find.Result, lang: Lang, full: bool, as_json: bool) -> None:
    """Print what was found: all of it, or nothing where the index is damaged."""
    if as_json:
        import json

        click.echo(json.dumps(result.to_json(), ensure_ascii=False))
        return
    from dlterms.views import found

    if not sys.stdout.isatty():
        click.echo("\n".join(found.plain(result.matches, lang, full)))
        return
    from dlterms.terminal import pager, styled

    pager.show(styled.console(sys.stdout), found.layouts(result.matches, lang, full), os.environ)
