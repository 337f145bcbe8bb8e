"""How much work weights are on this machine: measured once, in a process of its own, and kept.

    python -m live.speech.workload FOLDER DEVICE THREADS

prints the seconds that a second of speech takes.
"""

import logging
import math
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import msgspec

from live.speech.weights import Weights

log = logging.getLogger(__name__)

SAMPLE = (Path(__file__).parents[1] / "demo" / "broadcast.mp4", 0.4, 5.4)
"""Speech to measure with, and its first and last second."""

RUNS = 3
"""Times that it is decoded, after once to warm up; the quickest counts, for the machine may be busy with others."""

TOO_LONG = 120.0
"""Seconds after which measuring is given up: that model does not keep up."""

Measure = Callable[[Weights, str, int], float | None]


def measure(weights: Weights, device: str, threads: int) -> float | None:
    """Seconds of work for a second of speech; infinite where it takes too long to measure, None where that failed."""
    arguments = [sys.executable, "-m", "live.speech.workload", str(weights.path), device, str(threads)]
    root = str(Path(__file__).parents[2])
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    try:
        told = subprocess.run(
            arguments,
            capture_output=True,
            text=True,
            timeout=TOO_LONG,
            check=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )
        return float(told.stdout)
    except subprocess.TimeoutExpired:
        return math.inf
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        log.info("The %s weights cannot be measured (%s)", weights.name, error)
        return None


class Workload:
    """Remembers what was measured, by weights, device, threads and machine."""

    def __init__(self, device: str, threads: int, *, file: Path | None = None, measure: Measure = measure) -> None:
        """`file` is where it is kept (the user's state folder when None)."""
        self._device, self._threads, self._measure = device, threads, measure
        self._file = file or _state() / "workload.json"

    def of(self, weights: Weights) -> float:
        """Seconds of work for a second of speech, measured now where it never was; infinite where that fails, which is
        not remembered: the next start may find the memory that this one lacked."""
        known = self._known()
        key = self._key(weights)
        if key not in known:
            log.info("Measuring how the %s weights keep up on this machine (once)", weights.name)
            work = self._measure(weights, self._device, self._threads)
            if work is None:
                return math.inf
            known[key] = round(work, 4)
            self._keep(known)
        return known[key]

    def known(self, weights: Weights) -> float | None:
        """The same where it was measured; None where it was not."""
        return self._known().get(self._key(weights))

    def _key(self, weights: Weights) -> str:
        model = weights.path / "model.bin"
        size = model.stat().st_size if model.is_file() else 0
        machine = f"{platform.node()} {platform.machine()} {os.cpu_count()}"
        return f"{weights.name} {size} {self._device} {self._threads} on {machine}"

    def _known(self) -> dict[str, float]:
        try:
            kept = msgspec.json.decode(self._file.read_bytes(), type=dict[str, float | None])
        except (OSError, msgspec.DecodeError):
            return {}
        return {key: math.inf if work is None else work for key, work in kept.items()}

    def _keep(self, known: dict[str, float]) -> None:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            aside = self._file.with_name(f".{self._file.name}.{os.getpid()}")
            # JSON has no infinity; msgspec writes null for it.
            aside.write_bytes(msgspec.json.format(msgspec.json.encode(known)))
            aside.replace(self._file)
        except OSError as error:
            log.warning("What was measured cannot be kept in %s: %s", self._file, error.strerror)


def _state() -> Path:
    import platformdirs

    return Path(platformdirs.user_state_dir("livecue", appauthor=False))


def main(folder: str, device: str, threads: str) -> None:
    """Measure, and print."""
    import numpy as np

    from live.speech.backends.whisper import Whisper
    from live.speech.endpointing import RATE
    from live.speech.transcribe import CHUNK, sound_of

    media, first, last = SAMPLE
    sound = b"".join(islice(sound_of(media), round(first / CHUNK), round(last / CHUNK)))
    samples = np.frombuffer(sound, "<i2").astype(np.float32) / np.float32(32768)
    weights = Whisper(Path(folder), device=device, threads=int(threads))
    best = math.inf
    for run in range(RUNS + 1):
        began = time.perf_counter()
        weights.hear(samples, final=True, hurry=False)
        if run:
            best = min(best, time.perf_counter() - began)
    sys.stdout.write(f"{best / (len(samples) / RATE):.4f}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
