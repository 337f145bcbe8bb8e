"""The recognition process: sound in on stdin, what was heard out on stdout.

Three threads: one reads and listens for voice (quick), one decodes (slow), one says that the process is alive. It
ends when its stdin does, so it never outlives its parent.
"""

import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from live.errors import LiveCueError
from live.speech import wire
from live.speech.backends import Recogniser
from live.speech.decoding import Decoding
from live.speech.lag import Effort
from live.speech.segmenter import BYTES, Began, Ended, Perhaps, Segmenter, Step
from live.speech.vad import Floats, VoiceState

log = logging.getLogger(__name__)

BEAT = 0.25
"""Seconds between two signs of life."""

WATERMARK = 5
"""Frames between two watermarks (0.16 s)."""

IDLE_MARK = 60
"""Frames between two snapshots while nobody speaks (1.9 s)."""

CREDIT = 8
"""Frames between two reports of how much was listened to."""

FIRST_PARTIAL = 0.5
"""Seconds of sound before the first guess at what is being said."""

Send = Callable[[wire.FromChild], None]
Make = Callable[[wire.Setup, Send], Recogniser]
Voice = Callable[[Floats, VoiceState], float]


class Listening:
    """Frames to steps, steps to work for the decoder, marks and watermarks between them."""

    def __init__(self, segmenter: Segmenter, decoding: Decoding, send: Send, *, live: bool) -> None:
        self._segmenter = segmenter
        self._decoding = decoding
        self._send = send
        self._live = live
        self._rest = b""
        self._taken = 0
        self._frames = 0
        self._marked = 0
        self._in_section = False
        self._since: float | None = None

    @property
    def deaf(self) -> float:
        """Seconds that listening to the frame in hand has taken so far. Asked by another thread."""
        since = self._since
        return 0.0 if since is None else time.monotonic() - since

    def go_on(self, snapshot: bytes) -> None:
        """Be where another process was; what was being said then may be over already."""
        self._segmenter.restore(snapshot)
        self._in_section = True

    def take(self, sound: wire.Sound) -> None:
        """Listen to more sound."""
        self._decoding.spend(Effort(sound.effort))
        if sound.at is not None:
            self._end_section()
            self._segmenter.begin(sound.at)
        self._in_section = True
        data = self._rest + sound.pcm
        whole = len(data) - len(data) % BYTES
        for offset in range(0, whole, BYTES):
            self._since = time.monotonic()
            steps = self._segmenter.push(data[offset : offset + BYTES])
            self._since = None
            self._taken += BYTES
            self._frames += 1
            self._act(steps)
            self._report()
        self._rest = data[whole:]

    def finish(self) -> None:
        """No more sound."""
        self._end_section()
        self._decoding.finish()

    def _end_section(self) -> None:
        if not self._in_section:
            return
        self._taken += len(self._rest)
        self._rest = b""
        self._act(self._segmenter.finish())
        self._decoding.progress(self._segmenter.at, self._taken, self._mark())
        self._in_section = False

    def _act(self, steps: list[Step]) -> None:
        for step in steps:
            match step:
                case Ended(piece):
                    self._decoding.decide(piece, self._mark())
                case Perhaps(piece) if self._live:
                    self._decoding.prepare(piece)
                case Began():
                    self._decoding.forget_guesses()
                case _:
                    pass

    def _report(self) -> None:
        segmenter = self._segmenter
        if self._frames % CREDIT == 0:
            self._send(wire.Taken(self._taken))
        if self._frames % WATERMARK == 0:
            idle = not segmenter.open and self._frames - self._marked >= IDLE_MARK
            self._decoding.progress(segmenter.at, self._taken, self._mark() if idle else None)
        if self._live and segmenter.open and not segmenter.pausing:
            piece = segmenter.so_far
            if piece.end - piece.start >= FIRST_PARTIAL:
                self._decoding.guess(piece)

    def _mark(self) -> wire.Mark:
        self._marked = self._frames
        return wire.Mark(self._taken, self._segmenter.snapshot())


