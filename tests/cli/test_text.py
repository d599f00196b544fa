"""Bytes that are no text, where words are typed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

pytestmark = pytest.mark.usefixtures("compiled")


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        pytest.param("lookup $'\\xff'", 1, "no entry for `\ufffd`", id="lookup"),
        pytest.param("lookup --search $'\\xff'", 1, "no entry for `\ufffd`", id="search"),
        pytest.param("lookup --json $'\\xff'", 1, "", id="lookup as JSON"),
        pytest.param("path $'\\xff'", 2, "no entry for `\ufffd`", id="path"),
        pytest.param("quiz $'\\xff'", 2, "no term `\ufffd`", id="quiz"),
        pytest.param("quiz --path $'\\xff'", 2, "no entry for `\ufffd`", id="quiz along a path"),
        pytest.param("quiz --topic $'\\xff'", 2, "no topic `\ufffd`", id="topic of a quiz"),
        pytest.param("quiz --json --seed $'\\xff' </dev/null", 0, "", id="seed"),
        pytest.param("list --topic $'\\xff'", 2, "no topic `\ufffd`", id="topic of a list"),
        pytest.param("history resume $'\\xff'", 2, "no term `\ufffd`", id="resume"),
        pytest.param("$'\\xff'", 1, "no entry for `\ufffd`", id="no command"),
        pytest.param("$'qui\\xff'", 2, "Did you mean 'quiz'?", id="nearly a command"),
        pytest.param("compare $'\\xff' $'\\xfe'", 1, "no entry for `\ufffd`", id="compare"),
        pytest.param("lookup 暂退法 $'\\xff'", 0, "", id="beside a word"),
    ],
)
def test_bytes_that_are_no_text(line: str, code: int, said: str) -> None:
    """They are no part of any word, and do no harm."""
    command = f'"{sys.executable}" -m dlterms {line}'
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert (done.returncode, b"Traceback" in done.stderr) == (code, False)
    assert said in done.stderr.decode()


@pytest.mark.parametrize("words", ["dlterms list --topic \udcff", "dlterms lookup \udcff", "dlterms \udcff"])
def test_completing_bytes_that_are_no_text(words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing begins so."""
    from dlterms import cli

    for name, value in (("_DLTERMS_COMPLETE", "bash_complete"), ("COMP_WORDS", words), ("COMP_CWORD", "2")):
        monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit) as end:
        cli.run([])
    assert end.value.code == 0


def test_paths_are_no_text(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The name of a file may hold any bytes."""
    folder = tmp_path_factory.mktemp("svg")
    command = f'"{sys.executable}" -m dlterms stats --svg "{folder}"/$\'\\xff.svg\''
    subprocess.run(["bash", "-c", command], check=True)
    assert [path.name for path in folder.iterdir()] == ["\udcff.svg"]


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["sync", "."], id="in a shared folder"),
        pytest.param(["check", "\033[31m.yaml"], id="as a file"),
        pytest.param(["help", "\033[31m"], id="as a command"),
    ],
)
def test_names_do_not_steer_the_terminal(tmp_path: Path, arguments: list[str]) -> None:
    """The name of a file or a command is said on a terminal without its escapes."""
    (tmp_path / "\033[31m.jsonl").write_text("no event\n")
    child = pexpect.spawn(sys.executable, ["-m", "dlterms", *arguments], cwd=str(tmp_path), encoding="utf-8")
    said = child.read()
    child.close()
    assert "[31m" in said
    assert "\033" not in said
