"""Recognition by a server that speaks OpenAI's protocol, and what happens when it does not."""

import asyncio
import os
import socket
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from live.config import SpeechSettings
from live.errors import LiveCueError, Missing
from live.speech.backends import Hearing
from live.speech.backends.server import Server, base_url, is_near, read_reply
from live.speech.backends.standin import StandIn
from live.speech.endpointing import RATE
from live.speech.heard import Final, Heard, Trouble
from live.speech.transcribe import sound_of
from live.speech.vad import Floats
from live.speech.weights import find_weights, weights_for
from live.speech.worker import SpeechWorker
from tests.live.speech.transcriber import Asked, Transcriber, transcriber

SAID = "这款面料透气"
WORDS = [{"word": c, "start": i * 0.2, "end": (i + 1) * 0.2} for i, c in enumerate(SAID)]
SEGMENT = {"id": 0, "start": 0.0, "end": 1.2, "text": SAID, "avg_logprob": -0.105, "no_speech_prob": 0.02}
TONE: Floats = (0.25 * np.sin(np.arange(2 * RATE) / 8)).astype(np.float32)


def verbose(asked: Asked) -> tuple[int, object]:
    return 200, {"task": "transcribe", "language": "chinese", "text": SAID, "words": WORDS, "segments": [SEGMENT]}


def only_segments(asked: Asked) -> tuple[int, object]:
    if "timestamp_granularities[]" in asked.fields:
        return 422, {"detail": "Extra inputs are not permitted"}
    return 200, {"text": SAID, "segments": [SEGMENT], "words": None}


def only_text(asked: Asked) -> tuple[int, object]:
    if asked.fields["response_format"] != ["json"]:
        return 400, {"error": {"message": "response_format 'verbose_json' is not compatible with model"}}
    return 200, {"text": SAID}


def hear(address: str, *, final: bool = True, key: str = "") -> Hearing:
    return Server(address, model="large", key=key).hear(TONE, final=final, hurry=False)


def test_what_is_asked_is_what_the_protocol_says() -> None:
    with transcriber(verbose) as server:
        hear(server.address, key="sk-1")
    (asked,) = server.asked
    assert (asked.path, asked.key, asked.rate) == ("/v1/audio/transcriptions", "Bearer sk-1", RATE)
    assert {name: asked.fields[name] for name in ("model", "language", "response_format")} == {
        "model": ["large"],
        "language": ["zh"],
        "response_format": ["verbose_json"],
    }
    assert asked.fields["timestamp_granularities[]"] == ["word", "segment"]
    assert np.allclose(asked.samples, TONE, atol=1e-3)


def test_words_with_times_and_how_sure_the_server_is_are_taken_over() -> None:
    with transcriber(verbose) as server:
        hearing = hear(server.address)
    assert (hearing.text, hearing.confidence, hearing.silence) == (SAID, 0.9, 0.02)
    assert [(t.start, t.text) for t in hearing.tokens] == [(pytest.approx(i * 0.2), c) for i, c in enumerate(SAID)]


@pytest.mark.parametrize(("answer", "requests", "tokens"), [(only_segments, 2, 1), (only_text, 3, 0)])
def test_a_server_that_gives_less_is_asked_for_less_from_then_on(answer: object, requests: int, tokens: int) -> None:
    with transcriber(answer) as server:  # type: ignore[arg-type]
        recogniser = Server(server.address)
        first = recogniser.hear(TONE, final=True, hurry=False)
        assert len(server.asked) == requests
        assert recogniser.hear(TONE, final=True, hurry=False) == first
        assert len(server.asked) == requests + 1
    assert (first.text, len(first.tokens)) == (SAID, tokens)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((500, {"error": "x"}), "error 500"),
        ((401, {"error": {"message": "sk-secret is wrong"}}), "refuses the key .401.; set speech.key_env"),
        ((429, {}), "no more requests"),
        ((404, b"<html>"), "no such model or address"),
        ((200, b"<html>login</html>"), "no transcription"),
        ((200, {"result": "ok"}), "no transcription"),
        ((200, b"\xff\xfe"), "no transcription"),
    ],
)
def test_what_goes_wrong_is_said_for_people_without_the_servers_words(answer: tuple[int, object], said: str) -> None:
    with transcriber(lambda _: answer) as server, pytest.raises(LiveCueError, match=said) as raised:
        hear(server.address)
    assert "secret" not in str(raised.value)


def test_nobody_there_is_said() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(LiveCueError, match="no connection"):
        hear(f"http://127.0.0.1:{port}/v1")


@pytest.mark.parametrize(
    ("endpoint", "base", "near"),
    [
        ("http://192.168.1.5:8000", "http://192.168.1.5:8000/v1", True),
        ("http://box:8000/v1/", "http://box:8000/v1", True),
        ("https://api.openai.com/v1/audio/transcriptions", "https://api.openai.com/v1", False),
        ("https://gpu.example.org/asr/v1", "https://gpu.example.org/asr/v1", False),
        ("http://studio.local/v1", "http://studio.local/v1", True),
    ],
)
def test_the_address_may_be_the_servers_or_the_calls_and_only_near_ones_are_asked_for_partials(
    endpoint: str, base: str, near: bool
) -> None:
    assert (base_url(endpoint), is_near(endpoint)) == (base, near)


numbers = st.none() | st.floats() | st.text(max_size=3)
things = st.dictionaries(st.sampled_from(["start", "end", "word", "text", "avg_logprob", "no_speech_prob"]), numbers)


