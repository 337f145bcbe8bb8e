"""Whether words around a phrase deny it: "不能说根治" claims nothing, "不要错过全网最低价" does."""

import re
from dataclasses import dataclass

CLAUSE = "，。！？,.!?；;、:：\n"
"""What ends a clause: a denial does not reach beyond it."""

LATIN = 4
"""Latin letters that count as one character of `within`: English words are that much longer."""

OVERLAP = 2
"""Characters that a denying word may share with the phrase: 不能 and 能治."""


@dataclass(frozen=True)
class Negations:
    """The words of a rules file's [negation]."""

    before: re.Pattern[str] | None
    """Denies what follows it in the same clause, within so many characters…"""
    breaks: re.Pattern[str] | None
    """…unless one of these stands between."""
    within: int
    touching: re.Pattern[str] | None
    """Denies what stands right behind it."""
    after: re.Pattern[str] | None
    """Denies what stands right before it."""
    unless: re.Pattern[str] | None
    """Right behind a phrase, makes it a claim in spite of all that."""

    def deny(self, text: str, match: re.Match[str]) -> bool:
        """Whether the phrase is no claim."""
        if self.unless is not None and self.unless.match(text, match.end()):
            return False
        if self.after is not None and self.after.match(text, match.end()):
            return True
        return self._touched(text, match) or self._reached(text, match)

    def _touched(self, text: str, match: re.Match[str]) -> bool:
        words = self.touching.finditer(text, 0, match.start() + OVERLAP) if self.touching else ()
        return any(word.start() < match.start() <= word.end() for word in words)

    def _reached(self, text: str, match: re.Match[str]) -> bool:
        words = self.before.finditer(text, 0, match.start() + OVERLAP) if self.before else ()
        return any(self._reaches(text[word.end() : match.start()]) for word in words if word.start() < match.start())

    def _reaches(self, between: str) -> bool:
        latin = sum(character.isascii() for character in between)
        if len(between) - latin + latin / LATIN > self.within or any(c in CLAUSE for c in between):
            return False
        return self.breaks is None or self.breaks.search(between) is None
