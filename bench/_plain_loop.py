"""The plain way: cut the sound at pauses of 300 ms, decode every piece with beam 5, write down what comes.

A piece is known to be over 300 ms behind its end; it is decoded when the one before is done. Decoding is timed, the
waiting for the sound is counted and not waited for.
"""

import time
from pathlib import Path

import numpy as np

from bench._spoken import Said
from live.speech.endpointing import RATE
from live.speech.transcribe import sound_of
from live.speech.weights import Weights

PAUSE = 0.3
"""Seconds."""


def plain_loop(media: Path, weights: Weights, *, language: str, threads: int) -> list[Said]:
    """The utterances of `media`."""
    from faster_whisper import WhisperModel
    from faster_whisper.vad import VadOptions, get_speech_timestamps

    model = WhisperModel(str(weights.path), device="cpu", compute_type="int8", cpu_threads=threads)
    samples = np.frombuffer(b"".join(sound_of(media)), "<i2").astype(np.float32) / np.float32(32768)
    options = VadOptions(min_silence_duration_ms=int(PAUSE * 1000), speech_pad_ms=0)
    said: list[Said] = []
    free = 0.0
    for piece in get_speech_timestamps(samples, options):
        start, end = piece["start"], piece["end"]
        began = time.perf_counter()
        padded = samples[max(0, start - RATE // 5) : end + RATE // 5]
        segments, _ = model.transcribe(padded, language=language, beam_size=5, condition_on_previous_text=False)
        text = "".join(segment.text for segment in segments)
        free = max(free, end / RATE + PAUSE) + time.perf_counter() - began
        said.append(Said(start / RATE, end / RATE, text, free))
    return said
