"""Two broadcasts beside each other: the same figures, by the same definitions."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
from markupsafe import Markup

from live.report.charts.draw import bundled_font, heat_charts
from live.report.gather import gather
from live.report.measures import measures, shown
from live.report.model import GroupRow, Report, Row
from live.report.page import environment
from live.report.typeface import with_typeface
from live.report.words import Words, words_of
from live.report.write import write_whole
from live.session import SessionFolder

ROWS = 40


class Change(Row, frozen=True, kw_only=True):
    """One figure of both. Shares are 0 to 1, lengths in seconds."""

    key: str
    unit: str
    first: float | None
    second: float | None
    better: int
    """1: the second is better; -1: worse; 0: the same, or neither way is better."""


class Both(Row, frozen=True, kw_only=True):
    """A group that was asked in one of them, or in both (the same product, intent and topic)."""

    group: str
    title: str
    product: str | None
    first: GroupRow | None
    second: GroupRow | None


class Comparison(Row, frozen=True, kw_only=True):
    """What `compare.json` holds."""

    schema: int
    titles: tuple[str, str]
    figures: list[Change]
    performance: list[Change]
    groups: list[Both]
    """Most asked first."""
    closed_gaps: list[str]
    """Groups to which the catalog had no fact in the first and has one in the second."""


@dataclass(frozen=True)
class ComparisonFiles:
    """What was written."""

    comparison: Comparison
    html: Path
    json: Path


def build_comparison(first: Path, second: Path, *, language: str = "zh") -> ComparisonFiles:
    """Write `compare.html` and `compare.json` into the second session's report folder.

    Raises BadInput when one of the folders holds no journal, or the language is another.
    """
    words = words_of(language)
    a, b = gather(first, language), gather(second, language)
    found = compare(a, b)
    folder = SessionFolder(second).report
    return ComparisonFiles(
        comparison=found,
        html=write_whole(folder / "compare.html", _html(a, b, found, words)),
        json=write_whole(folder / "compare.json", msgspec.json.format(msgspec.json.encode(found), indent=1)),
    )


def compare(a: Report, b: Report) -> Comparison:
    """The comparison of two reports. Pure."""
    performance = [
        _change(m.key, m.unit, m.value, n.value, m.better)
        for m, n in zip(measures(a.performance), measures(b.performance), strict=True)
    ]
    keys = ("comments", "viewers", "questions", "groups", "people_waiting", "gaps", "highlights", "clips", "orders")
    figures = [_change(k, "number", getattr(a.headline, k), getattr(b.headline, k), _BETTER.get(k, 0)) for k in keys]
    return Comparison(
        schema=a.schema,
        titles=(a.about.title, b.about.title),
        figures=[_change("length", "seconds", a.about.seconds, b.about.seconds, 0), *figures],
        performance=performance,
        groups=_groups(a.groups, b.groups),
        closed_gaps=sorted(set(a.gaps) & {r.group for r in b.groups if r.reply is not None}),
    )


_BETTER = {"people_waiting": -1, "gaps": -1, "orders": 1}


def _change(key: str, unit: str, first: float | None, second: float | None, better: int) -> Change:
    if first is None or second is None or first == second:
        better = 0
    elif second < first:
        better = -better
    return Change(key=key, unit=unit, first=first, second=second, better=better)


def _groups(a: Sequence[GroupRow], b: Sequence[GroupRow]) -> list[Both]:
    firsts, seconds = {r.group: r for r in a}, {r.group: r for r in b}
    found = []
    for group in dict.fromkeys((*firsts, *seconds)):
        first, second = firsts.get(group), seconds.get(group)
        shown_row = second or first
        assert shown_row is not None  # noqa: S101  # the group comes from one of the two
        found.append(Both(group=group, title=shown_row.title, product=shown_row.product, first=first, second=second))
    return sorted(found, key=lambda r: (-sum(x.asked for x in (r.first, r.second) if x), r.group))


def _html(a: Report, b: Report, found: Comparison, words: Words) -> str:
    env = environment(words)
    env.filters["change"] = lambda c: _difference(c, words)
    env.filters["shown"] = lambda value, unit: shown(value, unit, words)
    products = {p.product: p.name for r in (a, b) for p in r.products}
    font = bundled_font()
    page = env.get_template("compare.html.j2").render(
        reports=(a, b),
        c=found,
        groups=found.groups[:ROWS],
        titles={g.group: g.title for g in found.groups},
        product_name=lambda key: products.get(key) or key or words.none,
        charts=[{k: Markup(v) for k, v in heat_charts(r, font, f"r{i}").items()} for i, r in enumerate((a, b))],  # noqa: S704
    )
    return with_typeface(page, font)


def _difference(change: Change, words: Words) -> str:
    """`+12%`, `−8 秒`; "" where there is nothing to say."""
    if change.first is None or change.second is None or change.first == change.second:
        return ""
    difference = change.second - change.first
    sign = "+" if difference > 0 else "−"
    if change.unit == "share":
        return f"{sign}{abs(difference) * 100:.0f} {words.t('points')}"
    return f"{sign}{shown(abs(difference), change.unit, words)}"  # type: ignore[arg-type]
