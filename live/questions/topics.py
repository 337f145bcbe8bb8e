"""What the questions of one intent can be about, from data/topics.toml."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from importlib import resources
from typing import NamedTuple

import msgspec

from live.events import Intent

OPEN = "<open>"
"""Instead of patterns: whatever is left, told apart by how alike the words are."""
_COLOUR = (
    r"[红黄蓝绿紫黑白灰粉橙棕咖青金银杏米卡墨藕酒驼]{1,3}色?的|(?:(?:红|黄|蓝|绿|紫|黑|白|灰|粉|橙|棕|咖啡|卡其|香槟|奶油|焦糖|薄荷|杏))(?:色|的|那)|\w色|色号|"
    r"\b(?:black|white|red|blue|green|pink|purple|lavender|beige|brown|grey|gray|navy|cream|yellow|orange|nude|ivory|tan|teal|gold|silver|shade)s?\b"
)
_NAMED = {"<colour>": _COLOUR}
_NEEDS = ("<body>", "<size>")


_CJK = re.compile(r"[\u4e00-\u9fff]")
_LATIN_HEAD = re.compile(r"[a-z]")


class Topic(NamedTuple):
    """`patterns` by language; None where only likeness of words counts. `shop`: the same answer for everything on sale.
    `slot`: what else must agree: "" nothing, "which" the entry of `entries` that matched, or a kind of number."""

    name: str
    intent: Intent
    patterns: Mapping[str, re.Pattern[str] | None]
    needs: str
    entries: tuple[re.Pattern[str], ...]
    slot: str
    shop: bool
    open: bool
    """Whether nothing but likeness of words tells its questions apart."""


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
    entries = [_bounded(_NAMED.get(m, m)) for m in table.match if m != OPEN and m not in _NEEDS]
    # An entry without a Chinese character is of English or of both; one with some may hold words of both.
    patterns = {
        "zh": _joined(e for e in entries if not _english_only(e)),
        "en": _joined(
            e for e in entries if _LATIN_HEAD.search(e.replace("\\b", "").replace("\\d", "")) or e == ANYTHING
        ),
    }
    return Topic(
        name,
        intent,
        patterns,
        needs,
        tuple(re.compile(e) for e in entries),
        table.slot,
        table.shop,
        OPEN in table.match,
    )


ANYTHING = "."


def _bounded(entry: str) -> str:
    return rf"\b{entry}" if _LATIN_HEAD.match(entry) else entry


def _english_only(entry: str) -> bool:
    """English sentences never stand in a Chinese comment; single words do."""
    return not _CJK.search(entry) and " " in entry


def _joined(entries: Iterable[str]) -> re.Pattern[str] | None:
    some = [f"(?:{e})" for e in entries]
    return re.compile("|".join(some)) if some else None


def topic_cues(topics: Mapping[Intent, tuple[Topic, ...]], masked: str, language: str) -> list[str]:
    """Which topics an evened text speaks of, as cues for the detector: `+size-large` and, once, `+size`."""
    cues: list[str] = []
    for intent, some in topics.items():
        before = len(cues)
        for topic in some:
            pattern = topic.patterns[language]
            if pattern is not None and pattern.pattern != "(?:.)" and pattern.search(masked):
                cues.append(f"+{intent}-{topic.name}")
        if len(cues) > before:
            cues.append(f"+{intent}")
    return cues
