"""What the matches of a regular expression begin with."""

import re
from collections.abc import Iterator

MOST = 64
"""Spellings of one expression; what would be more stays as it is."""

_SPECIAL = frozenset("\\.^$*+?{}[]|()")
_MAY_BE_MISSING = ("?", "*", "{0", "{,")
_NO_LETTER = re.compile(r"(?:\\b|\^|\(\?<?[!=][^()]*\))+")
"""Conditions on a place, which take no letter of it."""
_SET = re.compile(r"\[(?!\^)((?:\\.|[^\]\\])+)\]|(\\d)")


def openings(way: str) -> list[tuple[str, bool]] | None:
    """What every match of `way` begins with, one letter or more each, and whether that is all there is to such a match;
    None where one may begin with anything or be empty.
    """
    found: dict[str, bool] = {}
    for spelt in spell_out(way):
        start = _NO_LETTER.match(spelt)
        heads = openings(spelt[start.end() :]) if start else _head(spelt)
        if heads is None:
            return None
        for letters, whole in heads:
            found[letters] = found.get(letters, False) or (whole and not start)
    return list(found.items())


def needed(way: str) -> str:
    """A letter that every match of `way` holds; empty where none is plain to see."""
    if len(alternatives(way)) > 1:
        return ""
    depth = 0
    for at, char in _tokens(way):
        depth += (char in "({") - (char in ")}")
        if depth == 0 and char not in _SPECIAL and not way.startswith(_MAY_BE_MISSING, at + 1):
            return char
    return ""


def _head(spelt: str) -> list[tuple[str, bool]] | None:
    if (among := _SET.match(spelt)) is not None:
        letters = _letters(among[1] or among[2])
        if letters is None or spelt.startswith(_MAY_BE_MISSING, among.end()):
            return None
        return [(letter, False) for letter in letters]
    head, at = "", 0
    while at < len(spelt):
        if spelt[at] not in _SPECIAL:
            end = at + 1
        elif spelt[at] == "\\" and not spelt[at + 1].isalnum():
            end = at + 2
        else:
            break
        if spelt.startswith(_MAY_BE_MISSING, end):
            break
        head += spelt[end - 1]
        at = end
    return [(head, at == len(spelt))] if head else None


def _letters(inside: str) -> list[str] | None:
    """The characters of a set; None where it holds classes, such as `\\w`, that are too many to be listed."""
    found: list[str] = []
    for piece in _set(inside):
        if piece == r"\d":
            found += "0123456789"
        elif piece[-1].isalnum() and len(piece) > 1:
            return None
        else:
            found.append(piece[-1])
    return found


def spell_out(pattern: str) -> list[str]:
    """Expressions that together match what `pattern` matches, each beginning with a plain letter where that can be had:
    `(?:the )?(cat|dog)s` as `the (cat|dog)s`, `cats` and `dogs`."""
    done: list[str] = []
    waiting = alternatives(pattern)
    while waiting:
        head = waiting.pop(0)
        expanded = _expand(head)
        if expanded is None or len(done) + len(waiting) + len(expanded) > MOST:
            done.append(head)
        else:
            waiting = expanded + waiting
    return done


def _expand(pattern: str) -> list[str] | None:
    """`pattern` without the group, set or class that it begins with; None when it begins with neither."""
    if pattern.startswith("[") and not pattern.startswith("[^"):
        end = pattern.index("]")
        options, rest = list(_set(pattern[1:end])), pattern[end + 1 :]
    elif pattern.startswith(r"\d"):
        options, rest = list("0123456789"), pattern[2:]
    elif pattern.startswith("(") and (not pattern.startswith("(?") or pattern.startswith("(?:")):
        end = _closing(pattern)
        inner = pattern[3:end] if pattern.startswith("(?:") else pattern[1:end]
        options, rest = alternatives(inner), pattern[end + 1 :]
    elif re.match(r"[^\\.^$()\[\]]\?", pattern):
        options, rest = [pattern[0]], pattern[1:]
    else:
        return None
    if rest.startswith("?"):
        options, rest = [*options, ""], rest[1:]
    elif rest.startswith(("*", "+", "{")):
        return None
    spelt = [s for o in options for s in alternatives(o + rest)]
    return None if "" in spelt else spelt


def _set(inside: str) -> Iterator[str]:
    for piece in re.findall(r"\\.|.-.|.", inside):
        if len(piece) == 3:
            yield from (chr(c) for c in range(ord(piece[0]), ord(piece[2]) + 1))
        else:
            yield piece if piece.startswith("\\") else re.escape(piece)


def _tokens(pattern: str) -> Iterator[tuple[int, str]]:
    """Places and characters of `pattern` that are neither escaped nor in a set."""
    at = 0
    while at < len(pattern):
        if pattern[at] == "\\":
            at += 2
            continue
        if pattern[at] == "[":
            at = pattern.index("]", at + 2) + 1
            continue
        yield at, pattern[at]
        at += 1


def _closing(pattern: str) -> int:
    depth = 0
    for at, char in _tokens(pattern):
        depth += (char == "(") - (char == ")")
        if depth == 0:
            return at
    raise ValueError(f"unbalanced: {pattern}")


def alternatives(pattern: str) -> list[str]:
    """What stands between the bars of `pattern` at its outermost level."""
    parts, start, depth = [], 0, 0
    for at, char in _tokens(pattern):
        depth += (char == "(") - (char == ")")
        if char == "|" and depth == 0:
            parts.append(pattern[start:at])
            start = at + 1
    return [*parts, pattern[start:]]
