"""A program in a pseudo-terminal, and what its screen shows."""

import contextlib
import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pyte

PATIENCE = 60.0
"""Seconds to wait for a screen, on a machine that does much else."""


class Terminal:
    """What a person would see of it, and the keys a person would press."""

    def __init__(self, command: Sequence[str], size: tuple[int, int], cwd: Path, environ: dict[str, str]) -> None:
        columns, rows = size
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        # The size is the terminal's: parallel test runs put one of their own into the environment.
        environ = {name: value for name, value in environ.items() if name not in ("COLUMNS", "LINES")}
        environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
        self.process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=environ, cwd=cwd, start_new_session=True
        )
        os.close(slave)
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)

    def text(self) -> str:
        """The screen as lines without spaces at their ends."""
        columns = range(self._screen.columns)
        rows = (self._screen.buffer[y] for y in range(self._screen.lines))
        return "\n".join("".join(row[x].data for x in columns).rstrip() for row in rows)

    def read(self, seconds: float) -> bool:
        """Take in what comes within `seconds`; False when the program has gone."""
        if not select.select([self._master], [], [], seconds)[0]:
            return True
        try:
            raw = os.read(self._master, 65536)
        except OSError:  # how Linux says that the other end is closed
            return False
        self._stream.feed(raw)
        return bool(raw)

    def until(self, seen: Callable[[str], object], what: str = "") -> str:
        """The screen, once it shows what is wanted."""
        end = time.monotonic() + PATIENCE
        while not seen(self.text()):
            assert time.monotonic() < end, f"{what or 'not seen'}:\n{self.text()}"
            alive = self.read(0.1)
            assert alive or seen(self.text()), f"the program has gone: {what}\n{self.text()}"
        return self.text()

    def press(self, keys: str) -> None:
        os.write(self._master, keys.encode())

    def wait(self) -> int:
        """The exit code, when the program has gone by itself."""
        end = time.monotonic() + PATIENCE
        while self.read(0.1) and self.process.poll() is None:
            assert time.monotonic() < end, self.text()
        return self.process.wait(PATIENCE)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(PATIENCE)
        os.close(self._master)


@contextlib.contextmanager
def terminal(
    command: Sequence[str], *, cwd: Path, environ: dict[str, str], size: tuple[int, int] = (120, 36)
) -> Iterator[Terminal]:
    """`command` in a terminal of that many columns and rows; killed at the end if it is still there."""
    opened = Terminal(command, size, cwd, environ)
    try:
        yield opened
    finally:
        opened.close()
