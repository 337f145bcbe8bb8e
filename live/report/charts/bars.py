"""Bar charts: what became of the groups, how long they waited, sizes."""

from typing import Any

from live.report.charts.style import ACCENT, INK, QUIET, WAITING, styled
from live.report.model import Report
from live.report.times import clock
from live.report.words import Words


def outcomes(alt: Any, rows: list[tuple[str, int, int, int]], words: Words) -> Any:
    """Questions by something: answered, waiting and dismissed in one bar. Rows: name, asked, waiting, dismissed."""
    labels = [words.t("answered"), words.t("waiting"), words.t("dismissed")]
    values = [
        {"k": name, "n": n, "o": labels[order], "i": order}
        for name, asked, waiting, dismissed in rows
        for order, n in enumerate((asked - waiting - dismissed, waiting, dismissed))
    ]
    colours = alt.Scale(domain=labels, range=[ACCENT, WAITING, QUIET])
    bars = (
        alt.Chart(alt.Data(values=values))
        .mark_bar(height=14)
        .encode(
            x=alt.X("sum(n):Q", title=words.t("chart_questions"), axis=alt.Axis(tickMinStep=1, format="d")),
            y=alt.Y(
                "k:N", sort=None, title=None, axis=alt.Axis(domain=False, ticks=False, labelColor=INK, labelLimit=120)
            ),
            color=alt.Color("o:N", scale=colours),
            order="i:Q",
        )
    )
    return styled(bars.properties(width=300, height=alt.Step(24)))


def waits(alt: Any, seconds: list[float], words: Words) -> Any:
    """How long groups waited for their answer."""
    edges = (5, 10, 20, 30, 60, 120, 300)
    names = [f"≤{clock(e)}" for e in edges] + [f">{clock(edges[-1])}"]
    counts = [0] * len(names)
    for wait in seconds:
        counts[next((i for i, e in enumerate(edges) if wait <= e), len(edges))] += 1
    values = [{"k": k, "n": n} for k, n in zip(names, counts, strict=True)]
    bars = (
        alt.Chart(alt.Data(values=values))
        .mark_bar(color=ACCENT, width=22)
        .encode(
            x=alt.X("k:N", sort=None, title=words.t("chart_wait"), axis=alt.Axis(labelAngle=0, ticks=False)),
            y=alt.Y("n:Q", title=None, axis=alt.Axis(tickMinStep=1, format="d", domain=False, ticks=False)),
        )
    )
    return styled(bars.properties(width=340, height=150))


def sizes(alt: Any, report: Report, words: Words) -> Any:
    """Per size: viewers whom it fits or who name it, as a share; beside it its share of the stock."""
    product = max(
        {s.product for s in report.sizes},
        key=lambda p: (sum(s.bodies + s.named for s in report.sizes if s.product == p), p),
    )
    rows = [s for s in report.sizes if s.product == product]
    asked, stock = sum(s.bodies + s.named for s in rows), sum(s.stock or 0 for s in rows)
    labels = (words.t("chart_asked_share"), words.t("chart_stock_share"))
    values = [{"k": s.size, "o": labels[0], "v": (s.bodies + s.named) / asked if asked else 0} for s in rows]
    if stock:
        values += [{"k": s.size, "o": labels[1], "v": (s.stock or 0) / stock} for s in rows]
    bars = (
        alt.Chart(alt.Data(values=values))
        .mark_bar()
        .encode(
            x=alt.X("k:N", sort=None, title=None, axis=alt.Axis(labelAngle=0, ticks=False)),
            xOffset=alt.XOffset("o:N", sort=None),
            y=alt.Y("v:Q", title=None, axis=alt.Axis(format="%", tickCount=4, domain=False, ticks=False)),
            color=alt.Color("o:N", scale=alt.Scale(domain=list(labels), range=[ACCENT, QUIET])),
        )
    )
    return styled(bars.properties(width=340, height=150))
