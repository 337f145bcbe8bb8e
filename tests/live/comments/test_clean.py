"""What cleaning takes away, and what it must leave."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from live.comments.clean import clean
from tests.live.comments.hostile import ATTACKS, harm_in, hostile_strings


@pytest.mark.parametrize(
    "text",
    [
        "胖子能穿吗 160斤",
        "does it fit XL?",
        "👨‍👩‍👧‍👦 family",
        "👍🏽 skin tone",
        "❤️ with its selector",
        "❤️‍🔥 joined",
        "🏳️‍🌈 and 🏴‍☠️",
        "1️⃣ #️⃣ keycaps",
        "🇨🇳🇩🇪 flags",
        "🏴󠁧󠁢󠁥󠁮󠁧󠁿 England",
        "می‌خواهم",
        "क्‍ष and ക്‌ഷ",
        "ที่นี้ ไม่ได้",
        "tiếng Việt",
        "שָׁלוֹם",
        "한국어 にほんご ｶﾀｶﾅ",
        "[bold]brackets[/] are only text",
        "ฅ^•ﻌ•^ฅ ¯\\_(ツ)_/¯",
        "￥99.9～￥199「正品」",
    ],
)
def test_honest_text_stays_as_it_is(text: str) -> None:
    assert clean(text, 500) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("raw", "left"),
    [
        ("\x1b[31m160斤\x1b[0m", "160斤"),
        ("\x9b1;31mC1\x9bm", "C1"),
        ("a\x1b]52;c;AAAA\x07b", "ab"),
        ("a\x1b]8;;http://x\x1b\\b", "ab"),
        ("a\x9d0;title\x9cb", "ab"),
        ("a\x1bPq#0\x1b\\b", "ab"),
        ("\x1b]0;never closed", "0;never closed"),
        ("a\u202eb\u2066c\u200f", "abc"),
        ("多\u200b少\ufeff钱\u2060", "多少钱"),
        ("a\u200db", "ab"),
        ("ا\u200c\u061c", "ا"),
        ("😀\u200d\u2800", "😀"),
        ("😀\u200d", "😀"),
        ("hi\U000e0068\U000e0069", "hi"),
        ("x😀\ufe0f\ufe0f", "x😀\ufe0f"),
        ("😀\U000e0100\ufe01", "😀"),
        ("a\ttab\r\nline\u2028sep\u3000wide", "a tab line sep wide"),
        ("  多少钱  ", "多少钱"),
        ("e\u0301", "é"),
        ("\u3164\u200b\x00", ""),
        ("\ud83d", ""),
        ("\ue000x", "x"),
    ],
)
def test_hostile_text_is_taken_apart(raw: str, left: str) -> None:
    assert clean(raw, 500) == left


@pytest.mark.parametrize("between", ["", "\u200b", "\u200c", "\u200d", "\ue000", "\x00", "\ufe0f", "\u3164", "\u034f"])
@pytest.mark.parametrize(("letter", "mark"), [("z", "\u0489"), ("ا", "\u0650"), ("क", "\u0941"), ("1", "\u20e3")])
def test_stacked_marks_are_cut_to_what_writing_needs_whatever_stands_between_them(
    letter: str, mark: str, between: str
) -> None:
    left = clean(letter + (mark * 2 + between) * 400, 500)
    assert sum(unicodedata.category(char)[0] == "M" for char in left) <= 4


def test_the_length_is_capped_without_leaving_half_an_emoji() -> None:
    assert clean("W" * 10_000, 500) == "W" * 500
    assert clean("👨\u200d👩\u200d👧", 2) == "👨"
    assert clean("a🏴󠁧󠁢󠁥󠁮󠁧󠁿", 4) == "a🏴"


def test_ten_thousand_hostile_strings_come_out_harmless() -> None:
    strings = list(hostile_strings(10_000))
    assert sum(bool(harm_in(text)) for text in strings) > 5_000, "without cleaning they would do harm"
    for text in strings:
        left = clean(text, 500)
        assert not harm_in(left), (ascii(text), ascii(left))
        assert len(left) <= 500
        left.encode()


JOINED = st.sampled_from("ا\u0650\u200c\u200d😀\ufe0f\u2800\u061cक\u094d1\u20e3\u0301\u034f\ue000z🏴")


@given(st.text(st.characters(), max_size=60) | st.text(JOINED, max_size=30) | st.sampled_from(ATTACKS))
@settings(max_examples=600, deadline=None)
def test_any_text_comes_out_harmless_in_nfc_and_cleaning_again_changes_nothing(text: str) -> None:
    left = clean(text, 40)
    assert not harm_in(left)
    assert unicodedata.is_normalized("NFC", left)
    assert clean(left, 40) == left
