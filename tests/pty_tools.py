"""Programs on a real terminal: a pty, with pyte as its screen."""

from __future__ import annotations

import os
import signal
import subprocess
import termios
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pexpect
import pyte

import dlterms
from surroundings import CLEAN, folders

TIMEOUT = 30.0  # seconds, for what is expected to happen at once
ENVIRONMENT = CLEAN | {
    "INPUTRC": os.devnull,
    "PS1": "$ ",
    "PYTHONPATH": str(Path(dlterms.__file__).parents[1]),
}


def poll(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + TIMEOUT
    while not condition():
        assert time.monotonic() < end, "not in time"
        time.sleep(0.01)


def state(pid: int) -> str:
    """What `ps` calls the state of a process: S asleep, T stopped; nothing once it has ended."""
    shown = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return shown[:1].replace("Z", "")


def contents(file: Path) -> str:
    """The text of a file, empty as long as there is none."""
    return file.read_text() if file.exists() else ""


def heed_signals() -> None:
    """Undoes what nohup does, and a shell to what it starts in the background."""
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT):
        signal.signal(number, signal.SIG_DFL)


class Terminal:
    """A program started on a terminal of its own."""

    def __init__(self, command: list[str], columns: int, cwd: Path, environ: dict[str, str], rows: int = 24) -> None:
        self.child = pexpect.spawn(
            command[0],
            command[1:],
            dimensions=(rows, columns),
            cwd=str(cwd),
            env=ENVIRONMENT | {"HOME": str(cwd)} | folders(cwd) | environ,
            preexec_fn=heed_signals,
        )
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)

    def type(self, text: str | bytes) -> None:
        os.write(self.child.child_fd, text if isinstance(text, bytes) else text.encode())

    def lines(self) -> list[str]:
        """What the screen shows, without empty lines."""
        return [line.rstrip() for line in self.screen.display if line.strip()]

    def text(self) -> str:
        return "\n".join(self.lines())

    def wait_until(self, condition: Callable[[], bool]) -> None:
        """Follows the program's output until the condition holds."""
        end = time.monotonic() + TIMEOUT
        while not condition():
            assert time.monotonic() < end, "not in time; the screen:\n" + self.text()
            try:
                self.stream.feed(self.child.read_nonblocking(4096, timeout=0.02))
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                assert condition(), "the program has ended; the screen:\n" + self.text()

    def wait_for(self, text: str) -> None:
        self.wait_until(lambda: text in self.text())

    def wait_for_prompt(self, prompt: str) -> None:
        """Until the program sleeps at its prompt, so that a signal wakes it."""
        self.wait_for(prompt)
        self.wait_until(lambda: state(self.child.pid) == "S")

    def pass_time(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        self.wait_until(lambda: time.monotonic() > end)

    def settings(self) -> list[Any]:
        return termios.tcgetattr(self.child.child_fd)

    def hang_up(self) -> None:
        """Closes the terminal as its window is closed."""
        self.child.ptyproc.fileobj.close()

    def status(self) -> int | None:
        """Waits for the program's end; its exit status, None where a signal ended it."""
        poll(lambda: not self.child.isalive())
        status: int | None = self.child.exitstatus
        return status

    def at_shell(self) -> bool:
        """Whether a shell waits for a command."""
        return self.lines()[-1:] == ["$"]

    def command(self, text: str) -> None:
        """Has the shell run a command and clear the screen."""
        self.type(f"{text}; echo do''ne\r")
        self.wait_until(lambda: "done" in self.text() and self.at_shell())
        self.type("clear\r")
        self.wait_until(lambda: "done" not in self.text() and self.at_shell())

    def end(self) -> None:
        if not self.child.ptyproc.fileobj.closed:
            self.hang_up()
        self.child.closed = self.child.ptyproc.closed = True
        if self.child.isalive():
            self.child.kill(signal.SIGKILL)
            self.child.wait()


Start = Callable[..., Terminal]
