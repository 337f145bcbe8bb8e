"""A yes or a no of the catalog counts for the figure that it was said of: a chair that holds 200 jin need not hold 350.

Where a question names a figure that the fact's own figures do not cover, the fact is told without its verdict.
"""

import math
import re
from collections.abc import Iterable, Sequence

from live.catalog.facts import Fact
from live.catalog.named_figures import NUMBER, UNIT
from live.catalog.numerals import figures
from live.catalog.units import UNITS
from live.catalog.wording import plain
from live.cues.mismatch import forbids

Bound = tuple[str, float, float]
"""A kind of measure, and the least and the most of it."""

_FIGURE = re.compile(rf"(?<![\d.])(?:({NUMBER})\s*(?:{UNIT})?\s*(?:-|–|~|到|至|to)\s*)?({NUMBER})\s*-?\s*({UNIT})")
_AT_MOST = re.compile(
    r"(?:承重|最[多大高重]|不超过|低于|小于|不到|限重|载重|up to|max(?:imum)?|at most|under|below|less than|holds?"
    r"|supports?|limit(?: is| of)?|capacity)[^，。,.\d]{0,6}$"
)
_AT_MOST_AFTER = re.compile(r"\s*(?:以内|以下|之内|内|or (?:less|under|below)|max)")
_AT_LEAST = re.compile(r"(?:至少|最[少低小]|超过|大于|from|at least|over|above|more than)[^，。,.\d]{0,6}$")
_AT_LEAST_AFTER = re.compile(r"\s*(?:以上|起|及以上|\+|and (?:up|above|over|older)|or (?:more|older|over))")
_YES = r"能|可以|行|会|没问题|是的?|有的?|对|够|yes|yeah|yep|sure|of course|absolutely|definitely|it (?:does|can|will)"
_NO = r"不能|不可以|不行|不会|不够|没有|no|nope|it (?:doesn't|can't|won't)"
_VERDICT = re.compile(rf"\s*(?:(?P<no>{_NO})|(?P<yes>{_YES}))[\u3400-\u9fff]{{0,2}}[，,。.!！、;；\s]+", re.I)


def told_of(fact: Fact, texts: Sequence[str], weights_kg: Iterable[float] = ()) -> str:
    """The fact's text as an answer to these wordings: without its leading yes or no where they name a figure that it
    was not said of, or ask for what it forbids. Empty where nothing else is left. `weights_kg` are weights of the asker
    that are named without a unit."""
    verdict = _VERDICT.match(fact.text + " ")
    if verdict is None or fact.source.kind != "faq":
        return fact.text
    asked = [b for t in texts for b in _bounds(t)] or [("weight", kg, kg) for kg in weights_kg]
    own, stated = _bounds(fact.asked), _bounds(fact.text)
    kinds = {kind for kind, _, _ in own + stated}
    said = all(
        kind not in kinds or _among(kind, most, own) or _within(kind, most, stated) == (verdict["yes"] is not None)
        for kind, _, most in asked
    )
    if said and not (verdict["yes"] is not None and forbids(fact, texts)):
        return fact.text
    rest = fact.text[verdict.end() :].strip()
    return rest[:1].upper() + rest[1:]


def _bounds(text: str) -> list[Bound]:
    line, found = figures(plain(text)), []
    for match in _FIGURE.finditer(line):
        kind, factor = UNITS[match[3]]
        value = float(match[2]) * factor
        before, after = line[: match.start()], line[match.end() :]
        least = float(match[1]) * factor if match[1] else value
        if not match[1] and (_AT_MOST_AFTER.match(after) or _AT_MOST.search(before)):
            least = 0.0
        most = value
        if not match[1] and (_AT_LEAST_AFTER.match(after) or _AT_LEAST.search(before)):
            most = float("inf")
        found.append((kind, least, most) if least > 0 or most < float("inf") else (kind, value, value))
    return found


def _among(kind: str, value: float, bounds: Sequence[Bound]) -> bool:
    return any(k == kind and math.isclose(most, value) for k, _, most in bounds)


def _within(kind: str, value: float, bounds: Sequence[Bound]) -> bool:
    return any(k == kind and least * 0.99 <= value <= most * 1.01 for k, least, most in bounds)
