"""Whether the host speaks of another shop or of another day: its prices and its stock are not this broadcast's."""

import re

_ELSEWHERE = re.compile(
    r"隔壁|(?:别|其他|其它|人)(?:的)?(?:人)?(?:家|店|直播间|平台|主播|地方|渠道)|别处|外[面边]|对面|同行|竞品"
    r"|某(?:宝|东|音|猫|多|平台|主播)|淘宝|天猫|京东|拼多多|网上"
    r"|(?<!主播)(?<!明星)(?<!博主)同款(?:都|也|就|一般|上)*(?:要|卖)"
    r"|\b(?:everyone|everybody|anyone|someone|somebody) else\b|\bother (?:\w+ )?(?:shops?|stores?|sellers?|streams?"
    r"|streamers?|lives?|rooms?|places?|sites?|people|brands?|hosts?)\b|\banother"
    r" (?:\w+ )?(?:shop|store|seller|stream|site"
    r"|host|place)\b|\belsewhere\b|\bnext door\b|\bcompetitors?\b|\bamazon\b|\bebay\b|\bin (?:the )?stores\b"
)
_OURS = re.compile(
    r"我(?:们|家|这|自己)|咱|这[边里儿]|本店|本直播间|今[天晚]|现在|\b(?:we|we'?re|we'?ve|our|ours|mine|here|my"
    r"|today|tonight|now)\b"
)
_EARLIER = re.compile(
    r"上一?(?:场|次|回|批|周|个?月|期|季|轮)|昨[天晚日]|前[天晚几]|去年|前年|(?<![点单播号分钟半])(?:之前|以前)|那[天次场]|往年"
    r"|\blast (?:week|time|night|stream|live|show|month|year|drop|season|round|\w+day)\b|\byesterday\b"
    r"|\bpreviously\b|\bback then\b|\b(?:days?|weeks?|months?) ago\b|\bused to\b"
)
_NOW = re.compile(
    r"今[天晚年]|现在|这(?:场|次|回|批|会儿?)|说错|口误|更正|\b(?:today|tonight|now|this (?:time|week|stream|one))\b"
)


def _not_here(words: str) -> bool:
    """Whether what follows `words` (plain, of the same sentence) is said of another shop."""
    return _last(_ELSEWHERE, words) > _last(_OURS, words)


def _not_now(words: str) -> bool:
    """Whether what follows `words` (plain, of the same sentence) is said of an earlier day."""
    return _last(_EARLIER, words) > _last(_NOW, words)


def earlier(words: str) -> bool:
    """Whether `words`, right behind a statement, move it to an earlier day (sold out last week)."""
    named = _EARLIER.search(words)
    return named is not None and not _NOW.search(words, 0, named.start())


def away(words: str) -> bool:
    """Whether what follows `words` is said of another shop or of an earlier day."""
    return _not_here(words) or _not_now(words)


def _last(pattern: re.Pattern[str], words: str) -> int:
    return max((m.end() for m in pattern.finditer(words)), default=-1)
