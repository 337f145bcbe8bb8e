"""The part that turns comments into questions."""

import re
from collections.abc import Sequence
from typing import Any

import msgspec

from live.catalog.mentions import ProductFinder
from live.catalog.products import Catalog
from live.config import QuestionSettings
from live.events import Comment, Event, Intent, Product, Question
from live.questions.detector import DetectorModel, Verdict
from live.questions.grouping import Grouper
from live.questions.names import Names, common_names
from live.questions.second import SecondOpinion
from live.questions.shop import ShopRules
from live.questions.text import language
from live.questions.unlisted import UnlistedNames

REMEMBERED = 5000
"""Comments whose text is kept, for when the operator speaks of one of them."""
STILL_MEANT = 60.0
"""Seconds for which a product that a viewer named is what the next ones mean, where nobody says what is on offer."""

_BEFORE = re.compile(r"上一[个款件条双]|刚才那|刚刚那|前面那|last one|previous one|one before")


class QuestionFinder:
    """Says of each comment that needs the host what it asks, of which product, and with whom.

    Chat yields nothing. What the operator says of a comment stands: later verdicts on it are not given, and comments
    that are nearly the same are taken as the operator took it.
    """

    def __init__(
        self,
        settings: QuestionSettings,
        catalog: Catalog | None,
        model: DetectorModel,
        rules: ShopRules | None = None,
        second: SecondOpinion | None = None,
    ) -> None:
        self._second = second
        self._threshold = settings.threshold
        self._catalog = catalog or Catalog()
        own = [(name.lower(), p.id) for p in self._catalog.products for name in (p.name, *p.aliases)]
        self._model = model.with_names(Names(common_names(), own)) if own else model
        self._products = ProductFinder(self._catalog) if own else None
        self._unlisted = UnlistedNames(self._model.vocabulary)
        self._grouper = Grouper(catalog)
        self._rules = rules or ShopRules()
        self._on_offer: str | None = None
        self._before: str | None = None
        self._clocked = False
        self._named_last: tuple[str, float] | None = None
        self._judged: set[str] = set()
        self._texts: dict[str, str] = {}
        self._merged: dict[str, Question] = {}
        """By group: a question of the group that it is one with, as the language model found."""
        self._settled: dict[str, Intent] = {}
        """What the language model took a text for: whoever types the same means the same."""

    def on(self, event: Event) -> Sequence[Question]:
        """Take in one event; return the question it holds, if any."""
        match event.data:
            case Comment() as comment if comment.id not in self._judged:
                question = self._read(comment.id, comment.text, event.at)
                return [question] if question is not None else []
            case Product(state="on_offer") as product:
                self._clocked = True
                if product.product != self._on_offer:
                    self._before, self._on_offer = self._on_offer, product.product
            case Question(by="operator") as question:
                self._judged.add(question.comment)
                if text := question.text or self._texts.get(question.comment, ""):
                    self._rules.learn(self._model.predict(text).text, question.intent)
                    if question.intent != "chat" and not question.group:
                        placed = self._read(question.comment, text, event.at)
                        return [msgspec.structs.replace(placed, score=1.0, by="operator")] if placed else []
            case Question(by="llm") as question:
                return self._refined(question, event.at)
            case _:
                pass
        return []

    def score(self, text: str) -> float:
        """Calibrated probability, 0 to 1, that a text needs an answer; 0 or 1 where it has been judged before."""
        verdict = (self._second and self._second.known(text)) or self._model.predict(text)
        known = self._known(verdict.text)
        return verdict.score if known is None else float(known != "chat")

    def verdict_for(self, comment_id: str, text: str, at: float = 0.0) -> dict[str, Any]:
        """What `livecue detect` prints of one comment, chat included. `at` 0 means that its time is not known."""
        question = self._read(comment_id, text, at)
        score = self._verdict(text, at).score
        return {
            "id": comment_id,
            "needs_answer": question is not None,
            "intent": question.intent if question is not None else "chat",
            "score": round(score, 4),
            "group": question.group if question is not None else None,
        }

    def _read(self, comment_id: str, text: str, at: float, known: Intent | None = None) -> Question | None:
        """The question in a text; `known`: it is one of this intent, whatever the detector thinks."""
        verdict = self._verdict(text, at)
        intent = known or self._known(verdict.text)
        if intent == "chat" or (intent is None and not verdict.needs_answer):
            self._remember(comment_id, text)
            return None
        named = self._named(verdict)
        if named is not None:
            self._named_last = (named, at)
        placed = self._grouper.place(
            verdict,
            intent or verdict.intent,
            named or self._meant(verdict.text, at),
            named is not None,
            sure=intent is not None,
        )
        self._remember(comment_id, text)
        question = Question(
            comment=comment_id,
            intent=intent or placed.intent,
            score=round(verdict.score, 4),
            group=placed.group,
            product=placed.product,
            text=text,
        )
        if placed.group in self._merged:
            end = self._end(question)
            return msgspec.structs.replace(question, group=end.group, intent=end.intent, product=end.product)
        return question

    def _verdict(self, text: str, at: float) -> Verdict:
        """What the words say, and where they leave it open and there is an encoder, what the whole says."""
        verdict = self._model.predict(text, self._threshold)
        if self._second is None:
            return verdict
        amended = self._second.of(text, verdict, at)
        return amended._replace(needs_answer=amended.score >= self._threshold)

    def _refined(self, question: Question, at: float) -> list[Question]:
        """What the language model found: two groups are one; or a comment asks this, and its group is still to be
        found."""
        if question.merged and question.group and self._end(question).group != question.merged:
            self._merged[question.merged] = question
        if question.text and not question.merged:
            self._settled[_bare(self._model.predict(question.text).text)] = question.intent
            if len(self._settled) > REMEMBERED:
                del self._settled[next(iter(self._settled))]
        if question.intent == "chat" or question.group or question.comment in self._judged:
            return []
        placed = self._read(question.comment, question.text, at, question.intent)
        return [msgspec.structs.replace(placed, by="llm")] if placed is not None else []

    def _known(self, text: str) -> Intent | None:
        """What a text has been judged to be: by the operator, else by the language model; None where by neither."""
        return self._rules.intent(text) or self._settled.get(_bare(text))

    def _end(self, question: Question) -> Question:
        """Where a chain of merged groups ends."""
        seen = {question.group}
        while (after := self._merged.get(question.group)) is not None and after.group not in seen:
            seen.add(after.group)
            question = after
        return question

    def _remember(self, comment_id: str, text: str) -> None:
        self._texts[comment_id] = text
        if len(self._texts) > REMEMBERED:
            del self._texts[next(iter(self._texts))]

    def _named(self, verdict: Verdict) -> str | None:
        """The product that the comment names, by name or by link number."""
        if self._products is not None:
            found = self._products.find(verdict.text)
            return found[0] if found else None
        if verdict.named:
            return verdict.named[0].product
        return self._unlisted.find(verdict.text, language(verdict.text))

    def _meant(self, text: str, at: float) -> str | None:
        """The product that a comment means which names none: the one on offer, or the one before when it says so."""
        if self._before is not None and _BEFORE.search(text):
            return self._before
        if self._clocked or self._named_last is None or self._products is None or at <= 0:
            return self._on_offer
        product, when = self._named_last
        return product if 0 <= at - when <= STILL_MEANT else None


def _bare(text: str) -> str:
    """A text without the marks at its end that change nothing of what it asks."""
    return text.rstrip("!., ")
