"""What a question is about whatever intent it seems to have, from data/aspects.toml."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import NamedTuple

import msgspec

from live.questions.topics import ASPECT, TopicCues, aspect, load_topic_cues


class Aspects(NamedTuple):
    """Finds the aspect of a text; `shop` holds the aspects that are the same for everything on sale, `order` where each
    stands, by its cue."""

    cues: TopicCues
    shop: frozenset[str]
    order: Mapping[str, int]

    def of(self, masked: str, language: str) -> list[str]:
        """The aspects of an evened text whose product names are masked, the narrowest first."""
        return [topic.name for topic in self.cues.topics(masked, language)]

    def among(self, cues: Iterable[str]) -> list[str]:
        """The same, of a text whose cues a TopicCues of `load_matters` has found."""
        known = (cue for cue in cues if cue in self.order)
        return [cue.removeprefix(ASPECT) for cue in sorted(known, key=self.order.__getitem__)]


class _Aspect(msgspec.Struct, forbid_unknown_fields=True):
    match: list[str]
    shop: bool = False


@cache
def load_aspects() -> Aspects:
    """From the data file, in its order."""
    text = resources.files("live.questions").joinpath("data/aspects.toml").read_text(encoding="utf-8")
    tables = msgspec.convert(tomllib.loads(text), dict[str, _Aspect])
    topics = [aspect(name, a.match) for name, a in tables.items()]
    return Aspects(
        TopicCues(topics),
        frozenset(name for name, a in tables.items() if a.shop),
        {topic.cue: number for number, topic in enumerate(topics)},
    )


@cache
def load_matters() -> TopicCues:
    """Of all topics and all aspects, in one walk over a text."""
    return TopicCues([*load_topic_cues().topics_looked_for, *load_aspects().cues.topics_looked_for])
