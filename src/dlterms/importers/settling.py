"""What entries say of others, once it is known which there will be: ids that lead nowhere go, and are counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dlterms.links import LINK
from dlterms.model import LANGUAGES, RELATIONS

if TYPE_CHECKING:
    from dlterms.importers.merging import InForce, Made

_LINK_OR_BROKEN = re.compile(rf"{LINK.pattern}|\]\(")


def settled(made: Sequence[Made], ids: Mapping[str, str], known: InForce, counts: Counter[str]) -> list[Made]:
    """Entries that name only what there is: each other by their new ids (`ids`), and what is in force."""
    new = {entry.record["id"] for entry in made}

    def found(ref: str) -> str | None:
        name = ids.get(ref, ref)
        return name if name in new or known.has(name) else None

    return [one._replace(record=_settled(one.record, found, known, counts)) for one in made]


def _settled(
    entry: dict[str, Any], found: Callable[[str], str | None], known: InForce, counts: Counter[str]
) -> dict[str, Any]:
    values = dict(entry)
    for name in RELATIONS:
        if name in entry:
            refs = [ref for ref in map(found, entry[name]) if ref and ref != entry["id"]]
            _keep(values, name, refs, counts)
    if "cite" in entry:
        _keep(values, "cite", [ref for ref in entry["cite"] if ref in known.cited], counts)
    if "source" in entry:
        _keep(values, "source", [source for source in entry["source"] if source.get("id") in known.sources], counts)
    for lang in LANGUAGES:
        if "](" in (definition := entry[lang].get("definition", "")):
            values[lang] = {**entry[lang], "definition": _plain(definition, entry["id"], found, counts)}
    return values


def _keep(values: dict[str, Any], name: str, refs: Sequence[Any], counts: Counter[str]) -> None:
    counts["reference"] += len(values[name]) - len(refs)
    if refs:
        values[name] = list(refs)
    else:
        del values[name]


def _plain(definition: str, own: str, found: Callable[[str], str | None], counts: Counter[str]) -> str:
    """A definition whose links lead somewhere; all else that looks like one is text."""

    def link(match: re.Match[str]) -> str:
        name = found(match[2])
        counts["link"] += name is None
        return f"[{match[1]}](#{name})" if name and name != own else match[1]

    mended = definition
    for _ in range(2):  # what a link leaves behind may look like one, together with what stood around it
        mended = _LINK_OR_BROKEN.sub(lambda match: "] (" if match[2] is None else link(match), mended)
    return mended
