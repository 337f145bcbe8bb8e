"""What a moment is and how good: its type, score, reasons and title."""

import math
from dataclasses import dataclass

from clipper.hostwords import is_giveaway
from clipper.moments import Moment

_WORDS = {
    "zh": {
        "rate": "弹幕反应是平时的 {ratio:.0f} 倍",
        "people": "{people} 个人说了 {texts} 种不同的话",
        "price": "主播报价：{words}",
        "countdown": "主播倒数上链接：{words}",
        "sold_out": "主播说抢光了：{words}",
        "demo": "主播当场试：{words}",
        "funny": "主播笑场或嘴瓢：{words}",
        "laugh": "{share:.0%} 的反应是笑",
        "buy": "{share:.0%} 的反应是在下单",
        "lost": "{share:.0%} 的反应是没抢到",
        "awe": "{share:.0%} 的反应是惊叹",
        "cheap": "{share:.0%} 的反应是觉得便宜",
        "orders": "{orders} 个订单",
        "loud": "主播声音比平时大 {db:.0f} dB",
        "gift": "主播在送东西",
    },
    "en": {
        "rate": "viewers react {ratio:.0f} times as much as usual",
        "people": "{people} people, {texts} different texts",
        "price": "the host names a price: {words}",
        "countdown": "the host counts down: {words}",
        "sold_out": "the host says it is sold out: {words}",
        "demo": "the host tests it live: {words}",
        "funny": "the host laughs or slips: {words}",
        "laugh": "{share:.0%} of the reactions laugh",
        "buy": "{share:.0%} of the reactions buy",
        "lost": "{share:.0%} of the reactions missed it",
        "awe": "{share:.0%} of the reactions are amazed",
        "cheap": "{share:.0%} of the reactions find it cheap",
        "orders": "{orders} orders",
        "loud": "the host is {db:.0f} dB louder than usual",
        "gift": "the host gives something away",
    },
}
_CLASSES = ("laugh", "buy", "lost", "awe", "cheap")
_BY_VIEWERS = {
    "laugh": ("funny", 1.5),
    "lost": ("sold_out", 0.9),
    "buy": ("countdown", 0.5),
    "cheap": ("price", 0.6),
    "awe": ("demo", 0.5),
}
"""What the viewers' words say of the type, and how much they count beside the host's."""
_CONFIRMED = {"sold_out": "lost", "funny": "laugh"}
"""Types that viewers' words confirm: without them, the host's words meant something else ("the stain is all gone")."""


@dataclass(frozen=True)
class Verdict:
    """A moment judged. `score` is 0 to 1."""

    type: str
    score: float
    reasons: tuple[str, ...]
    title: str


def judge(moment: Moment, usual_loudness: float, language: str) -> Verdict:
    """Type, score, reasons and title of a moment.

    `usual_loudness` is the host's median level in dBFS; 0 where it was not measured.
    """
    said = [r for r in moment.reactions if r.text]
    weight = sum(r.weight for r in said)
    shares = {c: sum(r.weight for r in said if c in r.classes) / weight if weight > 0.5 else 0.0 for c in _CLASSES}
    type_ = _type(moment, shares, weight)
    top = moment.heats[moment.peak]
    extra = max(0.0, sum(h.count - h.level * h.seen for h in moment.heats))
    viewers = 0.6 * max(h.strength for h in moment.heats) + 0.4 * (1 - math.exp(-extra / (4 + 20 * top.level)))
    host = max((s.announces(type_) for s in moment.row), default=0.0)
    feeling = min(1.0, sum(shares.values()))
    louder = _louder(moment, usual_loudness)
    score = 0.62 * viewers + 0.24 * host + 0.14 * feeling * viewers + 0.05 * min(1.0, louder / 9.0)
    words = _WORDS.get(language, _WORDS["zh"])
    reasons: list[str] = []
    if extra >= 1.0 and top.rate > 1.5 * top.level:
        reasons.append(words["rate"].format(ratio=min(99.0, top.rate / top.level)))
        people = len({r.viewer or r.text for r in said})
        reasons.append(words["people"].format(people=people, texts=len({r.key for r in said})))
    for cue_type, cue_words in _cues(moment):
        reasons.append(words[cue_type].format(words=cue_words))
    reasons += [words[c].format(share=shares[c]) for c in _CLASSES if shares[c] >= 0.2 and weight >= 2.0]
    if orders := sum(1 for r in moment.reactions if not r.text and "buy" in r.classes):
        reasons.append(words["orders"].format(orders=orders))
    if louder >= 3.0:
        reasons.append(words["loud"].format(db=louder))
    if any(is_giveaway(s.text) for s in moment.row):
        reasons.append(words["gift"])
    return Verdict(type_, round(min(0.99, score), 3), tuple(reasons), _title(moment))


def _type(moment: Moment, shares: dict[str, float], weight: float) -> str:
    votes: dict[str, float] = {}
    for index, segment in enumerate(moment.row):
        for cue in segment.cues:
            votes[cue.type] = votes.get(cue.type, 0.0) + cue.strength * (1.0 if index == moment.peak else 0.5)
    for shown, (type_, much) in _BY_VIEWERS.items():
        if shares[shown] >= 0.15:
            votes[type_] = votes.get(type_, 0.0) + much * shares[shown]
    for type_, shown in _CONFIRMED.items():
        if weight >= 4.0 and shares[shown] < 0.04 and type_ in votes:
            votes[type_] *= 0.3
    if not votes:
        return "crowd"
    best = max(sorted(votes), key=lambda t: votes[t])
    return best if votes[best] >= 0.3 else "crowd"


def _cues(moment: Moment) -> list[tuple[str, str]]:
    best: dict[str, tuple[float, str]] = {}
    for segment in moment.row:
        for cue in segment.cues:
            if cue.strength > best.get(cue.type, (0.0, ""))[0]:
                best[cue.type] = (cue.strength, cue.words)
    return [(t, best[t][1]) for t in sorted(best, key=lambda t: (-best[t][0], t))]


def _louder(moment: Moment, usual: float) -> float:
    """Decibels that the loudest segment is above the host's usual level; 0 where it was not measured."""
    levels = [s.loudness for s in moment.row if s.loudness < 0.0]
    return max(0.0, max(levels) - usual) if levels and usual < 0.0 else 0.0


def _title(moment: Moment) -> str:
    """The host's words at the peak, else the first that are said."""
    return moment.row[moment.peak].text or next((s.text for s in moment.row if s.text), "")
