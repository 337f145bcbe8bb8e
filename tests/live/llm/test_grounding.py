"""Which answers say only what their facts say."""

import pytest

from live.llm.grounding import unbacked

WASH = ("可以机洗吗？", "可以，装洗衣袋，用30度以下冷水轻柔档，不要烘干。")
SHEER = ("浅色会不会透？", "雾霾蓝和奶油杏带同色内衬，不透；黑色没有内衬，本身不透。")
SIZE = ("", "4XL：身高158–178厘米，体重87.5–100公斤（175–200斤）")
FABRIC = ("面料", "95%棉，5%氨纶")
SAFE = ("Dishwasher safe", "no")
COTTON = ("Material", "100% cotton, does not shrink")
CARE = ("Can I put it in the washer?", "Yes, cold water, gentle cycle. Do not tumble dry.")
LOAD = ("承重", "150公斤")
SEAT = ("两百斤的人能坐吗？", "能，承重150公斤，也就是300斤以内。")
CHOICE = ("颜色", "雾霾蓝、奶油杏、黑色")
POCKETS = ("有没有口袋？", "有，两侧各一个，能放手机。")
POST = ("新疆、西藏包邮吗？", "新疆、西藏需补15元运费，其他地区包邮。")
ABROAD = ("包邮吗？", "全国包邮。新疆、西藏除外。")
TWO = ("买两个有优惠吗？", "本场一单拍两个，总价再减5元，即74.8元。")
BACK = ("不合适能退吗？", "支持七天无理由退货，赠送运费险。")
FOG = ("戴眼镜会起雾吗？", "鼻梁有软条压住，热气往下走，不容易起雾。")
CUP = ("杯架", "右扶手一个网兜杯架")
GIFT = ("有赠品吗？", "本场前100单送同色腰带一条，送完为止。")
NAMES = ["春夏方领收腰连衣裙", "连衣裙", "1号"]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("可以机洗，装洗衣袋，用30度以下冷水轻柔档，不要烘干", [WASH]),
        ("这款连衣裙可以机洗，装洗衣袋，用三十度以下冷水轻柔档，不要烘干哦", [WASH]),
        ("装洗衣袋，用30度以下冷水轻柔档，不要烘干", [WASH]),
        ("黑色没有内衬，本身不透", [("浅色会不会透？", "雾霾蓝和奶油杏带同色内衬，不透；黑色没有内衬，透。"), SHEER]),
        ("雾霾蓝、奶油杏带同色内衬，不透", [SHEER]),
        ("面料是95%棉，5%氨纶", [FABRIC]),
        ("这款连衣裙面料：95%棉，5%氨纶", [FABRIC]),
        ("承重150公斤", [LOAD]),
        ("承重150公斤，也就是300斤以内", [SEAT]),
        ("两百斤的人能坐，承重150公斤，也就是300斤以内", [SEAT]),
        ("颜色有雾霾蓝、奶油杏和黑色", [CHOICE]),
        ("有口袋，两侧各一个，能放手机", [POCKETS]),
        ("全国包邮，新疆、西藏除外", [ABROAD]),
        ("新疆西藏需补15元运费，其他地区包邮", [("", "新疆西藏需补15元运费，其他地区包邮。")]),
        ("Not dishwasher safe", [SAFE]),
        ("It isn't dishwasher safe", [SAFE]),
        ("The material is 100% cotton, and it doesn't shrink", [("Material", "100% cotton, and does not shrink")]),
        ("You can put it in the washer, cold water, gentle cycle. Do not tumble dry.", [CARE]),
        ("Please don't tumble dry", [CARE]),
        ("面料95%棉，5%氨纶，可以机洗，装洗衣袋，用30度以下冷水轻柔档，不要烘干", [FABRIC, WASH]),
    ],
)
def test_what_the_facts_say_may_be_said(text: str, facts: list[tuple[str, str]]) -> None:
    assert unbacked(text, facts, NAMES) == ""


