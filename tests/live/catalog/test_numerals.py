from hypothesis import given
from hypothesis import strategies as st

from live.catalog.measures import Body, parse_body
from live.catalog.numerals import figures, may_hold_figures

SPELT = st.lists(
    st.sampled_from(
        ["一", "两", "百", "〇", "幺", "斤", "米", "穿", "M码", "five", "foot", "hundred", "often", " ", "7", "胖"]
    ),
    max_size=7,
).map("".join)


@given(text=SPELT)
def test_a_text_that_may_hold_no_figures_holds_none_and_measures_nobody(text: str) -> None:
    if not may_hold_figures(text):
        assert not any(c.isdigit() for c in figures(text))
        assert not parse_body(text).measured


def test_a_text_without_figures_still_names_a_size() -> None:
    assert not may_hold_figures("有M码吗")
    assert parse_body("有M码吗") == Body(sizes=("M",))
