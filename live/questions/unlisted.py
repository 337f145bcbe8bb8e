"""Products that no catalog and no list names: words that the detector has never met, where a product would stand."""

import re
from collections.abc import Container

from live.questions.names import MASK

_SEGMENT = re.compile(r"[^\s,.!?;:~、|/]+")
_OPENING = re.compile(
    r"^(?:请问|想问|问一?下|主播|老板|我家|你家|你们|这|那|买|拍|一|个|把|台|条|件|款|只|双|套|张|顶|块|副|种|刚才|刚刚)+"
)
_FUNCTION = frozenset(
    "的了吗么嘛呢吧啊呀哦哈个这那我你他她它们就都也还在是有没不能会可以要想怎什多少几哪啥咋给把被和跟比到过去来上下里"
    "外前后左右大小好坏真假快慢点看听说讲问买卖拍付发退换用穿戴吃喝洗装开关收送拿放一二三四五六七八九十两百千万元块斤"
    "唔查往镜领券客服价钱邮快物尺码颜色货单链接包客服怀孕敏感"
    "怕得着哥姐妹弟老谁很太最更再又才只今明昨天月年号时候间为因所对错行做弄搞玩学教找等住走跑坐站睡醒"
)
_NOUN_AFTER = re.compile(r"\b(?:the|that|this|those|these|your|my|an?) ((?:[a-z]+ )?[a-z]+)")
_NO_PRODUCT = frozenset(("arrive", "order", "ship", "deliver", "seller", "stream", "price", "color", "colour", "size"))
_WORD = re.compile(r"[a-z]+")
_PAIR = re.compile(r"[\u4e00-\u9fff]{2}")
SHORTEST = 4
"""Letters of an English word that is taken for a product."""


class UnlistedNames:
    """Remembers what it took for a product, so that it knows it again anywhere in a text.

    `known` holds the pieces of text that the detector has learnt from.
    """

    def __init__(self, known: Container[str]) -> None:
        self._known = known
        self._met: dict[str, int] = {}

    def find(self, text: str, language: str) -> str | None:
        """The product that an evened text without listed names speaks of, or None."""
        if MASK in text:
            return None
        if (again := self._again(text, language)) is not None:
            return again
        found = self._chinese(text) if language == "zh" else self._english(text)
        if found is not None:
            self._met.setdefault(found, len(self._met))
        return found

    def _again(self, text: str, language: str) -> str | None:
        """The name in the text that was met first."""
        if language == "zh":
            parts = [text[at : at + 2] for at in range(len(text) - 1)]
        else:
            parts = [word.rstrip("s") for word in _WORD.findall(text)]
        met = [(place, part) for part in parts if (place := self._met.get(part)) is not None]
        return min(met)[1] if met else None

    def _chinese(self, text: str) -> str | None:
        for match in _SEGMENT.finditer(text):
            segment = _OPENING.sub("", match[0])
            pair = segment[:2]
            if _PAIR.fullmatch(pair) and pair not in self._known and not _FUNCTION & set(pair):
                return pair
        return None

    def _english(self, text: str) -> str | None:
        for match in _NOUN_AFTER.finditer(text):
            for word in reversed(str(match[1]).split()):
                if (
                    len(word) >= SHORTEST
                    and word not in _NO_PRODUCT
                    and word not in self._known
                    and word.rstrip("s") not in self._known
                ):
                    return word.rstrip("s")
        return None
