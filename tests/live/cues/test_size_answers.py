"""What is said to a question on sizes, over size tables of several kinds; short enough to be read at a glance."""

import pytest

from live.catalog.products import Catalog, CatalogProduct, Size
from live.cues.answers import Answerer
from tests.live.cues.test_demo_broadcast import CATALOG


def _product(id_: str, name: str, *sizes: Size) -> CatalogProduct:
    return CatalogProduct(id=id_, name=name, sizes=sizes)


SHOP = Catalog(
    products=(
        _product("shoe", "小白鞋", *(Size(size=str(s), foot_cm=(s + 10) / 2) for s in range(35, 41))),
        _product(
            "kid", "儿童卫衣",
            Size(size="90", height_cm=(80, 90), age="1-2岁"), Size(size="100", height_cm=(90, 100), age="2-3岁"),
            Size(size="110", height_cm=(101, 110), age="4-5岁"), Size(size="120", height_cm=(111, 120), age="5-6岁"),
        ),
        _product("ring", "银戒指", Size(size="12号", note="内径16.5mm"), Size(size="14号", note="内径17.2mm")),
        _product(
            "coat", "狗狗雨衣",
            Size(size="S", weight_kg=(2, 4.9)), Size(size="M", weight_kg=(5, 9)), Size(size="L", weight_kg=(9.5, 15)),
        ),
        _product("bra", "文胸", Size(size="75B", bust_cm=(87, 89)), Size(size="80C", bust_cm=(94, 96))),
        _product("jeans", "牛仔裤", *(Size(size=s, waist_cm=w) for s, w in (("29", 74), ("30", 77), ("31", 80)))),
        _product("runner", "跑鞋", *(Size(size=f"US {s}") for s in range(6, 11))),
        _product("quilt", "被子", Size(size="1.5米", note="200乘230"), Size(size="1.8米", note="220乘240")),
    )
)  # fmt: skip
NUMBERED = Catalog(
    products=(
        _product("eu", "小白鞋", *(Size(size=str(s), foot_cm=(s + 10) / 2) for s in range(37, 41))),
        _product(
            "noted", "徒步鞋",
            Size(size="38", foot_cm=24, note="us 7, uk 5"), Size(size="39", foot_cm=24.5, note="us 8, uk 6"),
        ),
        _product("us", "runner", Size(size="US 7", note="eu 38"), Size(size="US 8", note="eu 39")),
        _product("bare", "trail shoe", Size(size="7"), Size(size="8")),
        _product("two", "拖鞋", Size(size="38-39", foot_cm=(24, 24.5)), Size(size="40-41", foot_cm=(25, 25.5))),
    )
)  # fmt: skip
WRAP = Catalog(
    products=(
        CatalogProduct(
            id="wrap", name="Wrap dress", currency="$",
            sizes=(
                Size(size="S", weight_kg=(50, 58), height_cm=(155, 170)),
                Size(size="M", weight_kg=(58, 66), height_cm=(158, 173)),
                Size(size="XL", weight_kg=(76, 88), height_cm=(160, 178)),
            ),
        ),
    )
)  # fmt: skip


@pytest.mark.parametrize(
    ("product", "text", "answer"),
    [
        ("shoe", "脚长24.5", "脚长24.5cm拿39"),
        ("shoe", "24.5的脚穿多大", "脚长24.5cm拿39"),
        ("shoe", "脚长245", "脚长24.5cm拿39"),
        ("shoe", "女生230的鞋", "脚长23cm拿36"),
        ("shoe", "平时穿38", "38适合脚长24cm"),
        ("shoe", "脚长26", "脚长26cm穿不了：最大40"),
        ("shoe", "37.5拿多少", "没有37.5码，有37和38"),
        ("shoe", "有41码吗", "没有41码，35到40共6个码"),
        ("kid", "3岁宝宝 100cm", "100cm拿100"),
        ("kid", "三岁穿多大", "3岁拿100"),
        ("kid", "身高95", "95cm拿100"),
        ("kid", "5岁 108 40斤", "108cm拿110"),
        ("kid", "18个月", "18个月拿90"),
        ("kid", "92的身高 拿90还是100", "92cm拿100"),
        ("kid", "我家娃9岁 135", "身高135cm超出尺码表：最大120"),
        ("kid", "9岁能穿吗", "9岁穿不了：最大120"),
        ("ring", "14号有吗", "14号适合内径17.2mm"),
        ("coat", "10斤的猫", "10斤拿M"),
        ("coat", "博美 3kg 穿啥码", "6斤拿S"),
        ("coat", "金毛60斤", "60斤穿不了：最大L，到30斤"),
        ("bra", "胸围88", "胸围88cm拿75B"),
        ("bra", "80c", "80C适合胸围94–96cm"),
        ("jeans", "腰围二尺四", "腰围80cm拿31"),
        ("jeans", "2尺3的腰", "腰围76.7cm拿30"),
        ("jeans", "二尺六", "腰围86.7cm穿不了：最大31"),
        ("jeans", "腰围78", "腰围78cm拿31"),
        ("jeans", "30的腰", "30适合腰围77cm"),
        ("runner", "women 9", "US 9"),
        ("runner", "do you have 11", "No 11. 5 sizes, US 6 to US 10"),
        ("quilt", "1.5米的有吗", "1.5米适合200乘230"),
    ],
)
def test_a_figure_means_what_the_table_lists(product, text, answer):
    assert (Answerer(SHOP).answer("size", product, [text]).text or "").startswith(answer)


