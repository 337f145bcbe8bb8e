"""Hours of broadcast through the whole live path at full speed: does memory stay where it is?

    python -m bench.soak [HOURS]

The feed is made here: a few seconds of the bundled broadcast's speech every ten minutes, a quiet hum between them, and
a comment every two seconds. Recorder, recognition with the real weights, parts and journal run as in `livecue replay`.
Eight hours (unless told otherwise) take about eight minutes on two free cores. Wanted: memory of the last quarter
at most 1.05 times that of the second, of LiveCue and of its recognition process.
"""

import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from statistics import fmean

import msgspec
import psutil

from live.comments.recording import load_comments
from live.ffmpeg import find_ffmpeg
from live.journal import JournalReader

DEMO = Path(__file__).parents[1] / "live" / "demo"
HOURS = 8.0
UNIT = 600
"""Seconds of the feed that are made; the rest is the same again."""

SPOKEN = 12
COMMENT_EVERY = 2.0
WANTED = 1.05

Samples = dict[str, list[tuple[float, float]]]
"""Broadcast time and megabytes, by process."""


def _ffmpeg(*arguments: str) -> None:
    subprocess.run([str(find_ffmpeg().path), "-v", "error", "-nostdin", "-y", *arguments], check=True)


def make_feed(folder: Path, seconds: float) -> Path:
    """The sound of the broadcast."""
    unit, feed = folder / "unit.m4a", folder / "feed.m4a"
    speech = ["-t", f"{SPOKEN}", "-vn", "-i", str(DEMO / "broadcast.mp4")]
    hum = ["-f", "lavfi", "-i", f"anoisesrc=c=brown:a=0.02:r=16000:d={UNIT - SPOKEN}:seed=1"]
    joined = "[0:a]aresample=16000,aformat=channel_layouts=mono[a];[a][1:a]concat=n=2:v=0:a=1"
    _ffmpeg(*speech, *hum, "-filter_complex", joined, "-b:a", "32k", str(unit))
    _ffmpeg("-stream_loop", "-1", "-i", str(unit), "-t", f"{seconds:.0f}", "-c", "copy", str(feed))
    return feed


def make_comments(folder: Path, seconds: float) -> Path:
    """What viewers of the bundled broadcast say, again and again, at an even pace."""
    said = [item for item in load_comments(DEMO / "comments.jsonl").items if hasattr(item, "text")]
    path = folder / "comments.jsonl"
    with path.open("wb") as out:
        for number in range(int(seconds / COMMENT_EVERY)):
            item = said[number % len(said)]
            row = {"id": f"c{number}", "at": number * COMMENT_EVERY, "user": item.user, "text": item.text}
            out.write(msgspec.json.encode(row) + b"\n")
    return path


def watch(command: list[str], journal: Path, every: float = 1.0) -> tuple[Samples, float, int]:
    """Run it; what each of its processes held when, how long it took, and the number of utterances."""
    samples: Samples = defaultdict(list)
    began, at, seen, said = time.perf_counter(), 0.0, 0, 0
    reader: JournalReader | None = None
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        process = psutil.Process(running.pid)
        while running.poll() is None:
            time.sleep(every)
            if reader is None and journal.is_file():
                reader = JournalReader(journal)
            for event in reader.read(after=seen) if reader else ():
                seen, at = event.seq, event.at
                said += event.kind == "utterance"
            for each in [process, *process.children(recursive=True)]:
                try:
                    name = "recognition" if "live.speech.child" in each.cmdline() else each.name()
                    held = each.memory_full_info().uss / 1e6
                except (psutil.NoSuchProcess, psutil.AccessDenied):
                    continue
                samples["LiveCue" if each == process else name].append((at, held))
        if reader is not None:
            reader.close()
    if running.returncode:
        raise SystemExit(f"the replay ended with {running.returncode}")
    return samples, time.perf_counter() - began, said


def quarter(samples: list[tuple[float, float]], which: int, seconds: float) -> float:
    """Mean megabytes in one quarter of the broadcast, from 1."""
    first, last = (which - 1) * seconds / 4, which * seconds / 4
    return fmean(held for at, held in samples if first < at <= last)


def main(hours: float = HOURS) -> None:
    """Prints the memory of both processes in the second quarter, in the last, and the ratio."""
    seconds = hours * 3600
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        command = [sys.executable, "-m", "live.cli", "replay", "--media", str(make_feed(folder, seconds))]
        command += ["--comments", str(make_comments(folder, seconds)), "--catalog", str(DEMO / "catalog.toml")]
        command += ["--out", str(folder / "session"), "--speed", "max", "--no-clips"]
        samples, took, said = watch(command, folder / "session" / "journal.db")
    print(f"{hours:g} h in {took:.0f} s, {said} utterances, {seconds / COMMENT_EVERY:,.0f} comments")
    print(f"{'':14}{'2nd quarter':>14}{'last quarter':>14}{'ratio':>8}   (at most {WANTED})")
    for process in ("LiveCue", "recognition"):
        before, after = (quarter(samples[process], which, seconds) for which in (2, 4))
        print(f"{process:14}{before:>11.0f} MB{after:>11.0f} MB{after / before:>8.3f}")


if __name__ == "__main__":
    main(*map(float, sys.argv[1:2]))
