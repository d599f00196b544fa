"""Anki's packages, old and new, whole and damaged."""

from __future__ import annotations

import struct
import sys
import tracemalloc
import zipfile
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anki_engine import Packages
from anki_support import BASIC, database, package
from dlterms.errors import DltermsError
from dlterms.importers import apkg
from dlterms.importers import package as packaging
from dlterms.importers.records import LeftOut

SENTENCE = "Stops training once the error on held-out data grows, and keeps the best weights."
UNCLEAR = "it is not clear which of its fields is the name"
EITHER_FORM = pytest.mark.parametrize("form", ["new", "old"])


@EITHER_FORM
def test_notes_become_records(packages: Packages, form: str) -> None:
    """Fields are taken by their names, or else by what they can only be; a subdeck is the topic, tags stay tags."""
    read = apkg.read(getattr(packages, form))
    ids = packages.ids
    assert {record.place: record.entry for record in read.records} == {
        f"note {ids['暂退法']}": {
            "zh": {"term": "暂退法"}, "en": {"term": "dropout"}, "topic": "正则化", "x-tags": ["ch4", "正则"],
        },
        f"note {ids['读我示例']}": {"zh": {"term": "读我示例"}, "en": {"term": "readme example"}, "topic": "正则化"},
        f"note {ids['早停']}": {"zh": {"term": "早停"}, "en": {"definition": SENTENCE}, "topic": "正则化"},
        f"note {ids['注意力']}": {
            "zh": {"term": "注意力", "pinyin": "zhù yì lì", "definition": "按相关程度加权。"},
            "en": {"term": "attention"}, "topic": "正则化",
        },
    }  # fmt: skip
    assert read.remarks == ["the field `例句` of the note type `术语` not taken: 1", "images not taken: 1"]


@EITHER_FORM
def test_every_note_is_accounted_for(packages: Packages, form: str) -> None:
    """What is not understood and what has blanks is left out, with its note and the reason."""
    read = apkg.read(getattr(packages, form))
    assert len(read.records) + len(read.left_out) == len(packages.ids)
    assert {(each.place, each.why, each.fault) for each in read.left_out} == {
        (f"note {packages.ids['学习率']}", f"{UNCLEAR}: `Front`, `Back`", True),
        (
            f"note {packages.ids['训练时{{c1::随机}}清零。']}",
            "a cloze note: names are taken, not sentences with blanks",
            True,
        ),
    }


def test_both_forms_say_the_same(packages: Packages) -> None:
    """Old and new packages, and a whole collection, give the same notes and the same answers."""
    new = apkg.read(packages.new)
    assert apkg.read(packages.old) == new
    assert apkg.read(packages.whole) == new
    assert new.answers


def test_answers_come_with_their_cards(packages: Packages) -> None:
    """Each row of the log has its note, its button, and what its card asks for."""
    log = apkg.read(packages.new).answers
    assert [(row.place, row.direction, row.template, row.ease) for row in log] == [
        (f"note {packages.ids['暂退法']}", "zh-en", 0, 3),
        (f"note {packages.ids['暂退法']}", "en-zh", 1, 1),
        (f"note {packages.ids['注意力']}", "zh-en", 0, 4),
        (f"note {packages.ids['读我示例']}", "zh-en", 0, 2),
    ]


def test_without_scheduling_there_are_no_answers(packages: Packages) -> None:
    """A package that was exported without its scheduling information has the notes and no answers."""
    read = apkg.read(packages.unscheduled)
    assert read == apkg.read(packages.new)._replace(answers=[])


