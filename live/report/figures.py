"""The report's figures, from the shared state and the tally. Pure; each definition stands where it is computed."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import Literal, TypeVar

from live.catalog.products import Catalog
from live.events import Question
from live.report.model import GroupRow, Headline, Outcome, Performance, ProductRow, Spread, Window
from live.report.tally import Tally
from live.state import BroadcastState, GroupState

T = TypeVar("T")

MINUTE = 60.0


def group_rows(state: BroadcastState) -> list[GroupRow]:
    """Every group that somebody asked in, in the order of the first question."""
    asked: dict[str, list[Question]] = {}
    for question in state.questions.values():
        if question.intent != "chat":
            asked.setdefault(question.group, []).append(question)
    rows = [_row(name, questions, state) for name, questions in asked.items()]
    return sorted(rows, key=lambda r: (r.first_at, r.group))


def _row(name: str, questions: list[Question], state: BroadcastState) -> GroupRow:
    group = state.groups.get(name)
    times = {q.comment: state.comments.get(q.comment, ("", 0.0)) for q in questions}
    ids = sorted(times, key=lambda c: (times[c][1], c))
    waiting = _waiting(group, [(c, times[c][1]) for c in ids])
    cue, first = (group.cue, group.answers[0] if group.answers else None) if group else (None, None)
    return GroupRow(
        group=name,
        title=(cue.title if cue else "") or questions[0].text,
        intent=cue.intent if cue else questions[0].intent,
        product=cue.product if cue else questions[0].product,
        asked=len(ids),
        viewers=len({times[c][0] for c in ids}),
        first_at=times[ids[0]][1],
        last_at=times[ids[-1]][1],
        outcome=_outcome(group, waiting),
        state=cue.state if cue else "",
        seconds=round(max(0.0, first.end - times[ids[0]][1]), 3) if first else None,
        answers=len(group.answers) if group else 0,
        answered_at=first.end if first else None,
        answered_by=first.by if first else "",
        said=first.text if first else "",
        reply=cue.answer if cue else None,
        sources=list(cue.sources) if cue else [],
        waiting=len(waiting),
        waiting_comments=waiting,
    )


def _waiting(group: GroupState | None, asked: list[tuple[str, float]]) -> list[str]:
    """Comments without an answer, by the definition that the dashboard and the pages count by."""
    return [comment for comment, at in asked if group is None or group.is_unanswered(at)]


def _outcome(group: GroupState | None, waiting: list[str]) -> Outcome:
    if group is None:
        return "no_cue"
    if group.cue.state == "dismissed":
        return "dismissed"
    return "waiting" if waiting else "answered"


def headline(state: BroadcastState, tally: Tally, rows: Sequence[GroupRow]) -> Headline:
    """The figures that come first; each is defined in `live.report.model.Headline`."""
    waiting = [r for r in rows if r.outcome in ("waiting", "no_cue")]
    people = {state.comments[c][0] for r in waiting for c in r.waiting_comments if c in state.comments}
    seconds = _seconds(rows)
    dismissed = [r for r in rows if r.outcome == "dismissed"]
    return Headline(
        comments=state.counts.get("comment", 0),
        viewers=len(state.viewers),
        questions=sum(r.asked for r in rows),
        questions_answered=sum(r.asked - r.waiting for r in rows if r.outcome != "dismissed"),
        groups=len(rows),
        groups_answered=sum(r.outcome == "answered" for r in rows),
        groups_waiting=len(waiting),
        groups_dismissed=len(dismissed),
        answer_rate=answer_rate(rows),
        median_seconds=_median(seconds),
        p90_seconds=_quantile(seconds, 0.9),
        within_minute=_share(seconds, lambda s: s <= MINUTE),
        people_waiting=len(people),
        gaps=sum(is_gap(r) for r in rows),
        highlights=len(state.highlights),
        clips=sum(c.state == "done" for c in state.clips.values()),
        orders=tally.orders.total(),
        compliance=len(tally.compliance),
        utterances=len(tally.utterances),
    )


def answer_rate(rows: Iterable[GroupRow]) -> float | None:
    """Answered groups among those that needed an answer: what the operator dismissed does not count."""
    needed = [r.outcome == "answered" for r in rows if r.outcome != "dismissed"]
    return round(sum(needed) / len(needed), 4) if needed else None


def is_gap(row: GroupRow) -> bool:
    """Asked, and nowhere in the catalog. What the operator dismissed was no question."""
    return row.reply is None and row.outcome != "dismissed"


def spread(rows: Sequence[GroupRow], by: Literal["intent", "product"]) -> list[Spread]:
    """Groups by intent or product, most questions first."""
    keys: dict[str | None, list[GroupRow]] = {}
    for row in rows:
        keys.setdefault(row.intent if by == "intent" else row.product, []).append(row)
    found = [
        Spread(
            key=key,
            questions=sum(r.asked for r in of),
            questions_waiting=sum(r.waiting for r in of),
            questions_dismissed=sum(r.asked for r in of if r.outcome == "dismissed"),
            groups=len(of),
            answered=sum(r.outcome == "answered" for r in of),
            waiting=sum(r.outcome in ("waiting", "no_cue") for r in of),
            gaps=sum(is_gap(r) for r in of),
            median_seconds=_median(_seconds(of)),
        )
        for key, of in keys.items()
    ]
    return sorted(found, key=lambda s: (-s.questions, s.key or ""))


def product_name(catalog: Catalog, product: str | None) -> str:
    """Its name in the catalog, or its id."""
    known = catalog.product(product)
    return known.name if known else product or ""


def windows(state: BroadcastState, tally: Tally, catalog: Catalog) -> list[Window]:
    """Stretches in which one product was on offer; the last one ends where the journal does."""
    changes = [*tally.offers, (state.now, None)]
    return [
        Window(product=product, name=product_name(catalog, product), start=start, end=end)
        for (start, product), (end, _) in pairwise(changes)
        if product is not None and end > start
    ]


def product_rows(
    state: BroadcastState, tally: Tally, catalog: Catalog, rows: Sequence[GroupRow], offered: Sequence[Window]
) -> list[ProductRow]:
    """Products of the catalog in its order, then others that were on offer or asked for; None last."""
    spreads = {s.key: s for s in spread(rows, "product")}
    named = [p.id for p in catalog.products] + [w.product for w in offered] + list(spreads)
    order = [p for p in dict.fromkeys(named) if p is not None] + ([None] if None in spreads else [])
    found = []
    for product in order:
        own = [w for w in offered if w.product == product]
        about = spreads.get(product)
        if not own and about is None and product not in tally.sold_out:
            continue
        found.append(
            ProductRow(
                product=product,
                name=product_name(catalog, product),
                seconds=round(sum(w.end - w.start for w in own), 1),
                comments=sum(between(tally.seconds, w.start, w.end) for w in own),
                questions=about.questions if about else 0,
                groups=about.groups if about else 0,
                answered=about.answered if about else 0,
                waiting=about.waiting if about else 0,
                gaps=about.gaps if about else 0,
                orders=sum(between(tally.orders, w.start, w.end) for w in own),
                sold_out_at=tally.sold_out.get(product) if product else None,
            )
        )
    return found


def performance(
    state: BroadcastState, tally: Tally, rows: Sequence[GroupRow], peaks_used: Sequence[bool]
) -> Performance:
    """How host and operator did. The definitions never depend on settings, so that any two broadcasts compare."""
    seconds = _seconds(rows)
    answered = [r for r in rows if r.answers]
    talk = sum(u.end - u.start for u in tally.utterances)
    ordered = sorted((u.start, u.end) for u in tally.utterances)
    # The broadcast's beginning and end are borders too: a host who stays away speaks no last utterance.
    silences = [b[0] - a[1] for a, b in pairwise([(0.0, 0.0), *ordered, (state.now, state.now)])]
    hours = state.now / 3600
    return Performance(
        answer_rate=answer_rate(rows),
        median_seconds=_median(seconds),
        p90_seconds=_quantile(seconds, 0.9),
        within_minute=_share(seconds, lambda s: s <= MINUTE),
        answered_unprompted=_share(
            answered if tally.shown_at else [],
            lambda r: tally.shown_at.get(r.group, math.inf) >= (r.answered_at or 0.0),
        ),
        questions_per_minute=round(sum(r.asked for r in rows) / (state.now / MINUTE), 2) if state.now else 0.0,
        asked_again=sum(r.answers > 0 and r.last_at > (r.answered_at or 0.0) for r in rows),
        host_talk=round(min(1.0, talk / state.now), 4) if tally.utterances and state.now else None,
        longest_silence=round(max(silences), 1) if ordered else None,
        peaks=len(peaks_used),
        peaks_missed=sum(not used for used in peaks_used),
        compliance_per_hour=round(len(tally.compliance) / hours, 2) if hours else 0.0,
        dismissed=sum(r.outcome == "dismissed" for r in rows),
        marks=len(tally.marks),
    )


def between(seconds: Mapping[int, int], start: float, end: float) -> int:
    """How many of what is counted by the second fall into [start, end)."""
    return sum(seconds.get(s, 0) for s in range(math.floor(start), math.ceil(end)))


def _seconds(rows: Iterable[GroupRow]) -> list[float]:
    return sorted(r.seconds for r in rows if r.seconds is not None)


def _median(values: list[float]) -> float | None:
    return round(median(values), 2) if values else None


def _quantile(ordered: list[float], q: float) -> float | None:
    """The smallest value that at least `q` of them do not exceed (nearest rank)."""
    return round(ordered[math.ceil(q * len(ordered)) - 1], 2) if ordered else None


def _share(values: Sequence[T], test: Callable[[T], bool]) -> float | None:
    return round(sum(map(test, values)) / len(values), 4) if values else None
