"""A session that is killed again and again ends as if nothing had happened."""

import random
import subprocess
import sys
import time
from pathlib import Path

from live.commands.journal import cue_rows
from live.errors import BadInput
from live.events import Comment
from live.journal import JournalReader

ROOT = Path(__file__).parents[2]


def start(out: Path, demo: Path, speed: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "live.cli", "replay", "--out", str(out), "--speed", speed, "--no-clips"]
    command += ["--comments", str(demo / "comments.jsonl"), "--catalog", str(demo / "catalog.toml")]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)


def comment_ids(out: Path) -> list[str]:
    """Ids of the comments that are committed."""
    try:
        with JournalReader(out / "journal.db") as reader:
            return [e.data.id for e in reader.read(kind="comment") if isinstance(e.data, Comment)]
    except BadInput:
        return []  # the process has not yet come as far as making a journal


def test_twenty_kills_lose_no_committed_comment_double_none_and_leave_the_same_board(
    tmp_path: Path, demo: Path
) -> None:
    undisturbed, killed = tmp_path / "undisturbed", tmp_path / "killed"
    with start(undisturbed, demo, "max") as whole:
        assert whole.wait(60) == 0

    chance = random.Random(20)
    before: list[str] = []
    for _ in range(20):
        with start(killed, demo, "40") as running:
            until = time.monotonic() + 30
            while len(comment_ids(killed)) <= len(before) and time.monotonic() < until:
                time.sleep(0.01)
            time.sleep(chance.uniform(0.0, 0.3))
            committed = comment_ids(killed)
            running.kill()
        before = comment_ids(killed)
        assert before[: len(committed)] == committed
        assert len(before) == len(set(before))
    assert 20 <= len(before) < 328, "the kills must fall into the broadcast"
    with start(killed, demo, "max") as last:
        assert last.wait(60) == 0
    assert comment_ids(killed) == comment_ids(undisturbed)
    assert cue_rows(killed) == cue_rows(undisturbed)
