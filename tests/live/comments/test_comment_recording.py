"""Recordings of comments, whole and broken."""

import logging
from pathlib import Path

import pytest

from live.comments.recording import load_comments
from live.errors import BadInput


def test_broken_lines_are_skipped_counted_and_named_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "comments.jsonl"
    path.write_bytes(
        b'\xef\xbb\xbf{"id": "a", "at": 2.5, "text": "later"}\n'
        b"not json\n"
        b"\n"
        b'{"id": "b", "at": 1.0, "text": "\xff"}\n'
        b'{"id": "c", "at": 1.0}\n'
        b'{"id": "d", "at": 1.0, "text": "  "}\n'
        b'{"id": "e", "text": "when?"}\n'
        b'{"id": "f", "at": "0.5", "text": "first"}\r\n'
    )
    with caplog.at_level(logging.WARNING):
        recording = load_comments(path)
    assert [(c.id, c.at) for c in recording.comments] == [("f", 0.5), ("a", 2.5)]
    assert [number for number, _ in recording.skipped] == [2, 4, 5, 6, 7]
    (warning,) = [r.getMessage() for r in caplog.records if r.levelno == logging.WARNING]
    assert "5 lines skipped" in warning
    assert "line 2: it is not JSON" in warning
    assert "line 4: it is not UTF-8" in warning


def test_a_recording_without_ids_keeps_every_line(tmp_path: Path) -> None:
    path = tmp_path / "comments.jsonl"
    path.write_text('{"at": 1.0, "user": "Ann", "text": "1"}\n' * 3)
    assert [c.id for c in load_comments(path).comments] == ["line-1", "line-2", "line-3"]


@pytest.mark.parametrize("content", [b"", b"nonsense\n", b'{"text": "no time"}\n', b"\x00\x01\x02"])
def test_a_file_without_one_good_line_is_bad_input_that_says_what_a_line_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "comments.jsonl"
    path.write_bytes(content)
    with pytest.raises(BadInput, match="holds no comments") as refused:
        load_comments(path)
    assert '"at": 12.5' in str(refused.value)


def test_a_missing_file_is_bad_input(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="Cannot read the comments"):
        load_comments(tmp_path / "nothing.jsonl")
    with pytest.raises(BadInput, match="Cannot read the comments"):
        load_comments(tmp_path)
