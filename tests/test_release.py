"""What a release says of itself, and what others run of it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from dlterms import __version__

ROOT = Path(__file__).parents[1]
HEADINGS = re.findall(r"^## (.*)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
SOUND = """
schema: dlterms/1
topics: [{id: mine, zh: 我的, en: Mine}]
terms:
  - {id: one, kind: method, topic: mine, zh: 甲方法, en: method one, status: draft}
"""


def test_changelog_begins_with_this_version() -> None:
    """The newest release in the changelog is this version, with its date."""
    released = [heading for heading in HEADINGS if heading != "Unreleased"]
    assert re.fullmatch(rf"{re.escape(__version__)} - \d{{4}}-\d\d-\d\d", released[0])


def test_citation_names_this_version() -> None:
    """CITATION.cff has the version and the date of the changelog."""
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert f"{citation['version']} - {citation['date-released']}" in HEADINGS
    assert citation["version"] == __version__


def test_example_of_the_hook_names_this_version() -> None:
    """The pre-commit example in docs/format.md is of this version."""
    assert f"rev: v{__version__}\n" in (ROOT / "docs" / "format.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "code"),
    [pytest.param(SOUND, 0, id="sound"), pytest.param(SOUND.replace("topic: mine", "topic: yours"), 1, id="faulty")],
)
def test_hook(tmp_path: Path, text: str, code: int) -> None:
    """The pre-commit hook as it is defined checks the folder `glossary` of a repository."""
    [hook] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary" / "mine.yaml").write_text(text, encoding="utf-8")
    command = [*hook["entry"].split(), *hook["args"]]
    assert command[0] == "dlterms"
    done = subprocess.run([sys.executable, "-m", *command], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, "1 entry" in done.stdout) == (code, True)


def test_actions_are_pinned() -> None:
    """Every action is named by a commit, with its version beside it, and no workflow is allowed anything by default."""
    workflows = [path.read_text(encoding="utf-8") for path in (ROOT / ".github" / "workflows").glob("*.yml")]
    used = [action for text in workflows for action in re.findall(r"uses: (?!\./)(.+)", text)]
    assert used
    assert [action for action in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v[\d.]+", action)] == []
    assert [text for text in workflows if "\npermissions: {}\n" not in text] == []
