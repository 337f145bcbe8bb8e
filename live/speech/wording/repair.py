"""Words written as the shop and the trade write them when they were heard as something that sounds the same.

A sentence is read as the likeliest row of words. A word is as likely as it is common; the shop's and the trade's own
likelier than that here, and may stand for what sounds like them, at a price for every character changed. To change what
was right is worse than to leave what was wrong: a short word stands only for what nobody would say.
So 面照 becomes 面罩 and 一子 becomes 椅子, while 公平竞争, 一直 and 面条 stay: they are likelier as they are.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from live.catalog.wording import blurred, syllable
from live.speech.wording.common import LONGEST, UNKNOWN, commonness, listed, sayings, segments
from live.speech.wording.sounds import Sound, alike, sounds_of, tones_of

SHOP, TRADE = -10.0, -12.0
"""How likely (natural logarithm of a probability) a word of the shop, and of the trade, is at least: the shop's as
likely as 连接 is in any text. Two more or less of either change the character error on the bundled broadcast by at
most 0.002. Of the right characters of fifteen other shops 0.2 % are changed; more, the likelier the words."""

SAME, BLURRED, ALIKE = 1.0, 3.0, 8.0
"""What a changed character costs: of the same sound; with zh and z, n and l, ang and an taken for the same; with half
of the syllable the same (once in a word, of the shop's words of four and more characters)."""

OTHER_TONE = 1.0
"""What a changed character costs besides, in another tone."""

SHORT = 3
"""Characters up to which a word replaces only what is improbable: no word that is as likely as COMMON, no part of
another word (both: the shop's of two characters only), nothing that sentences are made of (`_FRAME`), not several
characters in other tones; the trade's of two characters only what sounds just the same, tone and all."""

COMMON = -14.5
"""How likely a word is, at least, that no short word replaces."""

_FRAME = frozenset(
    "的了吗呢吧啊呀嘛哦过着得地把被给让跟和我你他她它们咱这那哪谁啥不没别是有在要会能想敢就都也还又再只先很太真好来去到里内上多少更最个"
)
"""What sentences are made of, whatever they are about: beside it hardly any pair of characters is improbable."""

LONG = 4
"""Characters from which on a word of the shop may differ in half a syllable."""

_HAN = re.compile(r"[\u3400-\u9fff]+")
_NUMERAL = re.compile("[零一二两三四五六七八九十百千万亿号]")
_COUNTING = frozenset("二两三四五六七八九十百千万亿")
"""What is never rewritten, nor written for anything else: 六斤 is a weight, whatever it sounds like."""

_ONE_GO = re.compile(r"(.)一\1")
"""坐一坐, 试一试: an act, and no name that sounds like a part of it."""

_LONGEST_WORD = 10


@dataclass(frozen=True)
class _Word:
    text: str
    sounds: tuple[Sound, ...]
    tones: tuple[str, ...]
    likely: float
    shop: bool


class Repair:
    """Puts right what sounds like a word of the shop or of the trade. The same text gives the same text."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        """`texts`: names of the shop and what else its catalog says; words are made of the longer ones."""
        shop = words_in(texts)
        self._by_sound: dict[str, list[tuple[int, _Word]]] = {}
        self._own = shop | _trade()
        self._sayings = sayings()  # now: it takes a moment that the first utterance would wait for
        for text in sorted(self._own):
            least = SHOP if text in shop else TRADE
            word = _Word(text, sounds_of(text), tones_of(text), max(least, commonness().get(text, least)), text in shop)
            self._by_sound.setdefault(word.sounds[0][1], []).append((0, word))
            if word.shop and len(text) >= LONG:
                self._by_sound.setdefault(word.sounds[1][1], []).append((1, word))

    def write(self, text: str) -> str:
        """The text with its words put right; as long as before."""
        return _HAN.sub(lambda run: self._run(run[0]), text)

    def _run(self, run: str) -> str:
        expected = self._expected(run)
        if all(run.startswith(word, start) for start, found in expected.items() for word in found):
            return run
        known = commonness()
        best: list[tuple[float, str]] = [(0.0, "")] + [(float("-inf"), "")] * len(run)
        for start in range(len(run)):
            so_far, written = best[start]
            ways = dict(expected.get(start, {}))
            for end in range(start + 1, min(len(run), start + LONGEST) + 1):
                word = run[start:end]
                likely = known.get(word, UNKNOWN if len(word) == 1 else None)
                if likely is not None:
                    ways[word] = max(likely, ways.get(word, likely))
            for word, likely in ways.items():
                end = start + len(word)
                if so_far + likely > best[end][0]:
                    best[end] = (so_far + likely, written + word)
        return best[-1][1]

    def _expected(self, run: str) -> dict[int, dict[str, float]]:
        """By where they would begin: words that the run sounds like, with how likely each is."""
        sounds, tones, inside = sounds_of(run), tones_of(run), _inside_words(run)
        found: dict[int, dict[str, float]] = {}
        for place, (_, sound) in enumerate(sounds):
            for offset, word in self._by_sound.get(sound, ()):
                start = place - offset
                heard = run[start : start + len(word.text)] if start >= 0 else ""
                end = start + len(heard)
                if heard == word.text:
                    found.setdefault(start, {})[heard] = word.likely
                elif len(heard) == len(word.text) and not (
                    len(heard) <= (2 if word.shop else SHORT)
                    and (
                        start in inside
                        or end in inside
                        or heard in self._own
                        or _probable(heard, word)
                        or _ONE_GO.match(run, max(0, start - 1))
                        or _ONE_GO.match(run, start)
                    )
                ):
                    cost = _cost(heard, sounds[start:end], tones[start:end], word)
                    if cost is not None:
                        found.setdefault(start, {})[word.text] = word.likely - cost
        self._add_sayings(run, sounds, tones, found)
        return found

    def _add_sayings(
        self, run: str, sounds: tuple[Sound, ...], tones: tuple[str, ...], found: dict[int, dict[str, float]]
    ) -> None:
        """Long words of any text: 一清二楚 for 疫情二处. So many characters in a row sound like nothing else."""
        keys = tuple(blurred(syllable(char)) for char in run)
        for start in range(len(run)):
            for end in range(start + LONG, min(len(run), start + LONGEST) + 1):
                for text in self._sayings.get(keys[start:end], ()):
                    word = _Word(text, sounds_of(text), tones_of(text), commonness()[text], shop=False)
                    cost = _cost(run[start:end], sounds[start:end], tones[start:end], word)
                    if cost is not None:
                        found.setdefault(start, {}).setdefault(text, word.likely - cost)


def _inside_words(run: str) -> set[int]:
    """Places at which no word of the likeliest row of words ends."""
    ends = set(accumulate(map(len, segments(run))))
    return set(range(1, len(run))) - ends


def _probable(heard: str, word: _Word) -> bool:
    """Whether what was heard is a word of its own, or a pet name (豆豆) where the trade has another word."""
    doubled = len(set(heard)) == 1 and not word.shop
    return doubled or commonness().get(heard, UNKNOWN) >= COMMON


def _improbable(heard: str, at: int, wanted: str) -> bool:
    """Whether a character may be one that sounds only half alike: it is no part of a common word as it was heard, and
    neither it nor what would replace it is what sentences are made of. 需要 is no 不要, whatever the catalog says."""
    if {heard[at], wanted} & _FRAME:
        return False
    pairs = (heard[max(0, at - 1) : at + 1], heard[at : at + 2])
    return not any(len(pair) == 2 and commonness().get(pair, UNKNOWN) >= COMMON for pair in pairs)


def _cost(heard: str, sounds: tuple[Sound, ...], tones: tuple[str, ...], word: _Word) -> float | None:
    """What it costs to write `word` for what was heard; None when it does not sound like it."""
    cost, halves, changed, same, bent = 0.0, 0, 0, 0, 0
    short = len(heard) <= SHORT
    for i, (char, wanted) in enumerate(zip(heard, word.text, strict=True)):
        if char == wanted:
            continue
        if char in _COUNTING or wanted in _COUNTING or (short and char in _FRAME):
            return None
        changed += 1
        sound, wanted_sound = sounds[i], word.sounds[i]
        if sound[0] == wanted_sound[0]:
            cost, same = cost + SAME, same + 1
        elif sound[1] == wanted_sound[1]:
            cost += BLURRED
        elif (
            word.shop
            and len(heard) >= LONG
            and not halves
            and _improbable(heard, i, wanted)
            and alike(sound, wanted_sound)
        ):
            cost, halves = cost + ALIKE, 1
        else:
            return None
        if tones[i] and word.tones[i] and tones[i] != word.tones[i]:
            cost, bent = cost + OTHER_TONE, bent + 1
    if len(heard) == 2 and same < changed and (changed > 1 or not word.shop):
        return None
    if len(heard) == 2 and bent and not word.shop:
        return None
    return None if short and changed > 1 and bent == changed else cost


def words_in(texts: Iterable[str]) -> set[str]:
    """Runs of Chinese characters that are short enough to be a name, and the words that runs are made of. Pairs with a
    numeral (两个, 一号) and what counts (十二个) are no words: what sounds like a number of something is too often
    another. Nor are 就是 and 能吃吗."""
    runs = {run for text in texts for run in _HAN.findall(text)}
    words = {run for run in runs if len(run) <= _LONGEST_WORD} | {word for run in runs for word in segments(run)}
    own = {word for word in words if len(word) > 1 and not _counts(word)}
    return {word for word in own if len(word) > SHORT or not _FRAME & set(word)}


def _counts(word: str) -> bool:
    """Whether a word is about a number rather than a name with a numeral in it (三文鱼, 四件套)."""
    numerals = len(_NUMERAL.findall(word))
    return numerals > 1 or "号" in word or (numerals == 1 and (len(word) < SHORT or word[1] in "个"))


@cache
def _trade() -> set[str]:
    """What hosts of all kinds of shops say and small recognisers have seldom read."""
    return listed("trade.txt")
