"""`livecue report`."""

from pathlib import Path

from live.commands.logs import log_to
from live.config import load_settings
from live.console import Console
from live.errors import BadInput
from live.report.build import build_report
from live.report.compare import build_comparison


def run_report(sessions: list[Path], lang: str, names: bool) -> None:
    """Write the report of a session again, or a comparison of two, and say where it is."""
    log_to(None, stderr=True)
    if len(sessions) > 2:
        raise BadInput("Name one session folder for its report, or two to compare them.")
    language = lang or load_settings(None).session.language
    console = Console()
    for session in sessions:
        files = build_report(session, language=language, names=names)
        console.note(f"report  {files.html}")
    if len(sessions) == 2:
        console.note(f"compare {build_comparison(*sessions, language=language).html}")
