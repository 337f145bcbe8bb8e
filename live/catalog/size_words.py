"""The frame around what a size table says, in the viewers' language: jin in Chinese; pounds and feet in English."""

from collections.abc import Sequence

from live.catalog.measures import Body
from live.catalog.products import Size
from live.catalog.sizes_named import Range
from live.catalog.units import INCH, JIN, POUND

GIRTHS = {"bust_cm": "胸围", "waist_cm": "腰围", "hip_cm": "臀围", "foot_cm": "脚长"}
"""Columns of a size table that hold a girth or a length, as they are told in Chinese."""
GIRTHS_EN = {"bust_cm": "bust", "waist_cm": "waist", "hip_cm": "hips", "foot_cm": "foot length"}


def girth_text(key: str, made: float | Range | None) -> str:
    """A cell of such a column: 胸围84–88cm. Empty where there is none."""
    if made is None:
        return ""
    return (
        f"{GIRTHS[key]}{number(made[0])}–{number(made[1])}cm"
        if isinstance(made, tuple)
        else f"{GIRTHS[key]}{number(made)}cm"
    )


def spread(made: float | Range) -> Range:
    """A cell as lowest and highest."""
    return made if isinstance(made, tuple) else (made, made)


def number(value: float) -> str:
    """A figure without an idle nought: 84, 62.5."""
    return f"{value:.1f}".rstrip("0").rstrip(".")


