"""The host's words at real-time pace, beside the plain cut-and-decode loop with the same weights.

`python -m bench speech [FOLDER]`: FOLDER is a broadcast with `broadcast.mp4`, `timeline.json` and `catalog.toml`, the
bundled one by default. It takes as long as the broadcast and a little longer; `SECONDS=120` hears only its beginning.

- final: from the end of a line of the script to when the utterance was there in which the line ends.
- first partial: from the start of a line to the first text of it.
- character error: edit distance over what was said, letters and figures only, simplified, numbers as figures on both
  sides (`bench._spoken.comparable`).
- names, prices, sizes: how many of those that the host said are not in what was heard at that time. Without wording:
  the same run before names were repaired and numbers rewritten.
"""

import asyncio
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from bench._plain_loop import plain_loop
from bench._spoken import (
    Line,
    Outcome,
    Said,
    Shop,
    character_error,
    final_delays,
    lines_of,
    median,
    partial_delays,
    share,
)  # fmt: skip
from live.catalog.products import Catalog, load_catalog
from live.config import SpeechSettings
from live.speech.heard import Final, Partial
from live.speech.transcribe import heard_of
from live.speech.vocabulary import words_of
from live.speech.weights import find_weights
from live.speech.worker import SpeechWorker

DEMO = Path(__file__).parents[1] / "live" / "demo"
WANTED = "wanted: final 0.90 and 1.20 s, first partial 1.00 s, character error 0.140"


async def ours(media: Path, settings: SpeechSettings, catalog: Catalog, seconds: float) -> tuple[Outcome, Outcome]:
    """What LiveCue hears live, and the same before wording."""
    worker = SpeechWorker(settings, find_weights(settings.model), words_of(catalog), live=True)
    written, unworded = Outcome("livecue"), Outcome("without wording")
    async for at, heard in heard_of(media, worker, live=True, seconds=seconds):
        if isinstance(heard, Final):
            u = heard.utterance
            written.finals.append(Said(u.start, u.end, u.text, at))
            unworded.finals.append(Said(u.start, u.end, u.heard or u.text, at))
        elif isinstance(heard, Partial) and heard.text:
            written.partials.append(Said(heard.start, heard.at, heard.text, at))
    unworded.partials = written.partials
    return written, unworded


def row(outcome: Outcome, lines: Sequence[Line], shop: Shop) -> str:
    finals = final_delays(lines, outcome.finals)
    first = partial_delays(lines, [*outcome.finals, *outcome.partials])
    missed = [shop.missed(lines, outcome.finals, what) for what in ("names", "prices", "sizes")]
    return (
        f"{outcome.name:16} {median(finals):>6.2f} s {share(finals, 0.95):>6.2f} s {median(first):>12.2f} s"
        f" {character_error(lines, outcome.finals):>16.3f}   " + " ".join(f"{f'{m}/{n}':>7}" for m, n in missed)
    )


def main(*arguments: str) -> None:
    folder = Path(arguments[0]) if arguments else DEMO
    media, lines, catalog = folder / "broadcast.mp4", lines_of(folder), load_catalog(folder / "catalog.toml")
    seconds = float(os.environ.get("SECONDS", "inf"))
    lines = [line for line in lines if line.end < seconds - 2.0]
    settings = SpeechSettings()
    written, unworded = asyncio.run(ours(media, settings, catalog, seconds))
    plain = Outcome("plain loop")
    weights = find_weights(settings.model)
    plain.finals = plain_loop(media, weights, language=settings.language, threads=settings.threads)
    for outcome in (written, unworded, plain):
        outcome.finals = [said for said in outcome.finals if said.start < lines[-1].end]
    print(f"{len(lines)} lines, weights {weights.name} ({weights.source}), {settings.threads} threads")
    print(
        f"{'':16} {'final p50':>8} {'p95':>8} {'first partial':>14} {'character error':>16}   missed:"
        f" {'names':>4} {'prices':>7} {'sizes':>7}"
    )
    shop = Shop(catalog)
    for outcome in (written, unworded, plain):
        print(row(outcome, lines, shop))
    print(WANTED)
    if os.environ.get("LINES"):
        for said in written.finals:
            print(f"{said.start:7.2f} {said.end:7.2f} +{said.emitted - said.end:4.2f}  {said.text}")


if __name__ == "__main__":
    main(*sys.argv[1:2])
