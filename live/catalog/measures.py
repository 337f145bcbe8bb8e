"""What a comment says of a body and of sizes, in whatever unit: 160斤, 165/130, 一米六, 5'2, 4个X, 41码, 8个月.

A weight without a unit is jin in Chinese (half a kilogram) and pounds in English, as viewers mean it; where it could
as well be a height, it is not taken for either.
"""

import functools
import re
from dataclasses import dataclass

from live.catalog.numerals import figures, may_hold_figures
from live.catalog.sizes_named import Range, named_sizes, wanted_end
from live.catalog.spelled_out import LEAN, LIGHT, TO, spelled_out
from live.catalog.units import CHI, INCH, JIN, POUND, STONE
from live.catalog.wording import is_chinese, plain

HEIGHTS = (45.0, 230.0)
"""Centimetres that a person can be tall."""
WEIGHTS = (2.5, 250.0)
"""Kilograms that a person can weigh."""

HEAVY = 35.0
"""Body mass index, kg/m²: a figure above it is taken for pounds."""


@dataclass(frozen=True)
class Body:
    """What is known of a body. Ranges are lowest and highest, equal when one number was said."""

    height_cm: Range | None = None
    weight_kg: Range | None = None
    sizes: tuple[str, ...] = ()
    """Sizes named, in one spelling ("M", "3XL", "41", "37.5"), in order."""
    end: str = ""
    """"large" or "small" when the question is about that end of the sizes and names none (有大码吗, 我胖)."""
    age_months: Range | None = None
    bust_cm: Range | None = None
    waist_cm: Range | None = None
    hip_cm: Range | None = None
    foot_cm: Range | None = None
    wrist_cm: Range | None = None

    @property
    def measured(self) -> bool:
        """Whether there is a figure that a size table can be asked with."""
        return any(
            r is not None
            for r in (self.height_cm, self.weight_kg, self.age_months, self.bust_cm, self.waist_cm, self.hip_cm,
                      self.foot_cm, self.wrist_cm)
        )  # fmt: skip


_N = r"(\d+(?:\.\d+)?)"
_SPAN = rf"{_N}(?:{TO}{_N})?"
_ABOUT = r"(\s*(?:多|出头|来|左右|上下|几|不到|\+|以上|往上|ish|or so|plus))?"
_UNDER = r"(不到|快|小|将近|差不多|大概|约|almost|nearly|about|under|over)?\s*"

_KG = re.compile(
    rf"{_UNDER}{_SPAN}{_ABOUT}\s*(?:个)?(?:kgs?(?![a-z])|公斤|千克|kilos?(?![a-z])|kilograms?(?![a-z])){_ABOUT}"
)
_JIN = re.compile(rf"{_UNDER}{_SPAN}{_ABOUT}\s*(?:市?斤|jin(?![a-z])|[jJ](?![a-z])){_ABOUT}")
_LB = re.compile(rf"{_UNDER}{_SPAN}{_ABOUT}\s*(?:lbs?(?![a-z])|pounds?(?![a-z])|磅|#(?!\d)){_ABOUT}")
_STONE = re.compile(rf"{_N}\s*(?:stones?|st)(?![a-z])\s*(\d+)?(?:\s*(?:lbs?|pounds?))?")
_WEIGH = re.compile(
    rf"(?:体重|重量|净重|(?<![承载毛])重|weigh(?:ing|t)?(?:\s+(?:is|around|about))?)\s*[:：是有大概约]*\s*{_SPAN}{_ABOUT}(?!\d)"
)

