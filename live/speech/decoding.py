"""What is decoded, in which order, and when it is said.

Threads take the most urgent work there is: pieces that are utterances, then the piece that may become one while
the pause behind it still runs, then a guess for the screen. So a guess, or a pause that was none, is never waited
for, and when a pause turns out to be the end, the text is there already. What was decided is said in its order.
"""

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from live.events import Utterance, Word
from live.speech import wire
from live.speech.backends import Recogniser
from live.speech.lag import Effort
from live.speech.segmenter import Piece
from live.speech.wording import Wording

WAITING = 4
"""Decided pieces that may wait; then listening waits, and so does whoever feeds the sound."""

GUESS_EVERY = 0.8
"""Seconds of sound from one guess to the next."""

Send = Callable[[wire.FromChild], None]


@dataclass(eq=False)
class _Job:
    """A piece to decode; `mark` once it is decided."""

    piece: Piece
    mark: wire.Mark | None = None
    taken: bool = False
    done: bool = False
    utterance: Utterance | None = None


class Decoding:
    """Threads that decode, and what they have to do."""

    def __init__(
        self,
        recogniser: Recogniser,
        wording: Wording,
        send: Send,
        *,
        live: bool,
        threads: int,
        busy: list[float] | None = None,
    ) -> None:
        """`live`: with catching up. `threads`: pieces decoded at a time. `busy` holds the monotonic times at which
        what is being decoded was begun, the oldest first."""
        self._recogniser = recogniser
        self._wording = wording
        self._send = send
        self._live = live
        self._effort = Effort.FULL
        self._busy = [] if busy is None else busy
        self._changed = threading.Condition()
        self._order: deque[_Job | wire.Progress | wire.Done] = deque()
        self._waiting = 0
        self._ahead: _Job | None = None
        self._guess: Piece | None = None
        self._guessing = False
        self._guessed_until = 0.0
        self._decided_until = 0.0
        for number in range(threads):
            threading.Thread(target=self._work, name=f"decoding {number}", daemon=True).start()

    def decide(self, piece: Piece, mark: wire.Mark) -> None:
        """An utterance. Waits while too many wait already."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting < WAITING)
            ahead = self._ahead
            job = ahead if ahead is not None and ahead.piece.key == piece.key else _Job(piece)
            job.piece, job.mark = piece, mark
            self._ahead = self._guess = None
            self._waiting += 1
            self._decided_until = piece.end
            self._order.append(job)
            self._say_what_is_ready()

    def spend(self, effort: Effort) -> None:
        """Do so much from here on: we are behind, or have caught up."""
        self._effort = effort

    def prepare(self, piece: Piece) -> None:
        """This may become an utterance; decode it if there is time."""
        if self._effort is not Effort.FULL:
            return
        with self._changed:
            self._ahead, self._guess = _Job(piece), None
            self._changed.notify_all()

    def guess(self, piece: Piece) -> None:
        """Say what is being spoken, if there is time and the last guess is old enough."""
        if not self._recogniser.guesses:
            return
        with self._changed:
            if self._effort is Effort.FULL and piece.end - self._guessed_until >= GUESS_EVERY:
                self._guess = piece
                self._changed.notify_all()

    def forget_guesses(self) -> None:
        """Another utterance begins: its first guess is due at once."""
        with self._changed:
            self._guessed_until = 0.0

    def progress(self, until: float, taken: int, mark: wire.Mark | None) -> None:
        """A watermark, behind what was decided before it; `taken` bytes of sound were listened to by then."""
        with self._changed:
            if self._order and isinstance(before := self._order[-1], wire.Progress):
                self._order.pop()
                mark = mark or before.mark
            self._order.append(wire.Progress(until, taken, mark))
            self._say_what_is_ready()

    def finish(self) -> None:
        """Nothing more will be decided."""
        with self._changed:
            self._ahead = self._guess = None
            self._order.append(wire.Done())
            self._say_what_is_ready()

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._next() is not None)
                work = self._next()
                began = time.monotonic()
                self._busy.append(began)
                if isinstance(work, _Job):
                    work.taken = True
                else:
                    self._guess, self._guessing = None, True
            try:
                if isinstance(work, _Job):
                    work.utterance = self._hear(work.piece)
                    work.done = True
                elif work is not None:
                    self._say_guess(work)
            finally:
                with self._changed:
                    self._busy.remove(began)
                    if not isinstance(work, _Job):
                        self._guessing = False
                    self._say_what_is_ready()

    def _next(self) -> _Job | Piece | None:
        """The most urgent work that nobody has begun."""
        for job in self._order:
            if isinstance(job, _Job) and not job.taken:
                return job
        if self._ahead is not None and not self._ahead.taken:
            return self._ahead
        return None if self._guessing or self._waiting else self._guess

    def _say_what_is_ready(self) -> None:
        """Send what is decided and decoded, in its order."""
        while self._order:
            first = self._order[0]
            if not isinstance(first, _Job):
                self._send(first)
            elif first.done and first.mark is not None:
                self._send(wire.Said(first.utterance, first.piece.decided, first.mark))
                self._waiting -= 1
            else:
                break
            self._order.popleft()
        self._changed.notify_all()

    def _say_guess(self, piece: Piece) -> None:
        self._guessed_until = piece.end
        hearing = self._recogniser.hear(piece.samples, final=False, hurry=True)
        written = self._wording.write(hearing, seconds=piece.end - piece.start)
        with self._changed:
            if written and piece.start >= self._decided_until:  # else its final text is on its way, or out
                self._send(wire.Guess(piece.start, written.text, piece.end))

    def _hear(self, piece: Piece) -> Utterance | None:
        hurry = self._live and (self._effort is Effort.GREEDY or self._waiting > 2)
        hearing = self._recogniser.hear(piece.samples, final=True, hurry=hurry)
        written = self._wording.write(hearing, seconds=piece.end - piece.start)
        if written is None:
            return None
        words = tuple(
            Word(round(piece.sound_at + t.start, 2), round(piece.sound_at + t.end, 2), t.text) for t in written.tokens
        )
        return Utterance(
            start=round(piece.start, 2),
            end=round(piece.end, 2),
            text=written.text,
            words=words,
            confidence=hearing.confidence,
            heard=written.heard,
            loudness=piece.loudness,
        )
