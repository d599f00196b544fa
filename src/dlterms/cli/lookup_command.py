"""`dlterms lookup`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from dlterms.cli.glossary import ask
from dlterms.index import Index, find
from dlterms.labels import both, printable

if TYPE_CHECKING:  # a look-up does without the model
    from dlterms.model import Lang

MANY = 3  # matches that are shown as whole pages; more are a list


@click.command("lookup")
@click.argument("words", nargs=-1, required=True, metavar="WORD...")
@click.option("--search", is_flag=True, help="Search in definitions, examples and notes.")
@click.option("--lang", type=click.Choice(["zh", "en", "both"]), default="both", help="Language of the explanations.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(words: tuple[str, ...], search: bool, lang: Lang, as_json: bool) -> None:
    """Look a term up: Chinese, English, acronym, pinyin, part of a word, or a typo.

    Words need no quotes: dlterms lookup batch size
    """
    query = " ".join(words)
    seek = _search if search else find.look_up
    # Not checked: of the time of a look-up that would be a fiftieth.
    if not ask(lambda db: _show(seek(db, query), lang, as_json), checked=0):
        click.get_current_context().exit(1)


def _search(db: Index, query: str) -> find.Result:
    from dlterms.index.definitions import search_definitions

    return search_definitions(db, query)


def _show(result: find.Result, lang: Lang, as_json: bool) -> bool:
    """Print what was found, if anything was: all of it, or nothing where the index is damaged."""
    if as_json:
        import json

        click.echo(json.dumps(result.to_json(), ensure_ascii=False))
    elif not result.matches:
        _say_not_found(result)
    elif sys.stdout.isatty():
        _show_styled(result, lang)
    else:
        _show_plain(result, lang)
    return bool(result.matches)


def _say_not_found(result: find.Result) -> None:
    click.echo(f"dlterms: no entry for `{printable(result.query)}`", err=True)
    for _, zh, en in result.suggestions:
        click.echo(f"  did you mean {both(zh, en)}?", err=True)
    click.echo("  `dlterms lookup --search WORD` looks into definitions", err=True)


def _pages(result: find.Result) -> bool:
    """Whether whole pages are shown: for few entries that bear the name, or the only one whose term it is a part of."""
    last = result.matches[-1]
    if last.match not in ("initials", "prefix", "substring", "definition"):
        return len(result.matches) <= MANY
    return len(result.matches) == 1 and last.label in (last.entry["zh"]["term"], last.entry["en"]["term"])


def _show_plain(result: find.Result, lang: Lang) -> None:
    from dlterms.views import page

    lines: list[str] = []
    for match in result.matches:
        if _pages(result):
            lines += [""] * bool(lines) + [*page.plain(page.page(match.entry, match.context, lang))]
        else:
            lines.append(page.plain_line(page.one_line(match.entry, match.label)))
    click.echo("\n".join(lines))


def _show_styled(result: find.Result, lang: Lang) -> None:
    from dlterms.terminal import styled
    from dlterms.views import page

    out = styled.console(sys.stdout)
    if not _pages(result):
        styled.print_lines(out, [page.one_line(match.entry, match.label) for match in result.matches])
        return
    for number, sections in enumerate([page.page(match.entry, match.context, lang) for match in result.matches]):
        if number:
            styled.print_rule(out)
        styled.print_page(out, sections)
