"""One batch: what it holds, under which short ids, and the prompt that it makes.

The ids of a batch are its own (`c1`, `g1`): a platform's ids and viewers' names do not leave the computer.
"""

from dataclasses import dataclass
from typing import Literal

import msgspec

from live.events import Cue, Question
from live.llm.facts import Page
from live.llm.prompt import Prompt, as_data, instructions, masked, room_for

COMMENTS = 24
ANSWERS = 6
"""Comments and answers of one batch, at most: a reply should be there within some seconds."""


@dataclass(frozen=True)
class Unsure:
    """A comment that the detector is not sure of."""

    id: str
    text: str
    at: float
    score: float
    question: Question | None = None
    """What the local parts made of it; None where they took it for chat."""

    @property
    def product(self) -> str | None:
        return self.question.product if self.question is not None else None


@dataclass(frozen=True)
class Asked:
    """A group whose cue is live. `wants`: an answer is looked for; without it the group is there to be joined."""

    cue: Cue
    count: int
    comments: tuple[str, ...]
    wants: bool


class _Comment(msgspec.Struct, frozen=True, omit_defaults=True):
    id: str
    text: str
    product: str | None = None


class _Group(msgspec.Struct, frozen=True, omit_defaults=True):
    id: str
    intent: str
    asked: int
    question: str
    product: str | None = None
    wants: Literal["answer", "better_answer", ""] = ""
    answer: str = ""


class _Data(msgspec.Struct, frozen=True):
    on_offer: str | None
    comments: list[_Comment]
    groups: list[_Group]


@dataclass(frozen=True)
class Batch:
    """What is asked at once, by the ids that the prompt gives it."""

    page: Page
    comments: dict[str, Unsure]
    groups: dict[str, Asked]
    on_offer: str | None
    prompt: Prompt

    @property
    def most(self) -> int:
        """Tokens that a reply needs at most."""
        return 120 + 40 * len(self.comments) + 160 * sum(g.wants for g in self.groups.values())


def prefix(page: Page) -> str:
    """What every prompt about a page begins with, byte for byte."""
    return instructions("cues") + "\n# Catalog\n" + page.text


def make_batch(page: Page, unsure: list[Unsure], groups: list[Asked], on_offer: str | None) -> Batch:
    """As many of the comments and groups, in their order, as may follow the page's prefix.

    Groups that want an answer go first, then comments, then groups to be joined.
    """
    system = prefix(page)
    room = room_for(system) - len(as_data(_Data(on_offer, [], [])).encode())
    comments: dict[str, Unsure] = {}
    chosen: dict[str, Asked] = {}
    told: tuple[list[_Comment], list[_Group]] = ([], [])
    wanting = [g for g in groups if g.wants]
    items: list[Unsure | Asked] = [*wanting[:ANSWERS], *unsure[:COMMENTS], *(g for g in groups if not g.wants)]
    for item in items:
        row: _Comment | _Group
        if isinstance(item, Unsure):
            row = _Comment(f"c{len(comments) + 1}", masked(item.text), item.product)
        else:
            row = _row(f"g{len(chosen) + 1}", item)
        room -= len(as_data(row).encode()) - len(as_data(None).encode()) + len("null,")
        if room < 0:
            break
        if isinstance(item, Unsure) and isinstance(row, _Comment):
            comments[row.id] = item
            told[0].append(row)
        elif isinstance(item, Asked) and isinstance(row, _Group):
            chosen[row.id] = item
            told[1].append(row)
    return Batch(page, comments, chosen, on_offer, Prompt(system, as_data(_Data(on_offer, *told))))


def _row(id_: str, asked: Asked) -> _Group:
    cue = asked.cue
    row = _Group(id_, cue.intent, asked.count, masked(cue.title), cue.product)
    if not asked.wants:
        return row
    return msgspec.structs.replace(row, wants="better_answer" if cue.answer else "answer", answer=cue.answer or "")