def test_new_form_needs_zstd(packages: Packages, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without zstd a new package is refused with how to get it, and its note about an update is never imported."""
    for name in ("backports", "backports.zstd", "compression", "compression.zstd"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(DltermsError, match=r"pip install 'dlterms\[anki\]'.*Support older Anki versions"):
        apkg.read(packages.new)
    assert apkg.read(packages.old).answers


@EITHER_FORM
def test_note_on_an_update_is_no_note(packages: Packages, form: str) -> None:
    """A newer package without its own collection is damaged: what else it holds says only that Anki is too old."""
    with pytest.raises(DltermsError, match="its collection is missing"):
        apkg.read(getattr(packages, form).replace(b"collection.anki21", b"collection.anki29"))


def test_fields_stand_in_their_order() -> None:
    """A note's texts belong to the fields by the fields' numbers; the default deck is no topic."""
    read = apkg.read(package(database()))
    assert [record.entry for record in read.records] == [{"zh": {"term": "暂退法"}, "en": {"term": "dropout"}}]


def test_home_deck_is_the_topic() -> None:
    """A card that lies in a filtered deck comes from its home deck."""
    read = apkg.read(package(database(sql="UPDATE cards SET odid = 2")))
    assert read.records[0].entry["topic"] == "B"


@pytest.mark.parametrize(
    ("conf", "kind", "rating"),
    [
        pytest.param({"schedVer": 1}, 0, 3, id="three-buttons"),
        pytest.param({"nothing": 1}, 2, 3, id="three-buttons-unsaid"),
        pytest.param({"schedVer": 1}, 1, 2, id="four-buttons-in-review"),
        pytest.param({"schedVer": 2}, 0, 2, id="four-buttons"),
    ],
)
def test_buttons_of_the_old_scheduler(conf: dict[str, int], kind: int, rating: int) -> None:
    """With Anki's first scheduler the second button of a card in learning was Good."""
    log = apkg.read(package(database(log=[(1_700_000_000_000, 1, 2, 900, kind, 0)], conf=conf))).answers
    assert [row.ease for row in log] == [rating]


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        pytest.param("暂退法\x1fdropout\x1fmore", "it has more fields than its note type `Basic`", id="more-fields"),
        pytest.param("", "all its fields are empty", id="empty"),
        pytest.param(None, "all its fields are empty", id="null"),
        pytest.param("[sound:a.mp3]\x1f<img src=a>", "all its fields are empty", id="media-alone"),
        pytest.param("暂退法\x1f丢弃法", f"{UNCLEAR}: `Front`, `Back`", id="one-script"),
    ],
)
def test_odd_notes_are_left_out(fields: str | None, why: str) -> None:
    """A note of which nothing certain can be said is left out and said."""
    read = apkg.read(package(database([(5, fields)])))
    assert (read.records, read.left_out) == ([], [LeftOut("note 5", why)])


def test_note_without_its_type() -> None:
    """A note whose note type the package lacks is left out."""
    read = apkg.read(package(database(models={})))
    assert read.left_out == [LeftOut("note 1", "its note type is not in the package")]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"PK\x03\x04collection.anki2", "a damaged Anki package", id="no-zip"),
        pytest.param(package(b"", "other"), "without an Anki collection", id="another-zip"),
        pytest.param(package(b""), "a damaged Anki package", id="empty-database"),
        pytest.param(package(b"SQLite format 3\0" + bytes(4080)), "a damaged Anki package", id="zeros"),
        pytest.param(package(b"no database" * 99), "a damaged Anki package", id="no-database"),
        pytest.param(package(database()[:4096]), "a damaged Anki package", id="cut-database"),
        pytest.param(package(database(sql="DROP TABLE notes")), "it has no table notes", id="no-notes"),
        pytest.param(
            package(database(sql="DROP TABLE notes; CREATE VIEW notes AS SELECT 1")), "no table notes", id="view"
        ),
        pytest.param(package(database(sql="DELETE FROM col")), "its note types cannot be read", id="no-row"),
        pytest.param(package(database(models=[1])), "its note types cannot be read", id="no-models"),
        pytest.param(package(database(models={"7": {}})), "its note types cannot be read", id="no-fields"),
        pytest.param(package(database(models={"7": {**BASIC, "tmpls": 1}})), "its note types", id="no-templates"),
        pytest.param(
            package(database(sql=f"UPDATE col SET models = '{'[' * 100_000}'")), "its note types cannot", id="deep"
        ),
        pytest.param(package(database(sql="UPDATE notes SET flds = x'ff'")), "a damaged Anki package", id="no-utf-8"),
        pytest.param(package(b"no zstd", "collection.anki21b"), "a damaged Anki package", id="no-zstd"),
    ],
)
def test_damage_is_one_line(content: bytes, said: str) -> None:
    """What is no package, or no whole one, is refused in one line that says how to mend it."""
    with pytest.raises(DltermsError, match=said) as refused:
        apkg.read(content)
    assert "\n" not in str(refused.value)
    assert "from Anki again" in str(refused.value)


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("member", "larger than"),
        ("declared-small", "damaged"),
        ("declared-large", "larger than"),
        ("zstd", "larger than"),
    ],
)
def test_bombs_are_refused(monkeypatch: pytest.MonkeyPatch, form: str, said: str) -> None:
    """A collection that is larger than the limit, or says so, is not unpacked further than that."""
    monkeypatch.setattr(packaging, "LIMIT", 100_000)
    content = {
        "member": lambda: package(bytes(20_000_000)),
        "declared-small": lambda: _declaring(package(bytes(20_000_000)), 50),
        "declared-large": lambda: _declaring(package(database()), 2**31),
        "zstd": lambda: package(packaging._zstd().compress(bytes(20_000_000)), "collection.anki21b"),
    }[form]()
    tracemalloc.start()
    try:
        with pytest.raises(DltermsError, match=said):
            apkg.read(content)
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def _declaring(content: bytes, size: int) -> bytes:
    """The package with another size of its first member, in its directory."""
    at = content.index(b"PK\x01\x02") + 24
    return content[:at] + struct.pack("<I", size) + content[at + 4 :]


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2], ids=["lzma", "bzip2"])
def test_other_compressions_are_refused(method: int) -> None:
    """A member that is compressed in a way that knows no limit is refused."""
    with pytest.raises(DltermsError, match="not compressed the way Anki does it"):
        apkg.read(package(database(), method=method))


