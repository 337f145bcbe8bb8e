"""The summary that a language model has written: the rows it may speak of, and the file that keeps it.

It is kept beside the report and not made anew with it: a report can be written again without a model.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from live.report.model import GroupRow, Report
from live.report.times import clock, percent, span
from live.report.words import Words
from live.report.write import write_whole

FILE = "summary.json"
GROUPS = 12
"""Groups of each kind that are told."""


class Claim(msgspec.Struct, frozen=True):
    """One sentence, and the figures of the report that it rests on."""

    text: str
    source: str


class Summary(msgspec.Struct, frozen=True):
    """What `summary.json` holds."""

    model: str
    claims: list[Claim]


def rows(report: Report, words: Words) -> list[str]:
    """The report's figures as lines, the weightiest first. Each is a source that a claim may name."""
    return list(dict.fromkeys(_rows(report, words)))


def _rows(report: Report, words: Words) -> Iterator[str]:
    t, head = words.t, report.headline
    groups = {row.group: row for row in report.groups}
    names = {p.product: p.name for p in report.products}

    def about(row: GroupRow) -> str:
        product = names.get(row.product) or row.product
        return f"{words.intent(row.intent)}{f' · {product}' if product else ''} · {row.title}"

    yield f"{t('questions')}: {head.questions}"
    of = head.groups_answered + head.groups_waiting
    yield f"{t('answer_rate')}: {percent(head.answer_rate)}, {t('of_groups', n=head.groups_answered, of=of)}"
    yield f"{t('median')}: {span(head.median_seconds, words.language)}"
    yield f"{head.people_waiting} {t('people_waiting')}"
    for id_ in report.gaps[:GROUPS]:
        yield f"{t('gaps')} · {about(groups[id_])} · {t('asks', n=groups[id_].asked)}"
    for id_ in report.waiting[:GROUPS]:
        yield f"{t('waiting')} · {about(groups[id_])} · {t('asks', n=groups[id_].waiting)}"
    for row in sorted(report.groups, key=lambda r: (-r.asked, r.group))[:GROUPS]:
        yield f"{t('asked')} · {about(row)} · {t('asks', n=row.asked)}"
    for product in report.products:
        if product.name and product.questions:
            figures = f"{t('questions')} {product.questions} · {t('waiting')} {product.waiting}"
            yield f"{t('product')} · {product.name} · {figures} · {t('orders')} {product.orders}"
    for size in report.sizes:
        if size.bodies or size.named:
            asked = f"{t('fits')} {size.bodies} · {t('named')} {size.named}"
            stock = f" · {t('stock')} {size.stock}" if size.stock is not None else ""
            yield f"{t('sizes')} · {names.get(size.product) or size.product} · {size.size} · {asked}{stock}"
    for moment in report.heat.moments[:GROUPS]:
        what = f"{words.moment(moment.type)} · {clock(moment.start)} · {moment.title}"
        yield f"{what} · {t('comments')} {moment.comments}"
    for heard in (*report.objections, *report.comparisons, *report.demand):
        yield f"{words.topic(heard.topic)} · {t('asks', n=heard.comments)}"


def read_summary(folder: Path) -> dict[str, Any] | None:
    """The summary kept in the report's folder; None where there is none that can be read."""
    try:
        kept = msgspec.json.decode((folder / FILE).read_bytes(), type=Summary)
    except (OSError, msgspec.DecodeError):
        return None
    read = msgspec.to_builtins(kept)
    return dict(read)


def write_summary(folder: Path, summary: Summary) -> None:
    """Keep a summary in the report's folder. Raises OSError when it cannot be written."""
    write_whole(folder / FILE, msgspec.json.format(msgspec.json.encode(summary), indent=1))
