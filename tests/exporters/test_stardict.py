from __future__ import annotations

import html
import os
import re
import shutil
import struct
import subprocess
from pathlib import Path

import pytest
from hypothesis import given

from dlterms import cli
from dlterms.exporters.stardict import dictionary
from dlterms.model import Entry
from export_support import content_of, odd_entries, of_entries
from lookup_support import entry


def read(files: object) -> tuple[dict[str, str], list[tuple[str, str]], list[tuple[str, str]]]:
    """What .ifo says, the words of .idx with their articles, and those of .syn with the words they stand for."""
    assert isinstance(files, dict)
    assert [*files] == [".dict", ".idx", ".syn", ".ifo"]
    first, *lines = files[".ifo"].decode().splitlines()
    assert first == "StarDict's dict ifo file"
    idx, syn = files[".idx"], files[".syn"]
    assert f"idxfilesize={len(idx)}" in lines
    words, others = [], []
    while idx:
        word, idx = idx.split(b"\0", 1)
        offset, size = struct.unpack(">II", idx[:8])
        words.append((word.decode(), files[".dict"][offset : offset + size].decode()))
        idx = idx[8:]
    while syn:
        word, syn = syn.split(b"\0", 1)
        others.append((word.decode(), words[struct.unpack(">I", syn[:4])[0]][0]))
        syn = syn[4:]
    return dict(line.split("=", 1) for line in lines), words, others


def test_files() -> None:
    """Both names lead to the article, all others to one of them, and what readers check is right."""
    zh = {"term": "绿", "pinyin": "lǜ", "aliases": [{"term": "绿色", "pinyin": "lǜ sè"}], "definition": "见[二](#two)<"}
    en = {"term": "green", "acronym": "G", "hidden": ["grün", {"term": "olive", "find_only": True}]}
    made = dictionary(content_of(entry("one", zh, en), entry("two", "二", "two"), glossary={"id": "mine"}))
    about, words, others = read(made.data)
    assert about == {
        "version": "2.4.2", "bookname": "mine", "wordcount": "4", "synwordcount": "7", "sametypesequence": "h",
        "idxfilesize": about["idxfilesize"],
    }  # fmt: skip
    assert [word for word, _ in words] == ["green", "two", "二", "绿"]
    assert others == [(word, "绿") for word in ["G", "grün", "lv", "lvse", "lǜ", "lǜ sè", "绿色"]]
    assert words[0][1] == words[3][1]
    assert '<a href="bword://二">二</a>&lt;' in words[0][1]
    assert made.left_out == {"find-only names": 1}


def test_order() -> None:
    """Words are sorted by bytes, with A to Z as a to z and no other letter folded."""
    names = ["b", "B", "a", "Zeta", "_", "É", "é", "中", "[", "~"]
    (one,) = content_of(entry("one")).entries
    entries = [
        {**one, "id": name, "zh": {**one["zh"], "term": name}, "en": {**one["en"], "term": name}} for name in names
    ]
    content = of_entries(entries)
    assert [word for word, _ in read(dictionary(content).data)[1]] == [
        "[",
        "_",
        "a",
        "B",
        "b",
        "Zeta",
        "~",
        "É",
        "é",
        "中",
    ]


def test_long_names() -> None:
    """A word of 256 bytes is left out and counted."""
    content = content_of(entry("one", "甲", {"term": "é" * 128, "aliases": ["ü" * 127 + "y", "字" * 86]}))
    made = dictionary(content)
    _, words, others = read(made.data)
    assert [word for word, _ in words] == ["甲"]
    assert others == [("ü" * 127 + "y", "甲")]
    assert made.left_out == {"names over 255 bytes": 2}


def test_homonyms() -> None:
    """A word of several entries has one article that holds them all, and each entry has words of its own."""
    one = entry("one", {"term": "填充", "qualifier": "卷积", "pinyin": "tián chōng"}, "padding")
    two = entry("two", {"term": "填充", "qualifier": "序列", "pinyin": "tián chōng", "aliases": ["补齐"]}, "padding")
    one["en"]["qualifier"], two["en"]["qualifier"] = "convolution", "sequence"
    three = entry("three", {"term": "三", "aliases": ["padding"], "definition": "见[填充](#two)"}, "three")
    _, words, others = read(dictionary(content_of(one, two, three)).data)
    shown = {word: re.findall("<b>(.*?)</b>", text) for word, text in words}
    assert len(shown) == len(words)
    first, second, third = "填充 (卷积) · padding (convolution)", "填充 (序列) · padding (sequence)", "三 · three"
    assert shown == {
        "padding": [first, second, third], "three": [third], "tianchong": [first, second],
        "tián chōng": [first, second], "三": [third], "填充": [first, second], "填充 (卷积)": [first],
        "填充 (序列)": [second], "padding (convolution)": [first], "padding (sequence)": [second],
    }  # fmt: skip
    assert others == [("补齐", "填充 (序列)")]
    assert 'href="bword://填充 (序列)">填充</a>' in dict(words)["三"]


