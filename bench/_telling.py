"""How well questions are told and grouped, and two plain ways of doing it: a regex of question words, and character
n-grams with a linear model.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from live.questions.labelled import Labelled

TO_LLM = 0.2
"""Calibrated probability from which on a comment would be shown to an LLM as unsure."""
_ASKS = re.compile(
    r"[?？吗么嘛呢]|什么|啥|怎么|咋|哪|几|多少|多久|能不能|有没有|\b(?:what|how|when|where|which|who|can|does|do|is|are|will)\b",
    re.IGNORECASE,
)


class Row(NamedTuple):
    """A labelled comment of a split."""

    text: str
    intent: str
    group: str | None
    at: float = 0.0


class Figures(NamedTuple):
    """What one way of telling questions is worth on one split."""

    f1: float
    precision: float
    recall: float
    to_llm: float
    precision_97: float
    intents: float
    groups: float


def regex(split: Sequence[Row]) -> Figures:
    scores = [float(bool(_ASKS.search(r.text))) for r in split]
    asked = sum(r.intent != "chat" for r in split)
    return figures(split, scores, 0.5, None, [str(n) for n in range(asked)])


def ngrams(learn: Sequence[Labelled], split: Sequence[Row]) -> Figures:
    """Character n-grams and a linear model, learnt from `shared`; groups by nearest text of the same intent."""
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    words = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True)
    x = words.fit_transform([r.text for r in learn])
    y = np.array([r.intent for r in learn])
    asks = LogisticRegression(C=10).fit(x, y != "chat")
    about = LogisticRegression(C=10, max_iter=500).fit(x[y != "chat"], y[y != "chat"])
    vectors = words.transform([r.text for r in split])
    chosen = [n for n, r in enumerate(split) if r.intent != "chat"]
    intents = about.predict(vectors[chosen]).tolist()
    groups: list[str] = []
    alike = (vectors[chosen] @ vectors[chosen].T).toarray()
    for n in range(len(chosen)):
        near = [m for m in range(n) if intents[m] == intents[n] and alike[n, m] >= 0.35]
        groups.append(groups[max(near, key=lambda m: alike[n, m])] if near else str(n))
    return figures(split, asks.predict_proba(vectors)[:, 1].tolist(), 0.5, intents, groups)


def figures(
    split: Sequence[Row], scores: Sequence[float], threshold: float, intents: Sequence[str] | None, groups: list[str]
) -> Figures:
    truth = [r.intent != "chat" for r in split]
    precision, recall = precision_recall(truth, [s >= threshold for s in scores])
    _, seen = precision_recall(truth, [s >= TO_LLM for s in scores])
    at_97 = 0.0
    for cut in set(scores):
        p, r = precision_recall(truth, [s >= cut for s in scores])
        at_97 = max(at_97, p) if r >= 0.97 else at_97
    questions = [r for r in split if r.intent != "chat"]
    return Figures(
        2 * precision * recall / max(precision + recall, 1e-9),
        precision,
        recall,
        seen,
        at_97,
        -1.0 if intents is None else macro([r.intent for r in questions], intents),
        b_cubed([str(r.group) for r in questions], groups),
    )


def precision_recall(truth: Sequence[bool], said: Sequence[bool]) -> tuple[float, float]:
    right = sum(t and s for t, s in zip(truth, said, strict=True))
    return right / max(sum(said), 1), right / max(sum(truth), 1)


def macro(truth: Sequence[str], said: Sequence[str]) -> float:
    """Mean F1 of the intents that occur."""
    right = Counter(t for t, s in zip(truth, said, strict=True) if t == s)
    true, claimed = Counter(truth), Counter(said)
    return sum(2 * right[i] / (true[i] + claimed[i]) for i in true) / len(true)


def b_cubed(truth: Sequence[str], said: Sequence[str]) -> float:
    """B-cubed F1 (Bagga and Baldwin 1998): for each question, how much of its group is its true group, and back."""
    precision, recall = held(said, truth), held(truth, said)
    return 2 * precision * recall / (precision + recall)


def held(by: Sequence[str], of: Sequence[str]) -> float:
    """B-cubed precision of the groups `by` against the groups `of`; the other way round it is recall."""
    sizes, both = Counter(by), Counter(zip(by, of, strict=True))
    return sum(both[pair] / sizes[pair[0]] for pair in zip(by, of, strict=True)) / max(len(by), 1)
