"""What every test stands on: no unexpected logged error, shared paths, a journal to write to."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from live.journal import Journal

DEMO = Path(__file__).parent.parent / "live" / "demo"


@pytest.fixture
def demo() -> Path:
    """The folder of the bundled broadcast."""
    return DEMO


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal(tmp_path / "journal.db") as opened:
        yield opened


@pytest.fixture(autouse=True)
def no_unexpected_errors(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A test that logs an error fails, unless it is marked `logs_errors`."""
    yield
    if request.node.get_closest_marker("logs_errors"):
        return
    errors = [r for when in ("setup", "call") for r in caplog.get_records(when) if r.levelno >= logging.ERROR]
    assert not errors, [r.getMessage() for r in errors]
