"""What may come between: a kill, a full disk, a stop, recognition that needs the computer."""

import os
import random
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest

from clipper.control import Control
from clipper.cut import cut
from clipper.exporter import Bench, Exporter
from clipper.process import Stopped, run_ffmpeg
from live.errors import LiveCueError
from live.events import Highlight
from live.ffmpeg import Ffmpeg, Font

WHOLE = {"clip.mp4", "clip.srt", "clip.ass", "cover.jpg", "post.json", "post.md"}
PROGRAM = """
import asyncio, sys
from pathlib import Path
from clipper.exporter import Bench, Exporter
from live.events import Highlight
from live.ffmpeg import find_ffmpeg, find_font

async def main():
    root, media, count = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    exporter = Exporter(root, lambda: [], lambda: media, Bench(find_ffmpeg().path, find_font()))
    for i in range(count):
        made = await exporter.export(Highlight(id=f"h{i}", start=20.0 * i, end=20.0 * i + 1.2, type="mark", score=0.5))
        assert made.state == "done", made.reason

asyncio.run(main())
"""


def seen(clips: Path) -> list[Path]:
    return [p for p in clips.iterdir() if not p.name.startswith(".")] if clips.is_dir() else []


def kill_and_resume(demo: Path, tmp_path: Path, clips: int, kills: int) -> None:
    command = [sys.executable, "-c", PROGRAM, str(tmp_path), str(demo / "broadcast.mp4"), str(clips)]
    pick = random.Random(7)
    for _ in range(kills):
        with subprocess.Popen(command, cwd=Path(__file__).parents[2]) as process:
            time.sleep(pick.uniform(0.5, 4.0))
            process.kill()
        assert all({f.name for f in folder.iterdir()} == WHOLE for folder in seen(tmp_path / "clips"))
    subprocess.run(command, cwd=Path(__file__).parents[2], check=True)
    assert sorted(p.name for p in (tmp_path / "clips").iterdir()) == sorted(f"h{i}" for i in range(clips))


def test_a_killed_export_leaves_nothing_half_and_is_picked_up(demo: Path, tmp_path: Path) -> None:
    kill_and_resume(demo, tmp_path, clips=1, kills=2)


@pytest.mark.slow
def test_ten_exports_killed_twelve_times(demo: Path, tmp_path: Path) -> None:
    kill_and_resume(demo, tmp_path, clips=10, kills=12)


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a script with a shebang")
async def test_a_full_disk_is_named_and_nothing_is_left(demo: Path, tmp_path: Path, font: Font) -> None:
    told = "av_interleaved_write_frame(): No space left on device"
    full = tmp_path / "ffmpeg"
    full.write_text(f"#!{sys.executable}\nimport sys\nsys.stderr.write({told!r})\nsys.exit(228)\n", encoding="utf-8")
    full.chmod(full.stat().st_mode | stat.S_IEXEC)
    exporter = Exporter(tmp_path / "s", list, lambda: demo / "broadcast.mp4", Bench(full, font))
    made = await exporter.export(Highlight(id="h1", start=1.0, end=3.0, type="mark", score=0.5))
    assert made.state == "failed"
    assert "The disk is full" in made.reason
    assert list((tmp_path / "s" / "clips").iterdir()) == []


ENDLESS = ["-re", "-f", "lavfi", "-i", "testsrc=rate=30:size=128x128", "-t", "60", "-f", "null", "-"]


class Running:
    """An ffmpeg that would go on for a minute, and what it tells of its progress."""

    def __init__(self, ffmpeg: Ffmpeg, folder: Path) -> None:
        self.control = Control()
        self.told: list[float] = []
        self.error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, args=(ffmpeg, folder))
        self._thread.start()

    def _run(self, ffmpeg: Ffmpeg, folder: Path) -> None:
        try:
            run_ffmpeg(ffmpeg.path, ENDLESS, folder, on_progress=self.told.append, control=self.control)
        except Stopped as error:
            self.error = error

    def wait_for_more(self, than: int) -> None:
        deadline = time.monotonic() + 10.0
        while len(self.told) <= than:
            assert time.monotonic() < deadline
            time.sleep(0.05)

    def stop(self) -> None:
        self.control.stop()
        self._thread.join(5.0)
        assert not self._thread.is_alive()


def test_a_stop_ends_ffmpeg_at_once(tmp_path: Path, ffmpeg: Ffmpeg) -> None:
    running = Running(ffmpeg, tmp_path)
    running.wait_for_more(0)
    running.stop()
    assert isinstance(running.error, Stopped)


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot hold a process")
def test_held_work_stands_still_until_released(tmp_path: Path, ffmpeg: Ffmpeg) -> None:
    running = Running(ffmpeg, tmp_path)
    try:
        running.wait_for_more(0)
        running.control.hold()
        time.sleep(0.7)
        before = len(running.told)
        time.sleep(1.2)
        assert len(running.told) == before
        running.control.release()
        running.wait_for_more(before)
    finally:
        running.stop()


class Killed:
    """A Python program that says a line when it is where it should be killed."""

    def __init__(self, program: str, *arguments: object) -> None:
        command = [sys.executable, "-c", program, *map(str, arguments)]
        self._process = subprocess.Popen(command, cwd=Path(__file__).parents[2], stdout=subprocess.PIPE)
        assert self._process.stdout is not None
        assert self._process.stdout.readline()
        self.children = psutil.Process(self._process.pid).children(recursive=True)

    def kill(self) -> None:
        self._process.kill()
        self._process.communicate()


def test_no_encoder_outlives_a_killed_export(tmp_path: Path, ffmpeg: Ffmpeg) -> None:
    run = "from clipper.process import run_ffmpeg; from pathlib import Path; import sys, time; "
    run += "run_ffmpeg(Path(sys.argv[1]), sys.argv[3:], Path(sys.argv[2]), on_progress=lambda s: print(s, flush=True))"
    running = Killed(run, ffmpeg.path, tmp_path, *ENDLESS)
    assert any(child.name().startswith("ffmpeg") for child in running.children)
    running.kill()
    _, alive = psutil.wait_procs(running.children, timeout=10)
    assert alive == []


def test_what_a_killed_cut_has_left_goes_with_the_next_and_what_runs_stays(
    demo: Path, tmp_path: Path, ffmpeg: Ffmpeg
) -> None:
    hold = "from clipper.workplace import workplace; from pathlib import Path; import sys, time\n"
    hold += "with workplace(Path(sys.argv[1])) as work: print(work.name, flush=True); time.sleep(60)"
    running, killed = Killed(hold, tmp_path), Killed(hold, tmp_path)
    try:
        killed.kill()
        assert len(list(tmp_path.iterdir())) == 2
        cut(demo / "broadcast.mp4", 0.0, 0.2, tmp_path / "c.mp4", ffmpeg=ffmpeg.path, level=False)
        assert sorted(p.name[:9] for p in tmp_path.iterdir()) == [".livecue-", "c.mp4"]
    finally:
        running.kill()


def test_an_ffmpeg_that_fails_tells_its_last_words(tmp_path: Path, ffmpeg: Ffmpeg) -> None:
    with pytest.raises(LiveCueError, match=r"could not make the clip: .*nothing\.mp4"):
        run_ffmpeg(ffmpeg.path, ["-i", "file:nothing.mp4", "-f", "null", "-"], tmp_path)


def test_an_ffmpeg_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(LiveCueError, match=r"ffmpeg at /nowhere/ffmpeg does not start: No such file.*doctor"):
        run_ffmpeg(Path("/nowhere/ffmpeg"), ["-version"], tmp_path)
