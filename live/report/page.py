"""The report as one HTML page that needs nothing but itself, and as Markdown from the same tree."""

from typing import Any

import jinja2
from markupsafe import Markup

from live.events import Source
from live.ffmpeg import Font
from live.report.charts.draw import Svgs
from live.report.heat import best
from live.report.measures import lines
from live.report.model import GroupRow, Report
from live.report.times import clock, percent, span
from live.report.typeface import with_typeface
from live.report.words import Words

ASKERS_SHOWN = 6
WAITING_SHOWN = 60
ROWS_SHOWN = 400
TRANSCRIPT_SHOWN = 8000
"""A page of a long broadcast stays below 5 MB; the rest stands in the table formats."""


def environment(words: Words) -> jinja2.Environment:
    """Templates with autoescape on: comments are hostile text."""
    env = jinja2.Environment(
        loader=jinja2.PackageLoader("live.report"),
        autoescape=jinja2.select_autoescape(default=True),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters.update(clock=clock, percent=percent, span=lambda s: span(s, words.language), thousands=thousands)
    env.globals.update(t=words.t, w=words)
    return env


def thousands(number: float) -> str:
    """`12,345`."""
    return f"{number:,.0f}"


def html(report: Report, words: Words, charts: Svgs, names: bool = False, font: Font | None = None) -> str:
    """The page; with `font` it brings the Chinese characters that it needs."""
    values = _values(report, words) | {"charts": {k: Markup(v) for k, v in charts.items()}, "names": names}  # noqa: S704
    return with_typeface(environment(words).get_template("report.html.j2").render(values), font)


def _values(report: Report, words: Words) -> dict[str, Any]:
    groups = {row.group: row for row in report.groups}
    products = {p.product: p.name for p in report.products}
    return {
        "r": report,
        "groups": groups,
        "product_name": lambda key: products.get(key) or key or words.none,
        "source_line": lambda row: source_line(row, words),
        "limits": {
            "askers": ASKERS_SHOWN, "waiting": WAITING_SHOWN, "rows": ROWS_SHOWN, "transcript": TRANSCRIPT_SHOWN,
        },
        "measures": lines(report.performance, words),
        "moments": best(report.heat.moments),
    }  # fmt: skip


def source_line(row: GroupRow, words: Words) -> str:
    """Where a reply comes from, for people."""
    return " · ".join(dict.fromkeys(_source(s, words) for s in row.sources))


def _source(source: Source, words: Words) -> str:
    name = words.source(source.kind)
    return name if source.ref in ("", source.kind) else f"{name} {source.ref}"
