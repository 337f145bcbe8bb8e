"""What a question's figures mean beside one product's size table: 24.5 is a foot where feet are listed, 二尺四"
" a waist."""

import re
from collections.abc import Sequence
from dataclasses import replace

from live.catalog.measures import Body
from live.catalog.numerals import figures
from live.catalog.products import CatalogProduct
from live.catalog.row_names import LEAST_EUROPEAN, asked_in, halves_named, row_called, row_in
from live.catalog.sizes_named import Range, size_key
from live.catalog.units import CHI, INCH
from live.catalog.wording import plain

CHILD_CM = 170.0
"""A table whose heights end below this is one for children."""
LEAST_CM = 52.0
"""A girth below this, without a unit, is rather one in inches."""
_METRIC = re.compile(r"\d\s*(?:cm|厘米|公分)")

_FOOT = re.compile(
    r"(?<![\d.])(2\d(?:\.\d)?)\s*(?:cm|厘米|公分)?\s*(?:的)?\s*(?:脚|鞋)|脚(?:长|是"
    r"|大概)?[^\d，。]{0,3}(2\d(?:\.\d)?)(?![\d.])"
    r"|(?<![\d.])(2\d\.5)(?![\d.])|(?:foot|feet)[^\d.]{0,12}(2\d(?:\.\d)?)(?![\d.])"
)
_FOOT_INCHES = re.compile(
    r"(?:foot|feet)[^\d.]{0,14}((?:8|9|1[0-3])(?:\.\d{1,2})?)\s*(?:in(?![a-z])|inch|\"|寸)"
    r"|(?<![\d.])((?:8|9|1[0-3])(?:\.\d{1,2})?)\s*(?:in(?:ch(?:es)?)?|\")[ -](?:long )?(?:foot|feet)"
)
_FOOT_MM = re.compile(r"(?<![\d.])(2[0-9][05])(?:\s*mm)?(?![\d.])(?!\s*(?:元|块|斤))")
_CHI = re.compile(r"(?<![\d.])([1-4一二两三四])\s*尺\s*([\d一二三四五六七八九半])?(?![\d.])")
_BARE = re.compile(
    r"(?<![\d.$¥])(\d{1,2}(?:\.5)?)(?![\d.%]|\s*(?:块|元|斤|天|小时|分|件|双|个|号|点|岁|年|月|cm|kg|lbs?"
    r"|pounds|ft|feet|inch|dollars|bucks|'|\"))"
)
_HEIGHT = re.compile(
    r"(?<![\d.])(\d{2,3})\s*(?:cm|厘米|公分)?的?(?:身高|个子|娃高)"
    r"|岁(?:半)?[^\d，。]{0,4}(\d{2,3})(?!\d|\s*(?:斤|kg|公斤|码))"
)
_BUST = re.compile(
    r"(?:chest|bust)[^\d,.]{0,8}(\d{2,3}(?:\.\d)?)(?![\d.])|(?<![\d.])(\d{2,3})(?:\s*(?:inch|in"
    r"|\"))?(?: around| round)?(?: the| my)? (?:chest|bust)"
)
_MONTHS = re.compile(r"(?<![\d.])(\d{1,2})\s*(?:个多?月|months?|mo)(?![a-z])")


def read_by_table(product: CatalogProduct, texts: Sequence[str], body: Body) -> Body:
    """`body`, read from `texts`, with what only the columns of the product's table tell."""
    lines = [figures(plain(t)) for t in texts]
    rows = product.sizes
    if any(r.foot_cm is not None for r in rows):
        body = _foot(lines, body)
    if any(r.waist_cm is not None for r in rows) and (chi := _first(_CHI, lines)):
        body = replace(body, waist_cm=_exact((_digit(chi[1]) + _digit(chi[2] or "0") / 10) * CHI))
    if any(r.bust_cm is not None for r in rows) and body.bust_cm is None and (bust := _first(_BUST, lines)):
        body = replace(body, bust_cm=_exact(float(bust[1] or bust[2])))
    if not any(_METRIC.search(line) for line in lines):
        body = replace(
            body,
            bust_cm=_in_cm(body.bust_cm, [r.bust_cm for r in rows]),
            waist_cm=_in_cm(body.waist_cm, [r.waist_cm for r in rows]),
            hip_cm=_in_cm(body.hip_cm, [r.hip_cm for r in rows]),
        )
    if any(r.age for r in rows) and body.age_months is None and (months := _first(_MONTHS, lines)):
        body = replace(body, age_months=_exact(float(months[1])))
    tallest = max((r.height_cm[1] for r in rows if r.height_cm), default=0.0)
    if 0 < tallest <= CHILD_CM and body.height_cm is None and (height := _first(_HEIGHT, lines)):
        body = replace(body, height_cm=_exact(float(height[1] or height[2])))
    if rows and not body.measured and (foreign := asked_in(lines)) is not None:
        row = row_in(product, *foreign)
        if row is not None:
            return replace(body, sizes=(row.size,))
        if foreign[0] != "eu" or float(foreign[1]) < LEAST_EUROPEAN or not _counts_european(product):
            return replace(body, sizes=())
    named = [r.size for r in rows if any(_stands(plain(r.size), line) for line in lines)]
    named += halves_named(product, lines)
    if named:
        return replace(body, sizes=tuple(dict.fromkeys((*named, *body.sizes))))
    if (
        not body.measured
        and not body.sizes
        and (bare := _first(_BARE, lines))
        and (row := row_called(product, bare[1]))
    ):
        return replace(body, sizes=(row.size,))
    if not body.measured and not body.sizes and bare and neighbours(product, bare[1]):
        return replace(body, sizes=(bare[1],))
    return body


