"""Which size fits a body, from the size table of the catalog."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from live.catalog.by_table import is_for_children
from live.catalog.measures import Body, parse_body
from live.catalog.products import CatalogProduct, Size
from live.catalog.row_names import row_called
from live.catalog.sizes_named import Range, size_key
from live.catalog.units import INCH, JIN, POUND
from live.events import Source

EDGE_KG = 1.0
"""Within so many kilograms of the end of a row's weights, the neighbouring size is worth naming."""
EDGE_CM = 0.5
"""Within so many centimetres of the end of a row's girths, likewise."""
GRACE_KG = 1.0
"""A body may lie so far outside the table and still be served by its first or last row."""


@dataclass(frozen=True)
class Fit:
    """What the size table says. `sizes` empty: nothing in it fits."""

    text: str
    sizes: tuple[str, ...]
    sources: tuple[Source, ...]


def fit(product: CatalogProduct, body: Body, chinese: bool = True) -> Fit | None:
    """The size for `body`; None when the table does not tell."""
    rows = product.sizes
    if not rows:
        return None
    words = _Words(chinese)
    if body.height_cm is not None and is_for_children(product):
        return _by_height(product, body.height_cm, [r for r in rows if r.height_cm], words)
    if body.weight_kg is not None and any(r.weight_kg for r in rows):
        return _by_weight(product, body, [r for r in rows if r.weight_kg], words)
    if body.age_months is not None and any(r.age for r in rows):
        found = _by_age(product, body.age_months, words)
        if found is not None:
            return found
    for key in ("bust_cm", "waist_cm", "hip_cm", "foot_cm"):
        wanted = getattr(body, key)
        if wanted is not None and any(getattr(r, key) is not None for r in rows):
            return _by_girth(product, key, wanted, words)
    if body.height_cm is not None and any(r.height_cm for r in rows):
        return _by_height(product, body.height_cm, [r for r in rows if r.height_cm], words)
    return None


def size_row(product: CatalogProduct, size: str) -> Size | None:
    """The row of a size, however it is spelled."""
    key = size_key(size)
    return next((r for r in product.sizes if size_key(r.size) == key), None) or row_called(product, size)


def size_range(product: CatalogProduct, end: str = "", chinese: bool = True) -> Fit | None:
    """What sizes there are, and whom the largest (or smallest) fits; None without a table."""
    rows = product.sizes
    if not rows:
        return None
    words = _Words(chinese)
    first, last = rows[0], rows[-1]
    row = first if end == "small" else last
    names = words.through(first.size, last.size) if len(rows) > 1 else first.size
    limits = words.up_to(row) if row is last else words.limits(row)
    if not end:
        text = words.sizes(names, len(rows)) + (words.largest(row.size, limits) if limits and len(rows) > 1 else "")
    else:
        text = words.end(row.size, limits, row is last) + words.inside(words.sizes(names, len(rows)))
    return Fit(text, (first.size, last.size), tuple(row_source(product, r) for r in dict.fromkeys((row, first, last))))


def size_told(row: Size, chinese: bool) -> str:
    """Whom a size fits, and its measures, to be read aloud."""
    words = _Words(chinese)
    girths = [words.girth(k, _range(getattr(row, k))) for k in _GIRTH if getattr(row, k) is not None]
    parts = [p for p in (words.limits(row), *girths, row.age, row.note) if p]
    if not parts:
        return row.size
    return f"{row.size}适合{'、'.join(parts)}" if chinese else f"{row.size} fits {', '.join(parts)}"


def _range(made: float | Range) -> Range:
    return made if isinstance(made, tuple) else (made, made)


def row_source(product: CatalogProduct, row: Size) -> Source:
    """A row of the size table, quoted."""
    return Source(kind="size_table", product=product.id, ref=row.size, text=_quoted(row))


