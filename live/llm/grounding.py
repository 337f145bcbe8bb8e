"""Does a text say only what its facts say? Every number, every word that carries meaning, and every "not"."""

import re
from collections.abc import Iterable, Sequence

from live.catalog.numerals import figures
from live.catalog.wording import plain

LONGEST = 120
"""Characters that a host can take in at a glance."""

Said = tuple[str, str]
"""A fact as (the question or key that it stands under, what it says)."""

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_LATIN = re.compile(r"[a-z]+")
_APOSTROPHE = re.compile(r"n['’]t\b|['’](?:s|re|ve|ll|d|m)\b")
_NOT = re.compile(
    r"不(?!同|仅|但|管)|没|无|别(?!的)|非(?!常)|未|禁|勿"
    r"|\b(?:not|no|never|without|none|cannot|nor)\b|n['’]t\b|\bnon-"
)
_A_NOT_A = re.compile(r"(.)[不没]\1|有没有|能不能|要不要")
"""会不会, 是不是: asks, and denies nothing."""
_AFFIRMS = re.compile(r"可以|能|会|行|对|是|有|\b(?:yes|yep|sure|can|do|does|is|are|has|have)\b")
_CLAUSES = re.compile(r"[，。、；！？;!?\n]+|(?<!\d)[,.:：]|[,.:：](?!\d)|\b(?:but|and)\b|但是?|不过")
_SAFE = frozenset("，。、；：！？,.;:!?%％（）()-–—~～·+“”\"'‘’元¥￥$€£℃°×&→… ")
_FREE = frozenset(
    "的了吗嘛呢吧啊呀哦么是有能可会这那个些我你您他她它们在上下到都就也还和跟与要请给用来去说看很太好哈哟亲以为或及则即如果时候按照从把被让"
    "不没无别非未禁勿"
)
"""Characters that say nothing of a product by themselves; whether something is denied is looked at apart."""
_NEUTRAL = """
主播 家人 宝宝 姐妹 这款 链接 详情 页面 商品 产品 建议 参考 包含 选择 选 下单 拍 拍下 穿 码 码数 尺码 颜色 大小 一共 共
其中 目前 现在 直接 介绍 分别 左右 范围 之间 体重 身高 公斤 厘米 斤 元 块 价格 对应 后 前 内 以内 以下 以上 件 款
"""
_PLAIN_ENGLISH = """
a an the this that these those it its they them we our ours you your i my he she is are was be been do does did can
could will would should may have has had yes yep sure okay hi of in on to for with at and or if as by from about both
all each per up then when while only also so just please there here one ones not no never without none cannot nor non
come make made available fit size color colour price link item product choose pick take use using used contain include
recommend between within around
"""


def unbacked(text: str, facts: Sequence[Said], names: Iterable[str] = ()) -> str:
    """What in `text` the facts do not say, for the log; "" where they say all of it.

    `names` may be said without a fact: those of the product. A number must stand in a fact, in figures or characters;
    so must every word that is neither a name nor plain speech. What a fact denies may not be affirmed, nor the other
    way round: each clause is held against the clauses of the facts that have its words.
    """
    if not text.strip() or len(text) > LONGEST:
        return "too long" if text.strip() else "nothing said"
    told = " ".join(f"{asked} {says}" for asked, says in facts)
    strange = [c for c in text if not (c.isalnum() or c in _SAFE or c in told)]
    if strange:
        return f"the character {strange[0]!r}"
    bare = _without(text, names)
    loose = numbers(bare) - numbers(told)
    if loose:
        return f"the number {min(loose):g}"
    for word in sorted(_words(bare, _Known(f"{told} {_NEUTRAL}"))):
        return f"the word {word}"
    clauses = [c for _, says in facts for c in _clauses(says)]
    for said in _clauses(bare):
        if not _agrees(said, clauses, facts):
            return f"what is denied and what is not, in {said!r}"
    return ""


class _Known:
    """Words of a text: pairs and single characters of Chinese, stems of English."""

    def __init__(self, text: str) -> None:
        line = _line(text)
        runs = _HAN.findall(line)
        self.pairs = {run[i : i + 2] for run in runs for i in range(len(run) - 1)}
        self.chars = {c for run in runs for c in run}
        self.stems = {_stem(word) for word in _LATIN.findall(line)}


def _words(text: str, known: _Known) -> set[str]:
    """Words of `text` that are not known and mean something."""
    line = _line(text)
    found = {w for w in _LATIN.findall(line) if _stem(w) not in known.stems and _stem(w) not in _PLAIN_STEMS}
    for run in _HAN.findall(line):
        for i, char in enumerate(run):
            if char in _FREE:
                continue
            before, after = run[max(0, i - 1) : i], run[i + 1 : i + 2]
            alone = (not before or before in _FREE) and (not after or after in _FREE)
            if not (before + char in known.pairs or char + after in known.pairs or (alone and char in known.chars)):
                found.add((before if before not in _FREE else "") + char)
    return found


def _agrees(said: str, clauses: Sequence[str], facts: Sequence[Said]) -> bool:
    """Whether a clause affirms or denies as the clauses do that have its words."""
    denies, own = _denies(said), _words(said, _Known(_NEUTRAL))
    firsts = [(asked, c) for asked, says in facts if (c := next(iter(_clauses(says)), ""))]
    if not own:
        return any(_denies(c) == denies for _, c in firsts) or not (denies or _AFFIRMS.search(plain(said)))
    # What only a key names ("可以机洗吗", "Dishwasher safe") is affirmed or denied by how what stands under it begins.
    for pieces in ([(c, c) for c in clauses], [(f"{asked} {c}", c) for asked, c in firsts if asked]):
        whole = [c for words, c in pieces if not _words(said, _Known(f"{words} {_NEUTRAL}"))]
        if whole:
            return any(_denies(c) == denies for c in whole)
    some = [c for c in clauses if len(_words(said, _Known(f"{c} {_NEUTRAL}"))) < len(own)]
    return all(_denies(c) == denies for c in some)


def _clauses(text: str) -> list[str]:
    return [clause for part in _CLAUSES.split(text) if (clause := part.strip())]


def _denies(text: str) -> bool:
    return _NOT.search(_A_NOT_A.sub("", plain(text))) is not None


def _line(text: str) -> str:
    return _APOSTROPHE.sub("", figures(plain(text)))


def _stem(word: str) -> str:
    for ending in ("ing", "es", "ed", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


_PLAIN_STEMS = frozenset(map(_stem, _PLAIN_ENGLISH.split()))


def _without(text: str, names: Iterable[str]) -> str:
    """The text without the product's names: they need no fact, and the figures in them are none."""
    for name in sorted({n for n in names if n}, key=lambda n: (-len(n), n)):
        text = re.sub(re.escape(name), " ", text, flags=re.IGNORECASE)
    return text


def numbers(text: str) -> set[float]:
    """Every number in a text, in figures or in characters: 三十九块九 holds 39 and 9 as 39块9 does."""
    return {float(n) for line in (plain(text), figures(plain(text))) for n in _NUMBER.findall(line)}
