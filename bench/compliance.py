"""How soon the host is warned: by what is still being said, beside the final text alone; and what a check costs.

`python -m bench compliance [FOLDER]`: FOLDER is a broadcast with `broadcast.mp4` and `catalog.toml`, the bundled one by
default; `SECONDS=120` hears only its beginning, at real-time pace. Its host breaks no rule, so here the rule is that
nobody may say what an utterance longer than LONG seconds begins with. Seconds are from when those words were out, by
the word times, to the first text that has them.
"""

import asyncio
import os
import time
from pathlib import Path

from bench._spoken import lines_of, median, share
from live.catalog.products import load_catalog
from live.compliance.check import check_text
from live.compliance.rules import load_rules
from live.compliance.spans import said_between
from live.config import SpeechSettings
from live.events import Utterance
from live.speech.heard import Final, Partial
from live.speech.transcribe import heard_of
from live.speech.vocabulary import words_of
from live.speech.weights import find_weights
from live.speech.worker import SpeechWorker

DEMO = Path(__file__).parents[1] / "live" / "demo"
LONG = 4.0
FIRST = 4
"""Characters that may not be said."""


async def delays(media: Path, worker: SpeechWorker, seconds: float) -> tuple[list[float], list[float], int]:
    """Seconds to the first warning and to the final one of each long utterance; how many the partials had at all."""
    first: list[float] = []
    final: list[float] = []
    partials: list[tuple[float, Partial]] = []
    early = 0
    async for at, heard in heard_of(media, worker, live=True, seconds=seconds):
        if isinstance(heard, Partial):
            partials.append((at, heard))
        elif isinstance(heard, Final):
            said: Utterance = heard.utterance
            if said.end - said.start > LONG:
                phrase = said.text[:FIRST]
                out = said_between(said, 0, FIRST)[1]
                warned = [t for t, p in partials if p.start < said.end and phrase in p.text]
                early += bool(warned)
                first.append(min([*warned, at]) - out)
                final.append(at - out)
            partials.clear()
    return first, final, early


def main(*arguments: str) -> None:
    folder = Path(arguments[0]) if arguments else DEMO
    settings = SpeechSettings()
    names = words_of(load_catalog(folder / "catalog.toml"))
    worker = SpeechWorker(settings, find_weights(settings.model), names, live=True)
    seconds = float(os.environ.get("SECONDS", "inf"))
    first, final, early = asyncio.run(delays(folder / "broadcast.mp4", worker, seconds))
    print(f"{len(first)} utterances longer than {LONG:.0f} s; partials had the words of {early}")
    for name, found in (("with partials", first), ("final text alone", final)):
        soon = sum(delay <= 2.0 for delay in found)
        print(
            f"{name:16} {median(found):>6.2f} s in the median {share(found, 0.95):>6.2f} s at the 95th percentile,"
            f" {soon} of {len(found)} within 2 s"
        )
    began = time.perf_counter()
    rules = load_rules()
    print(f"reading the rules {(time.perf_counter() - began) * 1e3:.0f} ms")
    texts = [line.text for line in lines_of(folder)]
    began = time.perf_counter()
    for _ in range(20):
        for text in texts:
            check_text(text, rules)
    spent = (time.perf_counter() - began) / 20 / len(texts)
    print(f"a check {spent * 1e3:.3f} ms (lines of {sum(map(len, texts)) / len(texts):.0f} characters)")
