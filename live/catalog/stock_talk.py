"""What the host says of stock: gone, back, coming back, so many left."""

import re
from dataclasses import dataclass
from typing import Literal

from live.catalog.elsewhere import away, earlier
from live.catalog.numerals import figures
from live.catalog.topics import spelled
from live.catalog.wording import plain

Kind = Literal["sold_out", "restocked", "coming", "left"]
"""`coming`: it will be back at a time that the host names. `left`: so many are left, or a variant is gone or t"
"here."""

_GONE = re.compile(
    r"抢光|抢完|抢空|卖完|卖光|卖空|售罄|断货|清空|秒没|秒空|拍完了|拍光|(?<!完)全没(?!问|有问|关)|都没了"
    r"|真没了|没货了|全部?拍完|(?:号|链接)(?:都|也|已经|全|全部)?没了(?!问)|(?:货|库存|链接里|后台)(?:也|都|就"
    r"|已经)?没有了"
    r"|显示(?:零|0|灵|空)|库存(?:是|为|到)?(?:零|0)"
    r"|(?:^|[，。！,.!\s把件条双个瓶盒单份])没了(?=$|[，。！!,.\s])"
    r"|sold out|all gone|they'?re gone|it'?s gone|none left|no more left|nothing left|out of stock"
    r"|cleaned out|wiped out"
)
_NOT_YET = re.compile(
    r"快要?(?:没|卖|抢|断|售)|马上(?:就)?(?:没|卖|抢|断|售)|就要(?:没|卖|抢|断)|要(?:没了|抢光|卖完|断货)"
    r"|(?:卖|抢|拍|送)完(?:就|即|为|了?就|再|下)|(?:没|光|完)了就(?:没|真)|别等|不要等|等(?:到)?(?:没|卖)"
    r"|如果|要是|万一|的话|吗|不会|还没(?:有)?(?:卖|抢|断|拍)|没有?(?:卖完|断货|售罄|抢光)|怕(?:没|卖|抢)"
    r"|almost|about to|nearly|going to|gonna|before (?:it|they|we)|once (?:it|they)|if |when (?:it|they)"
    r"|don'?t wait|selling out|not sold out|isn'?t|aren'?t|until"
)
_BACK = re.compile(
    r"(?:刚|又|已经|现在|马上|立刻|给你们|给大家|我们|再|我)(?:给你们|给大家)?(?:补|加|上|放)(?:了"
    r"|上了?)?(?:\d+|一些|点|一批|几)?(?:货|库存|[单件把条双瓶盒个套份台只口支袋箱罐本包张枚串颗])|补(?:好"
    r"|上)?货(?:了|完成|来了"
    r"|上了)|补上(?:来)?了|补进来|返场了|(?:今天|今晚|又)(?:再|又)?(?:回)?来了|又有(?:货)?了"
    r"|加了?\s*\d+\s*[单件把条双瓶盒个套份台只口支袋箱罐本包张枚串颗]|库存(?:加|补)(?:好|上"
    r"|了)"
    r"|restocked|back in stock|just added|added (?:\d+|more|another)|adding (?:\d+|more|another)|we(?:'ve"
    r"| have)? found more|more just came"
)
_WHEN = re.compile(
    r"明[天晚早]|后[天晚]|下[周个次]|周[一二三四五六日末]|今晚\s*\d|\d+\s*[点号月](?!\d)|过几天|晚点|稍后"
    r"|等会|等下|一会|待会|预售|到货|再补|会补|要补|补货(?:时间)?(?:是|在)|tomorrow|next (?:week|time"
    r"|stream|month|live)|tonight|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|in (?:a few|\d+) (?:days"
    r"|weeks|hours)|later|will|restock(?:ing)? (?:on|at|is)|soon"
)
_COMING = re.compile(
    r"[晚早天午]\s*\d+点[^，。\d]{0,5}\d+[把件条双个瓶盒单套份台只口支袋箱罐本包张枚串颗桶卷提副对斤饼]"
    r"|再(?!减|送|便宜|打|降|等)[^减送]{0,2}\d+[把件条双个瓶盒单套份台只口支袋箱罐本包张枚串颗桶卷提副对斤饼]|补|返场"
    r"|再上(?![妆脸身手嘴锅蒸灶色粉油底药])|到货|加货|上新|再来|再开|预售|restock|back in"
    r"|more (?:coming|on (?:the way|mon|tues|wed|thurs|fri|sat|sun))|bring(?:ing)? (?:it"
    r"|them|more)? ?back|new batch|another batch"
)
_NOT_COMING = re.compile(
    r"不(?:会)?(?:再)?补|不再补|没有补|补不了|不返场|不补货|绝版|不会再(?:有|上)|(?:not|won'?t be"
    r"|no) restock|won'?t (?:be )?(?:restock|com(?:e|ing) back)|never (?:coming )?back|last batch"
)
_LEFT = re.compile(
    r"(?:还剩|只剩|就剩|剩下?|还有|最后"
    r"|仅剩)\s*(?:(\d+)[几来多]?|十几|几十?|一点)\s*[把件条双个瓶盒单套份台只口支袋箱罐本包张枚串颗桶卷提副对斤饼]"
    r"|(\d+)\s*(?:left|remaining"
    r"|more to go)|(?:only|just|last)\s*(\d+)"
)


@dataclass(frozen=True)
class StockTalk:
    """A word on stock."""

    kind: Kind
    clause: str
    never: bool = False
    """With `coming`: it will not be back."""
    count: int | None = None


_GONE_BY_SOUND = tuple(
    map(spelled, ("全部抢光", "全部卖完", "已经抢光", "都抢光了", "都卖完了", "全部卖光", "已经卖完", "抢光了"))
)


def _sounds_gone(clause: str) -> bool:
    """Whether it sounds like one of the plain words for it (全部强光)."""
    sound = spelled(clause)
    return any(word in sound for word in _GONE_BY_SOUND)


_NOT_SAID = re.compile(r"^(?:王|款|的(?!$|[，。！!,.\s])|(?:了|过)?(?:好|很|几|\d+|无数|多)(?:几|多)?[次回轮]|过)")
"""What makes of a word for gone a boast or an attribute: 断货王, 卖断货的爆款, 断货了好几次."""


def _gone(clause: str) -> bool:
    """Whether the clause states that it is gone, here and now."""
    if _NOT_YET.search(clause) or clause.rstrip().endswith(("?", "？")):
        return False
    said = list(_GONE.finditer(clause))
    if not said:
        return _sounds_gone(clause) and not away(clause)
    return any(
        not away(clause[: m.start()]) and not earlier(clause[m.end() :]) and not _NOT_SAID.match(clause[m.end() :])
        for m in said
    )


def stock_talk(text: str) -> StockTalk | None:
    """What `text`, of the host, says of stock; the weightiest of it, or None."""
    line = figures(plain(text))
    clauses = [c for c in re.split(r"(?<=[。！？!?.；;])|[，,]", line) if c.strip()]
    for clause in clauses:
        if _NOT_COMING.search(clause):
            return StockTalk("coming", clause.strip(), never=True)
    if _COMING.search(line) and _WHEN.search(line):
        return StockTalk("coming", line)
    if (back := _BACK.search(line)) and not _WHEN.search(line[max(0, back.start() - 8) : back.end()]):
        return StockTalk("restocked", line)
    for clause in clauses:
        if _gone(clause):
            return StockTalk("sold_out", clause.strip())
    if (left := _LEFT.search(line)) and not away(line[: left.start()]):
        return StockTalk("left", line, count=next((int(g) for g in left.groups() if g), None))
    return None
