"""The ffmpegs of this machine."""

import pytest

from live.errors import Missing
from live.ffmpeg import Ffmpeg, find_ffmpeg


@pytest.fixture(scope="session")
def any_ffmpeg() -> Ffmpeg:
    """The ffmpeg that LiveCue would take."""
    return find_ffmpeg()


@pytest.fixture(scope="session", params=["the one taken", pytest.param("the other", marks=pytest.mark.slow)])
def ffmpeg(request: pytest.FixtureRequest, any_ffmpeg: Ffmpeg) -> Ffmpeg:
    """Each ffmpeg of this machine in turn: whatever records is to be tried with the system's and the embedded one."""
    if request.param == "the one taken":
        return any_ffmpeg
    try:
        return find_ffmpeg(system=lambda: None) if any_ffmpeg.source == "system" else find_ffmpeg(embedded=lambda: None)
    except Missing:
        pytest.skip("there is only one ffmpeg here")
