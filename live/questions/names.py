"""Which product a comment names: by the catalog's names first, then by what things are commonly called."""

import re
import tomllib
from collections.abc import Iterable
from importlib import resources

import msgspec

MASK = "▲"
"""Stands for a product's name, so that questions about any product look alike to the detector."""

_WORD = re.compile(r"[a-z0-9][a-z0-9'&+-]*")
_LONE_BEFORE = "这那的只口本双条件把家款张个盒块床套身号新你买拍穿 ,"
_LONE_AFTER = re.compile(r"[邮赔退换装裹括含治你我满不过好子里本包钱法记桌上号]")
_UNLESS = re.compile(r"(in case|credit card|debit card|gift card|set up|card (?:was |got |is )?declin|ring(?:ing)? up)")


class Named(msgspec.Struct, frozen=True):
    """A product's name in a text: characters `start` to `end`."""

    start: int
    end: int
    product: str


def load_common() -> dict[str, dict[str, list[str]]]:
    """Category -> product id -> names, from data/products.toml."""
    text = resources.files("live.questions").joinpath("data/products.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


class Names:
    """Finds names. What is given later wins over what was given before, so give the catalog last."""

    def __init__(self, *sources: Iterable[tuple[str, str]]) -> None:
        """Each source is pairs of a name, evened, and a product id."""
        self._chinese: dict[str, dict[str, str]] = {}
        self._latin: dict[str, str] = {}
        for source in sources:
            for name, product in source:
                self._add(name.lower(), product)
        self._latin_heads = frozenset(name.split(" ", 1)[0] for name in self._latin)
        self._chinese_heads = frozenset(self._chinese)
        self._lengths = {head: sorted({len(n) for n in names}, reverse=True) for head, names in self._chinese.items()}

    def _add(self, name: str, product: str) -> None:
        if not name:
            return
        if name.isascii():
            self._latin[_stem(name)] = product
        else:
            self._chinese.setdefault(name[0], {})[name] = product

    def find(self, text: str) -> list[Named]:
        """Names in an evened text, in order, the longest at each place."""
        found = [] if self._chinese_heads.isdisjoint(text) else self._find_chinese(text)
        if self._latin:
            found += self._find_latin(text)
        if len(found) > 1:
            found.sort(key=lambda n: n.start)
        return found

    def _find_chinese(self, text: str) -> list[Named]:
        found: list[Named] = []
        at, end = 0, len(text)
        lengths, names = self._lengths, self._chinese
        while at < end:
            for length in lengths.get(text[at], ()):
                product = names[text[at]].get(text[at : at + length])
                if product is not None and (length > 1 or _stands_alone(text, at)) and not _tool(text, at, product):
                    found.append(Named(at, at + length, product))
                    at += length - 1
                    break
            at += 1
        return found

    def _find_latin(self, text: str) -> list[Named]:
        if self._latin_heads.isdisjoint(map(_singular, _WORD.findall(text))):
            return []  # as with most texts: nothing here begins a name
        words = [(m.start(), m.end(), _singular(m[0])) for m in _WORD.finditer(text)]
        barred = [m.span() for m in _UNLESS.finditer(text)]
        found: list[Named] = []
        at = 0
        while at < len(words):
            step = 1
            for count in (3, 2, 1) if words[at][2] in self._latin_heads else ():
                phrase = " ".join(w for _, _, w in words[at : at + count])
                product = self._latin.get(phrase) if len(words) - at >= count else None
                start, end = words[at][0], words[min(at + count, len(words)) - 1][1]
                if product is not None and not any(a <= start < b for a, b in barred):
                    found.append(Named(start, end, product))
                    step = count
                    break
            at += step
        return found


def _stem(words: str) -> str:
    return " ".join(map(_singular, words.split()))


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _stands_alone(text: str, at: int) -> bool:
    """A name of one character is often part of another word: 包邮, 面包, 三包."""
    return (at == 0 or text[at - 1] in _LONE_BEFORE) and not _LONE_AFTER.match(text, at + 1)


def _tool(text: str, at: int, product: str) -> bool:
    """丢洗衣机里 is about what goes into the machine."""
    return product == "laundry" and at > 0 and text[at - 1] in "丢扔放进用拿塞"


def mask(text: str, named: list[Named]) -> str:
    """The text with MASK in place of each name."""
    for name in reversed(named):
        text = f"{text[: name.start]}{MASK}{text[name.end :]}"
    return text


def common_names() -> list[tuple[str, str]]:
    """Every common name with its product id."""
    return [
        (name, product) for products in load_common().values() for product, names in products.items() for name in names
    ]
