"""A session that is killed again and again ends as if nothing had happened."""

import contextlib
import multiprocessing
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from multiprocessing.process import BaseProcess
from pathlib import Path

from live.commands.journal import cue_rows
from live.commands.replay import run_replay
from live.errors import BadInput
from live.events import Comment, Event
from live.journal import JournalReader

ROOT = Path(__file__).parents[2]

# Where the system can fork, the twenty processes come from one that has read words and rules already.
HOW = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
PROCESSES = multiprocessing.get_context(HOW)
PROCESSES.set_forkserver_preload(["tests.replays.ready"])


def replay(out: Path, demo: Path) -> None:
    """To its end, by the command."""
    command = [sys.executable, "-m", "live.cli", "replay", "--out", str(out), "--speed", "max", "--no-clips"]
    command += ["--comments", str(demo / "comments.jsonl"), "--catalog", str(demo / "catalog.toml")]
    subprocess.run(command, cwd=ROOT, stderr=subprocess.DEVNULL, timeout=60, check=True)


@contextlib.contextmanager
def replaying(out: Path, demo: Path) -> Iterator[BaseProcess]:
    """The same in a process that takes its time, and that is there to be killed."""
    comments, catalog = demo / "comments.jsonl", demo / "catalog.toml"
    settings = {"config": None, "speed": 40.0, "clips": False}
    process = PROCESSES.Process(target=run_replay, args=(None, comments, catalog, out), kwargs=settings)
    process.start()
    try:
        yield process
    finally:
        process.kill()
        process.join()
        process.close()


def comments(out: Path, after: int = 0) -> list[Event]:
    """The comments that are committed, with `seq` above `after`."""
    try:
        with JournalReader(out / "journal.db") as reader:
            return list(reader.read(after, kind="comment"))
    except BadInput:
        return []  # the process has not yet come as far as making a journal


def comment_ids(out: Path) -> list[str]:
    return [e.data.id for e in comments(out) if isinstance(e.data, Comment)]


def test_twenty_kills_lose_no_committed_comment_double_none_and_leave_the_same_board(
    tmp_path: Path, demo: Path
) -> None:
    undisturbed, killed = tmp_path / "undisturbed", tmp_path / "killed"
    replay(undisturbed, demo)

    chance = random.Random(20)
    before: list[str] = []
    for _ in range(20):
        newest = max((event.seq for event in comments(killed)), default=0)
        with replaying(killed, demo):
            until = time.monotonic() + 30
            while not comments(killed, after=newest) and time.monotonic() < until:
                time.sleep(0.02)
            time.sleep(chance.uniform(0.0, 0.3))
            committed = comment_ids(killed)
        before = comment_ids(killed)
        assert before[: len(committed)] == committed
        assert len(before) == len(set(before))
    assert 20 <= len(before) < 328, "the kills must fall into the broadcast"
    replay(killed, demo)
    assert comment_ids(killed) == comment_ids(undisturbed)
    assert cue_rows(killed) == cue_rows(undisturbed)
