"""Completion in the shells themselves."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.conftest import Run
from lookup_support import entry, yaml_of
from pty_tools import ENVIRONMENT, Terminal

SHELLS = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "-i"],
}
ENTRIES = {
    "dropout": ("暂退法", "dropout"),
    "overfitting": ("过拟合", "overfitting"),
    "underfitting": ("欠拟合", "underfitting"),
    "batch-size": ("批量大小", "batch size"),
    "capacity-control": ("容量控制", "capacity control"),
    "stochastic-gradient-descent": ("随机梯度下降", "stochastic gradient descent"),
}
TOPICS = [
    {"id": "problem-types", "zh": "问题类型", "en": "Problem types"},
    {"id": "attention", "zh": "注意力", "en": "Attention, memory and reasoning"},
]
SET_UP = {
    "bash": 'PS1="ready$ "; bind "set bell-style none"; eval "$(dlterms completion bash)"; echo loa""ded',
    "zsh": 'PS1="ready$ "; autoload -U compinit; compinit -D -u; eval "$(dlterms completion zsh)"; echo loa""ded',
    "fish": 'function fish_prompt; echo "ready\\$ "; end; dlterms completion fish | source; echo loa""ded',
}


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """Folders and a small glossary of its own, and a `dlterms` on the path that is this one, its index compiled."""
    (tmp_path / "bin").mkdir()
    script = tmp_path / "bin" / "dlterms"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m dlterms "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    terms = [entry(name, *names, topic="problem-types") for name, names in ENTRIES.items()]
    glossary = tmp_path / "terms.yaml"
    glossary.write_text(yaml_of(*terms, topics=TOPICS), encoding="utf-8")
    own = {"DLTERMS_GLOSSARY": str(glossary), "PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    found = own | {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "xdg"), "TERM": "xterm"}
    found["PYTHONPATH"] = ENVIRONMENT["PYTHONPATH"]
    subprocess.run([str(script), "lookup", "dropout"], env=os.environ | found, check=True, stdout=subprocess.DEVNULL)
    return found


def _skip_without(name: str) -> None:
    if shutil.which(name) is None:
        if os.environ.get("CI") == "true":
            pytest.fail(f"{name} is not installed")
        pytest.skip(f"{name} is not installed")


@pytest.fixture(params=SHELLS)
def shell(request: pytest.FixtureRequest, tmp_path: Path, environ: dict[str, str]) -> Iterator[Terminal]:
    """A shell at its prompt, completion loaded."""
    name = request.param
    _skip_without(name)
    terminal = Terminal(SHELLS[name], 100, tmp_path, environ)
    terminal.type(SET_UP[name] + "\r")
    terminal.wait_for("loaded")
    terminal.wait_until(lambda: terminal.lines()[-1].startswith("ready$"))
    yield terminal
    terminal.end()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("dlterms loo", "dlterms lookup", id="command"),
        pytest.param("dlterms lookup --sea", "dlterms lookup --search", id="option"),
        pytest.param("dlterms lookup --lang bo", "dlterms lookup --lang both", id="value of an option"),
        pytest.param("dlterms list --topic problem", "dlterms list --topic problem-types", id="topic"),
        pytest.param("dlterms lookup 暂退", "dlterms lookup 暂退法", id="Chinese"),
        pytest.param("dlterms lookup underfit", "dlterms lookup underfitting", id="English"),
        pytest.param("dlterms lookup batch si", "dlterms lookup batch size", id="second word"),
        pytest.param("dlterms 暂退", "dlterms 暂退法", id="term without a command"),
        pytest.param("dlterms quiz underfit", "dlterms quiz underfitting", id="term of a quiz"),
        pytest.param(
            "dlterms quiz dropout stochastic-gr", "dlterms quiz dropout stochastic-gradient-descent", id="two"
        ),
    ],
)
def test_completed(shell: Terminal, typed: str, expected: str) -> None:
    """Tab completes what can only be one thing."""
    shell.type(typed)
    shell.wait_until(lambda: typed in shell.lines()[-1])
    shell.type("\t")
    shell.wait_until(lambda: shell.lines()[-1].startswith(f"ready$ {expected}"))


@pytest.fixture
def bare(request: pytest.FixtureRequest, tmp_path: Path, environ: dict[str, str]) -> Iterator[Terminal]:
    """A wide terminal with the shell of the test's first parameter, nothing loaded."""
    _skip_without(request.param)
    terminal = Terminal(SHELLS[request.param], 200, tmp_path, environ)
    yield terminal
    terminal.end()


@pytest.mark.parametrize("bare", ["zsh"], indirect=True)
def test_zsh_loads_it_from_a_folder_of_fpath(bare: Terminal) -> None:
    """What is printed for zsh, put into a file of fpath, completes without another line."""
    bare.type('mkdir f; dlterms completion zsh >f/_dlterms; fpath=($PWD/f $fpath); PS1="ready$ "; ')
    bare.type("autoload -U compinit; compinit -D -u; echo loa''ded\r")
    bare.wait_for("loaded")
    bare.wait_until(lambda: bare.lines()[-1].startswith("ready$"))
    bare.type("dlterms lookup 暂退")
    bare.wait_until(lambda: "暂退" in bare.lines()[-1])
    bare.type("\t")
    bare.wait_until(lambda: bare.lines()[-1].startswith("ready$ dlterms lookup 暂退法"))


