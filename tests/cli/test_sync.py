from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.conftest import Run
from dlterms.cli import learning
from learner import answered, clock

__all__ = ["clock"]
pytestmark = pytest.mark.usefixtures("clock")

Use = Callable[[str], None]


@pytest.fixture
def use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Use:
    """Sit down at another machine, that is, use another data folder."""
    return lambda name: monkeypatch.setenv("DLTERMS_DATA_DIR", str(tmp_path / name))


def test_two_machines(run: Run, use: Use, tmp_path: Path) -> None:
    """What was answered on either machine is known on both, and each writes its own file alone."""
    folder = tmp_path / "shared"
    folder.mkdir()
    use("laptop")
    answered([("dropout:zh-en", 3, 3)])
    assert run("sync", folder) == (0, "0 events came in\n", "")
    (laptop,) = folder.iterdir()
    before = laptop.read_bytes()
    use("desktop")
    answered([("dropout:zh-en", 2, 1), ("weight:en-zh", 1, 3)])
    assert run("sync", folder) == (0, "1 event came in\n", "")
    assert laptop.read_bytes() == before
    assert len(list(folder.iterdir())) == 2
    stats, export = run("stats", "--json").out, run("history", "export").out
    use("laptop")
    assert run("sync", folder) == (0, "2 events came in\n", "")
    assert (run("stats", "--json").out, run("history", "export").out) == (stats, export)
    assert run("sync", folder) == (0, "0 events came in\n", "")


def test_folder_must_be_there(run: Run, tmp_path: Path) -> None:
    """A folder that is not mounted is not made, so that nothing is synchronised into the void."""
    done = run("sync", tmp_path / "stick")
    assert done == (1, "", f"dlterms: {tmp_path}/stick: no such folder; make it first\n")
    assert not (tmp_path / "stick").exists()


def test_half_carried_file_is_warned_of(run: Run, tmp_path: Path) -> None:
    """A line that is no event is named on stderr, and the rest comes in."""
    answered([("dropout:zh-en", 1, 3)])
    folder = tmp_path / "shared"
    folder.mkdir()
    run("sync", folder)
    text = (folder / f"{learning.machine()}.jsonl").read_text(encoding="utf-8")
    other = folder / "other.jsonl"
    other.write_text(text.replace('"id":"', '"id":"other-') + '{"id":"half', encoding="utf-8")
    assert run("sync", folder) == (0, "1 event came in\n", f"dlterms: {other}:2: not a line of JSON in UTF-8\n")


def test_git_carries_it(run: Run, use: Use, tmp_path: Path) -> None:
    """The commands of docs/sync.md: two machines that answered meanwhile meet without a conflict."""
    environ = os.environ | {f"GIT_{who}_{what}": "x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    environ |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}

    def git(*arguments: str | Path, at: Path = tmp_path) -> None:
        subprocess.run(["git", *arguments], cwd=at, env=environ, check=True, capture_output=True)

    def carry(folder: Path) -> None:
        git("pull", "--rebase", "--quiet", at=folder)
        assert run("sync", folder).code == 0
        git("add", ".", at=folder)
        git("commit", "--quiet", "--allow-empty", "--message", "answers", at=folder)
        git("push", "--quiet", at=folder)

    git("init", "--bare", "--quiet", "--initial-branch", "main", "remote.git")
    for machine in ("laptop", "desktop"):
        git("clone", "--quiet", "remote.git", machine + "-sync")
    use("laptop")
    answered([("dropout:zh-en", 4, 3)])
    git("commit", "--quiet", "--allow-empty", "--message", "begin", at=tmp_path / "laptop-sync")
    git("push", "--quiet", "--set-upstream", "origin", "main", at=tmp_path / "laptop-sync")
    for day in (3, 2, 1):
        for machine in ("laptop", "desktop"):
            use(machine)
            answered([("weight:en-zh", day + (machine == "laptop") / 2, 3)])
            carry(tmp_path / f"{machine}-sync")
    use("laptop")
    carry(tmp_path / "laptop-sync")
    mine = run("history", "export").out
    use("desktop")
    assert run("history", "export").out == mine
    assert len(mine.splitlines()) == 7
