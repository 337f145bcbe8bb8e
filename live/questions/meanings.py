"""What English words are like, so that a comment in words never learnt from is still near those that were.

data/words.en.npy has a vector for each word of data/words.en.txt, made once by bench/_word_vectors.py from the encoder
multilingual-e5-small (MIT licence) and kept to 48 numbers of a byte each: the encoder itself is not needed.
"""

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

DIMENSIONS = 48
_FULL = 127.0


class Vectors(NamedTuple):
    """The row of each word, and the rows: float32, all of about one length."""

    rows: dict[str, int]
    table: "NDArray[np.float32]"


@cache
def load_vectors() -> Vectors:
    """From the data files: some milliseconds, needed for training only."""
    folder = resources.files("live.questions").joinpath("data")
    words = folder.joinpath("words.en.txt").read_text(encoding="utf-8").split()
    with folder.joinpath("words.en.npy").open("rb") as file:
        table = np.load(file, allow_pickle=False)
    return Vectors({word: row for row, word in enumerate(words)}, (table / _FULL).astype(np.float32))


class Meanings(NamedTuple):
    """How the words of a comment weigh. A row of `table` is a word's vector times its inverse document frequency, then
    what that adds to each column of a scorer; divided by the length of the summed vectors."""

    rows: dict[str, int]
    table: "NDArray[np.float32]"

    def add(self, words: list[str]) -> "NDArray[np.float32] | None":
        """What these words add to the columns of the scorer; None where none is known."""
        known = [row for row in map(self.rows.get, words) if row is not None]
        if not known:
            return None
        summed = np.add.reduce(self.table.take(known, axis=0), axis=0)
        vector = summed[:DIMENSIONS]
        length = float(vector @ vector) ** 0.5
        weighed: NDArray[np.float32] = summed[DIMENSIONS:] / (length or 1.0)
        return weighed
