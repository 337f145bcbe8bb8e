"""Recordings of comments, whole and broken."""

import logging
import tempfile
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from live.comments.recording import load_comments, tell_skipped
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
        tell_skipped(path, recording)
    assert [(c.id, c.at) for c in recording.comments] == [("f", 0.5), ("a", 2.5)]
    assert [number for number, _ in recording.skipped] == [2, 4, 5, 6, 7]
    (warning,) = [r.getMessage() for r in caplog.records if r.levelno == logging.WARNING]
    assert "5 lines skipped" in warning
    assert "1 because it is not JSON" in warning
    assert "line 2: it is not JSON" in warning
    assert "line 4: it is not UTF-8" in warning


@pytest.mark.parametrize("line", ["[]", "42", '"多少钱"', "null", "true", "{}", '{"price": 1}', "[[]]", "[1]"])
@pytest.mark.parametrize("place", [0, 1, 30])
def test_a_line_that_holds_nothing_is_counted_wherever_it_stands(tmp_path: Path, line: str, place: int) -> None:
    path = tmp_path / "comments.jsonl"
    lines = [f'{{"id": "{n}", "at": {n}, "text": "x"}}' for n in range(30)]
    path.write_text("\n".join([*lines[:place], line, *lines[place:]]), encoding="utf-8")
    recording = load_comments(path)
    assert len(recording.comments) == 30
    assert [number for number, _ in recording.skipped] == [place + 1]


GOOD = st.builds(lambda n: b'{"id": "%d", "at": %d, "text": "x"}' % (n, n), st.integers(0, 9999))
BROKEN = st.sampled_from([b"[]", b"42", b"null", b"{}", b"not json", b"\xff", b'{"text": 1}', b'{"text": ""}', b"[[[["])
NOISE = st.binary(max_size=30).map(lambda line: b"\x01" + line.replace(b"\n", b"").replace(b"\r", b""))


@settings(max_examples=100, deadline=None, database=None)
@given(st.lists(GOOD, min_size=1, max_size=5), st.lists(BROKEN | NOISE, max_size=30), st.randoms(use_true_random=False))
def test_every_line_is_either_read_or_counted(good: list[bytes], broken: list[bytes], chance: Random) -> None:
    lines = [*good, *broken]
    chance.shuffle(lines)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "comments.jsonl"
        path.write_bytes(b"\n".join(lines))
        recording = load_comments(path)
    assert len(recording.comments) == len(good)
    assert [number for number, _ in recording.skipped] == [n for n, line in enumerate(lines, 1) if line not in good]


def test_a_dump_that_begins_with_a_page_of_something_else_is_still_recognised(tmp_path: Path) -> None:
    path = tmp_path / "dump.jsonl"
    comment = '{"msg_type":"comment","msg_id":"1","content":"a","time":1750000000000}'
    path.write_text("[]\n" * 50 + comment)
    recording = load_comments(path)
    assert (recording.format, len(recording.comments), len(recording.skipped)) == ("oba", 1, 50)


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


@pytest.mark.parametrize("name", ["oba", "douyinlive", "blivechat", "tikfinity", "barragegrab", "ssn", "dycast"])
def test_a_dump_of_a_readers_frames_is_a_recording(name: str) -> None:
    path = Path(__file__).parent / "formats" / "fixtures" / f"{name}.jsonl"
    recording = load_comments(path)
    assert recording.format == name
    assert recording.comments
    times = [item.at for item in recording.items]
    assert all(at is not None and 0.0 <= at < 1e8 for at in times)
    assert times == sorted(times)  # type: ignore[type-var]
    assert [c.id for c in recording.comments].count("") == 0


def test_a_dump_counts_from_its_first_timestamp(tmp_path: Path) -> None:
    path = tmp_path / "dump.jsonl"
    path.write_text(
        '{"msg_type":"comment","msg_id":"1","content":"a","time":1750000000000}\n'
        '{"msg_type":"comment","msg_id":"2","content":"b","time":1750000012500}\n'
    )
    assert [(c.id, c.at) for c in load_comments(path).comments] == [("1", 0.0), ("2", 12.5)]


DANMAKU = """<?xml version="1.0" encoding="UTF-8"?>
<i><chatserver>x</chatserver>
<d p="12.5,1,25,16777215,1700000000,0,abcd1234,998877" user="张三" uid="7">胖子能穿吗</d>
<d p="3.25,1,25,16777215,1700000000,0,abcd1234,0">多少钱 &lt;3 \x08\x1b[31m</d>
<d p="nonsense">no time</d>
<d p="4">  </d>
<sc ts="20.5" user="李四" price="30">能寄到新疆吗</sc>
<gift ts="21" user="王五" giftname="辣条" giftcount="10"/>
<unknown>ignored</unknown>
<d p="30,1">last whole one</d>
<d p="31,1">cut o"""


def test_a_danmaku_file_is_read_up_to_where_its_recorder_was_killed(tmp_path: Path) -> None:
    path = tmp_path / "danmaku.xml"
    path.write_text(DANMAKU)
    recording = load_comments(path)
    assert [(c.at, c.text, c.user) for c in recording.comments] == [
        (3.25, "多少钱 <3 [31m", ""),
        (12.5, "胖子能穿吗", "张三"),
        (20.5, "能寄到新疆吗", "李四"),
        (30.0, "last whole one", ""),
    ]
    assert recording.comments[1].id == "998877"
    assert [c.id for c in recording.comments].count("") == 0
    assert [(s.at, s.count, s.detail) for s in recording.signals] == [(21.0, 10, "辣条")]
    assert [number for number, _ in recording.skipped] == [5, 6, 11]


def test_xml_that_swells_is_not_followed(tmp_path: Path) -> None:
    path = tmp_path / "danmaku.xml"
    entities = '<!ENTITY a "lol">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9)
    )
    path.write_text(f'<!DOCTYPE i [{entities}]><i><d p="1,1">&j;</d></i>')
    with pytest.raises(BadInput, match="holds no comments"):
        load_comments(path)
