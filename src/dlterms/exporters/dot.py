"""A map of prerequisites for Graphviz."""

from __future__ import annotations

import re

from dlterms.exporters.prerequisites import Map
from dlterms.labels import UNSAFE

_FILL = {"new": "white", "learning": "#fdf1d3", "known": "#e0f1e4"}


def map_dot(shown: Map) -> str:
    """A directed graph in the DOT language; a line leads from a term to what builds on it."""
    rows = ["digraph dlterms {", "  rankdir=LR", '  node [shape=box, style="rounded,filled", fillcolor=white]']
    for name, node in shown.nodes.items():
        names = "\\n".join(_quoted(each) for each in dict.fromkeys((node.zh, node.en)))
        fill = f', fillcolor="{_FILL[node.standing.partition(",")[0]]}"' if node.standing else ""
        thick = ", penwidth=2" if name == shown.focus else ""
        rows.append(f'  "{_quoted(name)}" [label="{names}"{fill}{thick}]')
    rows += [f'  "{_quoted(ref)}" -> "{_quoted(name)}"' for name, refs in shown.needs.items() for ref in refs]
    return "\n".join([*rows, "}"]) + "\n"


def _quoted(text: str) -> str:
    """Inside of a quoted string, where a backslash and a quote are escaped, and a line cannot end."""
    clean = re.sub(UNSAFE, "", text).replace("\n", " ")
    return clean.replace("\\", "\\\\").replace('"', '\\"')
