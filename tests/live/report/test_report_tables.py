"""What is heard, sized, ordered and counted beside the questions."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from live.catalog.products import Catalog, CatalogProduct, Faq, Size
from live.events import (
    Answered,
    AnyPayload,
    Comment,
    Cue,
    Event,
    Health,
    Llm,
    Mark,
    Product,
    Question,
    Signal,
    Utterance,
)
from live.report import figures, tables
from live.report.charts.heat import lanes
from live.report.heard import Remarks, read
from live.report.heat import best, heat
from live.report.model import Moment
from live.report.tally import Tally
from live.report.words import words_of
from live.state import BroadcastState
from tests.live.report.truth_journal import cue

SHOP = Catalog(
    products=(
        CatalogProduct(
            id="coat",
            name="Wool coat",
            sizes=(
                Size(size="M", height_cm=(155, 168), weight_kg=(47.5, 55), stock=9),
                Size(size="L", height_cm=(158, 170), weight_kg=(55, 62.5), stock=3),
            ),
            faq=(Faq(q="有口袋吗", a="有"),),
        ),
    )
)


def told(events: Sequence[tuple[float, AnyPayload]]) -> tuple[BroadcastState, Tally]:
    state, tally = BroadcastState(), Tally(Remarks())
    for seq, (at, data) in enumerate(events, start=1):
        event = Event(seq=seq, at=at, wall=100.0 + at, cause=None, data=data)
        state.on(event)
        tally.on(event)
    return state, tally


def says(*texts: str) -> list[tuple[float, AnyPayload]]:
    return [(float(i), Comment(id=str(i), text=text, viewer=f"v{i}")) for i, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("text", "objection", "comparison"),
    [
        ("太贵了吧", "price", None),
        ("有点小贵", "price", None),
        ("this is overpriced", "price", None),
        ("别是假货吧", "doubt", None),
        ("洗了会起球吧", "quality", None),
        ("it runs small", "fit", None),
        ("上周的还没发货", "service", None),
        ("没抢到 哭死", "missed", None),
        ("拼多多才99", None, "elsewhere"),
        ("amazon has it for 20", None, "elsewhere"),
        ("跟普通口罩比好在哪", None, "versus"),
        ("是去年那款吗", None, "before"),
        ("比心", None, None),
        ("好看 冲", None, None),
        ("珍贵的礼物", None, None),
    ],
)
def test_remarks_are_heard_in_both_languages(text: str, objection: str | None, comparison: str | None) -> None:
    assert (read(text).objection, read(text).comparison) == (objection, comparison)


def test_a_flood_counts_once_and_each_wording_is_shown_once() -> None:
    _, tally = told([*says("太贵了", "太贵了", "贵了贵了"), (9.0, Comment(id="f", text="太贵了", repeats=3))])
    heard = tables.heard(tally.remarks.objections)[0]
    assert (heard.comments, heard.examples) == (3, ["太贵了", "贵了贵了"])


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("想买帽子", "帽子"),
        ("我想买个帽子", "帽子"),
        ("帽子有卖的吗", "帽子"),
        ("帽子卖不卖", "帽子"),
        ("求链接帽子", "帽子"),
        ("什么时候上新外套", "外套"),
        ("能不能上点帽子", "帽子"),
        ("来点帽子", "帽子"),
        ("能不能上外套", "外套"),
        ("想买但是太贵了", None),
        ("这个有卖的吗", None),
        ("想买的扣1", None),
        ("什么时候上新", None),
    ],
)
def test_a_wish_names_the_thing_alone(text: str, wish: str | None) -> None:
    assert read(text).wish == wish


def test_demand_is_what_the_catalog_does_not_know_and_no_question_about_what_it_sells() -> None:
    events = says(
        "有没有雨伞", "有没有雨伞卖", "有口袋吗", "有没有折扣", "do you have umbrellas?", "do you have wool socks"
    )
    events.append((9.0, Question(comment="3", intent="promotion", score=0.9, group="g")))
    state, tally = told(events)
    wanted = {h.topic: h.comments for h in tables.demand(tally.remarks.wishes, state.questions, SHOP)}
    assert wanted == {"雨伞": 2, "umbrellas": 1}


def test_bodies_meet_the_size_table_and_on_a_border_the_larger_size() -> None:
    state, tally = told([(0.0, Product(product="coat")), *says("160 110斤穿什么", "我120斤", "200斤呢", "L码还有吗")])
    bodies = tables.body_rows(tally.remarks, {}, SHOP)
    assert [b.sizes for b in bodies] == [["L"], ["L"], []]
    rows = {r.size: (r.bodies, r.named, r.stock) for r in tables.size_rows(tally.remarks, bodies, SHOP)}
    assert rows == {"M": (0, 0, 9), "L": (2, 1, 3)}
    assert state.counts["comment"] == 4


def test_orders_stand_beside_the_product_on_offer_and_the_moment_before() -> None:
    events = [(0.0, Product(product="coat")), (65.0, Signal(type="order", count=3)), (130.0, Signal(type="order"))]
    state, tally = told(events)
    offered = figures.windows(state, tally, SHOP)
    assert [(o.start, o.orders, o.product) for o in tables.order_rows(tally, offered)] == [
        (60.0, 3, "coat"), (120.0, 1, "coat"),
    ]  # fmt: skip


def test_what_was_dismissed_counts_neither_way_and_what_expired_still_waits() -> None:
    events: list[tuple[float, AnyPayload]] = []
    for i, group in enumerate("abc"):
        events += [(1.0, Comment(id=group, text=group, viewer=group)),
                   (1.0, Question(comment=group, intent="price", score=0.9, group=group))]  # fmt: skip
        events.append((1.0 + i, Cue(group=group, state="open", title=group)))
    events += [
        (5.0, Answered(group="a", start=4.0, end=5.0, text="", by="operator")),
        (5.0, Cue(group="a", state="answered")), (6.0, Cue(group="b", state="dismissed")),
        (7.0, Cue(group="c", state="expired")),
    ]  # fmt: skip
    state, tally = told(events)
    rows = figures.group_rows(state)
    assert [r.outcome for r in rows] == ["answered", "dismissed", "waiting"]
    top = figures.headline(state, tally, rows)
    assert (top.answer_rate, top.people_waiting, top.gaps, top.questions_answered) == (0.5, 1, 2, 1)


def asks(id_: str, at: float, group: str = "g") -> list[tuple[float, AnyPayload]]:
    return [(at, Comment(id=id_, text="?", viewer=id_)),
            (at, Question(comment=id_, intent="price", score=0.9, group=group))]  # fmt: skip


def answer(end: float, known: float, group: str = "g") -> list[tuple[float, AnyPayload]]:
    return [
        (known, Answered(group=group, start=end - 2, end=end, text="")),
        (known, Cue(group=group, state="answered")),
    ]


def test_who_asks_after_the_answer_waits_though_the_cue_stays_closed() -> None:
    opened = (1.0, Cue(group="g", state="open"))
    events = [*asks("a", 1.0), opened, *answer(5.0, 5.0), *asks("b", 15.0), *asks("c", 15.5)]
    state, tally = told(events)
    row = figures.group_rows(state)[0]
    assert (row.outcome, row.waiting_comments, row.seconds) == ("waiting", ["c"], 4.0)
    top = figures.headline(state, tally, [row])
    assert (top.people_waiting, top.questions_answered, top.groups_waiting) == (1, 2, 1)


def test_the_report_and_the_screens_count_the_same_people_however_late_an_answer_is_recognised() -> None:
    events: list[tuple[float, AnyPayload]] = []
    for known in (5.0, 25.0):
        group = f"g{known}"
        events += [*asks(f"{group}a", 1.0, group), (1.0, Cue(group=group, state="open"))]
        events += [*asks(f"{group}b", 14.0, group), *asks(f"{group}c", 20.0, group), *answer(5.0, known, group)]
    events += [*asks("d", 1.0, "none"), *asks("e", 1.0, "no"), (2.0, Cue(group="no", state="dismissed"))]
    state, tally = told(sorted(events, key=lambda e: e[0]))
    rows = figures.group_rows(state)
    assert {r.group: r.waiting for r in rows} == {"g5.0": 1, "g25.0": 1, "none": 1, "no": 0}
    assert {g.group: g.unanswered for g in state.groups.values()} == {"g5.0": 1, "g25.0": 1, "no": 0}
    top = figures.headline(state, tally, rows)
    assert (state.groups_asked, state.groups_answered) == (top.groups, top.groups_answered) == (4, 0)


def test_an_answer_that_the_operator_takes_back_leaves_everybody_waiting() -> None:
    events = [*asks("a", 1.0), (1.0, Cue(group="g", state="open"))]
    events += [(5.0, Answered(group="g", start=5.0, end=5.0, text="", by="operator")),
               (5.0, Cue(group="g", state="answered", by="operator"))]  # fmt: skip
    state, _ = told(events)
    assert (state.groups["g"].unanswered, figures.group_rows(state)[0].outcome) == (0, "answered")
    state, _ = told([*events, (6.0, Cue(group="g", state="open", by="operator"))])
    assert (state.groups["g"].unanswered, figures.group_rows(state)[0].outcome) == (1, "waiting")


def test_a_comment_that_the_operator_took_out_is_no_question() -> None:
    events = [*says("多少钱"), (0.0, Question(comment="0", intent="price", score=0.9, group="g")),
              (1.0, Question(comment="0", intent="chat", score=0.0, group="", by="operator"))]  # fmt: skip
    state, tally = told(events)
    assert figures.group_rows(state) == []
    assert sum(heat(state, tally, []).questions) == 0


def test_a_peak_is_used_by_a_highlight_or_a_mark_and_missed_without() -> None:
    rush = [(100.0 + i / 10, Comment(id=f"r{i}", text="冲")) for i in range(30)]
    calm = [(float(i), Comment(id=f"c{i}", text="好")) for i in range(0, 300, 5)]
    events = sorted([*rush, *calm], key=lambda e: e[0])
    state, tally = told(events)
    assert [p.used for p in heat(state, tally, []).peaks] == [False]
    state, tally = told([*events, (300.0, Mark())])
    assert [p.used for p in heat(state, tally, []).peaks] == [False]
    state, tally = told(sorted([*events, (112.0, Mark())], key=lambda e: e[0]))
    assert [p.used for p in heat(state, tally, []).peaks] == [True]


def moment(id_: str, start: float, end: float, score: float) -> Moment:
    return Moment(id=id_, start=start, end=end, type="answer", score=score, title="", reasons=[], product=None,
                  comments=0, orders=0)  # fmt: skip


def test_of_two_highlights_on_the_same_span_the_better_one_is_numbered() -> None:
    found = best([moment("a", 0, 10, 0.5), moment("b", 1, 11, 0.9), moment("c", 9, 60, 0.4), moment("d", 90, 95, 0.1)])
    assert [m.id for m in found] == ["b", "c", "d"]


def test_highlights_that_overlap_stand_in_rows_of_their_own() -> None:
    spans = ((0, 50), (10, 20), (30, 40), (60, 70))
    assert lanes([moment("x", start, end, 1.0) for start, end in spans], gap=2) == [0, 1, 1, 0]


def test_the_model_s_cost_is_summed_by_endpoint_and_trouble_is_listed() -> None:
    calls = [Llm(endpoint="e", model="m", outcome=o, seconds=s, prompt_tokens=10, cached_tokens=4, completion_tokens=2)
             for o, s in (("ok", 1.0), ("timeout", 3.0), ("ok", 2.0))]  # fmt: skip
    _, tally = told([(1.0, c) for c in calls] + [(2.0, Health(part="speech", state="gap", seconds=4.0))])
    row = tables.llm_rows(tally.calls)[0]
    assert (row.calls, row.ok, row.prompt_tokens, row.cached_tokens, row.median_seconds) == (3, 2, 30, 12, 2.0)
    assert [(t.part, t.seconds) for t in tables.trouble(tally)] == [("speech", 4.0)]


def test_silence_and_talk_are_measured_between_utterances() -> None:
    state, tally = told([(4.0, Utterance(start=0, end=4, text="a")), (10.0, Utterance(start=9, end=10, text="b"))])
    done = figures.performance(state, tally, [], [])
    assert (done.host_talk, done.longest_silence, done.answered_unprompted) == (0.5, 5.0, None)


def test_a_product_has_the_seconds_comments_and_orders_of_its_time_on_offer_and_no_others() -> None:
    events: list[tuple[float, AnyPayload]] = [
        (10.0, Product(product="coat")), (40.0, Product(product="scarf")), (60.0, Product(product="coat")),
        (60.0, Product(product="coat")), (70.0, Product(product=None)), (100.0, Signal(type="order", count=5)),
        (65.0, Signal(type="order", count=2)), (45.0, Signal(type="order")),
    ]  # fmt: skip
    events += [(at, Comment(id=str(at), text="好看", viewer="v")) for at in (5.0, 10.0, 39.5, 40.0, 62.0, 71.0, 99.0)]
    state, tally = told(sorted(events, key=lambda e: e[0]))
    rows = figures.product_rows(state, tally, SHOP, [], figures.windows(state, tally, SHOP))
    assert [(r.product, r.seconds, r.comments, r.orders) for r in rows] == [("coat", 40.0, 3, 2), ("scarf", 20.0, 1, 1)]


@pytest.mark.parametrize(("start", "end", "silence"), [(30.0, 95.0, 30.0), (5.0, 60.0, 40.0)])
def test_a_host_who_comes_late_or_leaves_early_is_silent_meanwhile(start: float, end: float, silence: float) -> None:
    state, tally = told([(end, Utterance(start=start, end=end, text="a")), (100.0, Comment(id="c", text="?"))])
    assert figures.performance(state, tally, [], []).longest_silence == silence


def test_the_truth_s_cues_carry_answers_only_where_the_catalog_has_them(demo: Path) -> None:
    group = {"group": "g", "intent": "price", "product": "dress", "in_catalog": False}
    assert cue(group, "t", demo).answer is None


def test_each_state_that_a_waiting_question_can_be_in_has_its_words() -> None:
    for state in ("open", "shown", "expired", "answered"):
        assert words_of("zh").state(state) != state
