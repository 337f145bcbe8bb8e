"""The ffmpegs of this machine; whatever records is tried with each."""

import pytest

from live.errors import Missing
from live.ffmpeg import Ffmpeg, find_ffmpeg


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
