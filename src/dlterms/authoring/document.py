"""Adding to a glossary file: what stands in it stays, byte for byte, comments and blank lines included."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import yaml

from dlterms.errors import DltermsError
from dlterms.i18n import tr
from dlterms.loader.source import Node, place_of
from dlterms.loader.tree import parse
from dlterms.yaml_text import items

_BOM = "\ufeff"


def append(text: str, section: str, records: Sequence[Mapping[str, Any]], file: str, *, one_line: bool = False) -> str:
    """The text of a glossary file with records at the end of a section (`terms`, `additions` ...), made if need be.

    The text must be readable: DltermsError names `file` and the line that is not. Line ends and a byte order mark
    stay what they are. Records hold nothing but texts, numbers, flags, lists and mappings of them.
    """
    before = _tree(text, file)
    text = re.sub(rf"(?m)^({section}:)\s*\[\s*\]", r"\1", text)
    line_end = "\r\n" if "\r\n" in text else "\n"
    lines = text.removeprefix(_BOM).splitlines(keepends=True)
    place, added = _placed(text, lines, section, records, one_line)
    if place and not lines[place - 1].endswith("\n"):
        lines[place - 1] += line_end
    new = _BOM * text.startswith(_BOM) + "".join([*lines[:place], added.replace("\n", line_end), *lines[place:]])
    held = before.get(section)
    wanted = {**before, section: [*(held if isinstance(held, list) else []), *records]}
    after, faults = parse(new, file)
    if of_values := [fault.message for fault in faults if fault.code in ("unsafe-character", "size")]:
        raise DltermsError(of_values[0])
    if after is None or _plain(after) != _plain(wanted):
        message = tr(
            "{file}: cannot add to `{section}`: write it as a list, one dash per line", file=file, section=section
        )
        raise DltermsError(message)
    return new


def lines_of(text: str, section: str, fits: Callable[[Mapping[str, Any]], bool]) -> list[int]:
    """The lines of the records of a section that fit; none where it cannot be read."""
    tree, _ = parse(text, "")
    records = tree.get(section) if tree else None
    return [place_of(record)[1] for record in records or () if isinstance(record, dict) and fits(record)]


def _tree(text: str, file: str) -> dict[str, Node]:
    tree, problems = parse(text, file)
    if tree is None or problems:
        raise DltermsError(str(problems[0]))
    return tree


def _placed(
    text: str, lines: Sequence[str], section: str, records: Sequence[Mapping[str, Any]], one_line: bool
) -> tuple[int, str]:
    """The number of lines before what is added, and that."""
    root: Any = yaml.compose(text.removeprefix(_BOM), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    found = next((node for name, node in root.value if name.value == section), None)
    if isinstance(found, yaml.SequenceNode) and found.value and not found.flow_style:
        return _line_after(found.value[-1], lines), items(records, found.start_mark.column, one_line=one_line)
    if found is None:
        return len(lines), f"{section}:\n{items(records, one_line=one_line)}"
    return found.start_mark.line + 1, items(records, one_line=one_line)


def _line_after(node: yaml.Node, lines: Sequence[str]) -> int:
    """The number of the first line after a node's last one; what follows of comments is behind it."""
    while isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    line = int(node.end_mark.line) + (node.end_mark.column > 0)
    while line > node.start_mark.line + 1 and not lines[line - 1].strip():
        line -= 1
    return line


def _plain(node: Any) -> Any:
    """A tree without places, to compare: all that is no list or mapping is the text that it is in a file."""
    if isinstance(node, str | int):
        return str(node).lower() if isinstance(node, bool) else str(node)
    if isinstance(node, Mapping):
        return {str(name): _plain(value) for name, value in node.items()}
    return [_plain(value) for value in node]
