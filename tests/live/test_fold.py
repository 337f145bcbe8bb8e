"""What parts can rely on, and what a crash leaves."""

from collections.abc import Sequence
from pathlib import Path

from live.events import AnyPayload, Comment, Cue, Event, Question
from live.fold import Fold
from live.journal import Journal


class Asks:
    """Every comment with a 吗 is a question."""

    def on(self, event: Event) -> Sequence[AnyPayload]:
        if isinstance(event.data, Comment) and "吗" in event.data.text:
            return [Question(comment=event.data.id, intent="size", score=0.9, group=event.data.text)]
        return []


class Board:
    """A cue for each group, opened once."""

    def __init__(self) -> None:
        self.open: list[str] = []

    def on(self, event: Event) -> Sequence[AnyPayload]:
        if isinstance(event.data, Question) and event.data.group not in self.open:
            self.open.append(event.data.group)
            return [Cue(group=event.data.group, state="open")]
        return []


def rows(journal: Journal) -> list[tuple[int, int | None, str]]:
    return [(e.seq, e.cause, e.kind) for e in journal.read()]


def test_what_follows_from_an_event_stands_right_behind_it_and_names_it(journal: Journal) -> None:
    fold = Fold(journal, [Board(), Asks()])
    fold.put(Comment(id="a", text="有大码吗"), at=1.0)
    fold.put(Comment(id="b", text="哈哈"), at=1.5)
    fold.put(Comment(id="c", text="有大码吗"), at=2.0)
    assert rows(journal) == [
        (1, None, "comment"),
        (2, 1, "question"),
        (3, 2, "cue"),
        (4, None, "comment"),
        (5, None, "comment"),
        (6, 5, "question"),
    ]


def test_a_resumed_broadcast_has_the_same_board_and_says_nothing_twice(tmp_path: Path) -> None:
    with Journal(tmp_path / "journal.db") as journal:
        Fold(journal, [Board(), Asks()]).put(Comment(id="a", text="有大码吗"), at=1.0)
        before = rows(journal)
    with Journal(tmp_path / "journal.db") as journal:
        board = Board()
        watched: list[int] = []
        fold = Fold(journal, [board, Asks()], watchers=[lambda e: watched.append(e.seq)])
        assert fold.resume() == 3
        assert board.open == ["有大码吗"]
        assert rows(journal) == before
        assert watched == [1, 2, 3]
        fold.put(Comment(id="b", text="有大码吗"), at=2.0)
        assert [kind for _, _, kind in rows(journal)[3:]] == ["comment", "question"]


def test_what_a_crash_kept_the_parts_from_saying_is_said_once_on_resume(tmp_path: Path) -> None:
    with Journal(tmp_path / "journal.db") as journal:
        Fold(journal, [Board(), Asks()]).put(Comment(id="a", text="有大码吗"), at=1.0)
        journal.append(Comment(id="b", text="能机洗吗"), at=2.0)  # committed, and then the process died
    for _ in range(2):
        with Journal(tmp_path / "journal.db") as journal:
            Fold(journal, [Board(), Asks()]).resume()
            assert rows(journal)[3:] == [(4, None, "comment"), (5, 4, "question"), (6, 5, "cue")]
