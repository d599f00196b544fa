from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from cli.conftest import Run
from learner import answered, clock
from lookup_support import entry, yaml_of

__all__ = ["clock"]
pytestmark = pytest.mark.usefixtures("clock")
TERMS = [
    entry("loss", "损失", "loss"),
    entry("net", "网络", "network", requires=["loss"]),
    entry("deep", "深度学习", "deep learning", requires=["loss", "net"], topic="u"),
    entry("torch", "PyTorch", "PyTorch", requires=["deep"]),
]
TOPICS = [{"id": "t", "zh": "主题", "en": "topic"}, {"id": "u", "zh": "其他", "en": "other"}]


@pytest.fixture
def glossary(tmp_path: Path) -> Path:
    path = tmp_path / "my.yaml"
    path.write_text(yaml_of(*TERMS, topics=TOPICS), encoding="utf-8")
    return path


@pytest.fixture
def twins(tmp_path: Path) -> Path:
    """A glossary with two terms of one name."""
    ways = {"conv": ("卷积", "convolution"), "seq": ("序列", "sequence")}
    entries = [
        entry(name, {"term": "填充", "qualifier": zh}, {"term": "padding", "qualifier": en}, requires=["loss"])
        for name, (zh, en) in ways.items()
    ]
    path = tmp_path / "twins.yaml"
    path.write_text(yaml_of(TERMS[0], *entries), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("words", "names", "lines"),
    [
        pytest.param(["wangluo"], ["损失", "网络", "深度学习"], 2, id="term"),
        pytest.param(["deep", "learning"], ["损失", "网络", "深度学习", "PyTorch"], 3, id="term of two words"),
        pytest.param([], ["损失", "网络", "深度学习", "PyTorch"], 3, id="everything"),
        pytest.param(["--topic", "t"], ["损失", "网络", "PyTorch"], 2, id="topic"),
        pytest.param(["--topic", "t", "--topic", "其他"], ["损失", "网络", "深度学习", "PyTorch"], 3, id="topics"),
    ],
)
def test_what_is_drawn(run: Run, glossary: Path, words: list[str], names: list[str], lines: int) -> None:
    """A term with what it needs and what it opens, topics, or everything."""
    done = run("--glossary", glossary, "map", *words, "--format", "mermaid")
    assert (done.code, done.err) == (0, "")
    assert [line for line in done.out.splitlines() if '["' in line] == [
        f'  n{n}["{name}{"<br>" if name != "PyTorch" else ""}{en}"]'
        for n, name in enumerate(names, 1)
        for en in [{"损失": "loss", "网络": "network", "深度学习": "deep learning", "PyTorch": ""}[name]]
    ]
    assert done.out.count(" --> ") == lines


def test_svg_is_the_default(run: Run, glossary: Path) -> None:
    """Unless another format is asked for, stdout is an SVG."""
    done = run("--glossary", glossary, "map")
    assert ElementTree.fromstring(done.out).tag.endswith("svg")
    assert "known" not in done.out.partition("</style>")[2]


@pytest.mark.parametrize(
    ("name", "options", "start"),
    [
        pytest.param("map.svg", [], "<svg", id="svg"),
        pytest.param("map.dot", [], "digraph", id="dot"),
        pytest.param("map.GV", [], "digraph", id="gv, in capitals"),
        pytest.param("map.mmd", [], "flowchart LR", id="mermaid"),
        pytest.param("map.mmd", ["--format", "mermaid"], "flowchart LR", id="the same format"),
    ],
)
def test_the_ending_says_the_format(
    run: Run, glossary: Path, tmp_path: Path, name: str, options: list[str], start: str
) -> None:
    """A file is written in the format that its name ends in."""
    assert run("--glossary", glossary, "map", "-o", tmp_path / name, *options) == (0, "", "")
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


def test_states(run: Run, glossary: Path) -> None:
    """With --states the map says how the learner stands with each term."""
    answered([("user/loss:zh-en", day, 3) for day in (60, 58, 47, 1)])
    out = run("--glossary", glossary, "map", "net", "--states").out
    assert "<title>损失 loss: known, due</title>" in out
    assert "<title>网络 network: new</title>" in out


