"""Draws the README's pictures and recordings from the real program: `make pictures`, or `docs/pictures.py SESSION`.

Without a session folder the bundled broadcast is replayed first.
"""

import asyncio
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import vl_convert

from live.catalog.products import Catalog, load_catalog
from live.commands.replay import run_replay
from live.events import Event
from live.ffmpeg import find_ffmpeg, find_font
from live.journal import JournalReader
from live.report.typeface import FAMILY, face
from tui.picture import Moment, film, picture
from tui.words import Language

HERE = Path(__file__).parent
DEMO = HERE.parent / "live" / "demo"
MOMENT = 128.0
"""Broadcast time that is shown: cues of every state, and the price just revealed."""

SIZE = (132, 38)
FILM_SIZE = (110, 26)
FROM, UNTIL, STEP = 90, 132, 2
"""Broadcast time that is filmed, and from one frame to the next, in seconds."""

RATE = 1.25
"""Frames a second of the recording: two and a half times as fast as life, and slow enough to be read."""

SCALE = 0.6
"""Pixels of the recording for each of the picture."""

KEYS: dict[int, Sequence[str]] = {
    96: ("j",), 98: ("s",), 102: ("r",), 106: ("j", "j"), 108: ("d",), 112: ("u",), 116: ("m",), 120: ("w",),
    124: ("escape",),
}  # fmt: skip
"""What the operator does: picks a cue, gives it to the host and to viewers, dismisses another and takes it back, marks
the moment, looks who asks."""


def replayed(folder: Path) -> Path:
    """A session folder of the bundled broadcast."""
    out = folder / "session"
    files = DEMO / "broadcast.mp4", DEMO / "comments.jsonl", DEMO / "catalog.toml"
    run_replay(*files, out, config=None, speed=float("inf"), clips=False)
    return out


def events_of(session: Path) -> list[Event]:
    """All that happened by the end of what is shown."""
    with JournalReader(session / "journal.db") as reader:
        return [event for event in reader.read() if event.at <= max(MOMENT, UNTIL)]


async def filmed(events: Sequence[Event], catalog: Catalog, language: Language, folder: Path) -> None:
    """The frames as numbered PNG files in `folder`."""
    moments = [Moment(float(at), KEYS.get(at, ())) for at in range(FROM, UNTIL, STEP)]
    number = 0
    async for svg in film(events, catalog, moments, size=FILM_SIZE, language=language):
        (folder / f"{number:04}.png").write_bytes(vl_convert.svg_to_png(svg, scale=SCALE))
        number += 1


def record(events: Sequence[Event], catalog: Catalog, language: Language, target: Path) -> None:
    """An animated WebP without loss: flat colours and text take little room."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(filmed(events, catalog, language, Path(folder)))
        command = [
            find_ffmpeg().path, "-v", "error", "-y", "-framerate", str(RATE), "-i", "%04d.png",
            "-c:v", "libwebp_anim", "-lossless", "1", "-compression_level", "6", "-loop", "0", str(target.absolute()),
        ]  # fmt: skip
        subprocess.run(command, cwd=folder, check=True)


def draw(events: Sequence[Event], catalog: Catalog, language: Language, target: Path) -> None:
    """One moment as SVG, with its own characters: it must not depend on the fonts of whoever looks at it."""
    svg = asyncio.run(picture(events, catalog, MOMENT, size=SIZE, language=language))
    svg = svg.replace("<style>", f"<style>{face(svg, find_font())}", 1)
    target.write_text(svg.replace(", monospace", f", '{FAMILY}', monospace"), encoding="utf-8")


def main() -> None:
    target = HERE / "pictures"
    target.mkdir(exist_ok=True)
    catalog = load_catalog(DEMO / "catalog.toml")
    vl_convert.register_font_directory(str(find_font().folder))
    with tempfile.TemporaryDirectory() as folder:
        events = events_of(Path(sys.argv[1]) if len(sys.argv) > 1 else replayed(Path(folder)))
        languages: tuple[tuple[Language, str], ...] = (("zh", ".zh"), ("en", ""))
        for language, ending in languages:
            draw(events, catalog, language, target / f"dashboard{ending}.svg")
            record(events, catalog, language, target / f"demo{ending}.webp")
            sys.stderr.write(f"{target / f'dashboard{ending}.svg'}\n{target / f'demo{ending}.webp'}\n")


if __name__ == "__main__":
    main()
