"""Answer clips: what viewers asked and the host answered, titled in the viewers' words."""

import math

from clipper.segments import Segments
from clipper.spans import fit, lengthen
from live.events import Answered, Comment, Cue, Highlight, Question

ASKED = 2
"""People who must have asked: what one person wants to know is seldom worth a clip."""
PASSING = frozenset({"order", "complaint", "stock", "shipping"})
"""Intents whose answers nobody needs tomorrow: their clips score half."""
BEST = 0.28
"""Score of an answer that everybody asked for: below any moment that viewers react to."""


class Answers:
    """Remembers who asks what, and makes a highlight of each answer."""

    def __init__(self, segments: Segments, shortest: float, longest: float) -> None:
        self._segments, self._shortest, self._longest = segments, shortest, longest
        self._texts: dict[str, str] = {}
        self._asked: dict[str, dict[str, str]] = {}
        """Comment ids with their texts, by group."""
        self._group_of: dict[str, str] = {}
        self._intents: dict[str, str] = {}
        self._titles: dict[str, Cue] = {}
        self._told: dict[str, tuple[tuple[float, float], int]] = {}
        """Span and number of askers, by the id of the highlight."""

    def comment(self, comment: Comment) -> None:
        """Remember what was written, until the verdict on it."""
        self._texts[comment.id] = comment.text
        if len(self._texts) > 4000:
            del self._texts[next(iter(self._texts))]

    def question(self, question: Question) -> None:
        """A comment asks for this group; a later verdict moves it."""
        if before := self._group_of.get(question.comment):
            self._asked[before].pop(question.comment, None)
        self._group_of[question.comment] = question.group
        self._intents[question.group] = question.intent
        text = question.text or self._texts.get(question.comment, "")
        self._asked.setdefault(question.group, {})[question.comment] = text

    def cue(self, cue: Cue) -> None:
        """The cue's title is the clearest wording."""
        self._titles[cue.group] = cue

    def answered(self, answered: Answered, product: str | None) -> list[Highlight]:
        """The highlight of an answer, where it was heard."""
        if answered.end <= answered.start:
            return []
        span = fit(answered.start, answered.end - 0.01, self._segments, self._longest)
        if span is None:
            return []
        texts = [t for t in self._asked.get(answered.group, {}).values() if t]
        cue = self._titles.get(answered.group)
        asked = len(texts)
        start, end = lengthen(span, self._segments, self._shortest, self._longest)
        id_ = self._place((start, end), asked, answered.group)
        if asked < ASKED or not id_:
            return []
        lasting = 0.5 if self._intents.get(answered.group, "") in PASSING else 1.0
        return [
            Highlight(
                id=id_,
                start=round(start, 3),
                end=round(end, 3),
                type="answer",
                score=round(lasting * BEST * (1 - math.exp(-max(asked, 1) / 4)), 3),
                reasons=(f"{asked} × {cue.title if cue else texts[0] if texts else answered.group}",),
                title=cue.title if cue and cue.title else (texts[0] if texts else ""),
                product=cue.product if cue else product,
                group=answered.group,
            )
        ]

    def _place(self, span: tuple[float, float], asked: int, group: str) -> str:
        """The id for an answer; "" where the same seconds have a clip for a question that more people asked.

        One sentence often answers several groups at once; the one most asked gives the clip its title.
        """
        for id_, (other, others) in self._told.items():
            shared = min(span[1], other[1]) - max(span[0], other[0])
            if shared > 0.5 * min(span[1] - span[0], other[1] - other[0]) and id_ != f"a-{group}":
                if others >= asked:
                    return ""
                self._told[id_] = (span, asked)
                return id_
        if asked >= ASKED:
            self._told[f"a-{group}"] = (span, asked)
        return f"a-{group}"
