"""What a running ffmpeg tells on stderr: the streams it found, and what went wrong."""

import logging
import re
from collections import deque

logger = logging.getLogger(__name__)

LOG_ARGUMENTS = ("-hide_banner", "-loglevel", "repeat+level+info", "-nostats")
"""How ffmpeg must be started for its words to be understood here."""

KEPT = 12
"""Lines of trouble that are kept for the message."""

NOT_TELLING = ("Error opening input file", "Error opening output file", "To ignore this", "Last message repeated")
"""Lines that say less than those before them."""

IN_WORDS = {
    "Connection refused": "nobody answers there (connection refused)",
    "Connection timed out": "nobody answers there (timed out)",
    "Name or service not known": "no such server, or no network",
    "Failed to resolve hostname": "no such server, or no network",
    "Network is unreachable": "no network",
    "404 Not Found": "there is no stream at this address now (404)",
    "403 Forbidden": "the server refuses us (403): the address may have run out",
    "Failed to reload playlist": "the list of pieces can no longer be read",
    "Input/output error": "the connection broke",
    "Connection reset by peer": "the connection broke",
    "End of file": "the stream ended",
    "No space left on device": "the disk is full",
}
"""What ffmpeg says, and what it means."""

_LINE = re.compile(r"^(?:\[(?P<who>[^\]]+?)(?: @ 0x[0-9a-f]+)?\] )?\[(?P<level>[a-z]+)\] ?(?P<text>.*)$")
_INPUT = re.compile(r"^\s+Duration: (?P<duration>[^,]+), start: (?P<start>-?[\d.]+)")
_STREAM = re.compile(r"^\s+Stream #0:\d+.*?: (?P<kind>Video|Audio): (?P<codec>\w+)")
_BACKWARDS = re.compile(r"Non-monoton\w* DTS.*?previous: (-?\d+), current: (-?\d+)")

JUMP_BACK = 90_000
"""One second in the clock of MPEG-TS: from there on a step back is a new clock, not a hiccup."""

_LEVELS = {"warning": logging.INFO, "error": logging.WARNING, "fatal": logging.WARNING, "panic": logging.WARNING}


class FfmpegLog:
    """Takes in stderr line by line. Not to be fed from two threads."""

    def __init__(self, secret: str = "", shown: str = "") -> None:
        """Where `secret` (the address with its key) stands in a line, `shown` is logged."""
        self._secret, self._shown = secret, shown
        self._in_input = False
        self._trouble: deque[str] = deque(maxlen=KEPT)
        self.start: float | None = None
        """The source's own timestamp of its first picture or sound in this connection, in seconds."""
        self.duration: float | None = None
        """How long the source says it is, in seconds; None: it does not."""
        self.video: str | None = None
        """Codec of the first picture stream; None: none was found (yet)."""
        self.audio: str | None = None
        self.opened = False
        """The source was opened and its streams are known."""
        self.clock_jumped = False
        """The source's clock went back by more than a second: what follows would be dropped."""

    def feed(self, raw: str) -> None:
        """Take in one line."""
        line = _LINE.match(raw.rstrip())
        if line is None:
            return
        text = line["text"].replace(self._secret, self._shown) if self._secret else line["text"]
        logger.log(_LEVELS.get(line["level"], logging.DEBUG), "ffmpeg: %s", text)
        if line["level"] in _LEVELS:
            self._on_trouble(text)
        elif line["level"] == "info":
            self._on_info(text)

    def _on_info(self, text: str) -> None:
        if text.startswith(("Input #", "Output #")):
            self._in_input = text.startswith("Input #0")
        if not self._in_input:
            return
        if about := _INPUT.match(text):
            self.start, self.duration = float(about["start"]), _seconds(about["duration"])
            self.opened = True
        elif stream := _STREAM.match(text):
            if stream["kind"] == "Video" and "(attached pic)" not in text:
                self.video = self.video or stream["codec"]
            elif stream["kind"] == "Audio":
                self.audio = self.audio or stream["codec"]

    def _on_trouble(self, text: str) -> None:
        if not self._trouble or self._trouble[-1] != text:
            self._trouble.append(text)
        if step := _BACKWARDS.search(text):
            self.clock_jumped = self.clock_jumped or int(step[1]) - int(step[2]) > JUMP_BACK
        if "timestamp discontinuity" in text:
            self.clock_jumped = True

    @property
    def trouble(self) -> list[str]:
        """The last warnings and errors, oldest first."""
        return list(self._trouble)

    @property
    def reason(self) -> str:
        """The trouble that says most, in words for people; "" when there was none."""
        telling = [t for t in self._trouble if not t.startswith(NOT_TELLING)] or list(self._trouble)
        if not telling:
            return ""
        return next((words for sign, words in IN_WORDS.items() if sign in telling[-1]), telling[-1])


def _seconds(duration: str) -> float | None:
    """359.13 of `00:05:59.13`; None of `N/A`, and of the zero that live streams carry."""
    found = re.fullmatch(r"(\d+):(\d+):([\d.]+)", duration)
    return int(found[1]) * 3600 + int(found[2]) * 60 + float(found[3]) or None if found else None
