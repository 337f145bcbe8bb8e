"""Which of the viewers' questions the host has answered, over broadcasts of several kinds."""

import pytest

from live.catalog.product_clock import ProductClock
from live.catalog.products import Catalog, CatalogProduct
from live.cues.ledger import AnsweredLedger
from live.events import Answered, Cue, Product, Question, Utterance
from tests.live.cues.broadcasts import comments_of, play, utterances_of
from tests.replays.scripts import Script, load_scripts, misheard

SCRIPTS = load_scripts()
CHAIR = Catalog(
    products=(
        CatalogProduct(id="chair", name="折叠椅", aliases=("椅子",), link=3, price=89, list_price=149),
        CatalogProduct(id="cup", name="保温杯", aliases=("杯子",), link=4, price=59),
    )
)


def _rates(script: Script, lines) -> tuple[int, int, int]:
    parts = [ProductClock(script.catalog), AnsweredLedger(script.catalog)]
    closed = {}
    for event in play(comments_of(script.comments), utterances_of(lines), parts):
        if isinstance(event.data, Answered):
            closed.setdefault(event.data.group, event.data)
    right = sum(
        g in script.answered and a.end >= script.answered[g][0] - 15 and a.start <= script.answered[g][1] + 15
        for g, a in closed.items()
    )
    return right, len(closed), len(script.answered)


@pytest.mark.parametrize("script", SCRIPTS, ids=[s.name for s in SCRIPTS])
def test_answers_are_heard_and_near_misses_are_not(script):
    right, closed, true = _rates(script, script.lines)
    assert right / closed >= 0.85
    assert right / true >= 0.7


def test_few_answers_are_missed_over_all():
    right, closed, true = (sum(n) for n in zip(*[_rates(s, s.lines) for s in SCRIPTS], strict=True))
    assert right / closed >= 0.95
    assert right / true >= 0.9


def test_answers_are_heard_in_an_imperfect_transcript():
    rates = [_rates(s, misheard(s.lines, seed=1)) for s in SCRIPTS]
    right, closed, true = (sum(n) for n in zip(*rates, strict=True))
    assert right / closed >= 0.85
    assert right / true >= 0.85


def _heard(*lines: str, asked="椅子多少钱", intent="price", product="chair", at=(10.0, 20.0, 30.0)):
    """What the ledger says of a question asked at 5 s when the host says `lines`."""
    inputs = [(1.0, [Product(product="chair", by="operator")])]
    inputs.append((5.0, [Question(comment="c1", intent=intent, score=0.9, group="g", product=product, text=asked)]))
    inputs += [(t + 4, [Utterance(start=t, end=t + 3, text=text)]) for t, text in zip(at, lines, strict=False)]
    return [e.data for e in play(inputs, [AnsweredLedger(CHAIR)]) if isinstance(e.data, Answered)]


def test_a_price_is_answered_by_the_price_and_the_words_are_kept():
    [answered] = _heard("平时一百四十九，今天八十九一把")
    assert answered.text == "平时一百四十九，今天八十九一把"
    assert answered.utterance > 0
    assert (answered.start, answered.end) == (10.0, 13.0)


@pytest.mark.parametrize(
    "line",
    [
        "价格先不说，东西看明白了再谈",
        "好多人在问椅子多少钱",
        "平时卖一百四十九",
        "这杯子五十九",
        "价格等一下公布",
        "你先报一下价格吧",
        "I'm not telling you the price yet",
        "价格我等会儿报先把做工给你们看",
        "椅子价格这个不着急",
        "别人家一百四十九的椅子",
        "两把一起一百六",
    ],
)
def test_a_near_miss_answers_nothing(line):
    assert _heard(line) == []


def test_a_question_that_comes_after_the_answer_stays_open():
    assert _heard("今天八十九一把", at=(0.0,)) == []


def test_what_cannot_be_promised_is_no_answer():
    assert _heard("小朋友能不能坐，这个还没跟厂家确认，不敢乱讲", asked="小朋友能坐吗", intent="suitability") == []


