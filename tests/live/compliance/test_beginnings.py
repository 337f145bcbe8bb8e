"""Looking only where a pattern can begin finds what looking everywhere does."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live.compliance.beginnings import beginnings, either

PATTERNS = (
    *("(?:ab|[cd])e", "a?b+c", "(?<!x)(?:ab)?d", "[a-c]{2}d", "e{0,2}a", "x*", "\\bcd"),
    *("(?:a|b)?(?=c)c", "\\+d", "[^a]b"),
)


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("(?:代替|取代)母乳", {"代", "取"}),
        ("[断停]奶", {"断", "停"}),
        ("(?<!测)血压", {"血"}),
        ("很?好", {"很", "好"}),
        ("[0-9一]+斤", {"0-9", "一"}),
        ("\\bcure", None),
        ("好?", None),
        ("[^好]人", None),
    ],
)
def test_how_a_pattern_begins(pattern: str, found: set[str] | None) -> None:
    assert beginnings(pattern) == found


@given(st.lists(st.sampled_from(PATTERNS), min_size=1, max_size=4), st.text(alphabet="abcdex+ ", max_size=12))
def test_it_is_found_at_the_same_place(patterns: list[str], text: str) -> None:
    plain = re.compile("|".join(f"(?:{p})" for p in patterns)).search(text)
    guarded = re.compile(either(patterns)).search(text)
    assert (plain is None) == (guarded is None)
    assert plain is None or guarded is None or plain.start() == guarded.start()
