"""Written broadcasts with the truth about what is on offer, line by line, and the clock played over them."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from live.catalog.product_clock import ProductClock
from live.catalog.products import Catalog
from live.events import Product, Utterance
from tests.live.cues.broadcasts import play, utterances_of
from tests.replays.scripts import load_scripts

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Told:
    """One broadcast: lines with `start`, `end`, `text` and `product` (None: of no product)."""

    name: str
    catalog: Catalog
    lines: list[dict[str, Any]]


def broadcasts() -> list[Told]:
    """Those of `turns/`, whose authors wrote the truth line by line, then those of `tests/replays/answered`."""
    return [_told(path) for path in sorted((HERE / "turns").glob("*.toml"))] + _answered()


def _told(path: Path) -> Told:
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    lines = []
    for row in raw["timeline"].strip().splitlines():
        start, end, product, text = row.split(maxsplit=3)
        lines.append({"start": float(start), "end": float(end), "product": _known(product), "text": text})
    return Told(path.stem, msgspec.convert(raw["catalog"], Catalog), lines)


def _answered() -> list[Told]:
    turns = tomllib.loads((HERE / "answered_turns.toml").read_text(encoding="utf-8"))
    found = []
    for script in load_scripts():
        changes = [row.split() for row in turns[script.name].split(", ")]
        lines = []
        for line in script.lines:
            now = [product for at, product in changes if float(at) <= line["start"]]
            lines.append({**line, "product": _known(now[-1]) if now else None})
        found.append(Told(script.name, script.catalog, lines))
    return found


def _known(product: str) -> str | None:
    return None if product == "-" else product


def on_offer(catalog: Catalog, lines: list[dict[str, Any]]) -> list[str | None]:
    """What the clock has on offer once it has heard each line."""
    found: list[str | None] = []
    now: str | None = None
    for event in play(utterances_of(lines), [ProductClock(catalog)]):
        if isinstance(event.data, Utterance):
            found.append(now)
        elif isinstance(event.data, Product) and event.data.state == "on_offer":
            now = found[-1] = event.data.product
    return found


def share_right(told: Told, lines: list[dict[str, Any]]) -> float:
    """Share of the lines that are of a product for which the clock has that product on offer."""
    heard = zip(told.lines, on_offer(told.catalog, lines), strict=True)
    right: list[bool] = [line["product"] == now for line, now in heard if line["product"]]
    return right.count(True) / len(right)
