"""What a shop writes in its catalog beyond the keys LiveCue knows: other units, other measures, other facts.

Size tables differ from trade to trade (`foot_mm`, `chest_in`, `eu`, `depth_cm`), and every shop has facts of its own
(`brand`, `origin`). They are kept: a measure in another unit is converted, anything else can be read out. Only a key
that is a slip of a known one is left as it stands, for the reader of the file to refuse by name.
"""

import difflib
import logging
import re
from collections.abc import Iterable
from typing import Any

from live.catalog.forms import in_one_form, questions
from live.catalog.units import INCH, JIN, POUND

log = logging.getLogger(__name__)

CM = {"mm": 0.1, "cm": 1.0, "m": 100.0, "in": INCH, "inch": INCH}
"""Centimetres in a unit of length."""
KG = {"g": 0.001, "kg": 1.0, "jin": JIN, "lb": POUND, "lbs": POUND}
"""Kilograms in a unit of weight."""
_MEASURES = {
    "height": "height_cm", "bust": "bust_cm", "chest": "bust_cm", "waist": "waist_cm", "hip": "hip_cm",
    "hips": "hip_cm", "foot": "foot_cm", "foot_length": "foot_cm", "weight": "weight_kg",
}  # fmt: skip
_SUM = re.compile(r"\s*[¥￥$€£]?\s*(\d[\d,]*(?:\.\d+)?)\s*(?:元|块|件|个|条)?\s*")
_SLIP = 0.75
"""Likeness (0 to 1, `difflib`) from which a key is a known one, mistyped: `prize` is `price`, `people` is nothing."""

Table = dict[str, Any]


def understood(raw: Table, product_keys: Iterable[str], size_keys: Iterable[str]) -> Table:
    """A catalog as read from TOML, with its own keys put where LiveCue looks. Leaves `raw` as it is; what has not the
    shape of a catalog stays, for the check that follows."""
    products = raw.get("products")
    if not isinstance(products, list):
        return raw
    known, columns = tuple(product_keys), tuple(size_keys)
    own = {key for key in raw if key not in ("products", "faq") and not _is_slip(key, ("products", "faq"))}
    if unused := sorted(own - {"currency"}):
        log.info("the catalog's %s is of no use to LiveCue and was passed over", ", ".join(unused))
    shop = {"currency": raw["currency"]} if "currency" in own else {}
    found = [{**shop, **_product(in_one_form(p), known, columns)} if isinstance(p, dict) else p for p in products]
    kept = {key: questions(value) if key == "faq" else value for key, value in raw.items() if key not in own}
    return {**kept, "products": found}


def _number(value: object) -> object:
    """A sum or a count that is written as text (`"59元"`, `"1,299"`) as a number; anything else as it stands."""
    found = _SUM.fullmatch(value) if isinstance(value, str) else None
    return float(found[1].replace(",", "")) if found else value


def _product(raw: Table, known: tuple[str, ...], columns: tuple[str, ...]) -> Table:
    found = {key: value for key, value in raw.items() if key in known or _is_slip(key, known)}
    for key in ("price", "list_price", "stock", "link"):
        if key in found:
            number = _number(found[key])
            whole = key in ("stock", "link") and isinstance(number, float) and number.is_integer()
            found[key] = int(number) if whole else number  # type: ignore[call-overload]
    own: Table = {}
    for key, value in raw.items():
        if key in found:
            continue
        inner = value if isinstance(value, dict) else {key: value}
        if not all(_is_fact(v) for v in inner.values()):
            return raw
        own |= {k: [str(e) for e in v] if isinstance(v, list) else v for k, v in inner.items()}
    if own and isinstance(found.get("attributes", {}), dict):
        found["attributes"] = {**own, **found.get("attributes", {})}
    if isinstance(found.get("sizes"), list):
        found["sizes"] = [_size(s, columns) if isinstance(s, dict) else s for s in found["sizes"]]
    return found


def _size(raw: Table, columns: tuple[str, ...]) -> Table:
    found = {key: value for key, value in raw.items() if key in columns}
    if isinstance(found.get("size"), int | float):
        found["size"] = f"{found['size']:g}"
    notes: list[str] = []
    for key, value in raw.items():
        if key in columns:
            continue
        name, _, unit = key.rpartition("_")
        column = _MEASURES.get(name)
        scale = None if column is None else (KG if column == "weight_kg" else CM).get(unit)
        span = _span(value)
        if column and scale and span:
            edges = tuple(round(edge * scale, 2) for edge in span)
            single = not isinstance(value, list) and column not in ("height_cm", "weight_kg")
            found.setdefault(column, edges[0] if single else edges)
        elif _is_slip(key, columns) and not isinstance(value, str):
            found[key] = value
        elif not _is_fact(value):
            return raw
        else:
            notes.append(_told(key, name, unit, value))
    if notes and isinstance(found.get("note", ""), str):
        found["note"] = ", ".join([*([found["note"]] if found.get("note") else []), *notes])
    return found


def _told(key: str, name: str, unit: str, value: object) -> str:
    """A cell as one reads it out: `EU 39`, `depth 9 cm`, `people 1–2`."""
    unit = unit if name and unit in CM | KG else ""
    label = (name if unit else key).replace("_", " ")
    text = "–".join(str(v) for v in value) if isinstance(value, list) else str(value)
    said = f"{text} {unit}".strip()
    return said if said.lower().startswith(label.lower()) else f"{label} {said}"


def _span(value: object) -> tuple[float, float] | None:
    edges = value if isinstance(value, list) else [value, value]
    numbers = [float(e) for e in edges if isinstance(e, int | float) and not isinstance(e, bool)]
    return (min(numbers), max(numbers)) if len(numbers) == len(edges) == 2 else None


def _is_fact(value: object) -> bool:
    return isinstance(value, str | int | float) or (
        isinstance(value, list) and all(isinstance(v, str | int | float) for v in value)
    )


def _is_slip(key: str, known: Iterable[str]) -> bool:
    return bool(difflib.get_close_matches(key, known, n=1, cutoff=_SLIP))
