"""The index of several glossaries: made from that of all but the last, and always the same as if made from nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from dlterms import files, index
from dlterms.cli import glossary
from dlterms.cli.compiling import compile_index
from index_contents import contents
from lookup_support import entry, yaml_of

WORK = {"work": {"authors": ["A"], "year": "2020", "title": "T"}}
ADDED = {"of": "base/late", "zh": {"aliases": ["迟"]}, "notes": [{"kind": "usage", "en": "n"}], "requires": ["mid"]}
TOPIC = [{"id": "u", "zh": "另题", "en": "another topic"}]
ABOUT = {"id": "base", "sources": [{"id": "book", "zh": "书", "en": "book"}]}
BASE = {
    "a.yaml": yaml_of(
        entry("late", "晚", "late", level=3),
        entry("early", "早", "early", level=1, former_ids=["soon"]),
        entry("mid", "中", "middle", requires=["early"], near=["late"]),
        references=WORK,
        glossary=ABOUT,
    )
}
OWN = [entry("own", "自己", "own word"), entry("other", "别的", "other word", level=1)]


def own(*entries: Mapping[str, Any], **more: Any) -> dict[str, str]:
    return {"own.yaml": yaml_of(*entries, topics=[], glossary={"id": "mine"}, **more)}


CHANGES: dict[str, tuple[dict[str, str], dict[str, str]]] = {  # the two folders' files after the change
    "nothing": (BASE, own(*OWN)),
    "an entry more": (BASE, own(*OWN, entry("new", "新词", "new word"))),
    "an entry less": (BASE, own(*OWN[:1])),
    "an entry changed": (BASE, own(OWN[0], entry("other", "另外", "another word", level=2))),
    "entries in another order": (BASE, own(*OWN[::-1])),
    "needs one of a higher level": (BASE, own(*OWN, entry("new", level=1, requires=["late"]))),
    "leads to one": (BASE, own(*OWN, entry("new", related=["late"], contrast=["mid"]))),
    "cites and names a source": (BASE, own(*OWN, entry("new", cite=["work"], source=["book"]))),
    "a topic": (BASE, {"own.yaml": yaml_of(*OWN, entry("new", topic="u"), topics=TOPIC)}),
    "an id that is taken": (BASE, own(*OWN, entry("late", "新晚", "new late"))),
    "a topic that is taken": (BASE, {"own.yaml": yaml_of(*OWN)}),
    "a name that is taken": (BASE, own(*OWN, entry("new", "晚", "new"))),
    "a former id that is taken": (BASE, own(*OWN, entry("new", former_ids=["soon"]))),
    "a reference to nothing": (BASE, own(*OWN, entry("new", requires=["gone"]))),
    "an entry that cannot be read": (BASE, own(*OWN, entry("new", level=9))),
    "a file that cannot be read": (BASE, {"own.yaml": "a: ["}),
    "a file that is no text": (BASE, own(*OWN) | {"b.yaml": "\udcff"}),
    "no file": (BASE, {}),
    "one more file": (BASE, own(*OWN) | {"b.yaml": yaml_of(entry("new"), topics=[])}),
    "additions": (BASE, own(*OWN, additions=[ADDED, ADDED | {"zh": {"aliases": ["更迟"]}}])),
    "an addition at fault": (BASE, own(*OWN, additions=[ADDED | {"zh": {"aliases": ["早"]}}])),
    "base with an addition": (BASE | {"b.yaml": yaml_of(additions=[ADDED], topics=[])}, own(*OWN)),
    "base with an addition whose name is taken": (
        BASE | {"b.yaml": yaml_of(additions=[ADDED], topics=[])},
        own(*OWN, entry("new", "迟", "new")),
    ),
    "base changed": ({"a.yaml": BASE["a.yaml"].replace("晚", "迟")}, own(*OWN)),
    "base with an entry more": (BASE | {"b.yaml": yaml_of(entry("new"), topics=[])}, own(*OWN)),
    "base with a fault": (BASE | {"b.yaml": yaml_of(entry("new", cite=["gone"]), topics=[])}, own(*OWN)),
    "base that needs the other": (BASE | {"b.yaml": yaml_of(entry("x", requires=["own"]), topics=[])}, own(*OWN)),
    "base without entries": ({"a.yaml": yaml_of()}, own(*OWN)),
    "base without files": ({}, {"own.yaml": yaml_of(*OWN)}),
}  # fmt: skip


def write(folder: Path, texts: Mapping[str, str]) -> None:
    """Make these the files of a folder."""
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        path.unlink()
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", errors="surrogateescape")


def served(roots: Sequence[Path]) -> dict[str, list[Any]]:
    return glossary.ask_quietly([str(root) for root in roots], contents)


def from_nothing(roots: Sequence[Path]) -> dict[str, list[Any]]:
    sets = files.glossary_files(roots)
    fingerprint = index.fingerprint(path for found in sets for path in found)
    with closing(compile_index(None, sets, fingerprint, None)) as db:
        return contents(db)


@pytest.fixture
def roots(tmp_path: Path) -> list[Path]:
    """Two glossaries whose index is made."""
    found = [tmp_path / "base", tmp_path / "own"]
    write(found[0], BASE)
    write(found[1], own(*OWN))
    assert served(found) == from_nothing(found)
    return found


@pytest.mark.parametrize("name", CHANGES)
def test_change(roots: list[Path], name: str) -> None:
    """After any change of any file the index says all that one made from nothing does, in the same order."""
    for root, texts in zip(roots, CHANGES[name], strict=True):
        write(root, texts)
    assert served(roots) == from_nothing(roots)


@pytest.mark.parametrize("name", CHANGES)
def test_change_and_back(roots: list[Path], name: str) -> None:
    """Neither does it matter how many changes an index went through."""
    for base, mine in (CHANGES[name], (BASE, own(*OWN)), CHANGES[name]):
        write(roots[0], base)
        write(roots[1], mine)
        served(roots)
    assert served(roots) == from_nothing(roots)


def test_three_glossaries(roots: list[Path], tmp_path: Path) -> None:
    """Each further glossary stands on those before it."""
    roots.append(tmp_path / "third")
    write(roots[2], {"c.yaml": yaml_of(entry("third", requires=["own", "late"]), topics=[])})
    assert served(roots) == from_nothing(roots)
    write(roots[1], own(*OWN, entry("new", level=1, requires=["mid"])))
    assert served(roots) == from_nothing(roots)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were read."""
    found: list[str] = []
    read_sets = files.read_sets

    def remembered(sets: Sequence[Sequence[str]]) -> Any:
        found.extend(os.path.basename(path) for one in sets for path in one)
        return read_sets(sets)

    monkeypatch.setattr(files, "read_sets", remembered)
    return found


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("an entry more", ["own.yaml"], id="own file"),
        pytest.param("no file", [], id="own file gone"),
        pytest.param("base changed", ["a.yaml", "own.yaml"], id="base"),
        pytest.param("an id that is taken", ["own.yaml", "a.yaml", "own.yaml"], id="a fault"),
        pytest.param("base with a fault", ["a.yaml", "b.yaml"] * 2 + ["own.yaml"], id="a fault of the base"),
    ],
)  # fmt: skip
def test_what_is_read(roots: list[Path], read: list[str], name: str, expected: list[str]) -> None:
    """A change of the last glossary has no other file read, unless there is a fault to be placed."""
    for root, texts in zip(roots, CHANGES[name], strict=True):
        for path in root.iterdir():
            if path.name not in texts:
                path.unlink()
        for file, text in texts.items():
            if not (root / file).exists() or (root / file).read_bytes() != text.encode():
                (root / file).write_text(text, encoding="utf-8")
    read.clear()
    served(roots)
    assert read == expected


