"""The part that turns comments into questions."""

import re
from collections.abc import Sequence
from typing import Any

from live.catalog.products import Catalog
from live.config import QuestionSettings
from live.events import Comment, Event, Product, Question
from live.questions.detector import DetectorModel, Verdict
from live.questions.grouping import Grouper
from live.questions.names import Names, common_names

_LINK = re.compile(r"(?:^|[^\d.])(\d{1,3}) ?号(?!\d)|#(\d{1,3})\b|\bnumber (\d{1,3})\b")


class QuestionFinder:
    """Says of each comment that needs the host what it asks, of which product, and with whom.

    Chat yields nothing. What the operator says of a comment stands: later verdicts on it are not given.
    """

    def __init__(self, settings: QuestionSettings, catalog: Catalog | None, model: DetectorModel) -> None:
        self._threshold = settings.threshold
        self._catalog = catalog or Catalog()
        own = [(name, p.id) for p in self._catalog.products for name in (p.name, *p.aliases)]
        self._model = model.with_names(Names(common_names(), own)) if own else model
        self._links = {p.link: p.id for p in self._catalog.products if p.link is not None}
        self._grouper = Grouper(catalog)
        self._on_offer: str | None = None
        self._judged: set[str] = set()

    def on(self, event: Event) -> Sequence[Question]:
        """Take in one event; return the question it holds, if any."""
        match event.data:
            case Comment() as comment if comment.id not in self._judged:
                verdict = self._model.predict(comment.text, self._threshold)
                return [self._question(comment.id, comment.text, verdict)] if verdict.needs_answer else []
            case Product(state="on_offer") as product:
                self._on_offer = product.product
            case Question(by="operator") as question:
                self._judged.add(question.comment)
            case _:
                pass
        return []

    def verdict_for(self, comment_id: str, text: str, at: float = 0.0) -> dict[str, Any]:
        """What `livecue detect` prints of one comment, chat included."""
        verdict = self._model.predict(text, self._threshold)
        row: dict[str, Any] = {
            "id": comment_id,
            "needs_answer": verdict.needs_answer,
            "intent": "chat",
            "score": round(verdict.score, 4),
            "group": None,
        }
        if verdict.needs_answer:
            question = self._question(comment_id, text, verdict)
            row |= {"intent": question.intent, "group": question.group}
        return row

    def _question(self, comment_id: str, text: str, verdict: Verdict) -> Question:
        product = self._named(verdict)
        group, about = self._grouper.place(
            verdict, verdict.intent, product or self._on_offer, named=product is not None
        )
        return Question(
            comment=comment_id,
            intent=verdict.intent,
            score=round(verdict.score, 4),
            group=group,
            product=about,
            text=text,
        )

    def _named(self, verdict: Verdict) -> str | None:
        """The product that the comment names, by name or by link number."""
        known = [n.product for n in verdict.named]
        if self._links and (m := _LINK.search(verdict.text)):
            number = int(m[1] or m[2] or m[3])
            if number in self._links:
                return self._links[number]
        if self._catalog.products:
            known = [p for p in known if self._catalog.product(p) is not None]
        return known[0] if known else None
