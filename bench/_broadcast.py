"""Whole written broadcasts by authors who knew the label rules and nothing of the program: `bench/broadcasts/`."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from live.catalog.products import Catalog, load_catalog

FOLDER = Path(__file__).parent / "broadcasts"

WITHIN = 15.0
"""Seconds from the true answer in which a close counts."""

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Broadcast:
    """One folder; its files are those of the bundled broadcast (`live/demo`)."""

    name: str
    catalog: Catalog
    comments: Rows
    lines: Rows
    groups: dict[str, dict[str, Any]]
    recognised: Rows
    """What a small recogniser made of the lines as a speech model spoke them; empty where nobody spoke them."""

    @property
    def answered(self) -> dict[str, tuple[float, float]]:
        """Start and end of the line that answers a group."""
        told = {name: group["answered"] for name, group in self.groups.items()}
        return {name: (line["start"], line["end"]) for name, line in told.items() if line}


def counts(start: float, end: float, line: tuple[float, float]) -> bool:
    """Whether a close by what was said from `start` to `end` is one by the true line, near enough."""
    return end >= line[0] - WITHIN and start <= line[1] + WITHIN


def load(folder: Path) -> Broadcast:
    groups = json.loads((folder / "groups.json").read_text(encoding="utf-8"))
    recognised = folder / "recognised.jsonl"
    return Broadcast(
        folder.name,
        load_catalog(folder / "catalog.toml"),
        _rows(folder / "comments.jsonl"),
        json.loads((folder / "timeline.json").read_text(encoding="utf-8")),
        {group["group"]: group for group in groups},
        _rows(recognised) if recognised.exists() else [],
    )


def load_all(folder: Path = FOLDER) -> list[Broadcast]:
    """All of a folder, by name."""
    return [load(path.parent) for path in sorted(folder.glob("*/groups.json"))]


def _rows(path: Path) -> Rows:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