FALSE = [
    ("可以机洗，用60度热水", WASH),
    ("可以机洗，用30度以上冷水", WASH),
    ("可以机洗，装洗衣袋，用30度以上冷水轻柔档，不要烘干", WASH),
    ("可以机洗，装洗衣袋，用30度以下冷水轻柔档，不用烘干", WASH),
    ("可以烘干，不要机洗", WASH),
    ("不可以机洗", WASH),
    ("可以机洗，可以烘干", WASH),
    ("可以机洗", WASH),
    ("可以", WASH),
    ("可以，装洗衣袋，用30度以下冷水轻柔档，不要烘干", WASH),
    ("可以机洗吗？", WASH),
    ("机洗", WASH),
    ("会透", SHEER),
    ("奶油杏会透", SHEER),
    ("黑色有内衬", SHEER),
    ("黑色带内衬，不透", SHEER),
    ("黑色没有内衬，不透", SHEER),
    ("浅色透", SHEER),
    ("防水的", WASH),
    ("面料是100%棉", FABRIC),
    ("纯棉", FABRIC),
    ("面料95%氨纶，5%棉", FABRIC),
    ("面料5%氨纶，95%棉", ("面料", "95%棉，5%氨纶，其余涤纶")),
    ("95%棉，5%氨纶", ("里料", "95%棉，5%氨纶")),
    ("150公斤", LOAD),
    ("承重300公斤", SEAT),
    ("承重150斤", SEAT),
    ("300斤以上也能坐", SEAT),
    ("能，承重150公斤，也就是300斤以内", SEAT),
    ("能坐，300公斤以内", SEAT),
    ("承重两百公斤", LOAD),
    ("新疆、西藏包邮", POST),
    ("西藏包邮，其他地区需补15元运费", POST),
    ("新疆、西藏包邮，其他地区需补15元运费", POST),
    ("其他地区需补15元", POST),
    ("包邮", POST),
    ("全国包邮", ABROAD),
    ("拍5个减2元", TWO),
    ("总价再减5元", TWO),
    ("总价减74.8元", TWO),
    ("支持十五天无理由退货", BACK),
    ("赠送退货，支持运费险", BACK),
    ("戴眼镜容易起雾", FOG),
    ("热气往上走", FOG),
    ("左扶手一个杯架", CUP),
    ("右扶手两个杯架", CUP),
    ("本场前100单送同色腰带一百条", GIFT),
    ("全场都送腰带", GIFT),
    ("没有口袋", POCKETS),
    ("所有颜色都不可以机洗", ("所有颜色都可以机洗吗？", "不可以")),
    ("有5XL", SIZE),
    ("全网最低价", LOAD),
    ("加微信了解", WASH),
    ("Yes, dishwasher safe", SAFE),
    ("Dishwasher safe", SAFE),
    ("no", SAFE),
    ("The material shrinks", COTTON),
    ("It's polyester", COTTON),
    ("Material 100% cotton, does shrink", COTTON),
    ("Tumble dry", CARE),
    ("Material 100% cotton, does not shrink, www.shop.example", COTTON),
    ("面料95%棉，5%氨纶 https://x", FABRIC),
    ("<b>面料95%棉，5%氨纶</b>", FABRIC),
    ("", FABRIC),
    ("，。", FABRIC),
    ("棉" * 130, FABRIC),
]


@pytest.mark.parametrize(("text", "fact"), FALSE)
def test_what_they_do_not_say_may_not(text: str, fact: tuple[str, str]) -> None:
    assert unbacked(text, [fact], NAMES)


def test_a_text_is_refused_with_what_no_fact_says() -> None:
    assert unbacked("承重150公斤，防水", [LOAD]) == "防水"
    assert unbacked("", [LOAD]) == "nothing said"
    assert unbacked("棉" * 130, [LOAD]) == "too long"
