"""A file is recorded and heard, picture and sound aligned, whatever it holds."""

import asyncio
import contextlib
import itertools
from pathlib import Path

import pytest

from live.errors import BadInput, LiveCueError
from live.events import Event, Session
from live.ffmpeg import Ffmpeg
from live.recording import Recording, read_recording
from live.speech.capture import Capture
from live.speech.items import Chunk, Item, Notice, Stretch
from tests.live.speech.media import beeps, frame_numbers, make, run


async def heard(capture: Capture) -> list[Item]:
    return [item async for item in capture.items()]


def sound(items: list[Item]) -> bytes:
    return b"".join(item.pcm for item in items if isinstance(item, Chunk))


def recorded(root: Path, items: list[Item]) -> Recording:
    events = [
        Event(seq=i, at=0.0, wall=0.0, cause=None, data=Session(state="recording", media=s.media, offset=s.offset))
        for i, s in enumerate((item for item in items if isinstance(item, Stretch)), 1)
    ]
    return read_recording(root, events)


def cut(ffmpeg: Ffmpeg, recording: Recording, start: float, end: float, out: Path) -> Path:
    (piece,) = recording.pieces(start, end)
    run(
        ffmpeg,
        *("-copyts", "-protocol_whitelist", "concat,file", "-i", piece.url),
        *("-vf", f"trim=start={piece.first}:end={piece.last},setpts=PTS-{piece.first}/TB", "-an"),
        *("-c:v", "libx264", "-preset", "ultrafast", str(out)),
        folder=piece.folder,
    )
    return out


async def test_a_file_is_recorded_in_segments_that_are_cut_to_the_frame(ffmpeg: Ffmpeg, tmp_path: Path) -> None:
    clip = make(ffmpeg, tmp_path / "clip.mp4", 7)
    items = await heard(Capture(str(clip), tmp_path / "media", ffmpeg, segment_seconds=2, offset=100.0))
    recording = recorded(tmp_path, items)
    assert len(recording.runs[0].segments) >= 3
    assert recording.end == pytest.approx(107.0, abs=0.1)
    cut(ffmpeg, recording, 101.48, 105.2, tmp_path / "cut.mp4")
    assert frame_numbers(tmp_path / "cut.mp4") == list(range(37, 130))


async def test_sound_is_handed_on_as_it_stands_to_the_picture(ffmpeg: Ffmpeg, tmp_path: Path) -> None:
    clip = make(ffmpeg, tmp_path / "clip.mp4", 4)
    items = await heard(Capture(str(clip), tmp_path / "media", ffmpeg, offset=50.0))
    chunks = [item for item in items if isinstance(item, Chunk)]
    assert chunks[0].at == 50.0
    assert all(a.end == pytest.approx(b.at) for a, b in itertools.pairwise(chunks))
    assert beeps(sound(items)) == pytest.approx([0.0, 1.0, 2.0, 3.0], abs=0.02)


async def test_sound_that_begins_late_or_has_a_hole_keeps_its_time(ffmpeg: Ffmpeg, tmp_path: Path) -> None:
    options = ["-af", "aselect='gt(t,1.4)*not(between(t,2.4,4.4))'", "-c:v", "libx264", "-c:a", "pcm_s16le"]
    late = make(ffmpeg, tmp_path / "late.mkv", 6, options=options)
    items = await heard(Capture(str(late), tmp_path / "media", ffmpeg))
    assert beeps(sound(items)) == pytest.approx([2.0, 5.0], abs=0.04)


async def test_sound_that_drifts_from_the_picture_is_drawn_back(ffmpeg: Ffmpeg, tmp_path: Path) -> None:
    clip = make(ffmpeg, tmp_path / "clip.mkv", 30, picture=False, options=["-c:a", "pcm_s16le"])
    slow = tmp_path / "slow.mkv"
    run(ffmpeg, "-i", str(clip), "-c", "copy", "-bsf:a", "setts=ts=TS*1.002", str(slow))
    found = beeps(sound(await heard(Capture(str(slow), tmp_path / "media", ffmpeg))))
    assert found == pytest.approx([1.002 * i for i in range(30)], abs=0.03)


async def test_what_mpegts_cannot_hold_is_encoded(any_ffmpeg: Ffmpeg, tmp_path: Path) -> None:
    options = ["-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-c:a", "libopus"]
    clip = make(any_ffmpeg, tmp_path / "clip.webm", 2, options=options)
    items = await heard(Capture(str(clip), tmp_path / "media", any_ffmpeg))
    cut(any_ffmpeg, recorded(tmp_path, items), 0.4, 1.6, tmp_path / "cut.mp4")
    assert frame_numbers(tmp_path / "cut.mp4") == list(range(10, 40))
    assert beeps(sound(items)) == pytest.approx([0.0, 1.0], abs=0.03)


async def test_a_picture_that_was_filmed_lying_is_recorded_upright(any_ffmpeg: Ffmpeg, tmp_path: Path) -> None:
    import av

    clip = make(any_ffmpeg, tmp_path / "clip.mp4", 1)
    turned = tmp_path / "turned.mp4"
    turn = ["-display_rotation", "90", "-i", str(clip)] if any_ffmpeg.major >= 6 else ["-i", str(clip)]
    run(
        any_ffmpeg, *turn, "-c", "copy", *([] if any_ffmpeg.major >= 6 else ["-metadata:s:v", "rotate=90"]), str(turned)
    )
    items = await heard(Capture(str(turned), tmp_path / "media", any_ffmpeg))
    with av.open(str(recorded(tmp_path, items).runs[0].segments[0].path)) as container:
        frame = next(container.decode(video=0))
        assert (frame.width, frame.height) == (64, 192)


