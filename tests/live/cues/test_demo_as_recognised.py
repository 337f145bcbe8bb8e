"""The bundled broadcast as the embedded weights hear it, with the detector in front: what comes of it all together.

`recognised.jsonl` is what `livecue replay` wrote of the host's speech, with the time at which each text was decided.
"""

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from live.catalog.product_clock import ProductClock
from live.config import Settings
from live.cues.board import CueBoard
from live.cues.ledger import AnsweredLedger
from live.events import Answered, Comment, Cue, Question, Utterance
from live.questions.finder import QuestionFinder
from live.questions.store import load_detector
from tests.live.cues.broadcasts import play
from tests.live.cues.test_demo_broadcast import CATALOG, COMMENTS, FACTS, GROUPS

HEARD = [json.loads(line) for line in (Path(__file__).parent / "recognised.jsonl").read_text("utf-8").splitlines()]
LABEL = {c["id"]: c["group"] or "chat" for c in COMMENTS}


@dataclass
class Told:
    """A cue at the end, with what led to it."""

    cue: Cue | None = None
    comments: list[str] = field(default_factory=list)
    opened: float = 0.0
    first: float = 0.0
    answered: Answered | None = None

    @property
    def truth(self) -> str:
        return Counter(LABEL[c] for c in self.comments).most_common(1)[0][0]


@pytest.fixture(scope="module")
def told() -> dict[str, Told]:
    settings = Settings()
    parts = [
        ProductClock(CATALOG), QuestionFinder(settings.questions, CATALOG, load_detector()), AnsweredLedger(CATALOG),
        CueBoard(settings.cues, CATALOG),
    ]  # fmt: skip
    speech = [(u["at"], [Utterance(start=u["start"], end=u["end"], text=u["text"])]) for u in HEARD]
    comments = [(c["at"], [Comment(id=c["id"], text=c["text"], viewer=c["user"])]) for c in COMMENTS]
    at = {c["id"]: c["at"] for c in COMMENTS}
    found: dict[str, Told] = defaultdict(Told)
    for event in play(comments, speech, parts):
        match event.data:
            case Question() as question:
                one = found[question.group]
                one.first = one.first if one.comments else at[question.comment]
                one.comments.append(question.comment)
            case Cue() as cue:
                one = found[cue.group]
                one.opened = event.at if one.cue is None else one.opened
                one.cue = cue
            case Answered() as answered:
                found[answered.group].answered = found[answered.group].answered or answered
            case _:
                pass
    return found


def test_a_cue_is_open_within_a_second_of_its_comment(told):
    assert [g for g, one in told.items() if one.cue is None or one.opened - one.first > 1] == []


def test_nothing_is_answered_that_neither_the_catalog_nor_the_host_tells(told):
    invented = []
    for one in told.values():
        group = GROUPS.get(one.truth)
        if group is not None and not group["in_catalog"] and one.cue is not None and one.cue.answer is not None:
            invented += [] if [s.kind for s in one.cue.sources] == ["host"] else [(one.truth, one.cue.answer)]
    assert invented == []


def test_nine_of_ten_groups_that_the_catalog_answers_have_the_right_fact(told):
    right = {
        one.truth
        for one in told.values()
        if one.truth in FACTS and one.cue is not None and FACTS[one.truth] in (one.cue.answer or "")
    }
    assert len(right) >= 0.9 * len(FACTS), sorted(set(FACTS) - right)


def test_the_ledger_hears_who_has_been_answered(told):
    truth = {g: v["answered"] for g, v in GROUPS.items() if v["answered"]}
    closed = [(one.truth, one.answered) for one in told.values() if one.answered is not None]
    right = [g for g, a in closed if g in truth and abs(a.end - truth[g]["end"]) <= 15]
    assert len(right) / len(closed) >= 0.85
    assert len(set(right)) / len(truth) >= 0.85
