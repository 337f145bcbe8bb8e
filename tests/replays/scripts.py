"""Small written broadcasts: what the host says, what viewers ask, and which line answers what.

A line of `timeline` is `SECONDS host WORDS <= GROUPS` or `SECONDS ask INTENT PRODUCT GROUP WORDS` (`-`: no product).
"""

import random
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from live.catalog.products import Catalog
from live.catalog.wording import is_chinese, syllable

FOLDER = Path(__file__).parent / "answered"
CHINESE_PACE, ENGLISH_PACE = 5.5, 15.0
"""Characters that a host says in a second."""


@dataclass
class Script:
    """One written broadcast; rows as in the files of the bundled one."""

    name: str
    catalog: Catalog
    lines: list[dict[str, Any]] = field(default_factory=list)
    comments: list[dict[str, Any]] = field(default_factory=list)
    answered: dict[str, tuple[float, float]] = field(default_factory=dict)
    """Start and end of the line that answers a group."""


def load_scripts(folder: Path = FOLDER) -> list[Script]:
    """All of a folder, by name."""
    return [load_script(path) for path in sorted(folder.glob("*.toml"))]


def load_script(path: Path) -> Script:
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    script = Script(path.stem, msgspec.convert(raw["catalog"], Catalog))
    for row in raw["timeline"].strip().splitlines():
        at, kind, rest = row.split(maxsplit=2)
        if kind == "host":
            text, _, groups = rest.partition(" <= ")
            pace = CHINESE_PACE if is_chinese(text) else ENGLISH_PACE
            start, end = float(at), round(float(at) + len(text) / pace, 2)
            script.lines.append({"start": start, "end": end, "text": text})
            for group in groups.split():
                script.answered.setdefault(group, (start, end))
        else:
            intent, product, group, text = rest.split(maxsplit=3)
            script.comments.append(
                {
                    "id": f"c{len(script.comments):04d}", "at": float(at), "text": text, "needs_answer": True,
                    "intent": intent, "product": None if product == "-" else product, "group": group,
                }
            )  # fmt: skip
    return script


def misheard(lines: list[dict[str, Any]], seed: int, share: float = 0.12) -> list[dict[str, Any]]:
    """The lines as a small recogniser writes them: of the Chinese characters a `share` become others that sound the
    same, and half of the commas are gone. The same seed gives the same mistakes."""
    rng = random.Random(seed)
    common = sorted({c for line in lines for c in line["text"] if is_chinese(c)} | set(_COMMON))
    by_sound: dict[str, list[str]] = {}
    for char in common:
        by_sound.setdefault(syllable(char), []).append(char)
    found = []
    for line in lines:
        text = "".join(_misheard(c, rng, by_sound, share) for c in line["text"])
        found.append({**line, "text": text})
    return found


_KEPT = set("零一二三四五六七八九十百千两半")
_COMMON = (
    "的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过天去能对小多然于心学么之都好看起发"
    "当没成只如事把还用第样道想作种开美总从无情己面最女但现前些所同日手又行意动方期它头经长儿回位分爱老因很给名法间斯知世什两次使身者"
    "被高已亲其进此话常与活正感见明问力理尔点文几定本公特做外孩相西果走将月十实向声车全信重三机工物气每并别真打太新比才便夫再书部水像"
    "眼等体却加电主界门利海受听表德少克代员许先口由死安写性马光白或住难望教命花结乐色更拉东神记处让母父应直字场平报友关放至张认接告入"
    "笑内英军候民岁往何度山觉路带万男边风解叫任金快原吃妈变通师立象数四失满战远格士音轻目条呢病始达深完今提求清王化空业思切怎非找片罗"
    "钱语元喜曾离飞科言干流欢约各即指合反题必该论交终林请医晚制球决传画保读运及则房早院量苦火布品近坐产答星精视五连司巴奇管类未朋且婚"
    "台夜青北队久乎越观落尽形影红爸百令周吧识步希亚术留市半热送兴造谈容极随演收首根讲整式取照办强石古华拿计您装似足双妻尼转诉米称丽客"
    "南领节衣站黑刻统断福城故历惊脸选包紧争另建维绝树系伤示愿持千史谁准联妇纪基买志静阿诗独复痛消社算义竟确酒需单治卡幸兰念举仅钟怕共"
)


def _misheard(char: str, rng: random.Random, by_sound: dict[str, list[str]], share: float) -> str:
    if char in "，," and rng.random() < 0.5:
        return ""
    if not is_chinese(char) or char in _KEPT or rng.random() >= share:
        return char
    others = [c for c in by_sound.get(syllable(char), []) if c != char]
    return rng.choice(others) if others else char
