"""Numbers, prices and sizes in one written form, as shops write them: 129元, 39块9, 95%, 1米65, 105斤, 2XL, 1号.

Figures: whatever is ten and more, and smaller numbers before a unit. Small counts stay words (三个, 两条, 一点), also
where the recogniser wrote a figure. Countdowns (五四三二一), guesses (七八十) and sayings (千万别, 万一) stay.
"""

import re
from collections.abc import Callable
from itertools import pairwise

from live.catalog.numerals import value

_SMALL = "一二两三四五六七八九"
_ANY = f"零〇{_SMALL}十百千万亿"
_UNITS = (
    "元|块|斤|公斤|千克|克|厘米|公分|毫米|毫升|升|平米|平方|米|码|号(?!称)|折|度|岁|寸|瓦|毫安|小时|分钟|秒钟?|天(?!天)|周岁"
    "|周(?!围)|月(?!亮)|年"
)
_ONES = "号(?!称)|元|斤|公斤|千克|克(?!服)|厘米|公分|毫升|升(?!级)|折"
"""Units before which a lone 一 is a figure: elsewhere it is as often no number (一块儿, 一天到晚, 大一码)."""

_COUNTED = "个|条|件|位|把|双|瓶|盒|包|只|款|种|次|套|片|张|步|下|口|层|人|样|家|支|根|颗|粒|袋|罐|对|遍|份|箱"
_FIGURE = {char: str(number % 10) for number, char in enumerate("零一二三四五六七八九")} | {"两": "2", "〇": "0"}

_PERCENT = re.compile(rf"百分之([{_ANY}\d.]+)(?:点([零〇{_SMALL}\d]+))?")
_DECIMAL = re.compile(rf"([零〇{_SMALL}十百\d]+)点([零〇{_SMALL}]+)(?=个?(?:{_UNITS}))")
_PRICE = re.compile(
    rf"([{_SMALL}十百千\d]+)块([{_SMALL}])(?:毛钱?|角)?(?=一[斤个件包条瓶盒袋只双把支单]|[^{_ANY}\d个条件位]|$)"
)
_METRES = re.compile(
    rf"([{_ANY}\d])?([一二两12])米([零〇{_SMALL}]{{1,2}}?|十[{_SMALL}]?)(?=[一二两12]米|[一二两]百|[六七八九]十|[^{_ANY}\d]|$)(?=([{_ANY}])?)"
)
_FROM_TO = re.compile(rf"(?<![{_ANY}])([{_SMALL}])([到至])([{_SMALL}十])(?={_UNITS})")
_RUN = re.compile(
    rf"(?<![{_ANY}])(?:(?<![几好数上成])|(?![十百千万亿]))(?:[{_ANY}]{{2,}}(?!几)|十(?![{_ANY}几足分佳全]|字路)|十(?=分钟))"
)
_POINT_TENS = re.compile(rf"([{_SMALL}]?十[{_SMALL}]?|\d\d)点([{_SMALL}])(?![{_ANY}分])")
_CLOCK = re.compile(rf"(?<![{_ANY}\d])([三四五六七八九])点(?=[^{_ANY}\d]|$)(?!儿)")
_BEFORE_UNIT = re.compile(rf"(?<![{_ANY}\d第初])([二两三四五六七八九])(?={_UNITS})|(?<![{_ANY}\d第初])一(?={_ONES})")
_SAYING = re.compile(
    r"假一[罚赔]十|千万(?=别|不|要|记|注|得|小)|万一|百分百|十全十美|千千万|万万|一五一十|八九不离十|三三两两|九九归一"
)
_COUNTED_BEHIND = re.compile(rf"整?(?:{_COUNTED}|{_UNITS})")
_COUNT = re.compile(rf"(?<![\d.\-~到至A-Za-z第])(?!(?<=块)9)([1-9])(?!包邮)(?={_COUNTED})")
"""Not the 9 of 59块9双, nor what stands before 包邮."""

_ORDINAL = re.compile(rf"第([1-9])(?=[{_COUNTED.replace('|', '')}])")

_GUESS = re.compile(rf"[百十]零?([{_SMALL}])([{_SMALL}])$")
_MIXED_PRICE = re.compile(rf"(\d+)块([{_SMALL}\d])毛([{_SMALL}\d])(?![{_ANY}\d])")
_OUNCES = re.compile(rf"(?<=\d斤)([{_SMALL}])(?=两)")
_HOURS = re.compile(r"两点(?=[到至]\d+点)|(?<=\d点[到至])两点")

_NARROW = str.maketrans("０１２３４５６７８９", "0123456789")

_PIECES = re.compile(r"(?<=[\d二两三四五六七八九十百几来])纸(?![张箱尿巾质袋盒杯碗片板上面包币品])")
"""Pieces (只) that were heard as paper."""

_NINE = re.compile(r"(?<=\d块)[酒久旧](?![店水瓶杯])")
_A_POUND = re.compile(r"(?<=\d)亿[斤金](?![额币色属牌银条])")
_TOGETHER = re.compile(r"(?<![\d.A-Za-z])1(?=[共起直定样般])")

