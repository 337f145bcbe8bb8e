"""Learns the detector's weights from labelled comments. Seconds of work, done once per version of data and code."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from live.questions.scorer import INTENTS, Scorer

if TYPE_CHECKING:
    from numpy.typing import NDArray

CUE_WEIGHT = 0.35
"""Value of a cue beside the unit length of the vector of pieces."""
FOLDS = 5
C_QUESTION = 6.0
C_INTENT = 12.0


class Example(msgspec.Struct, frozen=True):
    """A labelled comment, ready to learn from. Examples of one `family` (composed from the same frame) are never both
    learnt from and measured on."""

    pieces: tuple[str, ...]
    cues: tuple[str, ...]
    intent: str
    family: str
    weight: float = 1.0


def train_scorer(examples: Sequence[Example]) -> Scorer:
    """The weights for one language. Deterministic: the same examples in the same order give the same weights."""
    from scipy.sparse import diags, hstack
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression

    words = CountVectorizer(analyzer=lambda e: e.pieces, binary=True, min_df=2, dtype=np.float64)
    cues = CountVectorizer(analyzer=lambda e: e.cues, binary=True, min_df=2, dtype=np.float64)
    counted = words.fit_transform(examples)
    idf = np.log((1 + len(examples)) / (1 + np.asarray(counted.sum(axis=0)).ravel())) + 1
    lengths = np.sqrt(np.asarray(counted.multiply(idf**2).sum(axis=1)).ravel())
    x = hstack(
        [diags(1 / np.maximum(lengths, 1e-9)) @ counted @ diags(idf), cues.fit_transform(examples) * CUE_WEIGHT]
    ).tocsr()
    asks = np.array([e.intent != "chat" for e in examples])
    weight = np.array([e.weight for e in examples])

    def fit(rows: "NDArray[Any]", target: "NDArray[Any]", c: float) -> Any:
        model = LogisticRegression(C=c, solver="liblinear", tol=1e-3)
        return model.fit(x[rows], target[rows], sample_weight=weight[rows])

    everything = np.arange(len(examples))
    questions = everything[asks]
    models = [
        fit(everything, asks, C_QUESTION),
        *(fit(questions, np.array([e.intent == intent for e in examples]), C_INTENT) for intent in INTENTS),
    ]
    scale = _calibrate(x, asks, weight, [e.family for e in examples], fit)

    table = np.vstack([m.coef_.ravel() for m in models]).T
    size = len(words.vocabulary_)
    weights = np.hstack([table[:size] * idf[:, None], (idf**2)[:, None]]).astype(np.float32)
    bias = np.array([m.intercept_[0] for m in models], dtype=np.float32)
    return Scorer(
        sorted(words.vocabulary_, key=words.vocabulary_.__getitem__),
        weights,
        sorted(cues.vocabulary_, key=cues.vocabulary_.__getitem__),
        (table[size:] * CUE_WEIGHT).astype(np.float32),
        bias,
        scale,
    )


def _calibrate(
    x: Any, asks: "NDArray[Any]", weight: "NDArray[Any]", families: list[str], fit: Any
) -> tuple[float, float]:
    """Slope and offset (Platt) from scores of examples that the model had not learnt from."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GroupKFold

    numbers = {family: number for number, family in enumerate(dict.fromkeys(families))}
    groups = [numbers[f] for f in families]
    unseen = np.zeros(len(groups))
    for learn, measure in GroupKFold(n_splits=min(FOLDS, len(numbers))).split(x, groups=groups):
        unseen[measure] = fit(learn, asks, C_QUESTION).decision_function(x[measure])
    platt = LogisticRegression(C=1e6).fit(unseen[:, None], asks, sample_weight=weight)
    return float(platt.coef_[0, 0]), float(platt.intercept_[0])
