"""Captions: what is said, in pieces that are read at a glance, each with its time in the clip."""

import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from clipper.lines import break_lines, glue, phrases, width
from live.events import Utterance

LINE = 12.0
"""Full-width characters in a line: what fits between the margins at the size it is set in."""
LINES = 2
SHORTEST = 0.7
"""Seconds that a caption stands at least, where the next leaves room."""
LINGER = 0.4
"""Seconds that a caption stays after its last word, where the next leaves room."""
_JUST_AFTER = 1e-4
"""Of a character: tells where a word begins from where the one before it ends."""
_QUIET_MARKS = "，。、；：,;:."


@dataclass(frozen=True)
class Caption:
    """One caption. Times in seconds of the clip."""

    start: float
    end: float
    lines: tuple[str, ...]


@dataclass(frozen=True)
class ClipTime:
    """From the time of the media to that of the clip: from `start` to `end`, without what was not recorded."""

    start: float
    end: float
    gaps: tuple[tuple[float, float], ...] = ()

    def __call__(self, at: float) -> float:
        at = min(max(at, self.start), self.end)
        return at - self.start - sum(min(at, b) - a for a, b in self.gaps if a < at)


def captions(utterances: Iterable[Utterance], time: ClipTime, line: float = LINE) -> list[Caption]:
    """What is said within the clip. An utterance of which only a part lies in it gives the words that do."""
    found: list[Caption] = []
    for said in utterances:
        if said.end <= time.start or said.start >= time.end:
            continue
        for start, end, lines in _pieces(said, line):
            middle = (start + end) / 2
            if time.start <= middle <= time.end:
                found.append(Caption(time(start), time(end), lines))
    return _paced(found, time(time.end))


def _pieces(said: Utterance, line: float) -> list[tuple[float, float, tuple[str, ...]]]:
    """The utterance in captions of at most LINES lines, with times from its words."""
    text = " ".join(said.text.split())
    groups: list[str] = []
    for phrase in phrases(text):
        joined = groups[-1] + glue(groups[-1], phrase) + phrase if groups else phrase
        if groups and width(joined) <= line:
            groups[-1] = joined
            continue
        lines = break_lines(phrase, line)
        groups += [_glue_all(lines[i : i + LINES]) for i in range(0, len(lines), LINES)]
    clock = _Clock(said, text)
    found, place = [], 0
    for group in groups:
        bare = _bare(group)
        start, end = clock.at(place + _JUST_AFTER), clock.at(place + len(bare))
        place += len(bare)
        shown = tuple(clean for part in break_lines(group, line) if (clean := part.strip().rstrip(_QUIET_MARKS)))
        if shown:
            found.append((start, end, shown))
    return found


class _Clock:
    """When the n-th character (spaces and punctuation not counted) is said."""

    def __init__(self, said: Utterance, text: str) -> None:
        total = max(1, len(_bare(text)))
        spoken = [(w.start, w.end, len(_bare(w.text))) for w in said.words]
        if sum(n for *_, n in spoken) != total:
            # Repaired names make the text differ from its words: spread the text over them by share.
            spoken = spoken or [(said.start, said.end, total)]
        self._places, self._times = [0.0], [spoken[0][0]]
        scale, place = total / max(1, sum(n for *_, n in spoken)), 0.0
        for start, end, count in spoken:
            self._places += [place + _JUST_AFTER / 2, place + count * scale]
            self._times += [max(start, self._times[-1]), max(end, start, self._times[-1])]
            place += count * scale

    def at(self, place: float) -> float:
        right = min(max(1, bisect.bisect_left(self._places, place)), len(self._places) - 1)
        a, b = self._places[right - 1], self._places[right]
        share = (place - a) / (b - a) if b > a else 1.0
        return self._times[right - 1] + min(1.0, max(0.0, share)) * (self._times[right] - self._times[right - 1])


def _paced(found: Sequence[Caption], seconds: float) -> list[Caption]:
    """No overlaps; a caption lingers a little where there is room."""
    paced: list[Caption] = []
    for index, caption in enumerate(found):
        following = found[index + 1].start if index + 1 < len(found) else seconds
        end = min(max(caption.end + LINGER, caption.start + SHORTEST), max(following, caption.start + 0.05), seconds)
        if end - caption.start >= 0.05:
            paced.append(Caption(round(caption.start, 3), round(end, 3), caption.lines))
    return paced


def _bare(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def _glue_all(lines: Sequence[str]) -> str:
    joined = ""
    for part in lines:
        joined += glue(joined, part) + part if joined else part
    return joined
