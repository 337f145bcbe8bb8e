import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live.questions.alternation import alternatives, beginnings, spell_out
from live.questions.labelled import labelled
from live.questions.topics import load_topics

PATTERNS = ["(a|b)?cd", "[ab-c]x+", r"\d ?号", "a?b", "(?:the )?(cat|dog)s", "x(?!y)", "(a|(b|c)d){2}", "ab|cd"]


@pytest.mark.parametrize("pattern", PATTERNS)
@given(text=st.text(alphabet="abcdxy 0号thegos", max_size=12))
def test_spelling_out_a_pattern_changes_nothing_about_what_it_finds(pattern: str, text: str) -> None:
    spelt = re.compile("|".join(spell_out(pattern)))
    assert bool(spelt.search(text)) == bool(re.search(pattern, text))


def test_bars_inside_groups_and_sets_split_nothing() -> None:
    assert alternatives("a(b|c)|[|]d|e") == ["a(b|c)", "[|]d", "e"]


def test_every_chinese_topic_finds_the_same_spelt_out_as_written() -> None:
    texts = [row.text.lower() for row in labelled("shared.zh")][::4]
    for topics in load_topics().values():
        for topic in topics:
            pattern = topic.patterns["zh"]
            if pattern is not None:
                for text in texts:
                    if pattern.search(text):
                        assert any(e.search(text) for e in topic.entries) or pattern.pattern == "."


@pytest.mark.parametrize(
    ("ways", "begins"),
    [
        (["多少钱", "价"], {"多少钱", "价"}),
        (["退不?退"], {"退"}),
        (["colou?r"], {"col"}),
        (["ab?c"], {"a"}),
        ([r"\bbid\b"], {"bid"}),
        ([r".{0,3}送"], None),
        (["a?b"], {"ab", "b"}),
    ],
)
def test_a_match_begins_with_one_of_these(ways: list[str], begins: set[str] | None) -> None:
    assert beginnings(ways, 3) == begins


def test_digits_begin_what_begins_with_a_number() -> None:
    assert beginnings([r"\d+号"], 3) == frozenset("0123456789")
