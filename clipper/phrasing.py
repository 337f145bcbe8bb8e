"""The words of a post in Chinese, English and Spanish, from facts of the catalog and of the moment.

A recogniser mishears, and a title with a misheard word is worse than a plain one: what the host said is quoted only
where the recogniser was sure, and never as a title. Titles come from the catalog, the viewers and the operator.
"""

import re
import tomllib
from dataclasses import dataclass
from importlib import resources

import msgspec

from clipper.lines import width

STYLES = ("plain", "hook", "chatty")
NAME_UP_TO = 10.0
"""Width of a product's name in a title; a longer one gives way to its first alias that is a word."""
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_YUAN = re.compile(r"([\d.,]+)\s*(?:元|块|圆|RMB|CNY)", re.IGNORECASE)
_NOT_A_WORD = re.compile(r"[\d号]|链接|^[一二三四五六七八九十]")
"""An alias that only counts: 一号, 1号链接."""


@dataclass(frozen=True)
class Facts:
    """What there is to say."""

    type: str
    label: str = ""
    """The viewers' question, or the operator's own words; else empty."""
    names: tuple[str, ...] = ()
    """What the product is called, its full name first."""
    price: str = ""
    points: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    """What the host said and the recogniser is sure of."""
    viewers: tuple[str, ...] = ()
    """What viewers wrote, worth quoting, best first."""
    answer: str = ""
    """What the catalog answers to `label`."""


class Phrasing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One language of phrasing.toml."""

    opener: str
    opener_bare: str
    closer: str
    shout: str
    price: str
    quote: str
    viewers: str
    viewer: str
    between: str
    asked: str
    question: str
    answer: str
    foreign: bool
    """Whether its readers take sentences in another script."""
    tags: tuple[str, ...]
    titles: dict[str, str]
    hooks: dict[str, str]
    type_tags: dict[str, str]

    def reads(self, text: str) -> bool:
        """Whether its readers can read the text."""
        return self.foreign or not _CHINESE.search(text)


def _load() -> dict[str, Phrasing]:
    read = tomllib.loads(resources.files("clipper").joinpath("phrasing.toml").read_text(encoding="utf-8"))
    return msgspec.convert(read, dict[str, Phrasing])


_PHRASING = _load()
LANGUAGES = tuple(_PHRASING)


def texts(facts: Facts, language: str, style: str) -> tuple[str, str]:
    """Title and body. The product's name stays as it is; sentences that readers cannot read are left out."""
    words = _PHRASING[language]
    name, price = _name(facts, words), _money(facts.price, words)
    hook = words.hooks.get(facts.type, words.hooks["crowd"])
    plain = _plain_title(facts, words, name, price, hook)
    # A slip of the tongue sells nothing, and which product it was about is often hard to tell.
    sells = facts.type != "funny"
    viewers = [words.viewer.format(text) for text in facts.viewers if words.reads(text)]
    chat = words.viewers.format(words.between.join(viewers[:2])) if viewers else ""
    cost = words.price.format(price=price) if price and sells and facts.type != "answer" else ""
    quoted = next((words.quote.format(text) for text in facts.said if words.reads(text)), "")
    points = [f"· {point}" for point in facts.points if words.reads(point)][: 4 if sells else 0]
    full = facts.names[0] if facts.names else ""
    asked = _asked(facts, words)
    if style == "plain":
        first = () if asked else (full, cost, chat) if sells else (chat, full)
        return plain, _lines(*asked, *first, *points)
    if style == "hook":
        title = (
            words.asked.format(label=facts.label) if asked else words.viewers.format(viewers[0]) if viewers else hook
        )
        more = words.viewers.format(viewers[1]) if len(viewers) > 1 and not asked else ""
        return title, _lines(words.shout.format(hook), *asked, more, full, cost, *points[:2])
    title = words.opener.format(name=name) if name and sells else words.opener_bare
    return title, _lines(title, *asked, quoted or chat, cost, words.closer)


def tags_of(facts: Facts, language: str) -> list[str]:
    """Hashtags without their mark: what the product is called, the kind of moment, the occasion."""
    words = _PHRASING[language]
    names = [re.sub(r"\W+", "", name) for name in facts.names if words.reads(name) and not _NOT_A_WORD.search(name)][:3]
    return list(dict.fromkeys(tag for tag in (*names, words.type_tags.get(facts.type, ""), *words.tags) if tag))


def _plain_title(facts: Facts, words: Phrasing, name: str, price: str, hook: str) -> str:
    if facts.label:
        return facts.label if words.reads(facts.label) else hook
    title = words.titles.get(facts.type, words.titles["crowd"])
    if ("{name}" in title and not name) or ("{price}" in title and not price):
        return name or hook
    return title.format(name=name, price=price)


def _asked(facts: Facts, words: Phrasing) -> tuple[str, ...]:
    """Question and answer, of an answer clip."""
    if facts.type != "answer" or not facts.label or not words.reads(facts.label):
        return ()
    question = words.question.format(label=facts.label)
    return (question, words.answer.format(answer=facts.answer)) if facts.answer else (question,)


def _name(facts: Facts, words: Phrasing) -> str:
    """What to call the product in a title: in the readers' script where there is such a name, and short."""
    readable = [name for name in facts.names if words.reads(name)] or list(facts.names[:1])
    short = [name for name in readable if width(name) <= NAME_UP_TO and not _NOT_A_WORD.search(name)]
    return (short or readable or [""])[0]


def _money(price: str, words: Phrasing) -> str:
    """The price as readers write it: 129元 is ¥129 abroad."""
    return price if words.foreign else _YUAN.sub(r"¥\1", price)


def _lines(*parts: str) -> str:
    return "\n".join(dict.fromkeys(part for part in parts if part))
