"""What is in a media file, found out before anything is started."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from live.errors import BadInput

if TYPE_CHECKING:
    from av import VideoStream
    from av.container import InputContainer

COPYABLE_VIDEO = frozenset({"h264", "hevc", "mpeg2video", "mpeg1video"})
COPYABLE_AUDIO = frozenset({"aac", "mp3", "mp2", "ac3", "eac3"})
"""What MPEG-TS holds and every player of it knows. The rest is encoded again."""


@dataclass(frozen=True)
class Media:
    """The first picture and the first sound of a source."""

    video: str | None
    """Codec; None: no picture."""
    audio: str | None
    turned: bool = False
    """The picture is stored lying and shown upright. MPEG-TS cannot say so, hence it must be turned for good."""
    seconds: float = 0.0
    """Length; 0 when it is not known."""

    @property
    def copies_video(self) -> bool:
        return self.video in COPYABLE_VIDEO and not self.turned

    @property
    def copies_audio(self) -> bool:
        return self.audio in COPYABLE_AUDIO


def probe_file(path: Path) -> Media:
    """What is in the file. Raises BadInput when it is no media, is broken, or holds neither picture nor sound."""
    import av

    try:
        with av.open(str(path)) as container:
            pictures = [s for s in container.streams.video if not s.disposition & av.stream.Disposition.attached_pic]
            sounds = container.streams.audio
            if not pictures and not sounds:
                raise BadInput(f"{path} holds neither picture nor sound. Name another file.")
            seconds = (container.duration or 0) / 1_000_000
            return Media(
                video=pictures[0].codec_context.name if pictures else None,
                audio=sounds[0].codec_context.name if sounds else None,
                turned=bool(pictures) and _is_turned(container, pictures[0]),
                seconds=seconds,
            )
    except av.error.InvalidDataError as error:
        raise BadInput(
            f"{path} is no media that can be read. If a recorder was cut off while writing it, it lacks its index: "
            "record to .mkv, .flv or .ts, which keep what they have."
        ) from error
    except (av.error.FFmpegError, OSError) as error:
        raise BadInput(f"Cannot read {path}: {error.strerror or error}.") from error


def _is_turned(container: "InputContainer", stream: "VideoStream") -> bool:
    frame = next(container.decode(stream), None)
    return frame is not None and frame.rotation % 360 != 0
