"""Lines, captions and packs: pure text."""

from itertools import pairwise

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from clipper.captions import LINE, LINES, ClipTime, captions
from clipper.heard import heard
from clipper.limits import LIMITS
from clipper.lines import break_lines, width
from clipper.pack import Heard, Post, ProductInfo, faults, headline, markdown, posts, with_written
from clipper.quotes import LONGEST, quotes
from live.events import Comment, Event, Highlight, Question, Utterance, Word

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


@given(st.text(alphabet=st.sampled_from("长字，。！？、）》%abcW("), max_size=60))
def test_no_line_begins_with_a_mark_that_closes_and_no_word_is_wider_than_a_line(text: str) -> None:
    lines = break_lines(text, 6.0)
    assert not any(line[0] in "，。！？、）》" for line in lines[1:])
    assert all(width(line.rstrip("，。！？、）》%")) <= 6.0 for line in lines)


def test_words_keep_their_spaces_in_every_language() -> None:
    def shown(text: str) -> list[tuple[str, ...]]:
        return [c.lines for c in captions([said(text)], ClipTime(10.0, 16.0), line=24.0)]

    assert shown("Sí, aquí está, ábrelo") == [("Sí, aquí está, ábrelo",)]
    assert shown("好，OK，来了") == [("好，OK，来了",)]


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
    made = posts(highlight(title * 4, type_), Heard((spoken * 40,), (title, spoken), name), product)
    assert {(p.platform, p.language) for p in made} == {(x, y) for x in LIMITS for y in ("zh", "en", "es")}
    assert [faults(p) for p in made] == [[]] * len(made)


def test_forbidden_words_are_in_no_post() -> None:
    made = posts(
        highlight("全网最好看", "answer"),
        Heard(("这是全网最好看的",), ("最好看的裙子",), "最好"),
        DRESS,
        lambda t: ["最好"] if "最好" in t else [],
    )
    assert made
    assert not [p for p in made if "最好" in p.title + p.body]


def test_a_better_writer_is_taken_only_inside_the_limits() -> None:
    own = posts(highlight(), Heard(), DRESS)
    good = Post(platform="douyin", language="zh", style="hook", title="五秒", body="冲", tags=("裙子",))
    bad = Post(platform="douyin", language="zh", style="plain", title="长" * 31, body="", tags=())
    unknown = Post(platform="myspace", language="zh", style="plain", title="a", body="", tags=())
    mixed = with_written(own, [good, bad, unknown], lambda _: ())
    assert good in mixed
    assert bad not in mixed
    assert unknown not in mixed
    assert len(mixed) == len(own)


def test_no_forbidden_hashtag_is_posted_whoever_wrote_it() -> None:
    own = posts(highlight(), Heard(), DRESS, lambda text: ["最"] if "全网" in text or text == "裙子" else [])
    assert not [tag for post in own for tag in post.tags if tag == "裙子"]
    written = msgspec.structs.replace(own[0], title="新标题", tags=("全网最低价",))
    assert "新标题" not in [
        p.title for p in with_written(own, [written], lambda text: ["最"] if "全网" in text else [])
    ]


def test_the_sheet_for_people_is_text_in_fences() -> None:
    sheet = markdown(
        highlight(), posts(highlight("```<script>", "answer"), Heard(("a",)), DRESS), {"video": "clip.mp4"}
    )
    assert "```<script>" not in sheet


def zh(made: list[Post], style: str = "plain", platform: str = "xiaohongshu") -> Post:
    return next(p for p in made if (p.platform, p.language, p.style) == (platform, "zh", style))


def test_what_a_recogniser_heard_is_no_title() -> None:
    made = posts(highlight("129元没听错，就这一场129带回价。"), Heard(), DRESS)
    assert zh(made).title == "春夏方领收腰连衣裙，直播价129元"
    assert not [p for p in made if "带回价" in p.title + p.body]


def test_the_viewers_words_make_the_hook() -> None:
    said_by_viewers = (
        "666",
        "多少钱",
        "没塌！",
        "塌了算谁的",
        "比我家沙发还结实",
        "13812345678加我",
        "卧槽",
        "稳稳稳稳",
    )
    made = posts(highlight("看好了", "demo"), Heard((), said_by_viewers), DRESS)
    assert zh(made, "hook").title == "弹幕：“比我家沙发还结实”"
    assert "卧槽" not in "".join(p.body for p in made)
    assert "138" not in "".join(p.body for p in made)


