from pathlib import Path

import pytest

from live.config import QuestionSettings
from live.errors import BadInput
from live.events import Comment, Event, Question
from live.questions.detector import DetectorModel
from live.questions.finder import QuestionFinder
from live.questions.shop import Correction, ShopRules, append_correction, read_corrections


def test_what_the_operator_corrected_is_read_back_and_deleting_the_line_takes_it_back(tmp_path: Path) -> None:
    path = tmp_path / "shop" / "questions.jsonl"
    append_correction(path, Correction(text="上车", intent="chat"))
    append_correction(path, Correction(text="有位置吗", intent="order"))
    assert [c.intent for c in read_corrections(path)] == ["chat", "order"]
    path.write_text(path.read_text(encoding="utf-8").splitlines()[1], encoding="utf-8")
    assert [c.text for c in read_corrections(path)] == ["有位置吗"]


def test_no_file_means_nothing_was_corrected(tmp_path: Path) -> None:
    assert read_corrections(tmp_path / "none.jsonl") == []


def test_a_wrong_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text('{"text": "上车", "intent": "chat"}\n{"text": "上车", "intent": "weather"}\n', encoding="utf-8")
    with pytest.raises(BadInput, match="line 2"):
        read_corrections(path)


def test_nearly_the_same_text_is_meant_too_but_not_another_number() -> None:
    rules = ShopRules([("这个面罩怎么卖呀", "chat"), ("3号链接讲一下", "chat")])
    assert rules.intent("这个面罩怎么卖呀?") == "chat"
    assert rules.intent("5号链接讲一下") is None
    assert rules.intent("多少钱") is None


def test_dismissing_a_comment_teaches_at_once_and_a_correction_wins_over_it(model: DetectorModel) -> None:
    finder = QuestionFinder(QuestionSettings(), None, model)

    def tell(data: Comment | Question) -> list[Question]:
        return list(finder.on(Event(seq=1, at=1.0, wall=0.0, cause=None, data=data)))

    assert tell(Comment(id="c1", text="面条怎么卖"))
    tell(Question(comment="c1", intent="chat", score=0.0, group="", by="operator"))
    assert tell(Comment(id="c2", text="面条怎么卖")) == []
    tell(Question(comment="c2", intent="price", score=1.0, group="g", text="面条怎么卖", by="operator"))
    assert [q.intent for q in tell(Comment(id="c3", text="面条怎么卖"))] == ["price"]
