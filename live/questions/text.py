"""Viewers' spelling made even, so that the same words look the same to the detector and the grouper."""

import re
import unicodedata
from collections.abc import Mapping

_CJK = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_LATIN = re.compile(r"[a-z]")
_INVISIBLE = re.compile(r"[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0e\ufe0f\ufeff]")
_SGR = re.compile(r"\x1b?\[\d{1,3}(?:;\d{1,3})*m")
"""Colour codes of terminals; the escape character itself may already be gone."""
_STICKER = re.compile(r"\[/?[\w ]{1,12}\]")
_SPACE = re.compile(r"[\s~\u301c\uff5e]+")
_MARKS = str.maketrans(
    {"？": "?", "！": "!", "，": ",", "。": ".", "：": ":", "；": ";", "’": "'", "‘": "'", "“": '"', "”": '"', "…": "."}
)
_ELONGATED = re.compile(r"([^\d])\1{2,}")
_ECHO = re.compile(r"(.{2,6}?)\1{2,}")

_SLIPS: Mapping[str, str] = {
    "优惠卷": "优惠券",
    "尤惠": "优惠",
    "领卷": "领券",
    "有卷": "有券",
    "卷在": "券在",
    "卷哪": "券哪",
    "肿么": "怎么",
    "啷个": "怎么",
    "咋个": "怎么",
    "神马": "什么",
    "什麽": "什么",
    "木有": "没有",
    "米有": "没有",
    "多少米": "多少钱",
    "几米": "多少钱",
    "多少银子": "多少钱",
    "多少大洋": "多少钱",
    "好多钱": "多少钱",
    "几多钱": "多少钱",
    "发活": "发货",
    "运费显": "运费险",
    "运费先": "运费险",
    "油费": "邮费",
    "承种": "承重",
    "连接": "链接",
    "退色": "褪色",
    "在那里": "在哪里",
    "在那领": "在哪领",
    "yfx": "运费险",
    "yhq": "优惠券",
    "陪不陪": "赔不赔",
    "一只不": "一直不",
    "好码": "号码",
    "尺吗": "尺码",
    "什吗": "什么",
    "包油": "包邮",
    "屯": "囤",
}
"""Misspellings and input-method slips that viewers make again and again, and what they meant."""
_SLIP = re.compile("|".join(sorted(map(re.escape, _SLIPS), key=len, reverse=True)))


def even(text: str, simplified: Mapping[int, int]) -> str:
    """The text in lower case, simplified characters, plain punctuation, without what cannot be seen, and with
    repetitions cut short: `價格呢價格呢價格呢！！！！` becomes `价格呢价格呢!!`.

    `simplified` maps code points of traditional characters to simplified ones.
    """
    if "[" in text:
        text = _SGR.sub("", text)
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).lower()
    text = text.translate(simplified).translate(_MARKS)
    if "[" in text:  # one may have been wide until now
        text = _STICKER.sub(" ", text)
    repeated = len(text) - len(set(text))
    if repeated >= 2:  # one letter three times
        text = _ELONGATED.sub(r"\1\1", text)
    if repeated >= 4:  # two letters three times
        text = _ECHO.sub(r"\1\1", text)
    text = _SPACE.sub(" ", text).strip()
    return _SLIP.sub(lambda m: _SLIPS[m[0]], text)


def language(text: str) -> str:
    """`zh` or `en`: which of the two detectors reads this text."""
    if _CJK.search(text):
        return "zh"
    return "en" if _LATIN.search(text) else "zh"
