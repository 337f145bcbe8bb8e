"""Filter graphs, and the only module that knows ffmpeg-python.

No text from outside goes in here: files have generated names, relative to the working folder.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import ffmpeg

from clipper.camera import Camera
from clipper.take import Source, Take

FRAMES_PER_SECOND = 30
"""What the platforms ask for."""
WIDTH, HEIGHT = 1080, 1920
"""A phone held upright, in pixels."""
SAME_SHAPE = 1.08
"""Shapes that differ by less than this factor are cropped to fit; others keep all of the picture."""
SAMPLE_RATE = 48_000
SMALL, TINY = "small.gray", "tiny.gray"
"""Files of grey frames: to find faces in, and to find cuts by."""
TINY_SIZE = (48, 27)
_COARSE = 8
"""Pixels of the source by which the window jumps; the rest of the way it moves in the enlarged picture, where a pixel
is less. Enlarging the window alone costs a third of enlarging all of the picture."""
_PROTOCOLS = "file,concat,pipe"


@dataclass(frozen=True)
class Look:
    """What becomes of the picture and the sound."""

    vertical: bool = False
    """1080x1920 at 30 frames a second; else as it is."""
    camera: Camera | None = None
    """With `vertical`: what follows the person; None shows all of the picture."""
    subtitles: str = ""
    """Name of an ASS file in the working folder."""
    fonts: str = ""
    """Name of the folder with its fonts, in the working folder; "" for the system's."""
    gain: float | None = None
    """Decibels to raise the sound by, with a limiter behind; None leaves it as it is."""


def inputs(source: Source) -> tuple[Any, Any]:
    """Picture and sound of all takes, one after the other; the sound is None where there is none.

    Use both, or ffmpeg makes a stream of its own of the one that is left over; else `picture_of` or `sound_of`.
    """
    if not all(take.has_sound for take in source.takes):
        return picture_of(source), None
    pairs = [stream for take in source.takes for stream in _both(take)]
    if len(source.takes) == 1:
        return pairs[0], pairs[1]
    joined = ffmpeg.concat(*pairs, v=1, a=1).node
    return joined[0], joined[1]


def picture_of(source: Source) -> Any:
    """The picture of all takes, one after the other."""
    pictures = [_both(take)[0] for take in source.takes]
    return pictures[0] if len(pictures) == 1 else ffmpeg.concat(*pictures, v=1, a=0)


def sound_of(source: Source) -> Any:
    """The sound of all takes, one after the other; each must have some."""
    sounds = [_both(take)[1] for take in source.takes]
    return sounds[0] if len(sounds) == 1 else ffmpeg.concat(*sounds, v=0, a=1)


def _both(take: Take) -> tuple[Any, Any]:
    """Picture and sound of one take, each from zero on."""
    stream = _input(take)
    picture, sound = stream.video, stream.audio
    if take.first is None:
        return picture, sound
    last = take.first + take.seconds
    picture = picture.filter("trim", start=_t(take.first), end=_t(last)).filter("setpts", f"PTS-{_t(take.first)}/TB")
    sound = sound.filter("atrim", start=_t(take.first), end=_t(last))
    sound = sound.filter("asetpts", f"PTS-{_t(take.first)}/TB").filter("aresample", **{"async": 1, "first_pts": 0})
    return picture, sound


def clip(source: Source, look: Look, out: str, video: Mapping[str, Any]) -> list[str]:
    """Arguments for the finished clip. `video` are the encoder's options (`clipper.encoder`)."""
    picture, sound = inputs(source)
    picture = framed(picture, source, look)
    options = {
        **video,
        "pix_fmt": "yuv420p",
        "movflags": "+faststart",
        "t": _t(source.seconds),
        "map_metadata": -1,
        "f": "mp4",
    }
    if sound is None:
        return _arguments(ffmpeg.output(picture, out, **options))
    sound = levelled(sound, look.gain)
    return _arguments(
        ffmpeg.output(picture, sound, out, acodec="aac", audio_bitrate="160k", ar=SAMPLE_RATE, ac=2, **options)
    )


