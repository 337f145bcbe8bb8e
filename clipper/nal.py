"""H.264 as bytes: what joining re-encoded frames to copied ones needs to know of it.

Sources: ITU-T H.264 annex B (start codes, `nal_unit_type` in the low five bits); ISO/IEC 14496-15 5.3.3 (`avcC`).
"""

import re
from collections.abc import Iterable

SPS, PPS = 7, 8
_START = re.compile(b"\x00\x00\x01")


def units(annex_b: bytes) -> list[bytes]:
    """The NAL units of a stream with start codes."""
    places = [match.start() for match in _START.finditer(annex_b)]
    ends = [*places[1:], len(annex_b)]
    found = [annex_b[start + 3 : end] for start, end in zip(places, ends, strict=True)]
    # A start code may have a fourth zero byte in front; no unit ends in a zero byte.
    return [unit.rstrip(b"\x00") for unit in found]


def kind(unit: bytes) -> int:
    """`nal_unit_type`."""
    return unit[0] & 0x1F


def parameter_sets(annex_b: bytes) -> tuple[bytes, bytes]:
    """The first sequence and picture parameter set; empty where there is none."""
    found = units(annex_b)
    sps = next((u for u in found if kind(u) == SPS), b"")
    pps = next((u for u in found if kind(u) == PPS), b"")
    return sps, pps


def with_lengths(found: Iterable[bytes]) -> bytes:
    """NAL units as MP4 keeps them: a length of four bytes before each."""
    return b"".join(len(unit).to_bytes(4, "big") + unit for unit in found)


def is_avcc(extradata: bytes) -> bool:
    """Whether it is an `avcC` whose lengths have four bytes; start codes otherwise, or lengths we do not write."""
    return len(extradata) > 6 and extradata[0] == 1 and extradata[4] & 3 == 3


def add_to_avcc(extradata: bytes, sps: bytes, pps: bytes) -> bytes:
    """The `avcC` with one more set of parameters, so that players know both before the first frame."""
    count = extradata[5] & 0x1F
    at = 6
    for _ in range(count):
        at += 2 + int.from_bytes(extradata[at : at + 2], "big")
    sets = extradata[6:at] + len(sps).to_bytes(2, "big") + sps
    pictures, at = extradata[at], at + 1
    begin = at
    for _ in range(pictures):
        at += 2 + int.from_bytes(extradata[at : at + 2], "big")
    more = extradata[begin:at] + len(pps).to_bytes(2, "big") + pps
    head = extradata[:5] + bytes([0xE0 | (count + 1)])
    return head + sets + bytes([pictures + 1]) + more + extradata[at:]
