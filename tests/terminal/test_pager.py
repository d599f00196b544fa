"""What does not fit the screen goes through the user's pager."""

from __future__ import annotations

from pathlib import Path

import pytest

from pty_tools import Start, contents

SHOW = """
import os, sys
from dlterms.terminal import pager, styled
from dlterms.views.page import Section

def page(name, count):
    return [Section("", [[(f"{name} {n}", "term")] for n in range(1, count + 1)])]

pager.show(styled.console(sys.stdout), [page("long", 40), page("short", SHORT)], os.environ)
print("done")
"""
KEYS = """
import os, sys
from dlterms.terminal import pager, styled
from dlterms.terminal.keys import key_reader
from dlterms.views.page import Section

with key_reader(0) as read_key:
    page = [Section("", [[(f"line {n}", "")] for n in range(40)])]
    pager.show(styled.console(sys.stdout), [page], os.environ, 0)
    os.system("stty -a >after")
    print("key:", read_key())
"""
NOTING = 'cat >paged; printf "%s" "$LESS" >less; stty -a </dev/tty >settings'  # a pager that notes what it gets


def show(short: int) -> str:
    return SHOW.replace("SHORT", str(short))


def test_first_layout_that_fits(start: Start, tmp_path: Path) -> None:
    """Of several layouts the first that fits is printed at once, a line of the screen left for the shell."""
    terminal = start(code=show(23), PAGER=NOTING)
    assert terminal.status() == 0
    terminal.wait_for("done")
    assert terminal.lines()[-2:] == ["short 23", "done"]
    assert not (tmp_path / "paged").exists()


@pytest.mark.parametrize(
    ("environ", "less"),
    [pytest.param({}, "FRX", id="usual"), pytest.param({"LESS": "M"}, "M", id="set up")],
)
def test_last_layout_is_paged(start: Start, tmp_path: Path, environ: dict[str, str], less: str) -> None:
    """Where none fits, the last goes to the pager with its colours; how less behaves is the user's choice, or git's."""
    assert start(code=show(24), PAGER=NOTING, **environ).status() == 0
    lines = contents(tmp_path / "paged").splitlines()
    assert (len(lines), lines[0], lines[-1]) == (24, "\x1b[1mshort 1\x1b[0m", "\x1b[1mshort 24\x1b[0m")
    assert contents(tmp_path / "less") == less


@pytest.mark.parametrize(
    "environ",
    [
        pytest.param({"PAGER": ""}, id="empty"),
        pytest.param({"PAGER": " cat"}, id="cat"),
        pytest.param({"PAGER": "no-such-pager"}, id="not there"),
        pytest.param({"PAGER": "less '"}, id="no command"),
        pytest.param({"PAGER": "false"}, id="fails"),
        pytest.param({"PAGER": NOTING, "TERM": "dumb"}, id="a terminal that can only print"),
    ],
)
def test_no_pager(start: Start, tmp_path: Path, environ: dict[str, str]) -> None:
    """Without a pager all of it is printed."""
    terminal = start(code=show(30), **environ)
    terminal.wait_for("done")
    assert terminal.lines()[-2:] == ["short 30", "done"]
    assert terminal.status() == 0
    assert not (tmp_path / "paged").exists()


def test_pager_that_is_left_early(start: Start) -> None:
    """A pager that reads nothing is no fault."""
    terminal = start(code=show(30_000), PAGER="true")
    terminal.wait_for("done")
    assert terminal.lines() == ["done"]
    assert terminal.status() == 0


@pytest.mark.parametrize("pager", ["head -3", "head -3; exit 2"])
def test_pager_that_has_read(start: Start, pager: str) -> None:
    """What a pager has shown is not printed again, however it ends."""
    terminal = start(code=show(30), PAGER=pager)
    terminal.wait_for("done")
    assert terminal.lines() == ["short 1", "short 2", "short 3", "done"]
    assert terminal.status() == 0


def test_less(start: Start) -> None:
    """less shows a screenful of text in Chinese whatever the locale; Ctrl-C is less's own; q leaves it."""
    terminal = start(code=show(30).replace("{name}", "层"), LC_ALL="C")
    terminal.wait_for("层 23")
    assert "层 24" not in terminal.text()
    terminal.type("\x03")
    terminal.pass_time(0.3)
    assert terminal.child.isalive()
    # Of what is typed before less has come back from Ctrl-C nothing is left; a Space at the end does nothing.
    for _ in range(100):
        terminal.type(" ")
        terminal.pass_time(0.1)
        if "层 30" in terminal.text():
            break
    assert "层 30" in terminal.text()
    terminal.type("q")
    terminal.wait_for("done")
    assert terminal.status() == 0


def test_terminal_is_lent(start: Start, tmp_path: Path) -> None:
    """A pager gets the terminal in lines and echoed though keys are read one by one, and these go on as they were."""
    terminal = start(code=KEYS, PAGER=NOTING)
    terminal.wait_until(lambda: " icanon" in contents(tmp_path / "settings"))
    assert " echo " in contents(tmp_path / "settings")
    terminal.wait_until(lambda: "-icanon" in contents(tmp_path / "after"))
    assert "-echo " in contents(tmp_path / "after")
    terminal.type("x")
    terminal.wait_for("key: x")
    assert terminal.status() == 0
