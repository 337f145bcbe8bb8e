"""A size table by itself: its rows, how far it goes, and a row as it is quoted."""

from dataclasses import dataclass

from live.catalog.products import CatalogProduct, Size
from live.catalog.row_names import row_called
from live.catalog.size_words import GIRTHS, SizeWords, girth_text, number, spread
from live.catalog.sizes_named import size_key
from live.events import Source


@dataclass(frozen=True)
class Fit:
    """What the size table says. `sizes` empty: nothing in it fits."""

    text: str
    sizes: tuple[str, ...]
    sources: tuple[Source, ...]


def size_row(product: CatalogProduct, size: str) -> Size | None:
    """The row of a size, however it is spelled."""
    key = size_key(size)
    return next((r for r in product.sizes if size_key(r.size) == key), None) or row_called(product, size)


def size_range(product: CatalogProduct, end: str = "", chinese: bool = True) -> Fit | None:
    """What sizes there are, and whom the largest (or smallest) fits; None without a table."""
    rows = product.sizes
    if not rows:
        return None
    words = SizeWords(chinese)
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
    words = SizeWords(chinese)
    girths = [words.girth(k, spread(getattr(row, k))) for k in GIRTHS if getattr(row, k) is not None]
    parts = [p for p in (words.limits(row), *girths, row.age, row.note) if p]
    if not parts:
        return row.size
    return f"{row.size}适合{'、'.join(parts)}" if chinese else f"{row.size} fits {', '.join(parts)}"


def row_source(product: CatalogProduct, row: Size) -> Source:
    """A row of the size table, quoted."""
    return Source(kind="size_table", product=product.id, ref=row.size, text=_quoted(row))


def _quoted(row: Size) -> str:
    parts = [row.size]
    if row.height_cm:
        parts.append(f"身高{number(row.height_cm[0])}–{number(row.height_cm[1])}cm")
    if row.weight_kg:
        parts.append(f"体重{number(row.weight_kg[0])}–{number(row.weight_kg[1])}kg")
    parts += [girth_text(k, getattr(row, k)) for k in GIRTHS if getattr(row, k) is not None]
    parts += [p for p in (row.age, row.note) if p]
    return " ".join(parts)
