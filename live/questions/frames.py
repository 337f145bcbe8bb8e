"""Training comments composed from frames: sentences of real viewers with the product, size or place left open.

Composition is deterministic: which fillings a frame gets depends on its text alone.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from importlib import resources

from live.questions.labelled import Labelled
from live.questions.names import load_common

FILLINGS = 3
"""How many comments come of a frame."""
HEADED, TAILED = 15, 30
"""Per cent of the comments that get something before or after."""

_SLOT = re.compile(r"\{(\w+)\}")
_CJK = re.compile(r"[\u4e00-\u9fff]")

_LEADS = {
    "zh": (
        "{p}{r}",
        "{p}{r}",
        "这个{p}{r}",
        "{p} {r}",
        "{r}",
        "{r}",
        "{r} {p}",
        "你家{p}{r}",
        "那个{p}{r}",
        "这{p}{r}",
    ),
    "en": (),
}
"""Ways to say a frame that begins with the product: naming it before, after, or not at all."""

_SWAPS = {
    "zh": (
        ("吗", "嘛", "么", "不", "没", "吗?", "吗？", "", "呀", "哇"),
        ("什么", "啥", "什麼", "神马"),
        ("怎么", "咋", "怎麼", "肿么"),
        ("没有", "木有"),
        ("多少钱", "多钱", "啥价", "多少米"),
        ("这个", "介个", "这"),
        ("可以", "能", "可不可以"),
        ("的", "滴", ""),
        ("呢", "捏", ""),
    ),
    "en": (
        ("you", "u"),
        ("are", "r"),
        ("please", "pls", "plz"),
        ("what is", "whats", "what's"),
        ("whats", "what's", "what is"),
        ("do you", "do u", "do yall"),
        ("dont", "don't"),
        ("cant", "can't"),
        ("does it", "do they"),
        ("is it", "is this", "are they"),
        ("the", "that", "this", "your"),
    ),
}
"""The first word is now and then written as one of the others."""

_TAILS = {
    "zh": ("？", "?", "??", "啊", "呀", "😭", "～", "🙏", " 主播", "!", "！！", "...", "哈", "呢", " 急"),
    "en": ("?", "?", "??", "???", " pls", " please", "!!", " 😭", " 🙏", " hun", " lol", "..."),
}
_CHAT_TAILS = {
    "zh": ("!", "！！", "～", "哈哈", "😂", "啊", "呀", " 主播", "...", "？", "😍", "哈哈哈", "呢", "啦", "?"),
    "en": ("!", "!!", " lol", " 😂", " 😍", "...", " haha", " omg", " hun", "?"),
}
_HEADS = {
    "zh": ("主播 ", "老板 ", "姐 ", "请问", "问下 ", "亲 ", "@主播 ", "那个 ", "想问"),
    "en": ("hi ", "hey ", "wait ", "omg ", "question ", "so ", "girl ", "ok "),
}
_CHAT_HEADS = {
    "zh": ("主播 ", "老板 ", "姐 ", "哈哈 ", "哎 ", "家人们 ", "姐妹们 ", "我说 "),
    "en": ("hi ", "hey ", "omg ", "so ", "girl ", "ok ", "lol ", "wow "),
}
"""What stands before and after now and then, in chat as in questions."""


class _Dice:
    """A stream of choices that depends on its seed alone, on every machine and in every version of Python."""

    def __init__(self, seed: str) -> None:
        self._seed, self._count = seed, 0

    def below(self, n: int) -> int:
        self._count += 1
        digest = hashlib.blake2b(f"{self._seed}/{self._count}".encode(), digest_size=8).digest()
        return int.from_bytes(digest, "big") % n

    def pick(self, options: tuple[str, ...] | list[str]) -> str:
        return options[self.below(len(options))]


def composed(language: str, fillings: int = FILLINGS) -> Iterator[Labelled]:
    """The comments of data/frames.{language}.txt, in order."""
    text = resources.files("live.questions").joinpath(f"data/frames.{language}.txt").read_text(encoding="utf-8")
    lists: dict[str, list[str]] = {}
    common = load_common()
    intent, products = "", [""]
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        if line.startswith("@ "):
            intent, *categories = line[2:].split()
            chosen = list(common) if categories == ["*"] else categories
            products = [n for c in chosen for names in common[c].values() for n in names if _fits(n, language)]
            continue
        name, equals, values = line.partition(" = ")
        if equals and name.isalpha():
            lists[name] = values.split(" ") if language == "zh" else _phrases(values)
            continue
        for number in range(fillings):
            dice = _Dice(f"{line}#{number}")
            yield Labelled(
                text=_fill(line, intent, language, lists, products, dice), intent=intent, family=line, composed=True
            )


def _fits(name: str, language: str) -> bool:
    return bool(_CJK.search(name)) == (language == "zh")


def _phrases(values: str) -> list[str]:
    """Values of a list are set apart by a slash where they hold spaces."""
    return [v.strip() for v in (values.split("/") if "/" in values else values.split(" "))]


def _fill(
    frame: str, intent: str, language: str, lists: Mapping[str, list[str]], products: list[str], dice: _Dice
) -> str:
    product = dice.pick(products)
    leads = _LEADS[language]
    if leads and frame.startswith("{P}") and intent != "chat":
        frame = dice.pick(leads).replace("{r}", frame[3:].strip()).replace("{p}", "{P}")
    used: dict[str, str] = {"P": product}

    def fill(match: re.Match[str]) -> str:
        name = match[1]
        return used["P"] if name == "P" else dice.pick(lists[name])

    text = _SLOT.sub(fill, frame)
    for plain, *others in _SWAPS[language]:
        if plain in text and dice.below(4) == 0 and (language == "zh" or re.search(rf"\b{plain}\b", text)):
            text = text.replace(plain, dice.pick(others), 1)
    heads, tails = (_CHAT_HEADS, _CHAT_TAILS) if intent == "chat" else (_HEADS, _TAILS)
    if dice.below(100) < HEADED:
        text = f"{dice.pick(heads[language])}{text}"
    if dice.below(100) < TAILED and not text.endswith(("?", "!")):
        text = f"{text}{dice.pick(tails[language])}"
    return text.strip()
