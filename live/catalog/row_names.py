"""What else a row of a size table goes by: one of its two numbers (M8 / W9.5), its European number, its bare number
(34 of 34厘米), the people it serves."""

import re
from collections import Counter
from collections.abc import Sequence

from live.catalog.products import CatalogProduct, Size
from live.catalog.sizes_named import size_key

_UNIT = re.compile(r"(\d+(?:\.\d+)?)\s*(?:厘米|公分|cm|寸|inch|in|升|l|毫升|ml|oz|quarts?|qt|米|m)", re.I)
_NOTED = re.compile(r"\b(eu|us|uk)r?(?:\s?\1)?\s?(\d{1,2}(?:\.5)?)\b", re.I)
"""A size of one country in a row's name or note: `us 8`, `EU EU39`."""
_ASKED_IN = re.compile(
    r"(?<![a-z])(eur?|us|uk)\s?(?:size\s?|码)?(\d{1,2}(?:\.5)?)(?![\d.])|(欧|法|美|英)(?:国)?(?:码|的)?\s?(\d{1,2}(?:\.5)?)(?![\d.])"
    r"|(?<![\d.])(\d{1,2}(?:\.5)?)\s?(?:in )?(eur?|us|uk|欧码|美码|英码)(?![a-z])"
)
_SYSTEMS = {"eur": "eu", "欧": "eu", "法": "eu", "欧码": "eu", "美": "us", "美码": "us", "英": "uk", "英码": "uk"}
_FROM_TO = re.compile(r"(\d{2}(?:\.5)?)\s?[-–/~到]\s?(\d{2}(?:\.5)?)(?:码)?")
"""One row for two sizes: 38-39."""
LEAST_EUROPEAN = 15.0
"""Numbers of shoes from this on are European; American and British ones lie below."""
_WOMEN = re.compile(
    r"\b(?:wom[ae]n'?s?|ladies'?|female)(?: sizing\??| size)?[^\d.,]{0,10}(\d{1,2}(?:\.5)?)\b(?!')"
    r"|\bw\s?(\d{1,2}(?:\.5)?)\b"
)
_MEN = re.compile(
    r"\b(?<!wo)(?:m[ae]n'?s?|male)(?: size)?[^\d.,]{0,6}(\d{1,2}(?:\.5)?)\b(?!')|\bm\s?(\d{1,2}(?:\.5)?)\b"
)
_PEOPLE = re.compile(
    r"(?<!老)(?<!小)(\d+|[两二三四五六七八九])\s*(?:个)?(?:口|人|位|people|persons)|(?:family|household) of (\d+)"
    r"|(?:for|serves) (\d+)\b"
)
_NUMERALS = {c: n for n, c in enumerate("二三四五六七八九", 2)} | {"两": 2}
_SERVED = re.compile(
    r"(?:people |serves )?(\d+)(?:\s*(?:到|至|-|–|to)\s*(\d+))?\s*个?人|(?:people|serves) (\d+)(?:\s*[-–]\s*(\d+))?"
)


def row_called(product: CatalogProduct, name: str) -> Size | None:
    """The only row that also goes by `name`, or None."""
    wanted = size_key(name)
    found = [r for r in product.sizes if wanted in _names(r)]
    return found[0] if len(found) == 1 else None


def _names(row: Size) -> set[str]:
    parts = {size_key(p) for p in row.size.split("/")} if "/" in row.size else set()
    if match := _UNIT.fullmatch(row.size.strip()):
        parts.add(match[1])
    if match := _FROM_TO.fullmatch(row.size.strip()):
        parts |= {match[1], match[2]}
    return parts | {m[2] for m in _NOTED.finditer(row.note) if m[1].lower() == "eu"}


def asked_in(lines: Sequence[str]) -> tuple[str, str] | None:
    """The country (eu, us, uk) whose sizes one of the lines counts in, and the number; None where none is named."""
    for line in lines:
        if match := _ASKED_IN.search(line):
            system, number = match[1] or match[3] or match[6], match[2] or match[4] or match[5]
            return _SYSTEMS.get(system, system), number
    return None


def row_in(product: CatalogProduct, system: str, number: str) -> Size | None:
    """The row of a number in the sizes of one country; None where the table does not tell. A table of bare numbers is
    European from 15 on, and American below."""
    for row in product.sizes:
        noted = {(m[1].lower(), m[2]) for m in _NOTED.finditer(f"{row.size} {row.note}")}
        if (system, number) in noted:
            return row
    if any(m[1].lower() == system for r in product.sizes for m in _NOTED.finditer(f"{r.size} {r.note}")):
        return None
    bare = "eu" if float(number) >= LEAST_EUROPEAN else "us"
    found = row_called(product, number) or next((r for r in product.sizes if size_key(r.size) == number), None)
    plainly = found is not None and not _NOTED.search(found.size)
    return found if system == bare and plainly else None


def halves_named(product: CatalogProduct, lines: Sequence[str]) -> tuple[str, ...]:
    """Sizes of a table with two numbers a row that the lines name by one: a women's 8 is W8."""
    named = [
        row.size
        for pattern, letter in ((_WOMEN, "W"), (_MEN, "M"))
        for line in lines
        if (match := pattern.search(line)) and (row := row_called(product, letter + (match[1] or match[2])))
    ]
    return tuple(dict.fromkeys(named))


def _count(digits: str) -> int:
    return int(digits) if digits.isdigit() and digits.isascii() else _NUMERALS[digits]


def row_for_people(product: CatalogProduct, lines: Sequence[str]) -> tuple[int, Size, str] | None:
    """For how many people most of the lines ask, the row that serves so many, and how the table says so."""
    numbers = Counter(_count(next(g for g in m.groups() if g)) for line in lines for m in _PEOPLE.finditer(line))
    if not numbers:
        return None
    number = numbers.most_common(1)[0][0]
    for row in product.sizes:
        if match := _SERVED.search(row.note):
            low, high = match[1] or match[3], match[2] or match[4]
            if int(low) <= number <= int(high or low):
                return number, row, match[0]
    return None