_METRES = re.compile(r"(?<![\d.])([12])\s*(?:米|m)\s*(\d{1,2})(?!\d|\s*(?:cm|厘米|元|块))")
_METRE_ONLY = re.compile(
    r"(?<![\d.])(?:([12]\.\d{1,2})\s*(?:米|m(?![a-z])|meters?|metres?)?|米([5-9]\d?"
    r"|[五六七八九][零一二三四五六七八九]?))(?![\d.]|\s*(?:kg|公斤|斤|元|块|[a-z%升]))"
)
_CM = re.compile(rf"{_SPAN}{_ABOUT}\s*(?:cm|厘米|公分|釐米){_ABOUT}")
_TALL = re.compile(
    rf"(?:身高|个子|净高|height(?:\s+is)?|(?<![增提最再])高)\s*[:：是有大概约才只]*\s*{_SPAN}{_ABOUT}(?!\d|\s*(?:kg|公斤|斤|码))"
)
_TALL_AFTER = re.compile(r"(?<![\d.-])(1[3-9]\d)\s*(?:的个子|的身高|身高|高|个子|小个子|tall)(?!\S*斤不是)")
_TALL_THEN_HEAVY = re.compile(r"(?<![\d.-])(1[3-9]\d)\s*(?:身高|高)\s*(?=\d{2,3}(?:\.\d)?\s*(?:的?体重|重)(?!\s*\d))")
"""160高130重: each figure stands before its word."""
_FEET = re.compile(
    r"(?<![\d.])([3-7])\s*(?:'|’|′|`|ft\.?|foot|feet|尺)\s*(?:,?\s*(\d{1,2}(?:\.5)?)\s*(?:''|\"|”|″"
    r"|in(?![a-z])|inch(?:es)?)?)?(?!\d)"
)
_FEET_SAID = re.compile(
    r"\bi'?m (?:like |about |only |around )?([4-6])[ -](\d|1[01])\b(?! ?(?:days|minutes|years|weeks|months))"
)
_FEET_WORDS = re.compile(
    r"\b(four|five|six)\s*(?:foot|feet|ft)?[\s-]*(one|two|three|four|five|six|seven|eight|nine|ten"
    r"|eleven)?(?:\s*(?:inches|inch|in))?\b"
)
_PAIR = re.compile(
    r"(?<![\d.])(1[3-9]\d|20\d)\s*(?:cm|的|高)?\s*[/\s,，、\-－—+*|\\;:]\s*(?:体重)?\s*(\d{2,3}(?:\.\d)?)(?!\d"
    r"|\.\d|\s*(?:码|cm|厘米|块|元|号|-\d))"
)
_HEAVY_THEN_TALL = re.compile(
    r"(?<![\d./-])((?:[89]\d|1[0-3]\d))\s*[/\s,，、]\s*(1(?:4[5-9]|[5-8]\d|9[0-5]))(?![\d./-]|\s*(?:码|块|元|号|斤|kg|公斤))"
)
"""130/160: nobody who weighs 160 jin is 130 cm tall."""
_RANGE_OF_WEIGHT = re.compile(r"(1[3-9]\d)\s*[-－—]\s*(\d{3})\s*(?:斤|jin|kg|公斤|的?体重)")
_WEIGH_AFTER = re.compile(rf"{_SPAN}\s*(?:的体重|体重(?!\s*\d)|(?<=\d)重(?![\s\d量要点复不吗]))")
_PAIR_BACK = re.compile(
    r"(?<![\d.])(\d{2,3})\s*(?:斤|jin|kg|公斤)\s*[/\s,，、]?\s*(1[3-9]\d)(?!\d|\s*(?:斤|jin|kg|公斤|码|块|元))"
)
_BEFORE_HEIGHT = re.compile(r"(?:^|[\s,，我])(?<![\d.$¥])([89]\d|[12]\d\d)\s*[,，、/]?\s*；")
"""一百二 一米六五: the weight in front of the height, which has been cut out."""
_BARE = re.compile(r"(?<![\d./-])(\d{2,3})(?![\d./%-]|\s*(?:码|块|元|件|条|个|号|天|小时|岁|月|cm|米))")

_GIRTHS = {
    "bust_cm": re.compile(rf"(?:胸围|上胸围|bust)\s*[:：是有]*\s*{_SPAN}(\s*(?:in(?![a-z])|inch|\"|寸))?"),
    "waist_cm": re.compile(rf"(?:腰围|waist)\s*[:：是有]*\s*{_SPAN}(\s*(?:in(?![a-z])|inch|\"|寸))?"),
    "hip_cm": re.compile(rf"(?:臀围|hips?)\s*[:：是有]*\s*{_SPAN}(\s*(?:in(?![a-z])|inch|\"|寸))?"),
    "foot_cm": re.compile(rf"(?:脚长|足长|foot length)\s*[:：是有]*\s*{_SPAN}(\s*(?:in(?![a-z])|inch|\"|寸))?"),
    "wrist_cm": re.compile(rf"(?:手围|手腕围?|腕围|wrist)\s*[:：是有]*\s*{_SPAN}(\s*(?:in(?![a-z])|inch|\"|寸))?"),
}

_ENGLISH = re.compile(r"\d\s*['’′]|ft|[a-z]{3,}(?<!jin)|\b(?:i|im|is|me|in|or|at|do|ok|my)\b")
"""Words of English; a bare "165/130" is how Chinese viewers write."""
_CHILD = re.compile(
    r"宝|娃|孩|儿子|女儿|闺女|囡|小朋友|崽|baby|babies|infant|kid|toddler|son\b|daughter|month[- ]?old|old"
)
_PREGNANT = re.compile(r"孕|怀|pregnan|along")
_MONTHS = re.compile(rf"{_SPAN}\s*(?:个月|个多月|months?|mos?\b|m\.?o(?![a-z]))(半)?")
_YEARS = re.compile(rf"{_SPAN}\s*(?:周?岁|y/?o\b|years?[- ]?olds?|yrs? old)(半)?")
_SOLID = re.compile(r"胖|斤|肉|重|壮|瘦")
_TALLNESS = re.compile(r"高|矮|个子")


