"""A hidden folder to work in, beside where the result goes: on the same disk, so that it appears there in one step."""

import contextlib
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

_PREFIX = ".livecue-"
_LOCK = "in-use"
_YOUNG = 60.0
"""Seconds for which a folder without a lock may be one that is just being made."""


@contextlib.contextmanager
def workplace(beside: Path) -> Iterator[Path]:
    """A folder in `beside` that is gone at the end. What a killed process has left there before goes as well; what
    another one works in stays.
    """
    for left in beside.glob(f"{_PREFIX}*"):
        if left.is_dir() and not _in_use(left):
            shutil.rmtree(left, ignore_errors=True)
    with (
        tempfile.TemporaryDirectory(prefix=_PREFIX, dir=beside) as name,
        # A lock of SQLite is one that every system has, and takes back when the process is killed.
        contextlib.closing(sqlite3.connect(Path(name) / _LOCK, isolation_level=None)) as lock,
    ):
        with contextlib.suppress(sqlite3.Error):  # a file system without locks: the folder's age must do
            lock.execute("BEGIN EXCLUSIVE")
        yield Path(name)


def _in_use(folder: Path) -> bool:
    try:
        if not (folder / _LOCK).exists():
            return time.time() - folder.stat().st_mtime < _YOUNG
        with contextlib.closing(sqlite3.connect(folder / _LOCK, timeout=0.0, isolation_level=None)) as lock:
            lock.execute("BEGIN EXCLUSIVE")
    except (OSError, sqlite3.Error):
        return True
    return False