def framed(picture: Any, source: Source, look: Look) -> Any:
    """The picture in its final shape, with subtitles."""
    if look.vertical and look.camera:
        # Before the window moves, so that it moves in even steps.
        picture = picture.filter("fps", FRAMES_PER_SECOND, start_time=0)
        picture = followed(picture, source.width, source.height, look.camera)
    elif look.vertical:
        picture = upright(picture, source.width, source.height).filter("fps", FRAMES_PER_SECOND, start_time=0)
    elif source.width % 2 or source.height % 2:
        picture = picture.filter("crop", "trunc(iw/2)*2", "trunc(ih/2)*2")
    if look.subtitles:
        picture = picture.filter("ass", look.subtitles, **({"fontsdir": look.fonts} if look.fonts else {}))
    return picture.filter("format", "yuv420p")


def upright(picture: Any, width: int, height: int) -> Any:
    """1080x1920: cropped where the shape is nearly that, else whole, on its own blurred enlargement."""
    wide = (width / height) / (WIDTH / HEIGHT)
    if 1 / SAME_SHAPE <= wide <= SAME_SHAPE:
        fitted = picture.filter("scale", WIDTH, HEIGHT, force_original_aspect_ratio="increase")
        return fitted.filter("crop", WIDTH, HEIGHT).filter("setsar", 1)
    both = picture.filter_multi_output("split")
    # The blur is made small and enlarged: nobody sees the difference, and it costs a sixteenth.
    back = both[0].filter("scale", WIDTH // 4, HEIGHT // 4, force_original_aspect_ratio="increase")
    back = back.filter("crop", WIDTH // 4, HEIGHT // 4).filter("boxblur", 8, 2).filter("eq", brightness=-0.12)
    back = back.filter("scale", WIDTH, HEIGHT).filter("setsar", 1)
    front = both[1].filter("scale", WIDTH, HEIGHT, force_original_aspect_ratio="decrease", force_divisible_by=2)
    return ffmpeg.overlay(back, front.filter("setsar", 1), x="(W-w)/2", y="(H-h)/2")


def followed(picture: Any, width: int, height: int, camera: Camera) -> Any:
    """1080x1920: a window of the full height that moves along the camera's path."""
    window = height * WIDTH / HEIGHT
    scale = HEIGHT / height
    cut = min(width, 2 * math.ceil((window + _COARSE) / 2))
    left = f"clip({_expression(camera, width)}-{window / 2:.3f},0,{width - window:.3f})"
    coarse = f"min(floor({left}/{_COARSE})*{_COARSE},{width - cut})"
    picture = picture.filter("crop", w=cut, h=height, x=coarse, y=0)
    picture = picture.filter("scale", 2 * round(cut * scale / 2), HEIGHT)
    return picture.filter("crop", w=WIDTH, h=HEIGHT, x=f"({left}-{coarse})*{scale:.5f}", y=0).filter("setsar", 1)


def _expression(camera: Camera, width: int) -> str:
    """Where the middle of the window is, in pixels of a picture `width` wide, as ffmpeg computes it for each frame.

    A sum of ramps and jumps. ffmpeg takes an expression that is at most a hundred deep, and a row of sums is as deep
    as it is long: so the sum is one of halves, and those again.
    """
    terms = [f"{camera.path[0][1] * width:.2f}"]
    for (t0, x0), (t1, x1) in pairwise(camera.path):
        by = (x1 - x0) * width
        if abs(by) < 0.01:
            continue
        terms.append(
            f"{by:.2f}*gte(t,{t1:.3f})" if t1 <= t0 else f"{by / (t1 - t0):.3f}*clip(t-{t0:.3f},0,{t1 - t0:.3f})"
        )
    return _sum(terms)


def _sum(terms: Sequence[str]) -> str:
    if len(terms) == 1:
        return terms[0]
    half = len(terms) // 2
    return f"({_sum(terms[:half])}+{_sum(terms[half:])})"


def levelled(sound: Any, gain: float | None) -> Any:
    """The sound raised by `gain` dB, true peaks below -1 dB: limited at four times the rate, as BS.1770 measures."""
    if gain is None:
        return sound
    both = sound.filter("aformat", channel_layouts="stereo")
    raised = both.filter("volume", f"{gain:.2f}dB").filter("aresample", 4 * SAMPLE_RATE)
    limited = raised.filter("alimiter", limit=0.78, attack=2, release=60, level="disabled")
    return limited.filter("aresample", SAMPLE_RATE)


def loudness(source: Source, gain: float | None = None) -> list[str]:
    """Arguments that make ffmpeg print the loudness (EBU R128) of the sound, raised by `gain`."""
    measured = levelled(sound_of(source), gain).filter("aformat", channel_layouts="stereo")
    measured = measured.filter("ebur128", peak="true", framelog="verbose")
    return _arguments(ffmpeg.output(measured, "-", f="null", t=_t(source.seconds)))


def edge(take: Take, source: Source, out: str, frames: int, number: int) -> list[str]:
    """Arguments that encode `frames` frames of a take as they are, to be joined to copied ones.

    Shown in the order they are decoded, with parameter sets numbered `number`, before every key frame.
    """
    picture = picture_of(Source((take,), source.width, source.height, source.fps))
    return _arguments(
        ffmpeg.output(
            picture, out, vcodec="libx264", preset="superfast", crf=17, bf=0, pix_fmt="yuv420p", f="nut",
            fps_mode="passthrough", vframes=frames, **{"x264-params": f"sps-id={number}:repeat-headers=1:scenecut=0"},
        )
    )  # fmt: skip


def sound_only(source: Source, out: str) -> list[str]:
    """Arguments that encode the sound of the source, from its first sample on."""
    return _arguments(
        ffmpeg.output(sound_of(source), out, acodec="aac", audio_bitrate="192k", map_metadata=-1, f="mp4")
    )


def together(picture: str, sound: str, out: str) -> list[str]:
    """Arguments that put a finished picture and a finished sound ("" for none) into one file."""
    streams = [ffmpeg.input(picture, protocol_whitelist=_PROTOCOLS).video]
    if sound:
        streams.append(ffmpeg.input(sound, protocol_whitelist=_PROTOCOLS).audio)
    options = {"vcodec": "copy", "acodec": "copy", "movflags": "+faststart", "map_metadata": -1, "f": "mp4"}
    return _arguments(ffmpeg.output(*streams, out, **options))


def thumbnails(source: Source, width: int, every: float) -> list[str]:
    """Arguments that write a grey frame, `width` pixels wide, every `every` seconds to `frames.gray`."""
    picture = picture_of(source)
    small = picture.filter("fps", 1 / every).filter("scale", width, 2 * round(width * source.height / source.width / 2))
    grey = small.filter("format", "gray")
    return _arguments(ffmpeg.output(grey, "file:frames.gray", f="rawvideo", t=_t(source.seconds)))


def samples(source: Source, size: tuple[int, int], every: int) -> list[str]:
    """Arguments that write each frame of the clip, tiny, to TINY, and each `every`-th, in `size`, to SMALL; grey."""
    picture = picture_of(source)
    both = picture.filter("fps", FRAMES_PER_SECOND, start_time=0).filter_multi_output("split")
    tiny = both[0].filter("scale", *TINY_SIZE, flags="area").filter("format", "gray")
    small = (
        both[1].filter("select", f"not(mod(n,{every}))").filter("scale", *size, flags="area").filter("format", "gray")
    )
    options = {"f": "rawvideo", "t": _t(source.seconds)}
    outputs = [
        ffmpeg.output(tiny, f"file:{TINY}", **options),
        ffmpeg.output(small, f"file:{SMALL}", fps_mode="passthrough", **options),
    ]
    return _arguments(ffmpeg.merge_outputs(*outputs))


def still(source: Source, look: Look, out: str) -> list[str]:
    """Arguments for one picture: the first of the source, framed as the clip is."""
    picture = picture_of(source)
    return _arguments(ffmpeg.output(framed(picture, source, look), out, vframes=1, f="image2", update=1, **{"q:v": 3}))


def _input(take: Take) -> Any:
    options: dict[str, Any] = {"protocol_whitelist": _PROTOCOLS}
    if take.first is None:
        return ffmpeg.input(take.url, ss=_t(take.seek or 0.0), t=_t(take.seconds), **options)
    if take.seek is not None:
        # To a timestamp well before, to be trimmed: these formats seek past key frames.
        options |= {"ss": _t(take.seek), "seek_timestamp": 1, "noaccurate_seek": None}
    return ffmpeg.input(take.url, copyts=None, **options)


def _arguments(output: Any) -> list[str]:
    arguments: Sequence[str] = ffmpeg.get_args(output, overwrite_output=True)
    return list(arguments)


def _t(seconds: float) -> str:
    return f"{seconds:.6f}"
