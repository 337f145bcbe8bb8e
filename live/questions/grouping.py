"""Groups: the questions that one sentence of the host would answer.

A question joins the group of its product, intent and topic when the topic's slot agrees (the same weight within what
one size fits, the same place, the same skin…). What no topic covers is compared word by word with the groups there are.
The same questions in the same order always give the same groups.
"""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from live.catalog.facts import Facts
from live.catalog.measures import parse_body
from live.catalog.numerals import may_hold_figures
from live.catalog.products import Catalog
from live.catalog.sizes_named import size_key
from live.catalog.topics import common_topics
from live.catalog.variants import basic_colours, variants_named
from live.events import Intent
from live.questions.aspects import load_aspects
from live.questions.detector import Verdict
from live.questions.likeness import Wordings, profile
from live.questions.names import mask
from live.questions.sizing import TOLERANCE, Measure, body, number, numbers, size_code
from live.questions.text import language
from live.questions.topics import COLOUR, Topic, load_topic_cues, load_topics

ALIKE = 0.5
"""From this cosine on, two open questions of the same product and intent are one."""
SAME_WORDS = 0.62
"""From this cosine on, an open question is one with another whatever intent either seemed to have."""
DOUBT = 7.0
"""Log-odds by which a question may be likelier of its own intent than of that of the group to which its aspect, or the
answer in the catalog, leads."""
SURELY = 0.65
"""The likeness from which on a fact of the catalog makes two questions one; less is enough to answer either."""
LIGHTEST_KG = 35.0
"""A weight from here on is a grown person's; less may be of goods (两斤怎么拍)."""
KEPT = 6
"""Wordings of a group that newcomers are compared with."""
LARGE_KG = 74.0
"""From this weight on, "can someone of that weight wear it" is the question whether there are large sizes."""

_NO_ID = re.compile(r"[^\w\u4e00-\u9fff.+]+")
_NO_COLOUR = frozenset(("", "shade", "色号", "个", "颜", "什么", "啥", "哪", "几", "试"))
_CAN_I = re.compile(
    r"能穿|能塞|塞得|塞进|穿得|可以穿|穿下|能上|有戏|有码|有我|有没有.{0,4}码|can i (?:wear|fit)|fit me|ok\?"
)
_WHICH = re.compile(r"[什啥哪几多].{0,3}[码号x大]|还是|怎么[选拍]|拍大|拍小|which|what size|size (?:up|down)")
_GONE = re.compile(r"货|灰|断|点不|没了|缺|下架|sold out|gone|left|available|in stock|still")

_TOLD = frozenset(("body", "size", "colour", "count", "age", "model", "numbers", "place", "part"))
"""Slots that make a question another one, whatever its aspect."""
_APART = frozenset((
    "+price-multi", "+price-list", "+price-shipped", "+price-unit", "+price-bid", "+promotion-broken", "+stock-size",
))  # fmt: skip
_FIRST = frozenset(("colours", "arrives"))
"""Aspects that count though a slot is told: one list of colours, one day of arrival answers all."""
_MAY_BE_SIZE = frozenset(("compare", "request", "stock", "spec", "suitability", "price", "order"))

Matter = tuple[str | None, str]
"""A product, None for the whole shop, and an aspect of it or a fact of the catalog."""


@dataclass
class Group:
    """One group. `slot` is what its topic's slot holds; `wordings` how many of its wordings are kept."""

    id: str
    intent: Intent
    topic: str
    slot: object
    wordings: int = 0


class Placed(NamedTuple):
    """The group's id, the product it is about, and what the question itself asks: a group holds what one answer
    serves, also where it is asked under several intents."""

    group: str
    product: str | None
    intent: Intent


