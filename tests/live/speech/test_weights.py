"""Where weights come from."""

import math
import os
import subprocess
import sys
from pathlib import Path

import pytest

from live.errors import BadInput, LiveCueError, Missing
from live.speech import weights
from live.speech.weights import EMBEDDED_SIZE, KEEPS_UP, Weights, find_weights, largest_that_keeps_up
from live.speech.workload import Workload


def test_a_folder_in_the_settings_goes_first(tmp_path: Path) -> None:
    for name in ("model.bin", "config.json", "tokenizer.json"):
        (tmp_path / name).write_bytes(b"x")
    found = find_weights(str(tmp_path))
    assert (found.path, found.source) == (tmp_path, "config")


def test_a_folder_without_weights_is_bad_input_that_names_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"no model\.bin, config\.json"):
        find_weights(str(tmp_path))


def test_a_name_that_nobody_knows_is_bad_input() -> None:
    with pytest.raises(BadInput, match="neither a folder nor one of auto, tiny, base"):
        find_weights("bsae")


@pytest.mark.speech
def test_the_embedded_parts_are_joined_once(tmp_path: Path) -> None:
    first = find_weights("auto", cache=tmp_path)
    assert (first.source, first.name) == ("embedded", "base")
    assert (first.path / "model.bin").stat().st_size == EMBEDDED_SIZE
    made = (first.path / "model.bin").stat().st_mtime_ns
    assert find_weights("base", cache=tmp_path) == first
    assert (first.path / "model.bin").stat().st_mtime_ns == made
    assert [p.name for p in tmp_path.iterdir()] == [first.path.name]


def test_damaged_parts_are_refused_and_leave_nothing(tmp_path: Path) -> None:
    parts = [tmp_path / "one", tmp_path / "two"]
    for number, part in enumerate(parts, start=1):
        part.mkdir()
        (part / f"model.bin.part{number}").write_bytes(b"not weights")
    cache = tmp_path / "cache"
    with pytest.raises(LiveCueError, match="damaged"):
        weights._join(parts, cache)
    assert list(cache.iterdir()) == []


def test_none_anywhere_says_how_to_get_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    with pytest.raises(Missing, match=r"livecue\[embedded\]"):
        find_weights("tiny", cache=tmp_path, hub=False)


def made_up(*names: str) -> list[Weights]:
    return [Weights(Path(name), "cache", name) for name in names]


@pytest.mark.parametrize(
    ("work", "chosen", "looked_at"),
    [
        ({"base": 0.05, "small": 0.15, "medium": 0.5, "large-v3": 1.0}, "small", ["base", "small", "medium"]),
        ({"base": 0.01, "small": 0.02, "medium": 0.04, "large-v3": 0.09}, "large-v3", None),
        ({"base": 0.5, "small": 1.0, "medium": 2.0, "large-v3": 4.0}, "base", ["base"]),
        ({"base": 0.05, "small": float("inf"), "medium": 0.1, "large-v3": 0.1}, "base", ["base", "small"]),
        ({"base": 0.05, "small": KEEPS_UP, "medium": 0.3, "large-v3": 1.0}, "small", ["base", "small", "medium"]),
    ],
)
def test_auto_is_the_largest_that_keeps_up_and_larger_ones_are_not_tried(
    work: dict[str, float], chosen: str, looked_at: list[str] | None
) -> None:
    asked: list[str] = []

    def measured(weights: Weights) -> float:
        asked.append(weights.name)
        return work[weights.name]

    assert largest_that_keeps_up(made_up(*work), measured).name == chosen
    assert asked == (looked_at or list(work))


def test_where_there_is_no_choice_nothing_is_measured() -> None:
    (base,) = made_up("base")
    assert largest_that_keeps_up([base], lambda _: pytest.fail("measured")) == base


def test_what_was_measured_is_kept_for_these_weights_on_this_machine(tmp_path: Path) -> None:
    base, small = made_up("base", "small")
    measured: list[tuple[str, str, int]] = []

    def measure(weights: Weights, device: str, threads: int) -> float:
        measured.append((weights.name, device, threads))
        return 0.1 if weights is base else float("inf")

    def workload(threads: int = 2) -> Workload:
        return Workload("cpu", threads, file=tmp_path / "state" / "workload.json", measure=measure)

    assert workload().known(base) is None
    assert [workload().of(w) for w in (base, small, base, small)] == [0.1, float("inf"), 0.1, float("inf")]
    assert workload(4).of(base) == 0.1
    assert measured == [("base", "cpu", 2), ("small", "cpu", 2), ("base", "cpu", 4)]
    assert workload().known(small) == float("inf")
    (tmp_path / "state" / "workload.json").write_bytes(b"broken{")
    assert workload().of(base) == 0.1


@pytest.mark.slow
@pytest.mark.speech
def test_the_embedded_weights_are_measured(tmp_path: Path) -> None:
    work = Workload("cpu", 2, file=tmp_path / "workload.json")
    assert 0.001 < work.of(find_weights("auto")) < 20
    assert "base 145217532 cpu 2 on" in (tmp_path / "workload.json").read_text()


def test_a_measurement_that_failed_is_tried_again_and_one_that_took_too_long_is_not(tmp_path: Path) -> None:
    results: list[float | None] = [None, math.inf, 0.1]
    work = Workload("cpu", 2, file=tmp_path / "workload.json", measure=lambda *_: results.pop(0))
    small = Weights(tmp_path, "cache", "small")
    assert [work.of(small) for _ in range(3)] == [math.inf] * 3
    assert results == [0.1]


def test_an_interrupted_download_is_not_taken_for_weights(tmp_path: Path) -> None:
    """In a process of its own: the hub's client reads where its cache is when it is loaded."""
    repository = tmp_path / "models--Systran--faster-whisper-small"
    snapshot = repository / "snapshots" / "abc"
    snapshot.mkdir(parents=True)
    (repository / "refs").mkdir()
    (repository / "refs" / "main").write_text("abc")
    (snapshot / "config.json").write_text("{}")
    code = "from live.speech.weights import find_weights; find_weights('small')"
    environment = {**os.environ, "HF_HUB_CACHE": str(tmp_path), "HF_HUB_OFFLINE": "1"}
    asked = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert "Missing: No Whisper weights for `small`" in asked.stderr
