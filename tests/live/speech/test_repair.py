"""Words that were heard as something that sounds the same."""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live.catalog.products import Catalog, CatalogProduct, Faq
from live.catalog.wording import simplified
from live.speech.vocabulary import words_of
from live.speech.wording.repair import Repair
from tests.replays.scripts import Script, load_scripts, misheard

SHOP = Repair(
    ("空气炸锅", "电动牙刷", "透气防晒面罩", "防晒面罩", "面罩", "椅子", "洁面乳", "一号", "承重150公斤，后备箱放得下")
)
RIGHT = [
    sentence
    for line in (Path(__file__).parent / "right.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
    for sentence in line.split()
]
DEMO = Path(__file__).parents[3] / "live" / "demo"
CHINESE = [script for script in load_scripts() if not script.name.endswith("_en")]


@pytest.mark.parametrize(
    ("heard", "written"),
    [
        ("这个空气扎锅今天", "这个空气炸锅今天"),
        ("三号一子全部抢光", "三号椅子全部抢光"),
        ("接下来是面照", "接下来是面罩"),
        ("后背箱随便塞", "后备箱随便塞"),
        ("防山面罩天天戴", "防晒面罩天天戴"),
        ("今天电动牙刷和洁面乳都有", "今天电动牙刷和洁面乳都有"),
    ],
)
def test_the_shops_words_are_written_as_in_the_catalog(heard: str, written: str) -> None:
    assert SHOP.write(heard) == written


@pytest.mark.parametrize(
    ("heard", "written"),
    [
        ("公平上吃马问得最多", "公屏上尺码问得最多"),
        ("私信给克服", "私信给客服"),
        ("抽个扶带", "抽个福袋"),
        ("运费嫌我们送", "运费险我们送"),
        ("一号连接", "一号链接"),
        ("最后蒋米桶", "最后讲米桶"),
        ("中间纳种刚刚好", "中间那种刚刚好"),
    ],
)
def test_the_trades_words_are_written_right_without_any_catalog(heard: str, written: str) -> None:
    assert Repair().write(heard) == written


@pytest.mark.parametrize(
    ("heard", "written"),
    [("里面看得疫情二处", "里面看得一清二楚"), ("一包四十八片", "一包四十八片")],
)
def test_long_words_of_any_text_are_written_for_just_the_same_sounds(heard: str, written: str) -> None:
    assert Repair().write(heard) == written


@pytest.mark.parametrize(
    ("heard", "written"),
    [
        ("接着三文与中段", "接着三文鱼中段"),
        ("五文鱼和三纹鱼", "五文鱼和三文鱼"),
        ("弹立直统牛仔库", "弹力直筒牛仔裤"),
        ("十二格都在", "十二格都在"),
    ],
)
def test_names_with_a_numeral_and_long_names_are_put_right(heard: str, written: str) -> None:
    assert Repair(("三文鱼", "弹力直筒牛仔裤", "十二个")).write(heard) == written


def test_a_word_of_the_trade_is_not_taken_for_another_of_the_shop() -> None:
    assert Repair(("主播同款",)).write("我是助播阿北") == "我是助播阿北"


@pytest.mark.parametrize(
    "right",
    [
        "大家晚上好，新来的点点关注", "公平竞争", "空气炸饼", "以后一直都有", "他很有意思", "克服一下困难",
        "你就把这个防晒面条往耳朵上一挂", "我们一只手就能提", "连接手机就能用", "不到六斤",
        "他拿把钢铲刮给你看", "再减五块", "这霜很润",
    ],
)  # fmt: skip
def test_what_was_right_is_left_alone(right: str) -> None:
    assert SHOP.write(right) == right


def test_words_of_a_catalog_are_its_names_and_what_else_it_says() -> None:
    faq = (Faq(q="敏感肌能用吗", a="能"),)
    product = CatalogProduct(id="a", name="补水面膜", aliases=("面膜",), attributes={"颜色": ["雾霾蓝"]}, faq=faq)
    assert words_of(Catalog(products=(product,))) == ("补水面膜", "面膜", "颜色", "雾霾蓝", "敏感肌能用吗", "能")
    assert Repair(words_of(Catalog(products=(product,)))).write("悟买蓝") == "雾霾蓝"


def test_no_ordinary_sentence_is_changed_without_a_catalog() -> None:
    assert len(RIGHT) > 350
    repair = Repair()
    assert [(right, repair.write(right)) for right in RIGHT if repair.write(right) != right] == []


@pytest.mark.parametrize("script", CHINESE, ids=lambda s: s.name)
def test_no_ordinary_sentence_is_changed_in_a_shop(script: Script) -> None:
    repair = Repair(words_of(script.catalog))
    assert [(right, repair.write(right)) for right in RIGHT if repair.write(right) != right] == []


@pytest.mark.parametrize(
    ("names", "right"),
    [
        (("沃柑",), "我敢说这个质量没问题"),
        (("开心果",), "过年也开心过每一天"),
        (("被芯",), "被新来的姐妹问到了"),
        (("小样",), "这个小杨同学说得对"),
        (("痘印", "收纳包"), "抖音上的手拿包"),
    ],
)
def test_names_that_sound_like_ordinary_speech_do_not_replace_it(names: tuple[str, ...], right: str) -> None:
    assert Repair(names).write(right) == right


@pytest.mark.parametrize(
    ("catalog", "right"),
    [
        ("开封后不要放冰箱", "收到以后需要放冰箱"), ("不要用开水冲泡", "这个需要用开水冲"),
        ("不要机洗", "这件裤子需要机洗"), ("冷水手洗", "用温水手洗"), ("两侧口袋", "两层口袋"),
        ("次日发出", "佛山仓即日发出"), ("安全座椅", "借他来坐一坐"), ("座椅", "让他坐一坐"),
    ],
)  # fmt: skip
def test_the_catalog_never_turns_what_the_host_says_into_its_opposite(catalog: str, right: str) -> None:
    assert Repair((catalog,)).write(right) == right


@pytest.mark.parametrize("script", CHINESE, ids=lambda s: s.name)
def test_in_shops_of_all_kinds_hardly_anything_right_is_changed(script: Script) -> None:
    repair = Repair(words_of(script.catalog))
    lines = [simplified(line["text"]) for line in script.lines]
    changed = sum(a != b for line in lines for a, b in zip(line, repair.write(line), strict=True))
    assert changed <= 0.005 * sum(map(len, lines))


@pytest.mark.parametrize("script", CHINESE, ids=lambda s: s.name)
def test_words_of_one_shop_are_not_read_into_what_another_says(script: Script) -> None:
    repair = Repair(words_of(script.catalog))
    lines = [row["text"] for row in json.loads((DEMO / "timeline.json").read_text(encoding="utf-8"))]
    changed = sum(a != b for line in lines for a, b in zip(line, repair.write(line), strict=True))
    assert changed <= 0.002 * sum(map(len, lines))


def test_in_shops_of_all_kinds_at_most_a_quarter_of_the_misheard_names_stay_misheard() -> None:
    before = after = 0
    for script in CHINESE:
        repair = Repair(words_of(script.catalog))
        names = [name for product in script.catalog.products for name in (product.name, *product.aliases)]
        for said, heard in zip(script.lines, misheard(script.lines, seed=1), strict=True):
            text = simplified(heard["text"])
            wanted = _named(said["text"], names)
            before += (wanted - _named(text, names)).total()
            after += (wanted - _named(repair.write(text), names)).total()
    assert before > 10
    assert after <= before / 4


def _named(text: str, names: list[str]) -> Counter[str]:
    return Counter({name: text.count(name) for name in names if name in text})


@given(st.text(alphabet="一面罩照子椅空气炸锅扎公屏平上，a1 ", max_size=30))
def test_a_text_stays_as_long_and_right_as_it_was(text: str) -> None:
    written = SHOP.write(text)
    assert len(written) == len(text)
    assert SHOP.write(written) == written
