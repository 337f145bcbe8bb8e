"""The answered ledger: hears that the host has answered a group, and keeps the words as evidence.

The transcript is imperfect (misheard names, figures run together), so several weak signs are weighed: what is said on
the topic, the catalog's facts, the question's own words, by spelling and by sound, and what is on offer.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from live.catalog.facts import tokens
from live.catalog.fit import fit
from live.catalog.frequent import PASSING
from live.catalog.introductions import introductions
from live.catalog.measures import Body, parse_body
from live.catalog.mentions import ProductFinder
from live.catalog.numerals import figures
from live.catalog.products import Catalog, CatalogProduct
from live.catalog.quantities import wanted
from live.catalog.stock_talk import stock_talk
from live.catalog.topics import FAMILIES, Topic, asked_topics, common_topics, settled_intent
from live.catalog.variant_talk import variant_talk
from live.catalog.variants import basic_colours, colours
from live.catalog.wording import is_chinese, plain
from live.cues import evidence
from live.cues.answers import Answerer
from live.cues.characters import crux
from live.cues.hearing import Heard, hear
from live.cues.spoken_figures import figures_with_units
from live.events import Answered, AnyPayload, Cue, Event, Intent, Product, Question, Utterance

ENOUGH = 0.35
"""From this score on, the group is answered."""
ENOUGH_IN_PASSING = 0.65
"""The same for a group whose product is not on offer and is not named either."""
SHOWN_IN_PASSING = 0.5
"""And for one that wants to see something of it."""
NEVER = 2.0
UNSURE = 0.8
"""A lone comment that the detector is less sure of than this may be chat, which any talk seems to answer."""
WEAK, MARGIN = 0.25, 0.1
"""A score that is enough for an utterance that tells something and answers no other group, by so much the best."""
PLAINLY, BESIDE = 0.6, 0.45
"""A score that leaves no doubt what an utterance is an answer to, and the least that then closes another group beside
it: what fits one question plainly and another barely was said to the one."""
TOGETHER = 2.5
"""Seconds between two utterances that may make one answer."""
REACTION = 1.0
"""The question must be on the screen so many seconds before the host ends."""
KEPT = 8
"""Wordings of a group that are looked at."""

_DUE: dict[Intent, tuple[str, ...]] = {
    "shipping": ("ship_time",), "return": ("return_policy", "exchange"), "complaint": ("order_late", "wrong_item"),
}  # fmt: skip
"""What an answer to a question of an intent speaks of where the question's own words do not tell."""
_ANY_QUESTION = tokens(
    "时候 多少 可以 怎么 哪里 还有 上次 刚才 直播 主播 姐妹 宝宝 老板 今天 现在 知道 问下 一下 这个 那个 "
    "拍了 需要 感觉 有点 害怕 担心 刚刚 半天 "
    "know tell last time today please want need think one thing good like really much many get got mine come look "
    "around"
) | tokens(" ".join(sorted(PASSING)))
"""Words that any question may hold."""


@dataclass
class _Open:
    id: str
    intent: Intent
    product: str | None
    first_at: float
    texts: dict[str, str] = field(default_factory=dict)
    question: evidence.Question | None = None
    certainty: float = 0.0
    """The detector's greatest score of the questions in it."""
    settled: bool = False
    settled_at: float = 0.0