def main(make: Make | None = None, voice: Voice | None = None) -> None:
    """Entry point of the process. `make`: the recogniser for a setup; `voice`: how likely a frame is voice."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides when we end
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    pipe = os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=0)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints must not get between the frames
    lock = threading.Lock()

    def send(message: wire.FromChild) -> None:
        frame = wire.pack(message)
        with lock:
            try:
                pipe.write(frame)
            except OSError:
                os._exit(0)  # nobody listens any more

    def give_up(failed: threading.ExceptHookArgs) -> None:
        log.error("a thread failed", exc_info=failed.exc_value)
        os._exit(1)  # without it nothing more would be heard; another process goes on from where this one was

    threading.excepthook = give_up
    try:
        _serve(sys.stdin.buffer, send, make or make_recogniser, voice)
    except LiveCueError as error:
        send(wire.Failed(str(error)))


def _serve(stdin: BinaryIO, send: Send, make: Make, voice: Voice | None) -> None:
    body = wire.read(stdin)
    if body is None:
        return
    setup = wire.to_child(body)
    if not isinstance(setup, wire.Setup):
        raise LiveCueError("The recognition process was not told what to recognise with.")
    busy_since: list[float] = []
    listening: Listening | None = None

    def beat() -> None:
        while True:
            since = busy_since[0] if busy_since else None
            busy = 0.0 if since is None else time.monotonic() - since
            send(wire.Beat(busy, listening.deaf if listening is not None else 0.0))
            time.sleep(BEAT)

    threading.Thread(target=beat, daemon=True).start()
    from live.speech.vad import Silero, always
    from live.speech.wording import Wording

    recogniser = make(setup, send)
    wording = Wording(setup.words, setup.language, guarded=setup.guards.text)
    decoding = Decoding(recogniser, wording, send, live=setup.live, threads=at_a_time(setup), busy=busy_since)
    segmenter = Segmenter(voice or (Silero() if setup.guards.voice else always), setup.limits)
    listening = Listening(segmenter, decoding, send, live=setup.live)
    send(wire.Ready(recogniser.name))
    while (body := wire.read(stdin)) is not None:
        match wire.to_child(body):
            case wire.Sound() as sound:
                listening.take(sound)
            case wire.GoOn(snapshot):
                listening.go_on(snapshot)
            case wire.Finish():
                listening.finish()
            case wire.Setup():
                raise LiveCueError("The recognition process was set up twice.")
    os._exit(0)  # the parent is gone; what is still being decoded is of no use to anyone


def make_recogniser(setup: wire.Setup, send: Send) -> Recogniser:
    """The recogniser that the parent asked for."""
    if not setup.endpoint:
        return load_weights(setup)
    from live.speech.backends.server import Server
    from live.speech.backends.standin import StandIn

    key = os.environ.get(setup.key_env, "") if setup.key_env else ""
    model = "" if setup.model == "auto" else setup.model
    server = Server(setup.endpoint, model=model, key=key, language=setup.language)
    local = (lambda: load_weights(setup)) if setup.weights else None
    return StandIn(server, local, lambda what, reason: send(wire.Note(what, reason)))


def load_weights(setup: wire.Setup) -> Recogniser:
    """The recogniser for the weights on this computer."""
    from live.speech.backends.sherpa import Sherpa, is_sherpa
    from live.speech.backends.whisper import Whisper

    folder = Path(setup.weights)
    if is_sherpa(folder):
        return Sherpa(folder, language=setup.language, device=setup.device, threads=setup.threads)
    from live.speech.wording import Wording

    return Whisper(
        folder,
        language=setup.language,
        device=setup.device,
        threads=setup.threads,
        at_a_time=at_a_time(setup),
        choose=Wording(setup.words, setup.language).choose if setup.words else None,
    )


def at_a_time(setup: wire.Setup) -> int:
    """Pieces to decode at a time: a small model gets more out of two processors with a piece on each than with both
    on one, and a final does not wait for a guess."""
    return min(2, setup.threads)


if __name__ == "__main__":
    main()
