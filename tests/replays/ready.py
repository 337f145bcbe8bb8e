"""Imported once by the process that the killed ones are forked from: what every start would do anew is done here."""

from pathlib import Path

from live.catalog.products import load_catalog
from live.commands import replay
from live.config import load_settings
from live.room import build_parts

build_parts(load_settings(None), load_catalog(Path(replay.__file__).parents[1] / "demo" / "catalog.toml"))
