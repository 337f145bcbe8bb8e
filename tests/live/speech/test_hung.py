"""A live broadcast whose recogniser dies or hangs, outside or inside, hears the host again within three seconds."""

import asyncio
import os
import random
import signal
import struct
import time
from pathlib import Path

import pytest

from live.config import SpeechSettings
from live.speech.endpointing import RATE
from live.speech.heard import Final, Trouble
from live.speech.pace import STUCK, Pace
from live.speech.weights import Weights
from live.speech.wire import Guards
from live.speech.worker import SpeechWorker
from tests.live.speech.hanging import FILE

WITHIN = 3.0
SLOW = ("SIGKILL", "SIGSTOP", "listening")
CHUNK = RATE // 10


def sentence(number: int) -> bytes:
    """A tenth of a second of a host who speaks for a second and is silent for another."""
    loud = 9000 if number % 20 < 10 else 0
    chance = random.Random(number)
    return struct.pack(f"<{CHUNK}h", *(chance.randint(-loud, loud) for _ in range(CHUNK)))


async def speak(worker: SpeechWorker) -> None:
    started = time.monotonic()
    for number in range(600):
        await asyncio.sleep(max(0.0, started + number / 10 - time.monotonic()))
        await worker.feed(sentence(number), number / 10)


@pytest.mark.skipif(os.name == "nt", reason="stops a process with a signal")
@pytest.mark.parametrize("how", [*(pytest.param(how, marks=pytest.mark.slow) for how in SLOW), "decoding"])
async def test_the_host_is_heard_again_within_three_seconds(
    how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hang = tmp_path / "hang"
    monkeypatch.setenv(FILE, str(hang))
    weights = Weights(tmp_path, "config", "none")
    worker = SpeechWorker(
        SpeechSettings(), weights, guards=Guards(text=False), spare_after=0.0, program="tests.live.speech.hanging"
    )
    await worker.start()
    speaking = asyncio.create_task(speak(worker))
    lost: float | None = None
    started: list[float] = []
    told: list[str] = []
    try:
        async with asyncio.timeout(30):
            async for heard in worker.results():
                if isinstance(heard, Final):
                    started.append(heard.utterance.start)
                    if lost is not None and told[-1:] == ["back"]:
                        break
                    if lost is None and len(started) > 1 and worker.spare_pid is not None:
                        assert worker.pid is not None
                        if how.startswith("SIG"):
                            os.kill(worker.pid, getattr(signal, how))
                        else:
                            hang.write_text(how)
                        while hang.exists():  # noqa: ASYNC110
                            await asyncio.sleep(0.02)
                        lost = time.monotonic()
                elif isinstance(heard, Trouble):
                    told.append(heard.what)
                    if heard.what == "back":
                        assert lost is not None
                        assert time.monotonic() - lost < WITHIN
    finally:
        speaking.cancel()
        await worker.stop()
    assert told[:2] == ["stopped", "back"]
    assert started == pytest.approx([2.0 * n for n in range(len(started))], abs=0.15), "each sentence once"


@pytest.mark.slow
async def test_after_a_takeover_the_next_to_take_over_is_made_ready_at_once(tmp_path: Path) -> None:
    weights = Weights(tmp_path, "config", "none")
    worker = SpeechWorker(SpeechSettings(), weights, spare_after=3600.0, program="tests.live.speech.hanging")
    await worker.start()
    try:
        assert worker.pid is not None
        os.kill(worker.pid, signal.SIGTERM)
        async with asyncio.timeout(30):
            while worker.spare_pid is None:  # noqa: ASYNC110
                await asyncio.sleep(0.05)
    finally:
        await worker.stop()


def test_a_piece_may_take_a_bit_longer_than_the_slowest_of_late() -> None:
    pace = Pace()
    at_first = pace.allowed
    for _ in range(10):
        pace.took(0.4)
    assert pace.allowed < 2.5 < at_first
    pace.took(6.0)
    assert pace.allowed > 9.0


def test_a_slow_machine_does_not_lose_every_process_to_the_same_piece() -> None:
    pace = Pace()
    allowed = []
    for tries in range(5):
        pace.tries = tries
        allowed.append(pace.allowed)
    assert allowed[1] == 2 * allowed[0]
    assert allowed[-1] == STUCK
    assert Pace(STUCK).allowed == STUCK
