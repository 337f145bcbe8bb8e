"""From sound to pieces. A loud sample stands for voice."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from live.speech.endpointing import RATE
from live.speech.segmenter import BYTES, Began, Ended, Perhaps, Segmenter, Step
from live.speech.vad import Floats, VoiceState


def loudness(frame: Floats, state: VoiceState) -> float:
    return 0.9 if float(np.abs(frame).max()) > 0.1 else 0.0


def sound(*stretches: tuple[bool, float]) -> bytes:
    return b"".join(np.full(int(seconds * RATE), 8000 if loud else 0, "<i2").tobytes() for loud, seconds in stretches)


def run(segmenter: Segmenter, pcm: bytes) -> list[Step]:
    whole = len(pcm) - len(pcm) % BYTES
    return [s for i in range(0, whole, BYTES) for s in segmenter.push(pcm[i : i + BYTES])]


def test_pieces_are_in_broadcast_time_of_their_section() -> None:
    segmenter = Segmenter(loudness)
    segmenter.begin(100.0)
    steps = run(segmenter, sound((False, 1.0), (True, 2.0), (False, 1.0)))
    began, perhaps, ended = steps
    assert isinstance(began, Began)
    assert isinstance(perhaps, Perhaps)
    assert isinstance(ended, Ended)
    assert abs(ended.piece.start - 101.0) < 0.04
    assert abs(ended.piece.end - 103.0) < 0.04
    assert 0.3 < ended.piece.decided - ended.piece.end < 0.6


def test_what_is_decoded_ahead_is_what_is_decided() -> None:
    segmenter = Segmenter(loudness)
    _, perhaps, ended = run(segmenter, sound((False, 1.0), (True, 2.0), (False, 1.0)))
    assert isinstance(perhaps, Perhaps)
    assert isinstance(ended, Ended)
    assert perhaps.piece.key == ended.piece.key
    assert np.array_equal(perhaps.piece.samples, ended.piece.samples)


def test_a_piece_knows_how_loud_the_voice_was() -> None:
    *_, ended = run(Segmenter(loudness), sound((False, 1.0), (True, 2.0), (False, 1.0)))
    assert isinstance(ended, Ended)
    assert ended.piece.loudness == pytest.approx(-12.2, abs=0.2)  # 8000 of 32768


def test_memory_does_not_grow_in_silence() -> None:
    segmenter = Segmenter(loudness)
    run(segmenter, sound((False, 60.0)))
    assert len(segmenter.snapshot()) < 20_000


talk = st.lists(st.tuples(st.booleans(), st.floats(0.1, 3.0)), min_size=1, max_size=12)


@given(talk, st.integers(0, 1000))
def test_a_snapshot_goes_on_exactly_where_it_was_taken(stretches: list[tuple[bool, float]], share: int) -> None:
    pcm = sound(*stretches)
    cut = len(pcm) * share // 1000 // BYTES * BYTES
    one = Segmenter(loudness)
    run(one, pcm[:cut])
    other = Segmenter(loudness)
    other.restore(one.snapshot())
    assert _plain(run(one, pcm[cut:])) == _plain(run(other, pcm[cut:]))


def _plain(steps: list[Step]) -> list[object]:
    return [s if isinstance(s, Began) else (type(s), s.piece.key, s.piece.samples.tobytes()) for s in steps]