def _other_texts(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace("晚".encode(), "早".encode()))


def _other_labels(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"wan", b"wen"))


def _removed(path: Path) -> None:
    path.unlink()


def _a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("spoil", [_other_texts, _other_labels, _removed, _a_folder])
@pytest.mark.parametrize("which", [1, 2], ids=["base", "both"])
def test_spoilt_index(roots: list[Path], tmp_path: Path, spoil: Callable[[Path], None], which: int) -> None:
    """An index in which so much as a letter has changed is not built upon: it is made from its files."""
    for length in range(1, which + 1):
        spoil(Path(index.index_path(str(tmp_path / "cache"), map(str, roots[:length]))))
    write(roots[1], own(*OWN, entry("new", "新词", "new word")))
    assert served(roots) == from_nothing(roots)


def test_index_of_another_version(roots: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another version has made of the same files is not built upon either."""
    shutil.rmtree(tmp_path / "cache")
    with monkeypatch.context() as before:
        before.setattr(index, "FORMAT", index.FORMAT - 1)
        before.setattr("dlterms.index.build.label_rows", lambda n, term: ())
        served(roots)
    assert served(roots) == from_nothing(roots)


def test_without_a_cache(roots: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing can be kept the answers are the same."""
    expected = from_nothing(roots)
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("DLTERMS_CACHE_DIR", str(tmp_path / "file"))
    assert served(roots) == expected
    monkeypatch.setattr(glossary, "_folder", lambda kind: None)
    assert served(roots) == expected
