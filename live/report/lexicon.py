"""Wordings of objections, comparisons and wishes that people who sell on livestreams know.

Lists, not a model, so that everybody can see why a comment counts. Each wording is a regular expression, matched
without regard to case; Chinese first, then English.
"""

import re
from collections.abc import Mapping

Lexicon = Mapping[str, tuple[str, ...]]

OBJECTIONS: Lexicon = {
    "price": (
        r"[太好真](?:特么)?贵", r"有点(?:小)?贵", r"[还也]是贵", r"贵了", r"[这那]么贵", r"不便宜", r"打扰了",
        r"买不起", r"不划算", r"没优惠",
        r"too (?:expensive|pricey|much)", r"overpriced", r"\bpricey\b", r"can'?t afford", r"not worth",
    ),
    "doubt": (
        r"假货", r"假的吧", r"骗人", r"骗子", r"套路", r"智商税", r"不靠谱", r"不敢[买信]", r"不信", r"翻车",
        r"吹牛", r"虚假", r"滤镜",
        r"\bscam", r"\bfakes?\b", r"rip.?off", r"don'?t trust", r"too good to be true", r"sketchy",
    ),
    "quality": (
        r"起球", r"[掉褪]色", r"缩水", r"开线", r"脱线", r"[有异]味", r"刺鼻", r"扎人", r"勾丝", r"变形", r"次品",
        r"质量(?:差|不行|一般|不好)", r"做工(?:差|粗|不行)",
        r"fell apart", r"falls? apart", r"broke after", r"cheap(?:ly)? made", r"flimsy", r"\bshr[aiu]nk",
        r"\bpill(?:ing|s)\b",
        r"\bfad(?:es?|ed|ing)\b",
    ),
    "fit": (
        r"显[胖黑老矮]", r"不合身", r"偏[小大]", r"穿不[下上进]", r"没有?我的码", r"码不全",
        r"runs (?:small|large|big)", r"d(?:oes|id)n'?t fit", r"too (?:small|tight|big|loose)",
    ),
    "service": (
        r"[不没]发货", r"还没(?:收到|发货|到)", r"没人(?:理|回)", r"客服[不没]", r"退款", r"退货(?:难|不)", r"差评",
        r"投诉",
        r"never (?:arrived|came)", r"still waiting", r"no (?:reply|response)", r"\brefund", r"bad service",
    ),
    "missed": (
        r"没[抢拍买]到", r"抢不[到上]", r"没货了", r"又没了", r"卖完了", r"手慢了?无?",
        r"sold out (?:again|already)", r"missed (?:it|out)", r"couldn'?t get",
    ),
}  # fmt: skip
"""Why somebody does not buy, or not yet."""

COMPARISONS: Lexicon = {
    "elsewhere": (
        r"拼多多", r"\bpdd\b", r"某[多宝东]", r"淘宝", r"天猫", r"京东", r"抖音", r"快手", r"小红书", r"唯品会",
        r"1688", r"阿里巴巴", r"闲鱼", r"得物",
        r"隔壁", r"别人?家", r"别的(?:店|直播间)", r"其他(?:店|家|直播间)", r"线下", r"专柜", r"实体店", r"商场",
        r"旗舰店",
        r"\bamazon\b", r"\btemu\b", r"\bshein\b", r"\bwalmart\b", r"\bebay\b", r"aliexpress", r"at target",
        r"other (?:shop|seller|stream|store)s?", r"\belsewhere\b",
    ),
    "versus": (
        r"[跟和与].{1,12}(?:比|哪个|哪款|区别|一样吗|差别)", r"比.{1,8}(?:贵|便宜|好用|好看|划算)", r"哪个[更好]",
        r"有[什么啥]{1,2}区别", r"平替", r"同款",
        r"\bvs\b", r"\bversus\b", r"compared? (?:to|with)", r"difference between", r"(?:better|cheaper) than",
        r"same as", r"\bdupe\b",
    ),
    "before": (
        r"上[次回场](?:买|卖|是|那|的)", r"之前(?:买|卖|那)", r"原来(?:买|卖)", r"[老旧]款", r"去年",
        r"last (?:time|stream|year)", r"previous(?:ly)?", r"old (?:version|model)",
    ),
}  # fmt: skip
"""What it is measured against."""

_THING = r"[\u4e00-\u9fffA-Za-z]{2,8}?"
_END = r"(?=$|[吗嘛么呢呀啊吧的了卖?？!！。，,\s])"

WISH = re.compile(
    rf"(?:有没有|有木有|有无|卖不卖|出不出|求上|想要|还有没有|求个?链接|想买(?:一?[个件条顶双款套点些])?(?![但可却又就也的了这那给来])"
    r"|(?:(?:什么|啥)时候[上卖有出]|能不能[上出])(?:[点些]|一些|新)?|[上来]点)"
    rf"(?P<a>{_THING}){_END}"
    rf"|(?:^|[\s,，。])(?!现在|今天|之前|还|都|[这那哪我你])(?P<d>{_THING})(?:还?有(?:没有)?卖的?|卖不卖)[吗嘛么不]?(?=$|[呢呀啊?？!！。，,\s])"
    rf"|(?:^|[\s,，。])(?:还)?有(?P<b>{_THING})卖?[吗嘛么不](?=$|[呢呀啊?？!！。，,\s])"
    r"|(?:(?:do|will) (?:you|u|y'?all)(?: guys)? (?:have|sell|carry|stock)|any chance of|got any|selling any)"
    r" (?:any |the |a |an |some )?(?P<c>[a-z][a-z '-]{2,24}?)(?= for| in| too| as well|$|[?!.,])",
    re.I,
)
"""A question for a thing; which of them are sold is for the catalog to say."""

MEASURES = re.compile(
    r"(?<!\d)\d{2,3}(?!\d)|\d\s*(?:x|斤|米|码|号|ft|'|’|foot|feet)|[斤码号]|米[一二三四五六七八九]|\b(?:[smlx]|x+[sl]|small|medium|large)\b",
    re.I,
)
"""What a comment that names a body or a size holds; the rest need not be read for one."""
