"""Colours and other variants of a product, as viewers and hosts name them."""

import functools
import re

from live.catalog.products import CatalogProduct
from live.catalog.wording import is_chinese, plain

COLOUR_KEYS = ("颜色", "色号", "配色", "可选颜色", "colour", "color", "colours", "colors", "shade", "shades", "色")
_BASIC = {
    "黑": ("black",), "白": ("white", "ivory", "cream"), "灰": ("grey", "gray"), "红": ("red",), "粉": ("pink", "rose"),
    "蓝": ("blue", "navy"), "绿": ("green", "olive"), "黄": ("yellow",), "紫": ("purple", "lavender", "lilac"),
    "橙": ("orange",), "棕": ("brown", "tan"), "咖": ("coffee", "mocha"), "杏": ("apricot", "beige"), "米": ("beige",),
    "金": ("gold",), "银": ("silver",), "卡其": ("khaki",), "藏青": ("navy",), "驼": ("camel",), "裸": ("nude",),
}  # fmt: skip
_ALSO_A_THING = tuple("米金银白红黄")
"""As likely rice, gold, silver or a face as a colour when nothing follows that says so."""
_AS_COLOUR = re.compile(r"[色的款系裙裤鞋帽袜衫]")
_ALONE = re.compile(r"\W|$|[有没还吗嘛么呢啊吧那这和跟或哪]")
"""A colour stands by itself; with another character behind it, it is a thing: 红豆, 绿茶, 咖啡, 蓝牙, 粉底."""
_TONE_BEFORE = re.compile(r"[浅深].$|大红$|纯白$")
_NO_COLOUR_BEFORE = re.compile(r"[显发变泛晒奶面蛋藕糯老骨磨碎成]$")
"""What turns dark, and powder: 显黑吗, 奶粉吗, 磨粉."""
_THINGS = ("cream", "rose", "orange", "olive", "coffee", "mocha", "apricot", "gold", "silver", "tan", "lavender")
_FOOD_AFTER = re.compile(
    r"\s+(?:tea|coffee|pepper|cabbage|bean|lentil|wine|meat|rice|sugar|onion|sauce|bread|chocolate|salt|vinegar"
    r"|grape|pea|garlic|fish|flour|mold|mould|sesame|juice|oil|petal|beer|ice cream)"
)
_IN_BEFORE = re.compile(r"\b(?:in|colou?r|shade)\s+(?:the\s+|a\s+)?$")
_ONE_AFTER = re.compile(r"\s+(?:ones?|colou?r|version|shade|pair)\b")


def colour_attribute(product: CatalogProduct) -> str | None:
    """The attribute under which the catalog lists the colours, or None."""
    for key in product.attributes:
        low = key.lower()
        if plain(key) in COLOUR_KEYS or any(word in low for word in ("颜色", "色号", "colo", "shade")):
            return key
    return None


def colours(product: CatalogProduct) -> tuple[str, ...]:
    """The colours of the catalog, as written."""
    key = colour_attribute(product)
    if key is None:
        return ()
    value = product.attributes[key]
    if isinstance(value, list):
        return tuple(value)
    parts = str(value).replace("、", ",").replace("，", ",").replace("/", ",").split(",")
    return tuple(part.strip() for part in parts if part.strip())


def variants(product: CatalogProduct) -> tuple[str, ...]:
    """Colours, flavours, models: whatever the catalog lists of the product, as written; sizes are not among them."""
    listed = [item for value in product.attributes.values() if isinstance(value, list) for item in value]
    return tuple(dict.fromkeys((*colours(product), *listed)))


def variants_named(text: str, product: CatalogProduct) -> tuple[str, ...]:
    """Those of the product's variants that `text` names; colours also by a basic colour in them."""
    line = plain(text)
    named = colours_named(text, product)
    return (*named, *(v for v in variants(product) if v not in named and plain(v) in line))


def colours_named(text: str, product: CatalogProduct) -> tuple[str, ...]:
    """Those of the product's colours that `text` names, whole or by a basic colour in it (黑的 → 黑色)."""
    line = plain(text)
    return tuple(c for c in colours(product) if _names(line, plain(c)))


@functools.lru_cache(maxsize=4096)  # the wordings kept of a group are looked at again with each that joins them
def basic_colours(text: str) -> tuple[str, ...]:
    """Basic colours that `text` names, whether or not the product has them (有粉的吗)."""
    line = plain(text)
    return tuple(
        colour
        for colour, english in _BASIC.items()
        if _in_chinese(colour, line) or any(_in_english(word, line) for word in english)
    )


def _in_chinese(colour: str, line: str) -> bool:
    if len(colour) > 1 or colour not in line:
        return colour in line
    for found in re.finditer(colour, line):
        before, after = line[: found.start()], line[found.end() :]
        if _AS_COLOUR.match(after) or (colour == "咖" and after.startswith("啡色")):
            return True
        toned = _TONE_BEFORE.search(before + colour)
        if _ALONE.match(after) and not _NO_COLOUR_BEFORE.search(before) and (toned or colour not in _ALSO_A_THING):
            return True
    return False


def _in_english(word: str, line: str) -> bool:
    if word not in line:  # most lines: no pattern needs to look
        return False
    for found in re.finditer(rf"\b{word}\b", line):
        before, after = line[: found.start()], line[found.end() :]
        if line == word or _ONE_AFTER.match(after) or (_IN_BEFORE.search(before) and not _FOOD_AFTER.match(after)):
            return True
        if word not in _THINGS and not _FOOD_AFTER.match(after):
            return True
    return False


def _names(line: str, colour: str) -> bool:
    if colour in line or (colour.endswith("色") and len(colour) > 2 and colour[:-1] in line):
        return True
    if not is_chinese(colour):
        return False
    basic = [b for b in _BASIC if b in colour]
    return any(f"{b}色" in line or f"{b}的" in line or f"{b}款" in line for b in basic)


def basic_of(colour: str) -> tuple[str, ...]:
    """The basic colours in the name of a colour of the catalog, in Chinese: 奶油杏 → 杏; "Jet Black" → 黑."""
    words = set(colour.lower().split())
    return tuple(b for b, english in _BASIC.items() if b in colour or any(e in words for e in english))


def english_colour(basic: str) -> str:
    """A basic colour in English: 红 → red."""
    return _BASIC[basic][0]
