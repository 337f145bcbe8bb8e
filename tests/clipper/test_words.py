"""Lines, captions and packs: pure text."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from clipper.captions import LINE, LINES, ClipTime, captions
from clipper.limits import LIMITS
from clipper.lines import break_lines, width
from clipper.pack import Post, ProductInfo, faults, markdown, posts, with_written
from live.events import Highlight, Utterance, Word

TEXT = st.text(alphabet=st.sampled_from("今天不要二百五十九的，。！ abc129.9%{}\\<>'\"\n😀"), max_size=80)
DRESS = ProductInfo("dress", "春夏方领收腰连衣裙", "129元", ("后腰松紧，吃饱饭也不勒", "全网最好看"), ("裙子",))


def highlight(title: str = "一百二十九带回家", type_: str = "price") -> Highlight:
    return Highlight(id="h1", start=10.0, end=20.0, type=type_, score=0.9, title=title, product="dress")


def said(text: str, start: float = 10.0, end: float = 16.0) -> Utterance:
    return Utterance(start=start, end=end, text=text)


def test_lines_are_broken_where_a_reader_would() -> None:
    assert break_lines("今天不要二百五十九，也不要一百九十九", 12) == ["今天不要二百五十九，", "也不要一百九十九"]
    english = "it weighs three pounds so you can carry it"
    assert " ".join(break_lines(english, 12)).split() == english.split()


@given(TEXT)
def test_lines_fit_and_lose_nothing(text: str) -> None:
    lines = break_lines(text, LINE)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width(line) <= LINE or len(line.split()) == 1 for line in lines)


@given(TEXT)
def test_captions_follow_each_other_inside_the_clip(text: str) -> None:
    found = captions([said(text)], ClipTime(10.0, 16.0))
    assert all(0.0 <= c.start < c.end <= 6.0 and len(c.lines) <= LINES for c in found)
    assert all(a.end <= b.start + 0.051 for a, b in pairwise(found))


def test_a_caption_comes_when_its_words_do() -> None:
    words = (Word(10.0, 11.0, "先看裙子"), Word(14.0, 15.0, "再看面罩"))
    utterance = Utterance(start=10.0, end=15.0, text="先看裙子，再看面罩。", words=words)
    found = captions([utterance], ClipTime(10.0, 16.0), line=5.0)
    assert [c.lines for c in found] == [("先看裙子",), ("再看面罩",)]
    assert abs(found[1].start - 4.0) < 0.2


def test_seconds_that_were_not_recorded_are_not_counted() -> None:
    time = ClipTime(10.0, 40.0, ((20.0, 30.0),))
    assert [time(at) for at in (10.0, 20.0, 25.0, 30.0, 40.0)] == [0.0, 10.0, 10.0, 10.0, 20.0]


@given(title=TEXT, spoken=TEXT, name=TEXT, type_=st.sampled_from(["price", "funny", "answer", "crowd", "product"]))
def test_every_post_is_inside_the_limits_of_its_platform(title: str, spoken: str, name: str, type_: str) -> None:
    product = ProductInfo("x", name * 3, "9.9元", (spoken * 20,))
    made = posts(highlight(title * 4, type_), [spoken * 40], product)
    assert {(p.platform, p.language) for p in made} == {(x, y) for x in LIMITS for y in ("zh", "en", "es")}
    assert [faults(p) for p in made] == [[]] * len(made)


def test_forbidden_words_are_in_no_post() -> None:
    made = posts(highlight("全网最好看"), ["这是全网最好看的"], DRESS, lambda t: ["最好"] if "最好" in t else [])
    assert made
    assert not [p for p in made if "最好" in p.title + p.body]


def test_a_better_writer_is_taken_only_inside_the_limits() -> None:
    own = posts(highlight(), ["一百二十九带回家"], DRESS)
    good = Post(platform="douyin", language="zh", style="hook", title="五秒", body="冲", tags=("裙子",))
    bad = Post(platform="douyin", language="zh", style="plain", title="长" * 31, body="", tags=())
    unknown = Post(platform="myspace", language="zh", style="plain", title="a", body="", tags=())
    mixed = with_written(own, [good, bad, unknown], lambda _: ())
    assert good in mixed
    assert bad not in mixed
    assert unknown not in mixed
    assert len(mixed) == len(own)


def test_the_sheet_for_people_is_text_in_fences() -> None:
    sheet = markdown(highlight(), posts(highlight("```<script>"), ["a"], DRESS), {"video": "clip.mp4"})
    assert "```<script>" not in sheet
