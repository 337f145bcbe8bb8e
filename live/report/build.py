"""Writes the report of a session folder: HTML, Markdown, JSON, a workbook, and replies for customer service."""

from dataclasses import dataclass
from pathlib import Path

import msgspec

from live.errors import LiveCueError
from live.report import page
from live.report.charts.draw import bundled_font, draw
from live.report.gather import gather
from live.report.markdown import markdown
from live.report.model import Report
from live.report.replies import replies_csv
from live.report.words import words_of
from live.report.workbook import workbook
from live.report.write import write_whole
from live.session import SessionFolder


@dataclass(frozen=True)
class ReportFiles:
    """What was written."""

    report: Report
    html: Path
    markdown: Path
    json: Path
    xlsx: Path
    replies: Path


def build_report(session_root: Path, *, language: str = "zh", names: bool = False) -> ReportFiles:
    """Write `report/` of the session folder, each file whole or not at all; the broadcast may still be going on.

    `language`: "zh" or "en". `names`: viewers' names go into the files (they are left out otherwise).
    Raises BadInput when the folder holds no journal or the language is another, LiveCueError when the disk is full.
    """
    words = words_of(language)
    report = gather(session_root, language, names)
    folder = SessionFolder(session_root).report
    font = bundled_font()
    drawn = draw(report, words, font)
    try:
        return ReportFiles(
            report=report,
            html=write_whole(folder / "report.html", page.html(report, words, drawn, names, font)),
            markdown=write_whole(folder / "report.md", markdown(report, words)),
            json=write_whole(folder / "report.json", msgspec.json.format(msgspec.json.encode(report), indent=1)),
            xlsx=write_whole(folder / "report.xlsx", workbook(report, words, names)),
            replies=write_whole(folder / "replies.csv", replies_csv(report, words, names)),
        )
    except OSError as error:
        raise LiveCueError(
            f"The report could not be written to {folder}: {error.strerror}. Free some space."
        ) from error
