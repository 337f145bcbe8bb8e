"""Files that ffmpeg cannot seek to the frame, and files that somebody else is still writing."""

import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from clipper.cut import cut
from clipper.media import near
from live.errors import BadInput
from live.ffmpeg import Ffmpeg
from tests.clipper.test_frame_truth import check

SECONDS = 24
WRITTEN = 0.7
"""Share of a file that has been written so far."""


Make = Callable[[str], Path]


@pytest.fixture(scope="module")
def media(tmp_path_factory: pytest.TempPathFactory, ffmpeg: Ffmpeg) -> Make:
    """The first seconds of the bundled broadcast, as another program records them."""
    demo = Path(__file__).parents[2] / "live" / "demo" / "broadcast.mp4"
    folder = tmp_path_factory.mktemp("media")

    @cache
    def make(name: str) -> Path:
        path = folder / name
        command = [ffmpeg.path, "-v", "error", "-t", str(SECONDS), "-i", demo, "-c", "copy"]
        # As OBS writes it: the length is put in when the recording has ended.
        command += ["-flvflags", "no_duration_filesize"] if path.suffix == ".flv" else []
        subprocess.run([*command, path], check=True)
        if path.stem == "growing":
            data = path.read_bytes()
            path.write_bytes(data[: int(len(data) * WRITTEN)])
        return path

    return make


def cases() -> Iterator[object]:
    """A few of them in every run, all in a slow one."""
    for name in ("whole.ts", "growing.ts", "growing.flv"):
        for start, end, copy in [(0.868, 1.5, False), (9.1, 9.7, False), (14.0, 14.6, False), (5.5, 10.2, True)]:
            always = (name, start) in {("whole.ts", 9.1), ("growing.flv", 0.868)} or (copy and name != "growing.ts")
            yield pytest.param(name, start, end, copy, marks=[] if always else [pytest.mark.slow])


@pytest.mark.parametrize(("name", "start", "end", "copy"), list(cases()))
def test_they_are_cut_to_the_frame(
    demo: Path, media: Make, tmp_path: Path, ffmpeg: Ffmpeg, name: str, start: float, end: float, copy: bool
) -> None:
    done = cut(media(name), start, end, tmp_path / "c.mp4", ffmpeg=ffmpeg.path, copy=copy, level=False)
    assert (done.copied, done.gaps) == (copy, ())
    begins = near(media(name), 0.0).frame  # these formats begin with the sound, a frame before the picture
    assert begins is not None
    check(demo / "broadcast.mp4", done.path, start - begins, end - begins, ffmpeg)


@pytest.mark.parametrize("name", ["growing.ts", "growing.flv"])
def test_where_they_end_is_read_from_the_file_and_told(media: Make, tmp_path: Path, ffmpeg: Ffmpeg, name: str) -> None:
    done = cut(media(name), 13.5, 99.0, tmp_path / "c.mp4", ffmpeg=ffmpeg.path, copy=True)
    assert len(done.gaps) == 1
    assert done.gaps[0] == (pytest.approx(SECONDS * WRITTEN, abs=1.5), 99.0)
    assert done.seconds == pytest.approx(done.gaps[0][0] - 13.5, abs=0.05)
    assert near(done.path, 99.0).end == pytest.approx(done.seconds, abs=0.15)
    with pytest.raises(BadInput, match=r"s long; there is nothing at 50 s"):
        cut(media(name), 50.0, 51.0, tmp_path / "d.mp4", ffmpeg=ffmpeg.path)
