"""Tables of characters that the detector needs on every comment, made once at training and kept with the model."""

from collections.abc import Mapping

import msgspec


class Spelling(msgspec.Struct, frozen=True):
    """`simplified`: traditional characters and their simplified ones, as two strings of equal length.
    `sounds`: every character with the syllable it is usually read as, without tone."""

    traditional: str
    simplified: str
    sounds: Mapping[str, str]

    def table(self) -> dict[int, int]:
        """For `str.translate`."""
        return {ord(a): ord(b) for a, b in zip(self.traditional, self.simplified, strict=True)}


def load_spelling() -> Spelling:
    """From OpenCC and pypinyin; takes a third of a second, so it is done at training only."""
    import opencc
    from pypinyin import Style, pinyin_dict
    from pypinyin.style import convert

    every = [chr(code) for code in range(0x4E00, 0xA000)]
    plain = opencc.OpenCC("t2s").convert("\n".join(every)).split("\n")
    pairs = [(a, b) for a, b in zip(every, plain, strict=True) if a != b and len(b) == 1]
    sounds = {
        char: convert(pinyin_dict.pinyin_dict[ord(char)].split(",")[0], Style.NORMAL, strict=False)
        for char in every
        if ord(char) in pinyin_dict.pinyin_dict
    }
    return Spelling("".join(a for a, _ in pairs), "".join(b for _, b in pairs), sounds)
