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


def test_a_line_that_is_wrong_is_told_and_left_out_and_the_broadcast_goes_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "questions.jsonl"
    good = '{"text": "上车", "intent": "chat"}\n'
    path.write_bytes(
        good.encode() + b'{"text": "x", "intent": "weather"}\n{"text": "\xc9\xcf", "intent": "chat"}\n{]\n'
    )
    assert [c.text for c in read_corrections(path)] == ["上车"]
    assert [f"line {n}" in caplog.text for n in (1, 2, 3, 4)] == [False, True, True, True]


def test_a_file_edited_by_hand_may_end_without_a_line_break(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text('\ufeff{"text": "上车", "intent": "chat"}', encoding="utf-8")
    append_correction(path, Correction(text="有位置\u2028吗", intent="order"))
    append_correction(path, Correction(text="三号", intent="chat"))
    assert [c.text for c in read_corrections(path)] == ["上车", "有位置\u2028吗", "三号"]


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="corrections"):
        read_corrections(tmp_path)


def test_the_same_words_with_other_particles_and_punctuation_are_meant_too() -> None:
    rules = ShopRules([("这个面罩怎么卖呀", "chat"), ("我160斤能穿吗", "chat"), ("is this for kids", "chat")])
    for text in (
        "这个面罩怎么卖呀?",
        "这个面罩怎么卖",
        "这个面罩,怎么卖啊呀!!",
        "我一百六十斤能穿嘛",
        "is this for kids pls?",
    ):
        assert rules.intent(text) == "chat", text


@pytest.mark.parametrize(
    ("taught", "other"),
    [
        ("3号链接讲一下", "5号链接讲一下"),
        ("主播这条裙子M码还有货吗", "主播这条裙子L码还有货吗"),
        ("主播这条裙子黑色的还有货吗", "主播这条裙子白色的还有货吗"),
        ("主播一百二十斤能穿这条裙子吗", "主播一百八十斤能穿这条裙子吗"),
        ("is this good for my cats", "is this good for my kids"),
        ("这条裙子洗了之后会起球吗", "这条裙子洗了之后会起皱吗"),
        ("160斤能穿", "160斤能穿吗"),
        ("这条发货了吗", "这条发货吗"),
        ("is it 1.5 litres", "is it 15 litres"),
    ],
)
def test_one_other_word_is_another_question(taught: str, other: str) -> None:
    assert ShopRules([(taught.lower(), "chat")]).intent(other.lower()) is None


def test_dismissing_a_comment_teaches_at_once_and_a_correction_wins_over_it(model: DetectorModel) -> None:
    finder = QuestionFinder(QuestionSettings(), None, model)

    def tell(data: Comment | Question) -> list[Question]:
        return list(finder.on(Event(seq=1, at=1.0, wall=0.0, cause=None, data=data)))

    assert tell(Comment(id="c1", text="面条怎么卖"))
    tell(Question(comment="c1", intent="chat", score=0.0, group="", by="operator"))
    assert tell(Comment(id="c2", text="面条怎么卖")) == []
    tell(Question(comment="c2", intent="price", score=1.0, group="g", text="面条怎么卖", by="operator"))
    assert [q.intent for q in tell(Comment(id="c3", text="面条怎么卖"))] == ["price"]
