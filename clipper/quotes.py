"""Which of the viewers' words to quote: short, about what happened, and fit to be printed."""

import re
from collections import Counter
from collections.abc import Callable, Sequence

from clipper import viewerwords
from clipper.lines import width

SHORTEST, LONGEST = 4.0, 14.0
"""Widths (full-width characters) of a quotation."""
SHOWS = {
    "price": ("cheap", "awe", "buy"),
    "countdown": ("buy", "lost"),
    "sold_out": ("lost", "buy"),
    "demo": ("awe",),
    "funny": ("laugh",),
    "crowd": ("awe", "laugh", "buy"),
    "mark": ("awe", "laugh"),
}
"""What viewers' words show that fit a kind of moment (`viewerwords.classes`)."""
_UNFIT = re.compile(
    r"^\d|\d{4,}|[@#＠＃<>{}\[\]\\/|`*_~^=\"“”「」]|https?|www|微信|加v|加微|vx|扣扣|qq|主播|号"
    r"|卧槽|我操|操[你他]|妈的|他妈|傻[逼叉]|tmd|nmsl|死全家|滚|垃圾|骗|坑|假货|退|差评|物流|气死|投诉|卡了|坏"
    r"|fuck|shit|bitch|damn|scam|fake|refund|broken",
    re.IGNORECASE,
)
"""What is no quotation: numbers, addresses, calls to somebody, swearing, complaints."""
_QUESTION = re.compile(
    r"[?？]|吗|呢|什么|怎么|多少|几|哪|咋|啥|能不能|有没有|可不可以|\b(?:how|what|when|where|which|can|does|do|is)\b",
    re.I,
)
_ONE_SOUND = re.compile(r"^(.{1,2})\1+\W*$")


def quotes(comments: Sequence[str], type_: str, allowed: Callable[[str], bool], most: int = 2) -> list[str]:
    """At most `most` of the comments that followed a moment of this type, the best first, no two alike.

    Best is what shows the feeling that goes with the moment and takes up the words that others use. Answers and
    products are quoted by nobody: what is written then is questions.
    """
    wanted = SHOWS.get(type_)
    if not wanted:
        return []
    words = Counter(pair for text in comments for pair in _pairs(text))
    scored: list[tuple[float, int, str]] = []
    for place, raw in enumerate(comments):
        text = raw.strip()
        if not SHORTEST <= width(text) <= LONGEST or not text.isprintable() or not allowed(text):
            continue
        if _UNFIT.search(text) or _QUESTION.search(text) or _ONE_SOUND.match(text):
            continue
        found = viewerwords.classes(text)
        shows = max((1.0 - 0.2 * i for i, name in enumerate(wanted) if name in found), default=0.0)
        pairs = _pairs(text)
        shared = sum(min(3, words[pair] - 1) for pair in pairs) / max(1, len(pairs))
        says = min(1.0, len(set(pairs)) / 6)
        scored.append((shows + 0.5 * min(1.0, shared) + 0.6 * says, -place, text))
    chosen: list[str] = []
    for _, _, text in sorted(scored, reverse=True):
        if len(chosen) < most and not any(_alike(text, other) for other in chosen):
            chosen.append(text)
    return chosen


def _pairs(text: str) -> list[str]:
    bare = "".join(c for c in text.casefold() if c.isalnum())
    return [bare[i : i + 2] for i in range(len(bare) - 1) if bare[i] != bare[i + 1]]


def _alike(text: str, other: str) -> bool:
    a, b = set(_pairs(text)), set(_pairs(other))
    return len(a & b) >= 0.4 * max(1, min(len(a), len(b)))
