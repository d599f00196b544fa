"""`dlterms export`."""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import click

from dlterms.cli import own_history
from dlterms.cli.anki_progress import so_far
from dlterms.cli.exporting import Chosen, beside_entries, chosen_content
from dlterms.cli.glossary import ask
from dlterms.cli.listing import filter_options
from dlterms.cli.writing import binary_place, place, put
from dlterms.exporters.content import Content, Exported
from dlterms.i18n import counted, marked, series, tr
from dlterms.index import Index
from dlterms.index.lexicon import IndexLexicon
from dlterms.index.selection import Wanted
from dlterms.model import Lang
from dlterms.study.standing import Standing


class Format(NamedTuple):
    exporter: str  # module of dlterms.exporters, and its function of a Content and of what it `takes`
    suffix: str  # of the file
    is_binary: bool = False
    takes: tuple[str, ...] = ("lang",)  # options of this command that not all formats take
    values: Mapping[str, str] = {}  # what else the function is given
    as_written: bool = False  # whether it has to know what the files say themselves
    with_own_keys: bool = False  # whether it carries the keys of entries that begin with `x-`


FORMATS: Mapping[str, Format] = {
    "csv": Format("csv_table.csv_text", ".csv", takes=("lang", "excel_safe")),
    "tsv": Format("csv_table.tsv_text", ".tsv", takes=("lang", "excel_safe")),
    "json": Format("entries_json.json_text", ".json", with_own_keys=True),
    "yaml": Format("glossary_yaml.yaml_text", ".yaml", takes=(), as_written=True),
    "markdown": Format("markdown.markdown", ".md"),
    "html": Format("html_page.html_page", ".html", takes=("lang", "with_states")),
    "stardict": Format("stardict.dictionary", ".ifo", is_binary=True),
    "yomitan": Format("yomitan.dictionary", ".zip", is_binary=True),
    "tbx": Format("tbx.tbx", ".tbx"),
    "babeldoc": Format("translators.babeldoc", ".csv", takes=("target",)),
    "deepl": Format("translators.deepl", ".csv", takes=("target",)),
    "omegat": Format("translators.omegat", ".utf8", takes=("target",)),
    "glosario": Format("glosario.glosario_yaml", ".yml"),
    "anki": Format("anki.package", ".apkg", is_binary=True, takes=("lang", "with_progress")),
}
_SAME = {".yml": ".yaml"}  # an ending -> the one that says the same
# What a format may not carry.
WORDS: Mapping[str, Callable[[int], str]] = {
    "additions": lambda n: counted(
        n, "{n} addition to another glossary's entry", "{n} additions to other glossaries' entries"
    ),
    "additions outside": lambda n: counted(
        n, "{n} addition to an entry outside the selection", "{n} additions to entries outside the selection"
    ),
    "answers": lambda n: counted(
        n, "{n} answer to a card that no longer exists", "{n} answers to cards that no longer exist"
    ),
    "definitions": lambda n: counted(n, "{n} definition", "{n} definitions"),
    "readings": lambda n: counted(n, "{n} reading", "{n} readings"),
    "readings of other names": lambda n: counted(n, "{n} reading of another name", "{n} readings of other names"),
    "other names": lambda n: counted(n, "{n} other name", "{n} other names"),
    "qualifiers": lambda n: counted(n, "{n} qualifier", "{n} qualifiers"),
    "hidden names": lambda n: counted(n, "{n} hidden name", "{n} hidden names"),
    "find-only names": lambda n: counted(n, "{n} name that is only found", "{n} names that are only found"),
    "remarks on names": lambda n: counted(n, "{n} remark on a name", "{n} remarks on names"),
    "links": lambda n: counted(n, "{n} link", "{n} links"),
    "formulas": lambda n: counted(n, "{n} formula", "{n} formulas"),
    "LaTeX": lambda n: counted(n, "the LaTeX of {n} formula", "the LaTeX of {n} formulas"),
    "examples": lambda n: counted(n, "{n} example", "{n} examples"),
    "cloze texts": lambda n: counted(n, "{n} cloze text", "{n} cloze texts"),
    "notes": lambda n: counted(n, "{n} note", "{n} notes"),
    "citations": lambda n: counted(n, "{n} citation", "{n} citations"),
    "sources": lambda n: counted(n, "{n} source", "{n} sources"),
    "former ids": lambda n: counted(n, "{n} former id", "{n} former ids"),
    "own keys": lambda n: counted(n, "{n} `x-` key", "{n} `x-` keys"),
    "kinds of links": lambda n: counted(n, "the kind of {n} link", "the kinds of {n} links"),
    "names with ; or |": lambda n: counted(n, "{n} name with ; or |", "{n} names with ; or |"),
    "second translations": lambda n: counted(n, "{n} second translation of a name", "{n} second translations of names"),
    "names over 255 bytes": lambda n: counted(n, "{n} name of more than 255 bytes", "{n} names of more than 255 bytes"),
}


