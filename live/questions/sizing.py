"""Numbers that a question hangs on: a body, a size, a count, a model."""

import re
from typing import NamedTuple

from live.questions.numerals import arabic


class Measure(NamedTuple):
    """A dimension (`weight` in kg, `height` in cm, `number` as it stands) and its value."""

    dimension: str
    value: float


TOLERANCE = {"weight": 2.5, "height": 3.0, "number": 0.6}
"""How far two values may lie apart for one answer to serve both, where no size table says better."""

_KG = re.compile(r"(\d{2,3}(?:\.\d+)?) ?(?:kg|公斤|千克)")
_JIN = re.compile(r"(\d{2,3}(?:\.\d+)?) ?(?:斤|jin|j\b)")
_LB = re.compile(r"(\d{2,3}) ?(?:lbs?|磅|pounds?)\b")
_CM = re.compile(r"(1[3-9]\d)(?:\.\d)? ?(?:cm|厘米|公分|的?身高|的个子)|身高(?:是|有)? ?(1[3-9]\d)")
_METRES = re.compile(r"1 ?(?:米|m) ?([3-9])(\d)?|\b1\.([3-9])(\d)? ?(?:m|米)")
_FEET = re.compile(r"\b([4-6]) ?(?:'|ft|foot|feet) ?(1[01]|\d)?")
_WEIGHS = re.compile(r"(?:体重|重)(?:是|有)? ?(\d{2,3})")
_PAIR = re.compile(r"(?<!\d)(1[3-9]\d)\D{0,4}?[ ,/，、-]+\D{0,4}?(\d{2,3})(?![\d号])")
_BARE = re.compile(r"(?<![\d.#])(\d{2,3})(?![\d号.%])")
_HEAVY_POUNDS = re.compile(r"'\d{0,2}\D{1,12}(\d{3})\b")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def body(text: str) -> Measure | None:
    """The weight in an evened text, in kilograms; the height, in centimetres, where there is no weight; or None."""
    text = arabic(text)
    if m := _KG.search(text):
        return Measure("weight", float(m[1]))
    if m := _JIN.search(text):
        return Measure("weight", float(m[1]) / 2)
    if m := _LB.search(text):
        return Measure("weight", float(m[1]) * 0.4536)
    if m := _WEIGHS.search(text):
        value = float(m[1])
        return Measure("weight", value / 2 if value > 75 else value)
    if m := _PAIR.search(text):
        value = float(m[2])
        return Measure("weight", value / 2 if value > 70 else value)
    if m := _HEAVY_POUNDS.search(text):
        return Measure("weight", float(m[1]) * 0.4536)
    if m := _CM.search(text):
        return Measure("height", float(m[1] or m[2]))
    if m := _METRES.search(text):
        tens, ones = m[1] or m[3], m[2] or m[4] or "0"
        return Measure("height", 100 + int(tens) * 10 + int(ones))
    if m := _FEET.search(text):
        return Measure("height", int(m[1]) * 30.48 + int(m[2] or 0) * 2.54)
    if m := _BARE.search(text):
        value = float(m[1])
        if 80 <= value <= 260:
            return Measure("weight", value / 2)
    return None


def number(text: str) -> Measure | None:
    """The first number in an evened text."""
    m = _NUMBER.search(arabic(text))
    return Measure("number", float(m[0])) if m else None


def numbers(text: str) -> str:
    """All whole numbers in an evened text, in rising order, as `1+2`."""
    return "+".join(str(n) for n in sorted({int(n) for n in re.findall(r"(?<![\d.])\d{1,3}(?![\d.])", arabic(text))}))


_SIZE = re.compile(
    r"(?<![a-z0-9])(\d?x{1,4}l|[sml]|\dx)(?![a-z])|(?<!\d)(3[3-9]|4[0-8]|[5-9]0|1[0-7]0)码?(?!\d|斤|块|元|岁)"
)
_XS = re.compile(r"(\d) ?个?(?:x|加)")
_MOST = re.compile(r"最大(?:的|那)?(?:个)?(?:尺)?码|biggest size|largest size")


def size_code(text: str) -> str:
    """The size that an evened text names: `4xl`, `37`, `max`, or empty."""
    text = arabic(text).replace("xxxx", "4x").replace("xxx", "3x").replace("xxl", "2xl")
    if _MOST.search(text):
        return "max"
    if m := _SIZE.search(text):
        code = m[1] or m[2]
        return f"{code}l" if code.endswith("x") else code
    if m := _XS.search(text):
        return f"{m[1]}xl"
    return ""