async def test_media_without_sound_is_recorded_and_time_goes_on(ffmpeg: Ffmpeg, tmp_path: Path) -> None:
    clip = make(ffmpeg, tmp_path / "clip.mp4", 3, sound=False)
    items = await heard(Capture(str(clip), tmp_path / "media", ffmpeg))
    assert any(isinstance(item, Notice) and "no sound" in item.text for item in items)
    assert len(sound(items)) / 32_000 == pytest.approx(3.0, abs=0.1)
    assert beeps(sound(items)) == []
    assert recorded(tmp_path, items).end == pytest.approx(3.0, abs=0.1)


async def test_sound_without_a_picture_is_recorded(ffmpeg: Ffmpeg, tmp_path: Path) -> None:
    clip = make(ffmpeg, tmp_path / "clip.m4a", 3, picture=False, options=["-c:a", "aac"])
    items = await heard(Capture(str(clip), tmp_path / "media", ffmpeg, segment_seconds=1))
    assert recorded(tmp_path, items).end == pytest.approx(3.0, abs=0.1)
    assert beeps(sound(items)) == pytest.approx([0.0, 1.0, 2.0], abs=0.03)


async def test_a_listener_that_stops_taking_stops_the_recording_too(any_ffmpeg: Ffmpeg, tmp_path: Path) -> None:
    clip = make(any_ffmpeg, tmp_path / "clip.mkv", 120, picture=False, options=["-c:a", "pcm_s16le"])
    async with contextlib.aclosing(Capture(str(clip), tmp_path / "media", any_ffmpeg).items()) as items:
        taken = [await anext(items) for _ in range(30)]
        await asyncio.sleep(0.5)
        assert recorded(tmp_path, taken).end < 60


async def test_leaving_early_ends_ffmpeg_and_keeps_what_was_recorded(ffmpeg: Ffmpeg, tmp_path: Path) -> None:
    clip = make(ffmpeg, tmp_path / "clip.mkv", 120, picture=False, options=["-c:a", "aac"])
    capture = Capture(str(clip), tmp_path / "media", ffmpeg, segment_seconds=1)
    async with contextlib.aclosing(capture.items()) as items:
        taken = [await anext(items) for _ in range(100)]
    assert recorded(tmp_path, taken).end > 5


async def test_the_next_run_has_its_own_folder_and_place(any_ffmpeg: Ffmpeg, tmp_path: Path) -> None:
    clip = make(any_ffmpeg, tmp_path / "clip.mp4", 6)
    first = await heard(Capture(str(clip), tmp_path / "media", any_ffmpeg))
    again = await heard(Capture(str(clip), tmp_path / "media", any_ffmpeg, start=3.0, offset=3.0))
    assert [item.media for item in [first[0], again[0]] if isinstance(item, Stretch)] == [
        "media/run-001",
        "media/run-002",
    ]
    assert beeps(sound(again)) == pytest.approx([0.0, 1.0, 2.0], abs=0.02)
    cut(any_ffmpeg, recorded(tmp_path, again), 3.4, 5.0, tmp_path / "cut.mp4")
    assert frame_numbers(tmp_path / "cut.mp4") == list(range(85, 125))


@pytest.mark.parametrize(
    "content", [b"", b"not a film" * 500, b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" * 40]
)
async def test_a_file_that_is_no_media_is_named(any_ffmpeg: Ffmpeg, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "clip.mp4").write_bytes(content)
    with pytest.raises(BadInput, match=r"clip\.mp4 is no media that can be read"):
        await heard(Capture(str(tmp_path / "clip.mp4"), tmp_path / "media", any_ffmpeg))


async def test_a_film_that_breaks_off_in_the_middle_is_heard_up_to_there(ffmpeg: Ffmpeg, tmp_path: Path) -> None:
    clip = make(ffmpeg, tmp_path / "clip.mkv", 6)
    whole = clip.read_bytes()
    clip.write_bytes(whole[: len(whole) * 2 // 3])
    items = await heard(Capture(str(clip), tmp_path / "media", ffmpeg))
    assert beeps(sound(items))[:3] == pytest.approx([0.0, 1.0, 2.0], abs=0.03)


async def test_a_film_with_a_damaged_middle_goes_on_behind_it(ffmpeg: Ffmpeg, tmp_path: Path) -> None:
    clip = make(ffmpeg, tmp_path / "clip.ts", 6)
    raw = bytearray(clip.read_bytes())
    raw[len(raw) // 2 : len(raw) // 2 + 3000] = bytes(3000)
    clip.write_bytes(raw)
    items = await heard(Capture(str(clip), tmp_path / "media", ffmpeg))
    assert beeps(sound(items))[-1] == pytest.approx(5.0, abs=0.04)


async def test_a_program_that_is_gone_is_missing(tmp_path: Path, any_ffmpeg: Ffmpeg) -> None:
    clip = make(any_ffmpeg, tmp_path / "clip.mp4", 1)
    gone = Ffmpeg(tmp_path / "gone", "7.0", "configured")
    with pytest.raises(LiveCueError, match="Cannot start") as caught:
        await heard(Capture(str(clip), tmp_path / "media", gone))
    assert caught.value.exit_code == 3
