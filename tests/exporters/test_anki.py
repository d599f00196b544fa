"""What Anki's own engine makes of the export."""

from __future__ import annotations

import json
import sqlite3
import sys
import time
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given

from anki_engine import cards, imported, take
from dlterms import fsrs, schedule
from dlterms.day import day_start
from dlterms.errors import DltermsError
from dlterms.exporters.anki import package
from dlterms.exporters.content import Content, Progress
from dlterms.model import Entry, Rating, Review
from export_support import ODD, content_of, odd_entries, of_entries
from learner import local, set_clock
from lookup_support import bundled_glossary, entry

MADE = 1_772_481_600.0  # Monday 2 March 2026, 20:00 UTC
DAY = fsrs.DAY
ONE = entry("one", "甲", "one", level=1)
LINKED = {**ONE, "en": {"term": "one", "definition": "see [two](#two)"}}
TWO = entry("two", {"term": "PyTorch"}, "pytorch", cloze=[{"lang": "en", "text": "a {{c1::b}} c {{c2::d}}"}])


def made_of(content: Content, made: float = MADE, progress: Progress | None = None) -> bytes:
    data = package(content._replace(made=made, progress=progress)).data
    assert isinstance(data, bytes)
    return data


@contextmanager
def opened(package: bytes) -> Iterator[sqlite3.Connection]:
    with zipfile.ZipFile(BytesIO(package)) as archive, closing(sqlite3.connect(":memory:")) as db:
        db.deserialize(archive.read("collection.anki2"))
        yield db


def reviews(*answers: tuple[str, float, Rating]) -> list[Review]:
    """By card, days before the export, rating."""
    return [
        Review(f"user/{card}", rating, milliseconds=1_500, id=str(n), time=MADE - days * DAY)
        for n, (card, days, rating) in enumerate(answers)
    ]


def test_notes_and_cards(tmp_path: Path) -> None:
    """Anki has each note with its fields and tags in one deck, a card for each that dlterms asks, and none is empty."""
    with imported(tmp_path, made_of(content_of(LINKED, TWO))) as collection:
        found = cards(collection)
        assert sorted(found) == [
            "user/one 0", "user/one 1", "user/one 2", "user/one 3", "user/two 2", "user/two 3",
            "user/two:cloze.1 0", "user/two:cloze.1 1",
        ]  # fmt: skip
        one = found["user/one 0"].note()
        assert (one["zh"], one["en"], one["definition en"]) == ("甲", "one", "see <b>two</b>")
        assert one.tags == ["level::1", "topic::t"]
        assert {collection.decks.name(card.did) for card in found.values()} == {"dlterms"}
        assert list(collection.get_empty_cards().notes) == []
        assert [found[f"user/{name}"].due for name in ("one 0", "one 3", "two 2", "two:cloze.1 0")] == [1, 1, 2, 3]
        assert collection.fix_integrity()[1]


@pytest.mark.parametrize(
    ("card", "asked", "shown"),
    [
        pytest.param("user/one 0", ["甲", "[[type:en]]"], ["one", "see <b>two</b>"], id="zh-en"),
        pytest.param("user/one 1", ["one", "[[type:zh]]"], ["甲"], id="en-zh"),
        pytest.param("user/one 2", ["definition of ____", "[[type:zh]]"], ["甲", "one"], id="definition-term"),
        pytest.param("user/one 3", ["甲", "one"], ["definition of one"], id="term-definition"),
        pytest.param("user/two:cloze.1 1", ["a ", ">b</span> c ", "[...]"], ["PyTorch", "pytorch"], id="cloze"),
    ],
)
def test_sides(tmp_path: Path, card: str, asked: Sequence[str], shown: Sequence[str]) -> None:
    """A card asks what its direction says, with what is to be typed, and shows the entry then."""
    with imported(tmp_path, made_of(content_of(LINKED, TWO))) as collection:
        sides = cards(collection)[card].render_output()
    assert all(text in sides.question_text for text in asked)
    assert all(text in sides.answer_text for text in shown)
    assert "see <b>" not in sides.question_text
    assert sides.question_text.count("[[type") == sides.answer_text.count("[[type") <= 1


