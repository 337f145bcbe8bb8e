"""What the operator corrects counts at once, and in later broadcasts."""

from pathlib import Path

import pytest

from live import actions
from live.config import Settings
from live.events import Comment, Question
from live.questions.shop import Correction, CorrectionFile, read_corrections
from live.room import Room
from live.session import SessionFolder


def ask(room: Room, id_: str, text: str) -> str | None:
    """The intent that a comment is taken for; None for chat."""
    room.put(Comment(id=id_, text=text), at=room.state.now + 1)
    question = room.state.questions.get(id_)
    return question.intent if question else None


def test_no_question_counts_at_once_and_in_the_next_broadcast_until_the_line_is_deleted(tmp_path: Path) -> None:
    file = tmp_path / "corrections.jsonl"
    with Room(SessionFolder(tmp_path / "monday"), Settings(), corrections=file) as room:
        assert ask(room, "c1", "上车还有位置吗") is not None
        for payload in actions.no_question("c1"):
            room.act(payload)
        assert ask(room, "c2", "上车还有位置吗") is None
    assert read_corrections(file) == [Correction(text="上车还有位置吗", intent="chat")]
    with Room(SessionFolder(tmp_path / "tuesday"), Settings(), corrections=file) as room:
        assert ask(room, "c1", "上车还有位置吗") is None
    file.write_text("", encoding="utf-8")
    with Room(SessionFolder(tmp_path / "wednesday"), Settings(), corrections=file) as room:
        assert ask(room, "c1", "上车还有位置吗") is not None
    with Room(SessionFolder(tmp_path / "tuesday"), Settings(), corrections=file) as room:
        assert ask(room, "c9", "上车还有位置吗") is None, "a broadcast picked up again is judged as it began"


def test_a_corrected_intent_gets_a_group_of_its_own_and_the_same_words_follow_it(tmp_path: Path) -> None:
    with Room(SessionFolder(tmp_path / "s"), Settings(), corrections=tmp_path / "corrections.jsonl") as room:
        ask(room, "c1", "多少钱呀这个")
        before = room.state.questions["c1"].group
        for payload in actions.about("c1", "stock"):
            room.act(payload)
        ask(room, "c2", "多少钱呀这个")
        first, second = room.state.questions["c1"], room.state.questions["c2"]
        assert (first.intent, first.by, second.intent) == ("stock", "operator", "stock")
        assert first.group == second.group != before
        assert before not in {g.group for g in room.state.open_cues()}


def test_a_file_that_cannot_be_written_costs_later_broadcasts_the_lesson_not_this_one(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    kept = CorrectionFile(tmp_path / "none.jsonl")
    CorrectionFile.keep(kept, Correction(text="上车", intent="chat"))
    blocked = CorrectionFile(tmp_path / "corrections")
    (tmp_path / "corrections").mkdir()
    blocked.keep(Correction(text="上车", intent="chat"))
    assert "cannot keep the correction" in caplog.text
    assert isinstance(kept, CorrectionFile) and len(read_corrections(tmp_path / "none.jsonl")) == 1


def test_the_same_correction_is_kept_once(tmp_path: Path) -> None:
    file = CorrectionFile(tmp_path / "c.jsonl")
    for _ in range(2):
        file.keep(Correction(text="上车", intent="chat"))
    file.keep(Correction(text="上车", intent="order"))
    assert [c.intent for c in read_corrections(tmp_path / "c.jsonl")] == ["chat", "order"]


def test_a_verdict_that_nobody_gave_is_not_kept(tmp_path: Path) -> None:
    with Room(SessionFolder(tmp_path / "s"), Settings(), corrections=tmp_path / "c.jsonl") as room:
        room.act(Question(comment="c1", intent="price", score=0.9, group="g", text="多少钱"))
    assert not (tmp_path / "c.jsonl").exists()
