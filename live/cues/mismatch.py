"""What makes of a likely fact the wrong answer: it is of somebody's body, of another country, or says no where the
question would hear a yes. None is better than a wrong one."""

import re
from collections.abc import Sequence

from live.catalog.facts import Fact
from live.catalog.wording import plain

_HOST = re.compile(r"主播|模特|你|妳|您|小姐姐|姐姐|\b(?:you|your|ur|u|model|host|she|he|her|his)\b")
_ABROAD = re.compile(
    r"台湾|香港|澳门|港澳台|海外|国外|境外|美国|加拿大|英国|澳洲|澳大利亚|新西兰|日本|韩国|新加坡|马来西亚|泰国|欧洲"
    r"|德国|法国|\b(?:canada|mexico|australia|new zealand|europe|the uk|uk|england|ireland|germany|france|japan|korea"
    r"|singapore|malaysia|india|brazil|philippines|puerto rico|overseas|international(?:ly)?|abroad)\b"
)
_PAYMENT = re.compile(
    r"货到付款|花呗|分期|信用卡|白条|到付"
    r"|\b(?:cod|cash on delivery|paypal|klarna|afterpay|apple pay|venmo|installments?)\b"
)
_AFTER_SALE = frozenset(("return_policy", "opened_return", "exchange"))
_RETURN = re.compile(
    r"退|换|运费|试用|不合适|不喜欢|包赔|售后|无理由|\b(?:return|refund|send|exchange|swap|back|money|fit|fits|like|hate|happy|work|policy|keep|wrong|change)"
)
_USED = re.compile(
    r"(?<![没未])(?:[用穿洗开试吃喝戴]过|拆[封了开]|[剪裁][了过])|\b(?:used|worn|wore|opened?|washed|cooked|tried|cut|assembled|ate|eaten)\b"
)
"""What a buyer has done to a thing before sending it back."""
_UNUSED = re.compile(
    r"[拆开用穿洗试剪裁]|原样|完好|全新|\b(?:un\w+ed|unworn|used?|worn|open(?:ed)?|wash(?:ed)?|tags?|condition|original|new"
    r"|tried|any reason)\b"
)
_MAY = re.compile(r"(?:可以|能不能|可不可以|能)([\u3400-\u9fff]{2})(?:吗|嘛|么|不|$)")
_NOT = ("不要", "不能", "不可", "不可以", "请勿", "勿", "禁止", "避免", "别", "不建议")


def mismatched(fact: Fact, texts: Sequence[str]) -> bool:
    """Whether the fact is of somebody or of a place that the question does not mean."""
    lines = [plain(t) for t in texts]
    if "host_body" in fact.about and not any(_HOST.search(line) for line in lines):
        return True
    whole = plain(f"{fact.asked} {fact.text}")
    if _AFTER_SALE & fact.about and not any(_RETURN.search(line) for line in lines):
        return True  # 用了过敏怎么退 is no word on who may use it
    if _AFTER_SALE & fact.about and sum(_USED.search(line) is not None for line in lines) * 3 >= len(lines):
        return _UNUSED.search(plain(fact.text)) is None  # whether what was used may go back, it does not say
    elsewhere = sum(any(m[0] not in whole for m in _ABROAD.finditer(line)) for line in lines)
    return elsewhere * 3 >= len(lines)  # one of many who lives abroad does not take the answer from the others


def forbids(fact: Fact, texts: Sequence[str]) -> bool:
    """Whether the fact says in so many words that what is asked (可以烘干吗) is not to be done (不要烘干)."""
    asked = [m[1] for t in texts for m in _MAY.finditer(plain(t))]
    return any(f"{no}{verb}" in fact.text for verb in asked for no in _NOT)


def of_payment(texts: Sequence[str]) -> bool:
    """Whether a question on ordering is after a way to pay: a link is no answer to it."""
    return any(_PAYMENT.search(plain(t)) for t in texts)
