"""The order in which pieces are decoded: what is decided first, then what may soon be, then guesses for the screen.

What was decoded ahead during a pause is kept; when the pause turns out to be the end, the text is there already.
"""

import threading
import time
from collections import deque
from collections.abc import Callable

from live.events import Utterance, Word
from live.speech import wire
from live.speech.backends import Hearing, Recogniser
from live.speech.lag import Effort
from live.speech.segmenter import Piece
from live.speech.wording import Wording

WAITING = 4
"""Decided pieces that may wait; then listening waits, and so does whoever feeds the sound."""

GUESS_EVERY = 0.8
"""Seconds of sound from one guess to the next."""

Send = Callable[[wire.FromChild], None]


class Decoding:
    """A thread that decodes, and what it has to do."""

    def __init__(
        self, recogniser: Recogniser, wording: Wording, send: Send, *, live: bool, busy: list[float] | None = None
    ) -> None:
        """`busy` holds, while something is being decoded, the monotonic time at which that began."""
        self._recogniser = recogniser
        self._wording = wording
        self._send = send
        self._live = live
        self._busy = [] if busy is None else busy
        self._changed = threading.Condition()
        self._decided: deque[tuple[Piece, wire.Mark] | wire.Progress | wire.Done] = deque()
        self._pieces_waiting = 0
        self._ahead: Piece | None = None
        self._prepared: tuple[Piece, Hearing] | None = None
        self._guess: Piece | None = None
        self._guessed_until = 0.0
        self._effort = Effort.FULL
        threading.Thread(target=self._work, name="decoding", daemon=True).start()

    def decide(self, piece: Piece, mark: wire.Mark) -> None:
        """An utterance. Waits while too many wait already."""
        with self._changed:
            self._changed.wait_for(lambda: self._pieces_waiting < WAITING)
            self._ahead = self._guess = None
            self._pieces_waiting += 1
            self._decided.append((piece, mark))
            self._changed.notify_all()

    def spend(self, effort: Effort) -> None:
        """Do so much from here on: we are behind, or have caught up."""
        self._effort = effort

    def prepare(self, piece: Piece) -> None:
        """This may become an utterance; decode it if there is time."""
        if self._effort is not Effort.FULL:
            return
        with self._changed:
            self._ahead, self._guess = piece, None
            self._changed.notify_all()

    def guess(self, piece: Piece) -> None:
        """Say what is being spoken, if there is time and the last guess is old enough."""
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
        message = wire.Progress(until, taken, mark)
        with self._changed:
            if self._decided or self._busy:
                if self._decided and isinstance(before := self._decided[-1], wire.Progress):
                    self._decided.pop()
                    message = wire.Progress(until, taken, mark or before.mark)
                self._decided.append(message)
                self._changed.notify_all()
                return
        self._send(message)

    def finish(self) -> None:
        """Nothing more will be decided."""
        with self._changed:
            self._ahead = self._guess = None
            self._decided.append(wire.Done())
            self._changed.notify_all()

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._decided or self._ahead or self._guess)
                decided = self._decided.popleft() if self._decided else None
                ahead, guess = self._ahead, self._guess
                if decided is None and ahead is not None:
                    self._ahead = None
                elif decided is None:
                    self._guess = None
                self._busy.append(time.monotonic())
            try:
                if isinstance(decided, tuple):
                    self._say(*decided)
                elif decided is not None:
                    self._send(decided)
                elif ahead is not None:
                    self._prepared = (ahead, self._recogniser.hear(ahead.samples, final=True, hurry=False))
                elif guess is not None:
                    self._say_guess(guess)
            finally:
                with self._changed:
                    self._busy.clear()

    def _say(self, piece: Piece, mark: wire.Mark) -> None:
        hearing = self._prepared[1] if self._prepared and self._prepared[0].key == piece.key else None
        self._prepared = None
        if hearing is None:
            hurry = self._live and (self._effort is Effort.GREEDY or self._pieces_waiting > 2)
            hearing = self._recogniser.hear(piece.samples, final=True, hurry=hurry)
        self._send(wire.Said(self._utterance(piece, hearing), piece.decided, mark))
        with self._changed:
            self._pieces_waiting -= 1
            self._changed.notify_all()

    def _say_guess(self, piece: Piece) -> None:
        self._guessed_until = piece.end
        hearing = self._recogniser.hear(piece.samples, final=False, hurry=True)
        if written := self._wording.write(hearing, seconds=piece.end - piece.start):
            self._send(wire.Guess(piece.start, written.text, piece.end))

    def _utterance(self, piece: Piece, hearing: Hearing) -> Utterance | None:
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
