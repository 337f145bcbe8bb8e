"""No frame, however broken, gets an exception out of a format, nor anything harmful through intake."""

import json
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from live.comments.detect import Reader
from live.comments.formats import FORMATS, fields
from live.comments.formats.base import Frame
from live.comments.intake import Intake
from live.comments.received import Received
from live.events import Comment, decode, encode
from tests.live.comments.formats.test_fixtures import frames
from tests.live.comments.hostile import ATTACKS, harm_in

EXAMPLES = 700
"""Of each of two kinds, for each of eight formats: 11,200 in all."""

DISTINCT = 0.6
"""Share of these that must not have been tried before."""

FAST = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
ODD: list[Any] = [
    None, True, 0, -1, 1 << 70, 10**400, 1e308, float("nan"), float("inf"), "", " ", "0", "1e999", "\ud83d", [], {},
    [[]], {"id": {}}, [None, 1], "2025-01-01", "9999-99-99T99:99:99Z", "1.2万", {"text": {"text": 1}}, *ATTACKS[:12],
]  # fmt: skip


def check(name: str, frame: str | bytes) -> None:
    parsed = FORMATS[name].parse(frame)
    assert isinstance(parsed, Frame)
    # The types hold whatever came: they are checked when read back.
    assert msgspec.convert(msgspec.to_builtins(parsed.bad), tuple[str, ...]) == parsed.bad
    if not parsed.items and not parsed.ignored and not parsed.reply:
        assert parsed.bad or not json.loads(frame), "a frame that came to nothing was not counted"
    intake = Intake(b"k" * 32)
    for raw in parsed.items:
        checked = msgspec.convert(msgspec.to_builtins(raw), type(raw))
        assert checked == raw
        event = intake.take(Received(raw, "source", "", 1.75e9, 1, FORMATS[name].fresh_ids), 12.0)
        if event is not None:
            assert decode(encode(event)) == event
            said = event.text if isinstance(event, Comment) else event.detail
            assert not any(harm_in(part) for part in (said, event.user, event.id, event.viewer))


@pytest.mark.parametrize("name", FORMATS)
def test_frames_with_broken_bytes(name: str) -> None:
    known = frames(name)
    tried: list[bytes] = []
    edit = st.tuples(st.floats(0, 1), st.integers(0, 8), st.binary(max_size=6))

    @FAST
    @given(st.integers(0, len(known) - 1), st.lists(edit, min_size=1, max_size=4))
    def run(which: int, edits: list[tuple[float, int, bytes]]) -> None:
        frame = known[which]
        for where, cut, put in edits:
            at = int(where * len(frame))
            frame = frame[:at] + put + frame[at + cut :]
        tried.append(frame)
        check(name, frame)

    run()
    assert len(tried) >= EXAMPLES
    assert len(set(tried)) >= EXAMPLES * DISTINCT


GONE = object()
"""Stands for a field that is not there."""


@pytest.mark.parametrize("name", FORMATS)
def test_frames_with_odd_values(name: str) -> None:
    known = [_value(frame) for frame in frames(name) if FORMATS[name].parse(frame).items]
    tried: list[str] = []
    odd = st.sampled_from([*ODD, GONE]) | st.text(max_size=8) | st.integers() | st.floats() | st.binary(max_size=4)
    edit = st.tuples(st.floats(0, 1, exclude_max=True), odd)

    @FAST
    @given(st.integers(0, len(known) - 1), st.lists(edit, min_size=1, max_size=3))
    def run(which: int, edits: list[tuple[float, Any]]) -> None:
        value = known[which]
        for where, put in edits:
            place = 1 + int(where * max(1, _size(value) - 1))
            value = _put(value, place, list(put) if isinstance(put, bytes) else put)[0]
        if name == "barragegrab" and isinstance(value, dict) and "Data" in value:
            value = {**value, "Data": json.dumps(value["Data"])}
        frame = json.dumps(value)
        tried.append(frame)
        check(name, frame)
        Reader("auto").read(frame)

    run()
    assert len(tried) >= EXAMPLES
    assert len(set(tried)) >= EXAMPLES * DISTINCT


def _size(value: Any) -> int:
    """How many places a tree has, the whole included."""
    if isinstance(value, dict | list):
        return 1 + sum(map(_size, value.values() if isinstance(value, dict) else value))
    return 1


def _value(frame: bytes) -> Any:
    """The frame as a tree; JSON within JSON is laid open, so that what is in it is changed too."""
    value = fields.decode(frame)
    if isinstance(value, dict) and isinstance(value.get("Data"), str):
        value["Data"] = fields.decode(value["Data"])
    return value


def _put(value: Any, place: int, odd: Any) -> tuple[Any, int]:
    """`value` with what stands at `place` (counted through the tree) replaced by `odd`, or taken out (GONE)."""
    if place == 0:
        return odd, -1
    place -= 1
    if isinstance(value, dict):
        whole: Any = {}
        for key, inner in value.items():
            whole[key], place = _put(inner, place, odd) if place >= 0 else (inner, place)
        return {key: inner for key, inner in whole.items() if inner is not GONE}, place
    if isinstance(value, list):
        whole = []
        for inner in value:
            put, place = _put(inner, place, odd) if place >= 0 else (inner, place)
            whole.append(put)
        return [inner for inner in whole if inner is not GONE], place
    return value, place


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    "frame",
    [
        b"",
        b"[" * 200_000,
        b'{"a":' * 100_000,
        b"\xff\xfe\x00",
        b"1" * 100_000,
        b"null",
        b"[]",
        b"{}",
        b'"',
        "\ud83d",
        b"\x00",
    ],
    ids=lambda frame: repr(frame[:8]),
)
def test_frames_that_are_nothing_at_all(name: str, frame: bytes | str) -> None:
    parsed = FORMATS[name].parse(frame)
    assert not parsed.items
    assert parsed.bad or frame == b"[]"
