"""How surely an utterance answers a group of questions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from live.catalog.facts import tokens
from live.catalog.measures import Body
from live.catalog.products import CatalogProduct
from live.catalog.sizes_named import size_key
from live.catalog.stock_talk import stock_talk
from live.catalog.topics import Topic, spelled, topics
from live.catalog.wording import is_chinese
from live.cues.hearing import Heard
from live.cues.prices import price_said
from live.events import Intent

_RECOMMENDS = re.compile(
    r"拿|拍|选|穿|买|码|合适|可以|能|没问题|size|take|get|wear|go (?:for|with|up|down)|fit|perfect|fine|grab|order"
)
_NUMBERS = re.compile(r"\d+(?:\.\d+)?")
NEAR_KG = 3.0
NEAR_CM = 4.0


@dataclass(frozen=True)
class Question:
    """A group as the ledger knows it."""

    intent: Intent
    product: CatalogProduct | None
    about: tuple[Topic, ...]
    body: Body
    words: frozenset[str]
    """Tokens of the question's wordings that carry meaning."""
    answer: str
    """What the catalog would say; empty where it has nothing."""
    sizes: tuple[str, ...]
    """Sizes that would fit, by the catalog."""


def named_topics(names: Sequence[str]) -> tuple[Topic, ...]:
    return tuple(t for t in topics() if t.name in names)


def score(question: Question, heard: Heard) -> float:
    """0 to 1. What the utterance quotes, declines or promises is left out of it beforehand (`hear`)."""
    if heard.empty:
        return 0.0
    if question.intent == "price":
        stated = price_said(heard.rest, question.product)
        return 0.95 if stated == "stated" else 0.0
    if question.intent == "size" and question.body.measured and not any(t.name == "host_body" for t in question.about):
        return _size(question, heard)
    return _topical(question, heard)


def _size(question: Question, heard: Heard) -> float:
    """For a body with figures: the same figures and a size or a yes; or the size that fits, recommended."""
    mine, said = question.body, heard.body
    named = {size_key(s) for s in said.sizes}
    right = {size_key(s) for s in question.sizes}
    recommends = _RECOMMENDS.search(heard.rest) is not None
    if mine.weight_kg is not None and said.weight_kg is not None:
        near = mine.weight_kg[0] - NEAR_KG <= said.weight_kg[1] and said.weight_kg[0] <= mine.weight_kg[1] + NEAR_KG
        if near and (named or recommends):
            return 0.95 if named else 0.75
        if (
            said.weight_kg[0] == said.weight_kg[1]
            and re.search(r"以内|以下|之内|都能|up to|under", heard.rest)
            and said.weight_kg[1] > mine.weight_kg[1]
        ):
            return 0.7
        return 0.0
    if mine.height_cm is not None and said.height_cm is not None and mine.weight_kg is None:
        near = mine.height_cm[0] - NEAR_CM <= said.height_cm[1] and said.height_cm[0] <= mine.height_cm[1] + NEAR_CM
        return 0.8 if near and (named or recommends) else 0.0
    return 0.55 if named & right and recommends and heard.quoted else 0.0


def _topical(question: Question, heard: Heard) -> float:
    if any(t.name == "restock" for t in question.about):
        talk = stock_talk(heard.rest)
        if talk is not None and talk.kind in ("coming", "restocked"):
            return 0.9
    said = any(t.said(heard.rest) for t in question.about)
    named = any(t.named(heard.line) for t in question.about)
    sounded = named or any(t.heard(heard.sound) for t in question.about)
    repeated = any(t.asked(heard.quoted) for t in question.about) if heard.quoted else False
    facts = _fact_overlap(question.answer, heard)
    words = _word_overlap(question.words, heard)
    points = 0.55 * said + 0.2 * sounded + 0.15 * repeated + 0.45 * facts + 0.35 * words
    if not question.about:
        points = 0.6 * facts + 0.75 * words
    return min(1.0, points)


def _fact_overlap(answer: str, heard: Heard) -> float:
    """0 to 1: how much of the catalog's answer is in the utterance, by figures and by words."""
    if not answer:
        return 0.0
    numbers = set(_NUMBERS.findall(answer)) - {"0", "1"}
    said = set(_NUMBERS.findall(heard.rest))
    by_number = len(numbers & said) / min(len(numbers), 2) if numbers else 0.0
    words = {t for t in tokens(answer) if len(t) > 1}
    found = sum(_in(word, heard) for word in words)
    by_word = found / min(len(words), 5) if words else 0.0
    return min(1.0, max(by_word, 0.6 * min(1.0, by_number) + 0.5 * by_word))


def _word_overlap(words: frozenset[str], heard: Heard) -> float:
    """0 to 1: how many of the question's own content words are in the utterance, by spelling or by sound."""
    pairs = [w for w in words if len(w) > 1 and not w.isdigit()]
    if not pairs:
        return 0.0
    return min(1.0, sum(_in(w, heard) for w in pairs) / min(len(pairs), 3))


def _in(word: str, heard: Heard) -> bool:
    if is_chinese(word):
        return word in heard.rest or (len(word) > 1 and spelled(word) in heard.rest_sound)
    return word in tokens_of(heard)


def tokens_of(heard: Heard) -> frozenset[str]:
    return tokens(heard.rest)
