"""Any server that speaks OpenAI's `/v1/audio/transcriptions`: a bigger computer in the next room, a cloud.

What servers give differs: words with times, only segments, or nothing but the text. What is asked for is what most
give; a server that refuses that is asked for less, from then on.
"""

import io
import ipaddress
import math
import wave
from typing import Any
from urllib.parse import urlsplit

import msgspec
import numpy as np

from live.errors import LiveCueError
from live.speech.backends import Hearing, Token
from live.speech.backends.whisper import PROMPTS
from live.speech.endpointing import RATE
from live.speech.vad import Floats

WHISPER = "whisper-1"
"""The model that is named where the settings name none: servers with one model take any name, and OpenAI has this."""

PATIENCE = 10.0
"""Seconds that an answer to a final may take; it holds at most eleven seconds of sound."""

PATIENCE_FOR_PARTIALS = 3.0

_ASKED = (
    {"response_format": "verbose_json", "timestamp_granularities": ["word", "segment"]},
    {"response_format": "verbose_json"},
    {"response_format": "json"},
)
"""What is asked for, the best first."""


class _Word(msgspec.Struct):
    start: float
    end: float
    word: str


class _Segment(msgspec.Struct):
    start: float
    end: float
    text: str = ""
    avg_logprob: float | None = None
    no_speech_prob: float | None = None


class _Reply(msgspec.Struct):
    text: str
    words: tuple[_Word, ...] | None = None
    segments: tuple[_Segment, ...] | None = None


def base_url(endpoint: str) -> str:
    """The address that the `openai` package wants, from that of the server, of its `/v1`, or of the call itself."""
    bare = endpoint.rstrip("/").removesuffix("/audio/transcriptions")
    return bare if urlsplit(bare).path.strip("/") else f"{bare}/v1"


def is_near(endpoint: str) -> bool:
    """Whether the server is on this computer or in the local network: nobody pays for each request."""
    host = urlsplit(endpoint).hostname or ""
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return "." not in host or host.endswith((".local", ".lan", ".internal"))


class Server:
    """A recogniser at the other end of a connection."""

    def __init__(self, endpoint: str, *, model: str = "", key: str = "", language: str = "zh") -> None:
        """`key` is sent as it is; "" where the server wants none."""
        import openai

        self.name = f"{model or WHISPER} at {urlsplit(endpoint).netloc}"
        self.guesses = is_near(endpoint)
        self._language = language
        self._model = model or WHISPER
        self._client = openai.OpenAI(base_url=base_url(endpoint), api_key=key or "none", max_retries=0)
        self._asked = 0

    def hear(self, samples: Floats, *, final: bool, hurry: bool) -> Hearing:
        """As Recogniser.hear; there is no less work to ask of a server, so `hurry` changes nothing."""
        del hurry
        import openai

        sound = wav(samples)
        while True:
            asked = self._asked
            try:
                raw = self._ask(sound, asked, PATIENCE if final else PATIENCE_FOR_PARTIALS)
            except openai.APITimeoutError as error:
                raise LiveCueError("it does not answer in time") from error
            except openai.APIStatusError as error:
                if error.status_code in (400, 415, 422) and asked + 1 < len(_ASKED):
                    self._asked = max(self._asked, asked + 1)
                    continue
                raise LiveCueError(_refused(error.status_code)) from error
            except openai.APIConnectionError as error:
                raise LiveCueError("there is no connection to it") from error
            except openai.OpenAIError as error:
                raise LiveCueError(str(error)) from error
            return read_reply(raw, len(samples) / RATE)

    def _ask(self, sound: bytes, form: int, patience: float) -> bytes:
        prompt = {"prompt": PROMPTS[self._language]} if self._language in PROMPTS else {}
        asked: dict[str, Any] = {**_ASKED[form], **prompt}
        answer = self._client.audio.transcriptions.with_raw_response.create(
            file=("piece.wav", sound, "audio/wav"),
            model=self._model,
            language=self._language,
            temperature=0.0,
            timeout=patience,
            **asked,
        )
        return answer.content


def wav(samples: Floats) -> bytes:
    """A WAV file of 16 kHz, mono, 16 bits."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.clip(np.rint(samples * 32768), -32768, 32767).astype("<i2").tobytes())
    return out.getvalue()


def read_reply(raw: bytes, seconds: float) -> Hearing:
    """What the server heard in so many seconds of sound. Raises LiveCueError when it is no transcription."""
    try:
        reply = msgspec.json.decode(raw, type=_Reply, strict=False)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise LiveCueError("what it answers is no transcription") from error
    segments = [s for s in reply.segments or () if math.isfinite(s.start) and math.isfinite(s.end)]
    timed = [(w.start, w.end, w.word) for w in reply.words or ()] or [(s.start, s.end, s.text) for s in segments]
    return Hearing(
        text=reply.text.strip(),
        confidence=_confidence(segments),
        silence=min((min(1.0, max(0.0, s.no_speech_prob or 0.0)) for s in segments), default=0.0),
        tokens=_tokens(timed, seconds),
    )


def _confidence(segments: list[_Segment]) -> float:
    """Mean probability of a token, longer segments counting more; 1 where the server does not tell."""
    known = [(max(0.01, s.end - s.start), s.avg_logprob) for s in segments if s.avg_logprob is not None]
    if not known:
        return 1.0
    mean = sum(length * value for length, value in known) / sum(length for length, _ in known)
    return round(math.exp(min(0.0, mean)), 3)


def _tokens(timed: list[tuple[float, float, str]], seconds: float) -> tuple[Token, ...]:
    """Tokens in order and within the sound, whatever the server says."""
    found: list[Token] = []
    at = 0.0
    for start, end, text in timed:
        if not text.strip() or not (math.isfinite(start) and math.isfinite(end)):
            continue
        start = min(max(start, at), seconds)
        at = min(max(end, start), seconds)
        found.append(Token(start, at, text))
    return tuple(found)


def _refused(status: int) -> str:
    match status:
        case 401 | 403:
            return f"it refuses the key ({status}); set speech.key_env to the name of the variable that holds it"
        case 404:
            return "there is no such model or address (404)"
        case 429:
            return "it takes no more requests for now (429)"
        case _:
            return f"it answers with error {status}"
