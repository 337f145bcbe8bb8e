"""A summary of the report by a model: which rows it is given, and which of its claims their rows bear out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

import msgspec

from live.llm.dialect import schema_of
from live.llm.facts import Page
from live.llm.grounding import numbers
from live.llm.prompt import Prompt, as_data, instructions, room_for
from live.llm.reply import Unusable, each, read_json

CLAIMS = 8
TOKENS = 1200
"""Of a reply, at most."""
LONGEST = 200
"""Characters of a claim."""


class Claim(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One sentence, and the rows that it rests on."""

    text: Annotated[str, msgspec.Meta(max_length=LONGEST)]
    rows: Annotated[list[str], msgspec.Meta(min_length=1, max_length=6)]


class SummaryReply(msgspec.Struct, frozen=True, kw_only=True):
    """The whole reply, as its schema has it."""

    claims: list[Claim] = []


class _Claims(msgspec.Struct, frozen=True):
    claims: list[Any] = []


class _Row(msgspec.Struct, frozen=True):
    id: str
    text: str


class _Data(msgspec.Struct, frozen=True):
    language: str
    rows: list[_Row]


@dataclass(frozen=True)
class Brief:
    """What is asked: rows by their ids."""

    rows: dict[str, str]
    prompt: Prompt


SCHEMA = schema_of(SummaryReply)


def brief(page: Page, rows: Sequence[str], language: str) -> Brief:
    """As many of the rows, in their order, as may follow the prefix."""
    system = f"{instructions('summary')}\n# Catalog\n{page.text}"
    left = room_for(system) - len(as_data(_Data(language, [])).encode())
    chosen: list[_Row] = []
    for text in rows:
        row = _Row(f"r{len(chosen) + 1}", text)
        left -= len(as_data(row).encode()) - len(as_data(None).encode()) + len("null,")
        if left < 0:
            break
        chosen.append(row)
    return Brief({row.id: row.text for row in chosen}, Prompt(system, as_data(_Data(language, chosen))))


def read_summary(text: str, finish: str, asked: Brief) -> list[tuple[str, list[str]]]:
    """Claims that hold, each with the texts of its rows. Raises Unusable when there is none."""
    dropped: list[str] = []
    found: list[tuple[str, list[str]]] = []
    for claim in each(read_json(text, finish, _Claims).claims, Claim, dropped):
        rows = [asked.rows[id_] for id_ in dict.fromkeys(claim.rows) if id_ in asked.rows]
        said = " ".join(claim.text.split())
        if len(rows) < len(set(claim.rows)):
            dropped.append("Claim: a row that there is not")
        elif not said or not said.isprintable():
            dropped.append("Claim: nothing that can be printed")
        elif loose := numbers(said) - numbers(" ".join(rows)):
            dropped.append(f"Claim: the number {min(loose):g} is in none of its rows")
        elif said not in (text for text, _ in found):
            found.append((said, rows))
    if not found:
        raise Unusable("schema", dropped[0] if dropped else "no claims in it")
    return found[:CLAIMS]
