"""Does a text say only what its facts say? It does when it is made of their sentences, whole.

A model that words freely can turn a fact round with words that all stand in it: 以上 for 以下, one figure for another,
a condition left out. So an answer may choose facts and sentences and put them in an order; it may not word them anew.
What is compared leaves aside only what cannot change the meaning: particles, articles, the product's name.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from live.catalog.numerals import figures
from live.catalog.wording import plain

LONGEST = 120
"""Characters that a host can take in at a glance."""

Said = tuple[str, str]
"""A fact as (the question or key that it stands under, what it says)."""
_Clauses = tuple[str, ...]

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SENTENCES = re.compile(r"[。；！;!\n]+|(?<!\d)\.|\.(?!\d)")
_COMMAS = re.compile(r"[，：]|(?<!\d)[,:]|[,:](?!\d)")
_LEANS = re.compile(
    r"除|例外|但|不过|仅|只|限|另|此外|其他|其它|其余|剩下|别的|否则|同样|^(?:也|都|且|并|它|本身)"
    r"|\b(?:except|but|however|only|unless|otherwise|others?|rest|also|both|they|it|this|that|these|those)\b"
)
"""A sentence that limits the one before it, or cannot be understood without it."""
_YES = re.compile(r"(?:是|有|能|可以?|会|对|行|支持|包|yes|yep|sure|true)[的啊呀哦哈呢滴]*")
_NO = re.compile(
    r"(?:[不没无否]|(?:不是|不能|不会|不行|不可以?|没有|不支持|不包)|no|nope|none|not|false)[的啊呀哦哈呢滴]*"
)
_NOT = re.compile(r"不是|没有|[不没无]|\b(?:not|no|never)\b")
_EVERY = re.compile(r"都|所有|全|每|任何|\b(?:all|every|any|each)\b")
"""Denied, it denies all or only some: nobody knows where the "not" goes."""
_OPEN = re.compile(r"什么|啥|多|几|哪|谁|怎|为何|还是|\b(?:what|which|how|when|where|who|why|or)\b")
"""A question that yes and no do not answer."""
_A_NOT_A = re.compile(r"(.)[不没]\1|可不可以|(有)没有|是否")
_ASKS = re.compile(r"[吗嘛么呢吧啊呀?？]+$")
_MOOD = re.compile(r"[了的]?[哦哈呀啊呢哟亲～~]+$")
_EMPTY = re.compile(r"这款|这个|这件|该款|我们家?|咱们?家?|[您你它是有的了 ]")
_SAME = (("可以", "能"), ("以及", "、"), ("和", "、"), ("与", "、"), ("跟", "、"), ("–", "-"), ("—", "-"), ("~", "-"))
_SHORT = re.compile(r"\b(?:can'?t|cannot)\b|\bwon'?t\b|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b")
_ARTICLES = re.compile(
    r"\b(?:an?|the|its?|this|is|are|was|be|do|does|did|can|could|will|i|you|we|they|my|your|our|please)\b"
)


def unbacked(text: str, facts: Sequence[Said], names: Iterable[str] = ()) -> str:
    """What in `text` the facts do not say, for the log; "" where they say all of it.

    Every sentence must be a whole sentence of a fact, with its key where the fact stands under one, or the question of
    a fact that begins with yes or no, said as a statement. A yes alone is no answer: it does not say to what. `names`,
    those of the product, may stand before a sentence, or be left out.
    """
    if not text.strip() or len(text) > LONGEST:
        return "too long" if text.strip() else "nothing said"
    called = sorted({c for n in names if (c := _bare(n))}, key=lambda c: (-len(c), c))
    said = [c for sentence in _sentences(text) for c in _clauses(sentence, called)]
    sayable = {s for asked, says in facts for s in _sayable(asked, says, called)}
    reached, furthest = {0}, 0
    for start in range(len(said)):
        if start in reached:
            ends = {start + len(s) for s in sayable if tuple(said[start : start + len(s)]) == s}
            reached |= ends
            furthest = max(furthest, *ends, start)
    return "" if said and len(said) in reached else "、".join(said[furthest:]) or text.strip()


def numbers(text: str) -> set[float]:
    """Every number in a text, in figures or in characters: 三十九块九 holds 39 and 9 as 39块9 does."""
    return {float(n) for line in (plain(text), figures(plain(text))) for n in _NUMBER.findall(line)}


def _sayable(asked: str, says: str, names: Sequence[str]) -> Iterator[_Clauses]:
    """What may be said of a fact, each as its clauses."""
    question = _ASKS.search(plain(asked)) is not None
    for n, sentence in enumerate(_whole_sentences(says)):
        clauses = _clauses(sentence, names)
        opening, *after = _COMMAS.split(sentence.strip(), maxsplit=1)
        rest = _clauses(after[0], names) if after else ()
        yes, no = (p.fullmatch(plain(opening)) is not None for p in (_YES, _NO))
        if n == 0 and (yes or no):
            yield from ((stated, *rest) for stated in _stated(asked, no, names))
            if yes and rest:
                yield rest
        elif n == 0 and asked and clauses and not question:
            key = _clause(asked, names)
            yield clauses if clauses[0].startswith(key) else (key + clauses[0], *clauses[1:])
            yield (key, *clauses)
        elif clauses:
            yield clauses


def _stated(asked: str, denied: bool, names: Sequence[str]) -> Iterator[str]:
    """The question as a statement: 可以机洗吗 with a yes is 可以机洗, with a no 不可以机洗."""
    line = plain(asked)
    if not line or _OPEN.search(line):
        return
    line = _ASKS.sub("", _A_NOT_A.sub(lambda m: m[1] or m[2] or ("可以" if "可" in m[0] else ""), line))
    stated = _clause(line, names)
    if not denied:
        yield stated
    elif not (_NOT.search(line) or _EVERY.search(line)):
        yield from (
            stated[:at] + word + stated[at:] for at in range(len(stated) + 1) for word in ("不", "没", "无", "not")
        )


def _whole_sentences(says: str) -> list[str]:
    """Sentences that can stand alone: one that leans on the one before it stays with it."""
    whole: list[str] = []
    for sentence in _sentences(says):
        if whole and _LEANS.search(plain(sentence)):
            whole[-1] += "，" + sentence
        else:
            whole.append(sentence)
    return whole


def _sentences(text: str) -> list[str]:
    return [s for part in _SENTENCES.split(text) if (s := part.strip())]


def _clauses(sentence: str, names: Sequence[str]) -> _Clauses:
    return tuple(c for part in _COMMAS.split(sentence) if (c := _clause(part, names)))


def _clause(text: str, names: Sequence[str]) -> str:
    bare = _bare(text)
    for name in names:
        if bare.startswith(name) and len(bare) > len(name):
            return bare[len(name) :]
    return bare


def _bare(text: str) -> str:
    """A clause without what changes no meaning."""
    line = _SHORT.sub(lambda m: " not" if "t" in m[0] else "", _MOOD.sub("", plain(text)))
    line = figures(_ARTICLES.sub(" ", line))
    for one, other in _SAME:
        line = line.replace(one, other)
    return _EMPTY.sub("", line)
