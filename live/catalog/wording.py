"""Text as people type and say it, brought to one form so that it can be compared.

Nothing here is shown to anyone: screens quote people as they wrote.
"""

import functools
import re
import unicodedata

_CJK = re.compile(r"[\u3400-\u9fff]")
_SPACES = re.compile(r"\s+")


@functools.cache
def _simplifier() -> "object":
    import opencc

    return opencc.OpenCC("t2s")


def simplified(text: str) -> str:
    """Traditional characters as simplified ones."""
    return str(_simplifier().convert(text))  # type: ignore[attr-defined]


@functools.lru_cache(maxsize=4096)  # the wordings kept of a group are looked at again with each that joins them
def plain(text: str) -> str:
    """Simplified, NFKC, lower case, one space where there were many."""
    if text.isascii():
        return _SPACES.sub(" ", text.lower()).strip()
    return _SPACES.sub(" ", simplified(unicodedata.normalize("NFKC", text)).lower()).strip()


def is_chinese(text: str) -> bool:
    """Whether `text` is to be read, and answered, as Chinese."""
    return _CJK.search(text) is not None


_AMERICAN = {
    "aluminium": "aluminum", "grey": "gray", "colour": "color", "colours": "colors", "fibre": "fiber", "litre": "liter",
    "litres": "liters", "mould": "mold", "jewellery": "jewelry", "centre": "center", "odour": "odor",
}  # fmt: skip


def american(word: str) -> str:
    """An English word as it is spelled in America."""
    return _AMERICAN.get(word, word)


_MERGED_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"))
_MERGED_FINALS = (("ang", "an"), ("eng", "en"), ("ing", "in"), ("ong", "on"))


@functools.lru_cache(maxsize=8192)
def syllable(char: str) -> str:
    """How a Chinese character sounds, without its tone; another character stands for itself."""
    if not _CJK.match(char):
        return char
    import pypinyin

    return str(pypinyin.lazy_pinyin(char)[0])


@functools.lru_cache(maxsize=8192)
def blurred(sound: str) -> str:
    """A syllable without what recognisers and southern speakers mix up: zh/z, ch/c, sh/s, n/l, -ng/-n."""
    for long, short in _MERGED_INITIALS:
        if sound.startswith(long):
            sound = short + sound[len(long) :]
            break
    for long, short in _MERGED_FINALS:
        if sound.endswith(long):
            sound = sound[: -len(long)] + short
            break
    return "l" + sound[1:] if sound.startswith("n") and len(sound) > 1 else sound


def sounds(text: str) -> tuple[str, ...]:
    """The syllables of `text`, one a character."""
    return tuple(map(syllable, text))
