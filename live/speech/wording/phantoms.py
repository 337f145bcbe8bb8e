"""What Whisper says when it hears nothing, and what it says again and again when it is lost."""

import re
from functools import cache
from importlib.resources import files

_NOT_WORDS = re.compile(r"[\W_]+")


def is_phantom(text: str, seconds: float) -> bool:
    """Whether the text is one of the known lines of subtitle makers, or more than can be said in `seconds`."""
    bare = _NOT_WORDS.sub("", text).lower()
    if any(phrase in bare for phrase in _phrases()):
        return True
    return len(bare) > 8 + 14 * seconds


@cache
def _phrases() -> tuple[str, ...]:
    lines = files("live.speech.wording").joinpath("phantoms.txt").read_text(encoding="utf-8").splitlines()
    return tuple(_NOT_WORDS.sub("", line).lower() for line in lines if line.strip() and not line.startswith("#"))


def without_loops(text: str) -> str:
    """The text with what is repeated four times or more in a row (two characters and up) written twice.

    "三二一三二一" stays: hosts repeat themselves, but not that often. A single character may come up to six times
    ("哈哈哈哈").
    """
    text = re.sub(r"(.)\1{6,}", r"\1\1\1", text)
    return re.sub(r"(.{2,20}?)\1{3,}", r"\1\1", text)
