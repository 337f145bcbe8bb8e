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
CHOICE = ("颜色", "雾霾蓝、奶油杏、黑色")


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("可以机洗，装洗衣袋，30度以下冷水，不要烘干", [WASH]),
        ("可以的，冷水机洗", [WASH]),
        ("三十度以下冷水机洗", [WASH]),
        ("不透，浅色带同色内衬", [SHEER]),
        ("有4XL，175–200斤都能穿", [SIZE]),
        ("面料是95%棉和5%氨纶", [FABRIC]),
        ("这款连衣裙是95%棉", [FABRIC]),
        ("承重150公斤", [LOAD]),
        ("有雾霾蓝、奶油杏和黑色", [CHOICE]),
        ("Not dishwasher safe", [SAFE]),
        ("No, it isn't dishwasher safe", [SAFE]),
        ("It's 100% cotton and it doesn't shrink", [COTTON]),
        ("Yes! Cold water, gentle cycle, do not tumble dry", [CARE]),
        ("You can put it in the washer, cold water", [CARE]),
        ("95%棉，可以机洗，不要烘干", [FABRIC, WASH]),
    ],
)
def test_what_the_facts_say_may_be_said(text: str, facts: list[tuple[str, str]]) -> None:
    assert unbacked(text, facts, ["春夏方领收腰连衣裙", "连衣裙", "1号"]) == ""


@pytest.mark.parametrize(
    ("text", "facts", "why"),
    [
        ("可以机洗，用60度热水", [WASH], "number 60"),
        ("不可以机洗", [WASH], "denied"),
        ("可以机洗，可以烘干", [WASH], "denied"),
        ("会透", [SHEER], "denied"),
        ("防水的", [WASH], "word"),
        ("面料是100%棉", [FABRIC], "number 100"),
        ("纯棉", [FABRIC], "word"),
        ("真丝的", [FABRIC], "word"),
        ("有5XL", [SIZE], "number 5"),
        ("承重两百公斤", [LOAD], "number 200"),
        ("全网最低价", [LOAD], "word"),
        ("加微信了解", [WASH], "word"),
        ("Yes, dishwasher safe", [SAFE], "denied"),
        ("It shrinks", [COTTON], "denied"),
        ("It's polyester", [COTTON], "word polyester"),
        ("FDA approved cotton", [COTTON], "word"),
        ("cotton, www.shop.example", [COTTON], "word"),
        ("95%棉 https://x", [FABRIC], "character '/'"),
        ("<b>95%棉</b>", [FABRIC], "character '<'"),
        ("", [FABRIC], "nothing"),
        ("棉" * 130, [FABRIC], "too long"),
    ],
)
def test_what_they_do_not_say_may_not(text: str, facts: list[tuple[str, str]], why: str) -> None:
    assert why in unbacked(text, facts, ["春夏方领收腰连衣裙", "连衣裙", "1号"])
