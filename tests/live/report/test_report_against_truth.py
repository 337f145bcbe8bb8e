"""Every figure of the report that the bundled broadcast's truth files hold."""

import math
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from live.report.build import ReportFiles
from live.report.model import Report
from tests.live.report.truth_journal import load, waits


@pytest.fixture(scope="module")
def groups(demo_folder: Path) -> list[dict[str, Any]]:
    return load(demo_folder, "groups.json")


@pytest.fixture(scope="module")
def waiting(demo_folder: Path) -> dict[str, list[str]]:
    return waits(demo_folder)


@pytest.fixture(scope="module")
def demo_folder() -> Path:
    return Path(__file__).parents[3] / "live" / "demo"


@pytest.fixture
def report(built: ReportFiles) -> Report:
    return built.report


def test_comments_and_questions_are_counted_as_labelled(report: Report, demo_folder: Path) -> None:
    comments = load(demo_folder, "comments.jsonl")
    assert report.headline.comments == len(comments) == sum(report.heat.counts)
    assert report.headline.viewers == len({c["user"] for c in comments})
    assert report.headline.questions == sum(c["needs_answer"] for c in comments) == sum(report.heat.questions)


def test_groups_are_answered_exactly_where_the_truth_says_so(
    report: Report, groups: list[dict[str, Any]], waiting: dict[str, list[str]]
) -> None:
    assert {r.group: r.answered_at for r in report.groups} == {
        g["group"]: g["answered"] and g["answered"]["end"] for g in groups
    }
    assert {r.group: r.asked for r in report.groups} == {g["group"]: len(g["comments"]) for g in groups}
    assert report.headline.groups_answered == sum(g["group"] not in waiting for g in groups)


def test_time_to_answer_is_the_truth_s_median_and_ninth_decile(report: Report, groups: list[dict[str, Any]]) -> None:
    waits = sorted(g["answered"]["end"] - g["first_at"] for g in groups if g["answered"])
    assert report.headline.median_seconds == pytest.approx(median(waits), abs=0.01)
    assert report.headline.p90_seconds == pytest.approx(waits[math.ceil(0.9 * len(waits)) - 1], abs=0.01)
    assert report.headline.within_minute == pytest.approx(sum(w <= 60 for w in waits) / len(waits), abs=1e-4)


def test_who_waits_is_who_has_heard_no_answer_also_in_groups_that_were_answered_before(
    report: Report, groups: list[dict[str, Any]], waiting: dict[str, list[str]], demo_folder: Path
) -> None:
    assert {name: [a.comment for a in report.askers[name]] for name in report.waiting} == waiting
    assert any(g["answered"] for g in groups if g["group"] in waiting)
    user = {c["id"]: c["user"] for c in load(demo_folder, "comments.jsonl")}
    assert report.headline.people_waiting == len({user[c] for ids in waiting.values() for c in ids})


def test_gaps_are_the_groups_that_the_catalog_cannot_answer(report: Report, groups: list[dict[str, Any]]) -> None:
    assert set(report.gaps) == {g["group"] for g in groups if not g["in_catalog"]}


def test_intents_and_products_add_up_to_the_whole(
    report: Report, groups: list[dict[str, Any]], waiting: dict[str, list[str]]
) -> None:
    for spread in report.intents:
        own = [g for g in groups if g["intent"] == spread.key]
        assert spread.questions == sum(len(g["comments"]) for g in own)
        assert (spread.groups, spread.answered) == (len(own), sum(g["group"] not in waiting for g in own))
    assert sum(s.questions for s in report.intents) == report.headline.questions
    assert sum(p.questions for p in report.products) == report.headline.questions


def test_highlights_and_product_windows_stand_where_the_truth_has_them(report: Report, demo_folder: Path) -> None:
    truth = load(demo_folder, "highlights.json")
    assert [(m.id, m.start, m.end) for m in report.heat.moments] == [(h["id"], h["start"], h["end"]) for h in truth]
    lines = [line for line in load(demo_folder, "timeline.json") if line["product"]]
    starts = {p: min(x["start"] for x in lines if x["product"] == p) for p in ("dress", "sunmask", "chair")}
    assert {w.product: w.start for w in report.heat.windows} == starts


def test_the_lottery_s_burst_is_the_one_peak_that_no_highlight_uses(report: Report) -> None:
    missed = [p for p in report.heat.peaks if not p.used]
    assert [(p.start, p.end) for p in missed] == [(160.0, 170.0)]
    assert report.performance.peaks_missed == 1
