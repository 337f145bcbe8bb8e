"""What the host says of a size or a colour."""

import pytest

from live.catalog.products import CatalogProduct, Size
from live.catalog.variant_talk import variant_talk

DRESS = CatalogProduct(
    id="dress",
    name="连衣裙",
    attributes={"颜色": ["雾霾蓝", "奶油杏", "黑色", "白色", "藕粉"]},
    sizes=tuple(Size(size=s) for s in ("S", "M", "L", "XL", "2XL", "3XL")),
)
TEE = CatalogProduct(
    id="tee",
    name="Tee",
    attributes={"Colors": ["black", "white", "dusty rose"]},
    sizes=tuple(Size(size=s) for s in ("S", "M", "L", "XL")),
)
SHOE = CatalogProduct(id="shoe", name="鞋", sizes=tuple(Size(size=s) for s in ("36", "37", "38", "39")))


@pytest.mark.parametrize(
    ("product", "text", "told"),
    [
        (DRESS, "黑色没了", {"黑色": "gone"}),
        (DRESS, "XL断码了", {"XL": "gone"}),
        (DRESS, "大码断了", {"L": "gone"}),
        (DRESS, "黑的卖完了只剩白的", {"黑色": "gone", "白色": "there"}),
        (DRESS, "s码没了 m码也没了", {"S": "gone", "M": "gone"}),
        (DRESS, "S和M断码了", {"S": "gone", "M": "gone"}),
        (DRESS, "两个加大码没货了，三个X还有八件", {"2XL": "gone", "3XL": "there"}),
        (DRESS, "刚补了20件黑色", {"黑色": "there"}),
        (DRESS, "粉色没有了", {"藕粉": "gone"}),
        (DRESS, "黑色马上没了，抓紧", {}),
        (DRESS, "昨天黑色没了，今天黑色有货", {"黑色": "there"}),
        (DRESS, "隔壁家黑色卖完了", {}),
        (DRESS, "如果黑色没了就拍白色", {}),
        (DRESS, "颜色有雾霾蓝，奶油杏，还有黑色，怕显胖就选黑色", {}),
        (DRESS, "尺码从小码做到三个加大码", {}),
        (TEE, "black's gone guys", {"black": "gone"}),
        (TEE, "black just sold out we still have white", {"black": "gone", "white": "there"}),
        (TEE, "white and dusty rose are gone", {"white": "gone", "dusty rose": "gone"}),
        (TEE, "only XL left", {"XL": "there"}),
        (TEE, "it's gone, she's gone, I'm out of breath", {}),
        (TEE, "I'm wearing the black in a small", {}),
        (SHOE, "三十六和三十七断码了", {"36": "gone", "37": "gone"}),
        (SHOE, "三十七块还剩两双", {}),
    ],
)
def test_a_size_or_a_colour_is_gone_or_there_when_the_host_says_so(product, text, told):
    assert {t.name: t.state for t in variant_talk(text, product)} == told
