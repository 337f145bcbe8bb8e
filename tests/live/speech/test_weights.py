"""Where weights come from."""

from pathlib import Path

import pytest

from live.errors import BadInput, LiveCueError, Missing
from live.speech import weights
from live.speech.weights import EMBEDDED_SIZE, find_weights


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
