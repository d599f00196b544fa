"""TBX-Basic of version 3 (ISO 30042:2019) in the DCA style, for terminology tools.

What stands where, and in which words, is that of the dialect's schema: notes on a term follow it at once, a definition
belongs to a language, a subject field and references to a concept.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any
from xml.sax.saxutils import escape

from dlterms.exporters.content import Content, Exported, lost, title
from dlterms.labels import both
from dlterms.links import unlinked
from dlterms.model import LANGUAGES, RELATIONS, Entry, Language

_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
<tbxHeader><fileDesc><sourceDesc><p>{title}</p></sourceDesc></fileDesc></tbxHeader>
<text><body>
"""
_TAIL = "</body></text>\n</tbx>\n"
_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ID = "c-"  # before each: an XML id begins with a letter


def tbx(content: Content) -> Exported:
    """Links lead only to what is exported, too; what sort of link they are the format has no word for."""
    known = {entry["id"] for entry in content.entries}
    parts = [_concept(entry, content, known) for entry in content.entries]
    text = _HEAD.format(title=_text(both(*title(content).values()))) + "".join(parts) + _TAIL
    outside = sum(ref not in known for entry in content.entries for name in RELATIONS for ref in entry[name])
    kinds = sum(len(entry[name]) for entry in content.entries for name in RELATIONS) - outside
    left_out = lost(
        content.entries, "readings", "hidden names", "formulas", "examples", "cloze texts", "sources", "former ids"
    ) | {name: count for name, count in (("links", outside), ("kinds of links", kinds)) if count}
    return Exported(text, left_out)


def _text(text: str) -> str:
    return escape(_NO_XML.sub("", text))


def _concept(entry: Entry, content: Content, known: Collection[str]) -> str:
    topic = content.topics.get(entry["topic"])
    field = both(topic.en, topic.zh, between=" · ") if topic else entry["topic"]
    refs = dict.fromkeys(ref for name in RELATIONS for ref in entry[name] if ref in known)
    cited = content.contexts.get(entry["id"], {}).get("cite", ())
    lines = [
        f'<descrip type="subjectField">{_text(field)}</descrip>',
        *(f'<ref type="crossReference" target="{_ID}{ref}">{ref}</ref>' for ref in refs),
        *(f'<admin type="source">{_text(line)}</admin>' for line in cited),
        *(line for lang in LANGUAGES for line in _language(entry, lang)),
    ]
    return f'<conceptEntry id="{_ID}{entry["id"]}">\n' + "\n".join(lines) + "\n</conceptEntry>\n"


def _language(entry: Entry, lang: Language) -> Iterator[str]:
    wording = entry[lang]
    yield f'<langSec xml:lang="{lang}">'
    if wording["definition"]:
        yield f'<descrip type="definition">{_text(unlinked(wording["definition"]))}</descrip>'
    yield from (f"<note>{_text(note[lang])}</note>" for note in entry["notes"] if note[lang])
    yield _term(wording["term"], "preferred", wording["qualifier"])
    if wording.get("acronym"):
        yield _term(wording["acronym"], "admitted", None, "acronym")
    yield from (_term(alias["term"], alias["status"], alias["note"]) for alias in wording["aliases"])
    yield "</langSec>"


def _term(term: str, status: str, note: str | None, kind: str = "") -> str:
    notes: Mapping[str, Any] = {"administrativeStatus": f"{status}Term-admn-sts"} | ({"termType": kind} if kind else {})
    told = "".join(f'<termNote type="{name}">{value}</termNote>' for name, value in notes.items())
    remark = f"<note>{_text(note)}</note>" if note else ""
    return f"<termSec><term>{_text(term)}</term>{told}{remark}</termSec>"
