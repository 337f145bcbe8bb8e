"""Numbers, prices and sizes in one form."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live.catalog.numerals import amounts, value
from live.speech.wording.numbers import in_one_form


@pytest.mark.parametrize(
    ("heard", "written"),
    [
        ("今天三十九块九", "今天39块9"),
        ("今天39.9元", "今天39块9"),
        ("今天39.90块钱", "今天39块9"),
        ("一百二十九元带回家", "129元带回家"),
        ("一九九拿走", "199拿走"),
        ("原价1,299元", "原价1299元"),
        ("今天89,3号链接", "今天89，3号链接"),
        ("立减五块", "立减5块"),
        ("市场上六块八一斤", "市场上6块8一斤"),
        ("平时九十九一包", "平时99一包"),
        ("打六五折", "打65折"),
        ("百分之九十五的棉", "95%的棉"),
        ("一米六五，一百零五斤", "1米65，105斤"),
        ("1.65米", "1米65"),
        ("一米七五一百五的兄弟", "1米75，150的兄弟"),
        ("两百斤以内", "200斤以内"),
        ("重二点八公斤", "重2.8公斤"),
        ("条宽十二点五", "条宽12.5"),
        ("一号链接配二号", "1号链接配2号"),
        ("三到五天", "3到5天"),
        ("明晚八点", "明晚8点"),
        ("穿xxl的", "穿2XL的"),
        ("拍三个X", "拍3XL"),
        ("m码", "M码"),
        ("拍3个加大码", "拍三个加大码"),
        ("拍2件", "拍两件"),
        ("一千零五十毫安", "1050毫安"),
        ("上五百支", "上500支"),
        ("百分之三点五", "3.5%"),
        ("百分之九十九点九", "99.9%"),
        ("百分之零点五", "0.5%"),
        ("九块九包邮", "9块9包邮"),
        ("三十九块九包邮", "39块9包邮"),
        ("59块9双", "59块9双"),
        ("三十九块九毛九", "39.99元"),
        ("九块九一单", "9块9一单"),
        ("一斤二两", "1斤2两"),
        ("两点到四点", "2点到4点"),
        ("总共220纸，还剩六纸", "总共220只，还剩六只"),
        ("五百纸箱，三张纸，一纸合同，两纸巾", "500纸箱，三张纸，一纸合同，两纸巾"),
        ("市场上55亿金", "市场上55一斤"),
        ("卖了10亿包", "卖了10亿包"),
        ("第1个,第2件,第3天", "第一个,第二件,第3天"),
        ("今天59块酒，抱走", "今天59块9，抱走"),
        ("59块酒水，59块就行", "59块酒水，59块就行"),
        ("价格是４０元，1共300台", "价格是40元，一共300台"),
    ],
)
def test_numbers_are_written_as_shops_write_them(heard: str, written: str) -> None:
    assert in_one_form(heard) == written


@pytest.mark.parametrize(
    "right",
    [
        "一点都看不出来", "五，四，三，二，一", "五四三二一", "七八十块", "千万别拍错", "万一不合适", "十分好用",
        "好几百", "上百人", "数十件", "扣一", "一块儿坐", "两个人", "第一个", "三三两两", "百分百", "假一赔十",
        "十一二岁", "十七八岁", "一百五十六七斤", "八九不离十", "两点",
        "十字路口", "一二三上链接", "一直", "天天戴", "零下", "Buy 2 get 1",
    ],
)  # fmt: skip
def test_what_is_no_number_or_a_small_count_stays(right: str) -> None:
    assert in_one_form(right) == right


phrases = st.sampled_from(
    ["三十九块九", "一百二", "八十", "一米六五", "百分之五", "三到五天", "十把", "两件", "xl", "129元"]
)


@given(st.lists(phrases, max_size=6), st.sampled_from(["", "，", "的"]))
def test_writing_once_is_enough(said: list[str], between: str) -> None:
    written = in_one_form("，".join(said) + between)
    assert in_one_form(written) == written


@given(st.text(alphabet="零一二三四五六七八九两十百千万亿块元斤米个点号到毛百分之，5.9xXlL ", max_size=20))
def test_whatever_is_heard_is_written(text: str) -> None:
    assert in_one_form(text) or not text.strip()


@given(st.integers(10, 9999))
def test_a_price_is_the_same_price(price: int) -> None:
    assert amounts(in_one_form(f"今天{_spelled(price)}元")) == [price]


def _spelled(number: int) -> str:
    digits = "零一二三四五六七八九"
    found = "".join(
        digits[int(d)] + unit if d != "0" else "零"
        for d, unit in zip(str(number), "千百十"[-(len(str(number)) - 1) :] + " ", strict=False)
    )
    spelled = re.sub("零+", "零", found.replace(" ", "")).rstrip("零")
    assert value(spelled) == number
    return spelled
