"""Time without sound: silence as long as there is picture, for media that has only that.

ffmpeg then writes one line per picture to stdout (its `framecrc` format) instead of sound. So the same things hold as
with sound: time goes on with the source, a stall shows, and ffmpeg ends when nobody reads any more.
"""

from fractions import Fraction

from live.speech.process import FfmpegProcess
from live.speech.recorder import BYTES_PER_SECOND


class Silence:
    """Reads the pictures' times and turns them into zeros."""

    def __init__(self, process: FfmpegProcess) -> None:
        self._process = process
        self._unit = Fraction(1, 90_000)
        self._shown = 0.0
        self._given = 0

    async def read(self, count: int) -> bytes:
        """`count` zero bytes once the picture has gone on that far; fewer only at the end."""
        while self._shown * BYTES_PER_SECOND < self._given + count:
            line = await self._process.read_line()
            if not line:
                count = max(0, min(count, int(self._shown * BYTES_PER_SECOND) // 2 * 2 - self._given))
                break
            self._shown = max(self._shown, self._until(line))
        self._given += count
        return bytes(count)

    def _until(self, line: str) -> float:
        """When the picture of the line is over, in seconds; 0 for lines about the format."""
        if line.startswith("#tb 0:"):
            self._unit = Fraction(line.removeprefix("#tb 0:").strip())
        if line.startswith("#"):
            return 0.0
        _, decoded, _, length, *_ = line.split(",")
        return float((int(decoded) + int(length)) * self._unit)
