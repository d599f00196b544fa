"""A map of prerequisites for Mermaid, as GitHub, GitLab and Obsidian draw it in Markdown."""

from __future__ import annotations

import re

from dlterms.exporters.prerequisites import Map
from dlterms.labels import UNSAFE

_FILL = {"learning": "fill:#fdf1d3,stroke:#c9a04a,color:#23221f", "known": "fill:#e0f1e4,stroke:#74a984,color:#23221f"}


def map_mermaid(shown: Map) -> str:
    """A flow chart; a line leads from a term to what builds on it."""
    number = {name: f"n{n}" for n, name in enumerate(shown.nodes, 1)}  # for an id of Mermaid's may not be `end`
    rows = ["flowchart LR"]
    for name, node in shown.nodes.items():
        names = "<br>".join(_quoted(each) for each in dict.fromkeys((node.zh, node.en)))
        rows.append(f'  {number[name]}["{names}"]')
    rows += [f"  {number[ref]} --> {number[name]}" for name, refs in shown.needs.items() for ref in refs]
    if shown.focus is not None:
        rows.append(f"  style {number[shown.focus]} stroke-width:3px")
    for state, style in _FILL.items():
        found = [number[name] for name, node in shown.nodes.items() if node.standing.partition(",")[0] == state]
        if found:
            rows += [f"  classDef {state} {style}", f"  class {','.join(found)} {state}"]
    return "\n".join(rows) + "\n"


def _quoted(text: str) -> str:
    """Inside of quotes: of what might be markup, the number of the character, as Mermaid takes it."""
    clean = re.sub(UNSAFE, "", text).replace("\n", " ")
    return re.sub(r"[^\w .,-]", lambda found: found[0] if found[0] > "\x7f" else f"#{ord(found[0])};", clean)
