"""How Chinese sounds, and how far apart two syllables are."""

import re

from live.catalog.wording import blurred

_PARTS = re.compile(r"([^aeiouv]*)(.*)")

_BENT = frozenset("一不")
"""What is said in another tone before almost every other syllable."""

Sound = tuple[str, str]
"""A syllable without its tone, and the same without what recognisers and southern speakers mix up."""


def sounds_of(run: str) -> tuple[Sound, ...]:
    """The syllables of Chinese characters, one a character, read in their context."""
    from pypinyin import lazy_pinyin

    syllables = lazy_pinyin(run)
    if len(syllables) != len(run):
        syllables = [lazy_pinyin(char)[0] for char in run]
    return tuple((syllable, blurred(syllable)) for syllable in syllables)


def tones_of(run: str) -> tuple[str, ...]:
    """The tones of Chinese characters, one a character: "1" to "4", "" where any will do."""
    from pypinyin import Style, lazy_pinyin

    syllables = lazy_pinyin(run, style=Style.TONE3)
    if len(syllables) != len(run):
        syllables = [lazy_pinyin(char, style=Style.TONE3)[0] for char in run]
    ends = (("" if char in _BENT else syllable[-1:]) for char, syllable in zip(run, syllables, strict=True))
    return tuple(end if end.isdigit() else "" for end in ends)


def alike(a: Sound, b: Sound) -> bool:
    """Whether two syllables share their first or their last part: 山 and 晒, but not 条 and 罩."""
    first, second = _PARTS.match(a[1]), _PARTS.match(b[1])
    return bool(first and second and (first[1] == second[1] or first[2] == second[2]))
