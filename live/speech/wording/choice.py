"""Which of what a recogniser finds about as likely was said: the one that holds more of what this shop sells.

Of readings that differ by little, 乌买蓝 and 雾霾蓝 or 商场1119 and 商场119, the first is often only what is commoner
elsewhere. Nothing is made up here: each was heard.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from live.speech.wording.repair import words_in

_NUMBER = re.compile(r"(?<![\d.])(\d+(?:\.\d+|块\d)?)([A-Za-z%\u3400-\u9fff]?)")

LEAST = 11
"""Prices below are no sign of the shop: such numbers stand in every second line."""


class Choice:
    """Chooses among readings of one piece of sound. The same readings give the same choice."""

    def __init__(self, texts: Iterable[str], write: Callable[[str], str]) -> None:
        """`texts`: names of the shop, its prices, and what else its catalog says; `write` brings a reading to the form
        in which it would be written down."""
        texts = tuple(texts)
        latin = {text for text in texts if text.isascii() and any(map(str.isalpha, text))}
        words = words_in(texts) | {text for text in texts if len(text) == 1 and text.isalpha()} | latin
        longest_first = sorted(words, key=lambda word: (-len(word), word))
        either = "|".join(rf"\b{re.escape(word)}" if word in latin else re.escape(word) for word in longest_first)
        self._words = re.compile(either, re.IGNORECASE) if words else None
        said = [(float(number), unit) for text in texts for number, unit in re.findall(r"(\d+(?:\.\d+)?)(.?)", text)]
        self._prices = {number for number, unit in said if unit == "元" and number >= LEAST}
        self._measures = {(number, unit.lower()) for number, unit in said if unit.strip()}
        self._write = write

    def best(self, readings: Sequence[str]) -> int:
        """The place of the reading with the most words and numbers of the shop; of several the first."""
        return max(range(len(readings)), key=lambda i: (self._of_the_shop(readings[i]), -i))

    def _of_the_shop(self, reading: str) -> int:
        text = self._write(reading)
        numbers = [(float(number.replace("块", ".")), unit.lower()) for number, unit in _NUMBER.findall(text)]
        known = sum(number in self._prices or (number, unit) in self._measures for number, unit in numbers)
        return known + (len(self._words.findall(text)) if self._words else 0)
