"""Highlights of the bundled broadcast, from what Whisper base heard of it (data/heard.jsonl)."""

import json
from pathlib import Path

import msgspec
import pytest

from clipper.highlights import HighlightFinder
from live.events import (
    Answered,
    Comment,
    Compliance,
    Cue,
    Mark,
    Product,
    Question,
    Session,
    Utterance,
)
from tests.clipper.conftest import Input, Told, overlap, tell

HEARD = Path(__file__).parent / "data" / "heard.jsonl"
LATE = 1.3
"""Seconds after its end at which an utterance is known."""
ON_OFFER = ((19.6, "dress"), (184.8, "sunmask"), (242.7, "chair"))


def bundled(demo: Path) -> list[Input]:
    inputs: list[Input] = []
    for line in (demo / "comments.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        inputs.append((row["at"], Comment(id=row["id"], text=row["text"], user=row["user"])))
        if row["needs_answer"]:
            question = Question(comment=row["id"], intent=row["intent"], score=0.9, group=row["group"])
            inputs.append((row["at"], question))
    for line in HEARD.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        inputs.append((row["end"] + LATE, Utterance(start=row["start"], end=row["end"], text=row["text"])))
    inputs += [(at + 1.5, Product(product=product)) for at, product in ON_OFFER]
    inputs.append((360.0, Session(state="ended")))
    return inputs


@pytest.fixture
def told(demo: Path) -> list[Told]:
    return tell(HighlightFinder(), bundled(demo))


def truth(demo: Path) -> list[tuple[float, float]]:
    return [(row["start"], row["end"]) for row in json.loads((demo / "highlights.json").read_bytes())]


def test_the_five_moments_of_the_bundled_broadcast_are_the_first_five(told: list[Told], demo: Path) -> None:
    spans = [(t.highlight.start, t.highlight.end) for t in told[:5]]
    overlaps = [max(overlap(span, found) for found in spans) for span in truth(demo)]
    assert min(overlaps) >= 0.5
    assert sum(overlaps) / 5 >= 0.6


def test_the_lottery_is_in_no_highlight(told: list[Told]) -> None:
    assert not [t for t in told if t.highlight.start < 171.0 and t.highlight.end > 157.0]


def test_a_highlight_is_known_within_seconds_of_its_end(told: list[Told]) -> None:
    assert all(t.at - t.highlight.end <= 15.0 for t in told if t.highlight.type not in {"product", "answer"})


def test_a_highlight_says_what_it_is_and_why(told: list[Told]) -> None:
    assert {t.highlight.type for t in told[:5]} == {"price", "countdown", "funny", "demo", "sold_out"}
    assert all(t.highlight.reasons and t.highlight.title for t in told)


def test_spans_begin_and_end_at_borders_of_sentences(told: list[Told]) -> None:
    rows = [json.loads(line) for line in HEARD.read_text(encoding="utf-8").splitlines()]
    starts, ends = {r["start"] for r in rows}, {r["end"] for r in rows}
    assert all(t.highlight.start in starts and t.highlight.end in ends for t in told)


def test_the_same_events_give_the_same_highlights(told: list[Told], demo: Path) -> None:
    assert tell(HighlightFinder(), bundled(demo)) == told


def test_forbidden_seconds_are_left_out(demo: Path) -> None:
    inputs = bundled(demo)
    inputs.append((268.0, Compliance(start=264.44, end=269.02, phrase="最", rule="superlative")))
    for t in tell(HighlightFinder(), inputs):
        assert t.highlight.end <= 264.44 or t.highlight.start >= 269.02


def test_what_the_operator_marks_comes_first(demo: Path) -> None:
    inputs = [*bundled(demo), (55.0, Mark(label="转圈"))]
    best = tell(HighlightFinder(), inputs)[0].highlight
    assert best.type == "mark"
    assert best.reasons[0] == "转圈"
    assert best.start <= 50.0 <= best.end


def test_the_last_minute_that_the_operator_wants_is_about_a_minute(demo: Path) -> None:
    inputs = [*bundled(demo), (60.0, Mark(label="", seconds=45.0))]
    best = tell(HighlightFinder(), inputs)[0].highlight
    assert 35.0 <= best.end - best.start <= 60.0


@pytest.mark.parametrize("pressed", [60.0, 140.0, 300.0])
def test_the_last_minute_ends_with_what_the_operator_has_just_seen(demo: Path, pressed: float) -> None:
    told = tell(HighlightFinder(), [*bundled(demo), (pressed, Mark(label="", seconds=60.0))])
    before = {t.highlight.id: t.highlight for t in tell(HighlightFinder(), bundled(demo))}
    minute = next(t.highlight for t in told if t.highlight.id == "m1")
    assert -1.0 <= minute.end - pressed <= 10.0
    assert {t.highlight.id: t.highlight for t in told if t.highlight.id != "m1"} == before, "it costs no other moment"


def test_a_mark_on_forbidden_words_shows_none_of_them(demo: Path) -> None:
    forbidden = Compliance(start=264.44, end=269.02, phrase="最", rule="superlative")
    told = tell(HighlightFinder(), [*bundled(demo), (268.0, forbidden), (267.0, Mark(label="", seconds=5.0))])
    for t in told:
        assert t.highlight.end <= 264.44 or t.highlight.start >= 269.02


def test_an_answer_becomes_a_clip_titled_in_the_viewers_words(demo: Path) -> None:
    cue = Cue(group="dress-large-size", state="open", intent="size", product="dress", title="胖子能穿吗")
    answered = Answered(group="dress-large-size", start=67.1, end=72.7, text="两百斤以内都能穿")
    inputs = [*bundled(demo), (60.0, cue), (74.1, answered)]
    answer = next(t.highlight for t in tell(HighlightFinder(), inputs) if t.highlight.type == "answer")
    assert answer.title == "胖子能穿吗"
    assert (answer.start, answer.end) == (61.7, 72.71)  # with the sentence before it, that asks
    assert answer.group == "dress-large-size"


def test_a_sentence_that_answers_several_questions_gives_one_clip(demo: Path) -> None:
    both = [
        (74.1, Answered(group=g, start=67.1, end=72.7, text="两百斤")) for g in ("dress-host-size", "dress-large-size")
    ]
    answers = [t.highlight for t in tell(HighlightFinder(), [*bundled(demo), *both]) if t.highlight.type == "answer"]
    assert [a.group for a in answers] == ["dress-large-size"]


def test_what_only_one_person_asked_gives_no_clip(demo: Path) -> None:
    lonely = (61.5, Answered(group="dress-pocket", start=56.5, end=60.6, text="两边都有口袋"))
    assert not [t for t in tell(HighlightFinder(), [*bundled(demo), lonely]) if t.highlight.type == "answer"]


def test_each_product_gets_a_clip_of_its_window(told: list[Told]) -> None:
    windows = {t.highlight.product: t.highlight for t in told if t.highlight.type == "product"}
    assert set(windows) == {"dress", "sunmask", "chair"}
    assert all(w.end - w.start <= 60.0 for w in windows.values())


def test_without_anybody_speaking_a_crowd_is_still_a_moment(demo: Path) -> None:
    inputs = [i for i in bundled(demo) if not isinstance(i[1], Utterance | Product)]
    spans = [(t.highlight.start, t.highlight.end) for t in tell(HighlightFinder(), inputs)[:5]]
    assert max(overlap(span, (191.92, 206.5)) for span in spans) > 0.3


def test_nothing_happens_nothing_is_told() -> None:
    assert tell(HighlightFinder(), [(0.0, Session(state="started")), (600.0, Session(state="ended"))]) == []


def test_texts_are_told_as_they_are_and_never_markup(demo: Path) -> None:
    inputs = [(at, msgspec.structs.replace(p, text="{\\b1}<b>" + p.text) if isinstance(p, Utterance) else p)
              for at, p in bundled(demo)]  # fmt: skip
    assert tell(HighlightFinder(), inputs)[0].highlight.title.startswith("{\\b1}<b>")
