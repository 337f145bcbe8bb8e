"""What the host says of stock."""

import pytest

from live.catalog.stock_talk import stock_talk


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("十把，三把，没了！三号椅子全部抢光！", "sold_out"),
        ("真没了，后台显示零，库存清空", "sold_out"),
        ("that's it guys, sold out", "sold_out"),
        ("明晚八点再补两百把", "coming"),
        ("不会再补了，最后一批", "coming"),
        ("black will be back next friday, we restock then", "coming"),
        ("刚刚又补货了，快去拍", "restocked"),
        ("we just added fifty more", "restocked"),
        ("还剩五十把", "left"),
        ("卖完就没了，抓紧", None),
        ("马上就没了", None),
        ("机洗完全没问题", None),
        ("别的优惠真没有了", None),
        ("拍两个再减五块", None),
        ("before they're gone", None),
    ],
)
def test_gone_back_coming_and_left_are_told_apart(text, kind):
    talk = stock_talk(text)
    assert (talk.kind if talk else None) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("昨天这条裙子卖断货了 今天补上来了", "restocked"),
        ("昨天这条裙子都卖断货了", None),
        ("上一场全部抢光了", None),
        ("之前卖断货的那条今天又来了", "restocked"),
        ("隔壁都卖断货了", None),
        ("别家都卖完了 我们家还有", None),
        ("断货王来了", None),
        ("这个颜色断货了好几次", None),
        ("卖断货的爆款", None),
        ("it sold out last week", None),
        ("everyone else is sold out", None),
        ("other stores are sold out", None),
        ("this sold out in two minutes last time", None),
        ("隔壁只剩二十件", None),
        ("昨天没抢到的今天又抢光了", "sold_out"),
        ("隔壁来的姐妹 我们这都卖完了", "sold_out"),
        ("last week we had fifty, tonight it's sold out", "sold_out"),
        ("别的颜色都卖完了", "sold_out"),
        ("刚才全部抢光了", "sold_out"),
    ],
)
def test_the_stock_of_another_shop_or_another_day_is_not_this_one(text, kind):
    talk = stock_talk(text)
    assert (talk.kind if talk else None) == kind
