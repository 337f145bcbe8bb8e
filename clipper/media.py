"""What a media file holds, as far as cutting needs to know."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from live.errors import BadInput
from live.recording import MARGIN

_INDEXED = {"mp4", "matroska"}
"""Formats with an index of their key frames, by one of the names that ffmpeg has for each."""
_BACK = 0.5
"""Seconds before a moment where its key frame is first looked for."""


@dataclass(frozen=True)
class Shape:
    """A file's picture and sound. Sizes in pixels as shown (turned where the file says so), times in seconds."""

    width: int
    height: int
    fps: float
    has_sound: bool
    zero: float
    """The timestamp in the file that players show as zero."""
    indexed: bool
    """Whether ffmpeg finds the key frame before a moment at once, and never a later one."""


def shape_of(path: Path) -> Shape:
    """Look into a media file. Raises BadInput when there is none, or no picture in it."""
    import av

    if not path.is_file():
        raise BadInput(f"There is no file {path}.")
    try:
        with av.open(str(path)) as container:
            if not container.streams.video:
                raise BadInput(f"{path} holds no picture. Name a video.")
            video = container.streams.video[0]
            width, height = video.codec_context.width, video.codec_context.height
            fps = float(video.average_rate or video.base_rate or 25)
            if rotation(container, video) in (90, 270):
                width, height = height, width
            return Shape(
                width,
                height,
                fps,
                has_sound=bool(container.streams.audio),
                zero=(container.start_time or 0) / 1_000_000,
                indexed=bool(_INDEXED & set(container.format.name.split(","))),
            )
    except (av.error.FFmpegError, OSError) as error:
        raise BadInput(f"{path} cannot be read as media: {error}.") from error


def rotation(container: Any, video: Any) -> int:
    """By how many degrees players turn the picture: phones store it lying and say so."""
    frame = next(container.decode(video), None)
    return int(frame.rotation) % 360 if frame is not None else 0


@dataclass(frozen=True)
class Near:
    """What a file shows about a moment. Times in seconds from its beginning, as players show it."""

    frame: float | None
    """When the nearest frame is shown; None where there is none within a second."""
    end: float | None
    """Where the file ends, if that is before a key frame comes that is more than a second after the moment. Read from
    the file itself: what its head says is wrong while it is still being written."""


def near(path: Path, at: float) -> Near:
    """The frame nearest to `at`, and whether the file goes on after it."""
    import av

    with av.open(str(path)) as container:
        video = container.streams.video[0]
        heard = [stream for stream in container.streams.audio if stream.time_base]
        zero = (container.start_time or 0) / 1_000_000
        seek_before(container, video, at + zero - 1.0)
        frame, behind, end = None, 1.0, 0.0
        for packet in container.demux([video, *heard]):
            if packet.pts is None or packet.time_base is None or packet.is_corrupt:
                continue  # the last of a file that is being written may be half there
            shown = float(packet.pts * packet.time_base) - zero
            long = float((packet.duration or 0) * packet.time_base)
            end = max(end, shown + (long or (1 / float(video.average_rate or 25) if packet.stream is video else 0.0)))
            if packet.stream is not video:
                continue
            if abs(shown - at) < behind:
                frame, behind = shown, abs(shown - at)
            if packet.is_keyframe and shown > at + 1.0:
                return Near(frame, None)
    return Near(frame, end)


def key_before(path: Path, at: float) -> float | None:
    """A timestamp from which on a decoder gets picture and sound of `at` and later whole; None for the beginning of
    the file. Both are timestamps of the file, in seconds.
    """
    import av

    with av.open(str(path)) as container:
        video: Any = container.streams.video[0]
        key = min(seek_before(container, video, at), at - MARGIN) - MARGIN / 2
        return key if key > float((video.start_time or 0) * video.time_base) else None


def seek_before(container: Any, video: Any, at: float) -> float:
    """Have the packets that come next begin at or before the last key frame before the timestamp `at`, as far as the
    file has one; returns when that is decoded, in seconds.

    Formats without an index, such as MPEG-TS, seek to any packet of the time that is asked for, also past a key frame.
    """
    begin = float((video.start_time or 0) * video.time_base)
    back = _BACK
    while True:
        # Some formats refuse to seek backward to what lies before the first frame.
        inside = at - back > begin
        place = int((at - back if inside else begin - MARGIN) / video.time_base)
        container.seek(place, stream=video, backward=inside)
        found = None
        for packet in container.demux(video):
            if packet.pts is None or not packet.is_keyframe:
                continue
            if packet.pts * video.time_base > at:
                break
            found = float((packet.pts if packet.dts is None else packet.dts) * video.time_base)
        if found is not None or not inside:
            container.seek(place, stream=video, backward=inside)
            return begin if found is None else found
        back *= 4
