"""What cutting costs, beside bare ffmpeg.

`python -m bench clips`. The two-hour file is the bundled broadcast repeated without encoding; it is removed again.
"""

import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench._pairs import ratio
from clipper import graph
from clipper.captions import Caption
from clipper.cut import cut
from clipper.encoder import SOFTWARE
from clipper.fonts import lay_out
from clipper.subtitles import srt
from clipper.take import open_source
from live.ffmpeg import find_ffmpeg, find_font

DEMO = Path(__file__).parent.parent / "live" / "demo" / "broadcast.mp4"
HOURS = 2


def timed(work: Callable[[], object]) -> float:
    """Seconds that it takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main() -> None:
    ffmpeg, font = find_ffmpeg(), find_font()
    with tempfile.TemporaryDirectory(prefix="livecue-bench-") as name:
        folder = Path(name)
        long = folder / "long.mp4"
        seconds = _lengthen(ffmpeg.path, long)
        out, subtitles = folder / "out.mp4", folder / "s.srt"
        subtitles.write_text(srt([Caption(i * 3.0, i * 3.0 + 2.5, ("今天不要二百五十九",)) for i in range(10)]))

        def at(share: float) -> float:
            start = round(seconds * share, 2)
            return timed(lambda: cut(long, start, start + 5.0, out, ffmpeg=ffmpeg.path))

        def finished() -> float:
            return timed(
                lambda: cut(DEMO, 80.5, 110.5, out, ffmpeg=ffmpeg.path, font=font, vertical=True, subtitles=subtitles)
            )

        def bare() -> float:
            work = folder / "bare"
            work.mkdir(exist_ok=True)
            (work / "s.srt").write_text(subtitles.read_text())
            look = graph.Look(vertical=True, subtitles="s.ass", fonts=lay_out(font, work), gain=3.0)
            subprocess.run([str(ffmpeg.path), "-v", "error", "-y", "-i", "s.srt", "s.ass"], cwd=work, check=True)
            arguments = graph.clip(open_source(DEMO, 80.5, 110.5, work), look, "file:bare.mp4", SOFTWARE.options)
            command = ["nice", "-n", "10", str(ffmpeg.path), "-v", "error", *arguments]
            return timed(lambda: subprocess.run(command, cwd=work, check=True, stdin=subprocess.DEVNULL))

        def copied() -> float:
            return timed(lambda: cut(DEMO, 80.5, 110.5, out, ffmpeg=ffmpeg.path, copy=True))

        late, early, seek = ratio(lambda: at(0.9), lambda: at(0.05), pairs=5)
        print(
            f"5 s at 90 % of {HOURS} h  {late:6.2f} s   at 5 %         {early:6.2f} s   ratio {seek:.2f} (at most 1.15)"
        )
        ours, plain, cost = ratio(finished, bare, pairs=3)
        print(f"30 s finished        {ours:6.2f} s   bare ffmpeg    {plain:6.2f} s   ratio {cost:.2f} (at most 1.10)")
        whole, copy, gain = ratio(finished, copied, pairs=3)
        print(f"30 s finished        {whole:6.2f} s   --copy         {copy:6.2f} s   ratio {gain:.2f} (at least 10)")


def _lengthen(ffmpeg: Path, long: Path) -> float:
    times = round(HOURS * 3600 / 359.2)
    command = [
        str(ffmpeg),
        "-v",
        "error",
        "-y",
        "-stream_loop",
        str(times - 1),
        "-i",
        str(DEMO),
        "-c",
        "copy",
        str(long),
    ]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    return times * 359.2


if __name__ == "__main__":
    main()
