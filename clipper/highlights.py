"""The part that finds what is worth reposting."""

import math
from collections import deque
from collections.abc import Mapping, Sequence

import msgspec

from clipper.answers import Answers
from clipper.heat import room_level
from clipper.hostwords import host_cues
from clipper.lag import LONGEST, LagMeter
from clipper.marks import Marks
from clipper.moments import MomentFinder
from clipper.reactions import BIN, Reaction, Reactions
from clipper.segments import TAIL, Segments
from clipper.spans import lengthen
from clipper.verdict import judge
from clipper.windows import Windows
from live.events import (
    Answered,
    Comment,
    Compliance,
    Cue,
    Event,
    Highlight,
    Mark,
    Product,
    Question,
    Session,
    Signal,
    Utterance,
)

LOOK_EVERY = 1.0
"""Seconds of broadcast between two looks for moments."""
ANNOUNCES = 0.7
"""Strength of a host's cue from which on viewers' rise after it is taken for the answer to it."""
LOWEST = 0.2
"""Score below which a moment is not told."""
_SIGNALS = {"order": 0.5, "gift": 0.4, "share": 0.15, "follow": 0.1, "like": 0.05}
"""What viewers' silent acts weigh beside a comment (1.0)."""
MOMENTS = frozenset({"price", "countdown", "sold_out", "demo", "funny", "crowd", "mark"})
"""Types that overlap only by mistake, and are merged."""