def test_again(tmp_path: Path) -> None:
    """A second import doubles nothing; a later one with another definition changes the note, and adds what is new."""
    first = made_of(content_of(ONE))
    with imported(tmp_path, first) as collection:
        before = {name: card.id for name, card in cards(collection).items()}
        take(collection, first)
        assert {name: card.id for name, card in cards(collection).items()} == before
        changed = {**ONE, "en": {"term": "one", "definition": "another"}}
        take(collection, made_of(content_of(TWO, changed), MADE + 1))
        after = cards(collection)
        assert {name: after[name].id for name in before} == before
        assert len(after) == 8
        assert after["user/one 0"].note()["definition en"] == "another"


def test_progress(tmp_path: Path) -> None:
    """Stability, difficulty, last review and due day of each card come back equal, and the log with them."""
    log = reviews(("one:zh-en", 40, 3), ("one:zh-en", 30.3, 1), ("one:en-zh", 9, 4), ("two:cloze.2", 0.1, 2))
    with imported(tmp_path, made_of(content_of(ONE, TWO), progress=Progress(log, retention=0.85))) as collection:
        found = cards(collection)
        today, cutoff = collection.sched.today, collection.sched.day_cutoff
        rows = collection.db.all("SELECT id, cid, ease, time, type FROM revlog ORDER BY id")  # type: ignore[union-attr]
    names = {card.id: name for name, card in found.items()}
    assert [(at, names[card], *rest) for at, card, *rest in rows] == [
        (1_769_025_600_000, "user/one 0", 3, 1_500, 0),
        (1_769_863_680_000, "user/one 0", 1, 1_500, 1),
        (1_771_704_000_000, "user/one 1", 4, 1_500, 0),
        (1_772_472_960_000, "user/two:cloze.1 1", 2, 1_500, 0),
    ]
    for name, card in (("one:zh-en", "user/one 0"), ("one:en-zh", "user/one 1"), ("two:cloze.2", "user/two:cloze.1 1")):
        memory = fsrs.replay(((each.time, each.rating) for each in log if each.card == f"user/{name}"), fsrs.DEFAULTS)
        assert memory is not None
        state = found[card].memory_state
        assert state is not None
        assert state.stability == pytest.approx(memory.stability, abs=1e-4)
        assert state.difficulty == pytest.approx(memory.difficulty, abs=1e-3)
        assert found[card].last_review_time == int(memory.last_review)
        assert found[card].desired_retention == pytest.approx(0.85)
        day = day_start(schedule.due(memory, schedule.stretch(0.85, fsrs.DEFAULTS), MADE)).timestamp()
        assert cutoff + (found[card].due - today - 1) * DAY == day
        assert (found[card].type, found[card].queue) == (2, 2)
        assert (found[card].reps, found[card].lapses) == (memory.reviews, memory.misses)
    assert (found["user/one 2"].type, found["user/one 2"].memory_state) == (0, None)


@pytest.mark.parametrize(
    ("zone", "first", "west", "due"),
    [
        pytest.param("UTC", "2026-01-21 04:00", 0, 79, id="utc"),
        pytest.param("Asia/Shanghai", "2026-01-21 04:00", -480, 80, id="before-the-day-turns"),
        pytest.param("America/New_York", "2026-01-21 04:00", 300, 79, id="summer-time-begins"),
    ],
)
def test_days(monkeypatch: pytest.MonkeyPatch, zone: str, first: str, west: int, due: int) -> None:
    """Days begin at 04:00 on the learner's clock, the first with the first answer; a card is due on its day here."""
    set_clock(monkeypatch, MADE, zone)
    content, progress = content_of(ONE), Progress(reviews(("one:zh-en", 40.1, 3), ("one:zh-en", 1, 3)))
    with opened(made_of(content, progress=progress)) as db:
        crt, conf = db.execute("SELECT crt, conf FROM col").fetchone()
        assert (local(zone, crt), json.loads(conf)["creationOffset"]) == (first, west)
        assert db.execute("SELECT due FROM cards WHERE type = 2").fetchall() == [(due,)]
    monkeypatch.undo()
    time.tzset()


