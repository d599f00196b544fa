"""Packages that Anki's own engine has written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from anki.collection import Collection, ExportAnkiPackageOptions, ImportAnkiPackageRequest
from anki.decks import DeckId
from anki.import_export_pb2 import ImportAnkiPackageOptions
from anki.notes import NoteId

if TYPE_CHECKING:
    from anki.cards import Card  # which it can import itself only after the collection

DECK = "深度学习::正则化"
FIELDS = ("中文", "英文", "拼音", "定义", "例句")


class Packages(NamedTuple):
    """One collection, exported in each way; the note ids by what stands in the first field."""

    new: bytes
    old: bytes
    unscheduled: bytes
    whole: bytes  # a .colpkg: everything there is
    ids: dict[str, NoteId]


def write_packages(folder: Path) -> Packages:
    """A collection of every sort of note, of which four cards were answered, and exported."""
    collection = Collection(str(folder / "collection.anki2"))
    try:
        _add_notes(collection)
        ids = {note.fields[0]: note.id for note in map(collection.get_note, collection.find_notes(""))}
        _answer(collection, ids["暂退法"], 0, 3)
        _answer(collection, ids["暂退法"], 1, 1)
        _answer(collection, ids["注意力"], 0, 4)
        _answer(collection, ids["读我示例"], 0, 2)
        new = _export(collection, folder / "new.apkg", legacy=False)
        old = _export(collection, folder / "old.apkg", legacy=True)
        unscheduled = _export(collection, folder / "unscheduled.apkg", legacy=False, scheduling=False)
    finally:
        collection.close()
    collection = Collection(str(folder / "collection.anki2"))
    collection.export_collection_package(str(folder / "all.colpkg"), include_media=False, legacy=False)
    return Packages(new, old, unscheduled, (folder / "all.colpkg").read_bytes(), ids)


@contextmanager
def imported(folder: Path, *packages: bytes) -> Iterator[Collection]:
    """A collection of what Anki takes of packages, one after the other, with all that was learned."""
    folder.mkdir(exist_ok=True)
    collection = Collection(str(folder / "imported.anki2"))
    try:
        for package in packages:
            take(collection, package)
        yield collection
    finally:
        collection.close()


def take(collection: Collection, package: bytes) -> None:
    path = Path(collection.path).with_name("package.apkg")
    path.write_bytes(package)
    options = ImportAnkiPackageOptions(with_scheduling=True)
    collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(path), options=options))


def cards(collection: Collection) -> dict[str, Card]:
    """The cards by Anki's name of the note, and the number of the card in it."""
    found = map(collection.get_card, collection.find_cards(""))
    return {f"{card.note().guid} {card.ord}": card for card in found}


def exported(collection: Collection) -> bytes:
    """A package of all that there is, in the new form."""
    return _export(collection, Path(collection.path).with_name("exported.apkg"), legacy=False)


_TEMPLATES = {"认": ("{{中文}}", "{{英文}}<br>{{定义}}"), "定义": ("{{定义}}", "{{中文}} {{英文}}")}
_DEFINITION = "<div>按相关程度<i>加权</i>。</div><img src=x.png>"
_NOTES: list[tuple[str, list[str], list[str]]] = [
    ("Basic (and reversed card)", ["暂退法", "dropout"], ["正则", "ch4"]),
    ("Basic", ["早停", "Stops training once the error on held-out data grows, and keeps the best weights."], []),
    ("Basic", ["学习率", "0.01"], []),
    ("Basic", ["读我示例", "readme example"], []),
    ("术语", ["注意力", "<b>attention</b>&nbsp;", "zhù yì lì", _DEFINITION, "例"], []),
    ("Cloze", ["训练时{{c1::随机}}清零。", ""], []),
]


def _add_notes(collection: Collection) -> None:
    models = collection.models
    own = models.new("术语")
    for name in FIELDS:
        models.add_field(own, models.new_field(name))
    for name, (question, answer) in _TEMPLATES.items():
        template = models.new_template(name)
        template["qfmt"], template["afmt"] = question, "{{FrontSide}}<hr>" + answer
        models.add_template(own, template)
    models.add(own)
    for kind, fields, tags in _NOTES:
        model = models.by_name(kind)
        assert model is not None
        note = collection.new_note(model)
        note.fields, note.tags = fields, tags
        collection.add_note(note, collection.decks.id(DECK) or DeckId(0))


def _answer(collection: Collection, note: NoteId, number: int, ease: int) -> None:
    card = collection.get_note(note).cards()[number]
    card.start_timer()
    scheduler: Any = collection.sched
    states = collection._backend.get_scheduling_states(card.id)
    scheduler.answer_card(scheduler.build_answer(card=card, states=states, rating=ease - 1))


def _export(collection: Collection, path: Path, *, legacy: bool, scheduling: bool = True) -> bytes:
    options = ExportAnkiPackageOptions(
        with_scheduling=scheduling, with_deck_configs=False, with_media=False, legacy=legacy
    )
    collection.export_anki_package(out_path=str(path), options=options, limit=None)
    return path.read_bytes()
