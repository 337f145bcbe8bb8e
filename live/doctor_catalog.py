"""The doctor's look at the catalog: whether it can be read, and whether its own words may be shown to viewers."""

from collections.abc import Iterator
from pathlib import Path

from live.catalog.products import Catalog, load_catalog
from live.check import Check
from live.compliance.check import check_text
from live.compliance.rules import Rules
from live.config import Settings
from live.errors import LiveCueError

NAMED = 5
"""Findings that are spelled out; of more, the number."""


def check_catalog(settings: Settings, rules: Rules | None) -> list[Check]:
    """One row, and a second where the catalog says what the rules forbid: its words become answers on the overlay."""
    if not settings.session.catalog:
        return [Check("catalog", "note", "none: cues come without answers", "Name a file as `session.catalog`.")]
    try:
        catalog = load_catalog(Path(settings.session.catalog))
    except LiveCueError as error:
        return [Check("catalog", "missing", str(error), "Correct the file, or leave `session.catalog` empty.")]
    checks = [Check("catalog", "ok", f"{len(catalog.products)} products in {settings.session.catalog}")]
    found = [
        f"{where}: {finding.phrase} ({finding.law}; instead: {finding.softer})"
        for where, text in _texts(catalog)
        for finding in (check_text(text, rules) if rules else ())
    ]
    if found:
        more = f" and {len(found) - NAMED} more" if len(found) > NAMED else ""
        detail = f"says what must not be said: {'; '.join(found[:NAMED])}{more}"
        checks.append(Check("catalog words", "warning", detail, f"Change them in {settings.session.catalog}."))
    return checks


def _texts(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Whatever may be quoted to viewers, and the product it stands under."""
    for faq in catalog.faq:
        yield "shop", faq.a
    for product in catalog.products:
        yield product.id, product.name
        for point in product.selling_points:
            yield product.id, point
        for faq in product.faq:
            yield product.id, faq.a
        for name, value in product.attributes.items():
            for one in value if isinstance(value, list) else (value,):
                yield product.id, f"{name}: {one}"
