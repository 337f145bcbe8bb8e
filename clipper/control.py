"""Stopping and holding work that runs in another thread."""

import threading


class Control:
    """What an export looks at while it works. Safe to call from any thread."""

    def __init__(self) -> None:
        self._stopped = threading.Event()
        self._free = threading.Event()
        self._free.set()

    def stop(self) -> None:
        """Give the work up, for good."""
        self._stopped.set()
        self._free.set()

    def hold(self) -> None:
        """Stand still until `release`: live work needs the computer."""
        self._free.clear()

    def release(self) -> None:
        """Go on."""
        self._free.set()

    @property
    def stopped(self) -> bool:
        return self._stopped.is_set()

    @property
    def held(self) -> bool:
        return not self._free.is_set()

    def wait(self) -> None:
        """Block while held."""
        self._free.wait()
