"""The bundled broadcast's truth as a session folder, and its report, built once."""

import shutil
from pathlib import Path

import pytest

from live.report.build import ReportFiles, build_report
from tests.live.report.truth_journal import write_truth

DEMO = Path(__file__).parents[3] / "live" / "demo"


@pytest.fixture(scope="session")
def truth_session(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A session folder that no test writes to: `own_session` is for that."""
    return write_truth(DEMO, tmp_path_factory.mktemp("truth"))


@pytest.fixture
def own_session(truth_session: Path, tmp_path: Path) -> Path:
    """A copy, for a test that writes another report."""
    return Path(shutil.copytree(truth_session, tmp_path / "session", ignore=shutil.ignore_patterns("report")))


@pytest.fixture(scope="session")
def built(truth_session: Path) -> ReportFiles:
    return build_report(truth_session)
