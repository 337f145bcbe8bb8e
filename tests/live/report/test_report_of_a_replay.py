"""The report of the bundled broadcast as it is heard and detected, beside what the truth files say of it."""

import json
from pathlib import Path
from statistics import median

import pytest

from live.catalog.product_clock import ProductClock
from live.catalog.products import load_catalog
from live.config import Settings
from live.cues.board import CueBoard
from live.cues.ledger import AnsweredLedger
from live.events import Comment, Utterance
from live.questions.finder import QuestionFinder
from live.questions.store import load_detector
from live.report import figures
from live.report.heard import Remarks
from live.report.model import GroupRow, Headline
from live.report.tally import Tally
from live.state import BroadcastState
from tests.live.cues.broadcasts import play
from tests.live.report.truth_journal import load, waits

DEMO = Path(__file__).parents[3] / "live" / "demo"
HEARD = Path(__file__).parents[1] / "cues" / "recognised.jsonl"


@pytest.fixture(scope="module")
def replayed() -> tuple[BroadcastState, Headline, list[GroupRow]]:
    settings, catalog = Settings(), load_catalog(DEMO / "catalog.toml")
    parts = [
        ProductClock(catalog), QuestionFinder(settings.questions, catalog, load_detector()), AnsweredLedger(catalog),
        CueBoard(settings.cues, catalog),
    ]  # fmt: skip
    heard = map(json.loads, HEARD.read_text(encoding="utf-8").splitlines())
    speech = [(u["at"], [Utterance(start=u["start"], end=u["end"], text=u["text"])]) for u in heard]
    comments = [
        (c["at"], [Comment(id=c["id"], text=c["text"], viewer=c["user"])]) for c in load(DEMO, "comments.jsonl")
    ]
    state, tally = BroadcastState(), Tally(Remarks())
    for event in play(comments, speech, parts):
        state.on(event)
        tally.on(event)
    rows = figures.group_rows(state)
    return state, figures.headline(state, tally, rows), rows


def test_questions_are_within_a_tenth_of_the_labels_and_groups_at_most_twice_as_many(
    replayed: tuple[BroadcastState, Headline, list[GroupRow]],
) -> None:
    _, top, _ = replayed
    comments = load(DEMO, "comments.jsonl")
    assert top.comments == len(comments)
    assert top.questions == pytest.approx(sum(c["needs_answer"] for c in comments), rel=0.1)
    # The detector parts some groups of the truth; it must not join what is not the same.
    asked = len(load(DEMO, "groups.json"))
    assert asked <= top.groups <= 2 * asked


def test_four_in_five_of_those_who_wait_are_found_and_few_wait_only_in_the_report(
    replayed: tuple[BroadcastState, Headline, list[GroupRow]],
) -> None:
    truth = {c for comments in waits(DEMO).values() for c in comments}
    found = {c for row in replayed[2] for c in row.waiting_comments}
    assert len(found & truth) >= 0.8 * len(truth)
    assert len(found & truth) >= 0.6 * len(found)


def test_the_median_time_to_an_answer_is_near_the_truth_s(
    replayed: tuple[BroadcastState, Headline, list[GroupRow]],
) -> None:
    waited = [g["answered"]["end"] - g["first_at"] for g in load(DEMO, "groups.json") if g["answered"]]
    assert replayed[1].median_seconds == pytest.approx(median(waited), rel=0.25)


def test_the_report_counts_what_the_dashboard_counts(
    replayed: tuple[BroadcastState, Headline, list[GroupRow]],
) -> None:
    state, top, rows = replayed
    assert (state.groups_asked, state.groups_answered) == (top.groups, top.groups_answered)
    assert {r.group: r.waiting for r in rows if r.state} == {
        g.group: g.unanswered for g in state.groups.values() if g.asked
    }
