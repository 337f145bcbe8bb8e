"""The shop's own words, written as the catalog writes them when they were heard as something that sounds the same."""

import re
from collections.abc import Callable, Sequence

_HAN = re.compile(r"[\u3400-\u9fff]+")
_NUMERALS = frozenset("零一二两三四五六七八九十百千万亿号")
_PARTS = re.compile(r"([^aeiouv]*)(.*)")
_ALIKE = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ang", "an"), ("eng", "en"), ("ing", "in"))
"""What speakers of many regions, and Whisper, do not tell apart."""


class Names:
    """Repairs by sound, without tones. A word of four syllables and more may differ in half of one of them, shorter
    ones in none; what is a word of its own, or part of a name that was heard right, stays as it is."""

    def __init__(self, words: Sequence[str]) -> None:
        from pypinyin import lazy_pinyin
        from pypinyin.phrases_dict import phrases_dict

        self._pinyin: Callable[[str], list[str]] = lazy_pinyin
        self._known = phrases_dict
        fit = {w for w in words if len(w) >= 2 and _HAN.fullmatch(w) and not _NUMERALS & set(w)}
        self._words = [(w, self._syllables(w)) for w in sorted(fit, key=lambda w: (-len(w), w))]

    def _syllables(self, text: str) -> list[str]:
        return [_blur(s) for s in self._pinyin(text)]

    def repair(self, text: str) -> str:
        """The text with its names put right; as long as before."""
        if not self._words:
            return text
        chars, taken = list(text), [False] * len(text)
        for word, _ in self._words:
            for found in re.finditer(re.escape(word), text):
                taken[found.start() : found.end()] = [True] * len(word)
        for run in _HAN.finditer(text):
            sounds = self._syllables(run[0])
            if len(sounds) != len(run[0]):
                continue
            for word, wanted in self._words:
                for i in range(len(sounds) - len(word) + 1):
                    at = run.start() + i
                    span = slice(at, at + len(word))
                    if any(taken[span]) or not self._sounds_like(sounds[i : i + len(word)], wanted):
                        continue
                    if "".join(chars[span]) in self._known:
                        continue
                    chars[span], taken[span] = list(word), [True] * len(word)
        return "".join(chars)

    @staticmethod
    def _sounds_like(heard: list[str], wanted: list[str]) -> bool:
        wrong = [(a, b) for a, b in zip(heard, wanted, strict=True) if a != b]
        return not wrong or (len(wanted) >= 4 and len(wrong) == 1 and _near(*wrong[0]))


def _near(a: str, b: str) -> bool:
    """Whether two syllables share their first or their last part: 山 for 晒, but not 条 for 罩."""
    first, last = _PARTS.match(a), _PARTS.match(b)
    return bool(first and last and (first[1] == last[1] or first[2] == last[2]))


def _blur(syllable: str) -> str:
    for sharp, blunt in _ALIKE:
        if syllable.startswith(sharp) or (len(sharp) == 3 and syllable.endswith(sharp)):
            syllable = syllable.replace(sharp, blunt)
    return syllable
