"""Height and weight out of a comment, as viewers write them in Chinese and English."""

import re
from typing import NamedTuple

KG_PER_JIN = 0.5
KG_PER_POUND = 0.45359237
CM_PER_INCH = 2.54

HEIGHTS_CM = (120.0, 215.0)
WEIGHTS_KG = (28.0, 200.0)
"""Outside of these a number is something else (a price, a percentage)."""

_HINT = re.compile(r"\d|[一二两三四五六七八九]百?[一二三四五六七八九]?十?斤|米[一二三四五六七八九]")
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2}

_METRES = re.compile(r"(?<![\d.])1\s*(?:米|m|\.)\s*([3-9]\d?)(?!\d)(?!\s*(?:元|块|折|kg|公斤|斤))", re.I)
_SPOKEN_METRES = re.compile(r"一米([三四五六七八九])([一二三四五六七八九])?")
_CM = re.compile(r"(?<!\d)(1[2-9]\d|20\d)\s*(?:cm|厘米|公分|高)|(?:身高|高|height)\D{0,3}(1[2-9]\d|20\d)(?!\d)", re.I)
_FEET = re.compile(r"(?<!\d)([4-6])\s*(?:'|’|′|ft\.?|feet|foot)\s*(\d{1,2})?(?!\d)", re.I)
_KG = re.compile(r"(?<![\d.])(\d{2,3}(?:\.\d)?)\s*(?:kg|kgs|kilos?|公斤|千克)(?![a-z])", re.I)
_JIN = re.compile(r"(?<![\d.])(\d{2,3}(?:\.\d)?)\s*斤")
_SPOKEN_JIN = re.compile(
    r"([一二两三])百(?:零?([一二三四五六七八九])(十)?([一二三四五六七八九])?)?斤|([四五六七八九])十([一二三四五六七八九])?斤"
)
_POUNDS = re.compile(r"(?<![\d.])(\d{2,3})\s*(?:lbs?|pounds?|磅)(?![a-z])", re.I)
_WEIGHT = re.compile(r"(?:体重|重|weight|weigh)\D{0,3}(\d{2,3}(?:\.\d)?)(?![\d.]|\s*(?:kg|公斤|斤|cm))", re.I)
_PAIR = re.compile(r"(?<![\d.])(1[3-9]\d)\s*(?:[/／,，、.\s~-]|cm)\s*(\d{2,3})(?!\d|\s*(?:元|块|折|%|￥))", re.I)
"""`158/120`, `165 52`: height in centimetres, weight in jin or, below half of that, in kilograms."""


class Measures(NamedTuple):
    """What a comment tells of a body. Centimetres and kilograms."""

    height_cm: float | None
    weight_kg: float | None


def measures(text: str) -> Measures | None:
    """Height and weight that `text` names; None when it names neither."""
    if not _HINT.search(text):
        return None
    height, weight = _height(text), _weight(text)
    if (height is None or weight is None) and (pair := _PAIR.search(text)):
        high, heavy = float(pair[1]), _bare_weight(float(pair[2]), float(pair[1]))
        height, weight = height or high, weight or heavy
    if height is not None and not HEIGHTS_CM[0] <= height <= HEIGHTS_CM[1]:
        height = None
    if weight is not None and not WEIGHTS_KG[0] <= weight <= WEIGHTS_KG[1]:
        weight = None
    return None if height is None and weight is None else Measures(height, weight)


def _height(text: str) -> float | None:
    if found := _METRES.search(text):
        return 100.0 + int(found[1].ljust(2, "0"))
    if found := _SPOKEN_METRES.search(text):
        return 100.0 + _DIGITS[found[1]] * 10 + _DIGITS.get(found[2] or "零", 0)
    if found := _CM.search(text):
        return float(found[1] or found[2])
    if found := _FEET.search(text):
        return round((int(found[1]) * 12 + int(found[2] or 0)) * CM_PER_INCH, 1)
    return None


def _weight(text: str) -> float | None:
    if found := _KG.search(text):
        return float(found[1])
    if found := _JIN.search(text):
        return float(found[1]) * KG_PER_JIN
    if found := _SPOKEN_JIN.search(text):
        return _spoken(found) * KG_PER_JIN
    if found := _POUNDS.search(text):
        return round(float(found[1]) * KG_PER_POUND, 1)
    if found := _WEIGHT.search(text):
        return _bare_weight(float(found[1]), 165.0)
    return None


def _spoken(found: re.Match[str]) -> int:
    """`一百二十五斤` is 125, `一百三斤` 130, `一百零三斤` 103, `九十斤` 90."""
    if found[5]:
        return _DIGITS[found[5]] * 10 + _DIGITS.get(found[6] or "零", 0)
    tens, ones = _DIGITS.get(found[2] or "零", 0), _DIGITS.get(found[4] or "零", 0)
    below = tens if "零" in found[0] else tens * 10 + ones
    return _DIGITS[found[1]] * 100 + below


def _bare_weight(number: float, height_cm: float) -> float:
    """A weight without a unit, in kilograms: jin unless that would be a body-mass index below 15."""
    bmi_as_jin = number * KG_PER_JIN / (height_cm / 100) ** 2
    return number if bmi_as_jin < 15 else number * KG_PER_JIN
