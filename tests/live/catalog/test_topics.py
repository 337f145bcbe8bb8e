"""The topics file."""

import pytest

from live.catalog.numerals import figures
from live.catalog.topics import FAMILIES, asked_topics, common_topics, settled_intent, topics
from live.catalog.wording import plain
from live.questions.labelled import labelled


def test_every_topic_is_of_a_known_family_and_can_be_answered():
    for topic in topics():
        assert topic.family in set(FAMILIES.values()), topic.name
        assert topic.asks or topic.words, topic.name


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("会掉皮吗", "durable"),
        ("新疆包邮不", "ship_remote"),
        ("is it dishwasher safe", "wash"),
        ("有没有大码", "larger_sizes"),
    ],
)
def test_a_question_is_known_by_its_topic(text, topic):
    assert topic in asked_topics(text)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("is this a nice price", "certified"),
        ("what groups are these for", "courier"),
        ("how does it do against the other brand", "repeat"),
    ],
)
def test_a_topic_is_not_read_amid_a_word(text, topic):
    assert topic not in asked_topics(text)


def test_words_go_before_an_intent_that_they_do_not_speak_for():
    assert settled_intent("request", ["颜色都有啥 报一下呗"]) == "stock"
    assert settled_intent("quality", ["会掉色吗"]) == "quality"


def test_topics_of_another_family_are_left_out():
    assert common_topics(["最低多少 给个痛快话"], "price") == ("price",)


def test_topics_looked_for_together_are_those_that_each_finds_by_itself() -> None:
    texts = [row.text for name in ("shared.zh", "shared.en") for row in labelled(name)][::4]
    for text in texts:
        line = figures(plain(text))
        assert asked_topics(text) == tuple(t.name for t in topics() if t.asked(line))
