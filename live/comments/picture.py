"""How far viewers are behind the picture: the way it takes to them over the platform, seen in how they answer a call.

A host who says "想要的扣1" (or "type 1 if…") is answered by a burst of just that. The time from the end of the call to
the burst is the way of the picture to the viewers, their thumbs, and the way of the comment back. Thumbs take about two
seconds; the rest is what comments have to be put back by, to stand where their writers were in the broadcast. Where
the recording itself is taken from the platform it is as late as the viewers are, and nothing is left of it.
"""

import re
import statistics

from live.comments.memory import alike

_CALL = re.compile(
    r"(?:[扣打刷敲]|公屏(?:上)?发)(?:个|一波|一下|一个|上)?\s*([0-9一二三四五六七八九]{1,3})"
    r"|\b(?:type|comment|drop|put|press|say)\s+(?:me\s+)?(?:a\s+|an\s+|in\s+|the\s+)*(?:number\s+)?[\"“]?"
    r"([0-9]{1,3}|one|two|three|yes|me|mine|sold)\b",
    re.IGNORECASE,
)
_NUMERALS = {**dict(zip("一二三四五六七八九", "123456789", strict=True)), "one": "1", "two": "2", "three": "3"}
_AROUND = re.compile(r"[\s扣打刷!！。.,，~～]+")

PATIENCE = 25.0
"""Seconds after a call in which answers count."""

BURST = 3
"""Answers that make a burst; the time of the third is taken, so that one odd comment decides nothing."""

THUMBS = 2.5
"""Seconds from seeing a call to the third answer sent, by those who are fastest."""

CALLS = 2
"""Calls answered before anything is made of it."""

FURTHEST = 15.0
"""Seconds; no platform is further behind than that, and what says so is chance."""


class PictureDelay:
    """Told of what the host said and of the comments, in order, it knows how far viewers are behind."""

    def __init__(self) -> None:
        self._call: tuple[str, float] | None = None
        self._answers = 0
        self._measured: list[float] = []

    def heard(self, text: str, end: float) -> None:
        """The host said `text`, until broadcast time `end`."""
        calls = list(_CALL.finditer(text))
        if calls:
            wanted = (calls[-1][1] or calls[-1][2]).lower()
            self._call = (alike("".join(_NUMERALS.get(c, c) for c in _NUMERALS.get(wanted, wanted))), end)
            self._answers = 0

    def said(self, text: str, at: float) -> None:
        """A comment that was received at broadcast time `at`."""
        if self._call is None:
            return
        wanted, end = self._call
        if at > end + PATIENCE:
            self._call = None
        elif at > end and alike(_AROUND.sub("", text)) == wanted:
            self._answers += 1
            if self._answers == BURST:
                self._measured.append(at - end)
                self._call = None

    @property
    def seconds(self) -> float:
        """How far viewers are behind, by the median call; 0 as long as that is not known."""
        if len(self._measured) < CALLS:
            return 0.0
        return min(max(0.0, statistics.median(self._measured) - THUMBS), FURTHEST)
