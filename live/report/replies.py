"""Replies for customer service: one row per comment that still waits, with what the catalog says."""

import csv
import io

from live.report.model import Report
from live.report.page import source_line
from live.report.times import clock
from live.report.words import Words

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def replies_csv(report: Report, words: Words, names: bool = False) -> bytes:
    """UTF-8 with a mark, so that spreadsheets read the Chinese. Text that a spreadsheet would run as a formula is
    quoted with an apostrophe, as OWASP advises for CSV that holds what strangers wrote.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    heads = ["at", "comment_id", "viewer", *(["user"] if names else []), "comment", "question", "intent", "product",
             "reply", "source", "group"]  # fmt: skip
    writer.writerow([words.t(h) for h in heads])
    names_of = {p.product: p.name for p in report.products}
    rows = {r.group: r for r in report.groups}
    for group in report.waiting:
        row = rows[group]
        for a in report.askers[group]:
            values = [clock(a.at), a.comment, a.viewer, *([a.user] if names else []), a.text, row.title,
                      words.intent(row.intent), names_of.get(row.product) or row.product or "", row.reply or "",
                      source_line(row, words), group]  # fmt: skip
            writer.writerow([inert(v) for v in values])
    return out.getvalue().encode("utf-8-sig")


def inert(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
