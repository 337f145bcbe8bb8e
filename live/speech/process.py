"""One running ffmpeg: its sound, its words, and how it is ended."""

import asyncio
import contextlib
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from live.errors import Missing
from live.speech.ffmpeglog import FfmpegLog

POLITE = 3.0
"""Seconds that ffmpeg has to finish its files after it is asked to."""

LONGEST_LINE = 65_536

APART = (
    {"process_group": 0}
    if os.name == "posix"
    else {"creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)}
)
"""Ctrl-C on the terminal is for LiveCue, which then asks ffmpeg to end; ffmpeg must not hear it by itself."""


class FfmpegProcess:
    """Start with `begin`; read its sound until the end; `close` in any case."""

    def __init__(self, process: asyncio.subprocess.Process, log: FfmpegLog) -> None:
        self._process = process
        self._stdin = cast("asyncio.StreamWriter", process.stdin)
        self._stdout = cast("asyncio.StreamReader", process.stdout)
        self._stderr = cast("asyncio.StreamReader", process.stderr)
        self.log = log
        self._listener = asyncio.create_task(self._listen(), name="ffmpeg log")

    @classmethod
    async def begin(cls, arguments: Sequence[str], folder: Path, log: FfmpegLog) -> "FfmpegProcess":
        """Start it in `folder`. Raises Missing when the program is gone."""
        pipe = asyncio.subprocess.PIPE
        try:
            process = await asyncio.create_subprocess_exec(
                *arguments, cwd=folder, stdin=pipe, stdout=pipe, stderr=pipe, limit=LONGEST_LINE, **APART
            )
        except OSError as error:
            raise Missing(f"Cannot start {arguments[0]}: {error.strerror}. `livecue doctor` tells more.") from error
        return cls(process, log)

    @property
    def ended(self) -> bool:
        return self._process.returncode is not None

    async def read(self, count: int) -> bytes:
        """`count` bytes of sound; fewer only at the end."""
        try:
            return await self._stdout.readexactly(count)
        except asyncio.IncompleteReadError as error:
            return error.partial

    async def read_line(self) -> str:
        """A line of stdout, for media without sound; "" at the end."""
        return (await self._stdout.readline()).decode(errors="replace")

    async def wait(self) -> int:
        """Its exit code, once it has ended and all it said has been taken in."""
        code = await self._process.wait()
        await self._listener
        return code

    def ask_to_end(self) -> None:
        """Have it finish its files. Its sound must still be read, or it cannot."""
        if self.ended:
            return
        if not self.log.opened:
            # It hears no key while it waits for the source.
            self._process.terminate()
        else:
            # "q" works on every system; a signal would lose the last segment on Windows.
            with contextlib.suppress(ConnectionError, RuntimeError):
                self._stdin.write(b"q")

    async def close(self) -> None:
        """End it, gently first, and throw away the sound that is left."""
        drain = asyncio.create_task(self._drain())
        try:
            self.ask_to_end()
            for harder in (self._process.terminate, self._process.kill):
                if await self._ends_within(POLITE):
                    break
                harder()
            await self._process.wait()
            await drain
            await self._listener
        finally:
            drain.cancel()
            if not self.ended:
                self._process.kill()
            self._stdin.close()

    async def _ends_within(self, seconds: float) -> bool:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._process.wait()
        return self.ended

    async def _drain(self) -> None:
        while await self._stdout.read(LONGEST_LINE):
            pass

    async def _listen(self) -> None:
        rest = b""
        while raw := await self._stderr.read(LONGEST_LINE):
            *lines, rest = (rest + raw).split(b"\n")
            for line in lines:
                self.log.feed(line.decode(errors="replace"))
            rest = rest[-LONGEST_LINE:]
        self.log.feed(rest.decode(errors="replace"))
