"""What the screens, the pages, the report and `livecue cues` show: one fold over the journal for all of them.

Like a part it is told every event in order; unlike a part it says nothing. Numbers that people compare (how many ask,
how long they wait) are computed here and nowhere else.
"""

import math
from dataclasses import dataclass, field

import msgspec

from live.events import (
    Answered,
    Clip,
    Comment,
    Compliance,
    Cue,
    Event,
    Health,
    Highlight,
    Product,
    Question,
    Session,
)

STILL_HEARD = 10.0
"""Seconds after the end of an answer in which whoever asks counts as answered: the stream reaches viewers several
seconds late, so the answer is still to come for them; and what the host said is known only once it is recognised."""

LIVE = ("open", "shown")
"""States in which a cue waits for the host."""


@dataclass
class GroupState:
    """A group and its cue, as far as the journal goes."""

    group: str
    cue: Cue
    comments: list[str] = field(default_factory=list)
    """Ids of the comments that ask, in order; all of them unless the state keeps the newest alone."""
    viewers: set[str] = field(default_factory=set)
    first_at: float = 0.0
    last_at: float = 0.0
    opened_at: float = 0.0
    answers: list[Answered] = field(default_factory=list)
    """Each time the host answered; more than once where it was asked again."""

    again_at: float | None = None
    """When it was asked again after the newest answer."""
    settled: int = 0
    """How many of those that ask the host has answered."""
    heard_until: float = -math.inf
    """Who asked until then has been answered: the end of the last answer and `STILL_HEARD`."""
    released: Cue | None = None
    """What viewers may see: title and answer as the operator released them, whatever the cue says since."""
    forgotten: int = 0
    """How many of those that ask have left `comments`, where the state keeps the newest alone."""

    @property
    def answered(self) -> Answered | None:
        """The newest answer."""
        return self.answers[-1] if self.answers else None

    @property
    def asked(self) -> int:
        """How many comments ask."""
        return self.forgotten + len(self.comments)

    @property
    def asking(self) -> int:
        """How many comments ask without an answer; of a group that is answered, how many asked."""
        return self.unanswered or self.asked

    @property
    def unanswered(self) -> int:
        """How many comments ask without an answer; none where the operator has decided that they need none."""
        return 0 if self.cue.state == "dismissed" else self.asked - self.settled

    def is_unanswered(self, at: float) -> bool:
        """Whether who asked at `at` still has no answer."""
        return self.cue.state != "dismissed" and at > self.heard_until

    def waits(self, now: float) -> float:
        """Seconds that whoever asks now has waited, as a screen shows it: while the cue is live, from the first
        comment since the newest answer; once it is over, as `waiting`."""
        if self.cue.state not in LIVE:
            return self.waiting(now)
        return max(0.0, now - (self.first_at if self.again_at is None else self.again_at))

    def waiting(self, now: float) -> float:
        """Seconds that the first who asked has waited: until the end of the first answer, or `now` without one."""
        until = self.answers[0].end if self.answers else now
        return max(0.0, until - self.first_at)


