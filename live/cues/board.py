"""The cue board: what the host should see, a few cues at a time.

A cue opens with its first question, grows with every further one, is shown when a place is free, and goes when the host
has answered, the operator has decided, or nobody asks any more. A cue that is shown keeps its place: only one much
more urgent, and not at once, takes it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from live.catalog.mentions import ProductFinder
from live.catalog.products import Catalog, CatalogProduct
from live.config import CueSettings
from live.cues.answers import Answerer
from live.cues.asked import NOTHING, Answer
from live.cues.host_words import HostWords
from live.cues.priorities import priority
from live.cues.substance import substance
from live.cues.wordings import Wordings
from live.events import Answered, AnyPayload, By, Comment, Cue, CueState, Event, Intent, Product, Question

REOPEN_AFTER = 120.0
"""Seconds after the answer from which on a new question opens the cue again. Before, the viewer has just missed it,
unless the host has said since what makes another answer of it."""
KEEPS_PLACE = 12.0
"""Seconds that a shown cue has its place for sure."""
MUCH_MORE = 1.6
"""How many times as urgent a waiting cue must be to take the place of a shown one."""
LOOK_EVERY = 1.0
"""Seconds of broadcast between two looks at places and expiry."""
HALF_PLACE = 45.0
"""Seconds in front of the host after which a cue's claim to its place has halved: a host who has not answered by then
will not, and others have waited. A new asker gives half of it back."""
LEAST = 0.5
"""A place stays empty rather than be given to a claim below this."""
UNSURE, SURE = 0.75, 2
"""A group that the detector is less sure of than this takes a place only when so many viewers ask it."""
NEWS = 1.5
"""A priority is told again when it has changed by this factor, so that the queue is in order without a flood."""

JUST_BEFORE = 10.0
"""Seconds before the clock turns in which a question may already have meant the next product."""
OF_A_PRODUCT = frozenset[Intent](
    ("size", "price", "stock", "material", "spec", "usage", "suitability", "quality", "compare", "order", "request")
)
"""Intents of questions that are about one product; the others are about the shop."""

LIVE = ("open", "shown")


@dataclass
class _Group:
    id: str
    intent: Intent
    product: str | None
    first_at: float
    last_at: float
    state: CueState = "open"
    since: float = 0.0
    wordings: Wordings = field(default_factory=Wordings)
    comments: set[str] = field(default_factory=set)
    viewers: set[str] = field(default_factory=set)
    answer: Answer = NOTHING
    by: By = "local"
    """Whose words title and answer are."""
    replaced: Answer = NOTHING
    """The local answer that the language model's stands for."""
    title: str = ""
    pinned: bool = False
    released: bool = False
    asked_since: float = 0.0
    certainty: float = 0.0
    had: float = 0.0
    """Seconds that it has stood in front of the host."""
    closed_with: tuple[object, ...] = ()
    """What the local answer came to when the host answered."""
    outdated: bool = False
    """The host has since said what makes another answer of it."""
    told: Cue | None = None


