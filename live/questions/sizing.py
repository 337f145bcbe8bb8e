"""Numbers that a question hangs on: a body, a size, a count, a product's number."""

import re
from typing import NamedTuple

from live.catalog.measures import parse_body
from live.catalog.numerals import figures, may_hold_figures


class Measure(NamedTuple):
    """A dimension (`weight` in kg, `age` in months, other measures of a body in cm, `number` as it stands)."""

    dimension: str
    value: float


TOLERANCE = {
    "weight": 2.5, "height": 3.0, "bust": 3.0, "waist": 3.0, "hip": 3.0, "wrist": 0.7, "foot": 0.4, "age": 4.0,
    "number": 0.6,
}  # fmt: skip
"""How far two values may lie apart for one answer to serve both, where no size table says better."""

_MOST = re.compile(r"最大(?:的|那)?(?:个)?(?:尺)?码|最大那|biggest size|largest size")
_BODY_ALONE = re.compile(
    r"(?:[\d零一二两三四五六七八九十百半几多/.,:;、+*'\"’″ -]|身高|体重|净|高|重|我|是|米|公斤|千克|斤|厘米|公分|"
    r"[kc][gm]|ft|feet|foot|inch(?:es)?|in|lbs?|pounds|stone|st|and|i'?m|tall|"
    r"怎么[拍买选穿]|[穿拍选拿买](?:什么|啥|哪个|多大)?的?尺?码?|(?:什么|啥|哪个|多大)码|能穿|可以穿|"
    r"[吗呢啊呀])++[?!. ]*"
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_WHOLE = re.compile(r"(?<![\d.])\d{1,4}(?![\d.])")


def body(text: str) -> Measure | None:
    """What an evened text says of a body: the weight before all, as sizes hang on it most; None where it says nothing.

    A range counts as its middle.
    """
    if not may_hold_figures(text):
        return None
    known = parse_body(text)
    for dimension, span in (
        ("weight", known.weight_kg), ("wrist", known.wrist_cm), ("foot", known.foot_cm), ("bust", known.bust_cm),
        ("waist", known.waist_cm), ("hip", known.hip_cm), ("height", known.height_cm), ("age", known.age_months),
    ):  # fmt: skip
        if span is not None:
            return Measure(dimension, round(sum(span) / 2, 2))
    return None


def body_alone(text: str) -> bool:
    """Whether an evened text gives a height and a weight and tells nothing besides: whoever does asks for their
    size."""
    if _BODY_ALONE.fullmatch(text) is None:
        return False
    known = parse_body(text)
    return known.height_cm is not None and known.weight_kg is not None


def number(text: str) -> Measure | None:
    """The first number in an evened text."""
    m = _NUMBER.search(figures(text))
    return Measure("number", float(m[0])) if m else None


def numbers(text: str) -> str:
    """All whole numbers in an evened text, in rising order, as `1+2`."""
    return "+".join(str(n) for n in sorted({int(n) for n in _WHOLE.findall(figures(text))}))


def size_code(text: str) -> str:
    """The size that an evened text names: `4XL`, `37`, `max` for the largest there is, or empty."""
    sizes = parse_body(text).sizes
    return sizes[0] if sizes else "max" if _MOST.search(text) else ""
