"""The bundled broadcast's truth as a session folder, and its report, built once."""

from pathlib import Path

import pytest

from live.report.build import ReportFiles, build_report
from tests.live.report.truth_journal import write_truth

DEMO = Path(__file__).parents[3] / "live" / "demo"


@pytest.fixture(scope="session")
def truth_session(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A session folder that must not be written to except below `report/`."""
    return write_truth(DEMO, tmp_path_factory.mktemp("truth"))


@pytest.fixture(scope="session")
def built(truth_session: Path) -> ReportFiles:
    return build_report(truth_session)
