"""Each signal that speaks for a highlight, alone: the same broadcast with it and without it."""

import pytest

from clipper.highlights import HighlightFinder
from clipper.hostwords import host_cues
from live.events import Comment, Highlight, Mark, Session, Signal, Utterance
from tests.clipper.conftest import Input, tell

MOMENT = 300.0
"""When the line begins that something happens at; the host says a plain line every six seconds."""
PLAIN = ("料子是软的，贴身穿也舒服", "袖子这里有一点收口", "领子可以立起来", "后面是整块的，没有接缝", "口袋在两边")
IDLE = ("来了", "主播好", "第一次来", "背景好看", "打卡", "路过看看")


def broadcast(line: str = "", *, loud: float = 0.0, usual: float = 0.0) -> list[Input]:
    """Ten minutes in which nothing happens; with `line` in place of the one at MOMENT, at `loud` instead of `usual`."""
    inputs: list[Input] = [(600.0, Session(state="ended"))]
    for i in range(98):
        start = 6.0 * i + 2.0 if 6.0 * i != MOMENT else MOMENT
        said = line if line and start == MOMENT else PLAIN[i % len(PLAIN)]
        level = loud if start == MOMENT else usual
        inputs.append((start + 5.5, Utterance(start=start, end=start + 4.0, text=said, loudness=level)))
    idle = [(10.0 * i + 1.0, Comment(id=f"i{i}", text=IDLE[i % 6], user=f"u{i % 17}")) for i in range(60)]
    return [*inputs, *idle]


def crowd(*texts: str) -> list[Input]:
    """Different people react to the moment."""
    at = [MOMENT + 4.0 + 0.35 * i for i in range(len(texts))]
    return [
        (t, Comment(id=f"r{i}", text=text, user=f"r{i}")) for i, (t, text) in enumerate(zip(at, texts, strict=True))
    ]


def at_moment(inputs: list[Input]) -> Highlight | None:
    told = [t.highlight for t in tell(HighlightFinder(), inputs)]
    return next((h for h in told if h.start < MOMENT + 5.0 and h.end > MOMENT), None)


SOME = ("这个可以", "有意思啊", "原来是这样", "长见识了", "我妈也有一件", "颜色正")
LAUGHS = ("哈哈哈哈", "笑死我了", "哈哈哈哈嗝", "笑不活了", "xswl", "哈哈名场面")
BUYS = ("拍了", "下单了一件", "抢到了！", "已付款", "拿下", "冲！")


def score(highlight: Highlight | None) -> float:
    return highlight.score if highlight else 0.0


def test_nothing_happens() -> None:
    assert at_moment(broadcast()) is None


def test_more_comments_than_usual() -> None:
    found = at_moment([*broadcast(), *crowd(*SOME, "太会讲了", "记下来了", "学到了", "有画面了")])
    assert found is not None
    assert any("倍" in reason for reason in found.reasons)


def test_as_many_comments_that_are_one_text_or_one_person_are_nothing() -> None:
    same = [(at, Comment(id=c.id, text="1", user=c.user)) for at, c in crowd(*SOME, *LAUGHS)]  # type: ignore[union-attr]
    assert at_moment([*broadcast(), *same]) is None
    alone = [(at, Comment(id=c.id, text=c.text, user="x")) for at, c in crowd(*SOME)]  # type: ignore[union-attr]
    assert at_moment([*broadcast(), *alone]) is None


def test_laughter() -> None:
    laughed, said = at_moment([*broadcast(), *crowd(*LAUGHS)]), at_moment([*broadcast(), *crowd(*SOME)])
    assert laughed is not None
    assert laughed.type == "funny"
    assert any("笑" in reason for reason in laughed.reasons)
    assert score(laughed) > score(said)


def test_buying_words() -> None:
    bought, said = at_moment([*broadcast(), *crowd(*BUYS)]), at_moment([*broadcast(), *crowd(*SOME)])
    assert bought is not None
    assert any("下单" in reason for reason in bought.reasons)
    assert score(bought) > score(said)


def test_what_the_host_says() -> None:
    said = at_moment([*broadcast("今天不要二百，只要九十九元，没听错"), *crowd(*SOME)])
    assert said is not None
    assert said.type == "price"
    assert any("报价" in reason for reason in said.reasons)
    assert said.score > score(at_moment([*broadcast(), *crowd(*SOME)])) + 0.1


