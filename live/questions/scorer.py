"""A trained linear model, scored by looking up weights: microseconds a comment, where scikit-learn's own call takes
milliseconds."""

import math
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from live.questions.features import Features
from live.questions.meanings import Meanings

if TYPE_CHECKING:
    from numpy.typing import NDArray

INTENTS = (
    "size", "price", "promotion", "stock", "shipping", "material", "spec", "usage", "suitability", "quality",
    "return", "compare", "order", "request", "complaint",
)  # fmt: skip
"""What a question can be about, in the order of the columns."""


NO_DOUBT = 0.02
"""Below this probability a comment is chat whatever it speaks of."""


class Scorer:
    """One language's weights.

    `weights`: a row per piece; column 0 tells questions from chat, then a column per intent, each already times the
    piece's inverse document frequency; the last column is that frequency squared, for the length of the vector.
    `cues`: a row per cue, columns as above without the last. `scale`: slope and offset that turn column 0 into a
    calibrated log-odds.
    """

    def __init__(
        self,
        pieces: Iterable[str],
        weights: "NDArray[np.float32]",
        cue_names: Iterable[str],
        cues: "NDArray[np.float32]",
        bias: "NDArray[np.float32]",
        scale: tuple[float, float],
        meanings: Meanings | None = None,
    ) -> None:
        self.pieces: dict[str, int] = {piece: row for row, piece in enumerate(pieces, start=1)}
        """Rows count from one, so that what is not known (None) is left out without a comparison each."""
        # Rows are gathered: they must lie together in memory.
        self._from_one = np.concatenate((np.zeros_like(weights[:1]), weights))
        self.weights = self._from_one[1:]
        self.cue_names: Mapping[str, int] = {name: row for row, name in enumerate(cue_names)}
        self.cues = np.ascontiguousarray(cues)
        self.bias = bias
        self.scale = scale
        self.meanings = meanings

    def score(self, seen: Features, more: Callable[[], list[str]]) -> tuple[float, list[float]]:
        """Calibrated probability of being a question, and the log-odds of each of INTENTS.

        `more` gives the cues that take time to find; they are asked for only where the rest leaves a doubt.
        """
        get = self.pieces.get
        # dict.fromkeys, not set: the order of summing must not differ between runs.
        rows = list(filter(None, map(get, dict.fromkeys(seen.pieces))))
        total = self.bias
        if rows:
            summed = np.add.reduce(self._from_one.take(rows, axis=0), axis=0)
            total = total + summed[:-1] / math.sqrt(summed[-1])
        total = self._with(total, seen.cues)
        if self.meanings is not None and (added := self.meanings.add(seen.words)) is not None:
            total = total + added
        slope, offset = self.scale
        if sigmoid(slope * float(total[0]) + offset) >= NO_DOUBT:
            total = self._with(total, more())
        values = total.tolist()
        return sigmoid(slope * values[0] + offset), values[1:]

    def _with(self, total: "NDArray[np.float32]", cues: list[str]) -> "NDArray[np.float32]":
        marks = [row for row in map(self.cue_names.get, cues) if row is not None]
        return total + np.add.reduce(self.cues.take(marks, axis=0), axis=0) if marks else total


def sigmoid(x: float) -> float:
    """The logistic function, safe for any x."""
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))
