"""A server with somebody to stand in for it: when it fails, nothing is lost, and it is tried again."""

import threading
import time
from collections.abc import Callable

from live.errors import LiveCueError
from live.speech.backends import Hearing, Recogniser
from live.speech.heard import What
from live.speech.vad import Floats

REST, REST_MOST = 10.0, 60.0
"""Seconds for which a server that failed is left alone where there is a stand-in; doubled each time, up to this."""

RETRY, RETRY_MOST = 0.5, 10.0
"""The same where there is none, and the sound waits."""


class StandIn:
    """Asks the server; where that fails, the weights on this computer, else the server again until it answers."""

    def __init__(
        self,
        server: Recogniser,
        local: Callable[[], Recogniser] | None,
        tell: Callable[[What, str], None],
        *,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """`local` loads the stand-in when it is needed for the first time. `tell` is told of an outage, and its end."""
        self._server, self._load, self._tell, self._now, self._sleep = server, local, tell, now, sleep
        self.name, self.guesses = server.name, server.guesses
        self._local: Recogniser | None = None
        self._failures = 0
        self._rest_until = 0.0
        self._lock = threading.Lock()

    def hear(self, samples: Floats, *, final: bool, hurry: bool) -> Hearing:
        """As Recogniser.hear. Without a stand-in it returns when the server answers; partials are then left out."""
        while True:
            if self._load is None or self._now() >= self._rest_until:
                try:
                    hearing = self._server.hear(samples, final=final, hurry=hurry)
                except LiveCueError as error:
                    self._failed(str(error))
                else:
                    self._answered()
                    return hearing
            if self._load is not None:
                return self._stand_in(self._load).hear(samples, final=final, hurry=hurry)
            if not final:
                return Hearing("")
            self._sleep(min(RETRY_MOST, RETRY * 2 ** min(self._failures - 1, 10)))

    def _failed(self, reason: str) -> None:
        with self._lock:
            if self._load is not None and self._now() < self._rest_until:
                return  # another piece was on its way when the first failed
            self._failures += 1
            self._rest_until = self._now() + min(REST_MOST, REST * 2 ** min(self._failures - 1, 10))
            if self._failures == 1:
                self._tell("stand_in" if self._load else "endpoint_down", reason)

    def _answered(self) -> None:
        with self._lock:
            if self._failures:
                self._failures, self._rest_until = 0, 0.0
                self._tell("endpoint_back", "")

    def _stand_in(self, load: Callable[[], Recogniser]) -> Recogniser:
        with self._lock:
            if self._local is None:
                self._local = load()
            return self._local
