"""What may be said of each field of a new entry: how it is taken, or why it cannot be."""

from __future__ import annotations

from dataclasses import asdict, astuple
from functools import partial

import click

from dlterms.authoring import proposals
from dlterms.authoring.drafts import OWN_TOPIC, Draft
from dlterms.cli import own_glossary
from dlterms.cli.asking import Take
from dlterms.cli.terms import topic_id
from dlterms.errors import DltermsError
from dlterms.i18n import marked, series, tr
from dlterms.ids import is_id
from dlterms.index import complaint, likeness, selection
from dlterms.index.lexicon import IndexLexicon
from dlterms.labels import key, syllable_count
from dlterms.links import LINK
from dlterms.loader.fields import MAX_NAME
from dlterms.loader.messages import too_long
from dlterms.model import KINDS, Topic

OWN = OWN_TOPIC["id"]


class Known:
    """What is there already: terms and topics, in use and in the target, and the target's own topic."""

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
        lacking = topic == OWN and topic not in self.target.topics
        return [asdict(self.topics[topic])] if lacking else []

    def has(self, ref: str) -> bool:
        """Whether an entry may be linked. Where files have faults it is told when all of them are looked at."""
        return self.lexicon.has(ref) or ref in self.target.terms or bool(complaint(self.lexicon.db))


def takers_of(known: Known, draft: Draft, new: bool) -> dict[str, Take]:
    """How what is said of each field is taken, of a name only if it is new; nothing said is nothing."""
    found: dict[str, Take] = {
        "zh": partial(_name, known.lexicon if new else None),
        "en": partial(_name, known.lexicon if new else None),
        "pinyin": partial(_pinyin, draft),
        "id": partial(_id, known.lexicon),
        "topic": partial(topic_id, topics=[(topic.id, topic.zh, topic.en) for topic in known.topics.values()]),
        "kind": _kind,
        "zh_definition": partial(_definition, known, draft),
        "en_definition": partial(_definition, known, draft),
    }
    return {field: partial(_unless_empty, take) for field, take in found.items()}


def _unless_empty(take: Take, text: str) -> str:
    return take(text) if text else ""


def _name(lexicon: IndexLexicon | None, text: str) -> str:
    if not key(text):
        raise click.BadParameter(tr("`{text}` has neither letters nor Chinese characters", text=text))
    if len(text) > MAX_NAME:
        raise click.BadParameter(too_long(text, MAX_NAME))
    if lexicon and (owners := lexicon.owners(key(text))):
        ref = owners[0].term
        said = marked(
            "`{text}` is a name of {term} already: `dlterms lookup {id}` shows it, `dlterms edit {id}` opens it"
        )
        raise DltermsError(tr(said, text=text, term=lexicon.name(ref), id=ref))
    return text


def _pinyin(draft: Draft, text: str) -> str:
    written = proposals.with_marks(text)
    wanted, got = syllable_count(draft.zh, written)
    if draft.zh and wanted != got:
        said = marked("{name} needs {wanted} syllables, one for each character; `{text}` has {got}")
        raise click.BadParameter(tr(said, name=draft.zh, wanted=wanted, text=text, got=got))
    # Tones as numbers say that a syllable without a mark has none.
    return proposals.in_doubt(draft.zh, written) if written == text else written


def _id(lexicon: IndexLexicon, text: str) -> str:
    if not is_id(text):
        raise click.BadParameter(
            tr("`{text}` is not an id: use lower-case letters, digits and single hyphens", text=text)
        )
    if likeness.is_taken(lexicon.db, text):
        raise DltermsError(tr("the id `{id}` is taken by {term}", id=text, term=lexicon.name(text)))
    return text


def _kind(text: str) -> str:
    if text not in KINDS:
        raise click.BadParameter(tr("a kind is one of {kinds}", kinds=series(KINDS)))
    return text


def _definition(known: Known, draft: Draft, text: str) -> str:
    refs = [ref for _, ref in LINK.findall(text)]
    if text.count("](") != len(refs):
        raise click.BadParameter(tr("a broken link: write [text](#id)"))
    for ref in refs:
        if ref == draft.id:
            raise click.BadParameter(tr("a link to the entry itself: correct it, or write the text alone"))
        if not known.has(ref):
            raise click.BadParameter(tr("a link to no entry `{id}`: correct it, or write the text alone", id=ref))
    return text
