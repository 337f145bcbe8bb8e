"""A file that was cut short is told from one that is whole, wherever it was cut."""

from pathlib import Path

import pytest

from clipper.cut import cut
from clipper.whole import check_jpeg, check_mp4
from live.errors import LiveCueError
from live.ffmpeg import Ffmpeg


def test_a_clip_cut_short_anywhere_is_told(demo: Path, tmp_path: Path, ffmpeg: Ffmpeg) -> None:
    whole = cut(demo / "broadcast.mp4", 10.0, 11.0, tmp_path / "c.mp4", ffmpeg=ffmpeg.path, level=False).path
    data = whole.read_bytes()
    check_mp4(whole)
    for kept in (0, 5, 30, len(data) // 3, len(data) // 2, len(data) - 1):
        whole.write_bytes(data[:kept])
        with pytest.raises(LiveCueError, match="broken"):
            check_mp4(whole)


def test_a_cover_cut_short_is_told(tmp_path: Path) -> None:
    cover = tmp_path / "cover.jpg"
    with pytest.raises(LiveCueError):
        check_jpeg(cover)
    cover.write_bytes(b"\xff\xd8 picture")
    with pytest.raises(LiveCueError):
        check_jpeg(cover)
    cover.write_bytes(b"\xff\xd8 picture \xff\xd9")
    check_jpeg(cover)
