"""Remarks worth reading the morning after, heard in all comments, questions or not.

They take no part in cues: a miss costs a line of the report.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from live.catalog.measures import Body, parse_body
from live.events import Comment
from live.report.lexicon import COMPARISONS, MEASURES, OBJECTIONS, WISH, Lexicon

EXAMPLES = 6
"""Different wordings of a topic that the report shows."""

REMEMBERED = 4096
"""Texts that need not be read again: a crowd says the same things."""

BODIES = 5000
"""Bodies kept; a broadcast names fewer."""

WISHES = 2000
"""Different things asked for that are kept."""


@dataclass
class Topic:
    """How often, by whom, and in which words."""

    comments: int = 0
    viewers: set[str] = field(default_factory=set)
    first_at: float = 0.0
    examples: dict[str, None] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)
    """Of the comments, the first ones."""

    def add(self, comment: Comment, at: float) -> None:
        self.first_at = at if self.comments == 0 else self.first_at
        self.comments += 1
        self.viewers.add(comment.viewer or comment.user)
        if len(self.examples) < EXAMPLES:
            self.examples[comment.text] = None
            self.ids.append(comment.id)


@dataclass(frozen=True)
class BodyAsked:
    """A comment that names a body, and what was on offer then."""

    comment: str
    at: float
    product: str | None
    body: Body


def _pattern(lexicon: Lexicon) -> re.Pattern[str]:
    topics = (f"(?P<{topic}>{'|'.join(wordings)})" for topic, wordings in lexicon.items())
    return re.compile("|".join(topics), re.I)


_OBJECTION, _COMPARISON = _pattern(OBJECTIONS), _pattern(COMPARISONS)


class Remark(NamedTuple):
    """What one text says: topics of the lexicons, the thing wished for, the body named."""

    objection: str | None
    comparison: str | None
    wish: str | None
    body: Body | None


def read(text: str) -> Remark:
    """What `text` says, whoever wrote it."""
    objection, comparison, wish = _OBJECTION.search(text), _COMPARISON.search(text), WISH.search(text)
    return Remark(
        objection=objection.lastgroup if objection else None,
        comparison=comparison.lastgroup if comparison else None,
        wish=wish[wish.lastgroup or 0].strip().lower() if wish else None,
        body=parse_body(text) if MEASURES.search(text) else None,
    )


class Remarks:
    """All topics of one broadcast. Floods count once: a comment that repeats the last seconds' is left out."""

    def __init__(self) -> None:
        self.objections: dict[str, Topic] = {}
        self.comparisons: dict[str, Topic] = {}
        self.wishes: dict[str, Topic] = {}
        """By the thing asked for, whether it is sold or not: `figures` takes out what is."""
        self.bodies: list[BodyAsked] = []
        self.sizes: dict[tuple[str | None, str], int] = {}
        """Comments that name a size, by the product on offer and the size."""
        self._read = lru_cache(REMEMBERED)(read)

    def on(self, comment: Comment, at: float, product: str | None) -> None:
        """Take in one comment."""
        if comment.repeats:
            return
        objection, comparison, wish, body = self._read(comment.text)
        if objection:
            self.objections.setdefault(objection, Topic()).add(comment, at)
        if comparison:
            self.comparisons.setdefault(comparison, Topic()).add(comment, at)
        if wish and (wish in self.wishes or len(self.wishes) < WISHES):
            self.wishes.setdefault(wish, Topic()).add(comment, at)
        if body:
            self._on_body(comment.id, body, at, product)

    def _on_body(self, comment: str, body: Body, at: float, product: str | None) -> None:
        for size in body.sizes:
            self.sizes[(product, size)] = self.sizes.get((product, size), 0) + 1
        if (body.height_cm or body.weight_kg) and len(self.bodies) < BODIES:
            self.bodies.append(BodyAsked(comment, at, product, body))
