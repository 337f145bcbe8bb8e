"""A plausible broadcast out of the labels of the bundled one: pure events, no speech, no detector.

What the parts would have derived is taken from the truth files, so that tests of the screen depend on nothing else.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from live.catalog.products import Catalog, load_catalog
from live.events import (
    Answered,
    AnyPayload,
    Clip,
    Comment,
    Cue,
    Event,
    Health,
    Highlight,
    Product,
    Question,
    Session,
    Source,
    Utterance,
)
from live.state import BroadcastState

DEMO = Path(__file__).parent.parent.parent / "live" / "demo"
WALL = 1_750_000_000.0

ANSWERS: dict[str, tuple[str, str, str]] = {
    "dress-fabric": ("95%棉，5%氨纶，吸汗透气，略带弹力", "attribute", "面料"),
    "dress-price": ("直播价129元，吊牌259元", "price", ""),
    "dress-large-size": ("有大码，S到4XL，两百斤以内都能穿：150斤2XL，170斤3XL，190斤4XL", "size_table", "4XL"),
    "dress-pocket": ("两侧各一个真口袋，放得下手机", "attribute", "口袋"),
    "dress-colors": ("雾霾蓝、奶油杏、黑色三个颜色", "attribute", "颜色"),
    "dress-see-through": ("雾霾蓝和奶油杏带同色内衬，不透；黑色没有内衬，本身不透", "faq", "浅色会不会透？"),
    "dress-host-size": ("小禾165厘米、105斤，身上穿的是M码", "faq", "主播多高多重，身上穿的什么码？"),
    "dress-link": ("点1号链接", "link", "1"),
    "dress-wash": ("装洗衣袋，30度以下冷水轻柔档，不要烘干", "faq", "可以机洗吗？"),
    "return-policy": ("支持七天无理由退货，赠送运费险", "faq", "不合适能退吗？"),
    "ship-time": ("付款后48小时内发货，一般3到5天送达", "faq", "什么时候发货，几天能到？"),
    "sunmask-price": ("39.9元，两个74.8元", "price", ""),
    "chair-load": ("承重150公斤，三百斤以内放心坐", "attribute", "承重"),
    "chair-price": ("直播价89元，吊牌149元", "price", ""),
}


def demo_catalog() -> Catalog:
    """The catalog of the bundled broadcast."""
    return load_catalog(DEMO / "catalog.toml")


def _json(name: str) -> Any:
    return json.loads((DEMO / name).read_text(encoding="utf-8"))


def _inputs() -> Iterator[tuple[float, int, AnyPayload]]:
    """(time, rank among equal times, payload), as if the parts had been there."""
    yield 0.0, 0, Session(state="started", title="小禾的直播间")
    for part in ("comments:douyin", "capture", "speech", "clips", "disk"):
        yield 0.1, 0, Health(part=part, state="ok", detail="")
    groups = {g["group"]: g for g in _json("groups.json")}
    product = None
    for line in _json("timeline.json"):
        if line["product"] != product:
            product = line["product"]
            yield line["start"], 1, Product(product=product, evidence=line["text"])
        yield line["end"] + 0.8, 0, Utterance(start=line["start"], end=line["end"], text=line["text"], confidence=0.9)
        for name in line["answers"]:
            said = {"start": line["start"], "end": line["end"], "text": line["text"]}
            yield line["end"] + 0.8, 1, Answered(group=name, utterance=-line["line"], **said)
            yield line["end"] + 0.8, 2, _cue(groups[name], "answered")
    opened: set[str] = set()
    for raw in map(json.loads, (DEMO / "comments.jsonl").read_text(encoding="utf-8").splitlines()):
        at, name = raw["at"], raw["group"]
        yield at, 3, Comment(id=raw["id"], text=raw["text"], user=raw["user"], source="douyin", viewer=raw["id"])
        if name is None:
            continue
        verdict = {"comment": raw["id"], "intent": raw["intent"], "product": raw["product"], "text": raw["text"]}
        yield at, 4, Question(score=0.93, group=name, **verdict)
        if name not in opened:
            opened.add(name)
            yield at, 5, _cue(groups[name], "open", title=raw["text"])
    for number, h in enumerate(_json("highlights.json")):
        span = {"start": h["start"], "end": h["end"], "title": h["title"]}
        yield h["end"] + 1, 6, Highlight(id=h["id"], type=h["kind"], score=1 - number / 9, reasons=("chat",), **span)
        if number < 4:
            yield (
                h["end"] + 9,
                6,
                Clip(id=f"c{number}", highlight=h["id"], state="done", path=f"clips/c{number}", **span),
            )


def _cue(group: dict[str, Any], state: Any, title: str = "") -> Cue:
    answer, kind, ref = ANSWERS.get(group["group"], (None, None, ""))
    sources = (Source(kind=kind, product=group["product"], ref=ref, text=answer or ""),) if kind else ()  # type: ignore[arg-type]
    if not title:
        first = group["comments"][0]
        lines = (DEMO / "comments.jsonl").read_text(encoding="utf-8").splitlines()
        title = next(json.loads(line)["text"] for line in lines if f'"{first}"' in line)
    return Cue(
        group=group["group"],
        state=state,
        intent=group["intent"],
        product=group["product"],
        title=title,
        answer=answer,
        also="透气防晒面罩 39.9元" if group["group"] == "dress-large-size" else "",
        sources=sources,
        priority=float(len(group["comments"])),
    )


def broadcast(until: float = 400.0) -> list[Event]:
    """The events up to broadcast time `until`."""
    events: list[Event] = []
    spoken: dict[int, int] = {}
    lines = 0
    state = BroadcastState()
    for at, _, data in sorted(_inputs(), key=lambda i: i[:2]):
        if at > until:
            break
        seq = len(events) + 1
        if isinstance(data, Utterance):
            lines += 1
            spoken[lines] = seq
        if isinstance(data, Answered):
            raw = {f: getattr(data, f) for f in data.__struct_fields__}
            data = Answered(**{**raw, "utterance": spoken[-data.utterance]})
        cause = seq - 1 if data.kind in ("question", "cue", "answered", "product") else None
        event = Event(seq=seq, at=round(at, 3), wall=WALL + at, cause=cause, data=data)
        state.on(event)
        events.append(event)
    return events
