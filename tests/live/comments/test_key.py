"""The key with which viewer ids are hashed."""

import stat
import sys
from pathlib import Path

import pytest

from live.comments.key import load_key
from live.errors import LiveCueError


def test_a_key_is_made_once_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "new" / "viewer.key"
    key = load_key(path)
    assert len(key) == 32
    assert load_key(path) == key
    assert load_key(tmp_path / "other.key") != key
    assert [p.name for p in path.parent.iterdir()] == ["viewer.key"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes; the user's own folder protects it")
def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    load_key(tmp_path / "viewer.key")
    assert stat.S_IMODE((tmp_path / "viewer.key").stat().st_mode) == 0o600


def test_a_file_that_is_no_key_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "viewer.key"
    path.write_bytes(b"short")
    with pytest.raises(LiveCueError, match="is not a key"):
        load_key(path)
    assert path.read_bytes() == b"short"


def test_a_place_that_cannot_hold_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LiveCueError, match="Make the folder writable"):
        load_key(tmp_path / "file" / "viewer.key")
