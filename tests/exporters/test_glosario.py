from __future__ import annotations

import re

import yaml
from hypothesis import given

from dlterms.exporters.glosario import glosario_yaml
from dlterms.labels import qualified
from dlterms.model import Entry
from export_support import content_of, odd_entries, of_entries
from lookup_support import entry


def test_entries() -> None:
    """An entry has a slug, what it refers to, and both wordings, with links between slugs."""
    en = {
        "term": "stochastic gradient descent",
        "acronym": "SGD",
        "definition": "As [descent](#gradient-descent).\nSo.",
    }
    one = entry(
        "gradient-step", {"term": "随机梯度下降", "pinyin": "suí jī tī dù xià jiàng"}, en, requires=["gradient-descent"]
    )
    made = glosario_yaml(
        content_of(one, entry("gradient-descent", "梯度下降", "gradient descent", related=["gradient-step"]))
    )
    assert (
        made.data
        == """\
- slug: gradient_descent
  ref: [gradient_step]
  zh:
    term: 梯度下降
    def: definition of gradient-descent
  en:
    term: gradient descent
    def: definition of gradient-descent
- slug: gradient_step
  ref: [gradient_descent]
  zh:
    term: 随机梯度下降
    def: definition of gradient-step
  en:
    term: stochastic gradient descent
    acronym: SGD
    def: |-
      As [descent](#gradient_descent).

      So.
"""
    )
    assert made.left_out == {"readings": 1, "kinds of links": 1}


def test_homonyms() -> None:
    """Of terms of one name each has its qualifier in parentheses, any other is without."""
    one = entry("one", {"term": "填充", "qualifier": "卷积"}, {"term": "Padding", "qualifier": "convolution"})
    two = entry("two", {"term": "填充", "qualifier": "序列"}, "padding")
    three = entry("three", {"term": "键", "qualifier": "注意力"}, {"term": "key", "qualifier": "attention"})
    made = glosario_yaml(content_of(one, two, three))
    found = [(each["zh"]["term"], each["en"]["term"]) for each in yaml.safe_load(str(made.data))]
    assert found == [("填充 (卷积)", "Padding (convolution)"), ("填充 (序列)", "padding"), ("键", "key")]
    assert made.left_out == {"qualifiers": 2}


def test_homonyms_that_are_not_exported() -> None:
    """A term has its qualifier, too, where others of its name are in use that are not exported."""
    one = entry("one", {"term": "填充", "qualifier": "卷积"}, {"term": "padding", "qualifier": "convolution"})
    made = glosario_yaml(content_of(one)._replace(names=[("填充", "padding"), ("补齐", "Padding")]))
    (found,) = yaml.safe_load(str(made.data))
    assert (found["zh"]["term"], found["en"]["term"]) == ("填充", "padding (convolution)")
    assert made.left_out == {"qualifiers": 1}


def test_nothing() -> None:
    """Of no entries nothing is made."""
    assert glosario_yaml(of_entries([])).data == ""


@given(odd_entries)
def test_odd_texts(entries: list[Entry]) -> None:
    """Whatever the texts are, a reader of YAML gets them back."""
    found = yaml.safe_load(str(glosario_yaml(of_entries(entries)).data))
    for made, odd in zip(found, entries, strict=True):
        assert made["slug"] == odd["id"].replace("-", "_")
        for lang in ("zh", "en"):
            definition = odd[lang]["definition"]
            assert made[lang]["term"] in (odd[lang]["term"], qualified(odd[lang]))
            assert made[lang].get("def") == (definition and re.sub("\n", "\n\n", definition))
