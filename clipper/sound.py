"""Finding phrases in recognised speech by how they sound.

A recogniser writes 嘴飘了 for 嘴瓢了 and 没强到 for 没抢到. What is the same is the sound, so phrases of three
characters and more are compared by their toneless pinyin; shorter ones are too easily something else.
"""

import re
from functools import lru_cache

_HAN = re.compile(r"[\u4e00-\u9fff]")
_BY_SOUND_FROM = 3
"""Characters from which the sound alone is enough."""


@lru_cache(maxsize=4096)
def syllables(text: str) -> str:
    """Toneless pinyin of the Chinese characters of `text`, each syllable between spaces; the rest as it is."""
    from pypinyin import lazy_pinyin

    return " " + " ".join(lazy_pinyin(text)) + " "


class Phrases:
    """A set of phrases to look for in what a host says, written `one | another | …`."""

    def __init__(self, phrases: str) -> None:
        self._phrases = tuple(p for part in phrases.split("|") if (p := part.strip().casefold()))
        self._long = tuple(p for p in self._phrases if len(_HAN.findall(p)) >= _BY_SOUND_FROM and len(p) < 12)

    def find(self, text: str) -> str:
        """The first phrase that stands in `text`, or sounds as if it did; "" when there is none."""
        text = text.casefold()
        for phrase in self._phrases:
            if _contains(text, phrase):
                return phrase
        if not self._long or not _HAN.search(text):
            return ""
        sound = syllables(text)
        return next((phrase for phrase in self._long if syllables(phrase) in sound), "")


def _contains(text: str, phrase: str) -> bool:
    """Whether it stands there; a phrase of Latin letters only as whole words."""
    if phrase.isascii():
        return re.search(rf"(?<![a-z0-9]){re.escape(phrase)}(?![a-z0-9])", text) is not None
    return phrase in text
