"""A renamed entry goes on where its cards left off."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from cli.conftest import Run

ENTRY = """\
schema: dlterms/1
glossary: {id: mine}
topics: [{id: t, zh: 题, en: T}]
terms:
  - id: %s
    kind: concept
    topic: t
    zh: {term: 标签平滑, definition: 一种做法。}
    en: {term: label smoothing, definition: A practice.}
"""


def test_history_follows_a_rename(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cards answered under a former id are no new ones, and go on under the new one."""
    glossary = tmp_path / "mine.yaml"

    def dlterms(*arguments: str, typed: str = "") -> str:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(typed.encode())))
        done = run("--glossary", glossary, *arguments)
        assert done.code == 0, done.err
        return done.out

    asked = ("--mode", "type", "--direction", "zh-en")
    glossary.write_text(ENTRY % "smoothing", encoding="utf-8")
    dlterms("quiz", "smoothing", *asked, typed="label smoothing\n")
    glossary.write_text(ENTRY % "label-smoothing" + "    former_ids: [smoothing]\n", encoding="utf-8")
    (step,) = json.loads(dlterms("path", "label-smoothing", "--json"))["path"]
    assert (step["id"], step["state"]) == ("label-smoothing", "learning")
    assert json.loads(dlterms("stats", "--json"))["topics"][0]["new"] == 0
    dlterms("quiz", "label-smoothing", *asked, typed="label smoothing\n")
    events = [json.loads(line) for line in dlterms("history", "export").splitlines()]
    assert [event["card"] for event in events] == ["mine/smoothing:zh-en", "mine/label-smoothing:zh-en"]
    dlterms("history", "verify")
