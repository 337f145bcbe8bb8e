"""Reads a session folder into a `Report`. The journal may be being written by another process meanwhile."""

from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path

from live.catalog.products import Catalog, load_catalog
from live.events import Comment
from live.journal import JournalReader
from live.report import figures, tables
from live.report.heard import Remarks
from live.report.heat import heat
from live.report.model import SCHEMA, About, Asker, ComplianceRow, GroupRow, Report
from live.report.summary import read_summary
from live.report.tally import Tally
from live.session import SessionFolder
from live.state import BroadcastState

VIEWER_LENGTH = 8
"""Characters of a viewer's keyed hash that are enough to tell viewers of one broadcast apart."""


def gather(root: Path, language: str = "zh", names: bool = False) -> Report:
    """Everything the report says of the session folder `root`.

    `names`: viewers' names go in. Raises BadInput when there is no journal, or the catalog's copy cannot be read.
    """
    folder = SessionFolder.existing(root)
    catalog = load_catalog(folder.catalog) if folder.catalog.is_file() else Catalog()
    state, tally = BroadcastState(), Tally(Remarks())
    with JournalReader(folder.journal) as reader:
        for event in reader.read():
            state.on(event)
            tally.on(event)
        rows = figures.group_rows(state)
        waiting = _most_waited_for([r for r in rows if r.outcome in ("waiting", "no_cue")])
        askers = _askers(reader, waiting, names)
    offered = figures.windows(state, tally, catalog)
    curve = heat(state, tally, offered)
    bodies = tables.body_rows(tally.remarks, {c: q.product for c, q in state.questions.items()}, catalog)
    return Report(
        schema=SCHEMA,
        language=language,
        about=_about(state, tally, root),
        headline=figures.headline(state, tally, rows),
        performance=figures.performance(state, tally, rows, [p.used for p in curve.peaks]),
        heat=curve,
        groups=rows,
        waiting=[r.group for r in waiting],
        gaps=[r.group for r in sorted(filter(figures.is_gap, rows), key=lambda r: (-r.asked, r.first_at, r.group))],
        askers=askers,
        intents=figures.spread(rows, "intent"),
        products=figures.product_rows(state, tally, catalog, rows, offered),
        objections=tables.heard(tally.remarks.objections),
        comparisons=tables.heard(tally.remarks.comparisons),
        sizes=tables.size_rows(tally.remarks, bodies, catalog),
        bodies=bodies,
        demand=tables.demand(tally.remarks.wishes, state.questions, catalog),
        orders=tables.order_rows(tally, offered),
        compliance=[
            ComplianceRow(at=c.start, phrase=c.phrase, rule=c.rule, text=c.text, softer=c.softer)
            for _, c in tally.compliance
        ],
        clips=tables.clip_rows(state, root),
        transcript=tables.transcript(tally),
        llm=tables.llm_rows(tally.calls),
        trouble=tables.trouble(tally),
        summary=read_summary(folder.report),
    )


def _most_waited_for(rows: list[GroupRow]) -> list[GroupRow]:
    return sorted(rows, key=lambda r: (-r.waiting, -r.asked, r.first_at, r.group))


def _about(state: BroadcastState, tally: Tally, root: Path) -> About:
    started = datetime.fromtimestamp(tally.started_wall, UTC).astimezone()
    return About(
        title=state.title or root.resolve().name,
        started=started.isoformat(timespec="seconds"),
        seconds=round(state.now, 3),
        ended=state.ended,
        replay=tally.replay,
        version=tally.version,
        last_seq=state.last_seq,
    )


def _askers(reader: JournalReader, waiting: list[GroupRow], names: bool) -> dict[str, list[Asker]]:
    """The comments that wait, by group. They are read again: to keep all texts would cost a crowd's memory."""
    group_of = {comment: row.group for row in waiting for comment in row.waiting_comments}
    found: dict[str, list[Asker]] = {row.group: [] for row in waiting}
    for at, comment in _comments(reader, group_of):
        asker = Asker(
            comment=comment.id,
            at=at,
            text=comment.text,
            viewer=comment.viewer[:VIEWER_LENGTH],
            user=comment.user if names else "",
        )
        found[group_of[comment.id]].append(asker)
    return found


def _comments(reader: JournalReader, wanted: Collection[str]) -> list[tuple[float, Comment]]:
    if not wanted:
        return []
    return [
        (event.at, event.data)
        for event in reader.read(kind="comment")
        if isinstance(event.data, Comment) and event.data.id in wanted
    ]
