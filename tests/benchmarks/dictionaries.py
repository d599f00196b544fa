"""Dictionaries in other languages than Python, where they are installed, on the entries that dlterms is measured on."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

Entries = Sequence[tuple[str, str]]  # Chinese and English terms
Commands = Mapping[str, tuple[list[str], dict[str, str]]]  # what it is called -> its arguments and environment

_SERVERS = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/usr/local/sbin"])


@contextmanager
def commands(folder: Path, entries: Entries, word: str) -> Iterator[Commands]:
    """Commands that look `word` up, of each dictionary that is there and finds it. Servers end with the context."""
    found: dict[str, tuple[list[str], dict[str, str]]] = {}
    with ExitStack() as stack:
        for prepare in _PROGRAMS:
            offered = stack.enter_context(prepare(folder, entries, word))
            found |= {name: command for name, command in offered.items() if _answers(*command)}
        yield found


def _answers(arguments: Sequence[str], environ: Mapping[str, str]) -> bool:
    done = subprocess.run(arguments, env={**os.environ, **environ}, capture_output=True, check=False)
    return done.returncode == 0 and bool(done.stdout)


@contextmanager
def _sdcv(folder: Path, entries: Entries, word: str) -> Iterator[Commands]:
    if not shutil.which("sdcv"):
        yield {}
        return
    home = folder / "stardict"
    home.mkdir(exist_ok=True)
    index, texts, offset = [], [], 0
    for zh, en in sorted((zh.encode(), en.encode()) for zh, en in entries):
        index.append(zh + b"\0" + offset.to_bytes(4, "big") + len(en).to_bytes(4, "big"))
        texts.append(en)
        offset += len(en)
    (home / "big.idx").write_bytes(b"".join(index))
    (home / "big.dict").write_bytes(b"".join(texts))
    lines = ["StarDict's dict ifo file", "version=2.4.2", "bookname=big", f"wordcount={len(index)}"]
    lines += [f"idxfilesize={sum(map(len, index))}", "sametypesequence=m", ""]
    (home / "big.ifo").write_text("\n".join(lines), encoding="utf-8")
    arguments = ["sdcv", "-n", "--utf8-input", "--utf8-output", "-2", str(home)]
    own = {"HOME": str(home)}  # where it keeps a history
    yield {"sdcv": ([*arguments, "-e", word], own), "sdcv, fuzzy": ([*arguments, word + "甲"], own)}


@contextmanager
def _dict(folder: Path, entries: Entries, word: str) -> Iterator[Commands]:
    server = shutil.which("dictd", path=_SERVERS)
    if not (server and shutil.which("dict") and shutil.which("dictfmt")):
        yield {}
        return
    home = folder / "dictd"
    home.mkdir(exist_ok=True)
    text = "".join(f":{zh}: {en}\n" for zh, en in entries)
    make = ["dictfmt", "-j", "--utf8", "-s", "big", "-u", "generated", str(home / "big")]
    subprocess.run(make, input=text.encode(), env={**os.environ, "LANG": "C.UTF-8"}, capture_output=True, check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (home / "dictd.conf").write_text(
        f"global {{\n listen_to 127.0.0.1\n port {port}\n}}\naccess {{ allow * }}\n"
        f'database big {{ data "{home}/big.dict" index "{home}/big.index" }}\n',
        encoding="utf-8",
    )
    serve = [server, "-c", str(home / "dictd.conf"), "--locale", "C.UTF-8", "-d", "nodetach"]
    with subprocess.Popen(serve, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(port)
            arguments = ["dict", "-h", "127.0.0.1", "-p", str(port), "-d", "big"]
            yield {
                "dict": ([*arguments, word], {}),
                "dict, prefix": ([*arguments, "-m", "-s", "prefix", word[:2]], {}),
            }
        finally:
            process.terminate()


def _wait_for(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.1)
        else:
            return


@contextmanager
def _tldr(folder: Path, entries: Entries, word: str) -> Iterator[Commands]:
    """One page an entry; clients that keep their pages elsewhere do not answer, and are left out."""
    if not shutil.which("tldr"):
        yield {}
        return
    pages = folder / "data" / "tldr" / "pages.zh" / "common"
    pages.mkdir(parents=True, exist_ok=True)
    for zh, en in entries:
        (pages / f"{zh}.md").write_text(f"# {zh}\n\n> {en}\n", encoding="utf-8")
    own = {"XDG_DATA_HOME": str(folder / "data"), "HOME": str(folder), "LC_ALL": "C.UTF-8"}
    yield {"tldr": (["tldr", "-L", "zh", word], own)}


_PROGRAMS: Sequence[Callable[[Path, Entries, str], AbstractContextManager[Commands]]] = (_sdcv, _dict, _tldr)