class AnsweredLedger:
    """A part: tells which groups each utterance answers."""

    def __init__(self, catalog: Catalog | None = None) -> None:
        self._catalog = catalog or Catalog()
        self._answerer = Answerer(self._catalog)
        self._finder = ProductFinder(self._catalog)
        self._groups: dict[str, _Open] = {}
        self._by_comment: dict[str, str] = {}
        self._on_offer: str | None = None
        names = [n for p in self._catalog.products for n in (p.name, *p.aliases)]
        self._names = frozenset(t for n in names for t in tokens(n))
        self._last: tuple[int, Utterance, Heard] | None = None

    def on(self, event: Event) -> Sequence[AnyPayload]:
        """Take in one event; return what it shows to be answered."""
        match event.data:
            case Question() as question:
                self._on_question(question, event.at)
            case Cue() as cue:
                self._on_cue(cue, event.at)
            case Answered() as answered:
                self._settle(answered.group, event.at)
            case Product(state="on_offer") as product:
                return self._on_product(product, event.at)
            case Utterance() as utterance:
                return self._on_utterance(utterance, event)
            case _:
                pass
        return ()

    def _on_question(self, question: Question, at: float) -> None:
        before = self._by_comment.get(question.comment)
        if before is not None and before != question.group and before in self._groups:
            former = self._groups[before]
            former.texts.pop(question.comment, None)
            former.question = None
            if not former.texts:
                del self._groups[before]
        if question.intent == "chat" or not question.group:
            return
        self._by_comment[question.comment] = question.group
        group = self._groups.get(question.group)
        if group is None:
            group = self._groups[question.group] = _Open(question.group, question.intent, question.product, at)
        group.product = group.product or question.product
        group.certainty = max(group.certainty, question.score)
        if len(group.texts) < KEPT:
            group.texts[question.comment] = question.text
            group.question = None

    def _on_cue(self, cue: Cue, at: float) -> None:
        group = self._groups.get(cue.group)
        if group is None:
            return
        if cue.product is not None and cue.product != group.product:
            group.product, group.question = cue.product, None
        if cue.state in ("open", "shown"):
            if group.settled:
                group.settled, group.first_at = False, at
        else:
            self._settle(cue.group, at)

    def _settle(self, group: str, at: float) -> None:
        if (known := self._groups.get(group)) is not None:
            known.settled, known.settled_at = True, at

    def _on_product(self, product: Product, at: float) -> list[AnyPayload]:
        """Whoever asked the host to come to this product has been heard."""
        self._on_offer = product.product
        if product.product is None or self._last is None or product.by == "operator":
            return []
        seq, utterance, _ = self._last
        said: list[AnyPayload] = []
        for group in self._waiting(utterance):
            question = self._question(group)
            if (
                group.product == product.product
                and group.intent == "request"
                and any(t.name == "explain" for t in question.about)
            ):
                said.append(self._answered(group, utterance, seq, 0.9, at))
        return said

    def _on_utterance(self, utterance: Utterance, event: Event) -> list[AnyPayload]:
        heard = hear(utterance.text)
        before = self._last
        together = before is not None and utterance.start - before[1].end <= TOGETHER
        self._last = (event.seq, utterance, heard)
        found = introductions(utterance.text, self._finder)
        about = {i.product for i in found if i.manner != "aside"} or {i.product for i in found}
        said: list[AnyPayload] = []
        weak: list[tuple[float, _Open]] = []
        closing: list[tuple[float, _Open]] = []
        for group in list(self._waiting(utterance)):
            question = self._question(group)
            enough = self._enough(group, question, about, heard)
            if group.certainty < UNSURE and len(group.texts) < 2:
                enough = NEVER if group.intent == "price" and not question.sure else max(enough, ENOUGH_IN_PASSING)
            if enough == NEVER:
                continue
            score = evidence.score(question, heard)
            if score < enough and together and before is not None and group.first_at <= before[1].end:
                score = max(score, self._continued(question, before[2], heard))
            if score >= enough:
                closing.append((score, group))
            elif score >= WEAK and enough == ENOUGH:
                weak.append((score, group))
        plainly = any(score >= PLAINLY for score, _ in closing)
        for score, group in closing:
            if score >= BESIDE or not plainly:
                said.append(self._answered(group, utterance, event.seq, score, event.at))
        if not said and weak and heard.tells and stock_talk(heard.rest) is None:
            weak.sort(key=lambda w: -w[0])
            if len(weak) == 1 or weak[0][0] - weak[1][0] >= MARGIN:
                said.append(self._answered(weak[0][1], utterance, event.seq, weak[0][0], event.at))
        return said

    def _continued(self, question: evidence.Question, before: Heard, heard: Heard) -> float:
        """The host has repeated the question, and answers it in the next breath."""
        if heard.empty or not any(t.asked(before.quoted or before.line) for t in question.about):
            return 0.0
        points = evidence.score(question, heard)
        return 1 - (1 - points) * (1 - evidence.REPEATED) if points >= 0.2 else 0.0

    def _enough(self, group: _Open, question: evidence.Question, about: set[str], heard: Heard) -> float:
        """The score from which on the group is answered: more is wanted while something else is on offer, and no score
        is enough where another product is named. How the shop ships and takes back is the same for all."""
        if group.product is None or (not about and question.about and all(t.family == "post" for t in question.about)):
            return ENOUGH
        if about:
            return ENOUGH if group.product in about else NEVER
        if self._on_offer in (group.product, None):
            return ENOUGH
        if group.intent == "stock" and self._of_its_variants(question, heard):
            return ENOUGH
        if group.intent == "request":
            return SHOWN_IN_PASSING
        return NEVER if group.intent in ("price", "stock", "size", "promotion") else ENOUGH_IN_PASSING

    def _of_its_variants(self, question: evidence.Question, heard: Heard) -> bool:
        """Whether the utterance is about sizes or colours of the group's product and not of the one on offer."""
        here = self._catalog.product(self._on_offer)
        if question.product is None or not variant_talk(heard.text, question.product):
            return False
        return here is None or not variant_talk(heard.text, here)

    def _waiting(self, utterance: Utterance) -> list[_Open]:
        return [g for g in self._groups.values() if not g.settled and g.first_at <= utterance.end - REACTION]

    def _answered(self, group: _Open, utterance: Utterance, seq: int, score: float, at: float) -> Answered:
        self._settle(group.id, at)
        return Answered(
            group=group.id, start=utterance.start, end=utterance.end, text=utterance.text, score=round(score, 3),
            utterance=seq,
        )  # fmt: skip

    def _content(
        self, texts: Sequence[str], about: Sequence[Topic], variant: frozenset[str]
    ) -> tuple[frozenset[str], frozenset[str]]:
        """The words of a question by which its topics are known, and the others: neither those of product names, nor
        those of every question. Without a topic all of them are what it is about."""
        lines = [figures(plain(t)) for t in texts]
        words = self._telling(lines) - variant
        focus = self._telling([part for line in lines for topic in about for part in topic.parts(line)])
        return (focus, words - focus) if about else (words, frozenset())

    def _telling(self, lines: Sequence[str]) -> frozenset[str]:
        found = frozenset().union(*map(tokens, lines)) - self._names - _ANY_QUESTION
        return frozenset(w for w in found if len(w) > 1 and not w.isdigit())

    def _common(self, product: CatalogProduct | None, about: Sequence[Topic]) -> frozenset[str]:
        if product is None or any(t.family == "stock" for t in about):
            return self._names | _ANY_QUESTION
        return self._names | _ANY_QUESTION | tokens(" ".join(colours(product)))

    def _characters(self, texts: Sequence[str]) -> tuple[frozenset[str], ...]:
        return tuple(
            frozenset(t for t in tokens(text) - self._names if len(t) == 1 and is_chinese(t)) for text in texts
        )

    def _question(self, group: _Open) -> evidence.Question:
        if group.question is None:
            texts = tuple(group.texts.values())
            product = self._catalog.product(group.product)
            bodies = [parse_body(t) for t in texts]
            body = next((b for b in bodies if b.measured), Body())
            found = fit(product, body) if product is not None and body.measured else None
            answer = self._answerer.answer(group.intent, group.product, texts)
            facts = " ".join(s.text for s in answer.sources)
            intent = settled_intent(group.intent, texts)
            named = _subject(common_topics(texts, intent))
            about = evidence.named_topics(named or _DUE.get(intent, ()))
            sure = {t.name for t in about if t.family == FAMILIES.get(intent, t.family)} & set(named)
            lines = [figures(plain(t)) for t in texts]
            variant = frozenset[str]()
            if product is not None and intent not in ("stock", "request", "size"):
                variant = tokens(" ".join(colours(product)))
            group.question = evidence.Question(
                intent, product, about, body,
                *self._content(texts, about if named else (), variant), facts, found.sizes if found else (),
                _general(texts), self._common(product, about), self._characters(texts),
                frozenset().union(*map(wanted, lines)) if intent != "shipping" else frozenset(),
                crux(lines) - self._names, frozenset().union(*map(figures_with_units, lines)),
                evidence.yes_or_no(lines), frozenset(sure),
            )  # fmt: skip
        return group.question


def _subject(about: tuple[str, ...]) -> tuple[str, ...]:
    """What the question is after: asking for the host's own size is not asking for the range."""
    return ("host_body",) if "host_body" in about else about


def _general(texts: Sequence[str]) -> bool:
    return not any(basic_colours(t) or parse_body(t).sizes or "colours" in asked_topics(t) for t in texts)
