"""The cover: a sharp, well-lit frame of the clip, with its title set in type."""

from dataclasses import dataclass
from pathlib import Path

import pysubs2

from clipper import graph
from clipper.camera import Camera
from clipper.control import Control
from clipper.fonts import lay_out
from clipper.lines import break_lines, phrases, width
from clipper.process import run_ffmpeg
from clipper.subtitles import HEIGHT, LIBASS, SAFE_RIGHT, SAFE_TOP, WIDTH, plain
from clipper.take import Source, open_source
from live.ffmpeg import Font
from live.recording import Recording

_THUMB = 180
"""Pixels: wide enough to tell a sharp frame from a blurred one."""
_LOOKED_AT = 24
"""Frames that are compared."""
_TITLE_LINE = 8.0
"""Full-width characters in a line of the largest type."""
_TITLE_LINE_AT_MOST = 11.0
"""The same of the smallest: a title whose parts fit is broken at its punctuation, and set smaller."""
_TITLE_LINES = 3
_TITLE_SIZE = 88


@dataclass(frozen=True)
class Cover:
    """Where the cover was taken from, in media time."""

    path: Path
    at: float


def make_cover(
    media: Path | Recording,
    start: float,
    end: float,
    title: str,
    work: Path,
    *,
    ffmpeg: Path,
    font: Font,
    camera: Camera | None = None,
    control: Control | None = None,
) -> Cover:
    """Write `cover.jpg` (1080x1920) into `work`: the sharpest frame between `start` and `end` that is not black,
    framed by the clip's `camera`.
    """
    source = open_source(media, start, end, work)
    every = max(0.2, source.seconds / _LOOKED_AT)
    run_ffmpeg(ffmpeg, graph.thumbnails(source, _THUMB, every), work, control=control)
    offset = every * _sharpest(work / "frames.gray", source)
    at = start + offset
    for gap_start, gap_end in source.gaps:  # what was not recorded is no part of the clip
        at += gap_end - gap_start if at >= gap_start else 0.0
    (work / "frames.gray").unlink(missing_ok=True)
    (work / "cover.ass").write_text(title_ass(title, font.family), encoding="utf-8")
    framed = camera.at(offset) if camera else None
    look = graph.Look(vertical=True, camera=framed, subtitles="cover.ass", fonts=lay_out(font, work))
    last = open_source(media, min(at, end - 0.05), end, work)
    run_ffmpeg(ffmpeg, graph.still(last, look, "file:cover.jpg"), work, control=control)
    (work / "cover.ass").unlink()
    return Cover(work / "cover.jpg", at)


def title_ass(title: str, family: str) -> str:
    """The title as an ASS file for one picture: large, at the top of the safe area."""
    lines = _title_lines(plain(title).rstrip("。，,."))
    size = _TITLE_SIZE * min(1.0, _TITLE_LINE / max((width(line) for line in lines), default=1.0))
    file = pysubs2.SSAFile()
    file.info = {"ScriptType": "v4.00+", "PlayResX": str(WIDTH), "PlayResY": str(HEIGHT), "WrapStyle": "2"}
    file.styles["Default"] = pysubs2.SSAStyle(
        fontname=family, fontsize=round(size * LIBASS), bold=True, primarycolor=pysubs2.Color(255, 255, 255),
        outlinecolor=pysubs2.Color(16, 16, 16), outline=7, shadow=3, alignment=pysubs2.Alignment.TOP_CENTER,
        marginl=SAFE_RIGHT, marginr=SAFE_RIGHT, marginv=SAFE_TOP + 40,
    )  # fmt: skip
    file.append(pysubs2.SSAEvent(start=0, end=3_600_000, text=r"\N".join(lines)))
    return str(file.to_string("ass"))


def _title_lines(title: str) -> list[str]:
    parts = [part.rstrip("，,、；;") for part in phrases(title)]
    if 1 <= len(parts) <= _TITLE_LINES and all(width(part) <= _TITLE_LINE_AT_MOST for part in parts):
        return parts
    lines = break_lines(title, _TITLE_LINE)
    if len(lines) > _TITLE_LINES:
        last = lines[_TITLE_LINES - 1]
        lines = [*lines[: _TITLE_LINES - 1], (last if last.isascii() else last[:-1]) + "…"]
    return lines


def _sharpest(path: Path, source: Source) -> int:
    """Index of the frame with the most detail among those neither dark nor burnt out."""
    import numpy as np

    height = 2 * round(_THUMB * source.height / source.width / 2)
    frames = np.fromfile(path, dtype=np.uint8)
    frames = frames[: len(frames) // (height * _THUMB) * height * _THUMB].reshape(-1, height, _THUMB).astype(np.float32)
    if not len(frames):
        return 0
    light = frames.mean(axis=(1, 2))
    across = 4 * frames[:, 1:-1, 1:-1] - frames[:, :-2, 1:-1] - frames[:, 2:, 1:-1]
    detail = (across - frames[:, 1:-1, :-2] - frames[:, 1:-1, 2:]).var(axis=(1, 2))
    usual = float(np.median(light))
    good = (light > max(16.0, 0.6 * usual)) & (light < 240.0) & (frames.std(axis=(1, 2)) > 8.0)
    # The first and last frames are often in the middle of a movement or a cut.
    if len(frames) > 6:
        good[0] = good[-1] = False
    return int(np.argmax(np.where(good, detail, detail * 1e-6)))
