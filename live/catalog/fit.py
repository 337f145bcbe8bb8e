"""Which size fits a body, from the size table of the catalog."""

from collections.abc import Sequence
from dataclasses import replace

from live.catalog.by_table import is_for_children
from live.catalog.measures import Body, parse_body
from live.catalog.products import CatalogProduct, Size
from live.catalog.size_table import Fit, row_source
from live.catalog.size_words import SizeWords, spread
from live.catalog.sizes_named import Range

EDGE_KG = 1.0
"""Within so many kilograms of the end of a row's weights, the neighbouring size is worth naming."""
EDGE_CM = 0.5
"""Within so many centimetres of the end of a row's girths, likewise."""
GRACE_KG = 1.0
"""A body may lie so far outside the table and still be served by its first or last row."""


def fit(product: CatalogProduct, body: Body, chinese: bool = True) -> Fit | None:
    """The size for `body`; None when the table does not tell."""
    rows = product.sizes
    if not rows:
        return None
    words = SizeWords(chinese)
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


def _by_weight(product: CatalogProduct, body: Body, rows: Sequence[Size], words: SizeWords) -> Fit:
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


def _among(product: CatalogProduct, body: Body, weight: Range, rows: Sequence[Size], words: SizeWords) -> Fit:
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


def _height_note(row: Size, body: Body, words: SizeWords) -> str:
    if row.height_cm is None or body.height_cm is None:
        return ""
    if body.height_cm[1] < row.height_cm[0]:
        return words.note_short(row)
    return words.note_tall(row) if body.height_cm[0] > row.height_cm[1] else ""


def _by_height(product: CatalogProduct, height: Range, rows: Sequence[Size], words: SizeWords) -> Fit:
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


def _by_age(product: CatalogProduct, age: Range, words: SizeWords) -> Fit | None:
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


def _by_girth(product: CatalogProduct, key: str, wanted: Range, words: SizeWords) -> Fit | None:
    """By a girth or the length of the foot. A single figure in the table is what the size is made for, or measures
    itself: the first that is not smaller is named, with its figure, so that the host can judge the ease."""
    asked = words.girth(key, wanted)
    for at, row in enumerate(product.sizes):
        made = getattr(row, key)
        if made is None:
            continue
        low, high = made if isinstance(made, tuple) else (0.0, made)
        if wanted[1] <= high and (wanted[0] >= low or row is product.sizes[0]):
            text = words.take(asked, row.size, words.girth(key, spread(made)))
            if isinstance(made, tuple) and high - wanted[1] <= EDGE_CM and at + 1 < len(product.sizes):
                larger = product.sizes[at + 1]
                sources = (row_source(product, row), row_source(product, larger))
                return Fit(text + words.neighbour(larger.size, True), (row.size, larger.size), sources)
            return Fit(text, (row.size,), (row_source(product, row),))
    last = product.sizes[-1]
    return Fit(
        words.too_large(asked, last.size, words.girth(key, spread(getattr(last, key) or 0.0))),
        (),
        (row_source(product, last),),
    )


def _middle(span: Range | None) -> float:
    return (span[0] + span[1]) / 2 if span else 0.0
