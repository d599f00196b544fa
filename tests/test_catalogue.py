"""The catalogue of the Chinese interface: whole, and such as a Chinese author would write it."""

from __future__ import annotations

import ast
import io
import re
from importlib.metadata import version

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from packaging.version import Version

from chinese import english_words
from tools.make_catalogue import MO, PACKAGE, PO, catalogue, mo_bytes, po_text, translated

MESSAGES = [message for message in read_po(io.BytesIO(PO.read_bytes())) if message.id]
PLACEHOLDER = re.compile(r"\{[^{}]*\}")
OF_LIBRARIES = {"{what}", "{number_type}"}  # English of a library, which a translation may leave out


def both(message: Message) -> tuple[str, str]:
    """The English of a message, of many things, and its Chinese."""
    english, chinese = ([text] if isinstance(text, str) else [*(text or [""])] for text in (message.id, message.string))
    return english[-1], chinese[0]


def test_made_from_the_source() -> None:
    """The catalogue has all that is said, and nothing else; its compiled form is of it. An older click says less."""
    made = catalogue()
    known = re.search(r"click (\S+)", PO.read_text(encoding="utf-8"))
    if known and Version(version("click")) < Version(known[1]):
        ours = {message.id for message in made if any(file.startswith("dlterms") for file, _ in message.locations)}
        assert ours <= {message.id for message in MESSAGES}
    else:
        assert po_text(made) == PO.read_bytes()
        assert mo_bytes(made) == MO.read_bytes()


def test_nothing_is_missing() -> None:
    """Every text has its Chinese."""
    assert [message.id for message in MESSAGES if not translated(message)] == []


def test_placeholders() -> None:
    """A translation has the values that its English has, but for what a library says in English."""

    def values(text: str) -> list[str]:
        return sorted(value for value in PLACEHOLDER.findall(text) if value not in OF_LIBRARIES)

    assert [one for one in map(both, MESSAGES) if values(one[0]) != values(one[1])] == []


def test_no_english_word_is_left() -> None:
    """But for names, codes, options and metavariables a translation has no English word."""
    left = {chinese: english_words(chinese) for _, chinese in map(both, MESSAGES)}
    assert {chinese: words for chinese, words in left.items() if words} == {}


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(r"[一-鿿] ?[,;:?!](?=\s|$|[一-鿿])", id="half-width punctuation"),
        pytest.param(r"[一-鿿][A-Za-z0-9`]|[A-Za-z0-9`](?!月$)[一-鿿]", id="no space beside Latin letters and digits"),
        pytest.param(r"[，。；：？！（）“”] (?! )| [，。；：？！（）]", id="a space beside full-width punctuation"),
        pytest.param("[「」『』]|您", id="what is said otherwise here"),
    ],
)
def test_typography(fault: str) -> None:
    """Chinese has full-width punctuation, curly quotes, and spaces beside Latin letters alone."""
    texts = [re.sub("`[^`]*`", "`code`", chinese) for _, chinese in map(both, MESSAGES)]
    assert [text for text in texts if re.search(fault, text)] == []


def test_all_texts_are_collected() -> None:
    """What is given to be translated is in the catalogue as it stands there, or stands elsewhere, marked."""
    known = {text for message in MESSAGES for text in ([message.id] if isinstance(message.id, str) else message.id)}
    missed: list[tuple[object, int]] = []
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                texts = {"tr": node.args[:1], "marked": node.args[:1], "counted": node.args[1:3]}.get(node.func.id, [])
                missed += [(path.name, text.lineno) for text in texts if isinstance(text, ast.JoinedStr | ast.BinOp)]
                missed += [(x.value, x.lineno) for x in texts if isinstance(x, ast.Constant) and x.value not in known]
    assert missed == []
