"""Text as the rules are written: simplified characters at half width. Every character stays where it is."""

import functools
import unicodedata
from collections.abc import Iterator


def plain(text: str) -> str:
    """`text` in that form, of the same length, so that what is found in it is found in `text`."""
    return text if text.isascii() else text.translate(_table())


@functools.cache  # the same in every broadcast; 40 ms
def _table() -> dict[int, int]:
    return dict(_pairs())


def _pairs() -> Iterator[tuple[int, int]]:
    import opencc

    every = [chr(code) for code in range(0x4E00, 0xA000)]
    simple = opencc.OpenCC("t2s").convert("\n".join(every)).split("\n")
    for before, after in zip(every, simple, strict=True):
        if before != after and len(after) == 1:
            yield ord(before), ord(after)
    # Full width letters, digits and signs; circled digits and letters. Chinese punctuation stays as it is.
    for code in (
        *range(0xFF04, 0xFF0A),
        0xFF0B,
        *range(0xFF0D, 0xFF1A),
        *range(0xFF20, 0xFF5F),
        *range(0x2460, 0x24FF),
    ):
        if len(after := unicodedata.normalize("NFKC", chr(code))) == 1:
            yield code, ord(after)
