"""What a media file holds, as far as cutting needs to know."""

from dataclasses import dataclass
from pathlib import Path

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
            if turned(video):
                width, height = height, width
            seconds = (container.duration or 0) / 1_000_000
            fps = float(video.average_rate or video.base_rate or 25)
            return Shape(width, height, fps, seconds, bool(container.streams.audio))
    except (av.error.FFmpegError, OSError) as error:
        raise BadInput(f"{path} cannot be read as media: {error}.") from error


def turned(video: object) -> bool:
    """Whether players show the picture turned by a quarter."""
    for _, data in sorted(getattr(video, "metadata", {}).items()):
        if data in {"90", "270", "-90"} and "rotate" in getattr(video, "metadata", {}):
            return True
    return False
