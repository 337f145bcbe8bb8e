"""Faces in small grey frames, found by OpenCV's Haar cascades (Viola and Jones, 2001), in a process of its own.

    python -m clipper.faces FRAMES WIDTH HEIGHT     prints one JSON array: for each frame, [left, top, width] of faces

A process, so that it runs at low priority, can be held and stopped like ffmpeg, and takes its memory with it. Needs
the extra `follow` (opencv-python-headless), which brings the cascades.
"""

import importlib.util
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

SMALLEST = 0.09
"""Height of the smallest face, as a share of the frame's: a host who stands in full."""
WHOLE_EVERY = 4
"""Every so many frames all of the frame is searched, in between only around the faces before and after."""
SELDOM = 0.35
"""Share of the wholly searched frames in which there must be a face: below, nobody is followed anyway."""
_AROUND = 1.0
"""Widths of a face that are searched on each side of it."""

Box = tuple[int, int, int]
"""Left, top and width in pixels of a (square) face."""


def available() -> bool:
    """Whether the extra `follow` is installed."""
    return importlib.util.find_spec("cv2") is not None


def find_faces(frames: Any, seldom: float = SELDOM) -> list[list[Box]]:
    """Faces in each of the grey `frames` (an array: frame, row, column). None at all where they are seldom."""
    import cv2

    cv2.setNumThreads(1)
    finder = _Finder(frames.shape[1])
    found: list[list[Box]] = [[] for _ in frames]
    whole = range(0, len(frames), WHOLE_EVERY)
    for i in whole:
        found[i] = finder.search(frames[i])
    if sum(1 for i in whole if found[i]) < seldom * len(whole):
        return [[] for _ in frames]
    for i in range(len(frames)):
        if i % WHOLE_EVERY == 0:
            continue
        before = i - i % WHOLE_EVERY
        after = min(before + WHOLE_EVERY, whole[-1])
        found[i] = _nearby(finder, frames[i], found[before] + found[after])
    return found


def _nearby(finder: "_Finder", frame: Any, faces: Sequence[Box]) -> list[Box]:
    """Faces in the smallest part of the frame that holds `faces` with room around them."""
    if not faces:
        return []
    left = max(0, int(min(x - _AROUND * w for x, _, w in faces)))
    top = max(0, int(min(y - _AROUND * w for _, y, w in faces)))
    right = int(max(x + (1 + _AROUND) * w for x, _, w in faces))
    bottom = int(max(y + (1 + _AROUND) * w for _, y, w in faces))
    smallest = int(0.6 * min(w for *_, w in faces))
    return [(x + left, y + top, w) for x, y, w in finder.search(frame[top:bottom, left:right], smallest)]


class _Finder:
    """The cascades: a face from the front, else from either side."""

    def __init__(self, height: int) -> None:
        import cv2

        folder = Path(cv2.__file__).parent / "data"
        self._front = cv2.CascadeClassifier(str(folder / "haarcascade_frontalface_alt2.xml"))
        self._side = cv2.CascadeClassifier(str(folder / "haarcascade_profileface.xml"))
        self._smallest = round(SMALLEST * height)

    def search(self, frame: Any, smallest: int = 0) -> list[Box]:
        """Faces in a grey frame, at least `smallest` pixels wide."""
        import numpy as np

        least = max(self._smallest, smallest)
        if min(frame.shape) < least:
            return []
        if found := self._run(self._front, np.ascontiguousarray(frame), least, 3):
            return found
        if found := self._run(self._side, np.ascontiguousarray(frame), least, 4):
            return found
        # The cascade knows faces that look to the left.
        turned = self._run(self._side, np.ascontiguousarray(frame[:, ::-1]), least, 4)
        return [(frame.shape[1] - x - w, y, w) for x, y, w in turned]

    @staticmethod
    def _run(cascade: Any, frame: Any, least: int, neighbours: int) -> list[Box]:
        boxes = cascade.detectMultiScale(frame, scaleFactor=1.12, minNeighbors=neighbours, minSize=(least, least))
        return sorted((int(x), int(y), int(w)) for x, y, w, _ in boxes)


def main() -> None:
    """What the process does."""
    import numpy as np

    path, width, height = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    pixels = np.fromfile(path, dtype=np.uint8)
    count = len(pixels) // (width * height)
    sys.stdout.write(json.dumps(find_faces(pixels[: count * width * height].reshape(count, height, width))))


if __name__ == "__main__":
    main()
