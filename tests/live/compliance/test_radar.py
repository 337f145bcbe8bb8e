"""The radar in a broadcast: one event a phrase, with the seconds in which it was said."""

from pathlib import Path

import pytest

from live.compliance.radar import ComplianceRadar
from live.compliance.rules import load_rules
from live.compliance.spans import said_between
from live.events import Comment, Compliance, Utterance, Word
from live.fold import Fold
from live.journal import Journal


def test_a_warning_stands_right_behind_the_utterance(journal: Journal) -> None:
    fold = Fold(journal, [ComplianceRadar(load_rules())])
    heard = fold.put(Utterance(start=10.0, end=14.0, text="姐妹们加我微信，全网销量第一"), at=14.5)
    fold.put(Comment(id="1", text="加我微信"), at=15.0)
    fold.put(Utterance(start=16.0, end=17.0, text="第一个链接最后三件"), at=17.2)
    warnings = [event for event in journal.read() if event.kind == "compliance"]
    assert [w.cause for w in warnings] == [heard.seq, heard.seq]
    assert [w.at for w in warnings] == [14.5, 14.5]
    assert [w.data.phrase for w in warnings if isinstance(w.data, Compliance)] == ["加我微信", "全网销量第一"]


def test_the_span_is_that_of_the_words() -> None:
    words = (Word(1.0, 2.0, "大家"), Word(2.0, 3.0, "加我"), Word(5.0, 6.0, "微信"), Word(6.0, 6.5, "啊"))
    utterance = Utterance(start=1.0, end=6.5, text="大家，加我微信啊", words=words)
    assert said_between(utterance, 3, 7) == pytest.approx((2.0, 6.0))
    assert said_between(utterance, 0, 2) == pytest.approx((1.0, 2.0))
    assert said_between(utterance, 5, 7) == pytest.approx((5.0, 6.0)), "a pause belongs to neither side"


def test_without_words_the_span_is_a_share_of_the_utterance() -> None:
    utterance = Utterance(start=10.0, end=20.0, text="一二三四五六七八九十")
    assert said_between(utterance, 4, 6) == pytest.approx((14.0, 16.0))
    assert said_between(Utterance(start=1.0, end=2.0, text="……"), 0, 1) == (1.0, 2.0)


def test_words_that_were_repaired_since_keep_the_span_near(tmp_path: Path) -> None:
    words = (Word(0.0, 1.0, "最新的"), Word(1.0, 2.0, "yq"), Word(2.0, 4.0, "销量第一"))
    utterance = Utterance(start=0.0, end=4.0, text="最新的羽清销量第一", words=words)
    start, end = said_between(utterance, 5, 9)
    assert start == pytest.approx(2.0, abs=0.3)
    assert end == pytest.approx(4.0)
