"""Keeps the trained detector in the user's cache folder, and trains it anew when data or code have changed."""

import hashlib
import logging
import os
import tempfile
import zipfile
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import platformdirs

from live.questions.detector import DetectorModel
from live.questions.frames import composed
from live.questions.labelled import LEARNT, Labelled, labelled
from live.questions.meanings import Meanings
from live.questions.scorer import Scorer
from live.questions.spelling import Spelling

_CODE = (
    "alike.py",
    "aspects.py",
    "features.py",
    "meanings.py",
    "training.py",
    "text.py",
    "names.py",
    "spelling.py",
    "scorer.py",
    "store.py",
    "detector.py",
    "frames.py",
    "topics.py",
)
_SHARED = ("alternation.py", "ways.py")
"""Code of live.catalog."""
_DATA = (
    "words.en.txt",
    "words.en.npy",
    "alike.en.txt",
    "products.toml",
    "cues.toml",
    "topics.toml",
    "aspects.toml",
    "frames.zh.txt",
    "frames.en.txt",
)
log = logging.getLogger(__name__)


def load_detector(cache: Path | None = None) -> DetectorModel:
    """The detector, from the cache (a quarter of a second) or trained and put there (some seconds).

    `cache` is the folder; by default the user's own. A cache that cannot be read or written costs time, nothing else.
    """
    folder = cache or Path(platformdirs.user_cache_dir("livecue", appauthor=False))
    path = folder / f"detector-{_version()}.npz"
    try:
        return _read(path)
    except FileNotFoundError:
        log.info("training the question detector")
    except (OSError, ValueError, KeyError, zipfile.BadZipFile, msgspec.DecodeError) as error:
        log.warning("the kept detector %s is not usable (%s); training it anew", path, error)
    model = DetectorModel.train(learnt())
    try:
        _write(model, path)
    except OSError as error:
        log.warning("cannot keep the trained detector in %s (%s); it is trained at each start", folder, error.strerror)
    return model


def learnt() -> Iterator[Labelled]:
    """All that the detector learns from: what was written, then what is composed."""
    yield from labelled()
    for language in ("zh", "en"):
        yield from composed(language)


def _version() -> str:
    """A hash of everything that the weights follow from."""
    package = resources.files("live.questions")
    digest = hashlib.blake2b(digest_size=10)
    for name in _CODE:
        digest.update(package.joinpath(name).read_bytes())
    for name in _SHARED:
        digest.update(resources.files("live.catalog").joinpath(name).read_bytes())
    for name in (*_DATA, *(f"{n}.jsonl" for n in LEARNT)):
        digest.update(package.joinpath("data", name).read_bytes())
    return digest.hexdigest()


def _write(model: DetectorModel, path: Path) -> None:
    arrays: dict[str, Any] = {"spelling": _bytes(model.spelling)}
    for kind, scorer in model.scorers.items():
        arrays[f"{kind}-pieces"] = _bytes(list(scorer.pieces))
        arrays[f"{kind}-cue-names"] = _bytes(list(scorer.cue_names))
        arrays[f"{kind}-weights"] = scorer.weights
        arrays[f"{kind}-cues"] = scorer.cues
        arrays[f"{kind}-bias"] = scorer.bias
        arrays[f"{kind}-scale"] = np.array(scorer.scale)
        if scorer.meanings is not None:
            arrays[f"{kind}-words"] = _bytes(list(scorer.meanings.rows))
            arrays[f"{kind}-meanings"] = scorer.meanings.table
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
        np.savez(file, **arrays)
    # Another process may be doing the same: whoever is last wins, and both wrote the same.
    os.replace(file.name, path)  # noqa: PTH105


def _meanings(kept: Any, kind: str) -> Meanings | None:
    if f"{kind}-words" not in kept:
        return None
    words = msgspec.json.decode(kept[f"{kind}-words"].tobytes(), type=list[str])
    return Meanings({word: row for row, word in enumerate(words)}, kept[f"{kind}-meanings"])


def _bytes(value: object) -> "np.ndarray[tuple[int], np.dtype[np.uint8]]":
    return np.frombuffer(msgspec.json.encode(value), dtype=np.uint8)


def _read(path: Path) -> DetectorModel:
    scorers = {}
    with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
        spelling = msgspec.json.decode(kept["spelling"].tobytes(), type=Spelling)
        for kind in ("zh", "en"):
            slope, offset = kept[f"{kind}-scale"].tolist()
            scorers[kind] = Scorer(
                msgspec.json.decode(kept[f"{kind}-pieces"].tobytes(), type=list[str]),
                kept[f"{kind}-weights"],
                msgspec.json.decode(kept[f"{kind}-cue-names"].tobytes(), type=list[str]),
                kept[f"{kind}-cues"],
                kept[f"{kind}-bias"],
                (slope, offset),
                _meanings(kept, kind),
            )
    return DetectorModel(scorers, spelling)
