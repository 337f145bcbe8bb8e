"""A disk that is really full: a small file system in memory, where this may be mounted."""

import asyncio
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from clipper.exporter import Bench, Exporter
from live.config import Settings
from live.events import Comment, Highlight
from live.ffmpeg import Ffmpeg, Font
from live.room import Room
from live.session import SessionFolder

WHOLE = {"clip.mp4", "clip.srt", "clip.ass", "cover.jpg", "post.json", "post.md"}
LONG = Highlight(id="h1", start=255.0, end=259.0, type="mark", score=0.9, title="转圈")


def mount(folder: Path, options: str) -> bool:
    if sys.platform != "linux" or shutil.which("mount") is None:
        return False
    told = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], capture_output=True, check=False
    )
    return told.returncode == 0


def leave(disk: Path, free: int) -> None:
    """Fill the disk up to `free` bytes."""
    (disk / "other").write_bytes(bytes(shutil.disk_usage(disk).free - free))


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of thirty megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if not mount(folder, "size=30m"):
        pytest.skip("no file system may be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True, capture_output=True)


@pytest.mark.slow
async def test_a_clip_that_does_not_fit_is_told_and_the_broadcast_goes_on(
    demo: Path, disk: Path, ffmpeg: Ffmpeg, font: Font
) -> None:
    folder = SessionFolder(disk / "session")
    with Room(folder, Settings()) as room:
        exporter = Exporter(folder.root, room.journal.read, lambda: demo / "broadcast.mp4", Bench(ffmpeg.path, font))
        # The font that is laid out beside the clip has room; what is encoded has not.
        leave(disk, font.file.stat().st_size + 250_000)
        made = asyncio.create_task(exporter.export(LONG))
        written = 0
        while not made.done():
            room.put(Comment(id=f"c{written}", text="主播好", user="a"), float(written))
            written += 1
            await asyncio.sleep(0.02)
        clip = made.result()
        assert clip.state == "failed"
        assert "The disk is full" in clip.reason
        assert str(folder.clips) in clip.reason
        assert list(folder.clips.iterdir()) == [], "nothing half is left, so the disk has its room again"
        room.put(clip, room.state.now)
        room.put(Comment(id="after", text="还在吗", user="b"), room.state.now + 1.0)
        room.journal.flush()
        kept = [e.data.id for e in room.journal.read() if isinstance(e.data, Comment)]
        assert kept == [*(f"c{i}" for i in range(written)), "after"]
        (disk / "other").unlink()
        assert mount(disk, "remount,size=60m")
        assert (await exporter.export(LONG)).state == "done", "after some space was freed"
        assert {p.name for p in (folder.clips / "h1").iterdir()} == WHOLE


def test_livecue_clip_says_that_the_disk_is_full_and_leaves_nothing(demo: Path, disk: Path) -> None:
    leave(disk, 30_000)
    command = [sys.executable, "-m", "live.cli", "clip", demo / "broadcast.mp4", "--start", "20", "--end", "24"]
    done = subprocess.run(
        [*map(str, command), "--out", str(disk / "c.mp4")], capture_output=True, text=True, check=False,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert done.returncode == 1
    assert "The disk is full" in done.stderr
    assert "Traceback" not in done.stderr
    assert [p.name for p in disk.iterdir()] == ["other"]
