"""What the questions of one intent can be about, from data/topics.toml."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import NamedTuple

import msgspec

from live.events import Intent
from live.questions.alternation import alternatives, beginnings, compiled

ANYTHING = "."
LONGEST = 3
"""Letters of a beginning by which topics are found."""
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


class Topic(NamedTuple):
    """`patterns` by language; None where only likeness of words counts. `shop`: the same answer for everything on sale.
    `slot`: what else must agree: "" nothing, "which" the entry of `entries` that matched, or a kind of number."""

    name: str
    intent: Intent
    patterns: Mapping[str, re.Pattern[str] | None]
    needs: str
    entries: tuple[re.Pattern[str], ...]
    slot: str
    alike: Mapping[str, str]
    """What matched, and the one word for it and its like."""
    shop: bool
    colour: bool
    """Whether a colour alone makes a question one of this topic."""
    open: bool
    """Whether nothing but likeness of words tells its questions apart."""
    cue: str
    """What TopicCues calls it."""
    begins: Mapping[str, frozenset[str] | None]
    """What a match begins with, by language; None: with anything."""


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


def topic(name: str, intent: Intent, match: list[str]) -> Topic:
    """A topic that nothing but patterns makes."""
    return _topic(name, intent, _Table(match))


def _topic(name: str, intent: Intent, table: _Table) -> Topic:
    needs = next((m.strip("<>") for m in table.match if m in _NEEDS), "")
    entries = [_NAMED.get(m, m) for m in table.match if m != OPEN and m not in _NEEDS]
    ways = [way for entry in entries for way in alternatives(entry)]
    # English sentences never stand in a Chinese comment, single words do.
    by_language = {
        "zh": [w for w in ways if _CJK.search(w) or " " not in w],
        "en": [_at_word(w) for w in ways if w == ANYTHING or _LATIN.search(_ESCAPE.sub("", w))],
    }
    patterns = {language: compiled(some) for language, some in by_language.items()}
    begins = {language: beginnings(some, LONGEST) for language, some in by_language.items()}
    words = tuple(re.compile("|".join(map(_bounded, alternatives(e)))) for e in entries)
    alike = {word: line.split("/")[0] for line in table.alike for word in line.split("/")}
    return Topic(
        name,
        intent,
        patterns,
        needs,
        words,
        table.slot,
        alike,
        table.shop,
        "<colour>" in table.match,
        OPEN in table.match,
        f"+{intent}-{name}",
        begins,
    )


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
    """Which topics a text speaks of, as cues for the detector: `+size-large` and, once, `+size`."""

    def __init__(self, topics: Mapping[Intent, tuple[Topic, ...]]) -> None:
        self._tests: dict[str, list[tuple[Topic, re.Pattern[str]]]] = {"zh": [], "en": []}
        self._always: dict[str, list[int]] = {"zh": [], "en": []}
        self._beginning: dict[str, dict[str, list[int]]] = {"zh": {}, "en": {}}
        for language, tests in self._tests.items():
            for some in topics.values():
                for topic in some:
                    pattern = topic.patterns[language]
                    if pattern is None or pattern.pattern == ANYTHING:
                        continue
                    begins = topic.begins[language]
                    if begins is None:
                        self._always[language].append(len(tests))
                    for start in begins or ():
                        self._beginning[language].setdefault(start, []).append(len(tests))
                    tests.append((topic, pattern))

    def of(self, masked: str, language: str) -> list[str]:
        """The cues of an evened text whose product names are masked."""
        cues: list[str] = []
        for topic in self.topics(masked, language):
            if (intent := f"+{topic.intent}") not in cues:
                cues.append(intent)
            cues.append(topic.cue)
        return cues

    def topics(self, masked: str, language: str) -> list[Topic]:
        """The topics of such a text, in their order."""
        text = words_apart(masked) if language == "en" else masked
        # Most texts hold the beginnings of few topics; only these are searched for.
        get = self._beginning[language].get
        near = set(self._always[language])
        for size in range(1, LONGEST + 1):
            for at in range(len(text) - size + 1):
                if (some := get(text[at : at + size])) is not None:
                    near.update(some)
        tests = self._tests[language]
        return [topic for topic, pattern in map(tests.__getitem__, sorted(near)) if pattern.search(text)]
