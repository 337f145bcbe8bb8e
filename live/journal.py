"""The journal: everything that happens in a broadcast, in order, in one SQLite file.

One process writes (`Journal`), any number read (`JournalReader`), while it is being written or long after. Appends
are numbered at once and committed together at most `COMMIT_WITHIN` seconds later by a thread of its own, so that a
burst costs one transaction and nobody waits for the disk. What follows from an event (`live.fold`) is appended
before anything else can be, and a commit takes all that is waiting: a crash leaves a prefix, never a hole.
"""

import asyncio
import contextlib
import sqlite3
import threading
import time
from collections import deque
from collections.abc import AsyncGenerator, Callable, Collection, Iterator
from pathlib import Path

from live.errors import BadInput, LiveCueError
from live.events import AnyPayload, Event, decode, encode

SCHEMA_VERSION = 1
COMMIT_WITHIN = 0.05
"""Seconds from an append to its commit, at most (while the disk takes writes)."""

RECENT = 8192
"""Events kept in memory for readers in this process; older ones they read from the file."""

RETRY_AFTER = 1.0
"""Seconds between tries while the disk is full or out of reach."""

MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE event (
        seq INTEGER PRIMARY KEY, at REAL NOT NULL, wall REAL NOT NULL, cause INTEGER, kind TEXT NOT NULL,
        data TEXT NOT NULL
    );
    CREATE INDEX event_kind ON event (kind, seq);
    """,
)
"""Statement i brings a journal from version i to i + 1. Never change one that has been released; add another."""

_ROWS = 100
"""Rows that one INSERT takes: each statement lets go of the interpreter and must win it back from the appender."""

_INSERT = "INSERT INTO event (seq, at, wall, cause, kind, data) VALUES "
_VALUES = "(?, ?, ?, ?, ?, ?)"
_SELECT = "SELECT seq, at, wall, cause, data FROM event WHERE seq > ?"


def _event(row: tuple[int, float, float, int | None, str]) -> Event:
    return Event(seq=row[0], at=row[1], wall=row[2], cause=row[3], data=decode(row[4]))


def _version(connection: sqlite3.Connection, path: Path) -> int:
    """The schema version of the file. Raises BadInput when it is not a journal, or a newer one."""
    try:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.DatabaseError as error:
        raise BadInput(f"{path} is not a LiveCue journal ({error}). Name another session folder.") from error
    if version > SCHEMA_VERSION:
        raise BadInput(
            f"{path} was written by a newer LiveCue (journal version {version}, this one knows {SCHEMA_VERSION}). "
            "Update LiveCue, or name another session folder. Nothing was changed."
        )
    return version


class JournalReader:
    """Reads a journal that another process, or this one, writes."""

    def __init__(self, path: Path) -> None:
        """Raises BadInput when there is no journal at `path`, or not one this version can read."""
        if not path.is_file():
            raise BadInput(f"No journal at {path}. Is this a session folder? `livecue sessions` lists them.")
        self.path = path
        self._connection = sqlite3.connect(f"file:{path.as_posix()}?mode=ro", uri=True, check_same_thread=False)
        try:
            if _version(self._connection, path) == 0:
                raise BadInput(f"{path} holds no journal yet. Start a broadcast with this session folder first.")
        except BadInput:
            self._connection.close()
            raise

    def __enter__(self) -> "JournalReader":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._connection.close()

    def read(self, after: int = 0, kind: str | None = None, limit: int | None = None) -> Iterator[Event]:
        """Committed events with `seq` above `after`, in order; of one kind where it is given."""
        query, values = _SELECT, [after]  # type: tuple[str, list[object]]
        if kind is not None:
            query, values = query + " AND kind = ?", [*values, kind]
        query += " ORDER BY seq"
        if limit is not None:
            query, values = query + " LIMIT ?", [*values, limit]
        for row in self._connection.execute(query, values):
            yield _event(row)

    async def follow(self, after: int = 0, poll: float = 0.02) -> AsyncGenerator[Event, None]:
        """Events as they are committed, each once and in order, without end. Looks every `poll` seconds."""
        while True:
            batch = list(self.read(after, limit=1000))
            for event in batch:
                yield event
                after = event.seq
            if not batch:
                await asyncio.sleep(poll)


class _Follower:
    """A reader in this process that waits for more. A burst wakes it once: waking a loop costs more than an append."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.told = asyncio.Event()
        self._rung = False

    def ring(self) -> None:
        """There is more. Called when it has been numbered already, from any thread."""
        if not self._rung:
            self._rung = True
            self.loop.call_soon_threadsafe(self.told.set)

    def listen(self) -> None:
        """What is numbered from now on rings again; look for what is there after this, not before."""
        self.told.clear()
        self._rung = False


