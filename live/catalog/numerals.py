"""Numerals, as figures."""

import functools
import re

from live.catalog.english_numerals import NUMERALS, english_figures

_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "幺": 1, "两": 2, "俩": 2}
_UNIT = {"十": 10, "百": 100, "千": 1000}
_D = "一二三四五六七八九两幺"

_ANY_NUMERAL = re.compile("|".join((*_DIGIT, *_UNIT, *NUMERALS)))
_ANY_FIGURE = re.compile(r"\d")
_METRES = re.compile(r"([一二两12])米([零一二三四五六七八九]{1,2}|十[一二三四五六七八九]?)(?![十百])")
_PERCENT = re.compile(r"百分之([零〇一二三四五六七八九十百两\d.]+)")
_POINT = re.compile(rf"([零〇{_D}十百\d]+)点([零〇{_D}]+)(?![十百钟])")
_HUNDREDS_ABOUT = re.compile(rf"([{_D}])百([一二三四五六七八])([二三四五六七八九])(?:十|(?![零〇{_D}十百]))")
_TENS_ABOUT = re.compile(
    r"(?<![一二三四五六七八九十百千])([一二三四五六七八])([二三四五六七八九])十(?![一二三四五六七八九])"
)
_FEW = re.compile(
    r"(?<![零〇一二三四五六七八九十百千两])([一二两三四五六七八])([二两三四五六七八九])(?=[天个斤件条块小周月岁分])"
)
_FROM_TO = re.compile(rf"(?<![零〇{_D}十百千])([{_D}十])([到至])(?=[零〇{_D}十])")
_CENTS = re.compile(rf"(?<=块)([{_D}])(?![零〇{_D}十百])")
_RUN = re.compile(rf"[{_D}俩十零〇][零〇{_D}俩十百千万]*")
_COUNTED = frozenset("米斤块元折公千克磅码号件条个岁月天加小分秒毛点把双包瓶盒两代升寸")
"""A single numeral is a figure only before one of these; elsewhere it is part of a word (一下, 一直)."""


def value(run: str) -> int | None:
    """The number that `run` spells, or None: 一百零五, 二百五, 一六五, 三万二. None for an empty or impossible one."""
    if not run:
        return None
    if all(c in _DIGIT for c in run):
        return int("".join(str(_DIGIT[c]) for c in run))
    total, section, last, unit = 0, 0, None, 1
    for c in run:
        if c in _DIGIT:
            if last is not None and last != 0:
                return None
            last = _DIGIT[c]
            unit = 1 if last == 0 else unit
        elif c in _UNIT:
            section += (1 if last is None else last) * _UNIT[c]
            unit, last = _UNIT[c], None
        elif c == "万":
            total, section, last, unit = (total + section + (last or 0)) * 10_000, 0, None, 10_000
        else:
            return None
    if last:
        # 一百六 is 160, 一百零六 is 106, 十六 is 16.
        section += last * (unit // 10 if unit > 10 else 1)
    return total + section


def may_hold_figures(text: str) -> bool:
    """Whether `figures(text)` may hold a figure; where it is false, it holds none. Costs a fraction of looking."""
    return _ANY_FIGURE.search(text) is not None or _ANY_NUMERAL.search(text) is not None


@functools.lru_cache(maxsize=4096)  # the wordings kept of a group are looked at again with each that joins them
def figures(text: str) -> str:
    """`text` (simplified) with Chinese numerals as figures: 一米六五 → 1米65, 百分之九十五 → 95%, 三十九块九 → 39块9"""
    if text.isascii():
        return english_figures(text)
    text = _METRES.sub(_metres, text)
    text = _PERCENT.sub(lambda m: f"{_figure(m[1])}%", text)
    text = _POINT.sub(lambda m: f"{_figure(m[1])}." + "".join(str(_DIGIT[c]) for c in m[2]), text)
    text = _HUNDREDS_ABOUT.sub(_about_hundreds, text)
    text = _TENS_ABOUT.sub(_about_tens, text)
    text = _FEW.sub(_few, text)
    text = _FROM_TO.sub(lambda m: f"{value(m[1])}{m[2]}", text)
    text = _CENTS.sub(lambda m: str(_DIGIT[m[1]]), text)
    return _RUN.sub(_replace, text)


def _metres(m: re.Match[str]) -> str:
    after = m.string[m.end() : m.end() + 1]
    apart = " " if after.isdigit() or (after and after in _D) else ""
    return f"{_DIGIT.get(m[1], m[1])}米{_after_metres(m[2])}{apart}"


def _after_metres(run: str) -> str:
    return "".join(str(_DIGIT[c]) for c in run) if all(c in _DIGIT for c in run) else str(value(run))


def _figure(run: str) -> str:
    number = value(run)
    return run if number is None else str(number)


def _follows(a: str, b: str) -> bool:
    return _DIGIT[b] == _DIGIT[a] + 1


def _about_hundreds(m: re.Match[str]) -> str:
    if not _follows(m[2], m[3]):
        return m[0]
    base = _DIGIT[m[1]] * 100
    return f"{base + _DIGIT[m[2]] * 10}-{base + _DIGIT[m[3]] * 10}"


def _about_tens(m: re.Match[str]) -> str:
    return f"{_DIGIT[m[1]] * 10}-{_DIGIT[m[2]] * 10}" if _follows(m[1], m[2]) else m[0]


def _few(m: re.Match[str]) -> str:
    few = _follows(m[1], m[2]) or m[1] + m[2] == "三五"
    return f"{_DIGIT[m[1]]}-{_DIGIT[m[2]]}" if few else m[0]


def _replace(m: re.Match[str]) -> str:
    run = m[0]
    after = m.string[m.end() : m.end() + 1]
    if run[0] in "零〇幺" and len(run) < 2:
        return run
    if len(run) == 1 and after not in _COUNTED:
        return run
    found = _figures_of(run, after)
    # 99一包 is 99 and 1, not 991
    return f" {found}" if found[0].isdigit() and m.string[: m.start()][-1:].isdigit() else found


def _figures_of(run: str, after: str) -> str:
    """The numbers of a run, apart: 一百六十八一(瓶) is 168 and 1."""
    number = value(run)
    if number is not None:
        return str(number)
    for cut in range(len(run) - 1, 1, -1):
        number = value(run[:cut])
        if number is not None and any(c in _UNIT for c in run[:cut]):
            rest = run[cut:]
            return f"{number} {_figures_of(rest, after) if len(rest) > 1 or after in _COUNTED else rest}"
    return run


_AMOUNT = re.compile(r"(?<![\d.])(\d{1,6}(?:\.\d{1,2})?)(?:块(\d)(?!\d))?(?![\d.])")


def amounts(text: str) -> list[float]:
    """The numbers of a line in its order, as they would stand on a price tag: 39块9 is 39.9."""
    return [float(f"{m[1]}.{m[2]}" if m[2] else m[1]) for m in _AMOUNT.finditer(figures(text))]
