"""Heights, weights and sizes as viewers spell them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live.catalog.measures import parse_body

# text, height in cm, weight in kg (a number, a range, or None)
SPELLINGS = [
    ("160斤能穿吗", None, 80),
    ("160jin 拍几个X啊", None, 80),
    ("160 jin能穿不", None, 80),
    ("80kg穿什么码", None, 80),
    ("80 KG 能穿吗", None, 80),
    ("八十公斤的可以吗", None, 80),
    ("80千克", None, 80),
    ("165/130", 165, 65),
    ("165-170 110-120", (165, 170), (55, 60)),
    ("我怀孕前110斤现在140斤 160高", 160, 70),
    ("165 130穿啥", 165, 65),
    ("165-130 什么码", 165, 65),
    ("165，130", 165, 65),
    ("163的身高160斤，选3XL还是4XL", 163, 80),
    ("163 160斤", 163, 80),
    ("160斤 168 穿几码", 168, 80),
    ("155 90斤 拍小码会不会大", 155, 45),
    ("我153 88斤 小个子怕拖地", 153, 44),
    ("165 120斤穿啥码", 165, 60),
    ("165cm 60kg拿什么码好", 165, 60),
    ("身高165体重120 M还是L", 165, 60),
    ("身高165体重60", 165, 60),
    ("一米六", 160, None),
    ("一米六五 一百三十斤", 165, 65),
    ("1米63 110斤", 163, 55),
    ("1米6 110斤", 160, 55),
    ("1m65 55kg", 165, 55),
    ("1.65m 55kg", 165, 55),
    ("1.65米，120斤", 165, 60),
    ("1.7 140斤", 170, 70),
    ("身高1.58 体重98", 158, 49),
    ("米六五，120斤", 165, 60),
    ("米七 130", 170, 65),
    ("我160高130重", 160, 65),
    ("165身高130体重", 165, 65),
    ("体重130身高160", 160, 65),
    ("weight 65 height 165", 165, 65),
    ("height 165 weight 130", 165, 130 * 0.45359237),
    ("130/160", 160, 65),
    ("110，158 穿啥", 158, 55),
    ("一百三四", None, (65, 70)),
    ("一百五六能穿吗", None, (75, 80)),
    ("一米六几，一百三左右", (160, 169), 65),
    ("1米60 1百30斤", 160, 65),
    ("體重一百六十斤", None, 80),
    ("體重160出頭", None, (80, 82.5)),
    ("体重160出头 怕拍小了", None, (80, 82.5)),
    ("150到200斤的有码没", None, (75, 100)),
    ("150-160斤", None, (75, 80)),
    ("130~140斤", None, (65, 70)),
    ("一百五六十斤", None, (75, 80)),
    ("一百三四的体重", None, (65, 70)),
    ("我一百六十多斤", None, (80, 84.5)),
    ("不到100斤", None, (47.5, 50)),
    ("快200斤了", None, (97.5, 100)),
    ("一百六的胖子能穿不", None, 80),
    ("两百斤能穿吗", None, 100),
    ("二百二十斤", None, 110),
    ("兩百斤", None, 100),
    ("一百零五斤", None, 52.5),
    ("220斤怕坐塌", None, 110),
    ("160能穿不 斤数哈不是身高", None, 80),
    ("我170斤的有没有戏", None, 85),
    ("身高一七零 体重一百三", 170, 65),
    ("175高 75公斤", 175, 75),
    ("165的个子", 165, None),
    ("172公分 68公斤", 172, 68),
    ("宝宝8个月20斤", None, 10),
    ("娃100cm 30斤", 100, 15),
    ("im 5'2 are the leggings gonna be too long", 157.48, None),
    ("5 foot 2 and 130 lbs", 157.48, 58.97),
    ("5'2\" 130", 157.48, 58.97),
    ("I'm 5'9 and 180, sleeves are always too short", 175.26, 81.65),
    ("5ft2 here", 157.48, None),
    ("5 ft 10 in, 200 pounds", 177.8, 90.72),
    ("5’4” 140lbs", 162.56, 63.5),
    ("five foot two, 110 lb", 157.48, 49.9),
    ("I weigh 150", None, 68.04),
    ("i'm 165cm and 60kg", 165, 60),
    ("60 kilos 170 cm", 170, 60),
    ("11 stone 4", None, 71.67),
    ("6' 210lb", 182.88, 95.25),
    ("5 feet 6 inches 155 pounds", 167.64, 70.31),
    ("五尺三 一百二", 160.02, 60),
    ("五尺五 一百三", 165.1, 65),
    ("five six 160 pounds", 167.64, 72.57),
    ("145 pounds, five six", 167.64, 65.77),
    ("six two 220", 187.96, 99.79),
    ("5 4 130 lbs", 162.56, 58.97),
    ("5.4 130lbs", 162.56, 58.97),
    ("five foot four, 130 pounds", 162.56, 58.97),
    ("5ft4 130lbs", 162.56, 58.97),
    ("5'7 and 11 stone", 170.18, 69.85),
    ("11st 7lb", None, 73.03),
    ("9.5 stone", None, 60.33),
    ("hundred sixty lbs", None, 72.57),
    ("140ish lbs", None, 63.5),
    ("m65 60kg", 165, 60),
    ("1,70m 70kg", 170, 70),
    ("1.70 70", 170, 70),
    ("178/80", 178, 80),
    ("178 160", 178, 80),
    ("100.1kg", None, 100.1),
    ("165~170 110~120", (165, 170), (55, 60)),
    ("160到165 110到120斤", (160, 165), (55, 60)),
    ("160-165cm 50-55kg", (160, 165), (50, 55)),
    ("165130", 165, 65),
    ("16098穿多大", 160, 49),
    ("160/52kg", 160, 52),
    ("60kg/170", 170, 60),
    ("120斤 165", 165, 60),
    ("105斤1米6", 160, 52.5),
    ("一米六一百零五斤", 160, 52.5),
    ("一百二 一米六五", 165, 60),
    ("九十八斤一米五八", 158, 49),
    ("一六五 一百二", 165, 60),
    ("体重55kg身高160cm", 160, 55),
    ("116重165高", 165, 58),
    ("H165 W55kg", 165, 55),
    ("165｜116", 165, 58),
    ("165：116", 165, 58),
    ("165.116斤", 165, 58),
    ("１６５／１１６", 165, 58),
    ("女160 100", 160, 50),
    ("160,110j", 160, 55),
    ("一百三十多", None, (65, 69.5)),
    ("小二百斤", None, (97.5, 100)),
    ("两米 二百斤", 200, 100),
    ("以前120现在140斤", None, 70),
]  # fmt: skip


def _span(value):
    if value is None or isinstance(value, tuple):
        return value
    return (value, value)


@pytest.mark.parametrize(("text", "height", "weight"), SPELLINGS, ids=[s[0] for s in SPELLINGS])
def test_a_height_and_a_weight_are_understood_however_they_are_spelled(text, height, weight):
    body = parse_body(text)
    for found, wanted in ((body.height_cm, _span(height)), (body.weight_kg, _span(weight))):
        if wanted is None:
            assert found is None
        else:
            assert found is not None
            assert found == pytest.approx(wanted, abs=0.01)


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("4xl还有没有", ("4XL",)),
        ("4个X的断货了没 急", ("4XL",)),
        ("四个加大码有吗", ("4XL",)),
        ("三加还有吗", ("3XL",)),
        ("两个加大码", ("2XL",)),
        ("XXL还有吗", ("2XL",)),
        ("2x有没有", ("2XL",)),
        ("加大码断了？", ("XL",)),
        ("拍小码会不会大", ("S",)),
        ("中码大码怎么选", ("M", "L")),
        ("身高165体重120 M还是L", ("M", "L")),
        ("選3XL還是4XL", ("3XL", "4XL")),
        ("160 110斤穿m行不", ("M",)),
        ("主播身上是M吗", ("M",)),
        ("37码断了?", ("37",)),
        ("41码有吗", ("41",)),
        ("平时37.5", ("37.5",)),
        ("宝宝8个月20斤穿80还是90", ("80", "90")),
        ("sneakers in a size 9 still available?", ("9",)),
        ("any 9s left in the sneakers", ("9",)),
        ("it keeps saying sold out for the medium", ("M",)),
        ("does it fit XL?", ("XL",)),
        ("extra large still there?", ("XL",)),
        ("is this in 3X", ("3XL",)),
        ("I'm so in love it's great", ()),
        ("i'm a small, is m ok", ("S",)),
        ("有大码吗", ()),
        ("连衣裙多少钱", ()),
        ("加厚的吗", ()),
        ("5L还是6L呀这个炸锅", ()),
        ("3号链接", ()),
        ("主播快下播了", ()),
    ],
)
def test_a_size_has_one_name(text, sizes):
    assert parse_body(text).sizes == sizes


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("有大码吗？？", "large"),
        ("胖子能穿吗", "large"),
        ("小个子怕拖地", "small"),
        ("do you have plus size", "large"),
        ("多少钱", ""),
    ],
)
def test_the_end_of_the_sizes_that_is_asked_for_is_seen(text, end):
    assert parse_body(text).end == end


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("宝宝8个月20斤穿80还是90", (8, 8)),
        ("3岁宝宝能用嗎", (36, 36)),
        ("两岁半看得懂这套绘本吗", (30, 30)),
        ("小朋友能戴吗，6岁", (72, 72)),
        ("ok for a 6 month old?", (6, 6)),
        ("怀孕5个月能穿不", None),
        ("能用3个月吗", None),
    ],
)
def test_a_childs_age_is_told_from_a_pregnancy(text, months):
    assert parse_body(text).age_months == months


@pytest.mark.parametrize(
    "text",
    ["129元没听错", "48小时内发货", "9号买的到现在不发", "承重150公斤？", "满200减30", "how much is it", "95%棉"],
)
def test_other_numbers_are_no_heights(text):
    assert parse_body(text).height_cm is None


@pytest.mark.parametrize(
    "text",
    [
        "单号165130", "158999多少钱",
        "160120的被套有吗", "第165.100单", "5 4 100 pack", "5.5 120 grams", "size 5 6 160 gsm",
        "一百三十多块贵了", "一百八十多能便宜吗", "五尺的床单",
    ],
)  # fmt: skip
def test_figures_of_other_things_are_no_body(text):
    assert not parse_body(text).measured


@given(st.text(max_size=60))
def test_any_text_can_be_read(text):
    parse_body(text)


@given(st.integers(140, 199), st.integers(70, 250))
def test_a_pair_of_figures_is_height_and_jin(height, jin):
    body = parse_body(f"{height} {jin}斤穿什么码")
    assert body.height_cm == (height, height)
    assert body.weight_kg == (jin / 2, jin / 2)
