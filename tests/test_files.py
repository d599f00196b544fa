"""Finding and reading glossary files."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path

import pytest

from dlterms import files
from dlterms.errors import DltermsError


def test_files_of_a_folder(tmp_path: Path) -> None:
    """The YAML files right inside a folder, by name; a file named is itself whatever its name."""
    for name in ("b.yaml", "a.yml", ".hidden.yaml", "notes.txt", "c.yaml.bak"):
        (tmp_path / name).touch()
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "d.yaml").touch()
    notes = tmp_path / "notes.txt"
    assert files.glossary_files([tmp_path, str(notes)]) == [
        [str(tmp_path / "a.yml"), str(tmp_path / "b.yaml")],
        [str(notes)],
    ]


def test_a_file_counts_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file counts where it comes first, by whatever name it comes again; one that leads nowhere stays."""
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).touch()
    (tmp_path / "c.yaml").symlink_to(tmp_path / "b.yaml")
    (tmp_path / "d.yaml").symlink_to(tmp_path / "nowhere")
    monkeypatch.chdir(tmp_path)
    assert files.glossary_files(["b.yaml", "./b.yaml", tmp_path, "."]) == [
        ["b.yaml"],
        [],
        [str(tmp_path / "a.yaml"), str(tmp_path / "d.yaml")],
        [],
    ]


def test_missing_path(tmp_path: Path) -> None:
    """A path that is not there is said in one line."""
    with pytest.raises(DltermsError, match=r"nowhere: no such file or folder$"):
        files.glossary_files([tmp_path / "nowhere"])


def test_path_below_a_file(tmp_path: Path) -> None:
    """A path that cannot be is said in one line too."""
    (tmp_path / "file").touch()
    with pytest.raises(DltermsError, match=r"below: Not a directory$"):
        files.glossary_files([tmp_path / "file" / "below"])


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("a: 词\r\n".encode(), "a: 词\r\n", id="UTF-8"),
        pytest.param(b"\xef\xbb\xbfa: b", "a: b", id="byte order mark"),
        pytest.param(b"", "", id="empty"),
    ],
)
def test_text(tmp_path: Path, content: bytes, expected: str) -> None:
    """The text of a file, without its byte order mark."""
    path = tmp_path / "a.yaml"
    path.write_bytes(content)
    assert files.read_sets([[str(path)]]) == ([[(str(path), expected)]], [])


@pytest.mark.parametrize(
    ("content", "line", "column", "byte"),
    [
        pytest.param(b"\xff", 1, 1, "FF", id="first byte"),
        pytest.param(b"ab\xffcd", 1, 3, "FF", id="in a line"),
        pytest.param(b"a\nb\n  \x80", 3, 3, "80", id="in a later line"),
        pytest.param("一二三".encode() + b"\xfe", 1, 4, "FE", id="columns are characters"),
        pytest.param("词".encode("gb18030"), 1, 1, "B4", id="GB 18030"),
        pytest.param(b"\xef\xbb\xbfab\xff", 1, 3, "FF", id="after a byte order mark"),
        pytest.param("词".encode()[:2], 1, 1, "E8", id="cut in a character"),
        pytest.param(b"a\r\nb\xc0\xaf", 2, 2, "C0", id="overlong form"),
        pytest.param(b"x\xed\xa0\x80", 1, 2, "ED", id="surrogate"),
        pytest.param("a: b".encode("utf-16"), 1, 1, "FF", id="UTF-16"),
    ],
)
def test_no_utf_8(tmp_path: Path, content: bytes, line: int, column: int, byte: str) -> None:
    """What is no UTF-8 is a problem at its line and column."""
    path = tmp_path / "a.yaml"
    path.write_bytes(content)
    texts, problems = files.read_sets([[str(path)]])
    assert texts == [[]]
    assert [str(problem) for problem in problems] == [
        f"{path}:{line}:{column}: error [encoding] byte 0x{byte} is not UTF-8: save the file as UTF-8"
    ]


def test_unreadable_file_leaves_the_others(tmp_path: Path) -> None:
    """A file that is gone or a folder is a problem, and the rest is read."""
    (tmp_path / "good.yaml").write_text("a", encoding="utf-8")
    (tmp_path / "folder.yaml").mkdir()
    paths = [str(tmp_path / name) for name in ("gone.yaml", "folder.yaml", "good.yaml")]
    texts, problems = files.read_sets([paths])
    assert texts == [[(paths[2], "a")]]
    assert [(problem.code, problem.message) for problem in problems] == [
        ("unreadable", "No such file or directory"),
        ("unreadable", "not a regular file"),
    ]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_forbidden_file(tmp_path: Path) -> None:
    """A file that may not be read is a problem."""
    path = tmp_path / "a.yaml"
    path.touch(mode=0)
    assert files.read_sets([[str(path)]])[1][0].message == "Permission denied"


