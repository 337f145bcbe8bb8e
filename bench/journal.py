"""Journal appends against raw SQLite inserts in the same batches. Wanted: at least 0.5 of the raw rate."""

import sqlite3
import tempfile
import time
from pathlib import Path

from bench._pairs import ratio
from live.events import Comment
from live.journal import Journal

EVENTS = 40_000
BATCH = 500


def _journal() -> float:
    with tempfile.TemporaryDirectory() as folder, Journal(Path(folder) / "journal.db") as journal:
        began = time.perf_counter()
        for number in range(EVENTS):
            journal.append(Comment(id=str(number), text="胖子能穿吗", user="一百八的小仙女"), at=number / 100)
        journal.flush()
        return EVENTS / (time.perf_counter() - began)


def _raw() -> float:
    row = '{"kind":"comment","id":"%d","text":"胖子能穿吗","user":"一百八的小仙女"}'
    with tempfile.TemporaryDirectory() as folder:
        connection = sqlite3.connect(Path(folder) / "raw.db", isolation_level=None)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(
            "CREATE TABLE event (seq INTEGER PRIMARY KEY, at REAL, wall REAL, cause INTEGER, kind TEXT, data TEXT)"
        )
        connection.execute("CREATE INDEX event_kind ON event (kind, seq)")
        began = time.perf_counter()
        for first in range(0, EVENTS, BATCH):
            connection.execute("BEGIN")
            connection.executemany(
                "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?)",
                [(n + 1, n / 100, time.time(), None, "comment", row % n) for n in range(first, first + BATCH)],
            )
            connection.execute("COMMIT")
        rate = EVENTS / (time.perf_counter() - began)
        connection.close()
        return rate


def main() -> None:
    ours, raw, share = ratio(_journal, _raw)
    print(f"journal.append, committed   {ours:>10,.0f} events/s")
    print(f"raw SQLite, batches of {BATCH}   {raw:>10,.0f} events/s")
    print(f"ratio                       {share:>10.2f}   (wanted: at least 0.5)")
