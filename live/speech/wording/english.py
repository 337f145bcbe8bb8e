"""Names of the shop in English, written as the catalog does where other words were heard that sound the same."""

import re
from collections.abc import Iterable

LEAST = 4
"""Sounds that a name must have: shorter ones sound like too much else."""

_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_RULES = [
    (re.compile(pattern), to)
    for pattern, to in (
        (r"[^a-z]", ""), (r"^(?:kn|gn|pn)", "n"), (r"^wr", "r"), (r"mb$", "m"), (r"ph", "f"), (r"igh|gh", ""),
        (r"tch|ch|sh|[ts]i(?=on)|ci(?=a|ou)", "S"), (r"th", "0"), (r"dg|g(?=[eiy])|j", "J"), (r"c(?=[eiy])|z", "s"),
        (r"ck|c|q", "k"), (r"x", "ks"), (r"wh", "w"), (r"(?<=[aeiou])[wyh]", ""), (r"v", "f"), (r"d$", "t"),
        (r"^[aeiouy]+", "a"), (r"(?<=.)[aeiouy]+", ""), (r"(.)\1+", r"\1"),
    )
]  # fmt: skip


def sound(text: str) -> str:
    """Roughly how `text` sounds: its consonants, those that are easily confused as one, and whether a vowel begins."""
    code = text.lower()
    for pattern, to in _RULES:
        code = pattern.sub(to, code)
    return code


class EnglishRepair:
    """Puts names right that were heard as as many words, or one more or less, with just the same sounds."""

    def __init__(self, names: Iterable[str]) -> None:
        """`names`: names and aliases; what is longer than six words is no name."""
        self._by_sound: dict[str, str] = {}
        self._most = 0
        for name in names:
            words = _WORD.findall(name)
            code = sound("".join(words))
            if 1 <= len(words) <= 6 and len(code) >= LEAST and _WORD.fullmatch(name.replace(" ", "")):
                self._by_sound.setdefault(code, name)
                self._most = max(self._most, len(words) + 1)

    def write(self, text: str) -> str:
        """The text with its names put right; what is a name already, in whatever case, stays."""
        words = list(_WORD.finditer(text))
        parts, at, i = [], 0, 0
        while i < len(words):
            for count in range(min(self._most, len(words) - i), 0, -1):
                start, end = words[i].start(), words[i + count - 1].end()
                heard = text[start:end]
                name = self._by_sound.get(sound(heard))
                if name is not None and _one_breath(heard) and abs(count - len(name.split())) <= 1:
                    same = _holds(heard, name) or heard[0].lower() != name[0].lower()
                    parts += [text[at:start], heard if same else name]
                    at, i = end, i + count - 1
                    break
            i += 1
        return "".join([*parts, text[at:]])


def _one_breath(heard: str) -> bool:
    return re.fullmatch(r"[A-Za-z'’ -]+", heard) is not None


def _holds(heard: str, name: str) -> bool:
    """Whether the name stands in what was heard, perhaps beside a word without a sound of its own (`jacket oh`)."""
    return f" {_bare(name)} " in f" {_bare(heard)} "


def _bare(text: str) -> str:
    """Without case, marks, and the s of several."""
    return " ".join(word.removesuffix("s") for word in re.sub(r"[^a-z ]", "", text.lower()).split())
