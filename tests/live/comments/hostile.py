"""Hostile strings, and what must never come through."""

import random
import re
import unicodedata
from collections.abc import Iterator

_BANNED = re.compile(
    "[\x00-\x1f\x7f-\x9f"  # controls
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f"  # invisible
    "\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"  # separators, bidi, fillers, specials
    "\ud800-\udfff\ue000-\uf8ff"  # half characters, private use
    "\U000e0000-\U000e001f\U000e0080-\U000e0fff\U000f0000-\U0010ffff]"
)
_TAGS = re.compile("[\U000e0020-\U000e007f]")
_FLAG = re.compile("\U0001f3f4[\U000e0030-\U000e007a]{1,6}\U000e007f")


def harm_in(text: str) -> str:
    """What in `text` could do harm on a terminal, a page or a prompt; "" when there is nothing."""
    if found := _BANNED.search(text):
        return f"U+{ord(found[0]):04X}"
    if _TAGS.search(_FLAG.sub("", text)):
        return "hidden tags"
    run = 0
    for char in text:
        if unicodedata.category(char)[0] == "M":
            run += 1
        elif char not in "\u200c\u200d":  # joiners stand between marks of one letter
            run = 0
        if run > 6:
            return "a stack of marks"
    return ""


ON_PAGES = (
    "<script>window.pwned=1;alert(1)</script>",
    "<img class=pwned src=x onerror=window.pwned=1;alert(1)>",
    "<svg class=pwned onload=window.pwned=1;alert(1)></svg>",
    '"><img class=pwned src=x onerror="window.pwned=1;alert(1)">',
    "' autofocus onfocus=window.pwned=1 x='",
    "</script><script>window.pwned=1;alert(1)</script>",
    "</style></title></textarea><img class=pwned src=x onerror=window.pwned=1;confirm(1)>",
    '<a class=pwned href="javascript:window.pwned=1">多少钱</a>',
    '<iframe class=pwned srcdoc="<script>parent.pwned=1</script>"></iframe>',
    "<details class=pwned open ontoggle=window.pwned=1;prompt(1)>",
    "<math class=pwned><mtext><table><mglyph><style><!--</style><img title='--><img src=x onerror=window.pwned=1>'>",
    "<style class=pwned>*{display:none}</style><base class=pwned href=//example.invalid>",
    "<meta class=pwned http-equiv=refresh content='0;url=//example.invalid'>",
    "<form class=pwned action=//example.invalid><button class=pwned>有大码吗",
    "<video class=pwned><source onerror=window.pwned=1;alert(1)></video>",
    "<!--><b class=pwned>160斤能穿吗</b><!-- ]]> <![CDATA[",
    "<marquee class=pwned onstart=window.pwned=1>便宜点",
    "&lt;img class=pwned src=x onerror=alert(1)&gt; &#60;script&#62;alert(1)&#60;/script&#62;",
    "\\u003cimg src=x onerror=alert(1)\\u003e \\x3cscript\\x3e",
    "javascript:window.pwned=1//--></title><h1 class=pwned onclick=1>",
    "${window.pwned=1} {{constructor.constructor('window.pwned=1')()}} #{pwned} <%= pwned %>",
    "__proto__ constructor hasOwnProperty toString",
)
"""For what shows text in a browser. What they would bring into a page says `pwned`."""

ATTACKS = (
    "\x1b[31mred\x1b[0m",
    "\x1b[7777;1Hfar\x1b[?7777hmode\x1b[38;5;7777m",
    "\x1b[2J\x1b[H\x1b[?1049h",
    "\x1b]52;c;cm0gLXJmIC8=\x07paste",
    "\x1b]52;c;cm0gLXJmIC8=\x1b\\paste",
    "\x1b]8;;https://example.invalid\x1b\\click\x1b]8;;\x1b\\",
    "\x1b]0;title",
    "\x1bP+q544e\x1b\\dcs",
    "\x1b_Gi=1;AAAA\x1b\\kitty",
    "\x1b^pm\x1b\\",
    "\x1bc reset",
    "\x1b(0 charset",
    "\x9b31mC1 red\x9b0m",
    "\x9d52;c;AAAA\x9cosc",
    "\x90dcs\x9c\x98sos\x9c\x9epm\x9c\x9fapc\x9c",
    "\x84\x85\x8d\x8e\x8f",
    "\x00\x07\x08\x0c\x0e\x0f\x7f",
    "abc\rdef\b\b\b\bxyz\v\f",
    "\u202egnp.exe\u202c",
    "\u2066a\u2067b\u2068c\u2069",
    "\u200e\u200f\u061c",
    "z\u0301\u0302\u0303" * 3 + "z" + "\u0489" * 500,
    "ก" + "้" * 400,
    "z" + "\u0489\u0489\u0489\u200b" * 60,
    "ا" + "\u0650\u0650\u0650\u200c" * 60,
    "1\ufe0f\u20e3" + "\u0363\u032f\ue000" * 60,
    "a\u200bb\u200cc\u200dd\u2060e\ufefff",
    "\u3164\uffa0\u115f\u1160",
    "hi\U000e0069\U000e0067\U000e006e\U000e006f\U000e0072\U000e0065",
    "😀\ufe00\ufe01\ufe02\U000e0100\U000e01ef",
    "\U0001f3f4\U000e0067\U000e0062 not closed",
    "[bold red]假货[/] [link=https://example.invalid]x[/link]",
    "[@click=app.quit]press[/] [/] [[[ ]]]",
    "$( rm -rf / ) `id` ; drop table event; --",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "{{7*7}} ${7*7} #{7*7} %s %n {0.__class__}",
    "',drawtext=text=x:[in][out];",
    "../../../etc/passwd\x00.png",
    "W" * 10_000,
    "哈" * 10_000,
    "ﷺ" * 600,
    "\ud83d half \ude00",
    "\ufffe\uffff\U0001ffff\U0010ffff",
    "\ue000\uf8ff\U000f0000",
    "line\u2028separator\u2029paragraph",
    "\u0958\u0301\u0301\u0301\u0301",
    *ON_PAGES,
)


def hostile_strings(count: int, seed: int = 1) -> Iterator[str]:
    """`count` strings: every attack, then mixtures of attacks with each other, with honest text and with noise."""
    chance = random.Random(seed)
    honest = ("多少钱", "does it fit 160?", "👨‍👩‍👧", "سلام", "ไม่ได้", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "1️⃣", "é")
    yield from ATTACKS[:count]
    for _ in range(count - len(ATTACKS)):
        pieces: list[str] = []
        for _ in range(chance.randint(1, 5)):
            kind = chance.random()
            if kind < 0.5:
                attack = chance.choice(ATTACKS)
                begin = chance.randrange(len(attack))
                pieces.append(attack[begin : begin + chance.randint(1, 60)] if kind < 0.25 else attack)
            elif kind < 0.75:
                pieces.append(chance.choice(honest))
            else:
                pieces.append("".join(chr(chance.choice(_RANGES)(chance)) for _ in range(chance.randint(1, 12))))
        yield "".join(pieces)


_RANGES = (
    lambda chance: chance.randrange(0x00, 0xA0),
    lambda chance: chance.randrange(0x2000, 0x2070),
    lambda chance: chance.randrange(0x0300, 0x0370),
    lambda chance: chance.randrange(0xE0000, 0xE0200),
    lambda chance: chance.randrange(0x0000, 0xD800),
    lambda chance: chance.randrange(0xE000, 0x110000),
)
