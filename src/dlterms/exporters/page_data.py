"""What the script of the page is given besides the entries: how each term is found, and where its map has what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, islice
from typing import Any

from dlterms.equivalents import TAIWAN
from dlterms.exporters.boxes import Label, label, size
from dlterms.exporters.content import Content
from dlterms.exporters.layout import Size, drawing
from dlterms.exporters.prerequisites import Node, Requires, around, drawn
from dlterms.labels import has_han, key, qualified, syllables
from dlterms.model import LANGUAGES, Entry
from dlterms.sound import spoken
from dlterms.traditional import SIMPLIFIED, TRADITIONAL

_SPOKEN = 2  # ways to read an alias that are told
UNIT = 5  # pixels to one step of a map's coordinates


def page_data(content: Content, names: Sequence[str]) -> dict[str, Any]:
    """A table of `terms`, `names` in the order of the page's articles; the map of each; and how to fold what is typed.

    Ids, the names in the headings and their pinyin stand in the articles and are not said again: a term is
    [other names, width and height of its box, standing], and the lines of the box where a name takes more than one.
    `_names` and `_map` say what these and a map are. `order` is that of learning; `usual` says which words stand
    here for those of Taiwan.
    """
    entries = {entry["id"]: entry for entry in content.entries}
    requires: Requires = {name: entry["requires"] for name, entry in entries.items()}
    labels = {name: label(Node(qualified(e["zh"]), qualified(e["en"]))) for name, e in entries.items()}
    sizes = {name: size(shown) for name, shown in labels.items()}
    number = {name: n for n, name in enumerate(names)}
    return {
        "terms": [
            [_names(entries[name]), *map(round, sizes[name]), content.standings.get(name, ""), *_broken(labels[name])]
            for name in names
        ],
        "order": [number[name] for name in entries],
        "maps": [_map(name, requires, sizes, number) for name in names],
        "unit": UNIT,
        "usual": TAIWAN,
        "traditional": _traditional(content.entries),
    }


def _broken(shown: Label) -> Sequence[list[str]]:
    return shown if max(map(len, shown)) > 1 else ()


def _names(entry: Entry) -> list[list[str]]:
    """[names, other names, names that only find, pinyin of other names], each where it stands first."""
    ranks: list[list[str]] = [[], [], [], []]
    for lang in LANGUAGES:
        wording = entry[lang]
        ranks[0] += [wording["term"]] if wording["qualifier"] else []
        ranks[1] += [wording["acronym"] or "", *(alias["term"] for alias in wording["aliases"])]
        ranks[2] += [hidden["term"] for hidden in wording["hidden"]]
    ranks[2] += entry["former_ids"]
    readings = [(entry["zh"]["term"], "")] if not entry["zh"]["pinyin"] else []
    readings += [(alias["term"], alias["pinyin"]) for alias in entry["zh"]["aliases"]]
    ranks[3] = [spoken_so for name, pinyin in readings for spoken_so in _pinyin(name, pinyin)]
    seen = {"", key(entry["id"]), *(key(entry[lang]["term"]) for lang in LANGUAGES if not entry[lang]["qualifier"])}
    found = []
    for rank in ranks:
        forms = {key(name): name for name in reversed(rank) if key(name) not in seen}
        found.append([*reversed(forms.values())])
        seen.update(forms)
    return found


def _pinyin(name: str, pinyin: str | None) -> list[str]:
    """How a Chinese name is read, with spaces between the syllables: so their first letters can be told, too."""
    if not has_han(name):
        return []
    return [" ".join(sound) for sound in ([syllables(pinyin)] if pinyin else islice(spoken(name), _SPOKEN))]


def _traditional(entries: Iterable[Entry]) -> list[str]:
    """Traditional characters and, in the same order, their simplified forms, of those that may be in what is typed."""
    typed = {character for pattern, _ in TAIWAN for character in pattern} | {
        character
        for entry in entries
        for each in [entry["zh"], *entry["zh"]["aliases"], *entry["zh"]["hidden"]]
        for character in each["term"]
    }
    folded = [(t, s) for t, s in zip(TRADITIONAL, SIMPLIFIED, strict=True) if s in typed]
    return ["".join(t for t, _ in folded), "".join(s for _, s in folded)]


def _map(name: str, requires: Requires, sizes: Mapping[str, Size], number: Mapping[str, int]) -> list[Any]:
    """[layers, lines], nothing where a term stands alone.

    A layer is [left, term, middle, term, middle ...], from top to bottom; a term is its number in the table. A line is
    start * boxes + end, by the numbers of its boxes in the order of the layers; where it passes layers, it is a list of
    that and a y for each.
    """
    names = around(name, requires)
    if len(names) == 1:
        return []
    whole = drawing({each: sizes[each] for each in names}, drawn(names, requires))
    boxes = sorted(whole.boxes.items(), key=lambda item: (item[1].x, item[1].y))
    place = {each: n for n, (each, _) in enumerate(boxes)}
    lines: list[Any] = []
    for line in whole.lines:
        ends = place[line.start] * len(boxes) + place[line.end]
        passed = [_step(y) for _, y in line.points[2:-1:2]]
        lines.append([ends, *passed] if passed else ends)
    layers = []
    for left, found in groupby(boxes, lambda item: item[1].x):
        middles = [value for each, box in found for value in (number[each], _step(box.y + box.height / 2))]
        layers.append([_step(left), *middles])
    return [layers, lines]


def _step(pixels: float) -> int:
    return round(pixels / UNIT)
