"""Whoever a comment asks for, one body each: 我妈155 130斤 我165 110斤."""

import re

from live.catalog.measures import Body, parse_body
from live.catalog.wording import plain

_CHINESE = (
    r"(?:我(?:家|的)?)?(?:妈妈?|婆婆|爸爸?|公公|爷爷|奶奶|外婆|姥姥|老公|老婆|媳妇|对象|男朋友|女朋友|男友|女友|女儿|闺女|儿子|姐姐?|妹妹?|哥哥?|弟弟?"
    r"|闺蜜|朋友|同事|孩子|老妈|老爸)|我(?:自己|本人)?|本人|自己|她|他"
)
_ENGLISH = (
    r"\b(?:my (?:mom|mum|mother|dad|father|husband|wife|hubby|sister|brother|daughter|son|boyfriend|girlfriend|bf|gf"
    r"|friend|partner)|she|he|i'?m|i am|i|me|myself)\b"
)
_PERSON = re.compile(f"{_CHINESE}|{_ENGLISH}")
_AND = re.compile(r"(?<=[\d斤码])\s*(?:和|跟|以及|还有|,? and )\s*(?=\d)")
_PRONOUNS = ("她", "他", "she", "he")
_SELF = re.compile(r"我(?:自己|本人)?|本人|自己|i'?m|i am|i|me|myself")


def people(text: str) -> tuple[tuple[str, Body], ...]:
    """Those of whom `text` tells figures, in its order: how each is called there (empty where not at all), and the
    body. One for most comments; none without figures."""
    line = plain(text)
    starts = [(m.start(), m[0]) for m in _PERSON.finditer(line)]
    parts = _parts(line, starts)
    found: dict[str, Body] = {}
    for called, words in parts:
        body = parse_body(words)
        if (body.height_cm or body.weight_kg) and called not in found:
            found[called] = body
    if len(found) < 2:
        halves = [parse_body(half) for half in _AND.split(line)]
        if len(halves) > 1 and all(b.height_cm and b.weight_kg for b in halves):
            return tuple(("", b) for b in halves)
        whole = parse_body(text)
        return (("", whole),) if whole.measured else ()
    return tuple(found.items())


def _parts(line: str, starts: list[tuple[int, str]]) -> list[tuple[str, str]]:
    """The words about each, joined where one is named again; a name with no figure behind it goes before the next."""
    joined: dict[str, str] = {}
    last = ""
    for at, called in starts:
        end = next((later for later, _ in starts if later > at), len(line))
        words = line[at + len(called) : end]
        name = "" if _SELF.fullmatch(called) else called
        if name in _PRONOUNS and last and last not in _PRONOUNS:
            name = last
        last = name or last
        if any(c.isdigit() or c in "一二三四五六七八九十百" for c in words):
            joined[name] = f"{joined[name]} {words}" if name in joined else words
    return list(joined.items())
