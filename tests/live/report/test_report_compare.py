"""Two broadcasts by the same definitions."""

from pathlib import Path

import html5lib
import msgspec

from live.report.compare import Comparison, build_comparison, compare
from live.report.gather import gather


def test_a_broadcast_is_no_better_than_itself(truth_session: Path) -> None:
    report = gather(truth_session)
    same = compare(report, report)
    assert {c.better for c in (*same.performance, *same.figures)} == {0}
    assert all(g.first == g.second for g in same.groups)
    assert same.closed_gaps == []


def test_a_faster_answer_is_better_and_more_who_wait_are_worse(truth_session: Path) -> None:
    a = gather(truth_session)
    faster = msgspec.structs.replace(a.performance, median_seconds=10.0, answer_rate=0.3)
    worse = msgspec.structs.replace(a.headline, people_waiting=99)
    b = msgspec.structs.replace(a, performance=faster, headline=worse)
    found = {c.key: c.better for c in (*compare(a, b).performance, *compare(a, b).figures)}
    assert (found["median"], found["answer_rate"], found["people_waiting"]) == (1, -1, -1)


def test_a_gap_is_closed_when_the_catalog_answers_it_next_time(truth_session: Path) -> None:
    a = gather(truth_session)
    closed = [msgspec.structs.replace(g, reply="可以") if g.group == "sunmask-kids" else g for g in a.groups]
    b = msgspec.structs.replace(a, groups=closed)
    assert compare(a, b).closed_gaps == ["sunmask-kids"]


def test_the_comparison_is_a_valid_page_beside_the_second_report(own_session: Path, truth_session: Path) -> None:
    files = build_comparison(truth_session, own_session, language="en")
    assert files.html.parent == own_session / "report"
    page = files.html.read_text(encoding="utf-8")
    document = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    ids = [e.get("id") for e in document.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    assert msgspec.json.decode(files.json.read_bytes(), type=Comparison) == files.comparison
