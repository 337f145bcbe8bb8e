"""What Whisper says when it hears nothing, and what it says again and again when it is lost."""

import re
from functools import cache
from importlib.resources import files

from live.speech.backends import Hearing

NOBODY = 0.6
"""Likeliness of silence, by the model itself, from which on nobody spoke. On silence, noise and music the base model
says 0.78 to 0.96, on speech at most 0.02, and 0.1 where noise is 5 dB louder than the voice."""

LEAST_CONFIDENCE = 0.3
"""Mean token probability below which what was heard is more likely nothing. Speech of the base model stands above
0.45 even where half of its characters are wrong."""

SURE = 0.7
"""Mean token probability from which on what was heard is believed whatever the model says of silence: some larger
models find quiet speech silent. What the base model makes up stands below 0.55."""

DOUBT_SILENCE, DOUBT_CONFIDENCE = 0.2, 0.5
"""Beyond these it is doubtful that anybody spoke: lines that subtitle makers and hosts both say are not believed."""

_NOT_WORDS = re.compile(r"[\W_]+")


def is_phantom(text: str, hearing: Hearing, seconds: float) -> bool:
    """Whether nobody said the text: by what the recogniser thinks of it, because it is one of the known lines of
    subtitle makers, or because it is more than can be said in `seconds`."""
    if hearing.confidence < (SURE if hearing.silence > NOBODY else LEAST_CONFIDENCE):
        return True
    bare = _bare(text)
    never, seldom = _phrases()
    if any(phrase in bare for phrase in never):
        return True
    doubtful = hearing.silence > DOUBT_SILENCE or hearing.confidence < DOUBT_CONFIDENCE
    if doubtful and any(phrase in bare for phrase in seldom):
        return True
    return len(bare) > 8 + 14 * seconds


@cache
def _phrases() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Lines that no host says, and lines that hosts say as well."""
    lines = files("live.speech.wording").joinpath("phantoms.txt").read_text(encoding="utf-8").splitlines()
    known = [line for line in lines if line.strip() and not line.startswith("#")]
    seldom = tuple(_bare(line) for line in known if line.startswith("?"))
    return tuple(_bare(line) for line in known if not line.startswith("?")), seldom


def _bare(text: str) -> str:
    return _NOT_WORDS.sub("", text).lower()


def without_loops(text: str) -> str:
    """The text with what is repeated four times or more in a row (two characters and up) written twice.

    "三二一三二一" stays: hosts repeat themselves, but not that often. A single character may come up to six times
    ("哈哈哈哈").
    """
    text = re.sub(r"(.)\1{6,}", r"\1\1\1", text)
    return re.sub(r"(.{2,40}?)\1{3,}", r"\1\1", text)
