"""Who a comment asks for."""

import pytest

from live.catalog.people import people


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("我妈155 130斤 我165 110斤", [("我妈", 65), ("", 55)]),
        ("我一百二十斤我妈一百四十斤", [("", 60), ("我妈", 70)]),
        ("闺蜜95斤我105斤 一起拍", [("闺蜜", 47.5), ("", 52.5)]),
        ("165/120和158/100", [("", 60), ("", 50)]),
        ("my mom is 5'2 130 lbs and i'm 5'6 145", [("my mom", 59), ("", 65.8)]),
        ("she's 5'4 130, he is 6'1 200", [("she", 59), ("he", 90.7)]),
        ("给我妈买 她158 140斤", [("", 70)]),
        ("我妈妈160，她130斤", [("", 65)]),
        ("i'm 5'6 and i weigh 145", [("", 65.8)]),
        ("160斤", [("", 80)]),
        ("什么时候发货", []),
    ],
)
def test_everybody_named_with_figures_is_found(text, found):
    heard = [(called, body.weight_kg[0] if body.weight_kg else None) for called, body in people(text)]
    assert [c for c, _ in heard] == [c for c, _ in found]
    assert [w for _, w in heard] == pytest.approx([w for _, w in found], abs=0.1)
