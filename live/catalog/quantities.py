"""Which measure a question is after (多高: a length; how many packs: a count), and which measures an utterance states.

Independent of what is sold: "多厚" is answered by a length, whether of a mattress or of a blanket.
"""

import functools
import re

COUNTED = "个只片包件块颗支瓶袋把条张粒种款层档挡人位盒抽卷双枚根本套台杯勺头袋串罐份"

_WANTED: dict[str, str] = {
    "length": r"多高(?!多重)|多长(?!时间)|多宽|多厚|厚度|高度|长度|宽度|直径|尺寸|占(?:多大)?地|多少(?:厘米"
    r"|公分|cm|毫米|mm|寸)"
    r"|几(?:厘米|公分|毫米|寸)|how (?:tall|long (?:is|are)|wide|thick|deep|high|big)|height|diameter|inches|dimension"
    r"|what sizes? (?:is|are|do|does|you)|sizes (?:do|are)|什么规格|几种尺寸",
    "weight": r"多重|几斤|多少斤|多少克|几克|几两|几公斤|多少公斤|多少磅|几磅|净重|重量|净含量|重不重|沉不沉"
    r"|多沉|how heavy"
    r"|is it heavy"
    r"|weigh|how many (?:grams|pounds|ounces|oz)|how much (?:protein|caffeine|sugar)",
    "volume": r"容量|多少(?:毫升|升|ml|l)(?![a-z])|几升|(?:装|放|盛)(?:多少|几)|多大容量|capacity"
    r"|how many (?:ml|ounces|oz|lit(?:er|re)s|quarts|cups)|how much (?:does it|can it|will it) (?:hold|fit)",
    "days": r"多久|多长时间|几天|多少天|几个?(?:月|年|星期|礼拜)|多少年|保质期|放(?:得)?多久|(?<!不)how long"
    r"|how many (?:days|weeks|months|years)",
    "minutes": r"多久|多长时间|几分钟|多少分钟|几(?:个)?小时|几秒|how long|how many (?:minutes|hours|seconds)"
    r"|how fast",
    "age": r"几(?:个月|岁)|多大(?:的)?(?:宝宝|孩子|娃|小孩|能|可以|就)|\d+(?:个(?:多)?月|岁)|what age|how old"
    r"|year old|months? old",
    "power": r"功率|多少瓦|几瓦|多少w|费电|watt",
    "speed": r"几公里|多快|最快|速度|how fast|mph",
    "loudness": r"噪音|声音(?:大|响|小|吵)|吵不吵|分贝|loud|noisy",
    "memory": r"多少g|几个g|内存|how (?:many|much) (?:gb|storage|memory)",
    "share": r"含量|浓度|百分之|多少%|纯度|几成|percent",
    "energy": r"watt[- ]?hours?|(?<![a-z])wh(?![a-z])|多少(?:wh|瓦时)|mah|毫安|电池容量",
    "often": r"几次|多久.{0,6}(?:一次|洗|换|浇|用)|how often|how many times",
}
_STATED: dict[str, str] = {
    "length": r"\d(?:\.\d+)?\s*(?:厘米|公分|cm|毫米|mm|米(?![粉饭线色白])|寸|inch|feet|foot|ft|\")|\d['’]\d"
    r"|\d+ by \d+|inch",
    "weight": r"\d(?:\.\d+)?\s*(?:斤|公斤|千克|磅|kg|克|g(?![a-z])|两(?![个件条三四])|lbs?|pounds?|ounces?|oz"
    r"|grams?)(?![a-z])",
    "volume": r"\d(?:\.\d+)?\s*(?:毫升|升|ml|l(?![a-z])|oz|ounces?|quarts?|cups?|lit(?:er|re)s?)",
    "days": r"(?:\d|半)个?\s*(?:天|周|个月|月(?!\d|前)|年|星期|礼拜|days?|weeks?|months?|years?)|(?:a|one|two"
    r"|half a|couple) (?:days?|weeks?|months?|years?)",
    "minutes": r"(?:\d|半个?)\s*(?:分钟|分半|小时|秒|minutes?|hours?|seconds?|mins?)|半分钟|半小时|(?:an"
    r"|half an) hour",
    "age": r"\d\s*(?:个月|岁|years?[- ]old|months?)",
    "power": r"\d\s*(?:瓦|千瓦|w(?![a-z])|watts?)",
    "speed": r"\d\s*(?:公里|km|mph|迈)",
    "loudness": r"\d\s*(?:分贝|db|decibel)",
    "memory": r"\d\s*(?:gb|tb)(?![a-z])",
    "share": r"\d\s*%|含量(?:是|有)?\d+|\d+ percent",
    "energy": r"\d\s*(?:wh|kwh|mah|毫安|瓦时)",
    "often": r"每?(?:\d+|半)(?:天|周|个月|年|星期)[^，。]{0,4}(?:一|1|\d)次|每[天周月年晚]|一(?:天|周|个月"
    r"|年)\s*(?:\d|一)?次"
    r"|\d次|(?:once|twice|times) (?:a|per|every)|every (?:\w+ ){0,2}(?:days?|weeks?|months?|night|morning|day)"
    r"|once|twice",
}
_COUNT_WANTED = re.compile(rf"(?:多少|几)\s*(?:个(?=[人口]))?([{COUNTED}])(?!钱|月)")
_COUNT_STATED = re.compile(rf"\d\s*[来多几]?([{COUNTED}])(?!月|小时|星期|年)")
_ENGLISH_COUNT = re.compile(r"how many (?:\w+ )?([a-z]{3,})")
_wanted = {kind: re.compile(pattern) for kind, pattern in _WANTED.items()}
_stated = {kind: re.compile(pattern) for kind, pattern in _STATED.items()}
_HOW_BIG = re.compile(r"多大(?!的?(?:宝宝|孩子|娃|小孩|人|年)|能|可以|就|码)|how (?:big|large)")
_COMPARED = ("power", "volume", "memory", "minutes", "loudness", "share")
"""Kinds that a question which states one is also after (800w能用吗)."""
_NOT_COUNTED = frozenset(("are", "left", "more", "can", "you", "does", "for", "per", "come", "times"))


@functools.lru_cache(maxsize=4096)
def wanted(line: str) -> frozenset[str]:
    """Kinds of measure that a question (plain, with figures) is after."""
    found = {kind for kind, pattern in _wanted.items() if pattern.search(line)}
    found |= {f"count:{m[1]}" for m in _COUNT_WANTED.finditer(line)}
    found |= {f"count:{m[1].rstrip('s')}" for m in _ENGLISH_COUNT.finditer(line) if m[1] not in _NOT_COUNTED}
    if _HOW_BIG.search(line):
        found |= {"length", "weight", "volume", "memory"}
    found |= {kind for kind in _COMPARED if _stated[kind].search(line)}
    return frozenset(found)


@functools.lru_cache(maxsize=256)
def stated(line: str) -> frozenset[str]:
    """Kinds of measure that an utterance (plain, with figures) states."""
    found = {kind for kind, pattern in _stated.items() if pattern.search(line)}
    found |= {f"count:{m[1]}" for m in _COUNT_STATED.finditer(line)}
    found |= {f"count:{noun}" for m in re.finditer(r"\d+ (?:\w+ )?([a-z]{3,})", line) for noun in (m[1].rstrip("s"),)}
    return frozenset(found)