class Grouper:
    """Puts questions into groups, one after the other."""

    def __init__(self, catalog: Catalog | None = None) -> None:
        self._catalog = catalog or Catalog()
        self._topics = load_topics()
        self._aspects = load_aspects() if catalog is not None and catalog.products else None
        self._facts = Facts(catalog) if catalog is not None and catalog.products else None
        self._by_matter: dict[Matter, Group] = {}
        self._groups: dict[tuple[str | None, Intent], list[Group]] = {}
        self._wordings: dict[str | None, Wordings[Group]] = {}
        self._taken: dict[str, int] = {}
        """Ids of groups, and the highest number that has been put behind each."""

    def place(self, verdict: Verdict, intent: Intent, product: str | None, named: bool, sure: bool = False) -> Placed:
        """Where a question belongs.

        `product` is what the question is about; `named` whether it says so itself, or means what is on offer. `sure`:
        the intent is the operator's word, and no likeness overrules it.
        """
        text = mask(verdict.text, list(verdict.named))
        if not sure and intent in _MAY_BE_SIZE and _is_body(text, intent):
            intent = "size"
        topic = self._topic(intent, verdict, text, product)
        name = topic.name if topic is not None else "other"
        about = product
        if topic is not None and (topic.shop and not named):
            product = None
        slot = self._slot(topic, verdict.text, text, product) if topic is not None else None
        mine = profile(text)
        wordings = self._wordings.setdefault(product, Wordings())
        matters = self._matters(topic, intent, verdict, text, about)
        could = _plausible(verdict, sure)
        found = next((g for m in matters if (g := self._by_matter.get(m)) is not None and could(g)), None)
        if found is None:
            found = self._join(topic, name, slot, intent, product, text)
        if found is None and (topic is None or topic.open or topic.slot == "words"):
            alike = wordings.alike(mine, ALIKE)
            found = alike.nearest(ALIKE, lambda g: g.intent == intent and g.topic == name)
            if found is None:
                # Nearly the same words are the same question, whatever the detector took it for.
                found = alike.nearest(SAME_WORDS, lambda g: not sure or g.intent == intent)
        fact = self._fact(topic, intent, verdict.text, about) if found is None else None
        if fact is not None and (same := self._by_matter.get(fact)) is not None and could(same):
            found = same
        if found is None:
            found = Group(self._new_id(product, intent, name, slot), intent, name, slot)
            self._groups.setdefault((product, intent), []).append(found)
        for matter in (*matters[:1], fact):
            if matter is not None:
                self._by_matter.setdefault(matter, found)
        if found.wordings < KEPT:
            found.wordings += 1
            wordings.add(found, mine)
        return Placed(found.id, product, intent)

    def _matters(
        self, topic: Topic | None, intent: Intent, verdict: Verdict, masked: str, product: str | None
    ) -> list[Matter]:
        """The aspects that a question is about, the narrowest first; none where its topic tells more than they do."""
        if self._aspects is None:
            return []
        found = []
        aspects = (
            self._aspects.among(verdict.topics)
            if verdict.topics is not None
            else self._aspects.of(masked, language(verdict.text))
        )
        for aspect in aspects:
            if aspect not in _FIRST and _told_apart(topic):
                continue
            found.append((None if aspect in self._aspects.shop else product, aspect))
        return found

    def _fact(self, topic: Topic | None, intent: Intent, text: str, product: str | None) -> Matter | None:
        """The fact of the catalog that answers a question: who is told it need not ask in other words."""
        if self._facts is None or _told_apart(topic):
            return None
        about = common_topics([text], intent)
        fact = self._facts.find(product, [text], about, intent == "spec", SURELY)
        return (product, f"@{fact.source.kind} {fact.source.ref}") if fact is not None else None

    def _topic(self, intent: Intent, verdict: Verdict, masked: str, product: str | None) -> Topic | None:
        spoken = verdict.topics
        if spoken is None:  # the detector took it for chat and did not look
            spoken = frozenset(load_topic_cues().of(masked, language(verdict.text)))
        for topic in self._topics[intent]:
            if topic.needs == "body":
                if body(masked) is not None:
                    return topic
                continue
            if topic.needs == "size":
                if size_code(masked):
                    return topic
                continue
            if topic.open or topic.anything or topic.cue in spoken:
                return topic
            if topic.colour and self._variant(verdict.text, product):
                return topic
        return None

    def _slot(self, topic: Topic, text: str, masked: str, product: str | None) -> object:
        match topic.slot:
            case "body":
                return body(masked) or number(masked)
            case "size":
                return self._largest(product) if (code := size_code(masked)) == "max" else code
            case "count" | "age":
                return number(masked)
            case "numbers" | "model":
                return numbers(text)
            case "colour":
                return self._variant(text, product) or _colour(masked)
            case "part":
                return next((one for word, one in topic.alike.items() if word in masked), "")
            case "which" | "thing" | "noun" | "place" | "skin":
                return next((_thing(topic, i, m) for i, e in enumerate(topic.entries) if (m := e.search(masked))), None)
            case _:
                return None

    def _variant(self, text: str, product: str | None) -> str:
        """What the catalog calls the colours or other variants that an evened text names; empty where it names none."""
        known = self._catalog.product(product)
        return "+".join(sorted(variants_named(text, known))) if known is not None else ""

    def _largest(self, product: str | None) -> str:
        known = self._catalog.product(product)
        return size_key(known.sizes[-1].size) if known is not None and known.sizes else "max"

    def _join(
        self, topic: Topic | None, name: str, slot: object, intent: Intent, product: str | None, masked: str
    ) -> Group | None:
        """The group of this topic whose slot agrees."""
        groups = self._groups.get((product, intent), [])
        if name == "body":
            return self._join_body(groups, slot, masked, product)
        if topic is None or topic.open or topic.slot == "words":
            return None
        same = _AGREE.get(topic.slot, _equal)
        return next((g for g in groups if g.topic == name and same(g.slot, slot)), None)

    def _join_body(self, groups: list[Group], slot: object, masked: str, product: str | None) -> Group | None:
        if not isinstance(slot, Measure):
            return None
        for group in groups:
            if group.topic == "body" and self._same_answer(group.slot, slot, product):
                return group
        heavy = slot.dimension == "weight" and slot.value >= LARGE_KG
        if heavy and _CAN_I.search(masked) and not _WHICH.search(masked):
            return next((g for g in groups if g.topic == "large"), None)
        return None

    def _same_answer(self, a: object, b: object, product: str | None) -> bool:
        if not _near(a, b):
            return False
        known = self._catalog.product(product)
        if known is None or not isinstance(a, Measure) or not isinstance(b, Measure) or a.dimension != "weight":
            return True
        rows = [r.weight_kg for r in known.sizes if r.weight_kg is not None]
        return not rows or any(low <= a.value <= high and low <= b.value <= high for low, high in rows)

    def _new_id(self, product: str | None, intent: Intent, name: str, slot: object) -> str:
        parts = [product or "any", intent, name]
        if isinstance(slot, Measure):
            parts.append(f"{slot.value:g}")
        elif isinstance(slot, str) and slot:
            parts.append(slot)
        elif isinstance(slot, tuple):
            parts.append(str(slot[1]))
        base = "-".join(map(_id_part, parts))
        unique, count = base, self._taken.get(base, 0)
        while unique in self._taken:
            count += 1
            unique = f"{base}-{count}"
        self._taken[base] = max(count, 1)
        self._taken.setdefault(unique, 1)
        return unique