def _by_weight(product: CatalogProduct, body: Body, rows: Sequence[Size], words: "_Words") -> Fit:
    weight = body.weight_kg or (0.0, 0.0)
    low, high = weight
    lightest = min((r.weight_kg[0] for r in rows if r.weight_kg), default=0.0)
    heaviest = max((r.weight_kg[1] for r in rows if r.weight_kg), default=0.0)
    asked = words.body(body)
    if low > heaviest + GRACE_KG or (low == high and high > heaviest + GRACE_KG):
        row = max(rows, key=lambda r: r.weight_kg[1] if r.weight_kg else 0.0)
        return Fit(words.too_large(asked, row.size, words.weight((0, heaviest))), (), (row_source(product, row),))
    if high < lightest - GRACE_KG:
        row = min(rows, key=lambda r: r.weight_kg[0] if r.weight_kg else 0.0)
        return Fit(words.too_small(asked, row.size, words.weight((lightest, 1e9))), (), (row_source(product, row),))
    found = _among(product, body, weight, rows, words)
    if high > heaviest + GRACE_KG:
        return replace(found, text=found.text + words.none_above(words.weight((0, heaviest))))
    return found


def _among(product: CatalogProduct, body: Body, weight: Range, rows: Sequence[Size], words: "_Words") -> Fit:
    low, high = weight
    asked = words.body(body)
    fitting = [r for r in rows if r.weight_kg and r.weight_kg[0] <= high and low <= r.weight_kg[1]]
    if not fitting:
        fitting = [min(rows, key=lambda r: abs(_middle(r.weight_kg) - (low + high) / 2))]
    if body.height_cm is not None and len(fitting) > 1:
        tall = [
            r
            for r in fitting
            if r.height_cm and r.height_cm[0] <= body.height_cm[1] and body.height_cm[0] <= r.height_cm[1]
        ]
        fitting = tall or fitting
    sources = tuple(row_source(product, r) for r in fitting)
    if len(fitting) > 2 or (len(fitting) == 2 and high - low > 4):
        return Fit(words.several(asked, [r.size for r in fitting]), tuple(r.size for r in fitting), sources)
    if len(fitting) == 2:
        text = words.either(asked, fitting[0].size, fitting[1].size)
        return Fit(text + _height_note(fitting[1], body, words), tuple(r.size for r in fitting), sources)
    row = fitting[0]
    text = words.take(asked, row.size, words.limits(row)) + _height_note(row, body, words)
    if (neighbour := _neighbour(rows, row, (low + high) / 2)) is not None:
        larger = rows.index(neighbour) > rows.index(row)
        text += words.neighbour(neighbour.size, larger)
        sources += (row_source(product, neighbour),)
        return Fit(text, (row.size, neighbour.size), sources)
    return Fit(text, (row.size,), sources)


def _neighbour(rows: Sequence[Size], row: Size, weight: float) -> Size | None:
    """The next size when the weight lies on the edge of its row."""
    at, span = rows.index(row), row.weight_kg
    if span is None:
        return None
    if span[1] - weight <= EDGE_KG and at + 1 < len(rows):
        return rows[at + 1]
    if weight - span[0] <= EDGE_KG and at > 0:
        return rows[at - 1]
    return None


def _height_note(row: Size, body: Body, words: "_Words") -> str:
    if row.height_cm is None or body.height_cm is None:
        return ""
    if body.height_cm[1] < row.height_cm[0]:
        return words.note_short(row)
    return words.note_tall(row) if body.height_cm[0] > row.height_cm[1] else ""


def _by_height(product: CatalogProduct, height: Range, rows: Sequence[Size], words: "_Words") -> Fit:
    asked = words.height(height)
    fitting = [r for r in rows if r.height_cm and r.height_cm[0] <= height[1] and height[0] <= r.height_cm[1]]
    tallest = max(r.height_cm[1] for r in rows if r.height_cm)
    if not fitting:
        row = rows[-1] if height[0] > tallest else rows[0]
        limit = words.height(row.height_cm) if row.height_cm else ""
        text = words.too_tall(asked, row.size, limit) if row is rows[-1] else words.too_short(asked, row.size, limit)
        return Fit(text, (), (row_source(product, row),))
    sources = tuple(row_source(product, r) for r in fitting)
    sizes = tuple(r.size for r in fitting)
    if len(fitting) == 1:
        return Fit(words.take(asked, sizes[0], words.limits(fitting[0])), sizes, sources)
    if any(r.weight_kg for r in fitting):
        return Fit(words.by_weight_then(asked, sizes), sizes, sources)
    if len(fitting) == 2:
        return Fit(words.either(asked, *sizes), sizes, sources)
    return Fit(words.several(asked, sizes), sizes, sources)


