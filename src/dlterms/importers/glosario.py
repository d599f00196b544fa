"""glosario's YAML -> records: a list of entries with a slug, and a term and a definition in each of many languages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from dlterms.errors import DltermsError
from dlterms.i18n import series, tr
from dlterms.ids import is_id, kebab
from dlterms.importers.entries import TEXT, cleaned, on_one_line, said
from dlterms.importers.names import QUALIFIED
from dlterms.importers.records import Imported, LeftOut, Record
from dlterms.labels import key
from dlterms.links import LINK
from dlterms.loader.source import Node, place_of
from dlterms.loader.tree import document
from dlterms.model import LANGUAGES

_LANGUAGES = {"en": "en", "zh": "zh", "zh-cn": "zh", "zh_cn": "zh", "zh-hans": "zh", "zh_hans": "zh"}
_ITS_OWN = ("slug", "ref")


def read(text: str) -> Imported:
    """The entries with a Chinese or English term; DltermsError for what is no list in YAML."""
    root, problems = document(text, "")
    if not isinstance(root, list):
        first = problems[0] if problems else None
        raise DltermsError(
            tr("line {n}: {fault}", n=first.line, fault=first.message)
            if first
            else tr("it is not a list of entries: `- slug: ...`")
        )
    counts: Counter[str] = Counter()
    others: Counter[str] = Counter()
    records: list[Record] = []
    left: list[LeftOut] = []
    for node in root:
        place = f"line {place_of(node)[1]}"
        try:
            records.append(Record(place, _entry(node, counts, others)))
        except DltermsError as fault:
            left.append(LeftOut(place, str(fault)))
    _tell_apart([record.entry for record in records])
    remarks = [tr("characters dropped: {n:,}", n=len(problems))] if problems else []
    if others:
        told = series(f"{name} {count:,}" for name, count in others.most_common())
        remarks.append(tr("not taken, of other languages or unknown fields: {names}", names=told))
    return Imported(records, left, [*remarks, *said(counts)])


def _entry(node: Node, counts: Counter[str], others: Counter[str]) -> dict[str, Any]:
    if not isinstance(node, dict):
        raise DltermsError(tr("not an entry: write it as `field: value`"))
    entry: dict[str, Any] = {}
    if isinstance(slug := node.get("slug"), str) and _id(slug):
        entry["id"] = _id(slug)
    refs = node.get("ref")
    if related := [_id(ref) for ref in refs if isinstance(ref, str)] if isinstance(refs, list) else []:
        entry["related"] = related
    for name, wording in node.items():
        lang = _LANGUAGES.get(name.casefold())
        if lang is None:
            others.update([name] * (name not in _ITS_OWN))
        elif lang not in entry:
            entry[lang] = dict(_wording(wording, lang, counts))
    if not any("term" in entry.get(lang, ()) for lang in ("zh", "en")):
        raise DltermsError(tr("no Chinese or English term"))
    return entry


def _tell_apart(entries: Sequence[Mapping[str, Any]]) -> None:
    """Of a name that several entries have, what stands behind it in parentheses is its qualifier."""
    for lang in LANGUAGES:
        wordings = [wording for entry in entries if "term" in (wording := entry.get(lang, {}))]
        found = [QUALIFIED.fullmatch(wording["term"]) for wording in wordings]
        forms = [key(match[1] if match else wording["term"]) for wording, match in zip(wordings, found, strict=True)]
        counts = Counter(forms)
        for wording, match, form in zip(wordings, found, forms, strict=True):
            if match and form and counts[form] > 1:
                wording["term"], wording["qualifier"] = match[1].strip(), match[2].strip()


def _wording(node: Node, lang: str, counts: Counter[str]) -> Iterator[tuple[str, str]]:
    if not isinstance(node, dict):
        raise DltermsError(tr("`{lang}` is not made of `field: value`", lang=lang))
    for name, (field, made) in _FIELDS.items():
        text = node.get(name)
        if isinstance(text, str) and (text := cleaned(text, counts, TEXT)) and (field != "acronym" or lang == "en"):
            yield field, made(text)


def _linked(text: str) -> str:
    """A definition whose links name ids of ours, a line a paragraph."""
    paragraphs = (
        re.sub(r"[ \t]*\n[ \t]*", " ", paragraph.strip("\n")) for paragraph in re.split(r"\n[^\S\n]*\n", text)
    )
    return LINK.sub(lambda link: f"[{link[1]}](#{_id(link[2])})", "\n".join(paragraphs))


def _id(slug: str) -> str:
    name = slug.replace("_", "-")
    return name if is_id(name) else kebab(slug)


_FIELDS: Mapping[str, tuple[str, Callable[[str], str]]] = {
    "term": ("term", on_one_line),
    "acronym": ("acronym", on_one_line),
    "def": ("definition", _linked),
}
