"""Comments over time: the curve, its peaks, and what happened under it."""

from collections.abc import Sequence
from statistics import median

from live.report.figures import between
from live.report.model import Heat, Moment, Peak, Window
from live.report.tally import Tally
from live.state import BroadcastState

POINTS = 120
"""At most so many steps, so that a long broadcast draws like a short one."""

STEPS = (2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0)

REACTION = 10.0
"""Seconds after a moment within which viewers' comments still belong to it: they react 3 to 8 s late."""

ORDERS_WITHIN = 60.0
"""Seconds after a moment within which orders are put beside it."""

MOMENTS_SHOWN = 24

PEAK_STEP = 10
PEAK_TIMES = 2.0
PEAK_LEAST = 8
"""A peak is a run of 10 s steps, each with at least 2 times the broadcast's median and 8 comments; runs one step
apart are one peak. It is used when a highlight touches it (or ends up to REACTION before it), or a mark does."""


def heat(state: BroadcastState, tally: Tally, offered: Sequence[Window]) -> Heat:
    """The curve with what belongs on it."""
    step = next((s for s in STEPS if state.now / s <= POINTS), STEPS[-1])
    count = int(state.now // step) + 1
    comments, questions = [0] * count, [0] * count
    for second, number in tally.seconds.items():
        comments[min(count - 1, int(second // step))] += number
    for comment, question in state.questions.items():
        if question.intent == "chat":
            continue
        at = state.comments.get(comment, ("", 0.0))[1]
        questions[min(count - 1, int(at // step))] += 1
    moments = [_moment(state, tally, id_) for id_ in state.highlights]
    moments.sort(key=lambda m: (m.start, m.id))
    return Heat(
        step=step,
        counts=comments,
        questions=questions,
        windows=list(offered),
        moments=moments,
        marks=list(tally.marks),
        peaks=peaks(tally, state.now, moments),
    )


def best(moments: Sequence[Moment], count: int = MOMENTS_SHOWN) -> list[Moment]:
    """The best of them, in the order of time: so they are numbered under the curve and in the list below it.

    Of two that are mostly the same span (common to both at least half of the longer) only the better one.
    """
    chosen: list[Moment] = []
    for moment in sorted(moments, key=lambda m: (-m.score, m.start, m.id)):
        if len(chosen) < count and not any(_same(moment, other) for other in chosen):
            chosen.append(moment)
    return sorted(chosen, key=lambda m: (m.start, m.id))


def _same(a: Moment, b: Moment) -> bool:
    common = min(a.end, b.end) - max(a.start, b.start)
    return common >= 0.5 * max(a.end - a.start, b.end - b.start)


def _moment(state: BroadcastState, tally: Tally, id_: str) -> Moment:
    h = state.highlights[id_]
    return Moment(
        id=h.id,
        start=h.start,
        end=h.end,
        type=h.type,
        score=round(h.score, 3),
        title=h.title,
        reasons=list(h.reasons),
        product=h.product,
        comments=between(tally.seconds, h.start, h.end + REACTION),
        orders=between(tally.orders, h.start, h.end + ORDERS_WITHIN),
    )


def peaks(tally: Tally, until: float, moments: Sequence[Moment]) -> list[Peak]:
    """Rushes of comments, in order."""
    counts = [0] * (int(until // PEAK_STEP) + 1)
    for second, number in tally.seconds.items():
        counts[min(len(counts) - 1, second // PEAK_STEP)] += number
    usual = median(counts)
    above = [i for i, n in enumerate(counts) if n >= max(PEAK_LEAST, PEAK_TIMES * usual)]
    runs: list[list[int]] = []
    for i in above:
        if runs and i - runs[-1][-1] <= 2:
            runs[-1].append(i)
        else:
            runs.append([i])
    return [_peak(run, counts, usual, tally, moments) for run in runs]


def _peak(run: list[int], counts: list[int], usual: float, tally: Tally, moments: Sequence[Moment]) -> Peak:
    start, end = float(run[0] * PEAK_STEP), float((run[-1] + 1) * PEAK_STEP)
    inside = counts[run[0] : run[-1] + 1]
    touched = any(m.start < end and m.end + REACTION > start for m in moments)
    marked = any(start - REACTION <= mark <= end + REACTION for mark in tally.marks)
    return Peak(
        start=start,
        end=end,
        comments=sum(inside),
        times=round(max(inside) / usual, 1) if usual else float(max(inside)),
        used=touched or marked,
    )