def test_a_raised_voice() -> None:
    loud = at_moment([*broadcast(loud=-12.0, usual=-24.0), *crowd(*SOME)])
    calm = at_moment([*broadcast(loud=-24.0, usual=-24.0), *crowd(*SOME)])
    assert loud is not None
    assert calm is not None
    assert any("大 12 dB" in reason for reason in loud.reasons)
    assert loud.score > calm.score


def test_a_voice_that_was_not_measured_changes_nothing() -> None:
    unmeasured = at_moment([*broadcast(), *crowd(*SOME)])
    assert unmeasured == at_moment([*broadcast(loud=-24.0, usual=-24.0), *crowd(*SOME)])
    assert unmeasured == at_moment([*broadcast(loud=0.0, usual=-24.0), *crowd(*SOME)])


def test_a_second_voice_that_is_quieter_by_nature_makes_the_first_no_louder_than_it_is() -> None:
    """The usual level is the middle one of all sentences, so that a few soft ones do not move it."""
    inputs = broadcast(loud=-15.0, usual=-15.0)
    soft = [(at, Utterance(start=d.start, end=d.end, text=d.text, loudness=-30.0))
            if isinstance(d, Utterance) and i % 5 == 0 and d.start != MOMENT else (at, d)
            for i, (at, d) in enumerate(inputs)]  # fmt: skip
    found = at_moment([*soft, *crowd(*SOME)])
    assert found is not None
    assert not any("dB" in reason for reason in found.reasons)


def test_orders() -> None:
    orders: list[Input] = [
        (MOMENT + 4.0 + 0.2 * i, Signal(type="order", id=f"o{i}", viewer=f"v{i}")) for i in range(30)
    ]
    found = at_moment([*broadcast(), *orders])
    assert found is not None
    assert any("30 个订单" in reason for reason in found.reasons)


def test_likes() -> None:
    likes: list[Input] = [
        (MOMENT + 4.0 + 0.02 * i, Signal(type="like", id=f"l{i}", viewer=f"v{i}")) for i in range(300)
    ]
    assert score(at_moment([*broadcast(), *crowd(*SOME), *likes])) > score(at_moment([*broadcast(), *crowd(*SOME)]))


def test_likes_that_a_platform_sends_in_one_count_as_several() -> None:
    one: list[Input] = [(MOMENT + 4.0 + 0.3 * i, Signal(type="like", id=f"l{i}", viewer=f"v{i}")) for i in range(20)]
    many = [(at, Signal(type="like", id=s.id, viewer=s.viewer, count=50)) for at, s in one]  # type: ignore[union-attr]
    base = [*broadcast(), *crowd(*SOME)]
    assert score(at_moment([*base, *many])) > score(at_moment([*base, *one]))


def test_likes_that_come_all_the_time_are_no_signal() -> None:
    likes: list[Input] = [(0.5 * i, Signal(type="like", id=f"l{i}", viewer=f"v{i % 90}")) for i in range(1200)]
    assert at_moment([*broadcast(), *likes]) is None


def test_the_operators_mark() -> None:
    found = at_moment([*broadcast(), (MOMENT + 6.0, Mark(label="这里"))])
    assert found is not None
    assert (found.type, found.reasons[0]) == ("mark", "这里")


@pytest.mark.parametrize(
    ("said", "is_price"),
    [
        ("今天给直播间两万二，两万二走", True),
        ("六十八一斤，两斤就收一百三", True),
        ("店里挂牌三万八一条", True),
        ("九十九拿走！", True),
        ("一箱有三十一个", False),
        ("两百斤以内都能穿", False),
        ("往前走两步", False),
        ("一万个人在看", False),
    ],
)
def test_a_price_is_heard_however_it_is_said(said: str, is_price: bool) -> None:
    assert any(cue.type == "price" for cue in host_cues(said)) is is_price


@pytest.mark.parametrize(
    "said", ["今天138，三百盒，拍完就没", "今晚通通168，三个大小一个价", "Tonight it's $289, that's it"]
)
def test_a_bare_number_after_today_is_a_price(said: str) -> None:
    assert any(cue.type == "price" and cue.strength >= 0.7 for cue in host_cues(said))


@pytest.mark.parametrize(
    "said", ["明晚7点半见，今晚10点下播", "今天三样东西", "今天20个人在线", "Tonight 4 things", "今天100斤的来"]
)
def test_a_time_or_a_count_after_today_is_no_price(said: str) -> None:
    assert not any(cue.type == "price" for cue in host_cues(said))
