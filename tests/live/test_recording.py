"""Reading a recording: which files hold a span, and where in them it lies."""

import math
from pathlib import Path

import pytest

from live.events import Event, Session
from live.recording import read_recording


def begun(media: str, offset: float, seq: int = 1) -> Event:
    data = Session(state="recording", media=media, offset=offset)
    return Event(seq=seq, at=offset, wall=0.0, cause=None, data=data)


def write_run(folder: Path, rows: str, names: list[str]) -> None:
    folder.mkdir(parents=True)
    (folder / "segments.csv").write_text(rows, encoding="utf-8")
    for name in names:
        (folder / name).write_bytes(b"")


def test_segments_stand_in_broadcast_time(tmp_path: Path) -> None:
    rows = "000000.ts,0.000000,20.000000\n000001.ts,20.000000,30.000000\n"
    write_run(tmp_path / "media" / "run-001", rows, ["000000.ts", "000001.ts"])
    recording = read_recording(tmp_path, [begun("media/run-001", 100.0)])
    assert [(s.start, s.end) for s in recording.runs[0].segments] == [(100.0, 110.0), (110.0, 120.0)]
    assert recording.end == 120.0


def test_a_file_that_is_still_being_written_counts_as_far_as_it_goes(tmp_path: Path) -> None:
    names = ["000000.ts", "000001.ts", "000002.ts"]
    write_run(tmp_path / "media" / "run-001", "000000.ts,0.000000,20.000000\n000001.ts,20.000", names)
    ends: dict[str, float | None] = {"000001.ts": 30.0, "000002.ts": None}
    recording = read_recording(tmp_path, [begun("media/run-001", 0.0)], lambda path: ends[path.name])
    assert [(s.path.name, s.start, s.end) for s in recording.runs[0].segments] == [
        ("000000.ts", 0.0, 10.0),
        ("000001.ts", 10.0, 20.0),
    ]


def test_a_span_is_cut_from_the_segments_around_it(tmp_path: Path) -> None:
    rows = "".join(f"{i:06d}.ts,{10 + 10 * i:.6f},{20 + 10 * i:.6f}\n" for i in range(6))
    write_run(tmp_path / "media" / "run-001", rows, [f"{i:06d}.ts" for i in range(6)])
    recording = read_recording(tmp_path, [begun("media/run-001", 5.0)])
    (piece,) = recording.pieces(28.0, 41.0)
    assert piece.url == "concat:000002.ts|000003.ts"
    assert (piece.first, piece.last) == (33.0, 46.0)
    assert (piece.start, piece.end) == (28.0, 41.0)
    (near_the_edge,) = recording.pieces(25.5, 34.5)
    assert near_the_edge.url == "concat:000001.ts|000002.ts|000003.ts", "sound may lie across the edge"


def test_a_span_across_a_gap_comes_in_pieces_and_nothing_twice(tmp_path: Path) -> None:
    for name in ("run-001", "run-002", "run-003"):
        write_run(tmp_path / "media" / name, "000000.ts,0.000000,20.000000\n", ["000000.ts"])
    events = [begun("media/run-001", 0.0), begun("media/run-002", 8.0, 2), begun("media/run-003", 30.0, 3)]
    pieces = read_recording(tmp_path, events).pieces(5.0, 32.0)
    assert [(p.start, p.end, p.folder.name) for p in pieces] == [
        (5.0, 10.0, "run-001"),
        (10.0, 18.0, "run-002"),
        (30.0, 32.0, "run-003"),
    ]


@pytest.mark.parametrize("span", [(-5.0, -1.0), (10.0, 20.0), (4.0, 4.0), (5.0, 2.0), (10.0, math.inf)])
def test_where_nothing_was_recorded_there_is_nothing_to_cut(tmp_path: Path, span: tuple[float, float]) -> None:
    write_run(tmp_path / "media" / "run-001", "000000.ts,0.000000,20.000000\n", ["000000.ts"])
    assert read_recording(tmp_path, [begun("media/run-001", 0.0)]).pieces(*span) == []


def test_a_stretch_that_never_got_a_file_is_left_out(tmp_path: Path) -> None:
    recording = read_recording(tmp_path, [begun("media/run-001", 0.0)])
    assert recording.runs == ()
    assert recording.end == 0.0
