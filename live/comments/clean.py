"""Hostile text made harmless: what a terminal, a browser, a chart or a prompt must never see goes, the rest stays.

What goes: C0 and C1 controls, escape sequences with all they carry, bidirectional controls, invisible characters
(among them the tag characters that smuggle text past people into prompts), private and unassigned code points, half
surrogates, and combining marks stacked beyond `MARKS`. What stays: every script, and emoji with their joiners, skin
tones, keycaps and flags. The result is NFC, on one line, without space at its ends or two in a row.

References: ECMA-48 (controls and escape sequences), UAX #9 (bidirectional controls), UTS #51 (emoji sequences),
Unicode's list of default ignorable code points.
"""

import re
import unicodedata

MARKS = 3
"""Combining marks kept on one character: Vietnamese, Thai, Hebrew and Indic writing need at most three."""

_SLACK = 16
"""A text is looked at up to so many times its final length: hidden rubbish counts there, and work stays bounded."""

_SUSPECT = re.compile(
    "[^"
    " -~"  # ASCII
    "\u00c0-\u00ff"  # Latin-1 letters
    "\u2010-\u2027\u2030-\u205e"  # dashes, quotes, ellipsis
    "\u3000-\u3029\u3041-\u3096\u30a1-\u30fe\u4e00-\u9fff\uac00-\ud7a3"  # CJK
    "\uff01-\uff9d"  # full and half width
    "\U0001f300-\U0001f64f\U0001f680-\U0001f6c5"  # emoji
    "]|  | \u3000|\u3000 |\u3000\u3000"
)
"""Anything that takes a closer look. Text without a match is clean and NFC as it stands."""

# What a string carries ends at the next opener, too: so none is looked through once for each opener before it.
_ESCAPES = re.compile(
    "(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]?"  # CSI: colours, cursor
    "|(?:\x1b[\\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x90\x98\x9c-\x9f]*(?:\x07|\x1b\\\\|\x9c)"  # OSC, DCS…, closed
    "|\x1b[ -/]*[0-~]?"  # the rest, and the openings of those that are never closed
)

_FLAG = re.compile("\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,6}\U000e007f")
"""Flags of regions (England, Scotland, Wales) are the one honest use of tag characters."""

_HALF_FLAG = re.compile("[\U000e0020-\U000e007e]+$")

_ZWNJ, _ZWJ, _TEXT, _EMOJI, _KEYCAP = "\u200c", "\u200d", "\ufe0e", "\ufe0f", "\u20e3"
_SPACES = re.compile(r"\s+")
_OTHER_EMOJI = frozenset("\u3030\u303d\u3297\u3299")
_BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and marks by their category, but nothing is to be seen of them."""


def clean(raw: str, max_length: int) -> str:
    """`raw` as it may be stored and shown, at most `max_length` characters; "" when nothing visible is left."""
    if len(raw) <= max_length and not _SUSPECT.search(raw):
        return raw.strip()
    text = _ESCAPES.sub("", raw[: max_length * _SLACK])
    text = _visible(text)
    composed = unicodedata.normalize("NFC", text)
    if composed != text:
        # NFC takes some letters apart; the marks that come of it count too.
        composed = unicodedata.normalize("NFC", _visible(composed))
    text = _SPACES.sub(" ", composed).strip()
    return _shorten(text, max_length)


def _shorten(text: str, max_length: int) -> str:
    if len(text) <= max_length:
        return text
    # A joined emoji that is cut leaves whole ones: no joiner that binds what is put after it, no half of a flag.
    return _HALF_FLAG.sub("", text[:max_length]).rstrip(_ZWJ + _ZWNJ).rstrip()


def _visible(text: str) -> str:
    kept: list[str] = []
    marks = 0
    flag_until = -1
    for i, char in enumerate(text):
        if " " <= char <= "~":
            if kept or char != " ":  # not at the beginning, where a mark would stand on it
                kept.append(char)
                marks = 0
            continue
        if char == "\U0001f3f4" and (flag := _FLAG.match(text, i)):
            flag_until = flag.end()
        category = unicodedata.category(char)
        if category[0] == "M":
            marks += 1
            if char in (_EMOJI, _TEXT):
                if kept and _takes_selector(kept[-1]):
                    kept.append(char)
            elif marks <= MARKS and kept and char not in _BLANKS and not _is_selector(char):
                kept.append(char)
            continue
        # What is left out, and what joins, carries no marks of its own: those behind it still stand on the same letter.
        if category[0] in "LNPS":
            if char not in _BLANKS:
                kept.append(char)
                marks = 0
        elif category[0] == "Z" or char in "\t\n\v\f\r\x85":
            if kept:
                kept.append(" ")
                marks = 0
        elif char == _ZWJ:
            if kept and _joins(kept[-1], follows := text[i + 1 : i + 2]) and _stays(follows, marks):
                kept.append(char)
        elif char == _ZWNJ:
            follows = text[i + 1 : i + 2]
            if kept and _is_cursive(kept[-1]) and _is_cursive(follows) and _stays(follows, marks):
                kept.append(char)
        elif i < flag_until or _is_arabic_sign(char) or _is_new_emoji(char, category):
            kept.append(char)
    return "".join(kept)


def _joins(before: str, follows: str) -> bool:
    """Whether a joiner between these two makes an emoji, or a letter form of a script that joins."""
    if _is_cursive(before):
        return _is_cursive(follows)
    return (_is_emoji(before) or before == _EMOJI) and _is_emoji(follows)


def _stays(char: str, marks: int) -> bool:
    """Whether this character is kept, behind a letter with so many marks: a joiner must not join what is gone."""
    category = unicodedata.category(char)
    if category[0] == "M":
        return marks < MARKS and char not in _BLANKS and not _is_selector(char)
    if category[0] in "LNPS":
        return char not in _BLANKS
    return _is_arabic_sign(char) or _is_new_emoji(char, category)


def _is_emoji(char: str) -> bool:
    return "\U0001f000" <= char <= "\U0001faff" or "\u2190" <= char <= "\u2bff" or char in _OTHER_EMOJI


def _takes_selector(char: str) -> bool:
    return _is_emoji(char) or char in "#*0123456789\u00a9\u00ae\u203c\u2049\u2122\u2139"


def _is_selector(char: str) -> bool:
    """Variation selectors but the two of emoji: they carry 256 values each, unseen."""
    return "\ufe00" <= char <= "\ufe0d" or "\U000e0100" <= char <= "\U000e01ef" or "\u180b" <= char <= "\u180f"


def _is_cursive(char: str) -> bool:
    """Scripts in which (non-)joiners are part of the spelling: Arabic to Sinhala."""
    return "\u0600" <= char <= "\u0dff"


def _is_arabic_sign(char: str) -> bool:
    """Format characters that are visible: number and verse signs."""
    return "\u0600" <= char <= "\u0605" or char in "\u06dd\u070f\u08e2"


def _is_new_emoji(char: str, category: str) -> bool:
    """Emoji that are newer than this Python's tables."""
    return category == "Cn" and "\U0001f000" <= char <= "\U0001faff"
