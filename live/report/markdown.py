"""The report as Markdown, for a chat or a wiki. What strangers wrote is escaped: it stays text there too."""

import re

import jinja2

from live.report.heat import best
from live.report.measures import lines
from live.report.model import Report
from live.report.page import source_line
from live.report.times import clock, percent, span
from live.report.words import Words

_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+!|~&:@-])")

ROWS = 30


def markdown(report: Report, words: Words) -> str:
    """The figures, who waits, the gaps, what was heard, highlights, performance."""
    env = jinja2.Environment(
        loader=jinja2.PackageLoader("live.report"),
        autoescape=False,  # noqa: S701  # Markdown, not HTML; every value from outside goes through `md`
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: value,
    )
    env.filters.update(md=md, clock=clock, percent=percent, span=lambda s: span(s, words.language))
    env.globals.update(t=words.t, w=words)
    products = {p.product: p.name for p in report.products}
    return env.get_template("report.md.j2").render(
        r=report,
        groups={row.group: row for row in report.groups},
        product_name=lambda key: products.get(key) or key or words.none,
        source_line=lambda row: source_line(row, words),
        moments=best(report.heat.moments),
        measures=lines(report.performance, words),
        rows=ROWS,
    )


def md(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
