"""What ffmpeg says is understood, in the words of both old and new versions."""

import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live.speech.ffmpeglog import FfmpegLog


def log_of(text: str) -> FfmpegLog:
    log = FfmpegLog()
    for line in text.splitlines():
        log.feed(line)
    return log


LIVE = """\
[info] Input #0, hls, from 'http://127.0.0.1/index.m3u8':
[info]   Duration: N/A, start: 3601.480000, bitrate: N/A
[info]   Program 0
[info]   Stream #0:0: Video: h264 (Constrained Baseline) ([27][0][0][0] / 0x001B), yuv420p, 192x64, 25 fps
[info]   Stream #0:1: Audio: aac (LC) ([15][0][0][0] / 0x000F), 48000 Hz, mono, fltp, 69 kb/s
[info] Output #0, segment, to '%06d.ts':
[info]   Stream #0:0: Video: mpeg4
"""


def test_the_streams_and_the_source_s_clock_are_read_from_the_input_only() -> None:
    log = log_of(LIVE)
    assert (log.video, log.audio, log.start, log.duration, log.opened) == ("h264", "aac", 3601.48, None, True)


def test_a_length_is_read_and_the_zero_of_live_streams_is_none() -> None:
    def duration(text: str) -> float | None:
        return log_of(
            f"[info] Input #0, flv, from 'x':\n[info]   Duration: {text}, start: 0.0, bitrate: 1 kb/s"
        ).duration

    assert duration("00:05:59.13") == pytest.approx(359.13)
    assert duration("00:00:00.00") is None


def test_the_cover_of_a_song_is_no_picture() -> None:
    picture = "[info]   Stream #0:1: Video: mjpeg (Baseline), yuvj444p, 500x500, 90k tbr (attached pic)"
    assert log_of(f"[info] Input #0, mp3, from 'x':\n{picture}").video is None


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ("[error] http://x/: Connection refused", "nobody answers there (connection refused)"),
        (
            "[in#0 @ 0x55e2] [error] Error opening input: Invalid data found when processing input\n"
            "[error] Error opening input file x.\n[fatal] Error opening input files: Invalid data found",
            "Error opening input: Invalid data found when processing input",
        ),
        ("[https @ 0x1] [warning] HTTP error 404 Not Found", "there is no stream at this address now (404)"),
        ("[info] all is well", ""),
    ],
)
def test_the_reason_is_the_line_that_says_most(lines: str, reason: str) -> None:
    assert log_of(lines).reason == reason


@pytest.mark.parametrize(
    ("line", "jumped"),
    [
        (
            "[mpegts @ 0x1] [warning] Non-monotonous DTS in output stream 0:1; previous: 900000, current: 1000",
            True,
        ),
        ("[mpegts @ 0x1] [warning] Non-monotonic DTS; previous: 900000, current: 899000; changing to 900001.", False),
        ("[in#0/hls @ 0x1] [warning] timestamp discontinuity (stream id=256): -7200000000, new offset= 1", True),
    ],
)
def test_a_new_clock_is_told_from_a_hiccup(line: str, jumped: bool) -> None:
    assert log_of(line).clock_jumped is jumped


def test_a_stream_key_does_not_reach_the_log(caplog: pytest.LogCaptureFixture) -> None:
    log = FfmpegLog("rtmp://a.example/live/secret", "rtmp://a.example/…")
    with caplog.at_level(logging.DEBUG):
        log.feed("[error] rtmp://a.example/live/secret: Some new trouble")
    assert "secret" not in caplog.text
    assert log.reason == "rtmp://a.example/…: Some new trouble"


@given(st.text(max_size=200))
def test_no_line_is_too_odd(text: str) -> None:
    log = FfmpegLog()
    log.feed(text)
    log.feed(f"[info] Input #0 {text}")
    log.feed(f"[info]   Duration: {text}")
    log.feed(f"[warning] {text}")
