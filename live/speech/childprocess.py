"""Starting the recognition process, talking to it, and noticing when it gives no sign of life."""

import asyncio
import contextlib
import logging
import os
import sys
import time
from pathlib import Path

import live
from live.speech import wire
from live.speech.pace import STUCK, Pace

log = logging.getLogger(__name__)

SILENT = 1.0
"""Seconds without a sign of life after which the process is taken for hung."""

SILENT_LOADING = 5.0
"""The same while it loads the model, which may keep its threads from running."""

STARTING = 60.0
"""Seconds that it may take to load the model."""

DEAF = 1.5
"""Seconds that it may take to listen to a frame, which is the work of a millisecond."""

PROGRAM = "live.speech.child"
"""The module that it runs."""


class ChildProcess:
    """A recognition process and its pipes."""

    def __init__(self, process: asyncio.subprocess.Process, pace: Pace) -> None:
        if process.stdin is None or process.stdout is None or process.stderr is None:
            raise RuntimeError("started without pipes")
        self.process = process
        self._stdin, self._stdout, self._stderr = process.stdin, process.stdout, process.stderr
        self.taken = 0
        self.ready = False
        """Whether it has loaded its weights."""
        self._beats = False
        self._size: int | None = None
        self._last_sign = time.monotonic()
        self._busy = self._deaf = 0.0
        self._pace = pace
        self._log = asyncio.create_task(self._copy_log())

    @classmethod
    async def start(cls, *, pace: Pace | None = None, program: str = PROGRAM) -> "ChildProcess":
        """`pace`: how long one piece may take, and is told how long they take. Raises OSError when it cannot start."""
        root = str(Path(live.__file__).parent.parent)
        paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
        # Threads that wait must not spin: the other processes of the broadcast need these cores.
        quiet = {"KMP_BLOCKTIME": "0", "OMP_WAIT_POLICY": "PASSIVE"}
        return cls(
            await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                program,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
                env={**quiet, **os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONUNBUFFERED": "1"},
            ),
            pace or Pace(STUCK),
        )

    def send(self, message: wire.ToChild) -> None:
        self._stdin.write(wire.pack(message))

    async def drain(self) -> None:
        with contextlib.suppress(ConnectionError):  # its end is noticed where it is read from
            await self._stdin.drain()

    @property
    def alive(self) -> bool:
        """Whether it has just given a sign of life."""
        return self.process.returncode is None and time.monotonic() - self._last_sign <= SILENT

    async def receive(self) -> wire.FromChild | None:
        """What it says next; None when it has ended. May be cancelled, and called again, between two messages."""
        try:
            if self._size is None:
                self._size = wire.length(await self._stdout.readexactly(wire.HEAD))
            body = await self._stdout.readexactly(self._size)
        except (asyncio.IncompleteReadError, ConnectionError):
            return None
        self._size = None
        message = wire.from_child(body)
        self._last_sign = time.monotonic()
        if isinstance(message, wire.Beat):
            if message.busy < self._busy:
                self._pace.took(self._busy)
            self._beats, self._busy, self._deaf = True, message.busy, message.deaf
        elif isinstance(message, wire.Said):
            self._pace.took(0.0)  # pieces that take less than a beat are not seen, but count
        elif isinstance(message, wire.Ready):
            self.ready = True
        return message

    async def watch(self) -> str:
        """Returns when the process gives no sign of life."""
        started = time.monotonic()
        while True:
            before = time.monotonic()
            await asyncio.sleep(0.1)
            now = time.monotonic()
            if now - before > 0.5:
                self._last_sign = max(self._last_sign, before)  # it was us who slept
            elif self._beats and now - self._last_sign > (SILENT if self.ready else SILENT_LOADING):
                return "it hung"
            elif not self.ready and now - started > STARTING:
                return f"it did not start within {STARTING:.0f} s"
            elif self._deaf > DEAF:
                return "it stopped listening"
            elif self._busy > self._pace.allowed:
                return "it was stuck in a piece"

    async def end(self) -> None:
        if self.process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self.process.kill()
        await self.process.wait()
        self._stdin.close()
        await self._log
        # asyncio closes its pipes only after the process and the loop have had a turn
        transport = getattr(self.process, "_transport", None)
        if transport is not None:
            transport.close()

    async def _copy_log(self) -> None:
        async for line in self._stderr:
            log.debug("recogniser: %s", line.decode("utf-8", "replace").rstrip())