def test_encrypted_members_are_refused() -> None:
    """A member that is encrypted is refused."""
    content = bytearray(package(database()))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(DltermsError, match="encrypted"):
        apkg.read(bytes(content))


def test_zstd_that_is_cut_short() -> None:
    """A new package whose collection is compressed and cut short is damaged."""
    content = packaging._zstd().compress(database())
    with pytest.raises(DltermsError, match="cut short"):
        apkg.read(package(content[:-9], "collection.anki21b"))


@EITHER_FORM
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_damage_is_told(packages: Packages, form: str, data: st.DataObject) -> None:
    """A package that was cut short or changed anywhere is read, or refused in one line."""
    content = bytearray(getattr(packages, form))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    _read_or_refused(bytes(content[: data.draw(st.integers(0, len(content)))]))


@EITHER_FORM
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_damage_of_a_database_is_told(packages: Packages, form: str, data: st.DataObject) -> None:
    """A database whose bytes were changed before it was packed is read, or refused in one line."""
    content = bytearray(packaging.database(getattr(packages, form)))
    used = len(content.rstrip(b"\0"))
    for _ in range(data.draw(st.integers(1, 20))):
        content[data.draw(st.integers(0, used - 1))] = data.draw(st.integers(0, 255))
    whole = data.draw(st.booleans())
    _read_or_refused(package(bytes(content if whole else content[: data.draw(st.integers(1, used))])))


VALUES = st.none() | st.integers(-(2**63), 2**63 - 1) | st.floats() | st.text() | st.binary()


@settings(max_examples=60, deadline=None)
@given(values=st.lists(VALUES, min_size=11, max_size=11))
def test_columns_hold_anything(values: list[Any]) -> None:
    """Whatever the columns hold, the note is read or left out, and the row of the log is there."""
    quoted = [_sql(value) for value in values]
    notes = "UPDATE notes SET guid = {}, mid = {}, tags = {}, flds = {};".format(*quoted[:4])
    cards = "UPDATE cards SET did = {}, odid = {}, ord = {};".format(*quoted[4:7])
    log = "UPDATE revlog SET ease = {}, time = {}, type = {}, factor = {}".format(*quoted[7:])
    with suppress(DltermsError):
        read = apkg.read(package(database(log=[(1, 1, 1, 1, 1, 1)], sql=notes + cards + log)))
        assert len(read.records) + len(read.left_out) == len(read.answers) == 1


def _sql(value: Any) -> str:
    if value is None or value != value or isinstance(value, float):
        return "NULL" if value is None else f"'{value}'"
    if isinstance(value, int):
        return str(value)
    data = value.encode(errors="replace") if isinstance(value, str) else value
    return f"CAST(x'{data.hex()}' AS TEXT)" if isinstance(value, str) else f"x'{data.hex()}'"


def _read_or_refused(content: bytes) -> None:
    try:
        apkg.read(content)
    except DltermsError as fault:
        refused = str(fault)
    else:
        refused = ""
    assert "\n" not in refused
