"""What glossary files say each by itself: as they were written, before anything is added to an entry or left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from dlterms.loader import NAMELESS, Sets
from dlterms.loader.fields import FILE, Spec
from dlterms.loader.read import BAD, Partial, read
from dlterms.loader.source import Node
from dlterms.loader.tree import parse

Record: TypeAlias = Mapping[str, Any]  # in the long form, with the keys that begin with `x-`; `glossary` is whose it is
_OWN = "x-"


class Written(NamedTuple):
    """The first of each id. What cannot be served is not among it."""

    glossaries: Mapping[str, Record] = {}
    topics: Mapping[str, Record] = {}
    references: Mapping[str, Record] = {}
    terms: Mapping[str, Record] = {}
    additions: Sequence[Record] = ()

    def entry_of(self, addition: Record) -> str:
        """The id of the entry that something is added to, or nothing where it is not among these."""
        glossary, _, name = addition["of"].rpartition("/")
        known = self.terms.get(name)
        if known and known["glossary"] == glossary:
            return str(name)
        of_glossary = (term for term in self.terms.values() if term["glossary"] == glossary)
        renamed: str = next((term["id"] for term in of_glossary if name in term["former_ids"]), "")
        return renamed


def as_written(sets: Sets) -> Written:
    """What sets of (file name, text) say, whatever faults there are elsewhere in them."""
    found = Written({}, {}, {}, {}, [])
    for files in sets:
        trees = [tree for name, text in files if (tree := parse(text, name)[0]) is not None]
        abouts = [next(_records(tree, "glossary"), None) for tree in trees]
        of_set = next((about["id"] for about in abouts if about), NAMELESS)
        for tree, about in zip(trees, abouts, strict=True):
            _add(tree, about, of_set, found)
    return found


def _add(tree: Mapping[str, Node], about: dict[str, Any] | None, of_set: str, found: Any) -> None:
    if about:
        earlier = found.glossaries.get(about["id"], about)
        sources = {source["id"]: source for source in (*about["sources"], *earlier["sources"])}
        filled = {name: value for name, value in earlier.items() if value}
        found.glossaries[about["id"]] = about | filled | {"sources": [*sources.values()]}
    mine = {"glossary": about["id"] if about else of_set}
    for section, known in (("topics", found.topics), ("terms", found.terms)):
        for record in _records(tree, section):
            known.setdefault(record["id"], record | mine)
    references = next(_records(tree, "references"), {})
    for name, record in references.items():
        found.references.setdefault(name, record | mine)
    found.additions.extend(record | mine for record in _records(tree, "additions"))


def _records(tree: Mapping[str, Node], section: str) -> Iterator[dict[str, Any]]:
    """Each record of a section that is a list, or the section itself; of what can be read."""
    node, spec = tree.get(section), FILE.fields[section]
    if spec.item is not None and spec.shape == "list":
        nodes, spec = node if isinstance(node, list) else [], spec.item
    else:
        nodes = [] if node is None else [node]
    for each in nodes:
        value = read(each, spec, None, [])
        if value is not BAD and not any(isinstance(part, Partial) for part in (value, *value.values())):
            yield with_own_keys(value, each, spec)


def with_own_keys(value: Any, node: Node, spec: Spec | None) -> Any:
    """What `read` gave of a node, in plain values, with the keys that it leaves to their writer."""
    if spec and isinstance(value, dict):
        fields = node if isinstance(node, dict) else {}
        inner = {name: spec.item if spec.shape == "table" else spec.fields.get(name) for name in value}
        made = {str(name): with_own_keys(each, fields.get(name, ""), inner[name]) for name, each in value.items()}
        return made | {name: _plain(each) for name, each in fields.items() if name.startswith(_OWN) and spec.fields}
    if spec and isinstance(value, tuple):
        nodes = node if isinstance(node, list) and len(node) == len(value) else [""] * len(value)
        return [with_own_keys(each, its_node, spec.item) for each, its_node in zip(value, nodes, strict=True)]
    return _plain(value)


def _plain(node: Any) -> Any:
    if isinstance(node, dict):
        return {str(name): _plain(inner) for name, inner in node.items()}
    if isinstance(node, list | tuple):
        return [_plain(inner) for inner in node]
    return str(node) if isinstance(node, str) else node
