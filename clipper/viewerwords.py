"""What a viewer's comment shows: laughter, buying, a loss, awe; and the form of a text under which copies are equal."""

import re
import unicodedata
from functools import lru_cache

_CLASSES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("lost", re.compile(
        r"没抢到|没拍到|没买到|手慢|秒没|没了|抢不到|missed it|too late|too slow|sold out|didn'?t get", re.I)),
    ("buy", re.compile(
        r"拍了|已拍|拍到|抢到|下单|付了|付款了|已付|拿下|买了|入手|到手了|冲[!！冲]|^冲|安排|锁单"
        r"|bought|ordered|got (?:it|one|mine|two)|in my cart|checked out|just paid|copped|take my money|mine!", re.I)),
    ("laugh", re.compile(
        r"哈{2,}|笑死|笑不活|笑疯|笑出|xswl|hhh|233|嘻嘻|噗|红红火火|名场面|[😂🤣😹😆]"
        r"|\bl(?:ol|mao|mfao)+\b|(?:ha){2,}|\brofl\b|i'?m dead|crying|💀", re.I)),
    ("awe", re.compile(
        r"卧槽|我去|天[哪呐啊]|妈呀|我的妈|牛[!！啊批逼哇]|牛牛|^牛|绝了|厉害|太[猛强牛狠]|给跪|跪了|震惊|真的假的"
        r"|[?？]{2,}|6{3,}|神了|稳"
        r"|\bwow+|omg|no way|insane|holy|whoa|damn|crazy|unreal|[👍🐂🔥👏😱🤯]", re.I)),
    ("cheap", re.compile(
        r"便宜|划算|白菜价|砍半|半价|这个?价|值了|steal|so cheap|great price|what a deal|that price", re.I)),
)  # fmt: skip

_NOISE = re.compile(r"[\W_]+")
_DIGITS = {"一": "1", "壹": "1", "①": "1", "１": "1"}


def classes(text: str) -> frozenset[str]:
    """Which of lost, buy, laugh, awe, cheap the text shows."""
    found = {name for name, pattern in _CLASSES if pattern.search(text)}
    if "lost" in found:
        found.discard("buy")
    return _one(frozenset(found))


@lru_cache(maxsize=1 << len(_CLASSES))
def _one(found: frozenset[str]) -> frozenset[str]:
    """The same set for equal sets: tens of thousands of comments share a handful."""
    return found


def key(text: str) -> str:
    """The form under which copies of a text are equal: case, width, punctuation, emoji and repetition are gone.

    `1111！` and `1` are one text, as are `冲！！！` and `冲冲冲`. A text of nothing but emoji keeps its first one.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    bare = _NOISE.sub("", plain)
    if not bare:
        return plain.strip()[:1]
    for size in (1, 2, 3, 4):
        unit = bare[:size]
        if bare == (unit * (len(bare) // size + 1))[: len(bare)]:
            bare = unit
            break
    return _DIGITS.get(bare, bare)
