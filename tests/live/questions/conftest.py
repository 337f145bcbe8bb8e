"""One trained detector for all tests of this area."""

from pathlib import Path

import pytest

from live.questions.detector import DetectorModel
from live.questions.store import load_detector


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> DetectorModel:
    folder: Path = tmp_path_factory.mktemp("detector")
    return load_detector(folder)
