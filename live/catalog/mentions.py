"""Which products a text names: by name, alias, link number, or, in a transcript, by a word that sounds like one."""

import re
from dataclasses import dataclass
from functools import cached_property

from live.catalog.numerals import figures
from live.catalog.products import Catalog, CatalogProduct
from live.catalog.wording import blurred, is_chinese, plain, sounds

_NUMBER_AS_NAME = re.compile(r"(?:#|no\.?|link|item|number)?\s*\d+\s*(?:号|号链接|链接)?|\d+")
_LINKS = re.compile(
    r"(?<![\d.年月])(?:第)?\s*(\d{1,3})\s*号"
    r"(?!\s*(?:前|之前|以前|以后|之后|能?到|就要|就能|要用|发的?货|寄|买的|拍的|下单|付的?款|那天|当天"
    r"|[早晚]上|[上下]午))"
    r"(?!\s*(?:签收|过生日|结婚|色|电池|[楼线位]))(?:\s*(?:链接|宝贝|商品|品))?"
    r"|(?<![\d.])(\d{1,3})\s*(?:的)?链接"
    r"|链接\s*(\d{1,3})(?!\d)"
    r"|(?<![\w&])(?:#|no\.\s?|num(?:ber)?\s?|link\s?#?\s?|item\s?#?\s?|lot\s?#?\s?)(\d{1,3})(?![\d%.]"
    r"|\s*(?:left|minutes?|pieces?|pcs|days?))"
)
_WORD_LINKS = re.compile(
    r"\b(?:link|number|item)\s+(one|two|three|four|five|six|seven|eight|nine|ten)\b"
    r"|\b(?:the\s+)?(first|second|third|fourth|fifth)\s+(?:link|item|one in the (?:cart|bag|list))\b"
)
_SPELLED = {
    w: i + 1 for i, w in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"])
}
_ORDINAL = {w: i + 1 for i, w in enumerate(["first", "second", "third", "fourth", "fifth"])}

MIN_MISHEARD = 2
"""Syllables that a name must have to be recognised by its sound alone."""
NAMED_AFTER = 3
"""Syllables that a name must have to be recognised behind its number by being like what was heard."""
ALIKE = 0.75
"""How like it must be: the share of letters of pinyin that are the same, in the mean of its syllables."""
COINED = 7
"""Letters from which on a name of one word may be heard as two (Frost Pup)."""
_APART = re.compile(r"[ -]")


@dataclass(frozen=True)
class Mention:
    """A product named in a text, and where."""

    product: str
    start: int
    end: int
    exact: bool = True
    """Whether the name itself stood there, not only something that sounds like it."""


@dataclass(frozen=True)
class _Name:
    text: str
    product: str
    sounds: tuple[str, ...]
    blurred: tuple[str, ...]


