from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator

import pytest
from hypothesis import given

from dlterms.exporters.tbx import tbx
from dlterms.model import Entry
from export_support import content_of, odd_entries, of_entries
from lookup_support import bundled_glossary, entry

NS = "{urn:iso:std:iso:30042:ed-2}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# The rules of TBX-Basic in the DCA style, of what is used here: what may stand in an element, in groups one after the
# other; which types an element may have, and in what.
INSIDE = {
    "tbx": ["tbxHeader", "text"], "tbxHeader": ["fileDesc"], "fileDesc": ["sourceDesc"], "sourceDesc": ["p"],
    "text": ["body"], "body": ["conceptEntry"], "conceptEntry": ["descrip ref admin note", "langSec"],
    "langSec": ["descrip note", "termSec"], "termSec": ["term", "termNote", "note"],
}  # fmt: skip
TYPES = {
    ("conceptEntry", "descrip"): {"subjectField"}, ("conceptEntry", "ref"): {"crossReference"},
    ("conceptEntry", "admin"): {"source"}, ("langSec", "descrip"): {"definition"},
    ("termSec", "termNote"): {"administrativeStatus", "termType"},
}  # fmt: skip
ONE_OF = {
    "administrativeStatus": {f"{word}Term-admn-sts" for word in ("preferred", "admitted", "superseded", "deprecated")},
    "termType": {"fullForm", "acronym", "abbreviation", "shortForm", "variant", "phrase"},
}


def faults(root: ET.Element) -> Iterator[str]:
    """What of a file is not as the rules ask for it."""
    ids = {concept.get("id") for concept in root.iter(f"{NS}conceptEntry")}
    if (root.tag, root.get("type"), root.get("style")) != (f"{NS}tbx", "TBX-Basic", "dca"):
        yield "root"
    for parent in root.iter():
        name = parent.tag.removeprefix(NS)
        groups = [
            next((n for n, g in enumerate(INSIDE.get(name, [])) if tag in g.split()), -1) for tag in children(parent)
        ]
        if -1 in groups or groups != sorted(groups):
            yield f"{name}: {[*children(parent)]}"
        for child in parent:
            kind = child.get("type")
            if kind is not None and kind not in TYPES.get((name, child.tag.removeprefix(NS)), ()):
                yield f"{name}: {child.tag} of type {kind}"
            if kind in ONE_OF and child.text not in ONE_OF[kind]:
                yield f"{kind}: {child.text}"
            if child.get("target", next(iter(ids), None)) not in ids:
                yield f"target {child.get('target')}"
    yield from (f"id {name}" for name in ids if not name or not (name[0].isalpha() and name.isascii()))


def children(element: ET.Element) -> list[str]:
    return [child.tag.removeprefix(NS) for child in element]


def read(data: object) -> ET.Element:
    return ET.fromstring(str(data).encode())


def test_a_concept() -> None:
    """A concept has its field, its references, and in each language a definition, notes and terms with their status."""
    aliases = [{"term": "丢弃法", "status": "superseded", "note": "旧 & <x>"}, "随机失活"]
    zh = {"term": "暂退法", "aliases": aliases, "definition": "见[二](#two)。"}
    en = {"term": "dropout", "acronym": "DO", "qualifier": "nets"}
    one = entry("1d", zh, en, requires=["two", "three"], notes=[{"kind": "usage", "zh": "注"}], cite=["a"])
    references = {"a": {"authors": ["A"], "year": "2014", "title": "T & T"}}
    content = content_of(one, entry("two"), entry("three"), references=references)
    made = tbx(content._replace(entries=[e for e in content.entries if e["id"] != "three"]))
    assert (
        str(made.data).partition('<conceptEntry id="c-1d">\n')[2]
        == """\
<descrip type="subjectField">topic · 主题</descrip>
<ref type="crossReference" target="c-two">two</ref>
<admin type="source">A (2014). T &amp; T.</admin>
<langSec xml:lang="zh">
<descrip type="definition">见二。</descrip>
<note>注</note>
<termSec><term>暂退法</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termSec>
<termSec><term>丢弃法</term><termNote type="administrativeStatus">supersededTerm-admn-sts</termNote>\
<note>旧 &amp; &lt;x&gt;</note></termSec>
<termSec><term>随机失活</term><termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></termSec>
</langSec>
<langSec xml:lang="en">
<descrip type="definition">definition of 1d</descrip>
<termSec><term>dropout</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>\
<note>nets</note></termSec>
<termSec><term>DO</term><termNote type="administrativeStatus">admittedTerm-admn-sts</termNote>\
<termNote type="termType">acronym</termNote></termSec>
</langSec>
</conceptEntry>
</body></text>
</tbx>
"""
    )
    assert made.left_out == {"links": 1, "kinds of links": 1}
    assert [*faults(read(made.data))] == []


def test_the_rules() -> None:
    """What is made of the bundled glossary is as the rules of TBX-Basic ask for it."""
    entries = [term.to_entry() for term in bundled_glossary().terms.values()]
    assert [*faults(read(tbx(of_entries(entries)).data))] == []


@pytest.mark.parametrize(
    ("right", "wrong", "fault"),
    [
        pytest.param('id="c-', 'id="1-', "id 1-one", id="id"),
        pytest.param("preferredTerm", "bestTerm", "administrativeStatus: bestTerm-admn-sts", id="status"),
        pytest.param(
            'type="definition"', 'type="subjectField"', f"langSec: {NS}descrip of type subjectField", id="type"
        ),
    ],
)
def test_the_rules_find_faults(right: str, wrong: str, fault: str) -> None:
    """The rules that these tests go by are of some use."""
    assert fault in faults(read(str(tbx(content_of(entry("one"))).data).replace(right, wrong)))


@given(odd_entries)
def test_odd_texts(entries: list[Entry]) -> None:
    """Whatever the texts are, a reader of XML gets them back, with the names of both languages in their order."""
    root = read(tbx(of_entries(entries)).data)
    assert [*faults(root)] == []
    for concept, odd in zip(root.iter(f"{NS}conceptEntry"), entries, strict=True):
        assert concept.get("id") == f"c-{odd['id']}"
        for section in concept.iter(f"{NS}langSec"):
            wording = odd[section.get(LANG) or ""]
            acronym = [wording["acronym"]] if wording.get("acronym") else []
            names = [wording["term"], *acronym, *(alias["term"] for alias in wording["aliases"])]
            assert [term.text for term in section.iter(f"{NS}term")] == names
            notes = [note.text for note in section.findall(f"{NS}note")]
            assert notes == [note["zh"] for note in odd["notes"] if wording is odd["zh"]]
