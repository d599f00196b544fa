"""`dlterms add`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import click

from dlterms.authoring import proposals
from dlterms.authoring.drafts import Draft, record, template
from dlterms.cli import own_glossary
from dlterms.cli.asking import Ask, Take, asked, at_terminal, proposed, reads_keys, tidy
from dlterms.cli.filling import fill_in
from dlterms.cli.glossary import open_index
from dlterms.cli.taking import OWN, Known, takers_of
from dlterms.errors import DltermsError
from dlterms.i18n import marked, tr
from dlterms.ids import identifier
from dlterms.index import likeness
from dlterms.index.lexicon import IndexLexicon
from dlterms.labels import both, has_han
from dlterms.model import KINDS, LANGUAGES

_NAME = {"zh": marked("Chinese name"), "en": marked("English name")}
_MISSING = {
    "zh": marked("the Chinese name is missing: give it with --zh"),
    "en": marked("the English name is missing: give it with --en"),
}
_DEFINITION = {
    "zh": marked("definition in Chinese (Enter: none yet)"),
    "en": marked("definition in English (Enter: none yet)"),
}


_SHOWS = marked("`dlterms lookup {id}` shows it")
_SHOWS_AND_ASKS = marked("`dlterms lookup {id}` shows it, `dlterms quiz {id}` asks it")


@click.command("add")
@click.argument("given", nargs=-1, metavar="[WORD]...")
@click.option("--zh", default="", metavar="NAME", help="The Chinese name.")
@click.option("--en", default="", metavar="NAME", help="The English name.")
@click.option("--pinyin", default="", help="How the Chinese name is read: tī dù, or ti1 du4.")
@click.option("--id", "name", default="", help="Its id, which your review history depends on.")
@click.option("--topic", default="", help="Its topic, by id or name.")
@click.option("--kind", type=click.Choice(KINDS), default=None, help="What kind of thing it is.")
@click.option("--met", default="", metavar="TEXT", help="The sentence in which you met it, to be kept.")
@click.option("--to", type=click.Path(), help="Add to this file instead of own.yaml in your glossary folder.")
@click.option("--edit", is_flag=True, help="Fill the entry in with your editor.")
def command(
    given: tuple[str, ...], zh: str, en: str, pinyin: str, name: str, topic: str, kind: str | None, met: str,
    to: str | None, edit: bool,
) -> None:  # fmt: skip
    """Add your own term: its Chinese and its English name.

    Words need no quotes: dlterms add 梯度检查点 gradient checkpointing. On a terminal the rest is asked for, with
    proposals that Enter takes; elsewhere they are taken. Without both definitions it is a draft, which is found, and
    asked from name to name.
    """
    path = own_glossary.target(to)
    known = Known(IndexLexicon(open_index(empty=True)), path)
    zh, en = _names([tidy(word) for word in given], tidy(zh), tidy(en))
    draft = Draft(zh, en, tidy(pinyin), tidy(name), tidy(topic), kind or "", met=tidy(met))
    takers = takers_of(known, draft, new=not edit)
    for field, take in takers.items():
        setattr(draft, field, take(getattr(draft, field)))
    if edit:
        _complete(known, draft, proposed, takers)
        sections = fill_in(template(draft, known.to_declare(draft.topic)))
        if not sections:
            raise DltermsError(tr("nothing was added: the entry was left as it was, or empty"))
    elif reads_keys():
        _ask_for_rest(known, draft, takers)
        sections = _sections(known, draft)
    else:
        _check_names(draft)
        _complete(known, draft, proposed, takers)
        sections = _sections(known, draft)
    own_glossary.save(path, sections)
    _say_added(path, sections["terms"])


def _names(words: Sequence[str], zh: str, en: str) -> tuple[str, str]:
    """The Chinese and the English name that a command line gives, either empty if it gives none."""
    if words and zh and en:
        raise click.UsageError(tr("both names are given by --zh and --en; what are the other words?"))
    if zh or en:
        rest = " ".join(words)
        return zh or rest, en or rest
    found = proposals.names(words)
    if found is None:
        fault = tr("which words are the Chinese name? Put each name into quotes, or use --zh and --en")
        raise click.UsageError(fault)
    return found


def _check_names(draft: Draft) -> None:
    for lang, missing in _MISSING.items():
        if not getattr(draft, lang):
            raise click.UsageError(tr(missing))


def _complete(known: Known, draft: Draft, ask: Ask, takers: Mapping[str, Take]) -> None:
    """Ask for what is not known of a draft yet but its names."""
    db = known.lexicon.db

    def settle(field: str, prompt: str, propose: Callable[[], str], *, filled: bool = False) -> None:
        if not getattr(draft, field):
            setattr(draft, field, ask(prompt, propose(), takers.get(field, str), filled=filled))

    if has_han(draft.zh):
        near = partial(likeness.readings_near, db, draft.zh)
        settle("pinyin", tr("pinyin"), lambda: proposals.pinyin(draft.zh, near()), filled=True)
    sound = draft.pinyin if has_han(draft.zh) else ""
    settle("id", tr("id"), lambda: identifier((draft.en, sound), partial(likeness.is_taken, db)))
    alike = [(end, found) for end in proposals.endings(draft.zh, draft.en) if (found := likeness.ending_in(db, end))]
    kinds = [kind for _, found in alike[:1] for kind, _ in found]
    # One character in common says what kind a thing is, and nothing of its topic.
    topics = next(([topic for _, topic in found] for end, found in alike if len(end) > 1), [])
    settle("topic", tr("topic"), lambda: known.home or proposals.most_common(topics, OWN))
    settle("kind", tr("kind"), lambda: proposals.most_common(kinds, "concept"))


def _ask_for_rest(known: Known, draft: Draft, takers: Mapping[str, Take]) -> None:
    """Ask for all that is not known of a draft; what was typed is left in a file where the terminal is closed."""
    given = replace(draft)
    try:
        with at_terminal():
            click.echo(tr("Enter takes what is proposed, Ctrl-C adds nothing."), err=True)
            for lang, name in _NAME.items():
                if not getattr(draft, lang):
                    other = draft.zh or draft.en
                    prompt = tr("{what} (Enter: {name})", what=tr(name), name=other) if other else tr(name)
                    setattr(draft, lang, asked(prompt, "", takers[lang]))
            _one_for_both(draft)
            _complete(known, draft, asked, takers)
            for lang, prompt in _DEFINITION.items():
                field = f"{lang}_definition"
                setattr(draft, field, asked(tr(prompt), "", takers[field], filled=True))  # what is refused is mended
    except (EOFError, SystemExit) as end:
        fault = tr("nothing was added")
        if draft != given:
            fault = own_glossary.left({"terms": [record(draft)]}, fault)
        if isinstance(end, SystemExit):
            raise
        raise DltermsError(fault) from None


def _one_for_both(draft: Draft) -> None:
    if not draft.zh and not draft.en:
        raise click.UsageError(tr("no name: dlterms add 梯度检查点 gradient checkpointing"))
    if not draft.zh or not draft.en:
        draft.zh = draft.en = draft.zh or draft.en
        click.echo("  " + tr("{name} is used for both for now", name=draft.zh), err=True)


def _sections(known: Known, draft: Draft) -> own_glossary.Sections:
    return {"topics": known.to_declare(draft.topic), "terms": [record(draft)]}


def _say_added(path: str, entries: Sequence[Mapping[str, Any]]) -> None:
    for entry in entries:
        zh, en = (said if isinstance(said := entry[lang], str) else said["term"] for lang in LANGUAGES)
        click.echo(tr("{name}: added to {path}", name=both(zh, en), path=path))
        if not own_glossary.is_in_force(path):
            click.echo(tr(own_glossary.NOT_IN_FORCE))
            continue
        said = tr(_SHOWS if zh == en else _SHOWS_AND_ASKS, id=entry["id"])
        if "x-pinyin" in entry["zh"]:
            said = tr("{said}; correct its pinyin with `dlterms edit {id}`", said=said, id=entry["id"])
        click.echo(said)
