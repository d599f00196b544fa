"""A new entry while it is being made: what is known of it so far, as a record and as a template to fill in."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dlterms.authoring.proposals import DOUBT
from dlterms.i18n import tr
from dlterms.ids import identifier, spelt
from dlterms.labels import printable
from dlterms.model import KINDS, Language
from dlterms.yaml_text import items

_TAKEN = {"dlterms", "user"}  # ids of the bundled glossary, and of files that give none
OWN_TOPIC = {"id": "own", "zh": "我的术语", "en": "My terms"}


@dataclass
class Draft:
    """What is known of a new entry; nothing is empty. `met` is a sentence in which it was met."""

    zh: str = ""
    en: str = ""
    pinyin: str = ""  # with doubtful syllables marked
    id: str = ""
    topic: str = ""
    kind: str = ""
    zh_definition: str = ""
    en_definition: str = ""
    met: str = ""


def record(draft: Draft) -> dict[str, Any]:
    """The entry; a draft until both definitions are there. Pinyin in doubt is kept, and not taken for right."""
    sound = {"x-pinyin" if DOUBT in draft.pinyin else "pinyin": draft.pinyin}
    finished = draft.zh_definition and draft.en_definition
    fields = {
        "id": draft.id,
        "kind": draft.kind,
        "topic": draft.topic,
        "zh": _wording({"term": draft.zh, **sound, "definition": draft.zh_definition}),
        "en": _wording({"term": draft.en, "definition": draft.en_definition}),
        "status": "" if finished else "draft",
        "x-met": draft.met,
    }
    return {name: value for name, value in fields.items() if value}


def _wording(fields: Mapping[str, str]) -> dict[str, str] | str:
    """The wording in one language, in its short form if that says all."""
    known = {name: value for name, value in fields.items() if value}
    return known if known.keys() - {"term"} else fields["term"]


def template(draft: Draft, topics: Sequence[Mapping[str, str]]) -> str:
    """A file with the entry in it, topics that it is to declare, and, as comments, what else an entry may hold."""
    return "\n".join([*_head(topics), *_fields(draft), *_languages(draft), *_rest(draft), ""])


def _head(topics: Sequence[Mapping[str, str]]) -> Iterator[str]:
    yield comment(
        tr(
            "Fill in what you know, and save: then the entry is added. Lines that begin with # are not read.\n"
            "To add nothing, leave the file as it is, or empty."
        )
    )
    yield "schema: dlterms/1"
    if topics:
        yield "topics:"
        yield items(topics, one_line=True).rstrip()
    yield "terms:"


def _fields(draft: Draft) -> Iterator[str]:
    yield f"  - {_field('id', draft.id)}"
    yield f"    {_field('kind', draft.kind)}  # {' '.join(KINDS)}"
    yield f"    {_field('topic', draft.topic)}  " + comment(tr("`dlterms topics` lists them"))
    yield "    # level: 1  " + comment(tr("core; 2 useful, 3 for look-up only"))


def _languages(draft: Draft) -> Iterator[str]:
    doubtful = "  " + comment(tr("correct what ends in ?")) if DOUBT in draft.pinyin else ""
    yield "    zh:"
    yield f"      {_field('term', draft.zh)}"
    yield f"      {'' if draft.pinyin and not doubtful else '# '}{_field('pinyin', draft.pinyin)}{doubtful}"
    yield from _names("zh", draft.zh_definition)
    yield "    en:"
    yield f"      {_field('term', draft.en)}"
    yield "      # acronym: ABC"
    yield from _names("en", draft.en_definition)


def _names(lang: Language, definition: str) -> Iterator[str]:
    nearest = {
        "zh": "最近的上位概念，再加上它独有的特征；[链接](#id)。",
        "en": "The nearest broader concept, then what sets it apart; [a link](#id).",
    }
    yield "      # aliases: [" + tr("another name") + "]"
    yield "      # qualifier: " + tr("what tells it from another entry of the same name")
    yield f"      {_field('definition', definition)}" if definition else f"      # definition: {nearest[lang]}"


def _rest(draft: Draft) -> Iterator[str]:
    yield "    # requires: [id, id]  " + comment(tr("what has to be understood first"))
    yield "    # broader: [id]  " + comment(tr("more general terms"))
    yield "    # related: [id]"
    yield "    # contrast: [id]  " + comment(tr("easily confused with"))
    yield "    # examples: [{zh: 例子。, en: An example.}]"
    yield "    # notes: [{kind: usage, zh: 说明。, en: A note.}]"
    if not (draft.zh_definition and draft.en_definition):
        yield "    status: draft  " + comment(tr("remove this line once both definitions are there"))
    if draft.met:
        yield f"    {_field('x-met', draft.met)}"


def comment(text: str) -> str:
    """A text as a comment of YAML, each of its lines."""
    return "\n".join(f"# {line}" for line in text.splitlines())


def _field(name: str, value: str) -> str:
    """One line of YAML."""
    return items([{name: value}], 0).removeprefix("- ").rstrip("\n") if value else f"{name}:"


def glossary_start(name: str) -> str:
    """A commented start of a glossary of this name."""
    ref = identifier((name, spelt(name)), _TAKEN.__contains__)
    said = json.dumps(printable(name), ensure_ascii=False)
    about = tr("A glossary of dlterms. `dlterms check` finds faults; the format: docs/format.md of dlterms.")
    lasting = tr("your review history depends on it: leave it as it is")
    example = tr("Entries, one per dash, like the one below without its # signs. [] is an empty list: remove it then.")
    return f"""\
{comment(about)}
schema: dlterms/1

glossary:
  id: {ref}  {comment(lasting)}
  title: {{zh: {said}, en: {said}}}
  # license: CC-BY-4.0

topics:
  - {{id: {ref}-terms, zh: {said}, en: {said}}}

{comment(example)}
terms: []
  # - id: gradient-checkpointing
  #   kind: method  # {" ".join(KINDS)}
  #   topic: {ref}-terms
  #   zh:
  #     term: 梯度检查点
  #     pinyin: tī dù jiǎn chá diǎn
  #     definition: 前向传播时只保存一部分中间结果、反向传播时重算其余部分的训练技巧。
  #   en:
  #     term: gradient checkpointing
  #     definition: A trick of training that keeps some results of the forward pass and works the others out again.
  #   requires: [backpropagation]
"""
