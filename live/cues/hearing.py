"""What of an utterance can be an answer: without teasing, declining, handing over, and quoting the question."""

import functools
import re
from collections import deque
from dataclasses import dataclass

from live.catalog.measures import Body, parse_body
from live.catalog.numerals import figures
from live.catalog.quantities import stated
from live.catalog.topics import Topic, spelled, topics
from live.catalog.wording import is_chinese, plain
from live.cues.spoken_figures import figures_with_units, telling_numbers

_DECLINES = re.compile(
    r"[叫让请][^，。]{1,4}来(?:说|讲|回答|教)|不(?:做|去)?评价|不瞎说"
    r"|(?:我|俺|咱)们?[^，。]{0,3}没(?:有)?(?:用|骑|穿|吃|试|买|见|养|尝|喝|戴|玩|摸|碰|种|卖|接触)过|不[敢好]碰瓷"
    r"|咱(?:们)?(?:就)?不比|抽(?:奖|福袋|个福袋|\d+[位个名])|先不[说讲报谈]"
    r"|没中的|中(?:奖|了)的|抽中|满屏|[停三321][，,]?\s*截[图屏]|报(?:一下)?(?:地址|手机号)"
    r"|光说没用|说了不算|[当现]场试|不敢[^，。]{0,3}教"
    r"|没(?:有)?细看|(?:得|要|需要|先)(?:去)?问(?:一下|问)?|不(?:急着)?[说讲]价|(?:等会儿?|等一?下|待会儿?"
    r"|一会儿?|稍后|晚点|最后|后面)(?:我们|我"
    r"|再|就|给你们|给大家|会)?[^，。]{0,6}(?:说|讲|报|公布|揭晓|看|谈|介绍|告诉)"
    r"|(?:要|得|我)先(?:跟|给|和)?(?:你们|大家)?[讲说]清楚|稍后[^，。]{0,4}(?:上|开|给|来|回|试)"
    r"|别急|别着急|下一?个(?:再|就|我们|给你们)?[^，。\d]{0,4}(?:讲|说|看|介绍)|(?:统一|下播|播完)"
    r"[^，。\d]{0,4}(?:说|讲|报|回)"
    r"|(?:我们?|咱们?)(?:去|来|再)?问(?:一下|问)|看(?:一下|一眼|看)?(?:水洗标|洗标|标签|说明书)"
    r"|(?:上次|上一?批|上一?场|之前|昨天)[^，。]{0,12}(?:慢了|晚了|对不起|不好意思|抱歉)"
    r"|再(?:谈|聊)|还没(?:有)?(?:跟|和|确认|确定|定|问|测|拿到|收到)|没(?:法|办法)(?:确认|保证|说)|(?:不敢"
    r"|不能|不好|不太好)(?:乱|随便|瞎|保证|说|讲)|不(?:太)?(?:确定|清楚|知道)|没(?:有)?确认|保密|卖个?关子"
    r"|猜(?:一?猜|猜|一下)|先(?:别|不要)(?:急|问)|回头(?:再|给|帮|问)|去问(?:一下|问)?(?:厂家|老板|工厂)"
    r"|(?:帮|给)(?:你们|大家)?问(?:一下|问)|(?:建议|咨询|最好|先)(?:你|您|大家)?(?:去)?(?:问"
    r"|咨询)(?:一下)?(?:医生|大夫)|(?:我"
    r"|这个)说了不算"
    r"|不着急[^，。]{0,4}(?:先)?|(?<!you )(?<!guys )(?:not|won'?t|can'?t|don'?t|isn'?t)[^.,!?]{0,14}(?:tell|say"
    r"|sure|know"
    r"|promise|confirm|certain|reveal|guarantee)|(?:check with|ask|talk to|consult) (?:your|a|the|my) (?:doctor"
    r"|vet|team"
    r"|ob|pharmacist|supplier|factory|warehouse)|(?:double|gotta|to) check|medical advice|wanna say yes"
    r"|(?:in a (?:bit|minute|moment|sec|second)|later|soon|hold on|hang on|stay tuned"
    r"|wait for it|coming up)|get(?:ting)? (?:to|into) (?:that|the|it|those|your|price|siz)|(?:have|need"
    r"|got) to (?:check|ask)|let me (?:check|ask|find out)"
    r"|\b(?:is|are|comes?|coming|up) (?:the )?next\b(?! (?:day|week|month|to))|\bnext thing\b"
    r"|(?:going to|gonna) (?:show|tell you|talk)"
    r"|\bwho else\b|(?:i'?ll|we'?ll) (?:tell|check|ask|find"
    r"|talk about|cover|get (?:to|into))|guess"
)
_CANNOT_TELL = re.compile(
    r"不敢[^，。]{0,10}(?:教|讲|说|保证|打包票|拍胸脯|下结论|开方|乱|推荐|断言)|不(?:能|敢|跟|给|好)[^，。]{0,4}(?:打包票|拍胸脯|乱编)"
    r"|不能张嘴就来|[说讲]不[准好上]|不好[说讲](?!看)|保证不了|不(?:乱|瞎|胡)[讲说]"
    r"|没(?:有)?(?:做过|拿)[^，。]{0,6}(?:测|量|检|试验|实验)|没(?:有)?(?:测|量|验证)过|没(?:有)?(?:这个|具体的?|准确的?)?(?:数据|检测报告)"
    r"|不敢[^，。]{0,4}(?:接|答|应)|替(?:人家|别人|厂家|平台|医生|大夫)[^，。]{0,2}(?:答|说|讲|保证|做主)"
    r"|(?:不(?:是|当|做|算)|又?不是)(?:什么|这个|啥|个)?(?:医生|大夫|药师|专家|律师|营养师|内行|专业的)"
    r"|(?:各说各的|说法(?:都|也)?不(?:一|同)|众说纷纭)|(?:我|俺|咱)们?[^，。]{0,4}没(?:有)?问过"
    r"|(?<!亲自)(?:去|回|到)(?:仓库|厂里|后台|公司)[^，。]{0,2}(?:瞅|看|查|翻|问)(?:一眼|一下|下|看)?(?=$|[，。,.])"
    r"|(?:我|俺)[^，。]{0,4}(?:不懂|不了解|不内行|没研究)|(?:不|没法|没办法)(?:点评|回答)|答不(?:了|上来)"
    r"|(?:问|请教)(?:下|一下|问)?(?:厂|工厂|仓库|老板|师傅|老师|公司|供应商|品牌)|(?:翻|查)(?:一下|下|一翻|查)?资料|统一(?:说|讲|回)"
    r"|(?:i|we)(?:'?ve| have)? (?:haven'?t|have not|never)(?: actually| personally)?"
    r" (?:tested|measured|checked|timed|weighed|confirmed|had it tested)"
    r"|(?:i|we) (?:haven'?t|have not)(?: actually| personally)? tried"
    r"|(?:don'?t|do not|didn'?t) (?:actually |really )?have (?:a|an|the|any|that) "
    r"(?:number|figure|answer|data|exact|measurement|test|report)"
    r"|mak(?:e|ing) (?:it|that|something|stuff|one|things) up|i'?d be (?:guessing|lying)|i have no (?:idea|clue)"
    r"|(?:can'?t|couldn'?t|won'?t) (?:speak to|say for sure|swear|vouch|answer)|get back to you|look (?:it|that) up"
    r"|not going to (?:pretend|claim|promise|guess|make|trash|bash|knock|comment|speak|talk|get into)"
    r"|leave (?:that|this|it)(?: one)? alone|nothing to compare|no comment|above my pay|rather not say|beats me"
    r"|off the top of my head|not (?:an expert|a doctor|a lawyer)|自己(?:去)?[量查搜]"
)
"""The host says outright that the answer is not known or not given: unlike what is put off, it undoes the sentence."""
_PROMISES = re.compile(
    r"(?:等(?:会儿?|一?下)|待会儿?|一会儿?|下一?个)(?!周|个?月)[^，。]{0,10}[给让跟为带](?:你|大家|姐妹|宝)[^，。]{0,3}"
    r"(?:看|照|上身|讲|试|穿|演示|展示|测|拍)"
)
"""The host will show it: whatever else the clause holds is not told yet."""
_ASIDE = re.compile(
    r"我(?:们)?家(?:的|里|那)?(?!店|直播|主播|产品|货)"
    r"|我(?:的|这|今天)?[^，。]{0,2}头发|我(?:老公|妈|闺蜜|同事|朋友|女儿|儿子)"
    r"|\bmy (?:own |old )?\w+ (?:broke|died|is broken|stopped|got (?:stolen|lost)|was stolen)\b"
)
"""The host's own other things."""
_PAST = re.compile(r"上一?(?:场|次|回)|昨[天晚]|\byesterday\b|\blast (?:time|night|stream|live|show)\b")
"""Narrower than `live.catalog.elsewhere`: 那天 and 之前 begin true answers too (你写的那天发)."""
_TO_VIEWERS = re.compile(r"你|大家|几位|姐妹|\byou")
"""What is said to those who bought then is said to viewers of today."""
_HANDS_OVER = re.compile(
    r"你(?!们[讲说]|看)(?:先|来|给|快|就)?[^，。]{0,4}(?:讲|说|介绍|报|回答)(?:讲|说|一下|一说|一讲|下)?|(?:讲讲|说说"
    r"|报一下|介绍一下)[^，。！]{0,6}(?:吧|呗)$|(?:can|could|will|would) you (?:tell|talk|explain|show"
    r"|go over)|tell (?:them|us|everyone|people) (?:about|what|how|the)|you (?:want to|wanna"
    r"|should) (?:tell|talk|go over)"
)
_QUOTES = re.compile(
    r"(?:有[^，。]{0,4}(?:人|姐|宝|朋友|家人|妹|哥|粉丝|同学|老铁|妈)|好多人|很多人|多少人|几个|姐妹|宝宝"
    r"|家人|朋友|大家|你们|一直|都在?|还在|总|老|又|公屏|弹幕"
    r"|评论|看到|看见)[^，。！？!?]{0,12}(?:问|说(?!话|明|服|到做)|刷|催|喊|关心|担心|纠结)|^(?:问|说)(?!题|句|错"
    r"|实话|一|价"
    r"|到|起|真|明|白|正)|(?:问|说)我|要看|想看|想知道|怕"
    r"|(?:someone|somebody|people|everyone|y'?all|you guys|i see|a lot of you|lots of you|some of you"
    r"|so many|keep)[^.!?,]{0,24}(?:ask|say|want(?:ing)? to know|wonder|comment|question)"
    r"|(?:the )?question(?:s)? (?:is|about|on|are)|asking (?:about|if|what|how|whether|for)"
    r"|if you'?re (?:asking|wondering)"
)
_ASKS = re.compile(r"[?？]\s*$|吗[，。！,.!\s]*$")
_A_NOT_A = re.compile(r"(?<!看你)(?<!不管)(?<!不论)(?<!无论)(?:可不可以|([^\W\d_是对好行要差])[不没]\1)")
"""A question in Chinese without a particle (透不透). 是不是 and the like only ask the viewers to agree."""
_ENOUGH = 4
"""Characters that must follow such a question in the same breath to be its answer."""
_JIN_MISHEARD = re.compile(r"(?<=\d\d)[金今](?=的|左右|以内|到|[穿拿可能])")
_FEET_SAID = re.compile(
    r"(?<![\d.,'-])(?<!\d )([4-6]) (\d|1[01])"
    r"(?=,? ?(?:with|and|at|but|or so|here|tall|even|myself)\b|, ?(?:\d{2,3}\b|a buck)|[.!]? ?$)"
)
"""Feet and inches as a host says them (6 3, 250): nothing between the two."""
_QUESTION_ENDS = re.compile(
    r"吗|呢|不能|没有|会不会.{1,3}|能不能.{1,3}|[什啥怎几多][^我你它这，,]{1,4}?(?=我|你|它|这|，|,|$)"
    r"|的(?=我|这|它|你)"
)
TELLS = re.compile(
    r"\d|能|可以|不会|不用|不要|没问题|放心|都行|都是|都有|没事|适合|不建议|千万别|[一1]点(?:儿)?(?:都"
    r"|也)?(?:不|没)|照样|完全|肯定|当然|没有|就是"
    r"|\b(?:yes|yeah|yep|no|nope|not|never|totally|absolutely|definitely|zero|fine|safe|can|does|doesn'?t"
    r"|don'?t|won'?t|works?|perfect|okay|it's|they're|everything)\b"
)
"""What a statement of fact holds, beside its subject."""
_OWN_BODY = re.compile(
    r"我(?:是|有|也|就)?[^，。\d]{0,3}\d+(?:\.\d+)?\s*(?:米\d|斤|公斤|kg)|身高|体重|i'?m \d|i (?:am|weigh) \d"
)
ASKED = 4
"""English words from which on the last clause of a sentence makes a question of the whole."""
_SENTENCE = 9
"""Chinese characters from which on what follows in the same clause is taken for a sentence of its own."""
_FIGURE = re.compile(r"\d")
_BUT = re.compile(r"\s*(?:but|但是?|不过|可是?|只是|though)")
_SENTENCE_ENDS = re.compile(r"[。！？!?]\s*$|(?<!\d)\.\s*$")
_CLAUSE = re.compile(r"[^，。！？!?；;,.\n]+(?:(?<=\d)[.,](?=\d)[^，。！？!?；;,.\n]+)*[，。！？!?；;,.\n]*")


