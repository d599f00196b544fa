"""What is exported: the terms that are chosen, and what their files say besides."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from dlterms.cli.listing import rows
from dlterms.cli.terms import check_wanted, written_in_force
from dlterms.exporters.content import Content, in_language
from dlterms.index import Index
from dlterms.index.selection import Wanted, glossaries, listed, told, topics
from dlterms.model import Lang, Topic
from dlterms.study.standing import Standing

if TYPE_CHECKING:  # the loader, which few exports need
    from dlterms.loader.written import Record, Written


class Chosen(NamedTuple):
    """The terms that are asked for, as `list` is asked."""

    wanted: Wanted
    states: tuple[Standing, ...]
    sort: str | None


def chosen_content(db: Index, chosen: Chosen, lang: Lang, *, with_states: bool, as_written: bool) -> Content:
    """Of what is added to entries the index knows no more than to which: the files are read where that matters."""
    of_some = bool(chosen.wanted.glossaries and told(db, "additions"))
    written = written_in_force() if as_written or of_some else None
    additions = _additions(db, chosen, written) if written else []
    adding = {record["glossary"] for record in written.additions} if written else set()
    found = _rows(db, "entry, context", chosen, with_states, adding)
    read = [(json.loads(entry), json.loads(context)) for entry, context, _ in found]
    standings = {entry["id"]: row[-1] for (entry, _), row in zip(read, found, strict=True) if with_states}
    return Content(
        [in_language(entry, lang) for entry, _ in read],
        {topic: Topic(topic, zh, en) for topic, zh, en, _ in topics(db)},
        told(db, "references"),
        told(db, "titles"),
        {entry["id"]: context for entry, context in read},
        lang,
        standings,
        written=written,
        additions=additions,
    )


def not_among(content: Content) -> dict[str, int]:
    """How many additions there are to entries that are not exported: those that are have taken theirs up."""
    ids = {entry["id"] for entry in content.entries}
    written = content.written
    count = sum(written.entry_of(record) not in ids for record in content.additions) if written else 0
    return {"additions": count} if count else {}


def _additions(db: Index, chosen: Chosen, written: Written) -> list[Record]:
    """What the glossaries that are asked for add to entries of any, if these are as it is asked for besides."""
    wanted = chosen.wanted.glossaries
    records = [record for record in written.additions if not wanted or record["glossary"] in wanted]
    if not records:
        return []
    of_any = chosen._replace(wanted=replace(chosen.wanted, glossaries=()))
    ids = {name for name, _ in _rows(db, "id", of_any, False, ())}
    return [record for record in records if written.entry_of(record) in ids]


def _rows(
    db: Index, columns: str, chosen: Chosen, with_states: bool, adding: Collection[str]
) -> Sequence[tuple[Any, ...]]:
    """As `rows`; nothing is a standing that nobody asks for. A glossary may be asked for that only adds to others."""
    wanted, states, sort = chosen
    with_terms = [name for name in wanted.glossaries if name not in adding or name in glossaries(db)]
    if wanted.glossaries and not with_terms:
        return []
    wanted = replace(wanted, glossaries=with_terms)
    if states or sort or with_states:
        return rows(db, columns, wanted, states, sort)
    return listed(db, f"{columns}, ''", check_wanted(db, wanted))
