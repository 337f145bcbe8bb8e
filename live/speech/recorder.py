"""The ffmpeg that records and listens at once: its arguments, and the folder it writes to.

One process, so that picture, recording and what is recognised come from the same bytes with the same clock.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from live.ffmpeg import Ffmpeg
from live.recording import FIRST_TIMESTAMP, SEGMENT_LIST, SEGMENT_SUFFIX
from live.speech.ffmpeglog import LOG_ARGUMENTS
from live.speech.probe import COPYABLE_AUDIO, COPYABLE_VIDEO, Media

SAMPLE_RATE = 16_000
"""Hertz, mono, signed 16 bits: what speech recognition wants."""

BYTES_PER_SECOND = 2 * SAMPLE_RATE

FOLLOW_TIMESTAMPS = "async=1000:min_comp=0.005:min_hard_comp=0.05:first_pts=0"
"""How the sound is held to its timestamps: a drift is stretched away unheard (at most 1,000 samples a second), a hole
of more than 50 ms is filled with silence, an overlap cut; the first sample is at zero."""


@dataclass(frozen=True)
class Plan:
    """What is to be done with a source."""

    record: bool = True
    sound: bool = True
    """There is sound to be heard."""
    copy_video: bool = True
    copy_audio: bool = True

    @classmethod
    def of(cls, media: Media, *, record: bool = True) -> "Plan":
        """What suits this picture and this sound; what is not there counts as copied."""
        return cls(
            record=record,
            sound=media.audio is not None,
            copy_video=media.video is None or media.copies_video,
            copy_audio=media.audio is None or media.audio in COPYABLE_AUDIO,
        )

    def revised(self, video: str | None, audio: str | None) -> "Plan":
        """The plan once the codecs of the source are known."""
        return Plan(
            record=self.record,
            sound=audio is not None,
            copy_video=self.copy_video and (video is None or video in COPYABLE_VIDEO),
            copy_audio=self.copy_audio and (audio is None or audio in COPYABLE_AUDIO),
        )


def recorder_arguments(
    ffmpeg: Ffmpeg, source: Sequence[str], plan: Plan, *, segment_seconds: float, live: bool
) -> list[str]:
    """The command line. `source` opens the input (live.speech.sources); run it in the folder of the stretch.

    Sound goes to stdout, or the pictures' times where there is none (live.speech.silence); the log to stderr.
    """
    arguments = [str(ffmpeg.path), *LOG_ARGUMENTS, "-y"]
    if live:
        # Without -copyts ffmpeg closes a hole in MPEG-TS as if the time had not passed.
        arguments += ["-copyts", "-start_at_zero"]
    arguments += source
    if plan.record:
        arguments += _recording(plan, segment_seconds)
    if plan.sound:
        arguments += ["-map", "0:a:0", "-vn", "-sn", "-dn", "-af", f"aresample={SAMPLE_RATE}:{FOLLOW_TIMESTAMPS}"]
        arguments += ["-ac", "1", "-c:a", "pcm_s16le", "-f", "s16le", "-flush_packets", "1", "pipe:1"]
    else:
        arguments += ["-map", "0:V:0", "-c:v", "copy", "-copyinkf", "-f", "framecrc", "-flush_packets", "1", "pipe:1"]
    return arguments


def _recording(plan: Plan, segment_seconds: float) -> list[str]:
    video = ["copy"] if plan.copy_video else ["libx264", "-preset", "veryfast", "-crf", "23", "-pix_fmt", "yuv420p"]
    gop = [] if plan.copy_video else ["-force_key_frames", "expr:gte(t,n_forced*2)"]
    audio = ["copy"] if plan.copy_audio else ["aac", "-b:a", "128k"]
    return [
        *("-map", "0:V:0?", "-map", "0:a:0?", "-sn", "-dn", "-c:v", *video, *gop, "-c:a", *audio),
        *("-avoid_negative_ts", "disabled", "-output_ts_offset", f"{FIRST_TIMESTAMP:g}"),
        *("-muxdelay", "0", "-muxpreload", "0"),
        *("-f", "segment", "-segment_time", f"{segment_seconds:g}", "-segment_format", "mpegts"),
        # The flag tells readers that the counters of a new segment do not continue those of the last.
        *("-segment_format_options", "mpegts_flags=+initial_discontinuity:mpegts_copyts=1:flush_packets=1"),
        *("-segment_list", SEGMENT_LIST, "-segment_list_type", "csv", f"%06d{SEGMENT_SUFFIX}"),
    ]


def new_run(media: Path) -> Path:
    """Make the folder of the next stretch below `media`: the number after the last that holds anything."""
    numbers = [
        int(found[1])
        for path in (media.iterdir() if media.is_dir() else ())
        if (found := re.fullmatch(r"run-(\d+)", path.name)) and any(path.glob(f"*{SEGMENT_SUFFIX}"))
    ]
    folder = media / f"run-{max(numbers, default=0) + 1:03d}"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
