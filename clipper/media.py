"""What a media file holds, as far as cutting needs to know."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from live.errors import BadInput


@dataclass(frozen=True)
class Shape:
    """A file's picture and sound. Sizes in pixels as shown (turned where the file says so), times in seconds."""

    width: int
    height: int
    fps: float
    seconds: float
    """Length; 0 where the file does not tell."""
    has_sound: bool


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
            seconds = (container.duration or 0) / 1_000_000
            fps = float(video.average_rate or video.base_rate or 25)
            if rotation(container, video) in (90, 270):
                width, height = height, width
            return Shape(width, height, fps, seconds, bool(container.streams.audio))
    except (av.error.FFmpegError, OSError) as error:
        raise BadInput(f"{path} cannot be read as media: {error}.") from error


def rotation(container: Any, video: Any) -> int:
    """By how many degrees players turn the picture: phones store it lying and say so."""
    frame = next(container.decode(video), None)
    return int(frame.rotation) % 360 if frame is not None else 0


def nearest_frame(path: Path, at: float, *, absolute: bool = False) -> float:
    """When the frame nearest to `at` is shown, in seconds.

    `at` counts from the beginning of the file, as players show it; with `absolute` it is a timestamp in the file.
    Where there is none within a second, `at` itself.
    """
    import av

    with av.open(str(path)) as container:
        video = container.streams.video[0]
        base = float(video.time_base or 0)
        zero = 0.0 if absolute else (container.start_time or 0) / 1_000_000
        if not base:
            return at
        container.seek(max(0, int((at + zero - 1.0) / base)), stream=video, backward=True)
        best, behind = at, 1.0
        for packet in container.demux(video):
            if packet.pts is None:
                continue
            shown = packet.pts * base - zero
            if abs(shown - at) < behind:
                best, behind = shown, abs(shown - at)
            if packet.is_keyframe and shown > at + 1.0:
                break
    return best
