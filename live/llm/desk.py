"""What waits to be asked, and when enough does. Pure: events in, batches out.

Times are broadcast time, in seconds.
"""

from collections.abc import Callable, Sequence

from live.config import LlmSettings
from live.events import Comment, Cue, Event, Intent, Question
from live.llm.batch import Asked, Batch, Unsure, make_batch
from live.llm.facts import Page
from live.state import BroadcastState, GroupState

STALE = 60.0
"""Seconds after which nobody needs to know any more whether a comment was a question."""
KEPT = 400
"""Unsure comments that wait at most; in a flood the newest count."""
GROUPS = 24
"""Groups that a batch shows at most."""
TRIES = 2
"""Batches that an item goes into before it is left as it is."""

_LIVE = ("open", "shown")
_NO_ANSWER = frozenset[Intent](("chat", "request", "complaint", "stock", "price"))
"""Intents that a catalog's text does not answer, or for which the local answer has the figures of the moment."""
_REWORDED = frozenset(("faq", "attribute", "selling_point"))
"""Local answers from these may be worded better; the others are computed for who asks, or are the host's own words."""


class Desk:
    """Told every event, before the parts are. `score` is the detector's, of a text."""

    def __init__(self, settings: LlmSettings, pages: Sequence[Page], score: Callable[[str], float]) -> None:
        self._settings = settings
        self._pages = pages
        self._score = score
        self._unsure: dict[str, Unsure] = {}
        self._wants: dict[str, float] = {}
        """Groups that want an answer, and since when."""
        self._tried: dict[str, tuple[str, int]] = {}
        """By group: what was asked of it, and how often."""
        self._tries: dict[str, int] = {}

    def on(self, event: Event) -> None:
        """Take in one event."""
        match event.data:
            case Comment() as comment if not comment.repeats:
                score = self._score(comment.text)
                if self._settings.unsure_from <= score < self._settings.unsure_to:
                    self._unsure[comment.id] = Unsure(comment.id, comment.text, event.at, score)
                    if len(self._unsure) > KEPT:
                        self._drop(next(iter(self._unsure)))
            case Question(by="local") as question if question.comment in self._unsure:
                before = self._unsure[question.comment]
                self._unsure[question.comment] = Unsure(before.id, before.text, before.at, before.score, question)
            case Question() as question:
                self._drop(question.comment)
            case Cue() as cue:
                self._on_cue(cue, event.at)
            case _:
                pass

    def due(self, at: float) -> float | None:
        """When the next batch may go, were nothing else to come; None when nothing waits."""
        self._forget(at)
        since = [u.at for u in self._unsure.values()] + list(self._wants.values())
        return min(since) + self._settings.wait if since else None

    def choose(self, state: BroadcastState, at: float) -> Batch | None:
        """The most urgent that waits, of one page of the catalog; None when nothing does."""
        self._forget(at)
        live = [g for g in state.open_cues() if g.cue.by != "operator"]
        wanted = [g for g in live if g.group in self._wants]
        self._wants = {g.group: self._wants[g.group] for g in wanted}
        page = self._page(wanted, state.product)
        if page is None:
            return None
        unsure = sorted(
            (u for u in self._unsure.values() if page.holds(self._about(u, state))), key=lambda u: (-u.at, u.id)
        )
        groups = [self._asked(g) for g in live if page.holds(g.cue.product)][:GROUPS]
        batch = make_batch(page, unsure, groups, state.product)
        if not batch.comments and not any(g.wants for g in batch.groups.values()):
            return None
        return batch

    def taken(self, batch: Batch) -> None:
        """The batch is under way: what is in it does not wait any more."""
        for unsure in batch.comments.values():
            self._unsure.pop(unsure.id, None)
            self._tries[unsure.id] = self._tries.get(unsure.id, 0) + 1
        for asked in batch.groups.values():
            if asked.wants:
                self._wants.pop(asked.cue.group, None)
                key, tries = self._tried.get(asked.cue.group, ("", 0))
                now = _key(asked.cue)
                self._tried[asked.cue.group] = (now, tries + 1 if key == now else 1)

    def settled(self, batch: Batch) -> None:
        """The batch has been judged."""
        for unsure in batch.comments.values():
            self._drop(unsure.id)

    def gave_nothing(self, batch: Batch, at: float) -> None:
        """Nobody could answer: what is not stale waits again, unless it has been tried enough."""
        for unsure in batch.comments.values():
            if self._tries[unsure.id] < TRIES and at - unsure.at < STALE:
                self._unsure.setdefault(unsure.id, unsure)
            else:
                self._drop(unsure.id)
        for asked in batch.groups.values():
            if asked.wants and self._tried[asked.cue.group][1] < TRIES:
                self._wants.setdefault(asked.cue.group, at)

    def _on_cue(self, cue: Cue, at: float) -> None:
        if cue.state not in _LIVE or cue.by != "local" or not _answerable(cue):
            self._wants.pop(cue.group, None)
        elif self._tried.get(cue.group, ("", 0))[0] != _key(cue):
            self._wants.setdefault(cue.group, at)

    def _asked(self, group: GroupState) -> Asked:
        return Asked(group.cue, group.asked, tuple(group.comments), group.group in self._wants)

    def _page(self, wanted: Sequence[GroupState], on_offer: str | None) -> Page | None:
        """The page of the most urgent group; where there is none, of what is on offer."""
        if not self._unsure and not wanted:
            return None
        product = wanted[0].cue.product if wanted else on_offer
        return next((p for p in self._pages if p.holds(product)), self._pages[0])

    def _about(self, unsure: Unsure, state: BroadcastState) -> str | None:
        return unsure.product or state.product

    def _forget(self, at: float) -> None:
        for id_ in [u.id for u in self._unsure.values() if at - u.at > STALE]:
            self._drop(id_)

    def _drop(self, comment: str) -> None:
        self._unsure.pop(comment, None)
        self._tries.pop(comment, None)


def _answerable(cue: Cue) -> bool:
    if cue.intent in _NO_ANSWER:
        return False
    return cue.answer is None or all(s.kind in _REWORDED for s in cue.sources)


def _key(cue: Cue) -> str:
    """What a group is asked by: another wording or another local answer makes it worth asking again."""
    return f"{cue.product}|{cue.title}|{cue.answer}"
