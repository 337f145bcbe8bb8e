"""How a group has been asked: the wordings kept, and the clearest of them for the title."""

import re
from dataclasses import dataclass, field

from live.catalog.wording import is_chinese

KEPT = 8
"""Wordings of a group that answers and titles are made from."""
CLEARER = 0.2
"""So much clearer a wording must be to replace the title that stands."""

_REPEATED = re.compile(r"(.{1,4}?)\1{2,}")
_QUESTION = re.compile(
    r"[?？吗嘛呢么]|多少|什么|啥|哪|几|怎么|能不能|有没有|会不会|是不是|\b(?:what|how|which|when|where"
    r"|does|do|is|are|can|will)\b"
)
_NOISE = re.compile(r"[\[\]{}<>|\\^~#*_=]|system|ignore|管理员|指令|http", re.IGNORECASE)
_ASIDE = re.compile(r"刚来|刚进|急|求|谢谢|哈哈|啊啊|[!！]{2,}|[^\w\s\u3000-\u303f\uff00-\uffef?!,.'’]")


@dataclass
class Wordings:
    """The wordings of one group, by comment."""

    texts: dict[str, str] = field(default_factory=dict)
    title: str = ""
    _clarity: float = -1.0

    def add(self, comment: str, text: str) -> bool:
        """Take in one wording; True when the title has changed."""
        if len(self.texts) < KEPT or comment in self.texts:
            self.texts[comment] = text
        score = clarity(text)
        if not self.title or score > self._clarity + CLEARER:
            changed = self.title != text
            self.title, self._clarity = text, score
            return changed
        return False

    def remove(self, comment: str) -> bool:
        """Forget a comment's wording; True when the title has changed."""
        text = self.texts.pop(comment, None)
        if text is None or text != self.title or not self.texts:
            return False
        self.title = max(self.texts.values(), key=clarity)
        self._clarity = clarity(self.title)
        return True


def clarity(text: str) -> float:
    """About 0 to 1: how well a host who glances at it understands the question."""
    length = len(text) if is_chinese(text) else len(text) / 3
    score = 0.5
    if length < 4:
        score -= 0.1 * (4 - length)
    elif length > 16:
        score -= 0.03 * (length - 16)
    if _QUESTION.search(text.lower()):
        score += 0.3
    if _REPEATED.search(text):
        score -= 0.2
    if _NOISE.search(text):
        score -= 0.5
    return score - 0.05 * len(_ASIDE.findall(text))