@functools.lru_cache(maxsize=4096)  # the wordings kept of a group are looked at again with each that joins them
def parse_body(text: str) -> Body:
    """What `text` says of a body and of sizes. Never fails: what is not understood is left out."""
    whole = plain(text)
    if not may_hold_figures(whole):  # most comments
        return Body(sizes=named_sizes(text, whole), end=wanted_end(whole))
    chinese = is_chinese(whole) or not _ENGLISH.search(whole)
    line = spelled_out(whole, chinese)
    end = wanted_end(line)
    if (
        not any(c.isdigit() for c in line)
        and not re.search(r"\b(?:four|five|six) ?(?:foot|feet|ft|-| )", line)
        and "米" not in line
    ):
        return Body(sizes=named_sizes(text, line), end=end)
    girths, line = _girths(line)
    age = _age(line)
    height, rest = _height(line)
    weight, rest = _weight(rest, chinese, height)
    if height is None or weight is None:
        height, weight = _bare(line, rest, chinese, height, weight)
    return Body(height_cm=height, weight_kg=weight, sizes=named_sizes(text, rest), end=end, age_months=age, **girths)


def _span(low: str, high: str | None, scale: float = 1.0) -> Range:
    a = float(low) * scale
    b = float(high) * scale if high else a
    return (min(a, b), max(a, b))


def _loosened(span: Range, before: str | None, after: str | None, unit: float) -> Range:
    """A span widened by the words around it: 160多斤, 160出头, 不到160. `unit`: one, in kg or cm."""
    low, high = span
    after = (after or "").strip()
    step = 10 if round(low / unit) % 10 == 0 else 5
    if after in ("多", "几", "以上", "往上", "+", "plus") and low == high:
        high = low + (step - 1) * unit
    elif after in ("出头", "来") and low == high:
        high = low + step / 2 * unit
    elif after == "不到" or before in ("不到", "快", "小", "将近", "almost", "nearly", "under"):
        low = low - step / 2 * unit
    elif before == "over":
        high = low + step / 2 * unit
    return (low, high)


def _within(span: Range, limits: Range) -> bool:
    return limits[0] <= span[0] and span[1] <= limits[1]


def _cut(line: str, match: re.Match[str]) -> str:
    return line[: match.start()] + "；" + line[match.end() :]


def _girths(line: str) -> tuple[dict[str, Range], str]:
    found: dict[str, Range] = {}
    for name, pattern in _GIRTHS.items():
        if match := pattern.search(line):
            inches = "寸" not in (match[3] or "") and bool(match[3])
            scale = INCH if inches or (match[3] is None and not is_chinese(line) and name != "foot_cm") else 1.0
            if "寸" in (match[3] or ""):
                scale = INCH if name == "foot_cm" else CHI / 10
            found[name] = _span(match[1], match[2], scale)
            line = _cut(line, match)
    return found, line


def _age(line: str) -> Range | None:
    half = 0.0
    if match := _YEARS.search(line):
        half = 6.0 if match[3] else 0.0
        low, high = _span(match[1], match[2], 12)
        return (low + half, high + half) if high <= 18 * 12 else None
    if (match := _MONTHS.search(line)) and _CHILD.search(line) and not _PREGNANT.search(line):
        return _span(match[1], match[2])
    return None


_WORDS = {
    w: i
    for i, w in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"]
    )
}


