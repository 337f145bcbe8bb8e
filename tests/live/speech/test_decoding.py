"""What is decoded first, and in which order it is said. A recogniser that takes as long as it is told stands in."""

import threading
from itertools import pairwise

import numpy as np

from live.speech import wire
from live.speech.backends import Hearing
from live.speech.decoding import Decoding
from live.speech.segmenter import Piece
from live.speech.vad import Floats
from live.speech.wording import Wording

MARK = wire.Mark(0, b"")


class Slow:
    """Hears "第一句" in samples of 1, and so on; a final waits until it is let go."""

    name, guesses = "slow", True

    def __init__(self) -> None:
        self.begun: list[tuple[int, bool]] = []
        self._first = threading.Event()
        self.gates: dict[tuple[int, bool], threading.Event] = {}

    def gate(self, number: int, final: bool = True) -> threading.Event:
        return self.gates.setdefault((number, final), threading.Event())

    def begins(self) -> None:
        """Wait until something is being decoded."""
        assert self._first.wait(10)

    def hear(self, samples: Floats, *, final: bool, hurry: bool) -> Hearing:
        number = int(samples[0])
        self.begun.append((number, final))
        self._first.set()
        self.gate(number, final).wait(10)
        return Hearing("第" + "一二三四五六"[number - 1] + "句", 0.9)


class Told:
    """What was sent, and a way to wait for so many messages."""

    def __init__(self) -> None:
        self.messages: list[wire.FromChild] = []
        self._changed = threading.Condition()

    def __call__(self, message: wire.FromChild) -> None:
        with self._changed:
            self.messages.append(message)
            self._changed.notify_all()

    def wait(self, count: int) -> list[wire.FromChild]:
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.messages) >= count, 10)
            return self.messages

    @property
    def texts(self) -> list[str]:
        return [m.utterance.text for m in self.messages if isinstance(m, wire.Said) and m.utterance]


def piece(number: int) -> Piece:
    return Piece(number * 2.0, number * 2.0 + 1, number * 2.0 + 1.4, number * 2.0, np.full(16_000, number, np.float32))


def decoding(threads: int = 2) -> tuple[Decoding, Slow, Told]:
    slow, told = Slow(), Told()
    return Decoding(slow, Wording(()), told, live=True, threads=threads), slow, told


def test_what_is_decided_is_said_in_its_order_whichever_is_decoded_first() -> None:
    decode, slow, told = decoding()
    for number in (1, 2, 3):
        decode.decide(piece(number), MARK)
        decode.progress(number * 2.0 + 1.5, 0, None)
    decode.finish()
    for number in (3, 2, 1):
        slow.gate(number).set()
    messages = told.wait(7)
    assert told.texts == ["第一句", "第二句", "第三句"]
    assert isinstance(messages[-1], wire.Done)
    places = [m.decided if isinstance(m, wire.Said) else m.until for m in messages if not isinstance(m, wire.Done)]  # type: ignore[union-attr]
    assert all(a <= b for a, b in pairwise(places))


def test_what_was_decoded_during_the_pause_is_said_when_the_pause_turns_out_to_be_the_end() -> None:
    decode, slow, told = decoding()
    slow.gate(1).set()
    decode.prepare(piece(1))
    slow.begins()
    assert told.messages == []
    decode.decide(piece(1), MARK)
    told.wait(1)
    assert told.texts == ["第一句"]
    assert slow.begun == [(1, True)]


def test_a_pause_that_was_not_the_end_delays_nothing() -> None:
    decode, slow, told = decoding()
    decode.prepare(piece(1))
    slow.gate(2).set()
    decode.decide(piece(2), MARK)
    told.wait(1)
    assert told.texts == ["第二句"]
    slow.gate(1).set()


def test_a_final_does_not_wait_for_a_guess_and_no_guess_comes_behind_its_final() -> None:
    decode, slow, told = decoding()
    decode.guess(piece(1))
    slow.begins()
    slow.gate(1).set()
    decode.decide(piece(1), MARK)
    told.wait(1)
    slow.gate(1, final=False).set()
    slow.gate(2, final=False).set()
    decode.forget_guesses()
    decode.guess(piece(2))
    messages = told.wait(2)
    assert [type(m) for m in messages] == [wire.Said, wire.Guess]
    assert isinstance(messages[1], wire.Guess)
    assert messages[1].start == piece(2).start