class ProductFinder:
    """Finds products of one catalog in texts. A name that two products share finds neither."""

    def __init__(self, catalog: Catalog) -> None:
        self._links = {p.link: p.id for p in catalog.products if p.link is not None}
        owners: dict[str, set[str]] = {}
        for product in catalog.products:
            for name in _names(product):
                owners.setdefault(name, set()).add(product.id)
        for product in catalog.products:
            for name in _short_names(product):
                if not any(name in known for known in owners if owners[known] != {product.id}):
                    owners.setdefault(name, set()).add(product.id)
        names = [(name, next(iter(ids))) for name, ids in owners.items() if len(ids) == 1]
        # Longest first, so that 防晒面罩 is not taken for the 面罩 of another product.
        names.sort(key=lambda n: (-len(n[0]), n[0]))
        self._chinese = [(name, product) for name, product in names if is_chinese(name)]
        self._latin = {name: product for name, product in names if not is_chinese(name)}
        self._latin_pattern = (
            re.compile(r"(?<![a-z0-9])(" + "|".join(map(_spelt, self._latin)) + r")(?:e?s)?(?![a-z0-9])")
            if self._latin
            else None
        )

    @cached_property
    def _sounding(self) -> list[_Name]:
        """The names that may be misheard, as they sound: needed for transcripts alone, as knowing how takes a while."""
        return [
            _Name(name, product, sounds(name), tuple(map(blurred, sounds(name))))
            for name, product in self._chinese
            if len(name) >= MIN_MISHEARD
        ]

    def find(self, text: str, spoken: bool = False) -> tuple[str, ...]:
        """Ids of the products that `text` names, in the order of the text. With `spoken`, `text` is a transcript, and
        a name may be misheard (面照 for 面罩)."""
        return tuple(dict.fromkeys(m.product for m in self.mentions(text, spoken)))

    def mentions(self, text: str, spoken: bool = False) -> list[Mention]:
        """As `find`, with the places in `figures(plain(text))`."""
        line = figures(plain(text))
        taken = [False] * len(line)
        found: list[Mention] = []

        def take(start: int, end: int, product: str, exact: bool = True) -> None:
            if not any(taken[start:end]):
                taken[start:end] = [True] * (end - start)
                found.append(Mention(product, start, end, exact))

        for chinese, product in self._chinese:
            at = line.find(chinese)
            while at >= 0:
                take(at, at + len(chinese), product)
                at = line.find(chinese, at + 1)
        if self._latin_pattern is not None:
            for match in self._latin_pattern.finditer(line):
                name = match[1] if match[1] in self._latin else _APART.sub("", match[1])
                take(match.start(), match.end(), self._latin[name])
        linked = self._linked(line)
        for start, end, product in linked:
            take(start, end, product)
        if spoken:
            for _, end, product in linked:
                if (named := self._named_after(line, end, product)) is not None:
                    take(*named, product, exact=False)
            for start, end, product in self._misheard(line, taken):
                take(start, end, product, exact=False)
        return sorted(found, key=lambda m: m.start)

    def _linked(self, line: str) -> list[tuple[int, int, str]]:
        found = []
        for match in _LINKS.finditer(line):
            number = int(next(g for g in match.groups() if g))
            if number in self._links:
                found.append((match.start(), match.end(), self._links[number]))
        for match in _WORD_LINKS.finditer(line):
            number = _SPELLED[match[1]] if match[1] else _ORDINAL[match[2]]
            if number in self._links:
                found.append((match.start(), match.end(), self._links[number]))
        return found

    def _named_after(self, line: str, at: int, product: str) -> tuple[int, int] | None:
        """Where a product's name follows its number in one breath, however badly heard (二号，防射念照).

        The number says which name to expect, so half of its sounds are enough where the others are alike.
        """
        from rapidfuzz.fuzz import ratio

        match = re.compile(r"[\s,，、:：是的]{0,3}").match(line, at)
        begin = match.end() if match else at
        for name in self._sounding:
            size = len(name.sounds)
            heard = line[begin : begin + size]
            if name.product != product or size < NAMED_AFTER:
                continue
            if len(heard) < size or not all(map(is_chinese, heard)):
                continue
            alike = [ratio(a, b) / 100 for a, b in zip(map(blurred, sounds(heard)), name.blurred, strict=True)]
            if sum(a == 1.0 for a in alike) >= size / 2 and sum(alike) >= ALIKE * size:
                return begin, begin + size
        return None

    def _misheard(self, line: str, taken: list[bool]) -> list[tuple[int, int, str]]:
        """Places that sound like a name: two syllables must be the same, longer names may have blurred sounds, and of
        four or more one may be wrong. A common word that sounds so is no name."""
        heard = sounds(line)
        blurry = tuple(map(blurred, heard))
        found = []
        for name in self._sounding:
            size = len(name.sounds)
            for at in range(len(line) - size + 1):
                if any(taken[at : at + size]) or not is_chinese(line[at]) or _is_word(line[at : at + size]):
                    continue
                wrong = sum(a != b for a, b in zip(blurry[at : at + size], name.blurred, strict=True))
                if (wrong == 0 and (size > 2 or heard[at : at + size] == name.sounds)) or (wrong == 1 and size >= 4):
                    found.append((at, at + size, name.product))
        return found


def _spelt(name: str) -> str:
    """An expression for a Latin name."""
    return "[ -]?".join(name) if len(name) >= COINED and name.isalpha() else re.escape(name)


def _names(product: CatalogProduct) -> list[str]:
    """The names that the catalog gives; those that are only a number are link numbers, which `_LINKS` reads."""
    names = [figures(plain(n)) for n in (product.name, *product.aliases)]
    return [n for n in dict.fromkeys(names) if n and not _NUMBER_AS_NAME.fullmatch(n)]


_MEASURES = frozenset(
    (
        "inch",
        "inches",
        "pack",
        "packs",
        "count",
        "pieces",
        "piece",
        "pairs",
        "ounce",
        "size",
        "sizes",
        "quart",
        "edition",
    )
)
_FILLER = frozenset(("the", "a", "an", "of", "for", "with", "and", "in", "new", "pro", "set", "pack"))


def _short_names(product: CatalogProduct) -> list[str]:
    """What people call it for short: the end of its name (透气防晒面罩 → 面罩; "Ceramic Air Fryer" → "air fryer")."""
    name = re.sub(r"[（(【\[].*?[)）】\]]", "", figures(plain(product.name))).strip()
    if is_chinese(name):
        run = re.split(r"[\s\d·/、，,]+", name)[-1]
        return [run[-n:] for n in (4, 3, 2) if len(run) > n and is_chinese(run[-n])]
    words = [w for w in re.findall(r"[a-z][a-z'-]+", re.split(r",| - | with | for ", name)[0]) if w not in _MEASURES]
    short = [" ".join(words[-2:])] if len(words) > 2 and words[-2] not in _FILLER else []
    if words and len(words) > 1 and len(words[-1]) > 3:
        short.append(words[-1])
    return short


def _is_word(text: str) -> bool:
    """Whether `text` is a common word of its own, going by the phrases that pypinyin knows."""
    from pypinyin.phrases_dict import phrases_dict

    return text in phrases_dict