@pytest.mark.parametrize(
    ("form", "said"),
    [
        pytest.param("svg", "填充 (卷积) padding (convolution) needs 损失 loss", id="description"),
        pytest.param("svg", "<title>填充 (序列) padding (sequence)</title>", id="box"),
        pytest.param("dot", 'label="填充 (卷积)\\npadding (convolution)"', id="dot"),
        pytest.param("mermaid", "填充 #40;序列#41;<br>padding #40;sequence#41;", id="mermaid"),
    ],
)
def test_homonyms(run: Run, twins: Path, form: str, said: str) -> None:
    """What tells two terms of one name apart stands on the map."""
    assert said in run("--glossary", twins, "map", "--format", form).out


def test_the_name_of_several_terms(run: Run, twins: Path) -> None:
    """The terms that a name may mean are said with what tells them apart, and their ids."""
    done = run("--glossary", twins, "map", "填充")
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "dlterms: `填充` can be 2 terms; name one of them\n"
        "  did you mean 填充 (卷积) padding (convolution) (conv)?\n"
        "  did you mean 填充 (序列) padding (sequence) (seq)?\n"
    )


@pytest.mark.parametrize("name", ["填充 (序列)", "填充（序列）", "padding (sequence)"])
def test_a_name_with_its_qualifier(run: Run, twins: Path, name: str) -> None:
    """Of terms of one name that one is meant whose qualifier is given."""
    done = run("--glossary", twins, "map", name, "--format", "dot")
    assert (done.code, "填充 (序列)" in done.out, "填充 (卷积)" in done.out) == (0, True, False)


def test_nothing(run: Run, glossary: Path, tmp_path: Path) -> None:
    """Of a topic without a term no file is written, and it is said."""
    topics = [*TOPICS, {"id": "empty", "zh": "空", "en": "empty"}]
    glossary.write_text(yaml_of(*TERMS, topics=topics), encoding="utf-8")
    done = run("--glossary", glossary, "map", "--topic", "empty", "-o", tmp_path / "map.svg")
    assert done == (0, "", "dlterms: no such term; no file was written\n")
    assert not (tmp_path / "map.svg").exists()


def test_file(run: Run, glossary: Path, tmp_path: Path) -> None:
    """A file that is there is replaced only with --force."""
    path = tmp_path / "map.svg"
    assert run("--glossary", glossary, "map", "-o", path) == (0, "", "")
    first = path.read_text(encoding="utf-8")
    done = run("--glossary", glossary, "map", "net", "-o", path)
    assert (done.code, done.out) == (1, "")
    assert "--force" in done.err
    assert path.read_text(encoding="utf-8") == first
    assert run("--glossary", glossary, "map", "net", "-o", path, "--force").code == 0
    assert path.read_text(encoding="utf-8") != first


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(["qwertzuiop"], "no entry for `qwertzuiop`", id="no term"),
        pytest.param(["net", "--topic", "t"], "not of both", id="a term and a topic"),
        pytest.param(["--topic", "nothing"], "nothing", id="no topic"),
        pytest.param(["-o", ""], "-o names no file: write `-o dlterms.svg`", id="no file"),
        pytest.param(["--format", "mermaid", "-o", ""], "write `-o dlterms.mmd`", id="no file of Mermaid"),
        pytest.param(["-o", "no/such/map.png"], "name a file that ends in .svg, .dot, .gv or .mmd", id="ending"),
        pytest.param(["-o", "no/such/map"], "ends in .svg, .dot, .gv or .mmd", id="no ending"),
        pytest.param(
            ["--format", "svg", "-o", "no/such/map.dot"], ".dot is dot, and --format says svg", id="contradiction"
        ),
    ],
)
def test_unknown(run: Run, glossary: Path, words: list[str], said: str) -> None:
    """What is no term, topic or file is a mistake in the command line."""
    done = run("--glossary", glossary, "map", *words)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
