"""What the questions of one intent can be about, from data/topics.toml."""

import re
import tomllib
from collections.abc import Mapping
from importlib import resources
from typing import NamedTuple

import msgspec

from live.events import Intent

OPEN = "<open>"
"""Instead of patterns: whatever is left, told apart by how alike the words are."""
_COLOUR = (
    r"[红黄蓝绿紫黑白灰粉橙棕咖青金银杏米卡墨藕酒驼]{1,3}色?的|(?:[\u4e00-\u9fff]{0,2}(?:红|黄|蓝|绿|紫|黑|白|灰|粉|橙|棕|咖啡|卡其|香槟|奶油|焦糖|薄荷|杏))(?:色|的|那)|\w色|色号|"
    r"\b(?:black|white|red|blue|green|pink|purple|lavender|beige|brown|grey|gray|navy|cream|yellow|orange|nude|ivory|tan|teal|gold|silver|shade)s?\b"
)
_NAMED = {"<colour>": _COLOUR}
_NEEDS = ("<body>", "<size>")


class Topic(NamedTuple):
    """`pattern` is None where only likeness of words counts. `shop`: the same answer for everything on sale.
    `slot`: what else must agree: "" nothing, "which" the entry of `entries` that matched, or a kind of number."""

    name: str
    intent: Intent
    pattern: re.Pattern[str] | None
    needs: str
    entries: tuple[re.Pattern[str], ...]
    slot: str
    shop: bool


def load_topics() -> Mapping[Intent, tuple[Topic, ...]]:
    """Topics by intent, in order of precedence."""
    text = resources.files("live.questions").joinpath("data/topics.toml").read_text(encoding="utf-8")
    tables = msgspec.convert(tomllib.loads(text), dict[Intent, dict[str, _Table]])
    return {intent: tuple(_topic(n, intent, t) for n, t in topics.items()) for intent, topics in tables.items()}


class _Table(msgspec.Struct, forbid_unknown_fields=True):
    match: list[str]
    slot: str = ""
    shop: bool = False


def _topic(name: str, intent: Intent, table: _Table) -> Topic:
    needs = next((m.strip("<>") for m in table.match if m in _NEEDS), "")
    entries = [_NAMED.get(m, m) for m in table.match if m != OPEN and m not in _NEEDS]
    return Topic(
        name,
        intent,
        re.compile("|".join(f"(?:{e})" for e in entries)) if entries else None,
        needs,
        tuple(re.compile(e) for e in entries),
        table.slot,
        table.shop,
    )
