"""The recognition process, with the real weights."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from live.config import SpeechSettings
from live.errors import LiveCueError
from live.speech.endpointing import RATE
from live.speech.heard import Final, Heard, Partial, Trouble, Until
from live.speech.rehearing import Recorded
from live.speech.transcribe import sound_of
from live.speech.weights import find_weights
from live.speech.worker import SpeechWorker

SECONDS = 13

pytestmark = pytest.mark.speech


@asynccontextmanager
async def working(
    *, live: bool = False, recorded: Recorded | None = None, keep: int = 0
) -> AsyncIterator[SpeechWorker]:
    worker = SpeechWorker(SpeechSettings(), find_weights("auto"), live=live, recorded=recorded, keep=keep)
    await worker.start()
    try:
        yield worker
    finally:
        await worker.stop()


async def everything(worker: SpeechWorker, pcm: bytes, chunk: int, at: float = 0.0) -> list[Heard]:
    async def feed() -> None:
        for offset in range(0, len(pcm), chunk):
            await worker.feed(pcm[offset : offset + chunk], at + offset / 2 / RATE)
        await worker.finish()

    feeding = asyncio.create_task(feed())
    heard = [h async for h in worker.results()]
    await feeding
    return heard


def finals(heard: list[Heard]) -> list[Final]:
    return [h for h in heard if isinstance(h, Final)]


@pytest.fixture(scope="module")
def opening() -> bytes:
    """The first thirteen seconds of the bundled broadcast: two utterances. s16le mono 16 kHz."""
    held = bytearray()
    for chunk in sound_of(Path(__file__).parents[3] / "live" / "demo" / "broadcast.mp4"):
        held += chunk
        if len(held) >= SECONDS * RATE * 2:
            break
    return bytes(held[: SECONDS * RATE * 2])


@pytest.fixture(scope="module")
def undisturbed(opening: bytes) -> list[Heard]:
    """What is heard of the opening when nothing goes wrong, chunk by tenth of a second."""

    async def run() -> list[Heard]:
        async with working() as worker:
            return await everything(worker, opening, 3200)

    with ThreadPoolExecutor(1) as thread:  # the tests' own loop is running in this one
        return thread.submit(asyncio.run, run()).result()


async def test_the_same_sound_gives_the_same_finals_however_it_is_cut(opening: bytes, undisturbed: list[Heard]) -> None:
    async with working() as worker:
        other = finals(await everything(worker, opening, 40_002))
    assert other == finals(undisturbed)


def test_the_host_is_heard_in_broadcast_time(undisturbed: list[Heard]) -> None:
    assert len(finals(undisturbed)) == 2
    said = finals(undisturbed)[0].utterance
    assert "欢迎来到" in said.text
    assert abs(said.start - 0.39) < 0.2
    assert abs(said.end - 5.37) < 0.2
    assert -30 < said.loudness < -10
    assert 0.5 < said.confidence <= 1


def test_no_final_comes_after_a_watermark_that_is_past_it(undisturbed: list[Heard]) -> None:
    until = 0.0
    for h in undisturbed:
        if isinstance(h, Until):
            until = h.at
        elif isinstance(h, Final):
            assert h.decided_at > until
    assert until >= SECONDS - 0.1


def test_words_have_times_inside_their_utterance_and_spell_it(undisturbed: list[Heard]) -> None:
    for said in (f.utterance for f in finals(undisturbed)):
        assert "".join(w.text for w in said.words) == said.text
        assert all(said.start - 0.3 <= w.start <= w.end <= said.end + 0.3 for w in said.words)
        assert list(said.words) == sorted(said.words, key=lambda w: w.start)


async def test_silence_is_no_utterance() -> None:
    async with working() as worker:
        assert finals(await everything(worker, bytes(2 * RATE * 20), 3200)) == []


@pytest.mark.skipif(os.name == "nt", reason="stops a process with a signal")
async def test_processes_that_die_or_hang_are_replaced_and_what_they_missed_is_heard_again_from_the_recording(
    opening: bytes, undisturbed: list[Heard]
) -> None:
    read_again: list[float] = []

    def recorded(start: float, end: float) -> bytes:
        read_again.append(start)
        return opening[round(start * RATE) * 2 : round(end * RATE) * 2]

    most = 0
    async with working(recorded=recorded, keep=2 * RATE * 2) as worker:
        feeding = asyncio.create_task(_feed_slowly(worker, opening))
        heard: list[Heard] = []
        to_come = [(3.0, signal.SIGKILL), (9.0, signal.SIGSTOP)]
        async for h in worker.results():
            heard.append(h)
            most = max(most, worker.in_memory)
            if isinstance(h, Until) and to_come and h.at > to_come[0][0] and worker.pid:
                os.kill(worker.pid, to_come.pop(0)[1])
        await feeding
    assert [h.what for h in heard if isinstance(h, Trouble)] == ["stopped", "back", "stopped", "back"]
    assert finals(heard) == finals(undisturbed)
    assert read_again
    assert most <= 2 * RATE * 2


async def _feed_slowly(worker: SpeechWorker, pcm: bytes) -> None:
    for offset in range(0, len(pcm), 3200):
        await worker.feed(pcm[offset : offset + 3200], offset / 2 / RATE)
        await asyncio.sleep(0.01)
    await worker.finish()


async def test_live_there_are_partials_while_the_host_speaks(opening: bytes) -> None:
    async with working(live=True) as worker:
        await worker.feed(opening[: 3 * RATE * 2], 0.0)
        async for heard in worker.results():
            if isinstance(heard, Partial):
                break
        assert heard.start < 0.6
        assert heard.at <= 3.0
        assert heard.text


def test_in_a_replay_there_are_no_partials(undisturbed: list[Heard]) -> None:
    assert not [h for h in undisturbed if isinstance(h, Partial)]


async def test_weights_that_cannot_be_loaded_are_an_error_not_an_endless_try(tmp_path: Path) -> None:
    for name in ("model.bin", "config.json", "tokenizer.json"):
        (tmp_path / name).write_text("{}")
    worker = SpeechWorker(SpeechSettings(), find_weights(str(tmp_path)))
    with pytest.raises(LiveCueError, match="does not run"):
        await worker.start()
    await worker.stop()


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="stops a process with a signal")
async def test_live_a_second_process_takes_over_at_once(opening: bytes, undisturbed: list[Heard]) -> None:
    worker = SpeechWorker(SpeechSettings(), find_weights("auto"), live=True, spare_after=0.0)
    await worker.start()
    try:
        heard: list[Heard] = []
        waiting = list[int]()
        await worker.feed(opening[: 7 * RATE * 2], 0.0)
        for how in (signal.SIGKILL, signal.SIGSTOP):
            async with asyncio.timeout(60):
                while (spare := worker.spare_pid) is None:  # noqa: ASYNC110
                    await asyncio.sleep(0.1)
            waiting.append(spare)
            assert worker.pid is not None
            os.kill(worker.pid, how)
            async for h in worker.results():
                heard.append(h)
                if isinstance(h, Trouble) and h.what == "back":
                    break
            assert worker.pid == spare
        await worker.feed(opening[7 * RATE * 2 :], 7.0)
        await worker.finish()
        heard += [h async for h in worker.results()]
    finally:
        await worker.stop()
    assert len(set(waiting)) == 2
    assert [f.utterance.start for f in finals(heard)] == [f.utterance.start for f in finals(undisturbed)]


@pytest.mark.slow
async def test_a_minute_of_speech_at_once_is_caught_up_with_by_doing_less_and_nothing_is_lost(demo: Path) -> None:
    sound = b"".join(chunk for chunk, _ in zip(sound_of(demo / "broadcast.mp4"), range(600), strict=False))
    async with working() as worker:
        at_leisure = finals(await everything(worker, sound, 3200))
    async with working(live=True) as worker:
        await worker.feed(sound, 0.0)
        heard: list[Heard] = []
        most = 0.0
        async for h in worker.results():
            heard.append(h)
            most = max(most, worker.behind)
            if isinstance(h, Trouble) and h.what == "caught_up":
                await worker.finish()
    assert most > 10
    told = [h.what for h in heard if isinstance(h, Trouble)]
    assert (told[0], told[-1]) == ("behind", "caught_up")
    assert not [h for h in heard if isinstance(h, Partial)]
    hurried = finals(heard)
    assert [f.utterance.start for f in hurried] == [f.utterance.start for f in at_leisure]
    assert [f.utterance.text for f in hurried] != [f.utterance.text for f in at_leisure]  # without the beam