class BroadcastState:
    """The broadcast as of the last event told."""

    def __init__(self, keep: int | None = None) -> None:
        """`keep`: comments and verdicts remembered, the newest so many and up to twice as many; None keeps all, as
        figures need it. A screen that runs for hours gives a number, and its memory stays bounded."""
        self._keep = keep
        self.now = 0.0
        self.last_seq = 0
        self.title = ""
        self.ended = False
        self.counts: dict[str, int] = {}
        """Events so far, by kind."""
        self.groups: dict[str, GroupState] = {}
        self.questions: dict[str, Question] = {}
        """The verdict in force, by comment id."""
        self.product: str | None = None
        self.product_since = 0.0
        self.sold_out: set[str] = set()
        self.health: dict[str, Health] = {}
        self.highlights: dict[str, Highlight] = {}
        self.clips: dict[str, Clip] = {}
        self.compliance: list[Compliance] = []
        self.viewers: dict[str, str] = {}
        """Everybody who commented, of those remembered. Each maps to itself: a million comments hold each name once."""
        self.comments: dict[str, tuple[str, float]] = {}
        """Who wrote a comment and when, by its id."""
        self._asked: dict[str, list[str]] = {}
        """Comments of groups that have no cue yet."""

    def on(self, event: Event) -> None:
        """Take in one event."""
        self.now = max(self.now, event.at)
        self.last_seq = event.seq
        self.counts[event.kind] = self.counts.get(event.kind, 0) + 1
        match event.data:
            case Session() as session:
                self.title = session.title or self.title
                self.ended = session.state == "ended"
            case Comment() as comment:
                who = comment.viewer or comment.user
                self.comments[comment.id] = (self.viewers.setdefault(who, who), event.at)
                self._forget()
            case Question() as question:
                self._on_question(question)
            case Cue() as cue:
                self._on_cue(cue, event.at, own=cue.by == "operator" and event.cause is None)
            case Answered() as answered:
                if group := self.groups.get(answered.group):
                    group.answers.append(answered)
                    self._settle(group)
            case Product() as product:
                self._on_product(product, event.at)
            case Health() as health:
                self.health[health.part] = health
            case Highlight() as highlight:
                self.highlights[highlight.id] = highlight
            case Clip() as clip:
                self.clips[clip.id] = clip
            case Compliance() as compliance:
                self.compliance.append(compliance)
            case _:
                pass

    def _forget(self) -> None:
        if self._keep is None or len(self.comments) < 2 * self._keep:
            return
        # All at once and seldom: taking the oldest out one by one is slow in a dict.
        self.comments = dict(list(self.comments.items())[-self._keep :])
        self.viewers = {who: who for who, _ in self.comments.values()}
        self.questions = {id_: q for id_, q in self.questions.items() if id_ in self.comments}
        for group in self.groups.values():
            gone = next((n for n, id_ in enumerate(group.comments) if id_ in self.comments), len(group.comments))
            del group.comments[:gone]
            group.forgotten += gone
            group.viewers &= self.viewers.keys()

    def open_cues(self) -> list[GroupState]:
        """Groups whose cue waits or is shown: pinned first, then shown, then by priority."""
        live = [g for g in self.groups.values() if g.cue.state in LIVE]
        return sorted(live, key=lambda g: (not g.cue.pinned, g.cue.state != "shown", -g.cue.priority, g.first_at))

    @property
    def groups_asked(self) -> int:
        """Groups that somebody asks in, whether there is a cue for them yet or not."""
        without_cue = sum(bool(name) and bool(comments) for name, comments in self._asked.items())
        return without_cue + sum(g.asked > 0 for g in self.groups.values())

    @property
    def groups_answered(self) -> int:
        """Of these, the groups in which nobody waits, without those that were dismissed."""
        return sum(g.asked > 0 and not g.unanswered and g.cue.state != "dismissed" for g in self.groups.values())

    def _settle(self, group: GroupState) -> None:
        """Who has been answered, and since when somebody asks again. By the time of the comments, not by the order of
        events: an answer is known only once it is recognised, and others have asked since."""
        group.heard_until = max((a.end + STILL_HEARD for a in group.answers), default=-math.inf)
        times = [self.comments.get(c, ("", -math.inf))[1] for c in group.comments]
        later = [at for at in times if at > group.heard_until]
        group.settled = group.asked - len(later) if group.answers else 0
        group.again_at = min(later, default=None) if group.answers else None

    def _on_question(self, question: Question) -> None:
        before = self.questions.get(question.comment)
        self.questions[question.comment] = question
        if before is not None:
            if before.group == question.group:
                return
            self._leave(before)
        if group := self.groups.get(question.group):
            self._join(group, question.comment)
        else:
            self._asked.setdefault(question.group, []).append(question.comment)

    def _on_cue(self, cue: Cue, at: float, own: bool) -> None:
        """`own`: the operator's own event; the board repeats what the operator wrote under the same name."""
        group = self.groups.get(cue.group)
        if group is None:
            group = self.groups[cue.group] = GroupState(cue.group, cue, first_at=at, opened_at=at)
            for comment in self._asked.pop(cue.group, []):
                self._join(group, comment)
        group.released = _released(group, cue, own)
        taken_back = group.cue.state == "answered" and cue.state in LIVE and cue.by == "operator"
        if cue.released and group.released is None:  # the screens say what viewers see, and the operator can release it
            cue = msgspec.structs.replace(cue, released=False)
        group.cue = cue
        if taken_back and group.answers and group.answers[-1].by == "operator":
            group.answers.pop()
            self._settle(group)

    def _on_product(self, product: Product, at: float) -> None:
        if product.state == "on_offer":
            if product.product != self.product:
                self.product, self.product_since = product.product, at
        elif product.product is not None:
            (self.sold_out.add if product.state == "sold_out" else self.sold_out.discard)(product.product)

    def _join(self, group: GroupState, comment: str) -> None:
        viewer, at = self.comments.get(comment, ("", self.now))
        group.first_at = min(group.first_at, at) if group.comments else at
        group.last_at = max(group.last_at, at)
        group.comments.append(comment)
        if at <= group.heard_until:
            group.settled += 1
        elif group.answers:
            group.again_at = at if group.again_at is None else min(group.again_at, at)
        group.viewers.add(viewer)

    def _leave(self, question: Question) -> None:
        group = self.groups.get(question.group)
        comments = group.comments if group else self._asked.get(question.group, [])
        if question.comment in comments:
            comments.remove(question.comment)
            if group and self.comments.get(question.comment, ("", -math.inf))[1] <= group.heard_until:
                group.settled -= 1


def _released(group: GroupState, cue: Cue, own: bool) -> Cue | None:
    """What viewers may see once `cue` follows. Later comments word a title anew: nobody has looked at that."""
    if not cue.released:
        return None
    if not own:
        # A cue that went by itself is gone, and one that comes back by itself has not been released.
        back = group.cue.state not in LIVE and cue.state in LIVE
        return None if back or cue.state == "expired" else group.released
    if group.released is None:
        return cue
    if cue.answer != group.cue.answer:  # the operator's own words, written for a question that viewers see
        return msgspec.structs.replace(group.released, answer=cue.answer)
    return group.released
