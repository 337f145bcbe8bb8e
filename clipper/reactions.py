"""What viewers do, weighed: many people saying different things is a reaction, one text many times is not.

A crowd asked to "扣1" types as fast as a crowd that cannot believe a price. It differs in what it types: the same
thing, because it was told to. So the n-th copy of a text counts 1/n, the second comment of a person within seconds
hardly counts, and a text that makes up much of what is said counts next to nothing, as does all that contains it.
"""

import re
from collections import Counter, deque
from dataclasses import dataclass

from clipper import viewerwords

COPY_WITHIN = 25.0
"""Seconds within which the same text again is a copy."""
PERSON_WITHIN = 12.0
"""Seconds within which the same person again counts less."""
CHANT_SHARE = 0.35
"""A text that makes up this share of the last comments is a chant."""
CHANT_FROM = 5
"""Copies from which on it is one."""
CHANT_WITHIN = 15.0
"""Seconds over which the share is taken."""
CALL_HOLDS = 45.0
"""Seconds for which viewers follow a call to type something."""
QUESTION_WEIGHT = 0.2
"""What a question counts: it is asked because of what one wants to know, not because something just happened."""
DIGITS_WEIGHT = 0.3
"""What bare digits count that are no applause (666): mostly they were asked for."""
CHANT_WEIGHT = 0.05
BIN = 0.5
"""Seconds of a bin of `Reactions.between`."""
_KEEP = 240.0
_KEEP_AT_MOST = 30_000
_ALIKE = 80.0
_CALLED = re.compile(
    r"(?:扣|打|敲|刷|回复?|评论|公屏上?(?:打|扣|刷)?)(?:个|一个|上|波|出)?[\s\"“「']*"
    r"(\d{1,4}|[一壹六八要]|想要|我要|要|来了|在|爱心|喜欢|支持)(?=[\"”」'\s,，。!！的,]|$|我|让|给)"
    r"|(?:type|comment|drop|put|write|say)\s+(?:a |an |the |in |word )*[\"“']?([\w❤️🔥]{1,12})[\"”']?"
    r"(?=\s+(?:in|below|if|for|to|down|now)\b|[.!,]|$)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Reaction:
    """One comment, or one bout of likes or orders, as a reaction."""

    at: float
    weight: float
    classes: frozenset[str]
    viewer: str
    text: str = ""
    key: str = ""
    """The text without what makes copies differ; copies share it."""


class _Window:
    """How often each name came within the last `seconds`."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._items: deque[tuple[float, str]] = deque()
        self.counts: Counter[str] = Counter()

    def __len__(self) -> int:
        return len(self._items)

    def add(self, name: str, at: float) -> int:
        """Count `name` in; returns how often it had come before."""
        while self._items and at - self._items[0][0] > self._seconds:
            old = self._items.popleft()[1]
            self.counts[old] -= 1
            if not self.counts[old]:
                del self.counts[old]
        before = self.counts[name]
        self._items.append((at, name))
        self.counts[name] = before + 1
        return before


class Reactions:
    """The reactions of the last minutes, in order of arrival."""

    def __init__(self) -> None:
        self.recent: deque[Reaction] = deque(maxlen=_KEEP_AT_MOST)
        self._bins: dict[int, float] = {}
        self._by_id: dict[str, Reaction] = {}
        self._copies = _Window(COPY_WITHIN)
        self._near = _Window(CHANT_WITHIN)
        self._people = _Window(PERSON_WITHIN)
        self._called: dict[str, float] = {}
        self._chants: tuple[str, ...] = ()
        self._chants_at = -1.0

    def comment(self, id_: str, text: str, viewer: str, at: float) -> None:
        """Take in a comment."""
        key, shows = self._like_another(viewerwords.key(text)), viewerwords.classes(text)
        copies = self._copies.add(key, at)
        same_person = self._people.add(viewer, at) if viewer else 0
        self._near.add(key, at)
        weight = (copies + 1.0) ** (-0.5 if shows & {"laugh", "buy", "lost"} else -1.0) / (1 + same_person) ** 2
        if key.isdigit() and "awe" not in shows:
            weight *= DIGITS_WEIGHT
        if self._is_chant(key, at, shows):
            weight = min(weight, CHANT_WEIGHT)
        reaction = Reaction(at, weight, shows, viewer, text, key)
        self._by_id[id_] = reaction
        self.add(reaction)

    def question(self, comment_id: str) -> None:
        """The comment turned out to be a question."""
        if (reaction := self._by_id.get(comment_id)) and not reaction.classes & {"laugh", "lost", "buy"}:
            self._lower(reaction, QUESTION_WEIGHT)

    def add(self, reaction: Reaction) -> None:
        """Take in something that is no comment."""
        self.recent.append(reaction)
        bin_ = int(reaction.at / BIN)
        self._bins[bin_] = self._bins.get(bin_, 0.0) + reaction.weight
        while self.recent and reaction.at - self.recent[0].at > _KEEP:
            old = self.recent.popleft()
            self._bins.pop(int(old.at / BIN), None)
        if len(self._by_id) > 2 * len(self.recent) + 1000:
            alive = {id(r) for r in self.recent}
            self._by_id = {i: r for i, r in self._by_id.items() if id(r) in alive}

    def host_said(self, text: str, start: float, at: float) -> None:
        """The host may have asked viewers to type something; what they then type is no reaction.

        Some have typed it already by the time `at` that the words are known.
        """
        for match in _CALLED.finditer(text):
            asked = viewerwords.key(match.group(1) or match.group(2) or "")
            if not asked:
                continue
            self._called[asked] = at
            for reaction in self.recent:
                if reaction.at > start and reaction.text and _holds(reaction.key, asked):
                    self._lower(reaction, CHANT_WEIGHT)

    def between(self, start: float, end: float) -> list[tuple[float, float]]:
        """Middle and summed weight of each bin of BIN seconds from `start` to `end` that is not empty, in order."""
        first, last = int(start / BIN), int(end / BIN)
        return [((b + 0.5) * BIN, self._bins[b]) for b in range(first, last + 1) if b in self._bins]

    def _lower(self, reaction: Reaction, weight: float) -> None:
        if reaction.weight > weight:
            bin_ = int(reaction.at / BIN)
            if bin_ in self._bins:
                self._bins[bin_] -= reaction.weight - weight
            reaction.weight = weight

    def _is_chant(self, key: str, at: float, shows: frozenset[str]) -> bool:
        if any(at - since < CALL_HOLDS and _holds(key, asked) for asked, since in self._called.items()):
            return True
        if at - self._chants_at >= 1.0 or len(self._near) < 40:
            self._chants_at = at
            enough = max(CHANT_FROM, CHANT_SHARE * len(self._near))
            self._chants = tuple(text for text, count in self._near.counts.items() if count >= enough)
        return any(_holds(key, chant) if not shows else key == chant for chant in self._chants)

    def _like_another(self, key: str) -> str:
        """The key of an earlier text that this is nearly equal to, else its own (bots vary a digit or a name)."""
        if len(key) < 6:
            return key
        from rapidfuzz import fuzz, process

        known = [k for k in reversed(self._copies.counts) if len(k) >= 6][:200]
        best = process.extractOne(key, known, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        return str(best[0]) if best else key


def _holds(key: str, asked: str) -> bool:
    """Whether a text is the one asked for, with or without something around it (`1 求中` holds `1`)."""
    return key == asked or (asked in key and len(asked) <= 4 and (asked.isdigit() or len(key) <= 3 * len(asked)))
