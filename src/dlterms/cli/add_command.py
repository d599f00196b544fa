"""`dlterms add`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, astuple, replace
from functools import partial
from typing import Any

import click

from dlterms.authoring import proposals
from dlterms.authoring.drafts import OWN_TOPIC, Draft, record, template
from dlterms.cli import own_glossary
from dlterms.cli.asking import Ask, Take, asked, at_terminal, proposed, reads_keys, tidy
from dlterms.cli.filling import fill_in
from dlterms.cli.glossary import open_index
from dlterms.cli.terms import topic_id
from dlterms.errors import DltermsError
from dlterms.ids import identifier, is_id
from dlterms.index import complaint, likeness, selection
from dlterms.index.lexicon import IndexLexicon
from dlterms.labels import both, has_han, key, syllable_count
from dlterms.links import LINK
from dlterms.loader.fields import MAX_NAME
from dlterms.loader.messages import too_long
from dlterms.model import KINDS, LANGUAGES, Topic

LANGUAGE_NAMES = {"zh": "Chinese", "en": "English"}
_OWN = OWN_TOPIC["id"]


class _Known:
    """What is there already: terms and topics, in force and in the target, and the target's own topic."""

    def __init__(self, lexicon: IndexLexicon, path: str) -> None:
        self.lexicon = lexicon
        self.target = own_glossary.held(path)
        in_force = (topic[:3] for topic in selection.topics(lexicon.db))
        of_target = (astuple(topic) for topic in self.target.topics.values())
        self.topics: dict[str, Topic] = {}
        for fields in (*in_force, *of_target, tuple(OWN_TOPIC.values())):
            self.topics.setdefault(fields[0], Topic(*map(str, fields)))
        # It may be used on its own.
        self.home = str(next(iter(self.target.topics), "")) if not own_glossary.is_in_force(path) else ""

    def to_declare(self, topic: str) -> list[dict[str, str]]:
        """One's own topic where it is used: each file that uses it says so, for it may be moved."""
        lacking = topic == _OWN and topic not in self.target.topics
        return [asdict(self.topics[topic])] if lacking else []

    def has(self, ref: str) -> bool:
        """Whether an entry may be linked. Where files have faults it is told when all of them are looked at."""
        return self.lexicon.has(ref) or ref in self.target.terms or bool(complaint(self.lexicon.db))


@click.command("add")
@click.argument("given", nargs=-1, metavar="[WORD]...")
@click.option("--zh", default="", metavar="NAME", help="The Chinese name.")
@click.option("--en", default="", metavar="NAME", help="The English name.")
@click.option("--pinyin", default="", help="How the Chinese name is read: tī dù, or ti1 du4.")
@click.option("--id", "name", default="", help="Its id, on which the history of your answers hangs.")
@click.option("--topic", default="", help="Its topic, by id or name.")
@click.option("--kind", type=click.Choice(KINDS), default=None, help="What kind of thing it is.")
@click.option("--met", default="", metavar="TEXT", help="The sentence in which you met it, to be kept.")
@click.option("--to", type=click.Path(), help="Add to this file instead of own.yaml in your glossary folder.")
@click.option("--edit", is_flag=True, help="Fill the entry in with your editor.")
def command(
    given: tuple[str, ...], zh: str, en: str, pinyin: str, name: str, topic: str, kind: str | None, met: str,
    to: str | None, edit: bool,
) -> None:  # fmt: skip
    """Add a term of your own: its Chinese and its English name.

    Words need no quotes: dlterms add 梯度检查点 gradient checkpointing. On a terminal the rest is asked for, with
    proposals that Enter takes; elsewhere they are taken. Without both definitions it is a draft, which is found, and
    asked from name to name.
    """
    path = own_glossary.target(to)
    known = _Known(IndexLexicon(open_index(empty=True)), path)
    zh, en = _names([tidy(word) for word in given], tidy(zh), tidy(en))
    draft = Draft(zh, en, tidy(pinyin), tidy(name), tidy(topic), kind or "", met=tidy(met))
    takers = _takers(known, draft, new=not edit)
    for field, take in takers.items():
        setattr(draft, field, take(getattr(draft, field)))
    if edit:
        _complete(known, draft, proposed, takers)
        sections = fill_in(template(draft, known.to_declare(draft.topic)))
        if not sections:
            raise DltermsError("nothing was added: the entry was left as it was, or empty")
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
        raise click.UsageError("both names are given by --zh and --en; what are the other words?")
    if zh or en:
        rest = " ".join(words)
        return zh or rest, en or rest
    found = proposals.names(words)
    if found is None:
        raise click.UsageError("which words are the Chinese name? Put each name into quotes, or use --zh and --en")
    return found


def _check_names(draft: Draft) -> None:
    for lang, language in LANGUAGE_NAMES.items():
        if not getattr(draft, lang):
            raise click.UsageError(f"the {language} name is missing: give it with --{lang}")


def _takers(known: _Known, draft: Draft, new: bool) -> dict[str, Take]:
    """How what is said of each field is taken, of a name only if it is new; nothing said is nothing."""
    takers: dict[str, Take] = {
        "zh": partial(_name, known.lexicon if new else None),
        "en": partial(_name, known.lexicon if new else None),
        "pinyin": partial(_pinyin, draft),
        "id": partial(_id, known.lexicon),
        "topic": partial(topic_id, topics=[(topic.id, topic.zh, topic.en) for topic in known.topics.values()]),
        "kind": _kind,
        "zh_definition": partial(_definition, known, draft),
        "en_definition": partial(_definition, known, draft),
    }
    return {field: partial(_unless_empty, take) for field, take in takers.items()}


def _unless_empty(take: Take, text: str) -> str:
    return take(text) if text else ""


