"""What the dashboard shows: the shared fold over the journal, and what only a screen needs. No Textual in here."""

from collections import deque
from collections.abc import Callable
from typing import NamedTuple

from clipper.choose import select
from live.catalog.products import Catalog
from live.events import (
    Answered,
    Clip,
    Comment,
    Compliance,
    Cue,
    Event,
    Health,
    Highlight,
    Llm,
    Mark,
    Product,
    Session,
    Utterance,
)
from live.partials import Partial
from live.progress import Share
from live.state import BroadcastState
from tui.board import Board
from tui.feed import KEEP, Feed
from tui.heat import Heat
from tui.undo import Undo
from tui.words import INTENTS

KEEP_SPOKEN = 300
"""Utterances kept for the screen."""

KEEP_MARKS = 500
"""Operator's marks kept for the heat line."""


class Spoken(NamedTuple):
    """One utterance and what came of it: titles of the cues it answered, what the host must not say."""

    seq: int
    start: float
    end: float
    text: str
    answered: tuple[str, ...] = ()
    warnings: tuple[Compliance, ...] = ()


class View:
    """The broadcast as seen on screen, as of the last event told."""

    def __init__(self, catalog: Catalog | None = None) -> None:
        self.catalog = catalog or Catalog()
        self.state = BroadcastState(keep=KEEP)
        self.board = Board(self.state)
        self.undo = Undo()
        self.feed = Feed(self.needs, self.about)
        self.heat = Heat()
        self.spoken: deque[Spoken] = deque(maxlen=KEEP_SPOKEN)
        self.partial: Partial | None = None
        """What is being heard and not yet decided."""
        self.marks: deque[float] = deque(maxlen=KEEP_MARKS)
        self.product_changes: deque[tuple[float, str]] = deque(maxlen=KEEP_MARKS)
        """When another product came on offer, and the digit or letter that stands for it."""
        self.speech_lag: float | None = None
        """Seconds from the end of the last utterance to its text."""
        self.llm_tokens = 0
        self.llm_failed = ""
        """The outcome of the last model call, where it was not "ok"."""
        self.warning: Compliance | None = None
        self.warned_at = 0.0
        self.exporting: dict[str, Share] = {}
        """How far the clips being made are, by their highlight."""
        self.outside: Health | None = None
        """What is wrong with this screen's hold on the broadcast, where there is something."""
        self.note = ""
        """What the operator's last key did, for a few seconds."""
        self._clock = 0.0
        self._replayed, self._zero = True, 0.0
        self._chosen: list[Highlight] | None = None

    @property
    def now(self) -> float:
        """Broadcast time: of the clock, or of the newest event where that is later."""
        return max(self._clock, self.state.now)

    def tick(self, now: float) -> bool:
        """Time has gone on to `now` without an event. True when something on screen changes by it."""
        before = int(self.now)
        if not self.state.ended:
            self._clock = max(self._clock, now)
        return self.board.settle(self.now) or int(self.now) != before

    def needs(self, comment: str) -> bool:
        """The comment needs an answer, as far as is known."""
        verdict = self.state.questions.get(comment)
        return verdict is not None and verdict.intent != "chat"

    def about(self, comment: str) -> str:
        """What the comment asks about, in both languages; empty where it asks nothing."""
        verdict = self.state.questions.get(comment)
        return " ".join(INTENTS[verdict.intent]) if verdict is not None and verdict.intent != "chat" else ""

    def on(self, event: Event) -> None:
        """Take in one event."""
        self.undo.on(event, self.state)
        self.state.on(event)
        self.board.settle(event.at)
        match event.data:
            case Comment() as comment:
                self.feed.add(comment, event.at)
                self.heat.add(event.at)
            case Cue() as cue:
                self.board.on(cue, event.at)
            case Session() as session if session.state in ("started", "resumed"):
                self._replayed, self._zero = session.replay, event.wall - event.at
            case Utterance() as utterance:
                self._hear(event, utterance)
            case Answered() as answered:
                self._answer(answered)
            case Compliance() as warning:
                self._warn(warning, event.at)
            case Product(state="on_offer", product=str(product)):
                self.product_changes.append((event.at, self._sign(product)))
            case Highlight():
                self._chosen = None
            case Mark():
                self.marks.append(event.at)
            case Llm() as call:
                self.llm_tokens += call.prompt_tokens + call.completion_tokens
                self.llm_failed = "" if call.outcome == "ok" else call.outcome
            case _:
                pass

    def hear(self, partial: Partial) -> None:
        """What is being heard at the moment, not yet decided."""
        self.partial = partial if partial.text.strip() else None

    def highlights(self) -> list[Highlight]:
        """Those that become clips, best first."""
        if self._chosen is None:
            self._chosen = select(self.state.highlights.values())
        return self._chosen

    def pending_clips(self) -> list[Highlight]:
        """Highlights of which there is no clip yet, best first."""
        made = {clip.highlight for clip in self.state.clips.values()}
        return [h for h in self.highlights() if h.id not in made]

    def made_clips(self) -> list[Clip]:
        """Clips that are done."""
        return [c for c in self.state.clips.values() if c.state == "done"]

    def failed_clips(self) -> list[Clip]:
        """Clips that could not be made."""
        return [c for c in self.state.clips.values() if c.state == "failed"]

    def _sign(self, product: str) -> str:
        known = self.catalog.product(product)
        return str(known.link)[-1] if known and known.link is not None else product[:1].upper()

    def _hear(self, event: Event, utterance: Utterance) -> None:
        self.spoken.append(Spoken(event.seq, utterance.start, utterance.end, utterance.text))
        # A journal of a live broadcast tells when the text really came; a replay's is about the sound alone.
        came = event.at if self._replayed else max(event.at, event.wall - self._zero)
        self.speech_lag = max(0.0, came - utterance.end)
        if self.partial and self.partial.start < utterance.end:
            self.partial = None

    def _answer(self, answered: Answered) -> None:
        group = self.state.groups.get(answered.group)
        title = group.cue.title if group else answered.group
        self._amend(answered.utterance, lambda s: s._replace(answered=(*s.answered, title)))

    def _warn(self, warning: Compliance, at: float) -> None:
        self.warning, self.warned_at = warning, at
        for spoken in reversed(self.spoken):
            if spoken.start <= warning.end and warning.start <= spoken.end:
                self._amend(spoken.seq, lambda s: s._replace(warnings=(*s.warnings, warning)))
                break

    def _amend(self, seq: int, change: Callable[[Spoken], Spoken]) -> None:
        for index in range(len(self.spoken) - 1, -1, -1):
            if self.spoken[index].seq == seq:
                self.spoken[index] = change(self.spoken[index])
                break
