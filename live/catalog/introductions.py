"""How the host speaks of a product: introduces it, shows it, or only mentions it."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import Literal

from live.catalog.mentions import Mention, ProductFinder
from live.catalog.numerals import figures
from live.catalog.wording import plain

Manner = Literal["introduced", "shown", "mentioned", "aside"]
"""`introduced`: it is on offer from now. `shown`: it may be. `mentioned`: named. `aside`: named, but not on offer: in a
bundle, a comparison, an outlook, a viewer's question, or because it has just been closed."""

_THING = (
    "[个款件样双条瓶只套把台支盒罐桶袋包箱份张块顶枚对副床口本棵斤筐位道]"
    "(?:小|好|新)?(?:宝贝|商品|产品|链接|好物|东西|福利|品)?"
)
"""What goods are counted by, and general words for them."""
HANDOVER = re.compile(
    rf"(?:接下来|接着(?:看|讲|上|来|给)|(?:第[一二三四五六七八九十\d]{{1,2}}|最后[一1]?|头[一1]|另外[一1]|还有[一1]|下[一1]?|再来[一1]?)"
    rf"{_THING}|下面|(?<!才)轮到|首先|先来?看|先来?讲|先说|先上|(?:再|最后)来?[看讲说上]|最后(?:就|还)?是|来看|来讲"
    r"|我们看|现在(?:看|讲|说|上|是|来|给)|回[到来](?:看|讲|说)?|返场"
    r"|进入|开始[讲上]|给(?:大家|你们|家人们)(?:带|上|看|讲|介绍|安排)|介绍一?下?|然后是|今天(?:第一|主推|的第)"
    r"|(?:咱们?|我们|来|再)聊聊|moving over to"
    r"|next up|up next|next (?:one|item|product|thing)?|mov(?:e|ing) on(?: to)?|first up|first (?:one|item"
    r"|product|thing|piece|off)|(?:start|open|lead)(?:ing)? (?:\w+ )?with"
    r"|kick(?:ing)? (?:it |this |us |things )?off(?: with)?"
    r"|let'?s (?:look at|talk(?: about)?|do|go to|get (?:in)?to|see|check)|now (?:let'?s|for|on ?to|we have"
    r"|we'?ve got|here|it'?s|this is|these are|the)"
    r"|on ?to (?:the|our|number|link|item)?|here(?:'s| is| we have| we'?ve got| comes)|check out"
    r"|take a look at|switch(?:ing)? (?:over )?to|introduc(?:e|ing)|show(?:ing)? you|back to"
    r"|bring(?:ing)?(?: back| out)?"
    r"|(?:last|final)(?: but not least| one| thing| item| up)"
    r")(?P<gap>[^。！？!?.]{0,12}|[a-z0-9 ',&-]{0,26})$"
)
_TURN = re.compile(
    r"(?:换(?:到|成|上|[一1]?个|我们)?|上(?:[一1]?个|一下)?|讲(?:一下|讲|到)?|看(?:一下|看)?|说(?:一下"
    r"|说)?(?:我们)?)\s*(?:这个|这款|咱们?的?|我们的?)?\s*$"
)
_SHOWN_BEFORE = re.compile(
    r"(?:身上(?:这|穿|的)|手[上里](?:这|拿|的)?|我(?:现在)?(?:穿|戴|拿|背|用)(?:的|着)?"
    r"|这(?:一?[个款件条双瓶盒支台把只套张口块]|就是)|今天(?:这|讲)|咱们?(?:家)?(?:这|的)|我们(?:家)?(?:这"
    r"|的)"
    r"|this (?:is )?(?:the|our|my)?|these (?:are )?(?:the|our|my)?|wearing|i have on|got on|holding|our"
    r"|my)[^，。！？,!?.]{0,6}$"
)
_SHOWN_AFTER = re.compile(
    r"^[,，、\s]*(?:我?身上|我?手[上里]|来了|上车|开价|安排|终于来|走起|这[个款件条双瓶盒支台把只套张]|大家看|你们看"
    r"|我(?:现在)?(?:穿|戴|拿)|right here|i'?m wearing|i'?m holding|i have here|take a look|look at)"
)
_CLOSED_AFTER = re.compile(
    r"^[^，。！？,!?.]{0,6}?(?:就(?:先)?(?:到|讲到|说到)(?:这|此)|(?:就)?讲完|(?:就)?说完|介绍完|先到这"
    r"|告一段落|过了|先放(?:一)?放)|^(?:[^.!?]{0,12}(?:is done|that'?s (?:it|all)|wraps? up))"
)
_CLOSED_BEFORE = re.compile(
    r"(?:that'?s (?:it|all|everything) (?:for|on|about)|done with|finished with|enough (?:of|about)"
    r"|wrap(?:s|ping)? up)(?: the| our| this)?\s*$"
)
_ASIDE_BEFORE = re.compile(
    r"(?:等会儿?|等下|待会儿?|一会儿?|稍后|后面(?:还|再|会|讲)|明[天晚]|下次|下周|晚点|刚才|刚刚|之前|上次"
    r"|昨[天晚]|别急|先别|还没(?:拍|买|到|讲|上)|搭配?|配(?:上|着)?|和|跟|比|加上|有人(?:在)?问|(?:一直|都"
    r"|老)问|问(?!题)|不是|没有|除了"
    r"|later|soon|tomorrow|in a (?:bit|minute|sec)|get(?:ting)? to|earlier|last (?:time|week|night)"
    r"|yesterday|\bwith|\band|pair(?:s|ed|ing)?|goes|match(?:es|ing)?|compared|than|ask(?:ing|ed"
    r"|s)?(?: about)?|not|besides|instead of|like)(?: the| our| this| a)?[^，。！？,!?.]{0,5}$"
)
_ASIDE_AFTER = re.compile(
    r"^[^。！？!?.]{0,8}(?:等会|等下|待会|一会|稍后|后面(?:再|会)|明[天晚]|下次|晚点|再等|别急|还早"
    r"|之前(?:拍|买)|去看看|回去看|配|搭|还没(?:拍|讲|到)|later|soon|tomorrow|in a (?:bit|minute|sec)|next"
    r"|coming up|earlier|goes with|pairs)"
)

