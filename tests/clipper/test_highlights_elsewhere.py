"""Highlights of other rooms: late streams, bots, chants, giveaways that are real, quiet rooms, busy ones, English."""

from pathlib import Path

import pytest

from bench.highlights import compared
from clipper.highlights import MOMENTS, HighlightFinder
from live.events import Comment
from tests.clipper.conftest import Input, overlap, tell
from tests.clipper.rooms import KINDS, Kind, room
from tests.clipper.synthetic import Synthetic, all_plays
from tests.clipper.test_highlights import bundled, truth

PLAYS = {play.name: play for play in all_plays()}


def found(inputs: list[Input], count: int) -> list[tuple[float, float]]:
    return [(t.highlight.start, t.highlight.end) for t in tell(HighlightFinder(), inputs)[:count]]


def hits(spans: list[tuple[float, float]], wanted: list[tuple[float, float]]) -> list[float]:
    return [max(overlap(span, other) for other in spans) for span in wanted]


@pytest.mark.parametrize("play", PLAYS.values(), ids=PLAYS.keys())
def test_the_moments_come_first(play: Synthetic) -> None:
    wanted = [(start, end) for start, end, _ in play.truth]
    overlaps = hits(found(play.inputs, len(wanted)), wanted)
    assert min(overlaps) >= 0.5
    assert sum(overlaps) / len(overlaps) >= 0.6


@pytest.mark.parametrize(
    "kind",
    [pytest.param(kind, marks=pytest.mark.slow if kind.idle > 1000 else (), id=kind.name) for kind in KINDS],
)
def test_in_rooms_drawn_by_lot_moments_are_found_and_nothing_else(kind: Kind) -> None:
    drawn = [room(kind, seed) for seed in range(10, 13)]
    ours, density = compared([(play.inputs, [(start, end) for start, end, _ in play.truth]) for play in drawn])
    assert 3 * ours.found >= 2 * ours.wanted
    assert ours.mean >= 0.6
    assert ours.mean > density.mean - 0.1
    assert ours.false == 0


def test_arriving_viewers_are_no_moment() -> None:
    told = tell(HighlightFinder(), PLAYS["thrift_flash"].inputs)
    assert not [t for t in told if t.highlight.type in MOMENTS and t.highlight.start < 15.0]


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("wok_late", "公屏上打个想要"),
        ("phones_busy", "公屏扣八八八"),
        ("vacuum_english", "Type MINE in the chat"),
        ("serum_flood", "刷一波一"),
        ("toys_redpacket", "公屏上打开心过年"),
        ("thrift_flash", "Drop a heart if you want"),
    ],
)
def test_typing_what_one_is_told_to_is_no_moment(name: str, call: str) -> None:
    play = PLAYS[name]
    start, end = next((start, end) for start, end, text in play.lines if call in text)
    moments = [t.highlight for t in tell(HighlightFinder(), play.inputs) if t.highlight.type in MOMENTS]
    assert not [m for m in moments if m.start < end and m.end > start]


@pytest.mark.parametrize("later", [3.0, 6.0, 9.0])
def test_a_slower_stream_moves_no_highlight(demo: Path, later: float) -> None:
    inputs = [(at if not isinstance(data, Comment) else at + later, data) for at, data in bundled(demo)]
    overlaps = hits(found(inputs, 5), truth(demo))
    assert min(overlaps) >= 0.5
    assert sum(overlaps) / 5 >= 0.6


def test_the_lag_of_a_slow_stream_is_measured() -> None:
    finder = HighlightFinder()
    tell(finder, PLAYS["wok_late"].inputs)
    assert 9.0 <= finder.lag <= 14.0


@pytest.mark.parametrize("people", [1, 40])
def test_a_flood_of_one_text_is_no_moment(demo: Path, people: int) -> None:
    flood = [
        (40.0 + i * 0.1, Comment(id=f"bot{i}", text=f"加我微信领福利 {i}", user=f"bot{i % people}")) for i in range(150)
    ]
    moments = [t.highlight for t in tell(HighlightFinder(), [*bundled(demo), *flood])]
    assert not [m for m in moments if m.type in MOMENTS and m.start < 55.0 and m.end > 32.0]
    assert min(hits([(m.start, m.end) for m in moments[:5]], truth(demo))) >= 0.5
