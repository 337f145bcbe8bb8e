"""What the questions of one intent can be about, from data/topics.toml."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources

import msgspec

from live.catalog.alternation import alternatives
from live.catalog.ways import Ways
from live.events import Intent

ANYTHING = "."
ASPECT = "="
"""Before the name of an aspect among cues."""
"""Speaks of nothing in particular: every question of the intent is one of the topic."""
OPEN = "<open>"
"""Instead of patterns: whatever is left, told apart by how alike the words are."""
_COLOUR = (
    r"[红黄蓝绿紫黑白灰粉橙棕咖青金银杏米卡墨藕酒驼]{1,3}色?的|(?:(?:红|黄|蓝|绿|紫|黑|白|灰|粉|橙|棕|咖啡|卡其|香槟|奶油|焦糖|薄荷|杏))(?:色|的|那)|\w色|色号|"
    r"\b(?:black|white|red|blue|green|pink|purple|lavender|beige|brown|grey|gray|navy|cream|yellow|orange|nude|ivory|tan|teal|gold|silver|shade)s?\b"
)
COLOUR = re.compile(_COLOUR)
_NAMED = {"<colour>": _COLOUR}
_NEEDS = ("<body>", "<size>")


_CJK = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[a-z]")
_PUNCTUATION = re.compile(r"[^\w'$#?%/+-]+")
_ESCAPE = re.compile(r"\\[a-z]")


@dataclass(frozen=True)
class Topic:
    """`match`: regular expressions on evened text. `shop`: the same answer for everything on sale.
    `slot`: what else must agree: "" nothing, "which" the entry of `entries` that matched, or a kind of number."""

    name: str
    intent: Intent | None
    """None of an aspect, which is asked under many."""
    match: tuple[str, ...]
    needs: str
    slot: str
    alike: Mapping[str, str]
    """What matched, and the one word for it and its like."""
    shop: bool
    colour: bool
    """Whether a colour alone makes a question one of this topic."""
    open: bool
    """Whether nothing but likeness of words tells its questions apart."""

    @cached_property
    def cue(self) -> str:
        """What TopicCues calls it."""
        return f"+{self.intent}-{self.name}" if self.intent is not None else f"{ASPECT}{self.name}"

    @cached_property
    def anything(self) -> bool:
        """Whether every question of its intent is one of this topic."""
        return ANYTHING in self.match

    @cached_property
    def entries(self) -> tuple[re.Pattern[str], ...]:
        """What `match` lists, one by one; compiled when they are first asked for, which few topics ever are."""
        return tuple(re.compile("|".join(map(_bounded, alternatives(m)))) for m in self.match)

    def ways(self, language: str) -> list[str]:
        """What is looked for in texts of one language. English sentences never stand in a Chinese comment, single words
        do."""
        every = [way for entry in self.match for way in alternatives(entry)]
        if language == "zh":
            return [w for w in every if _CJK.search(w) or " " not in w]
        return [_at_word(w) for w in every if _LATIN.search(_ESCAPE.sub("", w))]


@cache
def load_topics() -> Mapping[Intent, tuple[Topic, ...]]:
    """Topics by intent, in order of precedence."""
    text = resources.files("live.questions").joinpath("data/topics.toml").read_text(encoding="utf-8")
    tables = msgspec.convert(tomllib.loads(text), dict[Intent, dict[str, _Table]])
    return {intent: tuple(_topic(n, intent, t) for n, t in topics.items()) for intent, topics in tables.items()}


class _Table(msgspec.Struct, forbid_unknown_fields=True):
    match: list[str]
    slot: str = ""
    shop: bool = False
    alike: list[str] = []


def aspect(name: str, match: list[str]) -> Topic:
    """What patterns alone make, of no one intent."""
    return _topic(name, None, _Table(match))


def _topic(name: str, intent: Intent | None, table: _Table) -> Topic:
    needs = next((m.strip("<>") for m in table.match if m in _NEEDS), "")
    match = tuple(_NAMED.get(m, m) for m in table.match if m != OPEN and m not in _NEEDS)
    alike = {word: line.split("/")[0] for line in table.alike for word in line.split("/")}
    colour, open_ = "<colour>" in table.match, OPEN in table.match
    return Topic(name, intent, match, needs, table.slot, alike, table.shop, colour, open_)


def _at_word(way: str) -> str:
    """English words are found at their beginning only (`ages` is not in `postage`); `words_apart` puts spaces there."""
    way = way.removeprefix(r"\b")
    return f" {way}" if _LATIN.match(way) else way


def _bounded(way: str) -> str:
    return rf"\b{way}" if _LATIN.match(way) else way


def words_apart(text: str) -> str:
    """An evened English text with a space before each word, for the patterns of topics."""
    return f" {_PUNCTUATION.sub(' ', text)} "


class TopicCues:
    """Which topics a text speaks of, as cues for the detector: `+size-large` and, once, `+size`; of an aspect `=noise`
    alone."""

    def __init__(self, topics: Iterable[Topic]) -> None:
        self.topics_looked_for = [topic for topic in topics if not topic.anything]
        self._ways = {language: Ways(t.ways(language) for t in self.topics_looked_for) for language in ("zh", "en")}

    def of(self, masked: str, language: str) -> list[str]:
        """The cues of an evened text whose product names are masked."""
        cues: list[str] = []
        for topic in self.topics(masked, language):
            if topic.intent is not None and (intent := f"+{topic.intent}") not in cues:
                cues.append(intent)
            cues.append(topic.cue)
        return cues

    def topics(self, masked: str, language: str) -> list[Topic]:
        """The topics of such a text, in their order."""
        text = words_apart(masked) if language == "en" else masked
        return [self.topics_looked_for[number] for number in sorted(self._ways[language].find(text))]


@cache
def load_topic_cues() -> TopicCues:
    """Of all topics."""
    return TopicCues(topic for some in load_topics().values() for topic in some)