class SizeWords:
    """Sentences about sizes in one language."""

    def __init__(self, chinese: bool) -> None:
        self.chinese = chinese

    def weight(self, span: Range) -> str:
        unit, scale = ("斤", JIN) if self.chinese else (" lb", POUND)
        return self._span(span, scale, unit)

    def height(self, span: Range) -> str:
        if self.chinese:
            return self._span(span, 1.0, "cm")
        low, high = (f"{int(round(c / INCH) // 12)}'{round(c / INCH) % 12}" for c in span)
        return low if low == high else f"{low}–{high}"

    def _span(self, span: Range, scale: float, unit: str) -> str:
        low, high = span[0] / scale, span[1] / scale
        places = number if self.chinese else lambda v: str(round(v))
        if high >= 1e8:
            return f"{places(low)}{unit}以上" if self.chinese else f"from {places(low)}{unit}"
        if low <= 0:
            return f"{places(high)}{unit}"
        return f"{places(low)}{unit}" if places(low) == places(high) else f"{places(low)}–{places(high)}{unit}"

    def body(self, body: Body) -> str:
        parts = []
        if body.height_cm is not None:
            parts.append(self.height(body.height_cm))
        if body.weight_kg is not None:
            parts.append(self.weight(body.weight_kg))
        return ("、" if self.chinese else ", ").join(parts)

    def age(self, span: Range) -> str:
        if span[0] >= 36 and span[0] % 12 == 0:
            return f"{number(span[0] / 12)}岁" if self.chinese else f"{number(span[0] / 12)} years"
        return f"{number(span[0])}个月" if self.chinese else f"{number(span[0])} months"

    def girth(self, key: str, span: Range) -> str:
        low, high = map(number, span)
        figure = low if low == high else f"{low}–{high}"
        return f"{GIRTHS[key]}{figure}cm" if self.chinese else f"{GIRTHS_EN[key]} {figure} cm"

    def limits(self, row: Size) -> str:
        parts = []
        if row.weight_kg:
            parts.append(self.weight(row.weight_kg))
        if row.height_cm:
            parts.append(f"身高{self.height(row.height_cm)}" if self.chinese else self.height(row.height_cm))
        return ("、" if self.chinese else ", ").join(parts)

    def through(self, first: str, last: str) -> str:
        return f"{first}到{last}" if self.chinese else f"{first} to {last}"

    def sizes(self, names: str, count: int) -> str:
        return f"{names}共{count}个码" if self.chinese else f"{count} sizes, {names}"

    def up_to(self, row: Size) -> str:
        """How far a size goes: the ends that a large body asks for."""
        parts = []
        if row.weight_kg:
            parts.append(
                f"{self.weight((0, row.weight_kg[1]))}以内"
                if self.chinese
                else f"up to {self.weight((0, row.weight_kg[1]))}"
            )
        if row.height_cm:
            tallest = self.height((row.height_cm[1], row.height_cm[1]))
            parts.append(f"身高到{tallest}" if self.chinese else tallest)
        parts += [self.girth(k, spread(getattr(row, k))) for k in GIRTHS if getattr(row, k) is not None and not parts]
        return ("、" if self.chinese else ", ").join(parts)

    def end(self, size: str, limits: str, largest: bool) -> str:
        if self.chinese:
            return ("最大" if largest else "最小") + size + (f"，{limits}能穿" if limits else "")
        return ("Largest is " if largest else "Smallest is ") + size + (f", {limits}" if limits else "")

    def largest(self, size: str, limits: str) -> str:
        return f"；最大{size}，{limits}" if self.chinese else f"; {size} is {limits}"

    def inside(self, text: str) -> str:
        return f"（{text}）" if self.chinese else f" ({text})"

    def take(self, asked: str, size: str, limits: str) -> str:
        inside = self.inside(limits) if limits else ""
        return f"{asked}拿{size}{inside}" if self.chinese else f"{asked}: take {size}{inside}"

    def either(self, asked: str, smaller: str, larger: str) -> str:
        if self.chinese:
            return f"{asked}正好在两个码之间：合身拿{smaller}，宽松拿{larger}"
        return f"{asked} is between two sizes: {smaller} for a close fit, {larger} for a loose one"

    def several(self, asked: str, sizes: Sequence[str]) -> str:
        names = self.through(sizes[0], sizes[-1])
        return (
            f"{asked}有{names}可选，看具体身材" if self.chinese else f"{asked}: {names}, depending on the exact figure"
        )

    def by_weight_then(self, asked: str, sizes: Sequence[str]) -> str:
        names = self.through(sizes[0], sizes[-1])
        return f"身高{asked}能穿{names}，具体看体重" if self.chinese else f"{asked}: {names}, depending on weight"

    def neighbour(self, size: str, larger: bool) -> str:
        if self.chinese:
            return f"；在边上，想宽松可拿{size}" if larger else f"；在边上，想更合身可拿{size}"
        return f"; on the edge, {size} for a looser fit" if larger else f"; on the edge, {size} for a closer fit"

    def note_tall(self, row: Size) -> str:
        span = self.height(row.height_cm or (0, 0))
        return f"；身高超过该码的{span}，会偏短" if self.chinese else f"; taller than its {span}, it will sit short"

    def note_short(self, row: Size) -> str:
        span = self.height(row.height_cm or (0, 0))
        return f"；身高低于该码的{span}，会偏长" if self.chinese else f"; shorter than its {span}, it will sit long"

    def too_large(self, asked: str, size: str, limit: str) -> str:
        if self.chinese:
            return f"{asked}穿不了：最大{size}，到{limit}"
        return f"{asked}: too large for any size; the largest, {size}, goes up to {limit}"

    def none_above(self, limit: str) -> str:
        return f"；超过{limit}的穿不了" if self.chinese else f"; above {limit} none fits"

    def too_small(self, asked: str, size: str, limit: str) -> str:
        if self.chinese:
            return f"{asked}偏小：最小{size}，适合{limit}"
        return f"{asked}: too small for any size; the smallest, {size}, fits {limit}"

    def too_tall(self, asked: str, size: str, limit: str) -> str:
        if self.chinese:
            return f"身高{asked}超出尺码表：最大{size}，适合身高{limit}"
        return f"{asked} is taller than the size table: the largest, {size}, fits {limit}"

    def too_short(self, asked: str, size: str, limit: str) -> str:
        if self.chinese:
            return f"身高{asked}低于尺码表：最小{size}，适合身高{limit}"
        return f"{asked} is shorter than the size table: the smallest, {size}, fits {limit}"
