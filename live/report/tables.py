"""The report's smaller tables: what was heard, sizes, orders, clips, transcript, the language model's cost."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from statistics import median

from live.catalog.measures import Body as Measured
from live.catalog.products import Catalog, CatalogProduct, Size
from live.catalog.sizes_named import size_key
from live.events import Llm, Question
from live.report.heard import Remarks, Topic
from live.report.model import Body, ClipRow, Gap, Heard, LlmRow, OrderRow, Said, SizeRow, Window
from live.report.tally import Tally
from live.state import BroadcastState


def heard(topics: Mapping[str, Topic]) -> list[Heard]:
    """Topics, most comments first."""
    rows = [
        Heard(
            topic=topic,
            comments=of.comments,
            viewers=len(of.viewers),
            first_at=round(of.first_at, 3),
            examples=list(of.examples),
        )
        for topic, of in topics.items()
    ]
    return sorted(rows, key=lambda r: (-r.comments, r.first_at, r.topic))


WISH_INTENTS = frozenset({None, "stock", "request", "order", "compare", "chat"})
"""A wish that is a question of another kind asks something about what is sold ("有没有折扣", "有没有放杯子的地方")."""


def demand(wishes: Mapping[str, Topic], questions: Mapping[str, Question], catalog: Catalog) -> list[Heard]:
    """What was asked for and shares no two characters (or word) with anything that the catalog says."""
    sold = _everything_said(catalog)
    return heard(
        {
            thing: topic
            for thing, topic in wishes.items()
            if not _is_sold(thing, sold) and _intent(topic, questions) in WISH_INTENTS
        }
    )


def _intent(topic: Topic, questions: Mapping[str, Question]) -> str | None:
    """What most of its first comments are as questions; None where they are none."""
    intents = Counter(questions[c].intent if c in questions else None for c in topic.ids)
    return max(intents, key=lambda i: (intents[i], i or "")) if intents else None


def _everything_said(catalog: Catalog) -> str:
    parts: list[str] = [f"{f.q} {f.a}" for f in catalog.faq]
    for p in catalog.products:
        parts += [p.name, *p.aliases, *p.selling_points, *(f"{f.q} {f.a}" for f in p.faq), *p.attributes]
        parts += [str(v) for v in p.attributes.values()]
    return " ".join(parts).lower()


def _is_sold(thing: str, sold: str) -> bool:
    if thing.isascii():
        return any(word in sold for word in thing.split() if len(word) > 3)
    return any(thing[i : i + 2] in sold for i in range(len(thing) - 1))


def size_rows(remarks: Remarks, bodies: Sequence[Body], catalog: Catalog) -> list[SizeRow]:
    """Every size of every product that has sizes, in the order of the catalog, asked for or not."""
    fits = Counter((body.product, size) for body in bodies for size in body.sizes)
    return [
        SizeRow(
            product=p.id,
            size=s.size,
            named=remarks.sizes.get((p.id, size_key(s.size)), 0),
            bodies=fits[(p.id, s.size)],
            stock=s.stock,
        )
        for p in catalog.products
        for s in p.sizes
    ]


def body_rows(remarks: Remarks, asked: Mapping[str, str | None], catalog: Catalog) -> list[Body]:
    """Bodies that viewers named, with the sizes that fit. `asked`: product that a comment's question is about."""
    rows = []
    for heard_body in remarks.bodies:
        product = catalog.product(asked.get(heard_body.comment) or heard_body.product)
        if product is None or not product.sizes:
            continue
        rows.append(
            Body(
                comment=heard_body.comment,
                at=heard_body.at,
                product=product.id,
                height_cm=_middle(heard_body.body.height_cm),
                weight_kg=_middle(heard_body.body.weight_kg),
                sizes=fitting(product, heard_body.body),
            )
        )
    return rows


def _middle(span: tuple[float, float] | None) -> float | None:
    return round(sum(span) / 2, 1) if span else None


def fitting(product: CatalogProduct, body: Measured) -> list[str]:
    """Sizes whose ranges hold what is known of the body. On a border between two, the larger one."""
    found = [s for s in product.sizes if _holds(s, body)]
    weight = body.weight_kg
    border = [s for s in found if weight and s.weight_kg and s.weight_kg[1] == weight[0] == weight[1]]
    return [s.size for s in found if len(found) == 1 or s not in border]


def _holds(size: Size, body: Measured) -> bool:
    pairs = ((size.height_cm, body.height_cm), (size.weight_kg, body.weight_kg))
    checks = [row[0] <= named[1] and named[0] <= row[1] for row, named in pairs if row and named]
    return bool(checks) and all(checks)


def order_rows(tally: Tally, offered: Sequence[Window]) -> list[OrderRow]:
    """Orders by the minute; minutes without any are left out."""
    minutes: Counter[int] = Counter()
    for second, number in tally.orders.items():
        minutes[second // 60] += number
    return [
        OrderRow(
            start=minute * 60.0,
            orders=number,
            product=next((w.product for w in offered if w.start < (minute + 1) * 60 and w.end > minute * 60), None),
        )
        for minute, number in sorted(minutes.items())
    ]


def clip_rows(state: BroadcastState, root: Path) -> list[ClipRow]:
    """Clips in broadcast order. Files are named as seen from the report's folder; those that are not there are ""."""
    rows = []
    for clip in sorted(state.clips.values(), key=lambda c: (c.start, c.id)):
        folder = clip.path or f"clips/{clip.id}"
        highlight = state.highlights.get(clip.highlight)

        def there(*names: str, folder: str = folder) -> str:
            return next((f"../{folder}/{n}" for n in names if (root / folder / n).is_file()), "")

        rows.append(
            ClipRow(
                id=clip.id,
                state=clip.state,
                title=clip.title or (highlight.title if highlight else ""),
                start=clip.start,
                end=clip.end,
                type=highlight.type if highlight else "",
                video=there("clip.mp4"),
                vertical=there("vertical.mp4"),
                cover=there("cover.jpg", "cover.png"),
                reason=clip.reason,
            )
        )
    return rows


def transcript(tally: Tally) -> list[Said]:
    """What the host said, in the order of speech, with the groups that each piece answered."""
    rows = []
    answers = sorted(tally.answered, key=lambda a: a.start)
    for u in sorted(tally.utterances, key=lambda u: (u.start, u.end)):
        groups = dict.fromkeys(a.group for a in answers if a.start < u.end and a.end > u.start)
        rows.append(Said(start=u.start, end=u.end, text=u.text, answers=list(groups)))
    return rows


def llm_rows(calls: Iterable[Llm]) -> list[LlmRow]:
    """Calls by endpoint and model, most calls first."""
    by: dict[tuple[str, str], list[Llm]] = {}
    for call in calls:
        by.setdefault((call.endpoint, call.model), []).append(call)
    rows = [
        LlmRow(
            endpoint=endpoint,
            model=model,
            calls=len(of),
            ok=sum(c.outcome == "ok" for c in of),
            prompt_tokens=sum(c.prompt_tokens for c in of),
            cached_tokens=sum(c.cached_tokens for c in of),
            completion_tokens=sum(c.completion_tokens for c in of),
            median_seconds=round(median(c.seconds for c in of), 2),
            outcomes=dict(sorted(Counter(c.outcome for c in of).items())),
        )
        for (endpoint, model), of in by.items()
    ]
    return sorted(rows, key=lambda r: (-r.calls, r.endpoint, r.model))


def trouble(tally: Tally) -> list[Gap]:
    """Sources and workers that were not well, in order."""
    return [Gap(part=h.part, at=at, state=h.state, detail=h.detail, seconds=h.seconds) for at, h in tally.trouble]