class Journal:
    """The one writer. Safe to append to from any thread; events are numbered in the order of the calls."""

    def __init__(self, path: Path, on_trouble: Callable[[str], None] | None = None) -> None:
        """Opens or makes the journal at `path`. `on_trouble` is told, from the writing thread, when the disk does not
        take what is appended (it is kept and tried again), and with "" when it does again.

        Raises BadInput when the file is no journal or a newer one, LiveCueError when another process writes it.
        """
        self.path = path
        self._on_trouble = on_trouble or (lambda _: None)
        path.parent.mkdir(parents=True, exist_ok=True)
        self._guard = self._lock_out_others(path.with_suffix(".lock"))
        self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        try:
            self._prepare()
        except BaseException:  # whatever it was, also a Ctrl-C: the lock must not outlive the attempt
            self._connection.close()
            self._guard.close()
            raise
        self._seq = int(self._connection.execute("SELECT coalesce(max(seq), 0) FROM event").fetchone()[0])
        self._recent: deque[Event] = deque(maxlen=RECENT)
        self._pending: list[Event] = []
        self._committed = self._seq
        self._trouble = ""
        self._closing = False
        self._hurry = False
        self._changed = threading.Condition()
        self._followers: set[_Follower] = set()
        self._writer = threading.Thread(target=self._write, name="journal", daemon=True)
        self._writer.start()

    def __enter__(self) -> "Journal":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @staticmethod
    def _lock_out_others(path: Path) -> sqlite3.Connection:
        """A lock that every platform has and that the system lets go when the process dies, however it dies."""
        guard = sqlite3.connect(path, timeout=0.2, isolation_level=None, check_same_thread=False)
        try:
            guard.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            guard.close()
            raise LiveCueError(
                f"Another LiveCue is writing to {path.parent}. Stop it first, or name another session folder."
            ) from error
        return guard

    def _prepare(self) -> None:
        version = _version(self._connection, self.path)
        self._connection.execute("PRAGMA journal_mode = WAL")
        # In WAL mode NORMAL survives a killed process; only a power cut can take the last moments.
        self._connection.execute("PRAGMA synchronous = NORMAL")
        for number, statements in enumerate(MIGRATIONS[version:], start=version + 1):
            self._connection.executescript(f"BEGIN; {statements} PRAGMA user_version = {number}; COMMIT;")

    @property
    def last_seq(self) -> int:
        """`seq` of the newest event, committed or not; 0 when there is none."""
        return self._seq

    @property
    def trouble(self) -> str:
        """Why the disk does not take what is appended, or ""."""
        return self._trouble

    def append(self, data: AnyPayload, at: float, cause: int | None = None) -> Event:
        """Number an event and hand it to every reader in this process; it is on disk at most COMMIT_WITHIN later."""
        with self._changed:
            if self._closing:
                raise LiveCueError("The journal is closed; nothing more can be appended.")
            self._seq += 1
            event = Event(seq=self._seq, at=round(at, 3), wall=time.time(), cause=cause, data=data)
            self._recent.append(event)
            self._pending.append(event)
            if len(self._pending) == 1:
                self._changed.notify_all()
            for follower in self._followers:
                follower.ring()
        return event

    def flush(self, timeout: float = 10.0) -> None:
        """Wait until all that was appended is committed. Raises LiveCueError when it is not within `timeout` s."""
        with self._changed:
            target = self._seq
            self._hurry = True
            self._changed.notify_all()
            if not self._changed.wait_for(lambda: self._committed >= target, timeout):
                raise LiveCueError(
                    f"{target - self._committed} events could not be written to {self.path}"
                    f"{': ' + self._trouble if self._trouble else ''}. Free some space on this disk."
                )

    def close(self) -> None:
        """Commit what is left and let go of the file. Raises LiveCueError when the disk does not take it."""
        if self._closing:
            return
        try:
            self.flush()
        finally:
            with self._changed:
                self._closing = True
                self._changed.notify_all()
            self._writer.join()
            self._connection.close()
            self._guard.close()

    def read(self, after: int = 0) -> Iterator[Event]:
        """All events with `seq` above `after` up to the newest at the time of the call, in order."""
        until = self._seq
        while after < until:
            for event in self._page(after, until):
                yield event
                after = event.seq

    def last_cause(self, kinds: Collection[str]) -> int:
        """The highest `cause` among committed events of these kinds; 0 when there is none."""
        marks = ",".join("?" * len(kinds))
        query = f"SELECT coalesce(max(cause), 0) FROM event WHERE kind IN ({marks})"  # noqa: S608
        with contextlib.closing(sqlite3.connect(self.path)) as connection:
            return int(connection.execute(query, list(kinds)).fetchone()[0])

    async def follow(self, after: int = 0) -> AsyncGenerator[Event, None]:
        """Events as they are appended, each once and in order, until the journal is closed.

        A slow reader holds nobody up: what has left memory it gets from the file.
        """
        follower = _Follower(asyncio.get_running_loop())
        with self._changed:
            self._followers.add(follower)
        try:
            while True:
                follower.listen()
                for event in self.read(after):
                    yield event
                    after = event.seq
                if self._closing:
                    return
                if after == self._seq:
                    await follower.told.wait()
        finally:
            with self._changed:
                self._followers.discard(follower)

    def _page(self, after: int, until: int) -> list[Event]:
        with self._changed:
            if self._recent and self._recent[0].seq <= after + 1:
                first = self._recent[0].seq
                return [self._recent[i - first] for i in range(after + 1, min(until, self._seq) + 1)]
            oldest = self._recent[0].seq if self._recent else self._seq + 1
        if self._committed < oldest - 1:
            self.flush()
        with contextlib.closing(sqlite3.connect(self.path)) as connection:
            rows = connection.execute(_SELECT + " AND seq <= ? ORDER BY seq LIMIT 2000", (after, until)).fetchall()
        return [_event(row) for row in rows]

    def _write(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._pending or self._closing)
                if not self._pending:
                    break
                self._changed.wait_for(lambda: self._hurry or self._closing, COMMIT_WITHIN / 2)
                batch, self._pending = self._pending, []
            if not self._commit(batch):
                break
        for follower in list(self._followers):
            if not follower.loop.is_closed():
                follower.loop.call_soon_threadsafe(follower.told.set)

    def _commit(self, batch: list[Event]) -> bool:
        """Write the batch, trying again while the disk does not take it. False when told to close meanwhile."""
        while True:
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                for first in range(0, len(batch), _ROWS):
                    # Encoded as they are written: a burst takes no second copy of itself in memory.
                    values: list[object] = []
                    for e in batch[first : first + _ROWS]:
                        values += (e.seq, e.at, e.wall, e.cause, e.kind, str(encode(e.data), "utf-8"))
                    self._connection.execute(_INSERT + ", ".join([_VALUES] * (len(values) // 6)), values)
                self._connection.execute("COMMIT")
            except sqlite3.OperationalError as error:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                if str(error) != self._trouble:
                    self._trouble = str(error)
                    self._on_trouble(self._trouble)
                with self._changed:
                    if self._changed.wait_for(lambda: self._closing, RETRY_AFTER):
                        return False
            else:
                if self._trouble:
                    self._trouble = ""
                    self._on_trouble("")
                with self._changed:
                    self._committed = batch[-1].seq
                    self._hurry = False
                    self._changed.notify_all()
                return True
