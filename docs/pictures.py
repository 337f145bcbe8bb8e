"""Draws the pictures of the README from the real program: `make pictures`, or `python docs/pictures.py SESSION`.

Without a session folder the bundled broadcast is replayed first.
"""

import asyncio
import sys
import tempfile
from pathlib import Path

from live.catalog.products import load_catalog
from live.commands.replay import run_replay
from live.events import Event
from live.ffmpeg import find_font
from live.journal import JournalReader
from live.report.typeface import FAMILY, face
from tui.picture import picture

HERE = Path(__file__).parent
DEMO = HERE.parent / "live" / "demo"
MOMENT = 128.0
"""Broadcast time that is shown: cues of every state, and the price just revealed."""


def replayed(folder: Path) -> Path:
    """A session folder of the bundled broadcast."""
    out = folder / "session"
    files = DEMO / "broadcast.mp4", DEMO / "comments.jsonl", DEMO / "catalog.toml"
    run_replay(*files, out, config=None, speed=float("inf"), clips=False)
    return out


def events_of(session: Path) -> list[Event]:
    """What had happened by MOMENT."""
    with JournalReader(session / "journal.db") as reader:
        return [event for event in reader.read() if event.at <= MOMENT]


def main() -> None:
    target = HERE / "pictures"
    target.mkdir(exist_ok=True)
    catalog = load_catalog(DEMO / "catalog.toml")
    with tempfile.TemporaryDirectory() as folder:
        events = events_of(Path(sys.argv[1]) if len(sys.argv) > 1 else replayed(Path(folder)))
        for name, language in (("dashboard.zh.svg", "zh"), ("dashboard.svg", "en")):
            svg = asyncio.run(picture(events, catalog, size=(132, 38), language=language))
            # A picture of Chinese text must not depend on the fonts of whoever looks at it.
            svg = svg.replace("<style>", f"<style>{face(svg, find_font())}", 1).replace(
                ", monospace", f", '{FAMILY}', monospace"
            )
            (target / name).write_text(svg, encoding="utf-8")
            sys.stderr.write(f"{target / name}\n")


if __name__ == "__main__":
    main()
