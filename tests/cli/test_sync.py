from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.conftest import Run
from dlterms.cli import own_history
from learner import answered, clock

__all__ = ["clock"]
pytestmark = pytest.mark.usefixtures("clock")

SYNC = Path(__file__).parents[2] / "docs" / "sync.md"
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
    text = (folder / f"{own_history.machine()}.jsonl").read_text(encoding="utf-8")
    other = folder / "other.jsonl"
    other.write_text(text.replace('"id":"', '"id":"other-') + '{"id":"half', encoding="utf-8")
    assert run("sync", folder) == (0, "1 event came in\n", f"dlterms: {other}:2: not a line of JSON in UTF-8\n")


def test_git_carries_it(use: Use, tmp_path: Path) -> None:
    """With the commands of docs/sync.md two machines that answered meanwhile meet without a conflict."""
    begin, join, carry, *_ = re.findall(r"```sh\n(.*?)```", SYNC.read_text(encoding="utf-8"), flags=re.DOTALL)

    def at(machine: str, commands: str) -> str:
        use(machine)
        names = {f"GIT_{who}_{what}": "x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        own = {"HOME": f"{tmp_path}/{machine}", "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
        branch = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "init.defaultBranch", "GIT_CONFIG_VALUE_0": "main"}
        environ = os.environ | names | own | branch | {"GIT_CONFIG_NOSYSTEM": "1"}
        script = commands.replace("URL", f"{tmp_path}/remote.git")
        done = subprocess.run(["bash", "-euc", script], env=environ, check=True, capture_output=True, text=True)
        return done.stdout

    for machine, days in (("laptop", (4, 3)), ("desktop", (2, 1))):
        use(machine)
        own_history.history_path().parent.mkdir(parents=True)
        answered([(f"weight:cloze.{day}", day, 3) for day in days])
    at("laptop", f"git init --bare --quiet URL\n{begin}")
    assert at("desktop", f"{join}{carry}dlterms-sync") == "2 events came in\n"
    answered([("dropout:zh-en", 0.5, 3)])
    assert at("laptop", f"{carry}dlterms-sync; dlterms-sync") == "2 events came in\n0 events came in\n"
    assert at("desktop", f"{carry}dlterms-sync") == "0 events came in\n"
    assert at("laptop", f"{carry}dlterms-sync") == "1 event came in\n"
    assert at("laptop", "dlterms history export") == at("desktop", "dlterms history export")