_ANNOUNCED = re.compile(
    r"(?:\b(?:(?:this|our|the|my|your) next (?:thing|one|item|product|piece|guy)|next up|up next|up first|first up"
    r"|last up)\b"
    rf"|接下来这{_THING}|下一{_THING})[^.!?。！？]*$"
)
"""Before the one product that a line names, however much is said of it first."""
_STILL = re.compile(r"它|才")
"""Between an opening word and a name: the product on offer comes first, the other after it (然后是它，最后才轮到)."""
_NUMBER = re.compile(r"\d|\b(?:link|number|item|first|second|third|fourth|fifth)\b")
_OPENS = re.compile(
    r"\W*(?:好的?|来|来了|上车|开价|安排|ok|okay|那|行|嗯|哎|alright|all right|so|now|and)[\W]*(?:那|我们"
    r"|咱们|我们的|the|our)?\W*"
)
"""A line that begins with the product's name after a word that closes what was before."""


_PAUSE, _ENDS = re.compile(r"[，,。！!]"), re.compile(r"(?:^|[，,。！!])$")
"""A name that is a clause of its own is called out, not spoken of (走，下地，地瓜，跟上)."""
_CLAUSE = re.compile(r"[^，,。！!？?；;]{3,}[，,。！!？?；;]")
"""A clause that says something: "好，" says nothing."""


@dataclass(frozen=True)
class Introduction:
    """A product that the host names, and in what manner."""

    product: str
    manner: Manner
    at: int
    """Place in the text."""
    times: int = 1
    """How often it is named, by whatever name ("二号，防晒面罩": twice)."""
    depth: int = 0
    """How many clauses the host says before it."""


def introductions(text: str, finder: ProductFinder) -> list[Introduction]:
    """The products named in what the host says, in order, each once, with the strongest manner."""
    line = figures(plain(text))
    mentions = finder.mentions(text, spoken=True)
    found: dict[str, Introduction] = {}
    rank = {"introduced": 3, "shown": 2, "mentioned": 1, "aside": 0}
    times = Counter(m.product for m in mentions)
    # Of several, only one that is called by its number and its name may be meant: 裤子有了，没皮带不行，三号，来.
    numbered = {m.product for m in mentions if _NUMBER.search(line[m.start : m.end])}
    twice = [product for product in numbered if times[product] > 1]
    for mention in mentions:
        manner = _manner(line, mention)
        if len(times) > 1 and manner in ("shown", "mentioned") and twice != [mention.product]:
            manner = "aside"
        seen = found.get(mention.product)
        if seen is None or rank[manner] > rank[seen.manner]:
            depth = len(_CLAUSE.findall(line[: mention.start]))
            found[mention.product] = Introduction(mention.product, manner, mention.start, times[mention.product], depth)
    if len(found) == 1:
        [only] = found.values()
        if only.manner in ("shown", "mentioned") and _ANNOUNCED.search(line[: only.at]):
            return [replace(only, manner="introduced")]
    introduced = [i for i in found.values() if i.manner == "introduced"]
    if len(introduced) > 1:
        # "先看一号，再看二号": the agenda names several; only the first is on offer now.
        first = min(introduced, key=lambda i: i.at)
        found = {
            p: i if i is first or i.manner != "introduced" else Introduction(p, "aside", i.at) for p, i in found.items()
        }
    return sorted(found.values(), key=lambda i: i.at)


def ends_in_handover(text: str) -> bool:
    """Whether the host has announced another product and not yet named it (接下来我们换…)."""
    return HANDOVER.search(figures(plain(text)).rstrip("，,。.!！…")) is not None


def _manner(line: str, mention: Mention) -> Manner:
    before = line[max(0, mention.start - 28) : mention.start]
    after = line[mention.end : mention.end + 18]
    if _CLOSED_AFTER.search(after) or _CLOSED_BEFORE.search(before):
        return "aside"
    introduced = HANDOVER.search(before) or _TURN.search(before)
    if _ASIDE_AFTER.search(after) or (_ASIDE_BEFORE.search(before) and not introduced):
        return "aside"
    if introduced:
        gap = introduced.groupdict().get("gap", "")
        late = _ASIDE_BEFORE.search(before[: introduced.start()]) or _ASIDE_BEFORE.search(gap) or _STILL.search(gap)
        return "aside" if late else "introduced"
    shown_before, shown_after = _SHOWN_BEFORE.search(before), _SHOWN_AFTER.search(after)
    numbered = _NUMBER.search(line[mention.start : mention.end])  # "二号，上周拍的" may be another shop's number
    alone = not numbered and _ENDS.search(line[: mention.start]) and _PAUSE.match(line[mention.end :])
    opens = _OPENS.fullmatch(line[: mention.start])
    return "shown" if shown_before or shown_after or opens or alone else "mentioned"