@dataclass(frozen=True)
class Heard:
    """One utterance, read once for all groups. `line` is all of it, `rest` what of it may be an answer."""

    text: str
    line: str
    rest: str
    quoted: str
    """The viewers' questions in it, as the host repeats them."""
    sound: str
    rest_sound: str
    body: Body
    measures: frozenset[str]
    """Kinds of measure that are stated."""

    @functools.cached_property
    def figures(self) -> frozenset[tuple[str, str]]:
        """Its figures, each with the first letter of its unit."""
        return figures_with_units(self.rest)

    @functools.cached_property
    def numbers(self) -> frozenset[str]:
        """Its numbers; small ones with their unit."""
        return telling_numbers(self.rest)

    @functools.cached_property
    def topics(self) -> frozenset[str]:
        """Names of the topics of products that it plainly states something of."""
        return frozenset(
            t.name
            for t in topics()
            if t.family == "product" and not t.loose and t.named(self.rest) and t.said(self.rest)
        )

    @functools.cached_property
    def _of(self) -> dict[str, tuple[bool, bool, bool]]:
        return {}

    def of(self, topic: Topic) -> tuple[bool, bool, bool]:
        """Whether it states something of a topic, whether it names it, and whether it repeats a question on it."""
        known = self._of.get(topic.name)
        if known is None:
            named = topic.named(self.line) or topic.heard(self.sound)
            known = (topic.said(self.rest), named, bool(self.quoted) and topic.asked(self.quoted))
            self._of[topic.name] = known
        return known

    @property
    def tells(self) -> bool:
        """Whether it states something: a figure, a yes or a no, and not much else than that is left out."""
        return len(self.rest) >= 8 and TELLS.search(self.rest) is not None

    @property
    def empty(self) -> bool:
        return not self.rest.strip("，。！？!?；;,. ")


