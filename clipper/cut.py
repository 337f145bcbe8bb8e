"""One clip, to the frame."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from clipper import graph
from clipper.control import Control
from clipper.copying import Unsafe, copy_cut
from clipper.encoder import SOFTWARE, Encoder
from clipper.follow import camera_for
from clipper.fonts import lay_out
from clipper.loudness import gain_for
from clipper.process import full, is_full, run_ffmpeg
from clipper.subtitles import to_ass
from clipper.take import open_source
from clipper.whole import check_mp4
from clipper.workplace import workplace
from live.errors import BadInput
from live.ffmpeg import Font
from live.recording import Recording


@dataclass(frozen=True)
class Cut:
    """What came of a cut."""

    path: Path
    seconds: float
    copied: bool = False
    """Whether the picture in the middle is the original's, bit by bit."""
    why: str = ""
    """With `copy` asked for and not done: why not."""
    gaps: tuple[tuple[float, float], ...] = ()
    """Seconds that were not recorded and are missing."""


def cut(
    media: Path | Recording,
    start: float,
    end: float,
    out: Path,
    *,
    ffmpeg: Path,
    font: Font | None = None,
    copy: bool = False,
    vertical: bool = False,
    follow: bool = False,
    subtitles: Path | None = None,
    encoder: Encoder = SOFTWARE,
    level: bool = True,
    on_progress: Callable[[float], None] | None = None,
    control: Control | None = None,
) -> Cut:
    """Write `start` to `end` of `media` to `out` (MP4); the first and last frame are those asked for.

    A file is cut by its own time, a recording by broadcast time. `subtitles` is an SRT or ASS file that is burned in.
    `follow` lets an upright clip of a wide picture follow the person, where there is one and the extra is installed.
    `level` brings the sound to -14 LUFS. `on_progress` is told the share done, 0 to 1. The file appears at `out` when
    it is whole, and not before. Raises BadInput, DiskFull, Stopped or LiveCueError.
    """
    if out.suffix.lower() not in {".mp4", ".m4v", ".mov"}:
        named = f"name it {out.with_suffix('.mp4').name} instead of {out.name}" if out.name else f"{out} names no file"
        raise BadInput(f"A clip is an MP4 file: {named}.")
    if copy and (vertical or subtitles):
        raise BadInput("--copy leaves the picture as it is: without --vertical and --subtitles.")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with workplace(out.parent) as work:
            source = open_source(media, start, end, work)
            done = _progress(on_progress, source.seconds)
            why = ""
            if copy:
                try:
                    copied = copy_cut(source, work, ffmpeg)
                    check_mp4(copied)
                    copied.replace(out)
                    return Cut(out, source.seconds, copied=True, gaps=source.gaps)
                except Unsafe as unsafe:
                    why = str(unsafe)
            size = (graph.WIDTH, graph.HEIGHT) if vertical else (source.width, source.height)
            family = font.family if font else ""
            look = graph.Look(
                vertical=vertical,
                camera=camera_for(source, work, ffmpeg, control) if vertical and follow else None,
                subtitles=to_ass(subtitles, work, family, size) if subtitles else "",
                fonts=lay_out(font, work) if subtitles and font else "",
                gain=gain_for(ffmpeg, source, work, control) if level else None,
            )
            arguments = graph.clip(source, look, "file:whole.mp4", encoder.options)
            run_ffmpeg(ffmpeg, arguments, work, on_progress=done, control=control)
            check_mp4(work / "whole.mp4")
            (work / "whole.mp4").replace(out)
    except OSError as error:
        if is_full(error):
            raise full(out.parent) from error
        raise BadInput(f"{out} cannot be written: {error.strerror}.") from error
    return Cut(out, source.seconds, why=why, gaps=source.gaps)


def _progress(on_progress: Callable[[float], None] | None, seconds: float) -> Callable[[float], None] | None:
    if on_progress is None:
        return None
    on_progress(0.0)
    return lambda written: on_progress(min(1.0, written / max(seconds, 0.01)))