def test_size_limit(tmp_path: Path) -> None:
    """A file over the limit is not read, and the problem says what the limit is."""
    path = tmp_path / "a.yaml"
    with path.open("wb") as file:
        file.truncate(files.MAX_BYTES + 1)
    texts, problems = files.read_sets([[str(path)]])
    assert texts == [[]]
    assert [(problem.code, problem.message) for problem in problems] == [("size", "larger than 128 MB: split it")]


@pytest.mark.parametrize(
    ("size", "limit", "said"),
    [
        pytest.param(0, 0, None, id="nothing"),
        pytest.param(2**20, 2**20, None, id="as large as may be"),
        pytest.param(2**20 + 1, 2**20, "larger than 1 MB", id="a byte more"),
        pytest.param(2**19, 2**18, "larger than 256 KB", id="a small limit"),
    ],
)
def test_limit_of_bytes(tmp_path: Path, size: int, limit: int, said: str | None) -> None:
    """A file is read whole or not at all."""
    path = tmp_path / "a"
    path.write_bytes(b"x" * size)
    if said is None:
        assert files.read_bytes(str(path), limit) == b"x" * size
    else:
        with pytest.raises(OSError, match=said) as raised:
            files.read_bytes(str(path), limit)
        assert raised.value.strerror == said


def _folder(path: Path) -> None:
    path.mkdir()


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    with chdir(path.parent), socket.socket(socket.AF_UNIX) as made:
        made.bind(path.name)  # the whole path may be longer than a socket's name can be


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
@pytest.mark.parametrize("make", [_folder, _pipe, _socket])
def test_only_regular_files_are_read(tmp_path: Path, make: Callable[[Path], None]) -> None:
    """What is no file is refused at once: nobody may ever write to a pipe."""
    path = tmp_path / "a.yaml"
    make(path)
    with pytest.raises(OSError, match="not a regular file"):
        files.read_bytes(str(path), 9)
    (problem,) = files.read_sets(files.glossary_files([tmp_path]))[1]
    assert str(problem) == f"{path}:1:1: error [unreadable] not a regular file"


@pytest.mark.skipif(not os.path.exists("/proc/self/status"), reason="no /proc here")
def test_size_is_not_believed() -> None:
    """A file of the system that says it is empty is read, as far as the limit."""
    assert files.read_bytes("/proc/self/status", 2**20).startswith(b"Name:")
    with pytest.raises(OSError, match="larger than"):
        files.read_bytes("/proc/self/status", 9)


def test_a_file_written_anew(tmp_path: Path) -> None:
    """A file takes the place of another behind a link, with its rights; where it fails, the other stays alone."""
    file, link = tmp_path / "a", tmp_path / "b"
    file.write_text("old")
    file.chmod(0o604)
    link.symlink_to(file)
    with pytest.raises(TypeError), files.written_anew(str(link)) as new:
        new.writelines([b"half", "text"])  # type: ignore[list-item]
    assert file.read_text() == "old"
    with files.written_anew(str(link)) as new:
        new.write(b"new")
    assert (file.read_text(), file.stat().st_mode & 0o777, link.is_symlink()) == ("new", 0o604, True)
    assert sorted(os.listdir(tmp_path)) == ["a", "b"]


def test_a_lock(tmp_path: Path) -> None:
    """Only one program at a time has a folder's lock."""
    code = "import sys; from dlterms import files\nwith files.locked(sys.argv[1]): print('in')"
    with files.locked(str(tmp_path)):
        other = subprocess.Popen([sys.executable, "-c", code, tmp_path], stdout=subprocess.PIPE)
        with pytest.raises(subprocess.TimeoutExpired):
            other.wait(0.3)
    assert other.communicate()[0] == b"in\n"


def test_a_text_whole(tmp_path: Path) -> None:
    """A text is read with its byte order mark and its line ends."""
    (tmp_path / "a").write_bytes(b"\xef\xbb\xbfa\r\nb")
    assert files.read_text(str(tmp_path / "a")) == "\ufeffa\r\nb"