class CueBoard:
    """A part: keeps the cues. Emits a cue when its state, its place, its answer or its title changes, not for every
    further asker."""

    def __init__(self, settings: CueSettings, catalog: Catalog | None = None) -> None:
        self._settings = settings
        self._catalog = catalog or Catalog()
        self._said = HostWords(self._catalog)
        self._answerer = Answerer(self._catalog, self._said)
        self._groups: dict[str, _Group] = {}
        self._live: dict[str, _Group] = {}
        self._answered: dict[str, _Group] = {}
        self._by_comment: dict[str, str] = {}
        self._viewers: dict[str, str] = {}
        self._look_at = 0.0
        self._on_offer: str | None = None
        self._finder = ProductFinder(self._catalog)

    def on(self, event: Event) -> Sequence[AnyPayload]:
        """Take in one event; return the cues that change."""
        news = self._said.on(event)
        said: list[AnyPayload] = []
        match event.data:
            case Comment() as comment:
                self._viewers[comment.id] = comment.viewer or comment.user or comment.id
            case Question() as question:
                said += self._on_question(question, event.at)
            case Answered() as answered:
                said += self._on_answered(answered, event.at)
            case Cue() as cue if cue.by != "local" and event.cause is None:
                said += self._on_cue(cue, event.at)
            case Product() as product:
                if product.state == "on_offer":
                    self._bind(product.product, event.at)
                said += self._refresh(None, event.at)
                self._look_at = 0.0
            case _:
                pass
        if news is not None:
            said += self._refresh(news, event.at)
            self._outdate(news, event.at)
        if event.at >= self._look_at and not isinstance(event.data, Answered):
            said += self._look(event.at)
        return said

    def _on_question(self, question: Question, at: float) -> list[AnyPayload]:
        said = self._leave(question, at)
        if question.intent == "chat" or not question.group:
            return said
        self._by_comment[question.comment] = question.group
        group = self._groups.get(question.group)
        if group is None:
            group = _Group(question.group, question.intent, question.product, at, at, since=at, asked_since=at)
            self._groups[group.id] = group
            self._live[group.id] = group
        group.last_at = at
        group.comments.add(question.comment)
        viewer = self._viewers.pop(question.comment, question.comment)
        if viewer not in group.viewers:
            group.viewers.add(viewer)
            group.had /= 2
        group.certainty = max(group.certainty, question.score)
        bound = question.product is not None and group.product is None
        if bound:
            group.product = question.product
        changed = group.wordings.add(question.comment, question.text)
        if group.by == "local" and (changed or group.told is None):
            group.title = group.wordings.title
        over = group.state == "expired" or (
            group.state == "answered" and (group.outdated or at - group.since >= REOPEN_AFTER)
        )
        if over:
            self._set(group, "open", at)
            group.asked_since = at
            group.viewers = {viewer}
        if group.state in LIVE:
            # Once enough wordings are kept, further askers change nothing that an answer is made from.
            news = bound or over or question.comment in group.wordings.texts
            if news and len(group.wordings.texts) in (1, 2, 3, 5, 8):
                self._find_answer(group)
            said += self._tell(group, at)
            if group.state == "open" and self._has_a_claim(group, at):
                said += self._fill(at)
        return said

    def _leave(self, question: Question, at: float) -> list[AnyPayload]:
        """A later verdict on a comment takes it out of its former group; a group left by all is over."""
        before = self._by_comment.get(question.comment)
        if before is None or before == question.group:
            return []
        del self._by_comment[question.comment]
        group = self._groups[before]
        group.comments.discard(question.comment)
        if group.wordings.remove(question.comment) and group.by == "local":
            group.title = group.wordings.title
        if group.comments or group.state not in LIVE:
            return self._tell(group, at) if group.state in LIVE else []
        self._set(group, "expired", at)
        return [*self._tell(group, at), *self._fill(at)]

    def _on_answered(self, answered: Answered, at: float) -> list[AnyPayload]:
        group = self._groups.get(answered.group)
        if group is None or group.state not in LIVE:
            return []
        self._set(group, "answered", at)
        self._find_answer(group)
        group.closed_with, group.outdated = substance(self._local_answer(group), self._product(group)), False
        self._answered[group.id] = group
        # One utterance may answer several groups: the places are given only when all of them are known.
        self._look_at = at
        return self._tell(group, at, answered.by)

    def _on_cue(self, cue: Cue, at: float) -> list[AnyPayload]:
        """What the operator decided stands; what the language model wrote replaces the local text and nothing else."""
        group = self._groups.get(cue.group)
        if group is None:
            return []
        group.told = cue
        if cue.by == "operator":
            if cue.answer != group.answer.text and not cue.sources:
                group.by = "operator"  # an answer in the operator's own words, or taken away
            self._words(group, cue)
            self._set(group, cue.state, at)
            group.pinned, group.released = cue.pinned, cue.released
            return self._fill(at)
        if group.by != "operator":
            group.by = cue.by
            self._words(group, cue)
            self._find_answer(group)
        return self._tell(group, at)

    def _words(self, group: _Group, cue: Cue) -> None:
        if cue.title:
            group.title = cue.title
        if cue.answer is not None or cue.by == "operator":
            group.answer = Answer(cue.answer, cue.also, cue.sources)

    def _refresh(self, product: str | None, at: float) -> list[AnyPayload]:
        """Answers again, where something new is known of the product (None: what is on offer has changed)."""
        said: list[AnyPayload] = []
        for group in list(self._live.values()):
            if group.by == "operator" or (product is not None and group.product not in (product, None)):
                continue
            if group.by == "llm" and (found := self._local_answer(group)) != group.replaced:
                # What the model was told is not what is known now: the host has said something since.
                group.by, group.answer, group.title = "local", found, group.wordings.title
            self._find_answer(group)
            said += self._tell(group, at)
        return said

    def _outdate(self, product: str, at: float) -> None:
        """Marks what the host has answered a moment ago and would answer otherwise now: whoever asks it has not missed
        the answer."""
        for group in list(self._answered.values()):
            if group.state != "answered" or at - group.since >= REOPEN_AFTER:
                del self._answered[group.id]
            elif group.product in (product, None):
                group.outdated = substance(self._local_answer(group), self._product(group)) != group.closed_with

    def _product(self, group: _Group) -> CatalogProduct | None:
        return self._catalog.product(group.product or self._said.on_offer)

    def _bind(self, product: str | None, at: float) -> None:
        """Who asked "what is it made of" just before the host named the product meant that one: viewers see it before
        the host's words are recognised."""
        before, self._on_offer = self._on_offer, product
        if product is None or before == product:
            return
        for group in self._live.values():
            if group.intent not in OF_A_PRODUCT or at - group.first_at > JUST_BEFORE or group.by != "local":
                continue
            texts = tuple(group.wordings.texts.values())
            if self._finder.find(" ".join(texts)):
                continue
            meant = group.product == before and group.answer.text is None
            if group.product is None or (
                meant and self._answerer.answer(group.intent, product, texts).text is not None
            ):
                group.product = product

    def _find_answer(self, group: _Group) -> None:
        if group.by == "local":
            group.answer = self._local_answer(group)
        elif group.by == "llm":
            group.replaced = self._local_answer(group)

    def _local_answer(self, group: _Group) -> Answer:
        return self._answerer.answer(group.intent, group.product, tuple(group.wordings.texts.values()), group.id)

    def _set(self, group: _Group, state: CueState, at: float) -> None:
        if state != group.state:
            if group.state == "shown":
                group.had += at - group.since
            group.state, group.since = state, at
        if state in LIVE:
            self._live[group.id] = group
        else:
            self._live.pop(group.id, None)

    def _priority(self, group: _Group, at: float) -> float:
        return priority(
            group.intent, len(group.viewers), at - group.asked_since, group.product, self._said.on_offer,
            self._said.sold_out(group.product),
        )  # fmt: skip

    def _claim(self, group: _Group, at: float) -> float:
        """How much a group is worth a place now: less, the longer it has had one."""
        had = group.had + (at - group.since if group.state == "shown" else 0.0)
        unsure = group.certainty < UNSURE and len(group.viewers) < SURE
        return self._priority(group, at) * math.exp2(-had / HALF_PLACE) * (0.25 if unsure else 1.0)

    def _look(self, at: float) -> list[AnyPayload]:
        """Expire what nobody asks any more, and give places anew."""
        self._look_at = at + LOOK_EVERY
        said: list[AnyPayload] = []
        for group in list(self._live.values()):
            if not group.pinned and at - group.last_at > self._settings.expire_after:
                self._set(group, "expired", at)
                said += self._tell(group, at)
        said += self._fill(at)
        for group in self._live.values():
            now, before = self._priority(group, at), group.told.priority if group.told else 0.0
            if now > before * NEWS or now * NEWS < before:
                said += self._tell(group, at, always=True)
        return said

    def _fill(self, at: float) -> list[AnyPayload]:
        """Free places go to the most urgent; a much more urgent cue takes the place of one that has had its time. Of
        groups that one sentence of the catalog answers, one at a time is shown."""
        said: list[AnyPayload] = []
        shown = [g for g in self._live.values() if g.state == "shown"]
        told = {_sentence(g) for g in shown}
        waiting = []
        for group in sorted(
            (g for g in self._live.values() if g.state == "open"),
            key=lambda g: (not g.pinned, -self._claim(g, at), g.first_at),
        ):
            if group.pinned or _sentence(group) not in told:
                told.add(_sentence(group))
                waiting.append(group)
        while waiting and len(shown) < self._settings.shown:
            if not waiting[0].pinned and self._claim(waiting[0], at) < LEAST:
                break
            shown.append(waiting[0])
            self._set(waiting[0], "shown", at)
            said += self._tell(waiting.pop(0), at)
        while waiting:
            movable = [g for g in shown if not g.pinned and at - g.since >= KEEPS_PLACE]
            if not movable:
                break
            weakest = min(movable, key=lambda g: (self._claim(g, at), -g.first_at))
            best = waiting.pop(0)
            if not best.pinned and self._claim(best, at) < MUCH_MORE * self._claim(weakest, at):
                break
            self._set(weakest, "open", at)
            self._set(best, "shown", at)
            shown[shown.index(weakest)] = best
            said += [*self._tell(weakest, at), *self._tell(best, at)]
        return said

    def _has_a_claim(self, group: _Group, at: float) -> bool:
        """Whether a waiting group may have a place now. Most that are asked again may not, and thousands are asked
        again in a minute; what waiting alone makes urgent is seen at the next look."""
        shown = [g for g in self._live.values() if g.state == "shown"]
        if group.pinned or len(shown) < self._settings.shown:
            return True
        movable = [self._claim(g, at) for g in shown if not g.pinned and at - g.since >= KEEPS_PLACE]
        return bool(movable) and self._claim(group, at) >= MUCH_MORE * min(movable)

    def _tell(self, group: _Group, at: float, by: By | None = None, always: bool = False) -> list[AnyPayload]:
        """The cue as it is now, unless the journal has it like that."""
        cue = Cue(
            group=group.id, state=group.state, intent=group.intent, product=group.product, title=group.title,
            answer=group.answer.text, also=group.answer.also, sources=group.answer.sources,
            priority=self._priority(group, at), pinned=group.pinned, released=group.released, by=by or group.by,
        )  # fmt: skip
        if group.told is not None and not always and _same(group.told, cue):
            return []
        group.told = cue
        return [cue]


def _sentence(group: _Group) -> tuple[str | None, str]:
    """What the host would say to a group; the group itself where the catalog has nothing."""
    return (group.product, group.answer.text) if group.answer.text is not None else (None, group.id)


def _same(a: Cue, b: Cue) -> bool:
    return (a.state, a.title, a.answer, a.also, a.sources, a.pinned, a.released, a.product) == (
        b.state, b.title, b.answer, b.also, b.sources, b.pinned, b.released, b.product,
    )  # fmt: skip
