"""What a reader and a writer of the journal can rely on."""

import asyncio
import sqlite3
import subprocess
import sys
import textwrap
import threading
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live.errors import BadInput, LiveCueError
from live.events import Comment, Cue, Event, Session, Utterance, Word, decode, encode
from live.journal import RECENT, SCHEMA_VERSION, Journal, JournalReader


def comment(number: int) -> Comment:
    return Comment(id=f"c{number}", text="有大码吗")


def test_what_was_appended_is_read_back_in_order_and_whole(tmp_path: Path) -> None:
    said = Utterance(start=1.0, end=2.5, text="三个加大码", words=(Word(1.0, 1.4, "三个"),), confidence=0.8)
    with Journal(tmp_path / "journal.db") as journal:
        journal.append(Session(state="started", title="晚场"), at=0)
        journal.append(said, at=2.9)
        journal.append(Cue(group="g1", state="open", answer=None), at=3.0, cause=2)
    with JournalReader(tmp_path / "journal.db") as reader:
        events = list(reader.read())
    assert [(e.seq, e.at, e.cause, e.kind) for e in events] == [
        (1, 0, None, "session"),
        (2, 2.9, None, "utterance"),
        (3, 3.0, 2, "cue"),
    ]
    assert events[1].data == said


def test_the_row_of_the_contract_has_its_six_keys(journal: Journal) -> None:
    row = journal.append(comment(1), at=1.5).as_dict()
    assert list(row) == ["seq", "at", "wall", "cause", "kind", "data"]
    assert row["kind"] == "comment"
    assert row["data"] == {"id": "c1", "text": "有大码吗"}


@given(st.text(), st.text(), st.floats(0, 1e6))
def test_any_text_survives_the_journal(text: str, user: str, start: float) -> None:
    for data in (Comment(id="1", text=text, user=user), Utterance(start=start, end=start + 1, text=text)):
        assert decode(encode(data)) == data


def test_a_journal_goes_on_where_it_ended(tmp_path: Path) -> None:
    for expected in (1, 2, 3):
        with Journal(tmp_path / "journal.db") as journal:
            assert journal.append(comment(expected), at=expected).seq == expected


def test_a_second_writer_is_told_to_stay_out(journal: Journal) -> None:
    with pytest.raises(LiveCueError, match=r"Another LiveCue is writing .* another session folder"):
        Journal(journal.path)


def test_a_journal_of_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    with Journal(path) as journal:
        journal.append(comment(1), at=0)
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()
    for opening in (Journal, JournalReader):
        with pytest.raises(BadInput, match="newer LiveCue"):
            opening(path)


def test_a_file_that_is_no_journal_is_refused(tmp_path: Path) -> None:
    (tmp_path / "journal.db").write_text("not a database, but long enough to look like one" * 40)
    with pytest.raises(BadInput, match="not a LiveCue journal"):
        Journal(tmp_path / "journal.db")


def test_a_missing_journal_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="No journal at"):
        JournalReader(tmp_path / "journal.db")


async def test_a_follower_sees_old_and_new_events_once_and_in_order(journal: Journal) -> None:
    for number in range(100):
        journal.append(comment(number), at=number)
    seen: list[int] = []

    async def follow() -> None:
        async for event in journal.follow():
            seen.append(event.seq)
            if event.seq == 300:
                return

    reading = asyncio.create_task(follow())
    for number in range(100, 300):
        journal.append(comment(number), at=number)
        if number % 7 == 0:
            await asyncio.sleep(0)
    await asyncio.wait_for(reading, 10)
    assert seen == list(range(1, 301))


async def test_a_follower_that_fell_behind_what_memory_keeps_reads_the_rest_from_the_file(journal: Journal) -> None:
    for number in range(RECENT + 500):
        journal.append(comment(number), at=number)
    seen = []
    async for event in journal.follow():
        seen.append(event.seq)
        if event.seq == RECENT + 500:
            break
    assert seen == list(range(1, RECENT + 501))


async def test_a_follower_ends_when_the_journal_closes(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.db")
    journal.append(comment(1), at=0)

    async def follow() -> list[Event]:
        return [event async for event in journal.follow()]

    reading = asyncio.create_task(follow())
    await asyncio.sleep(0.05)
    await asyncio.to_thread(journal.close)
    assert len(await asyncio.wait_for(reading, 5)) == 1


def test_a_full_disk_keeps_events_in_memory_says_so_and_writes_them_when_there_is_room(tmp_path: Path) -> None:
    told: list[str] = []
    spoke = threading.Event()

    def on_trouble(reason: str) -> None:
        told.append(reason)
        spoke.set()

    with Journal(tmp_path / "journal.db", on_trouble=on_trouble) as journal:
        # SQLite's own page limit gives the very error that a full disk gives.
        journal._connection.execute("PRAGMA max_page_count = 8")
        for number in range(400):
            journal.append(Comment(id=str(number), text="很长的评论" * 50), at=number)
        assert spoke.wait(5)
        assert "full" in told[0]
        with pytest.raises(LiveCueError, match="Free some space"):
            journal.flush(timeout=0.2)
        journal._connection.execute("PRAGMA max_page_count = 100000")
        journal.flush()
        assert told[-1] == ""
    with JournalReader(tmp_path / "journal.db") as reader:
        assert [e.seq for e in reader.read()] == list(range(1, 401))


def test_a_burst_is_written_without_a_second_copy_of_itself_in_memory(tmp_path: Path) -> None:
    text = "x" * 2000
    with Journal(tmp_path / "journal.db") as journal:
        tracemalloc.start()
        try:
            for number in range(5000):
                journal.append(Comment(id=str(number), text=text), at=number)
            journal.flush()
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert peak < 5000 * len(text) / 2


WRITER = textwrap.dedent(
    """
    import sys, time
    from pathlib import Path
    from live.events import Comment
    from live.journal import Journal

    with Journal(Path(sys.argv[1])) as journal:
        sys.stdout.write("ready\\n")
        sys.stdout.flush()
        began = time.monotonic()
        for number in range(6000):
            journal.append(Comment(id=str(number), text="2000 a second"), at=number / 2000)
            if number % 20 == 0:
                time.sleep(max(0, began + number / 2000 - time.monotonic()))
    """
)


async def test_another_process_follows_two_thousand_events_a_second_once_and_in_order(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, path], stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]
    )
    with writer:
        assert writer.stdout is not None
        assert (await asyncio.to_thread(writer.stdout.readline)).strip() == b"ready"
        seen: list[str] = []
        with JournalReader(path) as reader:
            async for event in reader.follow():
                assert isinstance(event.data, Comment)
                seen.append(event.data.id)
                if len(seen) == 6000:
                    break
        assert seen == [str(number) for number in range(6000)]