@given(st.text(max_size=20), st.lists(things, max_size=4), st.lists(things, max_size=4))
def test_whatever_a_server_says_the_tokens_are_in_order_and_within_the_sound(
    text: str, words: list[object], segments: list[object]
) -> None:
    import json

    try:
        hearing = read_reply(json.dumps({"text": text, "words": words, "segments": segments}).encode(), 3.0)
    except LiveCueError:
        return
    times = [t for token in hearing.tokens for t in (token.start, token.end)]
    assert times == sorted(times)
    assert all(0 <= t <= 3.0 for t in times)
    assert 0 <= hearing.confidence <= 1
    assert 0 <= hearing.silence <= 1


class Fake:
    """A recogniser that fails while told to."""

    name, guesses = "fake", True

    def __init__(self, text: str) -> None:
        self.text, self.fails, self.asked = text, False, 0

    def hear(self, samples: Floats, *, final: bool, hurry: bool) -> Hearing:
        self.asked += 1
        if self.fails:
            raise LiveCueError("it answers with error 500")
        return Hearing(self.text)


def test_the_weights_here_stand_in_while_the_server_fails_and_it_is_tried_again_now_and_then() -> None:
    server, local, told, now = Fake("there"), Fake("here"), list[tuple[str, str]](), [0.0]
    both = StandIn(server, lambda: local, lambda what, why: told.append((what, why)), now=lambda: now[0])

    def heard(at: float) -> str:
        now[0] = at
        return both.hear(TONE, final=True, hurry=False).text

    assert heard(0.0) == "there"
    server.fails = True
    assert [heard(at) for at in (1, 5, 10.9, 11.5, 31.0, 32.0)] == ["here"] * 6
    assert server.asked == 4  # at 0 and 1, again after ten seconds, again after twenty
    server.fails = False
    assert [heard(at) for at in (40.0, 90.0)] == ["here", "there"]
    assert told == [("stand_in", "it answers with error 500"), ("endpoint_back", "")]


def test_without_weights_here_the_sound_waits_for_the_server_and_partials_do_not() -> None:
    server, told, slept = Fake("there"), list[str](), list[float]()
    server.fails = True

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        server.fails = len(slept) < 4

    both = StandIn(server, None, lambda what, _: told.append(what), sleep=sleep)
    assert both.hear(TONE, final=False, hurry=True).text == ""
    assert both.hear(TONE, final=True, hurry=False).text == "there"
    assert slept == [1.0, 2.0, 4.0, 8.0]
    assert told == ["endpoint_down", "endpoint_back"]


def test_a_key_that_is_named_and_not_there_is_missing() -> None:
    assert "NO_SUCH_KEY" not in os.environ
    with pytest.raises(Missing, match="NO_SUCH_KEY, which is not set"):
        weights_for(SpeechSettings(endpoint="https://example.org/v1", key_env="NO_SUCH_KEY"))


async def through_the_worker(server: Transcriber, media: Path, seconds: float, *, weights: bool) -> list[Heard]:
    worker = SpeechWorker(
        SpeechSettings(endpoint=server.address), find_weights("auto") if weights else None, live=False
    )
    await worker.start()

    async def feed() -> None:
        at = 0.0
        for chunk in sound_of(media):
            if at < seconds:
                await worker.feed(chunk, at)
                at += len(chunk) / 2 / RATE
        await worker.finish()

    try:
        feeding = asyncio.create_task(feed())
        heard = [h async for h in worker.results()]
        await feeding
    finally:
        await worker.stop()
    return heard


@pytest.mark.speech
async def test_a_host_is_heard_by_the_server_and_by_the_weights_here_once_it_fails(demo: Path) -> None:
    def once(asked: Asked) -> tuple[int, object]:
        return verbose(asked) if len(server.asked) == 1 else (503, {})

    with transcriber(once) as server:
        heard = await through_the_worker(server, demo / "broadcast.mp4", 13, weights=True)
    said = [h.utterance for h in heard if isinstance(h, Final)]
    assert len(said) == 2
    assert said[0].text == SAID
    assert [w.text for w in said[0].words] == list(SAID)
    assert len(said[1].text) > 8
    assert [h.what for h in heard if isinstance(h, Trouble)] == ["stand_in"]


@pytest.mark.slow
@pytest.mark.speech
async def test_the_embedded_weights_behind_a_server_hear_what_they_hear_here(demo: Path) -> None:
    from live.speech.backends.whisper import Whisper

    weights = Whisper(find_weights("auto").path)

    def answer(asked: Asked) -> tuple[int, object]:
        hearing = weights.hear(asked.samples, final=True, hurry=False)
        words = [{"word": t.text, "start": t.start, "end": t.end} for t in hearing.tokens]
        segment = {
            "start": 0.0,
            "end": len(asked.samples) / RATE,
            "avg_logprob": float(np.log(hearing.confidence)),
            "no_speech_prob": hearing.silence,
        }
        return 200, {"text": hearing.text, "words": words, "segments": [segment]}

    with transcriber(answer) as server:
        there = await through_the_worker(server, demo / "broadcast.mp4", 40, weights=False)
    here = SpeechWorker(SpeechSettings(), find_weights("auto"), live=False)
    await here.start()
    try:
        at = 0.0
        for chunk in sound_of(demo / "broadcast.mp4"):
            if at < 40:
                await here.feed(chunk, at)
                at += len(chunk) / 2 / RATE
        await here.finish()
        said = [h.utterance async for h in here.results() if isinstance(h, Final)]
    finally:
        await here.stop()
    assert [h.utterance.text for h in there if isinstance(h, Final)] == [u.text for u in said]
    assert len(said) > 4
