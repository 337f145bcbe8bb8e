"""Learns the detector's weights from labelled comments. Seconds of work, done once per version of data and code."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from live.questions.meanings import Meanings, Vectors, load_vectors
from live.questions.scorer import INTENTS, Scorer

if TYPE_CHECKING:
    from numpy.typing import NDArray

CUE_WEIGHT = 0.6
"""Value of a cue beside the unit length of the vector of pieces."""
COMPOSED_WEIGHT = 0.5
TOPIC_WEIGHT = 0.25
"""The same for a topic that the text speaks of."""
ALIKE_WEIGHT = 0.3
"""The same for a concept that a word stands for."""
MEANING_WEIGHT = 0.4
"""Length of the vector of what the words mean."""
ASPECT_WEIGHT = 0.5
"""The same for an aspect: what a question is about tells its intent across goods whose words are new."""
_STRENGTH = {"+": TOPIC_WEIGHT, "~": ALIKE_WEIGHT, "=": ASPECT_WEIGHT}
FOLDS = 4
C_QUESTION = 20.0
C_INTENT = 100.0


class Example(msgspec.Struct, frozen=True):
    """A labelled comment, ready to learn from. Examples of one `family` (composed from the same frame) are never both
    learnt from and measured on."""

    pieces: tuple[str, ...]
    cues: tuple[str, ...]
    intent: str
    family: str
    composed: bool = False
    """Composed examples are learnt from but not measured on: real comments hold more chat."""
    words: tuple[str, ...] = ()


def train_scorer(examples: Sequence[Example]) -> Scorer:
    """The weights for one language. Deterministic: the same examples in the same order give the same weights."""
    from scipy.sparse import csr_matrix, diags, hstack
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression

    words = CountVectorizer(analyzer=lambda e: e.pieces, binary=True, min_df=2, dtype=np.float64)
    cues = CountVectorizer(analyzer=lambda e: e.cues, binary=True, min_df=2, dtype=np.float64)
    seen_cues = cues.fit_transform(examples)
    names = sorted(cues.vocabulary_, key=cues.vocabulary_.__getitem__)
    strength = np.array([_STRENGTH.get(n[0], CUE_WEIGHT) for n in names])
    counted = words.fit_transform(examples)
    idf = np.log((1 + len(examples)) / (1 + np.asarray(counted.sum(axis=0)).ravel())) + 1
    lengths = np.sqrt(np.asarray(counted.multiply(idf**2).sum(axis=1)).ravel())
    known, dense = _meant(examples)
    x = hstack(
        [diags(1 / np.maximum(lengths, 1e-9)) @ counted @ diags(idf), seen_cues @ diags(strength), csr_matrix(dense)]
    ).tocsr()
    asks = np.array([e.intent != "chat" for e in examples])
    weight = _weights(asks, np.array([e.composed for e in examples]))

    def fit(rows: "NDArray[Any]", target: "NDArray[Any]", c: float) -> Any:
        model = LogisticRegression(C=c, solver="liblinear", dual=True, tol=1e-2, max_iter=2000, random_state=0)
        return model.fit(x[rows], target[rows], sample_weight=weight[rows])

    everything = np.arange(len(examples))
    questions = everything[asks]
    models = [
        fit(everything, asks, C_QUESTION),
        *(fit(questions, np.array([e.intent == intent for e in examples]), C_INTENT) for intent in INTENTS),
    ]
    scale = _calibrate(x, asks, examples, fit)

    table = np.vstack([m.coef_.ravel() for m in models]).T
    size, marks = len(words.vocabulary_), len(words.vocabulary_) + len(names)
    weights = np.hstack([table[:size] * idf[:, None], (idf**2)[:, None]]).astype(np.float32)
    bias = np.array([m.intercept_[0] for m in models], dtype=np.float32)
    return Scorer(
        sorted(words.vocabulary_, key=words.vocabulary_.__getitem__),
        weights,
        names,
        (table[size:marks] * strength[:, None]).astype(np.float32),
        bias,
        scale,
        Meanings(known.rows, np.hstack([known.table, known.table @ table[marks:] * MEANING_WEIGHT]).astype(np.float32))
        if dense.shape[1]
        else None,
    )


def _meant(examples: Sequence[Example]) -> tuple[Vectors, "NDArray[Any]"]:
    """The vectors of words, each times the word's inverse document frequency, and a row for each example: the sum of
    its words' at length MEANING_WEIGHT. No columns where no example has words."""
    vectors = load_vectors()
    rows = [[row for w in e.words if (row := vectors.rows.get(w)) is not None] for e in examples]
    if not any(rows):
        return vectors, np.zeros((len(examples), 0))
    found = np.zeros(len(vectors.rows))
    for some in rows:
        found[list(set(some))] += 1
    table = vectors.table * np.log((1 + len(examples)) / (1 + found))[:, None]
    dense = np.zeros((len(examples), table.shape[1]))
    for number, some in enumerate(rows):
        if some:
            summed = table[some].sum(axis=0)
            dense[number] = summed * MEANING_WEIGHT / max(float(np.linalg.norm(summed)), 1e-9)
    return Vectors(vectors.rows, table), dense


def _weights(asks: "NDArray[Any]", composed: "NDArray[Any]") -> "NDArray[Any]":
    """Composed examples count COMPOSED_WEIGHT; then questions are scaled to count as much as chat does."""
    weight = np.where(composed, COMPOSED_WEIGHT, 1.0)
    weight[asks] *= weight[~asks].sum() / weight[asks].sum()
    weight /= weight.mean()
    return weight


def _calibrate(x: Any, asks: "NDArray[Any]", examples: Sequence[Example], fit: Any) -> tuple[float, float]:
    """Slope and offset (Platt) from scores of written examples that the model had not learnt from. Questions and chat
    count as much as each other, as in a busy room: how many of each have been written says nothing."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GroupKFold

    numbers = {family: number for number, family in enumerate(dict.fromkeys(e.family for e in examples))}
    groups = [numbers[e.family] for e in examples]
    unseen = np.zeros(len(groups))
    for learn, measure in GroupKFold(n_splits=min(FOLDS, len(numbers))).split(x, groups=groups):
        unseen[measure] = fit(learn, asks, C_QUESTION).decision_function(x[measure])
    written = np.array([not e.composed for e in examples])
    platt = LogisticRegression(C=1e6, class_weight="balanced").fit(unseen[written, None], asks[written])
    return float(platt.coef_[0, 0]), float(platt.intercept_[0])
