"""What a question is about whatever intent it seems to have, from data/aspects.toml."""

import tomllib
from functools import cache
from importlib import resources
from typing import NamedTuple

import msgspec

from live.questions.topics import Topic, TopicCues, topic


class Aspects(NamedTuple):
    """Finds the aspect of a text; `shop` holds the aspects that are the same for everything on sale."""

    cues: TopicCues
    shop: frozenset[str]

    def of(self, masked: str, language: str) -> list[str]:
        """The aspects of an evened text whose product names are masked, the narrowest first."""
        return [topic.name for topic in self.cues.topics(masked, language)]


class _Aspect(msgspec.Struct, forbid_unknown_fields=True):
    match: list[str]
    shop: bool = False


@cache
def load_aspects() -> Aspects:
    """From the data file, in its order."""
    text = resources.files("live.questions").joinpath("data/aspects.toml").read_text(encoding="utf-8")
    tables = msgspec.convert(tomllib.loads(text), dict[str, _Aspect])
    topics: tuple[Topic, ...] = tuple(topic(name, "request", a.match) for name, a in tables.items())
    return Aspects(TopicCues({"request": topics}), frozenset(name for name, a in tables.items() if a.shop))
