"""A second opinion on comments that the words leave open: what the whole comment means, by an encoder.

The encoder's vector alone tells intents worse than the words do, and both together better than either (figures in
docs/questions.md). Its weights are a small linear model (data/second.npz), made once by bench/_second_opinion.py.
"""

import math
from importlib import resources
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from live.questions.detector import REMEMBERED, Verdict
from live.questions.encoder import Encoder, load_encoder
from live.questions.scorer import INTENTS
from live.questions.sizing import body_alone

if TYPE_CHECKING:
    from numpy.typing import NDArray

SURE = 0.05
"""Chat below this probability, and questions as far above the middle whose intent is clear, are not asked about."""
CLEAR = 0.9
"""Share of the likeliest intent among all from which on it is clear."""
SHARE = 0.35
"""Weight of the encoder in the log-probabilities of intents. From leaving each source of comments out in turn, where
0.3 and 0.4 are alike."""
A_SECOND = 8.0
"""Comments a second of broadcast time that may be asked about in the long run: a tenth of one core. What comes in
faster is judged by its words alone."""
AT_ONCE = 24.0
"""Comments that may be asked about at once, after a quiet while."""


class Weights(NamedTuple):
    """The linear model over vectors. `table`: a row a dimension; column 0 tells questions from chat, then a column an
    intent. `mix`: how much the words' log-odds of being a question count, how much the encoder's, and what is added."""

    middle: "NDArray[np.float32]"
    table: "NDArray[np.float32]"
    bias: "NDArray[np.float32]"
    mix: "NDArray[np.float32]"


def load_weights() -> Weights:
    with resources.files("live.questions").joinpath("data", "second.npz").open("rb") as file:
        kept = np.load(file, allow_pickle=False)
        return Weights(*(kept[name] for name in Weights._fields))


class SecondOpinion:
    """Amends verdicts. The same comments at the same broadcast times give the same verdicts, at any speed of replay.

    `paced`: keep to A_SECOND, by the broadcast times given; else every comment that is open is asked about.
    """

    def __init__(self, encode: Encoder, weights: Weights, paced: bool = True) -> None:
        self._encode = encode
        self._weights = weights
        self._paced = paced
        self._left = AT_ONCE
        self._at = 0.0
        self._known: dict[str, Verdict] = {}
        self.rests = False
        """Nothing is asked while it rests."""

    def of(self, text: str, verdict: Verdict, at: float) -> Verdict:
        """The verdict on this text, amended where the words leave it open and there is time. `needs_answer` is that
        of the words: whoever asks compares the score with their threshold."""
        known = self._known.get(text)
        if known is not None:
            return known
        if self.rests or not is_open(verdict) or not self._may(at):
            return verdict
        amended = self._amended(verdict, self._encode(text))
        self._known[text] = amended
        if len(self._known) > REMEMBERED:
            del self._known[next(iter(self._known))]
        return amended

    def known(self, text: str) -> Verdict | None:
        """What it has said of this text, if it was asked."""
        return self._known.get(text)

    def _may(self, at: float) -> bool:
        if not self._paced:
            return True
        self._left = min(AT_ONCE, self._left + max(0.0, at - self._at) * A_SECOND)
        self._at = max(self._at, at)
        if self._left < 1.0:
            return False
        self._left -= 1.0
        return True

    def _amended(self, verdict: Verdict, vector: "NDArray[np.float32]") -> Verdict:
        middle, table, bias, mix = self._weights
        moved = vector - middle
        moved /= max(float(np.linalg.norm(moved)), 1e-9)
        told = moved @ table + bias
        score = _logistic(float(mix[0]) * _odds(verdict.score) + float(mix[1]) * float(told[0]) + float(mix[2]))
        theirs = told[1:] - np.logaddexp.reduce(told[1:])
        ours = _log_shares(verdict)
        both = np.exp((1 - SHARE) * ours + SHARE * theirs)
        odds = {intent: _odds(float(share)) for intent, share in zip(INTENTS, both / both.sum(), strict=True)}
        ranked = tuple(sorted(odds.items(), key=lambda pair: pair[1], reverse=True))
        return verdict._replace(intent=ranked[0][0], score=score, ranked=ranked)  # type: ignore[arg-type]


def is_open(verdict: Verdict) -> bool:
    """Whether the words leave it open if the comment is a question, or which."""
    if verdict.score <= SURE or body_alone(verdict.text):
        return False
    return verdict.score < 1 - SURE or bool(np.exp(_log_shares(verdict).max()) < CLEAR)


def _log_shares(verdict: Verdict) -> "NDArray[np.float64]":
    """Logarithms of the shares of INTENTS, in their order: one against the rest each, brought to the sum of 1."""
    odds: dict[str, float] = dict(verdict.ranked)
    logs: Any = -np.logaddexp(0.0, [-odds[intent] for intent in INTENTS])
    return logs - np.logaddexp.reduce(logs)  # type: ignore[no-any-return]


def _odds(share: float) -> float:
    share = min(max(share, 1e-4), 1 - 1e-4)
    return math.log(share / (1 - share))


def _logistic(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


def load_second_opinion(paced: bool = True) -> SecondOpinion | None:
    """With the encoder that is installed here; None where there is none."""
    encode = load_encoder()
    return SecondOpinion(encode, load_weights(), paced) if encode is not None else None
