"""What README and docs/ show is what the program prints."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from dlterms.index.lexicon import IndexLexicon
from dlterms.labels import has_han, key
from dlterms.quiz.cards import Card
from dlterms.quiz.typed import grade_typed
from lookup_support import bundled
from surroundings import CLEAN
from tools.make_commands import FILE, commands_text

ROOT = Path(__file__).parents[1]
ENGLISH = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
CHINESE = [ROOT / "README.zh-CN.md", *sorted((ROOT / "docs" / "zh").glob("*.md"))]
INSTEAD = {"FOLDER": "shared", "WORD": "dropout", "TERM": "dropout"}  # what an example leaves open
# README's own entry goes by other names here, so that the glossary may take its term up.
RENAMED = {
    "gradient-checkpointing": "readme-example",
    "梯度检查点": "读我示例",
    "tī dù jiǎn chá diǎn": "dú wǒ shì lì",
    "gradient checkpointing": "readme example",
}
Example = tuple[str, str]  # command line, what it prints


def examples(page: Path) -> list[Example]:
    """The command lines in a page's console blocks, each with what stands below it."""
    found: list[Example] = []
    for block in re.findall(r"^```console\n(.*?)^```$", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            found.append((re.sub(r"\s+#.*", "", command), shown))
    return found


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A learner's home, with README's own glossary, a folder to share, and an answer to undo."""
    folder = tmp_path_factory.mktemp("home")
    [own] = re.findall(
        r"^```yaml\n(.*?)^```$", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
    for name, other in RENAMED.items():
        assert name in own
        own = own.replace(name, other)
    (folder / "my-notes.yaml").write_text(own, encoding="utf-8")
    (folder / "shared").mkdir()
    done = bash("echo 暂退法 | dlterms quiz dropout --direction en-zh --mode type", folder)
    assert done.stdout.splitlines()[-1] == "1 answer, 1 right"
    return folder


def bash(line: str, home: Path) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(Path(sys.executable).parent), CLEAN["PATH"]])
    environment = {**CLEAN, "HOME": str(home), "PATH": path, "EDITOR": "true"}
    command = ["bash", "-o", "pipefail", "-c", line]
    return subprocess.run(
        command, cwd=home, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False
    )


@pytest.mark.parametrize(
    ("command", "shown"),
    [pytest.param(*example, id=f"{page.name}: {example[0]}") for page in ENGLISH for example in examples(page)],
)
def test_example(home: Path, command: str, shown: str) -> None:
    """An example works as it stands and prints what is shown below it, if anything is."""
    done = bash(filled(command), home)
    said = done.stderr.partition("\n")[0]
    assert done.returncode == 0
    assert said in ("", "Nothing is due. The next card comes tomorrow.") or said.endswith(" not carried")
    if shown:
        assert done.stdout == shown


@pytest.mark.parametrize(
    ("command", "shown"),
    [
        pytest.param(*example, id=f"{page.name}: {example[0]}")
        for page in CHINESE
        for example in examples(page)
        if example[1]  # the commands are those of the English pages, as test_docs_zh tells
    ],
)
def test_chinese_example(home: Path, command: str, shown: str) -> None:
    """What a Chinese page shows below a command is what a Chinese interface prints."""
    assert bash(f"export LANG=zh_CN.UTF-8; {filled(command)}", home).stdout == shown


def filled(command: str) -> str:
    return " ".join(INSTEAD.get(word, word) for word in command.split(" "))


def test_examples_are_found() -> None:
    """The pages have examples, so that the tests above are not none."""
    assert len(examples(ROOT / "README.md")) > 15


def test_help_is_in_the_docs() -> None:
    """docs/commands.md names every command with its options, as the program explains them."""
    assert FILE.read_text(encoding="utf-8") == commands_text()


def test_yaml_example_is_sound(home: Path) -> None:
    """README's own entry has no fault."""
    assert bash("dlterms check my-notes.yaml --strict", home).stdout == "1 entry, 0 errors, 0 warnings\n"


VERDICTS = {
    "right, but for a slip": "typo",
    "in the other language": "other-language",
    "nearly the same": "near",
    "another term": "other-term",
}


def graded_examples() -> list[tuple[str, str, str]]:
    """(what is shown, what is typed, verdict) of each example in the table of docs/grading.md."""
    found = []
    for line in (ROOT / "docs" / "grading.md").read_text(encoding="utf-8").splitlines():
        if row := re.fullmatch(r"\| (`.*) \| (.+) \| \*\*(.+?)\*\*.*", line):
            answers, shown = re.findall("`(.+?)`", row[1]), row[2].split(", ")
            shown = shown if len(shown) > 1 else shown * len(answers)
            found += [(*pair, VERDICTS.get(row[3], row[3])) for pair in zip(shown, answers, strict=True)]
    return found


@pytest.mark.parametrize(("shown", "answer", "verdict"), graded_examples())
def test_graded_examples(shown: str, answer: str, verdict: str) -> None:
    """Each example of docs/grading.md is a term of the bundled glossary, and graded as the page says."""
    lexicon = IndexLexicon(bundled())
    [term] = [owner.term for owner in lexicon.owners(key(shown)) if owner.label == shown]
    card = Card("dlterms", term, "zh-en" if has_han(shown) else "en-zh")
    assert grade_typed(answer, card, lexicon.term(term), lexicon).name == verdict
