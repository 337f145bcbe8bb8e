"""What the host says that makes a moment: a price revealed, a countdown, sold out, a test, a slip of the tongue.

Words alone decide nothing: they say what kind of moment it is, and they find the ones of rooms too quiet to react.
"""

import re
from dataclasses import dataclass

from clipper.sound import Phrases

_HAN_NUMBER = r"[零一二两三四五六七八九十百千万]{1,9}"
_NUMBER = rf"(?:\d+(?:\.\d+)?|{_HAN_NUMBER})"
_ENGLISH_NUMBER = (
    r"(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand)[\s-]*)+"
)
_MONEY = re.compile(
    rf"{_NUMBER}\s*(?:元|块钱|块(?!儿)|米(?![高长宽六七八]))|{_NUMBER}块{_NUMBER}|[¥￥$€£]\s*\d"
    rf"|(?:\d+(?:\.\d+)?\s*|\b{_ENGLISH_NUMBER})(?:dollars|bucks|euros|pounds|cents|usd)"
    rf"|{_NUMBER}(?:(?:带走|拿走|走)(?![\u4e00-\u9fff])|(?<!十)一[斤个件条瓶盒双套把只箱袋支罐])"
    rf"|(?:就收|只收|只要|不要|不用|到手(?:就是)?|价格?是?)\s*{_NUMBER}|(?:only|just|for|not)\s+\$?\d+"
)
_BARE = re.compile(
    rf"\d{{2,}}(?![\d%％])|[{'一二两三四五六七八九'}][百千万][零一二三四五六七八九十百千]*|\b{_ENGLISH_NUMBER}"
)
"""A number that is a price only if the rest of the sentence says so."""
_MEASURE = re.compile(
    rf"{_NUMBER}\s*(?:斤|克|公斤|公分|厘米|毫米|毫升|升|瓦|安|小时|分钟|天|年|度|寸|码|个月)|\d+\s*(?:ml|cm|kg|lb|oz|hours|inch)"
)
_REVEAL = Phrases(
    """
    只要 | 不要 | 不用 | 拿走 | 国补 | 实在价 | 一口价 | 今晚只 | 今天只 | 我自己贴 | 到手 | 直播价 | 福利价 |
    就收 | 只收 | 给直播间 |
    没听错 | 就这一场 | 破价 | 半价 | 砍 | 骨折价 | 亏本 | 带回家 |
    打下来 | 价格打到 | 今天的价格 | 今晚的价格 | 直接给到 | 老板疯了 | history low | lowest | half price |
    half off | you heard | it is not one | ships free |
    my boss | 今天专场 | not even | only tonight | tonight only | today only | just for you | take it home |
    is yours | price drop | slashed
    """
)
_CONTRAST = Phrases(
    """
    原价 | 首发 | 官网 | 超市里 | 商场里 | 茶城 | 外面卖 | at the store | everybody pays |
    店里卖 | 店里挂 | 店里要 | 门店 | 旗舰店 | 超市卖 | 市场上卖 | 别处 | in stores |
    吊牌 | 日常价 | 平时 | 市场价 | 专柜 | 别人家 | 不要 | 也不要 | normally | usually | retail | regular |
    instead of | not even | forget | down from | marked down
    """
)
_COUNT = re.compile(
    r"五\W*四\W*三\W*二\W*一|三\W*二\W*一|5\W*4\W*3\W*2\W*1|(?<!\d)3\W*2\W*1(?!\d)"
    r"|five\W+four\W+three\W+two\W+one|three\W+two\W+one",
    re.IGNORECASE,
)
_GO = Phrases(
    """
    上链接 | 开抢 | 倒计时 | 拼手速 | 上车了 | 开始抢 | 开拍 | 链接上了 | 准备好了 | 手机都拿稳 | countdown |
    link is up | link is live | go go go | it's live | is now live | get ready | add to cart now | ready set
    """
)
_GONE = Phrases(
    """
    抢光 | 抢完 | 卖光 | 卖完了 | 售罄 | 秒没 | 秒空 | 清空 | 没货了 | 拍完了 | 全没了 | 都没了 | 真没了 |
    这就没了 | 库存为零 | 显示零 | 一件不剩 | 一把不剩 | 一抢而空 | sold out | all gone | none left |
    they're gone | zero left | completely gone | all sold
    """
)
_GONE_BARE = re.compile(r"(?:三|两|二|一|最后|\d|[,，、\s])[件把单条个盒只套瓶台箱]?[,，、!！\s]*没了")
_NOT_GONE = re.compile(
    r"(?:还没|没有|不会|别等|等到|马上|快要?|就要|一旦|如果|要是|以前|上次|昨天)[^,，。!！]{0,4}"
    r"(?:抢光|抢完|卖光|卖完|售罄|秒没|没了)"
    r"|(?:before|until|once|almost|nearly|if)[^.!?]{0,24}(?:sold out|gone)",
    re.IGNORECASE,
)
_TEST = Phrases(
    """
    当场试 | 现场试 | 试给你 | 试给大家 | 做个实验 | 做个测试 | 测试一下 | 实测 | 看好了 | 见证 | 现场演示 |
    演示一下 | 当场 | 咱俩试 | 给你们试 | 倒上去 | 倒水 | 用火烧 | 摔给你 | 踩给你 | 坐上去 | 站上去 | 拉扯 |
    盯着 | 你们看 | 你们听 | 不信 | 敢不敢 | here we go | one pass | going to dump | in front of you | no tricks |
    使劲拉 | 泡在水里 | 一点没 | 一点都没 | 纹丝不动 | watch this | let me show you | let's test | i'll test |
    testing it | stress test | drop test | live demo | see for yourself | look at that | not a scratch |
    not a drop | didn't even | here goes | pour | stand on it | sit on it | jump on it | drop it
    """
)
_TEST_START = Phrases(
    """
    当场试 | 现场试 | 试给你 | 试给大家 | 做个实验 | 做个测试 | 看好了 | 实测 | watch this | let's test |
    i'll test | stress test | drop test | here goes
    """
)
_SLIP = Phrases(
    """
    嘴瓢 | 嘴瓢了 | 口误 | 说错了 | 说秃噜 | 说岔了 | 笑死 | 笑场 | 你刚说什么 | 你说什么 | 尴尬了 | 翻车了 |
    社死 | 完了完了 | 哈哈 | 笑得 | 别笑 | slip of the tongue | what did i just say | what did you just say |
    did i just say | i meant | i mean not | haha | ha ha | oh my god i | i can't stop laughing | tongue twister |
    said the wrong | oops
    """
)
_LAUGH = re.compile(r"哈{3,}|(?:ha\W?){3,}", re.IGNORECASE)
_GIFT = Phrases(
    """
    福袋 | 抽奖 | 抽一位 | 抽三位 | 抽五位 | 免费送 | 送一台 | 送一部 | 中奖 | giveaway | give away | raffle |
    winner is | congratulations
    """
)
_DRAW = re.compile(r"抽.{0,2}(?:奖|[位名]|个人)|截[个图屏]|中奖|\bwinners?\b|type .{1,20} in the chat", re.IGNORECASE)
_TODAY = re.compile(
    rf"(?:今[天晚日儿]|现在|直播间|只卖|就卖|to(?:night|day))(?:就|只|通通|统统|都|我?给你们?|it's|for|is|\s)*\s*[$]?({_NUMBER})"
    r"(?![\d.]*\s*(?:[点号样款个单件位条场月日人次天年折分秒%％毫克斤]|小时|things|items|pairs|people|units|more))",
    re.IGNORECASE,
)
"""A bare number right after "today": 138 in "today 138, 300 boxes", but no time, count or measure."""