@lru_cache(maxsize=1024)  # products, intents and topics are few
def _id_part(name: str) -> str:
    return _NO_ID.sub("-", name).strip("-")


def _told_apart(topic: Topic | None) -> bool:
    """Whether a topic tells more of a question than an aspect or a fact does."""
    return topic is not None and (topic.slot in _TOLD or topic.cue in _APART)


def _plausible(verdict: Verdict, sure: bool) -> Callable[[Group], bool]:
    """Whether a question may be one with a group whose first question was of another intent. A size is asked in words
    of any intent; of what is sure of its own nothing is asked."""
    odds = dict(verdict.ranked)
    least = verdict.ranked[0][1] - DOUBT if verdict.ranked and not sure else -math.inf
    return lambda group: group.intent == "size" or odds.get(group.intent, math.inf) >= least


def _thing(topic: Topic, entry: int, match: re.Match[str]) -> tuple[int, str]:
    """What a question is about, and by which entry of its topic; -1 where no entry matters."""
    word = match[0]
    if topic.slot == "noun" and match.lastindex:
        word = match[match.lastindex]
    one = topic.alike.get(word) or topic.alike.get(word.removesuffix("s"))
    return (-1, one) if one else (-1 if topic.slot == "noun" else entry, word)


def _colour(masked: str) -> str:
    """A colour that the catalog does not list: red and 红的 are one."""
    found = COLOUR.search(masked)
    if found is None:
        return ""
    word = found[0].removesuffix("的").removesuffix("那").removesuffix("色")
    if word.rstrip("s") in _NO_COLOUR:
        return ""
    return "+".join(basic_colours(found[0])) or word


def _is_body(masked: str, intent: Intent) -> bool:
    """Whether a size is asked for, whatever words stand around: by a height with a weight, or by the weight of a person
    who asks what to order (160jin 拍几个X)."""
    if not may_hold_figures(masked):
        return False
    known = parse_body(masked)
    if known.weight_kg is None:
        return False
    return known.height_cm is not None or (intent == "order" and known.weight_kg[0] >= LIGHTEST_KG)


def _near(a: object, b: object) -> bool:
    if isinstance(a, Measure) and isinstance(b, Measure):
        return a.dimension == b.dimension and abs(a.value - b.value) <= TOLERANCE[a.dimension]
    return a is None and b is None


def _equal(a: object, b: object) -> bool:
    return a == b


def _same_entry(a: object, b: object) -> bool:
    return isinstance(a, tuple) and isinstance(b, tuple) and a[0] == b[0]


def _any(a: object, b: object) -> bool:
    return True


_AGREE: Mapping[str, Callable[[object, object], bool]] = {
    "": _any,
    "body": _near,
    "count": _near,
    "age": _near,
    "which": _same_entry,
    "thing": _equal,
    "noun": _equal,
    "skin": _same_entry,
    "place": _equal,
}
