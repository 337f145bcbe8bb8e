"""The heat curve."""

from typing import Any

from live.report.charts.style import ACCENT, BANDS, HIGHLIGHT, INK, MUTED, WAITING, styled
from live.report.heat import best
from live.report.model import Heat, Moment
from live.report.times import clock

BARS_AT, BAR, LANE, LANES = 24, 4, 17, 3
"""Pixels: where the highlights' bars begin, below the products' names; their height; from one row of bars to the next.
And how many rows there are: what overlaps goes into another one."""


def heat_curve(alt: Any, heat: Heat, width: int, height: int) -> Any:
    """Comments as an area, questions as a line in it, products as bands, highlights as numbered bars along the top."""
    until = heat.step * len(heat.counts)
    moments = best(heat.moments)
    rows = lanes(moments, gap=until / width * 14)
    free = BARS_AT + LANE * (max(rows, default=0) + 1)
    top = max(heat.counts) * height / (height - free)
    layers = [*_bands(alt, heat, width, height), *_curves(alt, heat, until, top, width), *_moments(alt, moments, rows)]
    if heat.marks:
        marks = alt.Chart(alt.Data(values=[{"t": t} for t in heat.marks]))
        layers.append(marks.mark_rule(color=INK, strokeDash=[2, 2]).encode(x="t:Q"))
    return styled(alt.layer(*layers).properties(width=width, height=height))


def _bands(alt: Any, heat: Heat, width: int, height: int) -> list[Any]:
    if not heat.windows:
        return []
    until = heat.step * len(heat.counts)
    rows = [
        {"a": w.start, "b": w.end, "name": _fit(w.name, (w.end - w.start) / until * width), "c": BANDS[i % 2]}
        for i, w in enumerate(heat.windows)
    ]
    ground = alt.Chart(alt.Data(values=rows))
    colour = alt.Color("c:N", scale=None)
    name = ground.mark_text(align="left", baseline="top", dx=6, dy=5, fontSize=11, color=MUTED)
    return [
        ground.mark_rect().encode(x="a:Q", x2="b:Q", y=alt.value(0), y2=alt.value(height), color=colour),
        name.encode(x="a:Q", y=alt.value(0), text="name:N"),
    ]


def _fit(name: str, pixels: float) -> str:
    """As much of a name as a band is wide: a Chinese character takes 11 pixels, a Latin letter 6."""
    room = pixels - 12
    for i, character in enumerate(name):
        room -= 6 if character.isascii() else 11
        if room < 0:
            return f"{name[: i - 1]}…" if i > 2 else ""
    return name


def _curves(alt: Any, heat: Heat, until: float, top: float, width: int) -> list[Any]:
    pairs = zip(heat.counts, heat.questions, strict=True)
    points = [{"t": (i + 0.5) * heat.step, "n": n, "q": q} for i, (n, q) in enumerate(pairs)]
    every = _tick_every(until, width)
    ticks = [i * every for i in range(int(until // every) + 1)]
    labels = " : ".join(f"datum.value == {t} ? '{clock(t)}'" for t in ticks) + " : ''"
    x = alt.X(
        "t:Q",
        title=None,
        scale=alt.Scale(domain=[0, until], nice=False),
        axis=alt.Axis(values=ticks, labelExpr=labels, grid=False),
    )
    y = alt.Y(
        "n:Q",
        title=None,
        scale=alt.Scale(domain=[0, top], nice=False),
        axis=alt.Axis(tickCount=4, tickMinStep=1, domain=False, ticks=False),
    )
    curve = alt.Chart(alt.Data(values=points))
    return [
        curve.mark_area(color=ACCENT, opacity=0.16, interpolate="monotone").encode(x=x, y=y),
        curve.mark_line(color=ACCENT, strokeWidth=1.6, interpolate="monotone").encode(x=x, y=y),
        curve.mark_line(color=WAITING, strokeWidth=1.2, strokeDash=[3, 2], interpolate="monotone").encode(x=x, y="q:Q"),
    ]


def lanes(moments: list[Moment], gap: float) -> list[int]:
    """A row for each moment, so that bars `gap` seconds apart at least share one; the last row takes what is left."""
    ends = [float("-inf")] * LANES
    rows = []
    for moment in moments:
        row = next((i for i, end in enumerate(ends) if moment.start >= end + gap), LANES - 1)
        ends[row] = max(ends[row], moment.end)
        rows.append(row)
    return rows


def _moments(alt: Any, moments: list[Moment], rows: list[int]) -> list[Any]:
    layers = []
    for row in sorted(set(rows)):
        values = [
            {"a": m.start, "b": m.end, "m": (m.start + m.end) / 2, "n": str(i)}
            for i, (m, own) in enumerate(zip(moments, rows, strict=True), start=1)
            if own == row
        ]
        spans, y = alt.Chart(alt.Data(values=values)), BARS_AT + LANE * row
        bars = spans.mark_rect(color=HIGHLIGHT, cornerRadius=2)
        numbers = spans.mark_text(baseline="top", fontSize=11, fontWeight="bold", color="#8a5a10")
        layers += [
            bars.encode(x="a:Q", x2="b:Q", y=alt.value(y), y2=alt.value(y + BAR)),
            numbers.encode(x="m:Q", y=alt.value(y + BAR + 2), text="n:N"),
        ]
    return layers


def _tick_every(until: float, width: int) -> float:
    """Seconds between labels: round numbers, at least some 60 pixels apart."""
    steps = (10, 15, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600, 7200, 14400)
    return next((s for s in steps if until / s * 60 <= width), steps[-1])