@pytest.mark.parametrize(
    ("product", "text", "answer"),
    [
        ("eu", "JP 24.5", "foot length 24.5 cm: take 39"),
        ("eu", "日码245", "脚长24.5cm拿39"),
        ("eu", "脚长9.6寸", "脚长24.4cm拿39"),
        ("eu", "my foot is 9.5 inches", "foot length 24.1 cm: take 39 (foot length 24.5 cm)"),
        ("eu", "欧码39", "39适合脚长24.5cm"),
        ("eu", "eu 42", "No 42. 4 sizes, 37 to 40"),
        ("noted", "us 8", "39 fits"),
        ("noted", "英码6", "39适合"),
        ("us", "eu 39", "US 8 fits eu 39"),
        ("bare", "us 8", "8"),
        ("two", "39码", "38-39适合脚长24–24.5cm"),
    ],
)
def test_a_number_of_another_country_finds_its_row(product, text, answer):
    assert (Answerer(NUMBERED).answer("size", product, [text]).text or "").startswith(answer)


@pytest.mark.parametrize(
    ("product", "text"), [("eu", "us 8"), ("eu", "uk 6"), ("noted", "uk 8"), ("us", "uk 7"), ("bare", "uk 8")]
)
def test_a_number_of_a_country_that_the_table_does_not_tell_is_no_row(product, text):
    assert Answerer(NUMBERED).answer("size", product, [text]).text is None


def test_two_people_are_both_answered():
    text = Answerer(CATALOG).answer("size", "dress", ["我妈155 130斤 我165 100斤"]).text or ""
    assert "妈155cm、130斤拿XL" in text
    assert "165cm、100斤拿M" in text


@pytest.mark.parametrize("product", ["ring", "runner", "quilt"])
@pytest.mark.parametrize("text", ["160斤", "165/130", "脚宽"])
def test_where_the_table_does_not_tell_there_is_no_guess(product, text):
    text_ = Answerer(SHOP).answer("size", product, [text]).text
    assert text_ is None or "拿" not in text_


@pytest.mark.parametrize("text", ["胖子能穿吗", "有大码吗", "最大码多大", "200斤的胖子一定穿不了吧 大码有吗"])
def test_who_asks_for_large_sizes_is_told_of_the_largest_first(text):
    answer = Answerer(CATALOG).answer("size", "dress", [text])
    assert answer.text is not None
    assert answer.text.index("4XL") < 12
    assert "200斤" in answer.text
    assert answer.sources[0].ref == "4XL"


def test_who_asks_for_small_sizes_is_told_of_the_smallest_first():
    answer = Answerer(CATALOG).answer("size", "dress", ["小个子能穿吗"])
    assert answer.text == "最小S，80–95斤、身高150–160cm能穿（S到4XL共7个码）"
    assert answer.sources[0].ref == "S"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("does it fit larger sizes", "Largest is XL, up to 194 lb, 5'10 (3 sizes, S to XL)"),
        ("plus size?", "Largest is XL, up to 194 lb, 5'10 (3 sizes, S to XL)"),
        ("what sizes do you have", "3 sizes, S to XL; XL is up to 194 lb, 5'10"),
        ("im 150lbs", None),
        ("200 lbs", "200 lb: too large for any size; the largest, XL, goes up to 194 lb"),
        ("5'4 130", "5'4, 130 lb: take M (128–146 lb, 5'2–5'8)"),
        ("165/60kg", "5'5, 132 lb: take M (128–146 lb, 5'2–5'8)"),
        ("is there an xxs", "No XXS. 3 sizes, S to XL; XL is up to 194 lb, 5'10"),
        ("do these run small", None),
    ],
)
def test_english_answers_are_in_feet_and_pounds(text, answer):
    said = Answerer(WRAP).answer("size", "wrap", [text]).text
    if answer is None:
        assert said is None or "fits" not in said
    else:
        assert said is not None
        assert said.startswith(answer)


def test_figures_alone_are_answered_in_the_language_of_the_catalog():
    assert (Answerer(CATALOG).answer("size", "dress", ["165/130"]).text or "").startswith("165cm、130斤拿XL")
    assert (Answerer(WRAP).answer("size", "wrap", ["165/130"]).text or "").startswith("5'5, 143 lb")
