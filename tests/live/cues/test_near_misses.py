"""What sounds like an answer and is none."""

import pytest

from live.catalog.numerals import figures
from live.catalog.products import CatalogProduct
from live.cues.hearing import hear
from live.cues.ledger import AnsweredLedger
from live.cues.prices import price_said
from live.events import Answered, Question, Utterance
from tests.live.cues.broadcasts import play


@pytest.mark.parametrize(
    "line",
    [
        "160斤的姐妹别急 尺码表下一个讲",
        "160斤能不能穿呢 我们问一下小王",
        "发货的事情下播前统一说",
        "上次那批发货慢了 对不起大家",
        "发货快不快 老粉都知道",
        "口袋有没有我给你们翻出来看看啊 等一下",
        "透不透我拿手电筒照一下你们看",
        "洗之前看一下水洗标",
        "I love pockets who else loves pockets",
        "pockets are the next thing I'm going to show",
        "sizes are next I promise",
        "说到退货，我要先讲清楚",
        "稍后给大家上链接",
        "问防不防水的，没做过测试，泡多久都不跟你打包票",
        "敏感肌的我不敢替你拍胸脯，报告只有一半，没看全不乱讲",
        "能不能熬药，这个我真不懂",
        "on how long it lasts, I don't have a number, I'd be making it up",
        "dishwasher? we have never tested it",
        "颜色等下一个个给你们上身看",
        "我今天头发颜色好看吗",
        "透不透啊，待会儿拿手电筒给你们照",
        "我家洗衣机昨天坏了笑死",
        "上次直播我们送了腰带",
        "my dishwasher broke yesterday",
        "we had a few people with wool allergies last week, so what do we tell them?",
        "not going to knock other shops, there's nothing to compare here, so I'll leave that one alone",
        "放不放得进鞋柜，自己量一下",
        "孕妇能不能吃，我不是医生，这话我不敢接",
        "能不能带上高铁，各地说法都不一样，我不敢替人家答",
        "有人问是哪家快递，你去仓库看一眼",
        "没中的姐妹别走，中奖的报一下地址",
    ],
)
def test_what_puts_off_or_repeats_a_question_is_no_answer(line):
    assert hear(line).empty


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("透不透，完全不透", "完全不透"),
        ("透不透 里面有衬完全不透的", "完全不透"),
        ("能不能机洗 可以机洗的放心", "可以机洗"),
        ("两边都有口袋是不是", "两边都有口袋"),
        ("M码L码都行看你喜不喜欢宽松", "都行"),
        ("160金的宝宝拿3XL", "160斤"),
        ("统一48小时内发货", "48小时"),
        ("it ships the next day", "next day"),
        ("泡水多久没测过，不过淋雨没问题", "淋雨没问题"),
        ("防水没测过。重量三斤半", "3斤半"),
        ("没试过这么好穿的，三斤以内都能装", "都能装"),
        ("上次那批也完全不透", "完全不透"),
        ("我家这款可以机洗", "可以机洗"),
        ("指定日期的按你写的那天发", "那天发"),
        ("I have never tried anything lighter, it weighs two pounds", "2 pounds"),
        ("it's all linen, no plastic in it, right?", "all linen"),
    ],
)
def test_an_answer_beside_a_repeated_question_is_kept(line, answer):
    assert answer in hear(line).rest


@pytest.mark.parametrize(
    ("asked", "intent", "line", "closes"),
    [
        ("how heavy is the pan", "spec", "it feels heavy and solid doesn't it", False),
        ("how heavy is the pan", "spec", "it weighs two pounds", True),
        ("什么时候发货", "shipping", "我们发货很快的放心", False),
        ("什么时候发货", "shipping", "今天拍明天就发货", True),
    ],
)
def test_how_much_and_when_want_more_than_a_word_of_the_question(asked, intent, line, closes):
    question = Question(comment="c1", intent=intent, score=0.95, group="g", text=asked)
    inputs = [(5.0, [question]), (14.0, [Utterance(start=10, end=13, text=line)])]
    assert any(isinstance(e.data, Answered) for e in play(inputs, [AnsweredLedger()])) is closes


@pytest.mark.parametrize(
    ("line", "height_cm", "weight_kg"),
    [
        ("I'm five four with a thirty-six, and I wear the medium", 163, None),
        ("my brother is six two, two forty, and he has the large on", 188, 109),
        ("link four five six are all live", None, None),
        ("figure four to six days", None, None),
    ],
)
def test_feet_and_inches_are_heard_as_hosts_say_them(line, height_cm, weight_kg):
    body = hear(line).body
    assert (body.height_cm and round(body.height_cm[0])) == height_cm
    assert (body.weight_kg and round(body.weight_kg[0])) == weight_kg


IRON = CatalogProduct(id="wok", name="铁锅", price=189)


@pytest.mark.parametrize("line", ["从里到外就一块铁", "今天一块磨刀石送你", "就九块九运费", "现在就剩五块了"])
def test_a_piece_or_a_small_sum_is_no_price_of_something_dear(line):
    assert price_said(figures(line), IRON) == "none"


@pytest.mark.parametrize(
    ("line", "product"),
    [("到手一百八十九", IRON), ("今天直播间只要一百七十块", IRON), ("一块钱一个", None), ("就两块五", None)],
)
def test_a_likely_sum_said_as_a_price_is_one(line, product):
    assert price_said(figures(line), product) == "stated"


@pytest.mark.parametrize(
    "line",
    [
        "九十九块钱你能买到什么呀，一杯奶茶都要三十",
        "我不会告诉你是九十九的",
        "九十九还是八十九，你们扣个数",
        "guess what, is it 99?",
    ],
)
def test_playing_with_the_price_does_not_tell_it(line: str) -> None:
    assert price_said(figures(line), CatalogProduct(id="a", name="a", price=99)) == "none"


@pytest.mark.parametrize(
    ("asked", "intent", "line"),
    [
        ("几天能到", "shipping", "坏了的，收到2天之内拍照给客服"),
        ("什么时候补货", "stock", "先涂这个，5分钟再上妆"),
    ],
)
def test_a_time_of_something_else_is_no_answer_to_when(asked, intent, line):
    question = Question(comment="c", group="g", text=asked, intent=intent, score=0.95)
    told = play([(0.0, [question])], [(9.0, [Utterance(start=5.0, end=9.0, text=line)])], [AnsweredLedger()])
    assert not [e for e in told if isinstance(e.data, Answered)]


@pytest.mark.parametrize(
    "line", ["没收到货的那几位，前天下雨耽误了，今早都走了", "等了三周的那位，把单号留给我，我亲自去找"]
)
def test_who_waits_for_an_order_is_answered_by_a_word_to_those_who_wait(line):
    question = Question(comment="c", group="g", text="我的订单号还没发货", intent="complaint", score=0.95)
    told = play([(0.0, [question])], [(9.0, [Utterance(start=5.0, end=9.0, text=line)])], [AnsweredLedger()])
    assert [e.data.group for e in told if isinstance(e.data, Answered)] == ["g"]
