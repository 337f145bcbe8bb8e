import re
from collections.abc import Callable, Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live.catalog.ways import Ways
from live.questions.aspects import load_aspects
from live.questions.labelled import labelled
from live.questions.topics import load_topic_cues, words_apart

LISTS = (
    ["ab", r"\bcd\b", "(a|b)?x"],
    ["[ab]+c", r"\dd?a", "a{2}"],
    [r"(.)x\1", "b?", "(?<!a)b"],
    [r"^a", r"\$", "d$"],
    [r"[\d-]+b", ".c", "abcd"],
)


def one_by_one(lists: Iterable[Sequence[str]]) -> Callable[[str], set[int]]:
    patterns = [[re.compile(way) for way in ways] for ways in lists]
    return lambda text: {n for n, some in enumerate(patterns) if any(pattern.search(text) for pattern in some)}


@given(text=st.text(alphabet="abcdx0-$ ", max_size=12))
def test_what_is_found_is_what_every_expression_finds_by_itself(text: str) -> None:
    ways = Ways(LISTS)
    assert ways.find(text) == one_by_one(LISTS)(text)
    assert ways.find(text) == one_by_one(LISTS)(text), "the second time, with what has been compiled"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_topic_and_aspect_is_found_by_the_words_that_its_list_gives(language: str) -> None:
    texts = [row.text.lower() for row in labelled(f"shared.{language}")][:: 12 if language == "zh" else 6]
    for cues in (load_topic_cues(), load_aspects().cues):
        topics = cues.topics_looked_for
        expected = one_by_one(topic.ways(language) for topic in topics)
        for text in texts:
            searched = words_apart(text) if language == "en" else text
            assert cues.topics(text, language) == [topics[number] for number in sorted(expected(searched))]
