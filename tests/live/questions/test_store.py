import shutil
from pathlib import Path

import pytest

from live.questions.detector import DetectorModel
from live.questions.store import load_detector


@pytest.fixture
def cache(model: DetectorModel, kept: Path, tmp_path: Path) -> Path:
    """A folder of one's own with the detector that `model` was kept as."""
    shutil.copytree(kept, tmp_path, dirs_exist_ok=True)
    return tmp_path


def test_a_kept_detector_gives_the_same_verdicts_as_the_one_just_trained(cache: Path, model: DetectorModel) -> None:
    (path,) = cache.glob("*.npz")
    written = path.stat().st_mtime_ns
    kept = load_detector(cache)
    assert path.stat().st_mtime_ns == written, "it was trained again"
    for text in ("胖子能穿吗", "哈哈哈哈", "does it run small", "白色的 怕透"):
        assert kept.predict(text) == model.predict(text)


def test_a_broken_cache_is_made_anew(cache: Path) -> None:
    (path,) = cache.glob("*.npz")
    path.write_bytes(b"PK\x03\x04 cut off")
    assert load_detector(cache).predict("多少钱").intent == "price"
    assert path.stat().st_size > 1000
