"""Draw the pictures of README: lookup.svg and quiz.svg are the screen of a terminal on which somebody types, in docs/
with an English interface and in docs/zh/ with a Chinese one; docs/map.svg is what `map` draws, docs/page.png what
`export --format html` looks like in Chromium.

python tests/tools/make_pictures.py

For docs/page.png Chromium and a font with Chinese characters are needed, as Debian's fonts-noto-cjk.
"""

from __future__ import annotations

import base64
import re
import subprocess
import sys
import tempfile
import time
from functools import partial
from itertools import groupby, product
from pathlib import Path
from typing import Any

import pyte
from rich.console import Console
from rich.style import Style
from rich.text import Text

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from browser import Browser  # noqa: E402
from dlterms.terminal import picture  # noqa: E402
from pty_tools import ENVIRONMENT, Terminal  # noqa: E402

ROWS = 48  # enough for what is typed; those left empty are not drawn
QUIET = 2.0  # seconds without a new sign, after which a screen counts as whole
# An answer is typed where the question was right before.
BEFORE = "echo overfitting | dlterms quiz 过拟合 --direction zh-en --mode type"
ANSWERS = {"过拟合": "underfitting", "暂退法": "dropout"}
ANSWER = "answer"
PICTURES = {  # what is typed for each
    "lookup": ["dlterms guonihe\r"],
    "quiz": ["dlterms quiz 过拟合 dropout --direction zh-en\r", ANSWER, "\r", ANSWER],
}


TERM = "attention-mechanism"  # of the map, and that the page shows
PAGE = (1000, 640)  # pixels


class Screen(pyte.Screen):
    """pyte knows no dim text; here it is kept as blinking, which dlterms never is."""

    def select_graphic_rendition(self, *attributes: int, **more: Any) -> None:
        super().select_graphic_rendition(*(5 if number == 2 else number for number in attributes), **more)

    def rows(self) -> list[Text]:
        """What stands on it, with its colours, down to the last sign before the next prompt."""
        rows = []
        for y in range(self.lines):
            row = Text()
            for style, signs in groupby((self.buffer[y][x] for x in range(self.columns)), _style):
                row.append("".join(sign.data for sign in signs), style)
            row.rstrip()
            rows.append(row)
        while rows and rows[-1].plain in ("", "$"):
            rows.pop()
        return rows


def _style(sign: pyte.screens.Char) -> Style:
    colour = {"default": None, "brown": "yellow"}.get(sign.fg, sign.fg)
    return Style(color=colour, bold=sign.bold, dim=sign.blink, underline=sign.underscore, strike=sign.strikethrough)


def _answer(lines: list[str]) -> str:
    """What is typed to the question that stands last: the number of an option, or a line."""
    question = next(word for line in reversed(lines) if (word := line.partition(" ")[0]) in ANSWERS)
    options = re.findall(rf"^ +(\d)  {ANSWERS[question]}$", "\n".join(lines), re.MULTILINE)
    return options[-1] if options else f"{ANSWERS[question]}\r"


def typed(terminal: Terminal, keys: str) -> None:
    """Type, and wait until nothing new is said."""
    terminal.type(_answer(terminal.lines()) if keys == ANSWER else keys)
    seen, since = "", time.monotonic()

    def quiet() -> bool:
        nonlocal seen, since
        if terminal.text() != seen:
            seen, since = terminal.text(), time.monotonic()
        return time.monotonic() - since > QUIET

    terminal.wait_until(quiet)


def screen_after(folder: Path, keys: list[str], language: str) -> Screen:
    """A terminal in a learner's home, at the end of what is typed, with the interface in a language."""
    command = folder / "dlterms"
    seed = '[ "$1" = quiz ] && set -- "$@" --seed picture'
    command.write_text(f'#!/bin/sh\n{seed}\nexec "{sys.executable}" -m dlterms "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    environ = {"PATH": f"{folder}:{ENVIRONMENT['PATH']}", "DLTERMS_UI": language}
    terminal = Terminal(["bash", "--norc", "--noprofile"], picture.COLUMNS, folder, environ, rows=ROWS)
    screen = terminal.screen = Screen(picture.COLUMNS, ROWS)
    terminal.stream = pyte.ByteStream(screen)
    for text in [f"{BEFORE}\r", "clear\r", *keys]:
        typed(terminal, text)
    terminal.end()
    return screen


def _print(rows: list[Text], out: Console) -> None:
    for row in rows:
        out.print(row, no_wrap=True, overflow="ignore", crop=False)


def draw_map(folder: Path) -> None:
    _dlterms(folder, "map", TERM, "-o", str(ROOT / "docs" / "map.svg"), "--force")


def draw_page(folder: Path) -> None:
    path = folder / "page.html"
    _dlterms(folder, "export", "--format", "html", "-o", str(path))
    browser = Browser(folder, *PAGE)
    browser.open(f"{path.as_uri()}#{TERM}")
    browser.value("document.activeElement.blur()")
    (ROOT / "docs" / "page.png").write_bytes(base64.b64decode(browser.screenshot()))
    browser.close()


def _dlterms(folder: Path, *arguments: str) -> None:
    environ = {**ENVIRONMENT, "HOME": str(folder)}
    subprocess.run([sys.executable, "-m", "dlterms", *arguments], env=environ, check=True)


def main() -> None:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        draw_map(Path(name))
        draw_page(Path(name))
    for (name, keys), (language, place) in product(PICTURES.items(), {"en": "docs", "zh": "docs/zh"}.items()):
        with tempfile.TemporaryDirectory() as folder:
            rows = screen_after(Path(folder), keys, language).rows()
        drawn = picture.drawn(partial(_print, rows), f"dlterms {name}")
        (ROOT / place / f"{name}.svg").write_text(drawn, encoding="utf-8")


if __name__ == "__main__":
    main()
