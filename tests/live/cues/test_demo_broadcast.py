"""The bundled broadcast: which groups have an answer, which the host has answered, and what stands on the board."""

import json
from pathlib import Path

import pytest

from live.catalog.product_clock import ProductClock
from live.catalog.products import load_catalog
from live.config import CueSettings
from live.cues.answers import Answerer
from live.cues.board import CueBoard
from live.cues.ledger import AnsweredLedger
from live.events import Answered, Cue, Product
from tests.live.cues.broadcasts import comments_of, play, utterances_of

DEMO = Path(__file__).parents[3] / "live" / "demo"
CATALOG = load_catalog(DEMO / "catalog.toml")
COMMENTS = [json.loads(line) for line in (DEMO / "comments.jsonl").read_text(encoding="utf-8").splitlines()]
GROUPS = {g["group"]: g for g in json.loads((DEMO / "groups.json").read_text(encoding="utf-8"))}
LINES = json.loads((DEMO / "timeline.json").read_text(encoding="utf-8"))
TEXTS = {c["id"]: c["text"] for c in COMMENTS}

FACTS = {
    "dress-fabric": "95%棉", "dress-price": "129元", "dress-large-size": "4XL", "dress-pocket": "两侧",
    "dress-colors": "雾霾蓝、奶油杏、黑色", "dress-see-through": "内衬", "dress-host-size": "M码",
    "dress-size-160": "拿3XL",
    "dress-size-short": "拿S", "dress-link": "1号链接", "return-policy": "七天无理由", "dress-wash": "冷水",
    "ship-time": "48小时", "dress-4xl-stock": "40件", "ship-remote": "15元", "sunmask-breath": "网眼",
    "sunmask-price": "39.9元", "sunmask-glasses": "鼻梁", "chair-explain": "150公斤", "sunmask-upf": "UPF50",
    "chair-load": "150公斤", "sunmask-colors": "浅灰、藕粉、黑色", "sunmask-wash": "手洗", "chair-price": "89元",
    "chair-portable": "86厘米", "chair-cupholder": "杯架", "chair-seat-height": "42厘米", "chair-hold-order": "10分钟",
}  # fmt: skip


@pytest.fixture(scope="module")
def events():
    parts = [ProductClock(CATALOG), CueBoard(CueSettings(), CATALOG), AnsweredLedger(CATALOG)]
    return play(comments_of(COMMENTS), utterances_of(LINES), parts)


def _answer(name):
    group = GROUPS[name]
    return Answerer(CATALOG).answer(group["intent"], group["product"], [TEXTS[c] for c in group["comments"]])


def test_every_group_that_the_catalog_answers_is_listed():
    assert {g for g, v in GROUPS.items() if v["in_catalog"]} == set(FACTS)


@pytest.mark.parametrize(("group", "fact"), FACTS.items())
def test_an_answer_holds_the_fact_and_names_its_source(group, fact):
    answer = _answer(group)
    assert answer.text is not None
    assert fact in answer.text
    assert answer.sources


@pytest.mark.parametrize("group", [g for g, v in GROUPS.items() if not v["in_catalog"]])
def test_where_the_catalog_has_nothing_there_is_no_answer(group):
    assert _answer(group).text is None


def test_an_answer_without_a_fact_in_the_catalog_is_the_hosts_own_words(events):
    for event in events:
        cue = event.data
        if isinstance(cue, Cue) and not GROUPS[cue.group]["in_catalog"] and cue.answer is not None:
            assert [s.kind for s in cue.sources] == ["host"]
            said = events[int(cue.sources[0].ref) - 1].data
            assert said.kind == "utterance"


def test_the_clock_turns_when_a_product_is_introduced_and_not_when_it_is_mentioned(events):
    turns = [(e.data.product, e.data.state) for e in events if isinstance(e.data, Product)]
    assert turns == [("dress", "on_offer"), ("sunmask", "on_offer"), ("chair", "on_offer"), ("chair", "sold_out")]


def test_a_cue_opens_with_the_comment_that_asks_first(events):
    opened = {}
    for event in events:
        if isinstance(event.data, Cue):
            opened.setdefault(event.data.group, event.at)
    assert set(opened) == set(GROUPS)
    for group, at in opened.items():
        assert at <= GROUPS[group]["first_at"] + 1


def test_the_ledger_hears_which_groups_the_host_has_answered(events):
    answered = {e.data.group: e.data for e in events if isinstance(e.data, Answered)}
    truth = {g: v["answered"] for g, v in GROUPS.items() if v["answered"]}
    right = [g for g, a in answered.items() if g in truth and abs(a.end - truth[g]["end"]) <= 15]
    assert len(right) / len(answered) >= 0.85
    assert len(right) / len(truth) >= 0.85


def test_never_more_cues_stand_in_front_of_the_host_than_the_settings_say(events):
    shown = set()
    for event in events:
        if isinstance(event.data, Cue):
            (shown.add if event.data.state == "shown" else shown.discard)(event.data.group)
    assert len(shown) <= CueSettings().shown