def _by_age(product: CatalogProduct, age: Range, words: "_Words") -> Fit | None:
    fitting = []
    for row in product.sizes:
        told = parse_body(f"宝宝{row.age}").age_months
        if told is not None and told[0] <= age[1] and age[0] <= told[1]:
            fitting.append(row)
    asked = words.age(age)
    if not fitting:
        aged = [r for r in product.sizes if r.age]
        last = parse_body(f"宝宝{aged[-1].age}").age_months
        if last is None or age[0] <= last[1]:
            return None
        return Fit(words.too_large(asked, aged[-1].size, aged[-1].age), (), (row_source(product, aged[-1]),))
    sizes = tuple(r.size for r in fitting)
    sources = tuple(row_source(product, r) for r in fitting)
    text = words.take(asked, sizes[0], fitting[0].age) if len(sizes) == 1 else words.either(asked, sizes[0], sizes[-1])
    return Fit(text, sizes, sources)


def _by_girth(product: CatalogProduct, key: str, wanted: Range, words: "_Words") -> Fit | None:
    """By a girth or the length of the foot. A single figure in the table is what the size is made for, or measures
    itself: the first that is not smaller is named, with its figure, so that the host can judge the ease."""
    asked = words.girth(key, wanted)
    for at, row in enumerate(product.sizes):
        made = getattr(row, key)
        if made is None:
            continue
        low, high = made if isinstance(made, tuple) else (0.0, made)
        if wanted[1] <= high and (wanted[0] >= low or row is product.sizes[0]):
            text = words.take(asked, row.size, _girth_text(key, made))
            if isinstance(made, tuple) and high - wanted[1] <= EDGE_CM and at + 1 < len(product.sizes):
                larger = product.sizes[at + 1]
                sources = (row_source(product, row), row_source(product, larger))
                return Fit(text + words.neighbour(larger.size, True), (row.size, larger.size), sources)
            return Fit(text, (row.size,), (row_source(product, row),))
    last = product.sizes[-1]
    return Fit(
        words.too_large(asked, last.size, _girth_text(key, getattr(last, key))), (), (row_source(product, last),)
    )


_GIRTH = {"bust_cm": "胸围", "waist_cm": "腰围", "hip_cm": "臀围", "foot_cm": "脚长"}
_GIRTH_EN = {"bust_cm": "bust", "waist_cm": "waist", "hip_cm": "hips", "foot_cm": "foot length"}


def _girth_text(key: str, made: float | Range | None) -> str:
    if made is None:
        return ""
    return (
        f"{_GIRTH[key]}{_number(made[0])}–{_number(made[1])}cm"
        if isinstance(made, tuple)
        else f"{_GIRTH[key]}{_number(made)}cm"
    )


def _middle(span: Range | None) -> float:
    return (span[0] + span[1]) / 2 if span else 0.0


def _number(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")


def _quoted(row: Size) -> str:
    parts = [row.size]
    if row.height_cm:
        parts.append(f"身高{_number(row.height_cm[0])}–{_number(row.height_cm[1])}cm")
    if row.weight_kg:
        parts.append(f"体重{_number(row.weight_kg[0])}–{_number(row.weight_kg[1])}kg")
    parts += [_girth_text(k, getattr(row, k)) for k in _GIRTH if getattr(row, k) is not None]
    parts += [p for p in (row.age, row.note) if p]
    return " ".join(parts)


class _Words:
    """The frame around the facts, in the viewers' language: jin in Chinese; pounds and feet beside it in English."""

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
        places = _number if self.chinese else lambda v: str(round(v))
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
            return f"{_number(span[0] / 12)}岁" if self.chinese else f"{_number(span[0] / 12)} years"
        return f"{_number(span[0])}个月" if self.chinese else f"{_number(span[0])} months"

    def girth(self, key: str, span: Range) -> str:
        low, high = map(_number, span)
        figure = low if low == high else f"{low}–{high}"
        return f"{_GIRTH[key]}{figure}cm" if self.chinese else f"{_GIRTH_EN[key]} {figure} cm"

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
        parts += [self.girth(k, _range(getattr(row, k))) for k in _GIRTH if getattr(row, k) is not None and not parts]
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
