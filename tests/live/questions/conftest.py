"""One trained detector for all tests of this area."""

from pathlib import Path

import pytest

from live.questions.detector import DetectorModel
from live.questions.store import load_detector


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `model` is kept in."""
    return tmp_path_factory.mktemp("detector")


@pytest.fixture(scope="session")
def model(kept: Path) -> DetectorModel:
    return load_detector(kept)
