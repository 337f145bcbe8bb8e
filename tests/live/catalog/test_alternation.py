import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live.catalog.alternation import alternatives, needed, openings, spell_out

PATTERNS = ["(a|b)?cd", "[ab-c]x+", r"\d ?号", "a?b", "(?:the )?(cat|dog)s", "x(?!y)", "(a|(b|c)d){2}", "ab|cd"]


@pytest.mark.parametrize("pattern", PATTERNS)
@given(text=st.text(alphabet="abcdxy 0号thegos", max_size=12))
def test_spelling_out_a_pattern_changes_nothing_about_what_it_finds(pattern: str, text: str) -> None:
    spelt = re.compile("|".join(spell_out(pattern)))
    assert bool(spelt.search(text)) == bool(re.search(pattern, text))


def test_bars_inside_groups_and_sets_split_nothing() -> None:
    assert alternatives("a(b|c)|[|]d|e") == ["a(b|c)", "[|]d", "e"]


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        ("多少钱", {"多少钱": True}),
        ("退不?退", {"退": False}),
        ("colou?r", {"colo": False}),
        ("a?b", {"ab": True, "b": True}),
        (r"\bbid\b", {"bid": False}),
        (r"^价\?", {"价?": False}),
        (r"\$\d+", {"$": False}),
        (r"(?:the )?(cat|dog)s", {"the ": False, "cats": True, "dogs": True}),
        (r"[一二\d]+岁", dict.fromkeys("一二0123456789", False)),
        ("(?<![不a-z])送", {"送": False}),
        (r"\d{2}元", dict.fromkeys("0123456789", False)),
    ],
)
def test_what_a_match_begins_with_and_whether_that_is_all(way: str, expected: dict[str, bool]) -> None:
    assert dict(openings(way) or ()) == expected


@pytest.mark.parametrize("way", [r".{0,3}送", r"\w色", "[^a]b", "[ab]*c", r"[\w]+x", "a{0,2}b", "", "(a|)"])
def test_who_may_begin_with_anything_is_said_to(way: str) -> None:
    assert openings(way) is None


@pytest.mark.parametrize(
    ("way", "letter"),
    [
        (r"(.)不\1", "不"),
        (r"\w色", "色"),
        (r"^[\W\d_]*$", ""),
        ("a|b", ""),
        ("(?:ab)?c?", ""),
        (r"\w{2,3}x", "x"),
        (r".\d{2}", ""),
    ],
)
def test_what_no_match_lacks(way: str, letter: str) -> None:
    assert needed(way) == letter
