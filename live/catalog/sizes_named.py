"""Names of sizes, in one spelling: XXL, 2X, 两个加大码 and 二加 are all 2XL."""

import re

from live.catalog.wording import is_chinese

Range = tuple[float, float]

_LETTERS = re.compile(
    r"(?<![a-z0-9'’.])(?:(\d{1,2})\s*(?:个\s*)?x(?:\s?l)?|(x{1,6})\s?[-]?\s?l|(x{1,3})s|(xs|s|m|l))(?![a-z0-9'’])"
)
_PLUS = re.compile(r"(?:(\d{1,2})(?:个)?|([三四五六]))加(?:大码?|大号)?(?!厚|热|绒|量|送|价|购|一|1|\d)")
_DOUBLED = re.compile(r"(加+)大[码号]")
_NAMED = {
    "小码": "S",
    "小号": "S",
    "中码": "M",
    "中号": "M",
    "特大码": "XL",
    "特大号": "XL",
    "均码": "F",
    "加小码": "XS",
}
_LARGE = re.compile(r"(?<![加特偏])大[码号]")
_EUROPEAN = re.compile(r"(?<![\d.])(\d{2}(?:\.5)?|1[3-9]\d)\s*(?:码|的?鞋码|(?:的)?脚(?![长围]))")
_OR = re.compile(
    r"(?:穿|拿|选|拍|买|要)\s*(\d{2}(?:\.5)?)\s*(?:还是|或|跟|和)\s*(\d{2}(?:\.5)?)(?!\d|\s*(?:斤|kg|公斤"
    r"|块|元|米|个|条|件|双|天))"
)
_USUAL = re.compile(
    r"(?:平时|平常|一般|运动鞋|皮鞋|脚|穿|有|还有)\s*(?:穿)?\s*(3[4-9]|4[0-8])(\.5)?(?!\d|\s*(?:斤|kg|公斤"
    r"|块|元|米|个|条|件|双|天|度|号))"
)
_ENGLISH_SIZE = re.compile(
    r"\bsize\s+(\d{1,2}(?:\.5)?|one size)\b|\b(?:us|uk|eu)\s?(\d{1,2}(?:\.5)?)\b"
    r"|\b(\d{1,2}(?:\.5)?)s\b(?!\s*(?:ago|left to))"
)
_WORDED = re.compile(
    r"\b(?:((?:(?:extra|x)[\s-]?)+)?(small|large)|(medium)|(xxs|xs|s|m|l)(?=\s+(?:or|vs)\b)|(?:size|a|an"
    r"|in|the|or|between|wear|get|wearing)\s+(s|m|l)\b)(?!\s*(?:enough|family|stove|pan|room|one))"
)
_LARGER = re.compile(
    r"(?<![加特])大[码号]|胖|大尺码|加肥|微胖|丰满|胸大|腰粗|肚子大|大体重|块头|壮"
    r"|plus[\s-]?size|bigger size|larger size|curvy|thicc|chubby|\bfat\b"
)
_SMALLER = re.compile(r"小个子|(?<!大)小只|娇小|太瘦|瘦子|矮|petite|\bshort girl|tiny|skinny")


def x_large(count: int) -> str:
    """ "XL" for 1, "2XL" for 2…"""
    return "XL" if count == 1 else f"{count}XL"


def size_key(size: str) -> str:
    """A size as written in a catalog, in the one spelling: "xxl", "2X", "２ＸＬ码" → "2XL"; "41码" → "41"."""
    text = size.strip().lower().replace("码", "").replace("号", "").strip()
    if match := re.fullmatch(r"(\d{1,2})\s*x\s*l?", text):
        return x_large(int(match[1]))
    if match := re.fullmatch(r"(x+)\s*-?l", text):
        return x_large(len(match[1]))
    words = {
        "small": "S",
        "medium": "M",
        "large": "L",
        "小": "S",
        "中": "M",
        "大": "L",
        "均": "F",
        "one size": "F",
        "free": "F",
    }
    if text in words:
        return words[text]
    return text.removeprefix("eu").removeprefix("us").removeprefix("uk").strip().upper()


def wanted_end(line: str) -> str:
    """Which end of the sizes `line` (plain, with figures) is about without naming one: "large", "small", or ""."""
    if re.search(r"最大(?:的|那个)?[码号]?|最大那|biggest|largest", line):
        return "large"
    if _LARGER.search(line):
        return "large"
    return "small" if _SMALLER.search(line) or "最小码" in line else ""


def named_sizes(text: str, line: str) -> tuple[str, ...]:
    """Sizes named in `line`: `text` in plain form, with figures, and without heights and weights."""
    found: list[tuple[int, str]] = []
    chinese = is_chinese(line)

    def add(at: int, size: str) -> None:
        found.append((at, size))

    for match in _LETTERS.finditer(line):
        if match[1]:
            add(match.start(), x_large(int(match[1])))
        elif match[2]:
            add(match.start(), x_large(len(match[2])))
        elif match[3] or (match[4] and (chinese or _stands_alone(text, match[4]))):
            add(match.start(), (match[3] + "s" if match[3] else match[4]).upper())
    for match in _PLUS.finditer(line):
        count = int(match[1]) if match[1] else "零一二三四五六".index(match[2])
        if count <= 10:
            add(match.start(), x_large(count))
    for match in _DOUBLED.finditer(line):
        if not _PLUS.search(line[max(0, match.start() - 3) : match.end()]):
            add(match.start(), x_large(len(match[1])))
    for name, size in _NAMED.items():
        if (at := line.find(name)) >= 0:
            add(at, size)
    if found and (large := _LARGE.search(line)):
        add(large.start(), "L")
    for match in _EUROPEAN.finditer(line):
        add(match.start(), match[1])
    if chinese:
        for match in _OR.finditer(line):
            add(match.start(1), match[1])
            add(match.start(2), match[2])
        for match in _USUAL.finditer(line):
            add(match.start(1), match[1] + (match[2] or ""))
    else:
        for match in _ENGLISH_SIZE.finditer(line):
            add(match.start(), next(g for g in match.groups() if g))
        for match in _WORDED.finditer(line):
            add(match.start(), _worded(match))
    ordered = [size for _, size in sorted(found)]
    return tuple(dict.fromkeys(ordered))


def _stands_alone(text: str, letter: str) -> bool:
    """Whether an English text writes the letter as a size: in capitals."""
    return re.search(rf"(?<![A-Za-z'’]){letter.upper()}(?![A-Za-z'’])", text) is not None


def _worded(match: re.Match[str]) -> str:
    if match[2]:
        extra = len(re.findall(r"extra|x", match[1] or ""))
        if match[2] == "small":
            return "X" * extra + "S"
        return x_large(extra) if extra else "L"
    return "M" if match[3] else (match[4] or match[5]).upper()