def test_what_is_not_asked(tmp_path: Path) -> None:
    """Cards that are set aside are suspended, learned or not; a term that is known has a tag."""
    aside = {"user/one:zh-en", "user/one:en-zh", "user/gone:zh-en"}
    progress = Progress(reviews(("one:zh-en", 9, 3)), aside, {"user/one"})
    with imported(tmp_path, made_of(content_of(ONE, TWO), progress=progress)) as collection:
        found = cards(collection)
        assert [found[f"user/one {n}"].queue for n in range(3)] == [-1, -1, 0]
        assert "known" in found["user/one 0"].note().tags
        assert "known" not in found["user/two 2"].note().tags


def test_answers_at_one_moment(tmp_path: Path) -> None:
    """Of answers that have one time none is lost: each is a millisecond after the last."""
    log = reviews(("one:zh-en", 9, 3), ("one:en-zh", 9, 3), ("one:definition-term", 9, 3))
    with imported(tmp_path, made_of(content_of(ONE), progress=Progress(log))) as collection:
        ids = collection.db.list("SELECT id FROM revlog ORDER BY id")  # type: ignore[union-attr]
    assert ids == [1_771_704_000_000, 1_771_704_000_001, 1_771_704_000_002]


def test_what_is_not_carried() -> None:
    """Names that nobody sees, remarks, answers to cards that are gone, and texts that ask nothing are counted."""
    one = entry("one", {"term": "甲", "hidden": ["乙"]}, cloze=[{"lang": "zh", "text": "{{c500::x}}"}])
    log = reviews(("one:cloze.7", 9, 3), ("elsewhere:zh-en", 9, 3))
    made = package(content_of(one)._replace(made=MADE, progress=Progress(log)))
    assert made.left_out == {"hidden names": 1, "cloze texts": 1, "answers": 1}


def test_same_bytes() -> None:
    """The same terms and answers at the same second give the same bytes, whatever the order of the ids."""
    content = content_of(ONE, TWO)
    progress = Progress(reviews(("one:zh-en", 9, 3)), {"user/two:term-definition", "user/one:en-zh"})
    assert made_of(content, progress=progress) == made_of(content, progress=progress)


def test_without_genanki(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra there is one line that says how to get it."""
    monkeypatch.setitem(sys.modules, "genanki", None)
    with pytest.raises(DltermsError, match=r"^[^\n]*pip install 'dlterms\[anki\]'`$"):
        made_of(content_of(ONE))


def test_bundled(tmp_path: Path) -> None:
    """Of the bundled glossary every term is a note, and Anki finds nothing to mend."""
    content = of_entries([term.to_entry() for term in bundled_glossary().terms.values()])
    with imported(tmp_path, made_of(content)) as collection:
        assert len(collection.find_notes("note:dlterms")) == len(content.entries)
        assert list(collection.get_empty_cards().notes) == []
        assert collection.fix_integrity()[1]


def test_odd_names_in_anki(tmp_path: Path) -> None:
    """Names that look like markup, sounds, blanks or mathematics are shown and compared as they are."""
    (one,) = content_of(entry("one", "甲", "one")).entries
    odd = [*ODD, "[sound:a.mp3]", r"\(x\)", "[latex]x[/latex]", "{{zh}}", "{{#zh}}", "<script>x</script>", "a::b"]
    entries: list[Entry] = [
        {**one, "id": f"n{n}", "zh": {**one["zh"], "term": text}, "en": {**one["en"], "term": f"{text} e"}}
        for n, text in enumerate(odd)
    ]
    with imported(tmp_path, made_of(of_entries(entries))) as collection:
        found = cards(collection)
        for n, text in enumerate(odd):
            card = found[f"user/n{n} 1"]
            assert card.question_av_tags() == []
            assert "[[type:zh]]" in card.render_output().question_text
            assert "typeBad" not in collection.compare_answer(card.note()["zh"], text)
        assert list(collection.get_empty_cards().notes) == []


@given(odd_entries)
def test_odd_texts(entries: list[Entry]) -> None:
    """Whatever the texts are, there is a package with a note for each entry."""
    with opened(made_of(of_entries(entries))) as db:
        notes = db.execute("SELECT guid, length(flds) - length(replace(flds, char(31), '')) FROM notes").fetchall()
    assert sorted(notes) == sorted((f"user/{odd['id']}", 24) for odd in entries)
