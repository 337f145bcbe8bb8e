"""Every kind of message that each reader sends, and what LiveCue makes of it.

`fixtures/NAME.jsonl` holds frames as the reader sends them, one a line, with invented people. Line by line beside it,
`NAME.expected.jsonl` says what is to come of them; run this file as a script to write it anew, then read it.
"""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from live.comments.detect import Reader
from live.comments.formats import FORMATS
from live.comments.formats.base import Frame, RawComment

FIXTURES = Path(__file__).parent / "fixtures"
ALL = [
    (name, number) for name in FORMATS for number in range(len((FIXTURES / f"{name}.jsonl").read_bytes().splitlines()))
]


def frames(name: str) -> list[bytes]:
    return (FIXTURES / f"{name}.jsonl").read_bytes().splitlines()


def outcome(frame: Frame) -> dict[str, Any]:
    """What a frame came to, short enough to be read: fields that hold nothing are left out."""
    items = []
    for item in frame.items:
        said = {"comment" if isinstance(item, RawComment) else "signal": True, **msgspec.structs.asdict(item)}
        items.append({k: v for k, v in said.items() if v is not None and v is not False and v not in ("", [])})
    whole = {"items": items, "bad": list(frame.bad), "ignored": frame.ignored, "reply": frame.reply}
    return {name: value for name, value in whole.items() if value}


@pytest.mark.parametrize(("name", "number"), ALL)
def test_each_message_comes_to_what_the_fixture_says(name: str, number: int) -> None:
    expected = (FIXTURES / f"{name}.expected.jsonl").read_bytes().splitlines()
    assert len(expected) == len(frames(name))
    assert outcome(FORMATS[name].parse(frames(name)[number])) == msgspec.json.decode(expected[number])


@pytest.mark.parametrize("name", FORMATS)
def test_text_frames_and_byte_frames_are_the_same(name: str) -> None:
    for frame in frames(name):
        assert FORMATS[name].parse(frame.decode()) == FORMATS[name].parse(frame)


@pytest.mark.parametrize("name", FORMATS)
def test_auto_recognises_the_format_and_loses_no_comment_over_it(name: str) -> None:
    reader = Reader("auto")
    read = [item for frame in frames(name) for item in reader.read(frame).items]
    assert reader.format is FORMATS[name]
    assert read == [item for frame in frames(name) for item in FORMATS[name].parse(frame).items]


@pytest.mark.parametrize("name", FORMATS)
def test_no_two_formats_claim_the_same_frame(name: str) -> None:
    for frame in frames(name):
        reader = Reader("auto")
        reader.read(frame)
        assert reader.format in (None, FORMATS[name]), frame


if __name__ == "__main__":
    for known in FORMATS.values():
        lines = [msgspec.json.encode(outcome(known.parse(frame))) for frame in frames(known.name)]
        (FIXTURES / f"{known.name}.expected.jsonl").write_bytes(b"\n".join(lines) + b"\n")
