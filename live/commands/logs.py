"""Where log records go: all of them into the session folder, warnings to stderr where no dashboard is open."""

import logging
import sys
from pathlib import Path

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class _LogFile(logging.FileHandler):
    """The log of a session. When the disk is full the journal says so; a log line that is lost is no news."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        pass


def log_to(file: Path | None, *, stderr: bool) -> None:
    """Send records to `file`, and warnings to stderr when asked. Replaces what an earlier call set up."""
    root = logging.getLogger()
    for old in root.handlers[:]:
        root.removeHandler(old)
        old.close()
    root.setLevel(logging.INFO)
    for chatty in ("websockets", "httpx", "faster_whisper", "fontTools"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    if file is not None:
        handler = _LogFile(file, encoding="utf-8")
        handler.setFormatter(logging.Formatter(FORMAT))
        root.addHandler(handler)
    if stderr:
        shown = logging.StreamHandler(sys.stderr)
        shown.setLevel(logging.WARNING)
        shown.setFormatter(logging.Formatter("livecue: %(message)s"))
        root.addHandler(shown)
    if not root.handlers:
        root.addHandler(logging.NullHandler())