def test_an_answer_clip_gives_question_and_the_catalogs_answer() -> None:
    made = posts(highlight("胖子能穿吗", "answer"), Heard((), (), "两百斤以内拍4XL"), DRESS)
    assert zh(made).title == "胖子能穿吗"
    assert "问：胖子能穿吗\n答：两百斤以内拍4XL" in zh(made).body


def test_what_the_operator_calls_a_moment_is_its_title() -> None:
    marked = Highlight(id="m1", start=1, end=9, type="mark", score=0.95, title="转圈", reasons=("转圈",))
    assert headline(posts(marked, Heard(), DRESS), "zh") == "转圈"
    unnamed = Highlight(id="m1", start=1, end=9, type="mark", score=0.95, title="后要治理做了松井", reasons=("mark",))
    assert headline(posts(unnamed, Heard(), DRESS), "zh") == "春夏方领收腰连衣裙，这段值得看两遍"


def test_readers_abroad_get_no_sentences_they_cannot_read() -> None:
    made = posts(highlight("胖子能穿吗", "answer"), Heard(("很好看的",), ("好看死了啊",), "能"), DRESS)
    made += posts(highlight(), Heard(("很好看的",), ("好看死了啊",)), DRESS)
    for post in made:
        if post.language != "zh":
            rest = (post.title + post.body + "".join(post.tags)).replace(DRESS.name, "").replace("裙子", "")
            assert not [c for c in rest if "\u4e00" <= c <= "\u9fff"], post
    assert any("¥129" in post.body for post in made if post.language == "en")


def test_an_english_catalog_is_spoken_of_in_english() -> None:
    vac = ProductInfo("vac", "cordless stick vacuum", "$79", ("three pounds", "45 minutes a charge"), ("vacuum",))
    made = posts(highlight("one pass", "demo"), Heard((), ("my dyson could never", "not one crumb left")), vac)
    english = next(p for p in made if (p.platform, p.language, p.style) == ("tiktok", "en", "plain"))
    assert english.title == "Put to the test, live: vacuum"
    assert "· three pounds" in english.body
    assert "my dyson could never" in english.body
    assert "vacuum" in english.tags


def test_a_quotation_is_short_and_about_something() -> None:
    found = quotes(
        ["哈哈哈哈哈", "什么面 牛肉的吗", "防晒面条哈哈哈哈", "面条女王笑死", "x" * 60, "笑"],
        "funny",
        lambda _: True,
        9,
    )
    assert "防晒面条哈哈哈哈" in found
    assert all(width(text) <= LONGEST for text in found)
    assert not {"哈哈哈哈哈", "什么面 牛肉的吗", "笑"} & set(found)


def test_only_what_was_said_then_and_is_sure_is_quoted() -> None:
    moment = Highlight(id="h1", start=10.0, end=20.0, type="demo", score=0.9)
    words = (Word(11.0, 12.0, "稳"),)
    inputs = [
        (12.0, Utterance(start=11, end=12, text="稳的", words=words, confidence=0.97)),
        (13.0, Utterance(start=12, end=13, text="稳得一点美黄", words=words, confidence=0.7)),
        (15.0, Comment(id="a", text="真的稳")),
        (16.0, Comment(id="b", text="坐着有多高")),
        (16.0, Question(comment="b", intent="spec", score=0.9, group="g")),
        (40.0, Comment(id="c", text="后来的")),
    ]
    events = [Event(seq=i, at=at, wall=0.0, cause=None, data=data) for i, (at, data) in enumerate(inputs, start=1)]
    assert heard(moment, events) == Heard(("稳的",), ("真的稳",))


def test_emoji_count_as_tiktok_counts_them() -> None:
    assert LIMITS["tiktok"].length("😀a") == 3
    assert LIMITS["xiaohongshu"].length("连衣裙abc") == 6
    assert LIMITS["douyin"].length("😀a") == 2