def test_who_asks_when_it_is_back_is_not_answered_by_its_being_gone():
    asked = {"asked": "还补吗", "intent": "stock"}
    assert _heard("真没了，库存清空，抢到的恭喜了", **asked) == []
    [answered] = _heard("真没了，库存清空", "没抢到的明晚八点再补两百把", **asked)
    assert answered.text == "没抢到的明晚八点再补两百把"


@pytest.mark.parametrize(
    ("asked", "intent", "line"),
    [
        ("椅面多高", "spec", "坐下来离地四十二厘米刚刚好"),
        ("一箱几把", "spec", "四把装一个大箱子发给你"),
        ("能淋雨吗", "usage", "淋了雨擦干就行不会锈"),
        ("掉不掉漆", "quality", "我用了两年一点都没掉"),
        ("多久能到", "shipping", "今天统一出库，后天中午之前"),
        ("怕坐塌", "quality", "怕坐塌的朋友我一百八十斤坐给你看"),
    ],
)
def test_an_answer_is_heard_in_the_hosts_own_words(asked, intent, line):
    assert len(_heard(line, asked=asked, intent=intent)) == 1


@pytest.mark.parametrize(
    ("asked", "intent", "line"),
    [
        ("椅面多高", "spec", "我一米六五，今天穿的平底鞋"),
        ("能淋雨吗", "usage", "外面下雨了大家听得到雨声吗"),
        ("掉不掉漆", "quality", "手机差点掉了"),
        ("多久能到", "shipping", "等我两分钟，我去拿个快递箱"),
        ("怕坐塌", "quality", "大家坐好了啊"),
        ("does it come up higher", "spec", "look at them go, we're up to three hundred viewers"),
        ("can you open it once", "request", "the doors open on Friday, just once a year"),
        ("does it come in plus", "size", "teal and plum are walking out the door"),
        ("any dents on the 14th one", "quality", "and that's the story of my summer"),
        ("no volume for me", "complaint", "if your parcel is late send us a message with the order number"),
        ("is that one nice against the other", "compare", "okay I'm doing it again, watch the price"),
    ],
)
def test_a_shared_word_alone_answers_nothing(asked, intent, line):
    assert _heard(line, asked=asked, intent=intent) == []


def test_what_plainly_answers_one_question_closes_no_other_on_faint_signs():
    def closed(*asked: tuple[str, str, str]) -> list[str]:
        inputs = [(1.0, [Product(product="chair", by="operator")])]
        inputs += [
            (5.0, [Question(comment=g, intent=intent, score=0.9, group=g, product="chair", text=text)])
            for g, intent, text in asked
        ]
        inputs.append(
            (14.0, [Utterance(start=10, end=13, text="if the enamel chips within two years we send a new one")])
        )
        return [e.data.group for e in play(inputs, [AnsweredLedger(CHAIR)]) if isinstance(e.data, Answered)]

    faint, plain = ("faint", "usage", "enamel okay near a stove"), ("plain", "quality", "how long is the warranty")
    assert closed(faint) == ["faint"]
    assert closed(faint, plain) == ["plain"]


def test_a_figure_that_was_run_together_with_the_link_still_counts():
    assert len(_heard("價格報一下平時149今天893號鏈接一共3008")) == 1


def test_an_answer_about_another_product_is_none():
    assert _heard("杯子承重不用管，杯子能装五百毫升", asked="承重多少", intent="spec") == []


def test_a_group_is_answered_once_and_again_only_when_its_cue_has_opened_again():
    inputs = [
        (1.0, [Product(product="chair", by="operator")]),
        (5.0, [Question(comment="c1", intent="price", score=0.9, group="g", product="chair", text="多少钱")]),
        (14.0, [Utterance(start=10, end=13, text="今天八十九")]),
        (24.0, [Utterance(start=20, end=23, text="再说一遍八十九")]),
        (200.0, [Cue(group="g", state="open", intent="price", product="chair")]),
        (214.0, [Utterance(start=210, end=213, text="八十九")]),
    ]
    said = [e.at for e in play(inputs, [AnsweredLedger(CHAIR)]) if isinstance(e.data, Answered)]
    assert said == [14.0, 214.0]
