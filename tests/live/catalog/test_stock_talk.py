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