_POINT_PRICE = re.compile(r"(?<![\d.])(\d+)\.([1-9])0?(?:块钱?|元)")
_POINT_METRES = re.compile(r"(?<![\d.])([12])\.(\d{1,2})米(?!\d)")
_GROUPED = re.compile(r"(?<![\d,])(\d),(?=\d{3}(?![\d,]))")
_XL = re.compile(r"(?<![A-Za-z0-9])([xX]{1,5})\s?[lL](?![A-Za-z])")
_NUMBER_XL = re.compile(rf"([{_SMALL}\d])\s?个?\s?[xX]\s?[lL]?(?![A-Za-z0-9])")
_LETTER_SIZE = re.compile(r"(?<![A-Za-z])([sml])(?=码|号)")


def in_one_form(text: str) -> str:
    """`text` (simplified) with its numbers in one form. Doing it again changes nothing."""
    text = _sizes(_points(_misheard(text)))
    text = _PERCENT.sub(lambda m: f"{_number(m[1])}{'.' + _digits(m[2]) if m[2] else ''}%", text)
    text = _DECIMAL.sub(lambda m: f"{_number(m[1])}.{_digits(m[2])}", text)
    text = _POINT_TENS.sub(lambda m: f"{_number(m[1])}.{_digits(m[2])}", text)
    text = _METRES.sub(_metres, text)
    text = _PRICE.sub(lambda m: f"{_number(m[1])}块{_digits(m[2])}", text)
    text = _FROM_TO.sub(lambda m: f"{_number(m[1])}{m[2]}{_number(m[3])}", text)
    text = _apart_from_sayings(text, lambda part: _RUN.sub(_run, part))
    text = _CLOCK.sub(lambda m: f"{_digits(m[1])}点", text)
    text = _BEFORE_UNIT.sub(lambda m: _digits(m[0]), text)
    text = _MIXED_PRICE.sub(lambda m: f"{m[1]}.{_digits(m[2])}{_digits(m[3])}元", text)
    text = _HOURS.sub("2点", _OUNCES.sub(lambda m: _digits(m[1]), text))
    text = _ORDINAL.sub(lambda m: "第" + "零一二三四五六七八九"[int(m[1])], text)
    return _COUNT.sub(lambda m: "两" if m[1] == "2" else "零一二三四五六七八九"[int(m[1])], text)


def _misheard(text: str) -> str:
    """Numerals and what is counted, that were heard as another word of the same sound."""
    text = _A_POUND.sub("一斤", _NINE.sub("9", text.translate(_NARROW)))
    return _TOGETHER.sub("一", _PIECES.sub("只", text))


def _points(text: str) -> str:
    text = _GROUPED.sub(r"\1", text)
    text = re.sub(r"(?<=\d),(?=\d)", "，", text)
    text = _POINT_PRICE.sub(r"\1块\2", text)
    return _POINT_METRES.sub(r"\1米\2", text)


def _sizes(text: str) -> str:
    text = _XL.sub(lambda m: "XL" if len(m[1]) == 1 else f"{len(m[1])}XL", text)
    text = _NUMBER_XL.sub(lambda m: f"{_digits(m[1])}XL", text)
    return _LETTER_SIZE.sub(lambda m: m[1].upper(), text)


def _apart_from_sayings(text: str, change: Callable[[str], str]) -> str:
    parts, at = [], 0
    for saying in _SAYING.finditer(text):
        parts += [change(text[at : saying.start()]), saying[0]]
        at = saying.end()
    return "".join([*parts, change(text[at:])])


def _metres(match: re.Match[str]) -> str:
    """With a comma where the number before or behind is another one: 一米七五一百五 → 1米75，一百五."""
    before, metres, rest, behind = match.groups()
    return f"{before + '，' if before else ''}{_digits(metres)}米{_after_metres(rest)}{'，' if behind else ''}"


def _run(match: re.Match[str]) -> str:
    """A run of two numerals and more, or ten."""
    run, after = match[0], match.string[match.end() :]
    if (guess := _GUESS.search(run)) and int(_FIGURE[guess[2]]) == int(_FIGURE[guess[1]]) + 1:
        return run
    if value(run) is None and run[-1] in _SMALL and (value(run[:-1]) or 0) >= 10 and _COUNTED_BEHIND.match(after):
        return f"{value(run[:-1])}{run[-1]}"
    number = value(run)
    spelled = all(char in _FIGURE for char in run)
    if number is None or (spelled and not _read_out(run, after)) or run[0] in "零〇百千万亿":
        return run
    return str(number)


def _read_out(run: str, after: str) -> bool:
    """Whether numerals without tens and hundreds are one number read out (一九九), no countdown and no guess."""
    digits = [int(_FIGURE[char]) for char in run]
    steps = {b - a for a, b in pairwise(digits)}
    if steps in ({1}, {-1}):
        return after.startswith("折")
    return len(run) > 2 or re.match(_UNITS, after) is not None


def _number(run: str) -> str:
    number = value(run)
    return run if number is None else str(number)


def _digits(run: str) -> str:
    return "".join(_FIGURE.get(char, char) for char in run)


def _after_metres(run: str) -> str:
    return str(value(run)) if "十" in run else _digits(run)
