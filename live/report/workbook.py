"""The report as a workbook: a sheet a table. Everything that viewers or the host said goes in as text."""

import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from live.report.measures import lines
from live.report.model import Report
from live.report.page import source_line
from live.report.words import Words

MAX_ROWS = 1_048_575
"""Rows below the heading that a sheet can hold (Excel's limit)."""

REPLIES = 20_000
"""Rows of the sheet of replies; replies.csv holds all of them, and is written ten times as fast."""

Cell = str | int | float | None
Table = tuple[str, Sequence[str], Iterable[Sequence[Cell]]]
"""Sheet, column headings, rows."""


def workbook(report: Report, words: Words, names: bool = False) -> bytes:
    """The file's bytes. Row by row through a temporary file, so that a million rows do not stand in memory."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        bold = book.add_format({"bold": True, "bottom": 1, "bottom_color": "#cfd5dc"})
        for sheet, heads, rows in tables(report, words, names):
            page = book.add_worksheet(sheet)
            page.freeze_panes(1, 0)
            for column, head in enumerate(heads):
                page.set_column(column, column, 40 if head in _wide(words) else 14)
                page.write_string(0, column, head, bold)
            for number, row in zip(range(1, MAX_ROWS + 1), rows, strict=False):
                _write(page, number, row)
    return out.getvalue()


def _write(page: Any, number: int, row: Sequence[Cell]) -> None:
    for column, value in enumerate(row):
        if isinstance(value, str):
            page.write_string(number, column, value)
        elif value is not None:
            page.write_number(number, column, value)


def _replies(report: Report, words: Words, names: bool) -> Iterator[Sequence[Cell]]:
    groups = {r.group: r for r in report.groups}
    rows = ((a.at, a.comment, a.viewer, *([a.user] if names else []), a.text, groups[g].title, groups[g].reply, g)
            for g in report.waiting for a in report.askers[g])  # fmt: skip
    yield from islice(rows, REPLIES)
    left = sum(len(report.askers[g]) for g in report.waiting) - REPLIES
    if left > 0:
        yield (None, None, None, *([None] if names else []), words.t("more_in_csv", n=left))


def _wide(words: Words) -> set[str]:
    return {words.t(k) for k in ("question", "comment", "reply", "said", "title", "definition", "topic", "detail")}


def tables(report: Report, words: Words, names: bool) -> list[Table]:
    """Every sheet. Times in seconds of broadcast time, so that they can be reckoned with."""
    t = words.t
    product = {p.product: p.name for p in report.products}
    groups = {r.group: r for r in report.groups}
    h = report.headline

    def name(key: str | None) -> str:
        return product.get(key) or key or words.none

    def cols(*keys: str) -> list[str]:
        return [t(k) for k in keys]

    figures: list[tuple[str, Cell]] = [
        ("comments", h.comments), ("viewers", h.viewers), ("questions", h.questions), ("groups", h.groups),
        ("answered", h.groups_answered), ("waiting", h.groups_waiting), ("dismissed", h.groups_dismissed),
        ("answer_rate", h.answer_rate), ("median", h.median_seconds), ("p90", h.p90_seconds),
        ("people_waiting", h.people_waiting), ("gaps", h.gaps), ("highlights", h.highlights), ("clips", h.clips),
        ("orders", h.orders), ("compliance", h.compliance),
    ]  # fmt: skip
    heard_rows = (
        ("objections", report.objections), ("comparisons", report.comparisons), ("demand", report.demand),
    )  # fmt: skip
    return [
        (t("sheet_overview"), cols("measure", "value"), [(t(k), v) for k, v in figures]),
        (t("all_questions"),
         cols("first", "question", "intent", "product", "asked", "waiting", "outcome", "wait", "said", "reply",
              "source", "group"),
         ((r.first_at, r.title, words.intent(r.intent), name(r.product), r.asked, r.waiting, t(r.outcome), r.seconds,
           r.said, r.reply, source_line(r, words), r.group) for r in report.groups)),
        (t("sheet_replies"),
         cols("at", "comment_id", "viewer", *(["user"] if names else []), "comment", "question", "reply", "group"),
         _replies(report, words, names)),
        (t("by_intent"), cols("intent", "questions", "groups", "answered", "waiting", "gaps", "median"),
         ((words.intent(s.key or ""), s.questions, s.groups, s.answered, s.waiting, s.gaps, s.median_seconds)
          for s in report.intents)),
        (t("by_product"),
         cols("product", "on_offer", "comments", "questions", "groups", "answered", "waiting", "gaps", "orders"),
         ((p.name or words.none, p.seconds, p.comments, p.questions, p.groups, p.answered, p.waiting, p.gaps, p.orders)
          for p in report.products)),
        (t("gaps"), cols("question", "intent", "product", "asked", "first", "outcome", "group"),
         ((r.title, words.intent(r.intent), name(r.product), r.asked, r.first_at, t(r.outcome), r.group)
          for r in (groups[g] for g in report.gaps))),
        (t("size"), cols("product", "size", "fits", "named", "stock"),
         ((name(s.product), s.size, s.bodies, s.named, s.stock) for s in report.sizes)),
        (t("heard"), cols("kind", "topic", "times", "viewers", "comment"),
         ((t(kind), words.topic(x.topic), x.comments, x.viewers, " / ".join(x.examples))
          for kind, rows in heard_rows
          for x in rows)),
        (t("sheet_moments"), cols("start", "end", "kind", "title", "score", "comments", "orders"),
         ((m.start, m.end, words.moment(m.type), m.title, m.score, m.comments, m.orders) for m in report.heat.moments)),
        (t("sheet_heat"), cols("start", "comments", "questions"),
         ((i * report.heat.step, n, q)
          for i, (n, q) in enumerate(zip(report.heat.counts, report.heat.questions, strict=True)))),
        (t("orders"), cols("start", "product", "orders"),
         ((o.start, name(o.product), o.orders) for o in report.orders)),
        (t("compliance"), cols("at", "phrase", "rule", "softer", "said"),
         ((c.at, c.phrase, c.rule, c.softer, c.text) for c in report.compliance)),
        (t("transcript"), cols("start", "end", "said"), ((u.start, u.end, u.text) for u in report.transcript)),
        (t("performance"), cols("measure", "value", "definition"), lines(report.performance, words)),
    ]  # fmt: skip