@click.command("export")
@filter_options
@click.option("--format", "name", type=click.Choice(tuple(FORMATS)), required=True, help="What to make of the terms.")
@click.option("-o", "--output", "file", type=click.Path(), metavar="FILE", help="Write to FILE instead of stdout.")
@click.option("--force", is_flag=True, help="Replace FILE if it is there.")
@click.option("--lang", type=click.Choice(["zh", "en", "both"]), help="Language of the explanations.")
@click.option(
    "--target", type=click.Choice(["zh", "en"]), help="babeldoc, deepl, omegat: translate to it, by default zh."
)
@click.option("--states", "with_states", is_flag=True, help="html: with how you stand with each term.")
@click.option("--excel-safe", is_flag=True, help="csv, tsv: no cell is taken for a formula.")
@click.option("--with-progress", is_flag=True, help="anki: with your answers, so that Anki goes on where you stopped.")
def command(
    wanted: Wanted,
    states: tuple[Standing, ...],
    sort: str | None,
    name: str,
    file: str | None,
    force: bool,
    **options: Any,
) -> None:
    """Write the terms in the format of another program.

    What a format cannot carry is counted on stderr. A file that is there is replaced only with --force.
    """
    form = FORMATS[name]
    given = {option: value for option, value in options.items() if value}
    _check_options(name, form, given)
    file = binary_place(file, form.suffix, name) if form.is_binary else _text_place(file, name)
    lang: Lang = given.pop("lang", "both")
    with_states = given.pop("with_states", False)
    with_progress = given.pop("with_progress", False)

    def content_of(db: Index) -> Content:
        chosen = Chosen(wanted, states, sort)
        content = chosen_content(db, chosen, lang, with_states=with_states, as_written=form.as_written)
        content = content._replace(made=own_history.now())
        return content._replace(progress=so_far(IndexLexicon(db))) if with_progress else content

    content = ask(content_of)
    made = _exporter(form.exporter)(content, **given, **form.values)
    nothing = not content.entries and not (form.as_written and content.additions)
    put(made.data, file, form.suffix, force, nothing=nothing)
    beside = beside_entries(content, as_written=form.as_written, with_own_keys=form.with_own_keys)
    if left_out := {**made.left_out, **beside}:
        parts = series(WORDS[part](number) for part, number in left_out.items())
        click.echo("dlterms: " + tr("{format}: {parts} not carried", format=name, parts=parts), err=True)
    if made.remark:
        click.echo(f"dlterms: {name}: {made.remark}", err=True)


def _check_options(name: str, form: Format, given: Mapping[str, Any]) -> None:
    for option in given:
        if option not in form.takes:
            said = next(each.opts[0] for each in command.params if each.name == option)
            raise click.UsageError(tr("{option} does not apply to {format}", option=said, format=name))


def _text_place(file: str | None, name: str) -> str | None:
    """As `place`; an ending of another format's files is refused, any that none has is let through."""
    suffix = FORMATS[name].suffix
    if (named := place(file, suffix)) is None:
        return None
    start, ending = os.path.splitext(named)
    told = _ending(ending.casefold())
    if told != _ending(suffix) and told in {_ending(form.suffix) for form in FORMATS.values()}:
        text = marked("{file}: {ending} does not fit {format}: name it {named}, or choose another --format")
        raise click.UsageError(tr(text, file=named, ending=ending, format=name, named=start + suffix))
    return named


def _ending(ending: str) -> str:
    return _SAME.get(ending, ending)


def _exporter(name: str) -> Callable[..., Exported]:
    module, function = name.split(".")
    exporter: Callable[..., Exported] = getattr(importlib.import_module(f"dlterms.exporters.{module}"), function)
    return exporter
