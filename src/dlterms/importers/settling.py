"""What entries say of others, once it is known which there will be: ids that lead nowhere go, and are counted."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dlterms.links import LINK
from dlterms.loader.messages import quoted
from dlterms.model import LANGUAGES, RELATIONS

if TYPE_CHECKING:
    from dlterms.importers.merging import InForce, Made
    from dlterms.importers.noted import Noted

_LINK_OR_BROKEN = re.compile(rf"{LINK.pattern}|\]\(")


def settled(made: Sequence[Made], ids: Mapping[str, str], known: InForce, noted: Noted) -> list[Made]:
    """Entries that name only what there is: each other by their new ids (`ids`), and what is in use."""
    new = {entry.record["id"] for entry in made}

    def found(ref: str) -> str | None:
        name = ids.get(ref, ref)
        return name if name in new or known.has(name) else None

    def mended(one: Made) -> Made:
        def put(what: str, name: str) -> None:
            noted[what].append((one.places[0], quoted(name)))

        return one._replace(record=_settled(one.record, found, known, put))

    return [mended(one) for one in made]


def _settled(
    entry: dict[str, Any], found: Callable[[str], str | None], known: InForce, put: Callable[[str, str], None]
) -> dict[str, Any]:
    values = dict(entry)
    for name in RELATIONS:
        if name in entry:
            _keep(values, name, lambda ref: (new := found(ref)) != entry["id"] and new, put)
    if "cite" in entry:
        _keep(values, "cite", lambda ref: ref in known.cited and ref, put)
    if "source" in entry:
        _keep(values, "source", lambda source: source.get("id") in known.sources and source, put)
    for lang in LANGUAGES:
        if "](" in (definition := entry[lang].get("definition", "")):
            values[lang] = {**entry[lang], "definition": _plain(definition, entry["id"], found, put)}
    return values


def _keep(values: dict[str, Any], name: str, kept: Callable[[Any], Any], put: Callable[[str, str], None]) -> None:
    """Of references those that lead somewhere, as they are to be written."""
    made = [(ref, kept(ref)) for ref in values.pop(name)]
    for ref, new in made:
        if not new:
            put("reference", ref if isinstance(ref, str) else str(ref.get("id", "")))
    if refs := [new for _, new in made if new]:
        values[name] = refs


def _plain(definition: str, own: str, found: Callable[[str], str | None], put: Callable[[str, str], None]) -> str:
    """A definition whose links lead somewhere; all else that looks like one is text."""

    def link(match: re.Match[str]) -> str:
        name = found(match[2])
        if name is None:
            put("link", match[2])
        return f"[{match[1]}](#{name})" if name and name != own else match[1]

    mended = definition
    for _ in range(2):  # what a link leaves behind may look like one, together with what stood around it
        mended = _LINK_OR_BROKEN.sub(lambda match: "] (" if match[2] is None else link(match), mended)
    return mended
