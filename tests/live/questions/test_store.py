from pathlib import Path

from live.questions.detector import DetectorModel
from live.questions.store import load_detector


def test_a_kept_detector_gives_the_same_verdicts_as_the_one_just_trained(tmp_path: Path, model: DetectorModel) -> None:
    load_detector(tmp_path)
    kept = load_detector(tmp_path)
    for text in ("胖子能穿吗", "哈哈哈哈", "does it run small", "白色的 怕透"):
        assert kept.predict(text) == model.predict(text)


def test_a_broken_cache_is_made_anew(tmp_path: Path) -> None:
    load_detector(tmp_path)
    (path,) = tmp_path.glob("*.npz")
    path.write_bytes(b"PK\x03\x04 cut off")
    assert load_detector(tmp_path).predict("多少钱").intent == "price"
    assert path.stat().st_size > 1000
