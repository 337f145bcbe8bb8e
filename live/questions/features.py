"""What the detector looks at in a comment: pieces of its text, how it sounds, and a few telling shapes."""

import re
import tomllib
from collections.abc import Mapping
from importlib import resources
from itertools import pairwise

_DIGITS = re.compile(r"\d+")
_DIGIT_RUN = {1: "⑴", 2: "⑵", 3: "⑶"}
_LONG_RUN = "⑷"
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|[⑴⑵⑶⑷▲#$%@?!&]")


def load_cues() -> list[tuple[str, re.Pattern[str]]]:
    """Telling shapes by name, from data/cues.toml."""
    text = resources.files("live.questions").joinpath("data/cues.toml").read_text(encoding="utf-8")
    return [(f"*{name}", re.compile("|".join(parts))) for name, parts in tomllib.loads(text).items()]


_CUES = load_cues()


def features(masked: str, language: str, sounds: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Pieces and cues of an evened text whose product names are masked. Pieces may repeat; order tells nothing."""
    cues = [name for name, pattern in _CUES if pattern.search(masked)]
    length = len(masked)
    cues.append(f"*length-{min(length // 4, 10)}" if language == "zh" else f"*length-{min(length // 10, 10)}")
    text = _DIGITS.sub(_digit_class, masked)
    pieces = _chinese(text, sounds) if language == "zh" else _english(text)
    if len(masked) <= 8:
        cues.append(f"*whole-{masked}")
    return pieces, cues


def _digit_class(match: re.Match[str]) -> str:
    return _DIGIT_RUN.get(match.end() - match.start(), _LONG_RUN)


def _chinese(text: str, sounds: Mapping[str, str]) -> list[str]:
    padded = f"^{text}$"
    end = len(padded)
    pieces = list(text)
    for size in (2, 3, 4):
        pieces += [padded[i : i + size] for i in range(end - size + 1)]
    heard = [sounds.get(c, c) for c in padded]
    pieces += [f"{a}_{b}" for a, b in pairwise(heard)]
    pieces += [f"{a}_{b}_{c}" for a, b, c in zip(heard, heard[1:], heard[2:], strict=False)]
    return pieces


def _english(text: str) -> list[str]:
    words = ["^", *(w.replace("'", "") for w in _WORD.findall(text)), "$"]
    pieces = words[1:-1]
    pieces += [f"{a} {b}" for a, b in pairwise(words)]
    pieces += [f"{a} {b} {c}" for a, b, c in zip(words, words[1:], words[2:], strict=False)]
    for word in words[1:-1]:
        if len(word) > 2:
            padded = f"<{word}>"
            for size in (3, 4, 5):
                pieces += [padded[i : i + size] for i in range(len(padded) - size + 1)]
    return pieces
