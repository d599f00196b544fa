"""The topics of imported entries: those in use, and new ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from dlterms.i18n import series, tr
from dlterms.ids import identifier, is_id, spelt
from dlterms.labels import has_han, key
from dlterms.loader.messages import quoted

IMPORTED = {"id": "imported", "zh": "导入的术语", "en": "Imported"}  # the topic of what comes without one


class Topics:
    def __init__(self, known: Sequence[tuple[str, str, str]]) -> None:
        self.ids = {key(topic[place]): topic[0] for place in (2, 1, 0) for topic in known}
        self.taken = {topic[0] for topic in known}
        self.new: list[dict[str, str]] = []

    def id_of(self, text: str) -> str:
        """The id of the topic of this id or name, which is declared if need be."""
        text = " ".join(text.split())
        if not text:
            text, zh, en = IMPORTED["en"], IMPORTED["zh"], IMPORTED["en"]
        else:
            zh = en = text
        form = key(text) or text
        if form not in self.ids:
            name = text if is_id(text) else identifier(of_names(zh, en), self.taken.__contains__)
            self.taken.add(name)
            self.ids.update((key(label) or label, name) for label in (name, zh, en))
            self.new.append({"id": name, "zh": zh, "en": en})
        return self.ids[form]

    def known(self, field: str, value: Any) -> Any:
        """The value of an entry's field, of the topic its id."""
        return self.ids.get(key(value) or value, value) if field == "topic" else value

    def remarks(self) -> Iterable[str]:
        bare = [quoted(topic["id"]) for topic in self.new if topic["zh"] == topic["id"]]
        if bare:
            yield tr("new topics without names in the file, called by their ids: {ids}", ids=series(bare))


def of_names(zh: str, en: str) -> tuple[str, str]:
    """What an id is made of, the English name first."""
    return "" if has_han(en) else en, spelt(zh)
