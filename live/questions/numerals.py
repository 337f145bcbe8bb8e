"""Chinese numerals as digits."""

import re

_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0, "壹": 1}
_UNIT = {"十": 10, "百": 100, "千": 1000}
_RUN = re.compile(r"[一二两三四五六七八九十百千零〇]+")
_UNITED = re.compile(r"(?=[号斤公米厘分码个件盒包双条套箱瓶支岁楼寸升十百])")


def arabic(text: str) -> str:
    """The text with runs of Chinese numerals as digits: `一百六十斤` as `160斤`, `一米六五` as `1米65`."""
    return _RUN.sub(lambda m: _value(m[0]), text)


def _value(run: str) -> str:
    if not any(c in _UNIT for c in run):
        return "".join(str(_DIGIT[c]) for c in run)
    total, current, last = 0, 0, 1
    for c in run:
        if c in _UNIT:
            last = _UNIT[c]
            total += (current or 1) * last
            current = 0
        else:
            current = _DIGIT[c]
            if c in "零〇":
                last = 10
    # A bare digit after hundreds means tens: 一百六 is 160.
    return str(total + current * (last // 10 if last >= 100 else 1))