@pytest.mark.parametrize("bare", ["fish", "zsh"], indirect=True)
@pytest.mark.parametrize(
    ("typed", "described"),
    [
        pytest.param("dlterms ", "Be asked what is due, then new terms in an order that teaches.", id="commands"),
        pytest.param("dlterms list --topic ", "Attention, memory and reasoning", id="topics"),
    ],
)
def test_descriptions_are_whole(bare: Terminal, request: pytest.FixtureRequest, typed: str, described: str) -> None:
    """A command and a topic are described to the end, commas included."""
    bare.type(SET_UP[request.node.callspec.params["bare"]] + "\r")
    bare.wait_for("loaded")
    bare.wait_until(lambda: bare.lines()[-1].startswith("ready$"))
    bare.type(typed)
    bare.wait_until(lambda: typed.strip() in bare.lines()[-1])
    bare.type("\t\t")
    bare.wait_for(described)


def test_pinyin(shell: Terminal) -> None:
    """Pinyin is completed to the Chinese term, in fish to the rest of the pinyin."""
    shell.type("dlterms lookup zantu")
    shell.wait_until(lambda: "zantu" in shell.lines()[-1])
    shell.type("\t")
    shell.wait_until(
        lambda: shell.lines()[-1].startswith(("ready$ dlterms lookup 暂退法", "ready$ dlterms lookup zantuifa"))
    )


def test_completed_line_can_be_run(shell: Terminal) -> None:
    """A term of two words, as each shell writes it, is looked up as one."""
    shell.type("dlterms lookup capacity con")
    shell.wait_until(lambda: "capacity con" in shell.lines()[-1])
    shell.type("\t")
    shell.wait_until(lambda: "capacity control" in shell.lines()[-1])
    shell.type(" | head -1\r")
    shell.wait_for("容量控制 · ")


@pytest.mark.parametrize("name", SHELLS)
def test_script_says_how_to_install_it(run: Run, name: str) -> None:
    """What is printed begins with where it goes; in zsh after the line by which a file of fpath is known."""
    code, out, err = run("completion", name)
    assert (code, err) == (0, "")
    first, second, *_ = out.splitlines()
    assert f"dlterms completion {name}" in (second if name == "zsh" else first)
    assert first.startswith("#compdef dlterms" if name == "zsh" else "# ")


def test_unknown_shell(run: Run) -> None:
    """A shell that cannot be served is a mistake in the command line."""
    code, out, err = run("completion", "tcsh")
    assert (code, out) == (2, "")
    assert "'bash', 'zsh', 'fish'" in err


def completed(environ: dict[str, str], words: str, **more: str) -> list[str]:
    count = len(words.split()) - (0 if words.endswith(" ") else 1)
    asked = {"_DLTERMS_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(count)}
    command = [sys.executable, "-m", "dlterms"]
    done = subprocess.run(command, env=os.environ | environ | asked | more, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return [line.removeprefix("plain,") for line in done.stdout.splitlines() if line]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("dlterms lookup 过拟", ["过拟合"], id="Chinese"),
        pytest.param("dlterms quiz dropout 欠拟", ["欠拟合"], id="second term of a quiz"),
        pytest.param("dlterms quiz capacity-con", ["capacity-control"], id="term of two words"),
        pytest.param("dlterms quiz --path 欠拟", ["欠拟合"], id="path of a quiz"),
        pytest.param("dlterms lookup GUONI", ["过拟合"], id="pinyin in capitals"),
        pytest.param("dlterms lookup batch s", ["size"], id="second word"),
        pytest.param("dlterms learn overfitting dro", ["dropout"], id="second term to learn"),
        pytest.param("dlterms compare overfitting under", ["underfitting"], id="second term to compare"),
        pytest.param("dlterms compare overfitting batch s", ["size"], id="second word of a second term"),
        pytest.param("dlterms lookup overfitting dro", [], id="a look-up is of one"),
        pytest.param("dlterms help his", ["history"], id="command to explain"),
        pytest.param("dlterms help history un", ["undo"], id="command below one"),
        pytest.param("dlterms help lookup ", [], id="nothing below a command"),
        pytest.param("dlterms help zzzz ", [], id="below no command"),
        pytest.param("dlterms lookup zzzz", [], id="nothing"),
        pytest.param("dlterms qui", ["quiz"], id="command"),
        pytest.param("dlterms list --topic 注意", ["attention"], id="topic by its Chinese name"),
        pytest.param("dlterms list --topic PROB", ["problem-types"], id="topic by its English name"),
        pytest.param("dlterms zzzz", [], id="neither command nor term"),
        pytest.param("dlterms completion z", ["zsh"], id="shell"),
        pytest.param("dlterms lookup '", None, id="a quote"),
        pytest.param("dlterms lookup \x1b[31m", [], id="an escape sequence"),
    ],
)
def test_answers(environ: dict[str, str], words: str, expected: list[str] | None) -> None:
    """What is asked by a shell is answered without a word on stderr."""
    answer = completed(environ, words)
    assert expected is None or answer == expected


def test_faulty_glossary_is_silent(environ: dict[str, str], tmp_path: Path) -> None:
    """A glossary that cannot be read completes nothing, and says nothing into the line that is being typed."""
    assert completed(environ, "dlterms lookup d", DLTERMS_GLOSSARY=str(tmp_path / "nowhere")) == []


def test_signs_that_shells_would_take(environ: dict[str, str], tmp_path: Path) -> None:
    """Quotes, commas and the like are left out of what is inserted; the look-up is the same without them."""
    path = tmp_path / "my.yaml"
    path.write_text(yaml_of(entry("a", "贝叶斯“定理”", "Bayes' rule, $(x); `y`")), encoding="utf-8")
    assert completed(environ, "dlterms lookup bay", DLTERMS_GLOSSARY=str(path)) == ["Bayes rule x y"]