@dataclass(frozen=True)
class HostCue:
    """What an utterance announces."""

    type: str
    """price, countdown, sold_out, demo, funny."""
    strength: float
    """0 to 1."""
    words: str
    """The words that told."""


def host_cues(text: str) -> tuple[HostCue, ...]:
    """What `text` announces, the strongest first."""
    found = [cue for cue in (_price(text), _countdown(text), _sold_out(text), _demo(text), _funny(text)) if cue]
    return tuple(sorted(found, key=lambda cue: -cue.strength))


def is_giveaway(text: str) -> bool:
    """Whether the host draws lots or gives something away."""
    return bool(_GIFT.find(text) or _DRAW.search(text))


def _price(text: str) -> HostCue | None:
    reveal, contrast = _REVEAL.find(text), _CONTRAST.find(text)
    money = _MONEY.search(text.casefold())
    if money is None and (reveal or contrast):
        money = _BARE.search(_MEASURE.sub("", text.casefold()))
    today = _TODAY.search(text)
    if today and (len(today.group(1)) > 1 or money):
        strength = 0.7 + (0.2 if contrast else 0.0)
        return HostCue("price", strength, money.group().strip() if money else today.group(1))
    if money is None:
        return None
    strength = 0.3 + (0.4 if reveal else 0.0) + (0.2 if contrast and contrast != reveal else 0.0)
    return HostCue("price", min(1.0, strength), money.group().strip())


def _countdown(text: str) -> HostCue | None:
    count, go = _COUNT.search(text), _GO.find(text)
    if count:
        return HostCue("countdown", 1.0 if go else 0.85, count.group())
    return HostCue("countdown", 0.6, go) if go else None


def _sold_out(text: str) -> HostCue | None:
    if _NOT_GONE.search(text):
        return None
    gone = _GONE.find(text)
    bare = _GONE_BARE.search(text)
    if gone and bare:
        return HostCue("sold_out", 1.0, gone)
    if gone or bare:
        return HostCue("sold_out", 0.8, gone or (bare.group() if bare else ""))
    return None


def _demo(text: str) -> HostCue | None:
    if start := _TEST_START.find(text):
        return HostCue("demo", 0.75, start)
    words = _TEST.find(text)
    return HostCue("demo", 0.45, words) if words else None


def _funny(text: str) -> HostCue | None:
    words, laugh = _SLIP.find(text), _LAUGH.search(text)
    if words and laugh:
        return HostCue("funny", 0.9, words)
    if words or laugh:
        return HostCue("funny", 0.6, words or (laugh.group() if laugh else ""))
    return None
