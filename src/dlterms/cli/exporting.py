"""What is exported: the terms that are chosen, and what their files say besides."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from dlterms.cli.glossary import files_in_force
from dlterms.cli.listing import rows
from dlterms.cli.terms import check_wanted
from dlterms.exporters.content import Content, in_language, own_keys
from dlterms.files import read_sets
from dlterms.index import Index
from dlterms.index.selection import Wanted, glossaries, listed, told, topics
from dlterms.model import Lang, Term, Topic
from dlterms.study.standing import Standing

if TYPE_CHECKING:  # the loader, which few exports need
    from dlterms.loader.written import Record, Written


_OWN_KEY = re.compile(r"""(?m)(?:^[ \t-]*|[{,]\s*)["']?x-""")


class Chosen(NamedTuple):
    """The terms that are asked for, as `list` is asked."""

    wanted: Wanted
    states: tuple[Standing, ...]
    sort: str | None


def chosen_content(db: Index, chosen: Chosen, lang: Lang, *, with_states: bool, as_written: bool) -> Content:
    """Of what is added to entries the index knows no more than to which, and of keys that begin with `x-` nothing.

    The files are parsed where that matters.
    """
    of_some = bool(chosen.wanted.glossaries and told(db, "additions"))
    written = _written(needed=as_written or of_some)
    additions, outside = _additions(db, chosen, written) if written else ([], 0)
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
        names=listed(db, "zh, en", Wanted()),
        additions=additions,
        outside=outside,
    )


def beside_entries(content: Content, *, as_written: bool, with_own_keys: bool) -> dict[str, int]:
    """How much the files say that is not carried: additions to other entries, and keys that begin with `x-`.

    Entries have taken up what is added to them, but for its `x-` keys; the format may have those of the entries, or
    all that is chosen as the files have it.
    """
    outside = {"additions outside": content.outside} if content.outside else {}
    if as_written or not (written := content.written):
        return outside
    ids = {entry["id"] for entry in content.entries}
    added = [record for record in content.additions if written.entry_of(record) in ids]
    records = [] if with_own_keys else [written.terms.get(name, {}) for name in ids]
    own = sum(map(own_keys, [*records, *added]))
    counts = {"additions": len(content.additions) - len(added), "own keys": own}
    return {part: count for part, count in counts.items() if count} | outside


def _written(*, needed: bool) -> Written | None:
    """What the files say; if that is not needed, only where one seems to have a key that begins with `x-`."""
    sets = read_sets(files_in_force())[0]
    if not needed and not any(_OWN_KEY.search(text) for files in sets for _, text in files):
        return None
    from dlterms.loader.written import as_written

    return as_written(sets)


def _additions(db: Index, chosen: Chosen, written: Written) -> tuple[list[Record], int]:
    """What the glossaries that are asked for add to entries of any, if these are as it is asked for besides.

    If glossaries are asked for, how much they add to other entries is counted. What is faulty is not among it: nor is
    it served.
    """
    wanted = chosen.wanted.glossaries
    records = [record for record in written.additions if not wanted or record["glossary"] in wanted]
    if not records:
        return [], 0
    of_any = chosen._replace(wanted=replace(chosen.wanted, glossaries=()))
    from dlterms.loader.additions import taken_up

    entries = {name: entry for name, entry, _ in _rows(db, "id, entry", of_any, False, ())}
    named = [(record, name) for record in records if (name := written.entry_of(record))]
    found = [(record, Term.from_entry(json.loads(entries[name]))) for record, name in named if name in entries]
    served = [taken_up(record, term) for record, term in found]
    return [record for record in served if record], (len(named) - len(found) if wanted else 0)


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
