"""English numerals, as figures: seventy nine → 79, one twenty nine → 129, a hundred and five → 105, 5 k → 5 k."""

import re

_ONES = {
    w: i
    for i, w in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
         "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
    )
}  # fmt: skip
_TENS = {
    w: 10 * (i + 2)
    for i, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"])
}
NUMERALS = tuple(sorted([*_ONES, *_TENS, "hundred", "thousand"], key=len, reverse=True))
_WORD = "|".join(NUMERALS)
_RUN = re.compile(rf"\b(?:a )?(?:{_WORD})(?:(?:[ -]| and )(?:{_WORD}))*\b")
_ANY = re.compile(rf"\b(?:{_WORD})\b")


def english_figures(line: str) -> str:
    """`line` (lower case) with numbers of two words or more, and tens, teens and units before a noun, as figures.

    A lone "one" stays: it is a pronoun more often than a number.
    """
    if not _ANY.search(line):
        return line
    return _RUN.sub(_replace, line)


def _replace(match: re.Match[str]) -> str:
    words = re.findall(_WORD, match[0])
    if words in (["one"], ["zero"]) or (words in (["hundred"], ["thousand"]) and not match[0].startswith("a ")):
        return match[0]
    numbers = _values(words)
    return match[0] if not numbers else " ".join(map(str, numbers))


def _values(words: list[str]) -> list[int]:
    """The numbers that a run of words spells; "seventy nine seventy nine" are two."""
    found: list[int] = []
    total, current, last = 0, 0, ""
    started = False
    for word in words:
        if word == "hundred":
            current = (current or 1) * 100
        elif word == "thousand":
            total, current = (current or 1) * 1000, 0
        elif word in _TENS:
            if started and last == "ones" and total == 0 and 1 <= current <= 9:
                # "one twenty nine" is 129.
                current = current * 100 + _TENS[word]
            elif started and (last in ("tens", "ones", "teens")):
                found.append(total + current)
                total, current = 0, _TENS[word]
            else:
                current += _TENS[word]
            last, started = "tens", True
            continue
        else:
            number = _ONES[word]
            teen = number >= 10
            if started and (last in ("ones", "teens") or (last == "tens" and (teen or number == 0))):
                found.append(total + current)
                total, current = 0, number
            else:
                current += number
            last, started = ("teens" if teen else "ones"), True
            continue
        last, started = "unit", True
    found.append(total + current)
    return found
