"""The ffmpegs of this machine, each of which whatever records is tried with; and sound to recognise."""

from pathlib import Path

import pytest

from live.errors import Missing
from live.ffmpeg import Ffmpeg, find_ffmpeg
from live.speech.endpointing import RATE
from live.speech.transcribe import sound_of


def _found(source: str) -> Ffmpeg | None:
    try:
        return find_ffmpeg(system=lambda: None) if source == "embedded" else find_ffmpeg(embedded=lambda: None)
    except Missing:
        return None


@pytest.fixture(scope="session", params=["system", "embedded"])
def ffmpeg(request: pytest.FixtureRequest) -> Ffmpeg:
    """Each ffmpeg of this machine in turn."""
    found = _found(request.param)
    if found is None:
        pytest.skip(f"no {request.param} ffmpeg here")
    return found


@pytest.fixture(scope="session")
def any_ffmpeg() -> Ffmpeg:
    """The ffmpeg that LiveCue would take."""
    return find_ffmpeg()


@pytest.fixture(scope="session")
def opening() -> bytes:
    """The first twenty seconds of the bundled broadcast: three utterances. s16le mono 16 kHz."""
    held = bytearray()
    for chunk in sound_of(Path(__file__).parents[3] / "live" / "demo" / "broadcast.mp4"):
        held += chunk
        if len(held) >= 20 * RATE * 2:
            break
    return bytes(held[: 20 * RATE * 2])