class HighlightFinder:
    """Finds highlights while the broadcast goes on, each told once its end is certain.

    `min_seconds` and `max_seconds` bound their length; `product_names` are titles by product id; `language` is that
    of the reasons, "zh" or "en".
    """

    def __init__(
        self,
        min_seconds: float = 6.0,
        max_seconds: float = 60.0,
        product_names: Mapping[str, str] | None = None,
        language: str = "zh",
    ) -> None:
        self._shortest, self._longest, self._language = min_seconds, max_seconds, language
        self._segments, self._reactions, self._lag = Segments(), Reactions(), LagMeter()
        self._moments = MomentFinder(self._segments, self._reactions, self._lag, max_seconds)
        self._answers = Answers(self._segments, min_seconds, max_seconds)
        self._windows = Windows(self._segments, max_seconds, product_names or {})
        self._marks = Marks(self._segments, min_seconds, max_seconds)
        self._now = 0.0
        self._looked = 0.0
        self._product: str | None = None
        self._products: list[tuple[float, str | None]] = []
        self._told: dict[str, Highlight] = {}
        self._announced: deque[float] = deque()
        self._loudness: list[float] = []

    @property
    def lag(self) -> float:
        """Seconds that viewers react late in this room, as far as measured."""
        return self._lag.shape.middle

    def on(self, event: Event) -> list[Highlight]:
        """Take in one event; return highlights that are new or that have changed."""
        self._now = max(self._now, event.at)
        found: list[Highlight] = []
        match event.data:
            case Comment() as comment:
                self._reactions.comment(comment.id, comment.text, comment.viewer or comment.user, event.at)
                self._lag.viewer_said(comment.text, event.at)
                self._answers.comment(comment)
            case Question() as question:
                self._reactions.question(question.comment)
                self._answers.question(question)
            case Signal() as signal:
                self._signal(signal, event.at)
            case Utterance() as utterance:
                self._heard(utterance, event)
            case Product() as product:
                found += self._offer(product, event)
            case Cue() as cue:
                self._answers.cue(cue)
            case Answered() as answered:
                found += self._answers.answered(answered, self._product)
            case Compliance() as compliance:
                self._segments.forbid(compliance.start, compliance.end)
            case Mark() as mark:
                self._marks.add(mark, event.at)
            case Session(state="ended"):
                found += self._look(final=True) + self._windows.close(self._now)
            case Highlight() | _:
                return []
        if self._now - self._looked >= LOOK_EVERY:
            found += self._look()
        for highlight in found:
            self._told[highlight.id] = highlight
        return found

    def _heard(self, utterance: Utterance, event: Event) -> None:
        self._segments.add(utterance, event.seq)
        self._lag.host_said(utterance)
        self._reactions.host_said(utterance.text, utterance.start, event.at)
        if any(cue.strength >= ANNOUNCES for cue in host_cues(utterance.text)):
            self._announced.append((utterance.start + utterance.end) / 2)
        if utterance.loudness < 0.0:
            self._loudness.append(utterance.loudness)

    def _measure_lag(self) -> None:
        """Let each announcement that is long enough ago tell how late the room rose."""
        while self._announced and self._now >= self._announced[0] + LONGEST:
            at = self._announced.popleft()
            level = room_level(self._reactions, at, max(0.0, at - 60.0), [], at)
            rises = [(t - at, w - level * BIN) for t, w in self._reactions.between(at, at + LONGEST)]
            self._lag.burst([(late, much) for late, much in rises if much > 0.0])

    def _signal(self, signal: Signal, at: float) -> None:
        if weight := _SIGNALS.get(signal.type):
            shows = frozenset({"buy"}) if signal.type == "order" else frozenset[str]()
            # Fifty taps of one thumb are more than one, and less than fifty people.
            weight *= math.sqrt(max(1, signal.count))
            self._reactions.add(Reaction(at, weight, shows, signal.viewer or signal.user))

    def _offer(self, product: Product, event: Event) -> list[Highlight]:
        if product.state != "on_offer" or product.product == self._product:
            return []
        since = self._segments.start_of(event.cause or 0, event.at)
        if product.product is not None and any(p is not None for _, p in self._products):
            self._segments.border(since)
        self._product = product.product
        self._products.append((since, product.product))
        return self._windows.change(product.product, since)

    def _look(self, final: bool = False) -> list[Highlight]:
        self._looked = self._now
        self._measure_lag()
        usual = sorted(self._loudness)[len(self._loudness) // 2] if len(self._loudness) >= 5 else 0.0
        found: list[Highlight] = []
        for moment in self._moments.look(self._now, final):
            verdict = judge(moment, usual, self._language)
            if verdict.score < LOWEST:
                continue
            start, end = lengthen((moment.start, moment.end), self._segments, self._shortest, self._longest)
            highlight = Highlight(
                id=f"h{sum(self._is_moment(h) for h in self._told.values()) + len(found) + 1}",
                start=round(start, 3),
                end=round(end, 3),
                type=verdict.type,
                score=verdict.score,
                reasons=verdict.reasons,
                title=verdict.title,
                product=self._product_at(start),
            )
            found.append(self._marks.boost(self._merged(highlight, [*self._told.values(), *found])))
        for marked in self._marks.due(self._now, final):
            marked = msgspec.structs.replace(marked, product=self._product_at(marked.start))
            asked = marked.id in self._marks.spans
            found.append(marked if asked else self._merged(marked, [*self._told.values(), *found]))
        return found

    def _product_at(self, at: float) -> str | None:
        return next((p for since, p in reversed(self._products) if since <= at + 0.01), None)

    def _is_moment(self, highlight: Highlight) -> bool:
        """Whether it was found or pointed at, and so may grow; seconds that were asked for stay as they are."""
        return highlight.type in MOMENTS and highlight.id not in self._marks.spans

    def _merged(self, new: Highlight, told: Sequence[Highlight]) -> Highlight:
        """`new`, or the one told before that it overlaps or goes on, with both in it."""
        for old in told:
            start, end = min(old.start, new.start), max(old.end, new.end)
            apart = max(new.start - old.end, old.start - new.end)
            goes_on = apart <= TAIL + 1.0 and new.type == old.type and not self._segments.crosses(start, end)
            if not self._is_moment(old) or (apart > 0 and not goes_on):
                continue
            best = old if old.score >= new.score else new
            if end - start > self._longest or self._segments.crosses(start, end):
                start, end = best.start, best.end
            return msgspec.structs.replace(best, id=old.id, start=start, end=end)
        return new
