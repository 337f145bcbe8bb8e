"""The words of a post in Chinese, English and Spanish, from facts of the catalog and of the moment."""

import re
import tomllib
from dataclasses import dataclass
from importlib import resources

import msgspec

STYLES = ("plain", "hook", "chatty")


@dataclass(frozen=True)
class Facts:
    """What there is to say."""

    type: str
    title: str
    said: tuple[str, ...]
    name: str
    price: str
    points: tuple[str, ...]


class Phrasing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One language of phrasing.toml."""

    opener: str
    closer: str
    joint: str
    shout: str
    price: str
    quote: str
    tags: tuple[str, ...]
    hooks: dict[str, str]
    type_tags: dict[str, str]


def _load() -> dict[str, Phrasing]:
    read = tomllib.loads(resources.files("clipper").joinpath("phrasing.toml").read_text(encoding="utf-8"))
    return msgspec.convert(read, dict[str, Phrasing])


_PHRASING = _load()
LANGUAGES = tuple(_PHRASING)


def texts(facts: Facts, language: str, style: str) -> tuple[str, str]:
    """Title and body. Product names and the host's words stay in the language they are in."""
    words = _PHRASING[language]
    hook = words.hooks.get(facts.type, words.hooks["crowd"])
    price = words.price.format(facts.price) if facts.price and facts.type != "answer" else ""
    quote = words.quote.format(_best(facts)) if _best(facts) else ""
    if style == "chatty":
        title = f"{words.opener}{words.joint}{facts.name or facts.title or hook}"
        return title, "\n".join(part for part in (words.opener, quote, price, words.closer) if part)
    points = [f"· {point}" for point in facts.points[:4]]
    title, first = hook, hook + words.shout
    if style == "plain":
        title, first = facts.title or facts.name or hook, facts.name or facts.title
    return title, "\n".join(part for part in (first, quote, price, *points) if part)


def tags_of(facts: Facts, language: str) -> list[str]:
    """Hashtags without their mark: the product, the kind of moment, the occasion."""
    words = _PHRASING[language]
    name, special = re.sub(r"\W+", "", facts.name), words.type_tags.get(facts.type, "")
    return list(dict.fromkeys(tag for tag in (name, special, *words.tags) if tag))


def _best(facts: Facts) -> str:
    """The sentence worth quoting: the one of the title, else the first."""
    return facts.title if facts.title in facts.said else (facts.said[0] if facts.said else "")
