"""Heights and weights as viewers type them, brought to a spelling with separators and units: 165130, m65, 5 6 160."""

import re

from live.catalog.numerals import figures
from live.catalog.units import JIN

LIGHT = 70.0
"""A bare figure below it is no weight of a grown person in jin."""
LEAN, STOUT = 14.5, 45.0
"""Body mass indices, kg/m², below and above which a bare figure is not read as a weight in the unit at hand."""
TO = r"\s*(?:到|至|-|~|～|—|–|to)\s*"

_TWO_TENS = re.compile(
    r"([一二两]百[一二三四五六七八九][一二三四五六七八九])(?![一二三四五六七八九十百]|\s*(?:[斤公厘高码块元件个人单号分]|的[身体个]|cm|kg))"
)
"""一百三四, without a unit, is a weight: a height would be 一米三四."""
_UNIT_OF_WEIGHT = r"\s*(?:斤|jin|kg|公斤|千克|磅|lbs?|pounds)"
_TWO_RANGES = re.compile(
    rf"(?<![\d.-])(1[3-9]\d){TO}(1[3-9]\d)\s*(?:cm|厘米|公分|高|的)?[\s,，、/]+(\d{{2,3}}){TO}(\d{{2,3}})"
    rf"(?![\d.-]|\s*(?:cm|码|块|元))({_UNIT_OF_WEIGHT})?"
)
"""165-170 110-120: a height and a weight, each from and to."""
_CHI_TALL = re.compile(
    r"(?<![\d一二三四五六七八九十])(?:([五六56])尺([一二三四五六七八九十\d])?|([四4])尺([七八九789]))(?![十\d]|\s*的?(?:床|被|布|毯|帘|桌|柜|长|宽))"
)
"""五尺三: five foot three, as it is told south of the border; nobody's waist is as wide."""
_JOINED = re.compile(r"(?<![\d.])(1[4-9]\d)([6-9]\d|[12]\d\d)(?![\d.]|\s*(?:[a-z%]|元|块|件|单|人))")
"""165130: a height and a weight without anything between."""
_DOTTED = re.compile(r"(?<![\d.])(1[4-9]\d)\.(\d{3}|[89]\d)(?=\s*斤)")
_FEET_APART = re.compile(
    r"(?<![\d.$])(?<!size )(?<!wear )([4-6])[ .](\d|1[01])(?=[\s,]+(?:and |at |about |around )?(?:[89]\d|[1-3]\d\d)"
    r"(?!\d|\.\d|\s*(?:%|[cm]m|g(?![a-z])|gsm|grams?|packs?|count|ct|days?|pcs|pieces|oz|in(?![a-z])|inch|ft|x|usd"
    r"|dollars?|bucks?|people)))"
    r"|(?:(?<=lbs)|(?<=pounds))[\s,]+([4-6])[ .](\d|1[01])(?![\d.])"
)
"""5 6 160, 5.4 130 lbs, 145 pounds, 5 6: feet and inches without their signs."""
_SHORT_METRES = re.compile(r"(?<![a-z\d.])m\s?([4-9]\d)(?=\s*[,，/]?\s*\d{2,3}(?!\d))")
"""m65 60kg: 1m65 without its one."""
_DECIMAL_COMMA = re.compile(r"(?<![\d.,])([12]),(\d{2})(?=\s*m(?![a-z]))")
_TWO_METRES = re.compile(rf"(?<![\d.])2\s*米(?!\d)(?=[^\d]{{0,4}}\d{{2,3}}{_UNIT_OF_WEIGHT})")
_LETTERED = re.compile(r"\bh\s*[:=]?\s*(1[3-9]\d)\s*(?:cm)?[\s,/]*w\s*[:=]?\s*(?=\d{2,3})")
_TENS_AND_MORE = re.compile(
    r"(?<![\d.])([89]0|1\d0|2[0-4]0)(多|来|出头)(?=$|[\s,，?？]|的?(?:能(?!便宜|少|不能便宜)|可|穿|拿|买|拍|选|胖|有|体重))"
)
"""一百三十多: a weight, where nothing is counted."""
_EARLIER = re.compile(
    r"(?:前|原来|原先)\D{0,3}\d{2,3}\s*(?:斤|kg|公斤)?(?=\D{0,4}现在\D{0,3}\d)"
    r"|\b(?:was|before)\b\D{0,12}\d{2,3}\s*(?:lbs?|kg|pounds)?(?=\D{0,12}\bnow\b\D{0,6}\d)"
)
"""What somebody weighed before: what they weigh now counts."""
_HUNDRED = re.compile(r"(?<!\d)([12])百(\d\d)(?!\d)")


def spelled_out(line: str, chinese: bool) -> str:
    """`line` (plain) with figures, and with what viewers leave out put back: separators, units, the one of 1m65. What
    somebody weighed before is left out."""
    line = figures(_HUNDRED.sub(r"\1\2", _TWO_TENS.sub(r"\1斤", _CHI_TALL.sub(_feet_of, line))))
    line = _EARLIER.sub("", line)
    line = _DECIMAL_COMMA.sub(r"\1.\2", line)
    line = _SHORT_METRES.sub(r"1m\1", line)
    line = _LETTERED.sub(r"height \1 weight ", line)
    if not chinese:
        return _FEET_APART.sub(lambda m: " {}'{}".format(*(g for g in m.groups() if g)), line)
    line = _TWO_RANGES.sub(lambda m: f"{m[1]}-{m[2]}cm {m[3]}-{m[4]}{m[5] or _bare_unit(m[4])}", line)
    line = _DOTTED.sub(r"\1 \2", line)
    line = _TWO_METRES.sub("200cm", line)
    line = _TENS_AND_MORE.sub(r"\1\2斤", line)
    joined = _JOINED.search(line)
    if joined is not None and len(re.findall(r"\d", line)) == len(joined[0]) and _may_be_joined(joined, line):
        line = _JOINED.sub(r"\1 \2", line)
    return line


def _bare_unit(figure: str) -> str:
    return "公斤" if float(figure) < LIGHT else "斤"


def _may_be_joined(found: re.Match[str], line: str) -> bool:
    """Five digits are a price as well: they need a word of sizes beside them."""
    index = float(found[2]) * JIN / (float(found[1]) / 100) ** 2
    worded = re.search(r"[码穿拿大胖瘦]|斤", line) is not None
    return LEAN <= index <= STOUT and (worded or (len(found[0]) == 6 and found[0] == line.strip()))


def _feet_of(match: re.Match[str]) -> str:
    feet, inches = match[1] or match[3], match[2] or match[4]
    figure = {c: str(n) for n, c in enumerate("零一二三四五六七八九十")}
    return f"{figure.get(feet, feet)}'{figure.get(inches, inches) if inches else 0} "
