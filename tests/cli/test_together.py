"""Many dlterms at once."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from lookup_support import entry, yaml_of

BUILDERS = 20
# One process asks many times: what is tried is the index and its replacement, and starting Python is no part of that.
ASKER = """
import contextlib, io, json, sys
from dlterms import cli
for _ in range(int(sys.argv[1])):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        code = cli.run(["lookup", "--json", "词"])
    matches = json.loads(out.getvalue())["matches"]
    print(json.dumps([code, [m["entry"]["en"]["term"] for m in matches]]))
"""
ASKERS, QUESTIONS = 5, 100


def environment(tmp_path: Path, glossary: Path) -> dict[str, str]:
    return os.environ | {"DLTERMS_GLOSSARY": str(glossary)}


def replace(path: Path, text: str) -> None:
    new = path.with_suffix(".new")
    new.write_text(text, encoding="utf-8")
    os.replace(new, path)


def index_is_sound(cache: Path) -> bool:
    (path,) = cache.iterdir()
    db = sqlite3.connect(path)
    (answer,) = db.execute("PRAGMA integrity_check").fetchone()
    db.close()
    return bool(answer == "ok")


def test_look_ups_while_a_file_changes(tmp_path: Path) -> None:
    """500 look-ups while a glossary is replaced again and again are each right for one of its versions, in order."""
    path = tmp_path / "my.yaml"
    replace(path, yaml_of(entry("word", "词", "version 0")))
    command = [sys.executable, "-c", ASKER, str(QUESTIONS)]
    environ = environment(tmp_path, path)
    askers = [
        subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(ASKERS)
    ]
    version = 0
    while any(asker.poll() is None for asker in askers):
        version += 1
        time.sleep(0.02)  # longer than the clock of the file system takes to tick
        replace(path, yaml_of(entry("word", "词", f"version {version}")))
    said = [asker.communicate() for asker in askers]  # of all, before the first is judged
    for asker, (out, err) in zip(askers, said, strict=True):
        assert (asker.returncode, err) == (0, "")
        answers = [json.loads(line) for line in out.splitlines()]
        assert len(answers) == QUESTIONS
        assert all(code == 0 and len(terms) == 1 for code, terms in answers)
        seen = [int(terms[0].removeprefix("version ")) for _, terms in answers]
        assert seen == sorted(seen)
        assert seen[-1] <= version
    assert index_is_sound(tmp_path / "cache")


def test_twenty_compile_at_once(tmp_path: Path) -> None:
    """Processes that all find no index all answer right, and leave one sound index and nothing else."""
    path = tmp_path / "my.yaml"
    path.write_text(yaml_of(*(entry(f"e{n}", f"词{n}", f"word {n}") for n in range(300))), encoding="utf-8")
    command = [sys.executable, "-m", "dlterms", "lookup", "--json", "词7"]
    environ = environment(tmp_path, path)
    builders = [
        subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(BUILDERS)
    ]
    said = [builder.communicate() for builder in builders]
    for builder, (out, err) in zip(builders, said, strict=True):
        assert (builder.returncode, err) == (0, "")
        assert [match["id"] for match in json.loads(out)["matches"]] == ["e7"]
    assert index_is_sound(tmp_path / "cache")
