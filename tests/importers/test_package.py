"""The forms that Anki's packages are made of."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anki_support import database, package
from dlterms.importers import package as packaging


@pytest.mark.parametrize(
    ("message", "fields"),
    [
        pytest.param("", {}, id="empty"),
        pytest.param("0801", {1: 1}, id="number"),
        pytest.param("08ac02", {1: 300}, id="long-number"),
        pytest.param("0a036162631204e4b8ad21", {1: b"abc", 2: "中!".encode()}, id="texts"),
        pytest.param("2101020304050607081d01020304", {4: bytes(range(1, 9)), 3: bytes(range(1, 5))}, id="fixed-width"),
        pytest.param("08010802", {1: 2}, id="the-last-stays"),
        pytest.param("a201027879", {20: b"xy"}, id="two-bytes-of-a-tag"),
    ],
)
def test_protobuf(message: str, fields: dict[int, object]) -> None:
    """A message gives the values of its fields by their numbers."""
    assert packaging.protobuf(bytes.fromhex(message)) == fields


@pytest.mark.parametrize("message", ["08", "0a05616263", "0b", "ff" * 20, "2101"])
def test_no_protobuf(message: str) -> None:
    """What is cut short, or of a form that nobody uses, is a ValueError."""
    with pytest.raises(ValueError, match=r"a message|a number"):
        packaging.protobuf(bytes.fromhex(message))


@given(st.binary())
def test_any_bytes_as_protobuf(message: bytes) -> None:
    """Any bytes are a message or a ValueError."""
    with suppress(ValueError):
        packaging.protobuf(message)


def test_packages_are_known_by_their_content() -> None:
    """Whatever is zipped is read as a package; a text is none."""
    assert packaging.is_package(package(database()))
    assert not packaging.is_package("暂退法,dropout".encode())