def hear(text: str) -> Heard:
    """Read an utterance (a transcript, imperfect as it is)."""
    line = _FEET_SAID.sub(r"\1'\2", _JIN_MISHEARD.sub("斤", figures(plain(text))))
    kept: list[str] = []
    quoted: list[str] = []
    clauses = deque(_known_of(_CLAUSE.findall(line), quoted))
    while clauses:
        clause = clauses.popleft()
        if declined := _DECLINES.search(clause):
            # "看到好多人问价格，价格先不说": what stands before is what is declined.
            if kept and (not _FIGURE.search(kept[-1]) or _BUT.match(clause)):
                kept.pop()
            clauses.extendleft(_next_breath(clause, declined.end()))
            continue
        if _PROMISES.search(clause) or _beside(clause):
            continue
        if handed := _HANDS_OVER.search(clause):
            clauses.extendleft(_next_breath(clause, handed.end()))
            continue
        if match := _QUOTES.search(clause):
            before, answer = _before_quote(clause, match.start()), _after_quote(clause, match.end())
            quoted.append(clause.removeprefix(before).removesuffix(answer))
            kept += [before, answer]
            continue
        if _ASKS.search(clause):
            quoted.append(clause)
            continue
        if match := _A_NOT_A.search(clause):
            before, answer = _before_quote(clause, match.start()), clause[match.end() :]
            answer = answer if len(answer) >= _ENOUGH and TELLS.search(answer) else ""
            quoted.append(clause.removeprefix(before).removesuffix(answer))
            kept += [before, answer]
            continue
        kept.append(clause)
    rest = "".join(kept)
    return Heard(text, line, rest, "".join(quoted), spelled(line), spelled(rest), parse_body(rest), _measures(rest))