def test_words_that_differ_in_capitals() -> None:
    """A word that is another one with its letters folded is no synonym, nor one that is longer then, for sdcv folds."""
    one = entry("one", {"term": "甲", "pinyin": "jiǎ"}, {"term": "x", "aliases": ["GAN", "ẞ"]})
    two = entry("two", {"term": "干", "pinyin": "gān"}, {"term": "y", "aliases": ["why", "Why not"], "acronym": "JIA"})
    _, words, others = read(dictionary(content_of(one, two)).data)
    assert [word for word, _ in words] == ["GAN", "gan", "JIA", "jia", "x", "y", "ẞ", "干", "甲"]
    assert others == [("gān", "干"), ("jiǎ", "甲"), ("why", "干"), ("Why not", "干")]


def test_no_word_of_its_own() -> None:
    """An entry whose preferred names are too long, or another's, too, is found by its other names."""
    long = entry("one", "字" * 86, {"term": "é" * 128, "aliases": ["y", "z"]})
    (one, two) = content_of(long, entry("two", "二", "two")).entries
    made = dictionary(of_entries([one, two, {**two, "id": "three"}]))
    _, words, others = read(made.data)
    assert [(word, text.count("<b>")) for word, text in words] == [("two", 2), ("y", 1), ("二", 2)]
    assert others == [("z", "y")]
    assert made.left_out == {"names over 255 bytes": 2}


@given(odd_entries)
def test_odd_texts(entries: list[Entry]) -> None:
    """Whatever the texts are, they stand in the article of their names."""
    _, words, _ = read(dictionary(of_entries(entries)).data)
    assert words == sorted(words, key=lambda row: (row[0].encode().lower(), row[0].encode()))
    for odd in entries:
        for lang in ("zh", "en"):
            found = [text for word, text in words if word == odd[lang]["term"]]
            shown = "".join(html.unescape(re.sub("<[^>]*>", "", text.replace("<br>", ""))) for text in found)
            wanted = [odd[lang]["term"], *(each[lang] for each in odd["examples"])]
            assert [text for text in wanted if text not in shown] == []


SOUGHT = (
    "暂退法", "dropout", "丢弃法", "随机失活", "zantuifa", "zàn tuì fǎ", "SGD", "随机梯度下降", "过拟合", "overfitting",
    "guonihe", "注意力机制", "attention mechanism", "学习率", "learning rate", "xuexilv", "CNN", "卷积神经网络",
    "backpropagation", "反向传播",
)  # fmt: skip


@pytest.mark.usefixtures("compiled")
def test_sdcv_finds(tmp_path: Path) -> None:
    """sdcv finds terms of the bundled glossary by every sort of name, all those that share one."""
    if shutil.which("sdcv") is None:
        if os.environ.get("CI") == "true":
            pytest.fail("sdcv is missing, and without it nothing is known of what it reads")
        pytest.skip("no sdcv")
    (tmp_path / "dic").mkdir()
    assert cli.run(["export", "--format", "stardict", "-o", str(tmp_path / "dic" / "terms.ifo")]) == 0
    command = ["sdcv", "--non-interactive", "--exact-search", "--utf8-output", "-2", str(tmp_path / "dic")]
    missed = []
    for word in SOUGHT:
        done = subprocess.run([*command, word], capture_output=True, text=True, check=False, cwd=tmp_path)
        if f"similar to {word}" not in done.stdout or "<div>" not in done.stdout:
            missed.append(word)
    assert missed == []
    both = subprocess.run([*command, "padding"], capture_output=True, text=True, check=False, cwd=tmp_path).stdout
    mixed = subprocess.run([*command, "MAP"], capture_output=True, text=True, check=False, cwd=tmp_path).stdout
    assert "a posteriori" in mixed.partition("</b>")[0]
    assert re.findall(r"padding \(\w+\)(?=</b>)", both) == ["padding (convolution)", "padding (sequence)"]
