"""Writes the report of a session folder: HTML, Markdown, JSON, a workbook, and replies for customer service."""

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import msgspec

from live.errors import BadInput, LiveCueError
from live.report import page
from live.report.charts.draw import draw
from live.report.gather import gather
from live.report.model import Report
from live.report.words import LANGUAGES, Words
from live.report.write import write_whole
from live.session import SessionFolder


@dataclass(frozen=True)
class ReportFiles:
    """What was written."""

    report: Report
    html: Path
    json: Path


def build_report(session_root: Path, *, language: str = "zh", names: bool = False) -> ReportFiles:
    """Write `report/` of the session folder, each file whole or not at all; the broadcast may still be going on.

    `language`: "zh" or "en". `names`: viewers' names go into the files (they are left out otherwise).
    Raises BadInput when the folder holds no journal or the language is another, LiveCueError when the disk is full.
    """
    if language not in LANGUAGES:
        raise BadInput(f"The report speaks {' and '.join(LANGUAGES)}, not {language!r}.")
    words = Words(language)
    report = gather(session_root, language, names)
    folder = SessionFolder(session_root).report
    drawn = draw(report, words, font_folder())
    try:
        return ReportFiles(
            report=report,
            html=write_whole(folder / "report.html", page.html(report, words, drawn, names)),
            json=write_whole(folder / "report.json", msgspec.json.format(msgspec.json.encode(report), indent=1)),
        )
    except OSError as error:
        raise LiveCueError(
            f"The report could not be written to {folder}: {error.strerror}. Free some space."
        ) from error


def font_folder() -> Path | None:
    """Folder of the bundled Chinese font, or None when the extra `embedded` is not installed."""
    found = find_spec("pylopdf_fonts_zh_cn")
    return Path(found.origin).parent if found and found.origin else None