def _counts_european(product: CatalogProduct) -> bool:
    return all(re.fullmatch(r"\d{2}(?:\.5)?码?", r.size) for r in product.sizes)


def is_for_children(product: CatalogProduct) -> bool:
    """Whether the size table goes by children's heights."""
    tallest = max((r.height_cm[1] for r in product.sizes if r.height_cm), default=0.0)
    return 0 < tallest <= CHILD_CM


def _foot(lines: Sequence[str], body: Body) -> Body:
    if body.foot_cm is not None:
        return replace(body, foot_cm=_exact(body.foot_cm[0] / 10)) if body.foot_cm[0] > 100 else body
    if match := _first(_FOOT_INCHES, lines):
        length = float(match[1] or match[2]) * INCH
    elif match := _first(_FOOT, lines):
        length = float(next(g for g in match.groups() if g))
    elif match := _first(_FOOT_MM, lines):
        length = float(match[1]) / 10
    else:
        return body
    return replace(body, foot_cm=_exact(length), sizes=tuple(s for s in body.sizes if s != f"{length:g}"))


def _in_cm(girth: Range | None, listed: Sequence[float | Range | None]) -> Range | None:
    """A girth without a unit in cm: from inches where it is small for a person, unless the table, of children or pets,
    lists it as it stands and not the inches."""
    if girth is None or girth[1] >= LEAST_CM:
        return girth
    ends = [end for row in listed if row is not None for end in (row if isinstance(row, tuple) else (row,))]
    inches = (girth[0] * INCH, girth[1] * INCH)
    if ends and min(ends) <= girth[1] <= max(ends) and not min(ends) <= inches[1] <= max(ends):
        return girth
    return inches


def _digit(char: str) -> float:
    return 5.0 if char == "半" else float(figures(f"{char}斤").removesuffix("斤"))


def _first(pattern: re.Pattern[str], lines: Sequence[str]) -> re.Match[str] | None:
    return next((m for m in map(pattern.search, lines) if m), None)


def _exact(value: float) -> Range:
    return (round(value, 1), round(value, 1))


def _stands(size: str, line: str) -> bool:
    """Whether a size stands in the line as the catalog writes it (14号, 1.5米, 80c)."""
    if size.isdigit() or len(size) < 2:
        return False
    return re.search(rf"(?<![a-z0-9.]){re.escape(size)}(?![a-z0-9.])", line) is not None


_LETTERS = ("XXS", "XS", "S", "M", "L", "XL", *(f"{n}XL" for n in range(2, 9)))


def neighbours(product: CatalogProduct, size: str) -> tuple[str, ...] | None:
    """The sizes of the table on both sides of one that is not in it (one where it lies beyond the end); None where the
    table counts sizes otherwise."""
    order = [_rank(r.size) for r in product.sizes]
    mine = _rank(size)
    if mine is None or not order or any(rank is None or rank[0] != mine[0] for rank in order):
        return None
    ranks = [rank[1] for rank in order if rank is not None]
    if mine[0] == "number" and not min(ranks) - 6 <= mine[1] <= max(ranks) + 6:
        return None
    below = [r.size for r, rank in zip(product.sizes, ranks, strict=True) if rank < mine[1]]
    above = [r.size for r, rank in zip(product.sizes, ranks, strict=True) if rank > mine[1]]
    return (*below[-1:], *above[:1])


def _rank(size: str) -> tuple[str, float] | None:
    key = size_key(size)
    if key in _LETTERS:
        return ("letter", float(_LETTERS.index(key)))
    return ("number", float(key)) if re.fullmatch(r"\d+(?:\.\d+)?", key) else None