def _beside(clause: str) -> bool:
    """Whether it is of an earlier day or of the host's own other things, and holds no statement of fact."""
    if TELLS.search(clause):
        return False
    return _ASIDE.search(clause) is not None or (_PAST.search(clause) is not None and not _TO_VIEWERS.search(clause))


def _known_of(clauses: list[str], quoted: list[str]) -> list[str]:
    """The clauses without the sentences in which the host cannot tell (what a "but" brings in stays) and without those
    that are a question in English from end to end, which go to `quoted`."""
    kept: list[str] = []
    sentence: list[str] = []
    for clause in clauses:
        sentence.append(clause)
        if _SENTENCE_ENDS.search(clause):
            if _put_to_another(sentence):
                quoted += sentence
            else:
                kept += _told(sentence)
            sentence = []
    return kept + _told(sentence)


def _put_to_another(sentence: list[str]) -> bool:
    """Whether the last clause of an English sentence asks something (a short "right?" only seeks assent)."""
    last = sentence[-1]
    return len(sentence) > 1 and last.rstrip().endswith("?") and not is_chinese(last) and len(last.split()) >= ASKED


def _told(sentence: list[str]) -> list[str]:
    at = [n for n, clause in enumerate(sentence) if _CANNOT_TELL.search(clause)]
    if not at:
        return sentence
    but = next((n for n in range(at[-1] + 1, len(sentence)) if _BUT.match(sentence[n])), len(sentence))
    return sentence[but:]


def _measures(rest: str) -> frozenset[str]:
    """The measures stated, without those of the host's own body."""
    return stated(rest) - {"length", "weight"} if _OWN_BODY.search(rest) else stated(rest)


def _next_breath(clause: str, at: int) -> list[str]:
    """What follows a refusal in a transcript without commas, where it is long enough to be a sentence of its own."""
    rest = clause[at:]
    return [rest] if len(rest) >= (_SENTENCE if is_chinese(clause) else 4 * _SENTENCE) else []


def _before_quote(clause: str, at: int) -> str:
    """What stands before a viewer's question in the same breath, where it is a sentence of its own."""
    return clause[:at] if at >= (_SENTENCE if is_chinese(clause) else 4 * _SENTENCE) else ""


def _after_quote(clause: str, at: int) -> str:
    """What follows the viewers' question in the same breath, where a transcript has no comma between the two."""
    if not is_chinese(clause):
        return ""
    ends = _QUESTION_ENDS.search(clause, at)
    rest = clause[ends.end() :] if ends else clause[at + 8 :]
    return rest if len(rest.strip("，。！？!?；;,. ")) >= 5 else ""