def _height(line: str) -> tuple[Range | None, str]:
    """The height and the line without it."""
    if match := _FEET.search(line):
        inches = float(match[1]) * 12 + float(match[2] or 0)
        return (inches * INCH, inches * INCH), _cut(line, match)
    if (match := _FEET_SAID.search(line)) is not None:
        inches = float(match[1]) * 12 + float(match[2])
        return (inches * INCH, inches * INCH), _cut(line, match)
    if (match := _FEET_WORDS.search(line)) and (match[2] or "f" in match[0][len(match[1]) :]):
        inches = _WORDS[match[1]] * 12 + _WORDS.get(match[2] or "", 0)
        return (inches * INCH, inches * INCH), _cut(line, match)
    if match := _METRES.search(line):
        rest = match[2] if len(match[2]) == 2 else match[2] + "0"
        tall = float(match[1]) * 100 + float(rest)
        return _loosened((tall, tall), None, line[match.end() : match.end() + 2].strip(" 的，,")[:2], 1), _cut(
            line, match
        )
    if match := _METRE_ONLY.search(line):
        if match[1]:
            tall = float(match[1]) * 100
        else:
            tall = 100 + float(figures(match[2]) if match[2].isdigit() else _spelled(match[2]))
        if 120 <= tall <= 215:
            return (tall, tall), _cut(line, match)
    for match in _CM.finditer(line):
        span = _span(match[1], match[2])
        if _within(span, HEIGHTS):
            return _loosened(span, None, match[3] or match[4], 1), _cut(line, match)
    if match := _TALL_THEN_HEAVY.search(line):
        return (float(match[1]), float(match[1])), _cut(line, match)
    for pattern in (_TALL, _TALL_AFTER):
        match = pattern.search(line)
        if match and not re.match(r"\s*(?:斤|kg|公斤|jin)", line[match.end() :]):
            groups = (*match.groups(), None, None)
            span = _span(match[1], groups[1] if pattern is _TALL else None)
            if span[1] < 2.3:
                span = (span[0] * 100, span[1] * 100)
            if _within(span, HEIGHTS):
                return _loosened(span, None, groups[2] if pattern is _TALL else None, 1), _cut(line, match)
    if match := _HEAVY_THEN_TALL.search(line):
        return (float(match[2]), float(match[2])), f"{line[: match.start()]}；{match[1]}；{line[match.end() :]}"
    match = _PAIR.search(line)
    if match and not ((span_of := _RANGE_OF_WEIGHT.match(line, match.start())) and span_of[1] < span_of[2]):
        return (float(match[1]), float(match[1])), line[: match.start()] + "；" + line[match.start(2) :]
    if match := _PAIR_BACK.search(line):
        return (float(match[2]), float(match[2])), line[: match.start(2)] + "；" + line[match.end(2) :]
    return None, line


def _spelled(run: str) -> str:
    digits = "".join(str("零一二三四五六七八九".index(c)) for c in run)
    return digits if len(digits) == 2 else digits + "0"


def _weight(line: str, chinese: bool, height: Range | None) -> tuple[Range | None, str]:
    """The weight and the line without it."""
    if match := _STONE.search(line):
        kg = float(match[1]) * STONE + float(match[2] or 0) * POUND
        return (kg, kg), _cut(line, match)
    for pattern, unit in ((_KG, 1.0), (_JIN, JIN), (_LB, POUND)):
        for match in pattern.finditer(line):
            span = _loosened(_span(match[2], match[3], unit), match[1], match[4] or match[5], unit)
            if _within(span, WEIGHTS):
                return span, _cut(line, match)
    if match := _WEIGH_AFTER.search(line):
        return _unit(match[1], match[2], chinese, height)[0], _cut(line, match)
    if match := _WEIGH.search(line):
        span, unit = _unit(match[1], match[2], chinese, height)
        return _loosened(span, None, match[3], unit), _cut(line, match)
    if height is not None:
        pattern = re.compile(
            r"^.*?；\s*(?:的|高|tall|多|几|出头|左右)?\s*(?:and|/|,|，|、|&|-|\+)?\s*(?:i'?m\s+)?(?:体重)?(\d{2,3}(?:\.\d)?)(?!\d"
            r"|\s*(?:码|cm|块|元|号|%|\"|in(?![a-z])))"
        )
        match = pattern.search(line)
        if match and (20 <= float(match[1]) <= 400):
            return _unit(match[1], None, chinese, height)[0], line[: match.start(1)] + "；" + line[match.end(1) :]
        if match := _BEFORE_HEIGHT.search(line):
            return _unit(match[1], None, chinese, height)[0], line[: match.start(1)] + "；" + line[match.end(1) :]
    return None, line


def _unit(low: str, high: str | None, chinese: bool, height: Range | None) -> tuple[Range, float]:
    """A weight whose unit was not said. Below 70 in Chinese it can only be kilograms for a grown person; in English it
    is kilograms beside a height in centimetres, where a person of that height can weigh so many."""
    if chinese:
        lean = height is not None and float(low) * JIN < LEAN * (height[1] / 100) ** 2
        unit = 1.0 if float(low) < LIGHT or (lean and height and height[1] >= 140) else JIN
    else:
        metric = height is not None and height[0].is_integer()  # feet and inches are no whole centimetres
        unit = 1.0 if metric and height is not None and float(low) <= HEAVY * (height[1] / 100) ** 2 else POUND
    return _span(low, high, unit), unit


def _bare(
    line: str, rest: str, chinese: bool, height: Range | None, weight: Range | None
) -> tuple[Range | None, Range | None]:
    """A number without a unit, where the words around it tell what it is."""
    match = _BARE.search(rest)
    if match is None or not chinese:
        return height, weight
    number = float(match[1])
    if (
        weight is None
        and 70 <= number <= 300
        and _SOLID.search(line)
        and not _TALLNESS.search(line.replace("不是身高", ""))
    ):
        return height, (number * JIN, number * JIN)
    if height is None and weight is None and 140 <= number <= 200 and _TALLNESS.search(line):
        return (number, number), weight
    if height is None and weight is not None and 140 <= number <= 200:
        return (number, number), weight
    return height, weight
