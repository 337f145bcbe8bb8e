"""What the host says of the stock of a size or a colour: 黑色没了, XL断码了, we still have white."""

import re
from dataclasses import dataclass
from typing import Literal

from live.catalog.elsewhere import away
from live.catalog.numerals import figures
from live.catalog.products import CatalogProduct
from live.catalog.sizes_named import size_key
from live.catalog.variants import basic_of, colours, variants
from live.catalog.wording import is_chinese, plain

State = Literal["gone", "there"]

_STATE = re.compile(
    r"(?P<back>补(?:了|上|到|好|货)|加(?:了|上)\s*\d|又有|back in|is back|are back|restocked|added|adding)"
    r"|(?P<there>还(?:有|剩)|只剩|就剩|剩(?!下不)|最后\s*\d|有货|有的|不多了|still (?:have|got|available"
    r"|in stock)|in stock"
    r"|(?:\d+|few|couple|some) left|only|left with|available)"
    r"|(?P<gone>没(?:有)?(?:货)?了|没货|断[码货了]|卖[完光空]|抢[完光空]|售罄|缺货|无货|拍[完光]|暂时没有|清[完空]"
    r"|sold out|(?<!almost )gone(?! be)|out of stock|none left|no more|all out|out of)"
)
_NOT_SO = re.compile(
    r"马上|快要?|就要|要没|如果|要是|万一|怕|的话|吗|还没(?:有)?(?:卖|断|抢)|有没有|没了(?:就|再)|about to"
    r"|almost|going fast|if "
    r"|when |before |not sold out|isn'?t|aren'?t"
)
_CLAUSE = re.compile(r"[^，。！？!?；;,\n]+[？?]?")
_EDGES = r"(?<![a-z0-9.'’]){}(?:'?s)?(?![a-z0-9.]|\s*(?:块|元|斤|天|小时|分|件|双|个|号|点|%|dollars|bucks))"
_JOINED = re.compile(r"\s*[码色号]?\s*(?:和|跟|、|与|and|&|or)?\s*(?:the )?")
NEAR = 14
"""Characters between a variant and what is said of it."""


@dataclass(frozen=True)
class VariantTalk:
    """A word on one variant. `name` is a variant as the catalog writes it, or a size in the one spelling."""

    name: str
    state: State
    clause: str


def variant_talk(text: str, product: CatalogProduct) -> list[VariantTalk]:
    """What `text`, of the host, says of sizes and colours of `product`; nothing of what is only feared or asked."""
    found: list[VariantTalk] = []
    line = figures(plain(text))
    for clause in _CLAUSE.findall(line):
        if _NOT_SO.search(clause) or clause.endswith(("?", "？")):
            continue
        named = _named(clause, product)
        for number, (start, end, name) in enumerate(named):
            until = named[number + 1][0] if number + 1 < len(named) else len(clause)
            since = named[number - 1][1] if number else 0
            state = _after(clause[end : min(until, end + NEAR)]) or _before(clause[max(since, start - NEAR) : start])
            if state is not None and not away(clause[:start]):
                found.append(VariantTalk(name, state, clause.strip()))
    return _listed(found, line, product)


def _listed(found: list[VariantTalk], line: str, product: CatalogProduct) -> list[VariantTalk]:
    """ "S和M断码了": a state said of the last of a list is said of all of it."""
    known = {t.name for t in found}
    for talk in list(found):
        named = _named(talk.clause, product)
        at = next((i for i, n in enumerate(named) if n[2] == talk.name), 0)
        while at and _JOINED.fullmatch(talk.clause[named[at - 1][1] : named[at][0]]):
            at -= 1
            if named[at][2] in known:
                break
            known.add(named[at][2])
            found.append(VariantTalk(named[at][2], talk.state, talk.clause))
    return found


def _after(part: str) -> State | None:
    match = _STATE.search(part)
    return _state(match) if match else None


def _before(part: str) -> State | None:
    last = None
    for match in _STATE.finditer(part):
        last = match if match[0] != "还有" else last  # "蓝色，还有黑色" lists what there is in all
    return _state(last) if last and len(part) - last.end() <= 6 else None


def _state(match: re.Match[str]) -> State:
    return "gone" if match["gone"] else "there"


def _named(clause: str, product: CatalogProduct) -> list[tuple[int, int, str]]:
    """Sizes, colours and other variants of the product in a clause, where they stand, in order, none within another."""
    coloured = colours(product)
    names = [(n, v) for v in variants(product) for n in (_spellings(plain(v)) if v in coloured else [plain(v)])]
    names += [(n, size_key(row.size)) for row in product.sizes for n in _size_spellings(row.size)]
    found: list[tuple[int, int, str]] = []
    for spelling, name in sorted(names, key=lambda n: (-len(n[0]), n)):
        edge = _EDGES if not is_chinese(spelling) else "{}"
        for match in re.finditer(edge.format(re.escape(spelling)), clause):
            if not any(start < match.end() and match.start() < end for start, end, _ in found):
                found.append((match.start(), match.end(), name))
    return sorted(found)


def _spellings(colour: str) -> list[str]:
    """奶油杏 is also 杏色; black also 黑色."""
    found = [colour, colour.removesuffix("色")] if len(colour) > 2 else [colour]
    for basic in basic_of(colour):
        found += [f"{basic}色", f"{basic}的", f"{basic}款"]
    return found


_SIZE_WORDS = {
    "S": ("小码", "小号", "small"),
    "M": ("中码", "中号", "medium", "mediums"),
    "L": ("大码", "大号", "large"),
}


def _size_spellings(size: str) -> list[str]:
    key = size_key(size)
    found = [plain(size), key.lower(), *_SIZE_WORDS.get(key, ())]
    if match := re.fullmatch(r"(\d)xl", key.lower()):
        count = int(match[1])
        found += ["x" * count + "l", f"{count}个加大码", f"{count}个x", f"{count}加", f"{count}x"]
    elif key == "XL":
        found += ["加大码", "x l", "extra large"]
    if key.isdigit():
        found = [f"{key}码", f"size {key}", key]
    return [name for name in dict.fromkeys(found) if name]
