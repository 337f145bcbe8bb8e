"""Topics: what one sentence of the host settles, and by which words question and answer are known."""

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files

import msgspec

from live.catalog.numerals import figures
from live.catalog.ways import Ways
from live.catalog.wording import blurred, is_chinese, plain, sounds
from live.events import Intent


class _Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    loose: bool = False
    family: str = ""


FAMILIES: dict[Intent, str] = {
    "size": "size", "price": "price", "promotion": "price", "stock": "stock", "shipping": "post", "return": "post",
    "order": "post", "material": "product", "spec": "product", "usage": "product", "suitability": "product",
    "quality": "product", "compare": "compare", "request": "request", "complaint": "complaint",
}  # fmt: skip
"""The family of topics that a question of an intent is of, where its words fit several."""


@dataclass(frozen=True)
class Topic:
    """One topic. What finds it is made when it is first asked for: most broadcasts speak of few."""

    name: str
    row: _Row

    @property
    def loose(self) -> bool:
        """Whether `says` is too common a way of speaking to prove an answer alone."""
        return self.row.loose

    @property
    def family(self) -> str:
        """The family of topics that it is of, as in FAMILIES."""
        return self.row.family

    @functools.cached_property
    def words(self) -> re.Pattern[str] | None:
        """What question and answer use."""
        return _any(_as_words(self.row))

    @functools.cached_property
    def asks(self) -> re.Pattern[str] | None:
        """What only questions use."""
        return _any(self.row.asks)

    @functools.cached_property
    def says(self) -> re.Pattern[str] | None:
        """What only answers use."""
        return _any(self.row.says)

    @functools.cached_property
    def spoken(self) -> tuple[str, ...]:
        """The words by their sound, for transcripts."""
        return tuple(spelled(w) for w in self.row.words if is_chinese(w) and len(w) >= 2)

    def asked(self, line: str) -> bool:
        """Whether a question (plain, with figures) is about this."""
        return bool((self.asks and self.asks.search(line)) or (self.words and self.words.search(line)))

    def parts(self, line: str) -> list[str]:
        """The parts of a question by which it is known to be about this."""
        return [m[0] for p in (self.asks, self.words) if p is not None for m in p.finditer(line)]

    def named(self, line: str) -> bool:
        return bool(self.words and self.words.search(line))

    def said(self, line: str) -> bool:
        """Whether `line` states something of this."""
        return bool(self.says and self.says.search(line))

    def heard(self, spoken: str) -> bool:
        """Whether one of the words sounds in `spoken`, from `spelled`."""
        return any(word in spoken for word in self.spoken)


@functools.lru_cache(maxsize=8192)  # the words of open questions are looked for in every utterance
def spelled(line: str) -> str:
    """The sounds of a line as one string, each syllable between bars."""
    return "|" + "|".join(blurred(s) for s in sounds(line)) + "|"


@functools.cache
def topics() -> tuple[Topic, ...]:
    """All topics, from topics.toml."""
    return tuple(Topic(name, row) for name, row in _rows().items())


@functools.cache
def _of_family(family: str) -> frozenset[str]:
    """Names of the topics of a family."""
    return frozenset(t.name for t in topics() if t.family == family)


@functools.cache
def _rows() -> dict[str, _Row]:
    raw = (files("live.catalog") / "topics.toml").read_bytes()
    return msgspec.toml.decode(raw, type=dict[str, _Row])


@functools.cache
def _asking() -> Ways:
    """How questions are known to be about each of `topics`."""
    rows = _rows().values()
    return Ways([_apart(way) for way in (*row.asks, *_as_words(row))] for row in rows)


@functools.lru_cache(maxsize=4096)  # the wordings kept of a group are looked at again with each that joins them
def asked_topics(text: str) -> tuple[str, ...]:
    """Names of the topics that a question is about."""
    known = topics()
    return tuple(known[number].name for number in sorted(_asking().find(figures(plain(text)))))


def common_topics(texts: Iterable[str], intent: Intent | None = None) -> tuple[str, ...]:
    """Of several wordings of one question: the topics that at least a third of them are about, most frequent first;
    of these, where there are any, only those that go with the intent."""
    counts: dict[str, int] = {}
    number = 0
    for text in texts:
        number += 1
        for name in asked_topics(text):
            counts[name] = counts.get(name, 0) + 1
    family = FAMILIES.get(intent, "") if intent is not None else ""
    fitting = _of_family(family) & counts.keys()
    if fitting and max(counts[n] for n in fitting) * 2 >= max(counts.values()):
        counts = {n: c for n, c in counts.items() if n in fitting}
    elif family:  # either the intent is wrong or these words are: most of the wordings have to say so
        counts = {n: c for n, c in counts.items() if c * 2 > number}
    most = max(counts.values(), default=0)
    kept = (n for n, c in counts.items() if c * 3 >= number and c * 2 >= most)
    return tuple(sorted(kept, key=lambda n: -counts[n]))


_TYPICAL: dict[str, Intent] = {
    "size": "size", "price": "price", "stock": "stock", "post": "shipping", "product": "spec", "compare": "compare",
    "request": "request", "complaint": "complaint",
}  # fmt: skip


def settled_intent(intent: Intent, texts: Iterable[str]) -> Intent:
    """The intent that the words of a question speak for, where they speak for one other than the detector's: none of
    its topics is of the intent's family, and all are of one other ("颜色都有啥 报一下呗" asks for colours, not for a
    show)."""
    if intent in ("chat", "complaint", "size"):
        return intent
    families: dict[str, str] = {}
    known = {t.name: t.family for t in topics()}
    silent = 0
    for text in texts:
        names = asked_topics(text)
        silent += not names
        families |= {name: known[name] for name in names}
    kinds = set(families.values())
    if FAMILIES[intent] in kinds or len(kinds) != 1 or silent or "complaint" in kinds:
        return intent
    [family] = kinds
    if family == "post":
        return "order" if "link" in families else "shipping"
    if family == "price" and "price" not in families:
        return "promotion"
    return _TYPICAL[family]


def _as_words(row: _Row) -> list[str]:
    """Expressions that find the words of a topic, English ones as whole words."""
    latin = [w for w in row.words if not is_chinese(w)]
    return [re.escape(w) for w in row.words if is_chinese(w)] + [rf"(?<![a-z]){re.escape(w)}(?![a-z])" for w in latin]


def _any(patterns: Iterable[str]) -> re.Pattern[str] | None:
    joined = "|".join(f"(?:{p})" for p in patterns)
    return re.compile(_apart(joined)) if joined else None


def _apart(pattern: str) -> str:
    """`pattern` where it does not begin within an English word."""
    return rf"(?:(?<![a-z])|(?![a-z]))(?:{pattern})"
