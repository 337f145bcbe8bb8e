"""What single Chinese characters tell of a question, where neither its topic nor a whole word of it is recognised.

A recogniser and a host leave little of a viewer's wording; the verb that a yes-or-no question turns on mostly stays.
"""

import re
from collections.abc import Sequence

from live.catalog.frequent import FREQUENT
from live.catalog.wording import is_chinese

CHARACTERS = (0.0, 0.25, 0.4, 0.5)
"""So many of one wording's telling characters, beside its words: none, one, two, three or more."""
CRUX = 0.35
"""The verb that a yes-or-no question turns on (能煮吗: 煮), or its denial (掉不掉色: 不怎么掉)."""
_CRUX = re.compile(
    r"(?:能不能|可不可以|会不会|要不要|能|可以|会|怕|怎么|咋)([^\s，。,?？吗嘛不没]{1,4})"
    r"|([\u3400-\u9fff])不\2([\u3400-\u9fff]?)|([\u3400-\u9fff]{2})(?:不|吗|嘛|么|没)$"
)
_DENIAL = re.compile(r"不(?:会|怎么|太|容易|用|至于)?|没(?:有)?|从来没|别")


def crux(lines: Sequence[str]) -> frozenset[str]:
    """The telling characters of the verb that a yes-or-no question (plain, in some wordings) turns on."""
    found = [
        {c for m in _CRUX.finditer(line) for c in "".join(g for g in m.groups() if g)} - FREQUENT for line in lines
    ]
    return frozenset(c for c in set().union(*found) if is_chinese(c) and sum(c in f for f in found) * 3 >= len(lines))


def by_characters(
    wordings: Sequence[frozenset[str]], verb: frozenset[str], words: frozenset[str], line: str, topic_known: bool
) -> float:
    """0 to 1: what the characters of a question that are in `line` tell: much where nothing else is known of it, little
    where the words of its topic would be due. `words` are the question's words; those that are in `line` whole are
    counted elsewhere."""
    shared = characters_shared(wordings, words, line)
    if topic_known:
        return max(CHARACTERS[1] if shared >= 2 else 0.0, CRUX if _denied(verb, line) else 0.0)
    sign = CHARACTERS[min(shared, len(CHARACTERS) - 1)]
    met = verb & set(line)
    plainly = len(met) >= min(2, len(verb)) or _denied(verb, line)
    return max(sign, CRUX if plainly else CHARACTERS[1]) if met else sign


def characters_shared(wordings: Sequence[frozenset[str]], words: frozenset[str], line: str) -> int:
    """How many telling characters a wording has in `line`, beside its words that are there whole; of several wordings
    one that a quarter of them reaches."""
    if not wordings:
        return 0
    whole = {c for word in words if word in line for c in word} | FREQUENT
    counts = sorted((len((wording & set(line)) - whole) for wording in wordings), reverse=True)
    return counts[len(counts) // 4]


def _denied(verb: frozenset[str], line: str) -> bool:
    """Whether one of the characters is denied: 不怎么掉, 一个球没有."""
    for match in _DENIAL.finditer(line):
        around = line[max(0, match.start() - 1) : match.start()] + line[match.end() : match.end() + 3]
        if verb & set(around.split("，")[0]):
            return True
    return False