def _name(lexicon: IndexLexicon | None, text: str) -> str:
    if not key(text):
        raise click.BadParameter(f"`{text}` has neither letters nor Chinese characters")
    if len(text) > MAX_NAME:
        raise click.BadParameter(too_long(text, MAX_NAME))
    if lexicon and (owners := lexicon.owners(key(text))):
        ref = owners[0].term
        shown = f"`dlterms lookup {ref}` shows it, `dlterms edit {ref}` opens it"
        raise DltermsError(f"`{text}` is a name of {lexicon.name(ref)} already: {shown}")
    return text


def _pinyin(draft: Draft, text: str) -> str:
    written = proposals.with_marks(text)
    wanted, got = syllable_count(draft.zh, written)
    if draft.zh and wanted != got:
        raise click.BadParameter(f"{draft.zh} wants {wanted} syllables, `{text}` has {got}: one for each character")
    # Tones as numbers say that a syllable without a mark has none.
    return proposals.in_doubt(draft.zh, written) if written == text else written


def _id(lexicon: IndexLexicon, text: str) -> str:
    if not is_id(text):
        raise click.BadParameter(f"`{text}` is no id: use lower-case letters, digits and single hyphens")
    if likeness.is_taken(lexicon.db, text):
        raise DltermsError(f"the id `{text}` is taken by {lexicon.name(text)}")
    return text


def _kind(text: str) -> str:
    if text not in KINDS:
        raise click.BadParameter(f"a kind is one of {', '.join(KINDS)}")
    return text


def _definition(known: _Known, draft: Draft, text: str) -> str:
    refs = [ref for _, ref in LINK.findall(text)]
    if text.count("](") != len(refs):
        raise click.BadParameter("a broken link: write [text](#id)")
    for ref in refs:
        if ref == draft.id or not known.has(ref):
            wrong = "to the entry itself" if ref == draft.id else f"to no entry `{ref}`"
            raise click.BadParameter(f"a link {wrong}: mend it, or write the text alone")
    return text


def _complete(known: _Known, draft: Draft, ask: Ask, takers: Mapping[str, Take]) -> None:
    """Ask for what is not known of a draft yet but its names."""
    db = known.lexicon.db

    def settle(field: str, prompt: str, propose: Callable[[], str], *, filled: bool = False) -> None:
        if not getattr(draft, field):
            setattr(draft, field, ask(prompt, propose(), takers.get(field, str), filled=filled))

    if has_han(draft.zh):
        near = partial(likeness.readings_near, db, draft.zh)
        settle("pinyin", "pinyin", lambda: proposals.pinyin(draft.zh, near()), filled=True)
    sound = draft.pinyin if has_han(draft.zh) else ""
    settle("id", "id", lambda: identifier((draft.en, sound), partial(likeness.is_taken, db)))
    alike = [(end, found) for end in proposals.endings(draft.zh, draft.en) if (found := likeness.ending_in(db, end))]
    kinds = [kind for _, found in alike[:1] for kind, _ in found]
    # One character in common says what kind a thing is, and nothing of its topic.
    topics = next(([topic for _, topic in found] for end, found in alike if len(end) > 1), [])
    settle("topic", "topic", lambda: known.home or proposals.most_common(topics, _OWN))
    settle("kind", "kind", lambda: proposals.most_common(kinds, "concept"))


def _ask_for_rest(known: _Known, draft: Draft, takers: Mapping[str, Take]) -> None:
    """Ask for all that is not known of a draft; what was typed is left in a file where the terminal is closed."""
    given = replace(draft)
    try:
        with at_terminal():
            click.echo("Enter takes what is proposed, Ctrl-C adds nothing.", err=True)
            for lang, language in LANGUAGE_NAMES.items():
                if not getattr(draft, lang):
                    other = f" (Enter: {draft.zh or draft.en})" if draft.zh or draft.en else ""
                    setattr(draft, lang, asked(f"{language} name{other}", "", takers[lang]))
            _one_for_both(draft)
            _complete(known, draft, asked, takers)
            for lang, language in LANGUAGE_NAMES.items():
                field = f"{lang}_definition"
                prompt = f"definition in {language} (Enter: none yet)"
                setattr(draft, field, asked(prompt, "", takers[field], filled=True))  # what is refused is mended
    except (EOFError, SystemExit) as end:
        typed = own_glossary.left({"terms": [record(draft)]}) if draft != given else ""
        if isinstance(end, SystemExit):
            raise
        raise DltermsError("; ".join(filter(None, ("nothing was added", typed)))) from None


def _one_for_both(draft: Draft) -> None:
    if not draft.zh and not draft.en:
        raise click.UsageError("no name: dlterms add 梯度检查点 gradient checkpointing")
    if not draft.zh or not draft.en:
        draft.zh = draft.en = draft.zh or draft.en
        click.echo(f"  {draft.zh} stands for both for now", err=True)


def _sections(known: _Known, draft: Draft) -> own_glossary.Sections:
    return {"topics": known.to_declare(draft.topic), "terms": [record(draft)]}


def _say_added(path: str, entries: Sequence[Mapping[str, Any]]) -> None:
    for entry in entries:
        zh, en = (said if isinstance(said := entry[lang], str) else said["term"] for lang in LANGUAGES)
        click.echo(f"{both(zh, en)}: added to {path}")
        if not own_glossary.is_in_force(path):
            click.echo(own_glossary.NOT_IN_FORCE)
            continue
        name = entry["id"]
        mend = f"; its pinyin is to be mended, `dlterms edit {name}`" if "x-pinyin" in entry["zh"] else ""
        asks = f", `dlterms quiz {name}` asks it" if zh != en else ""
        click.echo(f"`dlterms lookup {name}` shows it{asks}{mend}")
