"""Cutting without encoding again: whole groups of pictures are copied, and only the frames before the first and after
the last of them are encoded.

That is safe where the picture is H.264 in closed groups: a group that shows frames of the one before it would break.
The encoded frames carry parameter sets with a number of their own, so that neither part is read with the other's.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from clipper import graph, nal
from clipper.media import rotation, seek_before
from clipper.process import run_ffmpeg
from clipper.take import EARLY, Source, Take

_OWN_NUMBER = 1
"""Of the parameter sets of encoded frames; encoders number theirs 0."""


class Unsafe(Exception):
    """Why a span cannot be copied; for people."""


@dataclass(frozen=True)
class _Frame:
    """A packet of the source. Times in seconds, as the file shows them."""

    pts: int
    dts: int
    key: bool
    at: float


@dataclass(frozen=True)
class _Plan:
    head: list[_Frame]
    """Frames to encode before the copied groups, in the order they are shown."""
    copied: tuple[int, int]
    """First decode timestamp that is copied, and the first after it that is not."""
    tail: list[_Frame]
    delay: int
    """Units of time from a key frame's decoding to its showing."""


def copy_cut(source: Source, work: Path, ffmpeg: Path) -> Path:
    """Write the span of `source` to `work/whole.mp4`, copying what can be copied. Raises Unsafe with the reason."""
    import av

    if len(source.takes) != 1:
        raise Unsafe("the recording has a gap in this span")
    take = source.takes[0]
    path = work / take.url.removeprefix("file:")
    with ThreadPoolExecutor(max_workers=3) as pool:
        sound = "file:sound.mp4" if take.has_sound else ""
        heard = pool.submit(run_ffmpeg, ffmpeg, graph.sound_only(source, sound), work) if sound else None
        try:
            _join(path, take, work, ffmpeg, source, pool)
        except av.error.FFmpegError as error:
            raise Unsafe(f"its frames cannot be joined to encoded ones ({error.strerror or error})") from error
        if heard:
            heard.result()
    run_ffmpeg(ffmpeg, graph.together("file:picture.mp4", sound, "file:whole.mp4"), work)
    return work / "whole.mp4"


def _join(path: Path, take: Take, work: Path, ffmpeg: Path, source: Source, pool: ThreadPoolExecutor) -> None:
    import av

    with av.open(str(path)) as container:
        video = container.streams.video[0]
        extradata = bytes(video.codec_context.extradata or b"")
        _check(video, extradata)
        if rotation(container, video):
            raise Unsafe("the picture is turned when it is shown, and the edges would be turned twice")
        first = (container.start_time or 0) / 1_000_000 + (take.seek or 0.0) if take.first is None else take.first
        frames = _frames(container, video, first, first + take.seconds)
        plan = _planned(frames, first, first + take.seconds)
        encoding = [
            pool.submit(_encoded, edge, take, first, name, work, ffmpeg, source)
            for name, edge in (("head", plan.head), ("tail", plan.tail))
        ]
        edges = [edge.result() for edge in encoding]
        parameters = next((nal.parameter_sets(edge[0]) for edge in edges if edge), None)
        avcc = nal.is_avcc(extradata)
        with av.open(str(work / "picture.mp4"), "w", format="mp4") as out:
            stream = out.add_stream_from_template(video)
            if parameters and avcc:
                stream.codec_context.extradata = nal.add_to_avcc(extradata, *parameters)
            elif parameters:
                stream.codec_context.extradata = extradata + b"".join(b"\x00\x00\x00\x01" + p for p in parameters)
            mux = _Mux(out, stream, video.time_base, round(first / float(video.time_base or 1)), avcc, plan.delay)
            mux.encoded(edges[0], plan.head)
            seek_before(container, video, first)
            for packet in container.demux(video):
                if packet.dts is None or packet.dts < plan.copied[0] or packet.is_corrupt:
                    continue
                if packet.dts >= plan.copied[1]:
                    break
                mux.copied(packet)
            mux.encoded(edges[1], plan.tail)


class _Mux:
    """Puts packets of both kinds into the clip, in time."""

    def __init__(self, out: Any, stream: Any, time_base: Any, zero: int, avcc: bool, delay: int) -> None:
        self._out, self._stream, self._time_base = out, stream, time_base
        self._zero, self._avcc, self._delay = zero, avcc, delay
        self._last = -(2**62)
        """The decode timestamp of the last packet."""

    def copied(self, packet: Any) -> None:
        packet.pts, packet.dts = packet.pts - self._zero, packet.dts - self._zero
        packet.stream = self._stream
        self._last = packet.dts
        self._out.mux(packet)

    def encoded(self, data: Sequence[bytes], frames: Sequence[_Frame]) -> None:
        import av

        for index, (frame, unit) in enumerate(zip(frames, data, strict=True)):
            packet = av.Packet(nal.with_lengths(nal.units(unit)) if self._avcc else unit)
            packet.stream, packet.time_base = self._stream, self._time_base
            packet.pts = frame.pts - self._zero
            # Where frames are not evenly spaced, this may fall before what was decoded last.
            packet.dts = self._last = max(packet.pts - self._delay, self._last + 1)
            packet.is_keyframe = index == 0
            self._out.mux(packet)


def _check(video: Any, extradata: bytes) -> None:
    if video.codec_context.name != "h264":
        raise Unsafe(f"the picture is {video.codec_context.name}, and only H.264 can be joined to encoded frames")
    if video.codec_context.pix_fmt not in {"yuv420p", "yuvj420p"}:
        raise Unsafe(f"the picture is {video.codec_context.pix_fmt}, which few players show")
    if extradata[:1] == b"\x01" and not nal.is_avcc(extradata):
        raise Unsafe("its picture data is packed in an unusual way")


def _frames(container: Any, video: Any, first: float, last: float) -> list[_Frame]:
    """Packets from the key frame before `first` to the one after `last`, in the order of decoding."""
    seek_before(container, video, first)
    found: list[_Frame] = []
    for packet in container.demux(video):
        if packet.pts is None or packet.dts is None:
            if packet.size:
                raise Unsafe("its frames do not tell when they are shown")
            continue
        if packet.is_corrupt:
            continue  # half written
        found.append(_Frame(packet.pts, packet.dts, packet.is_keyframe, float(packet.pts * video.time_base)))
        if packet.is_keyframe and found[-1].at > last + 1.0:
            break
    return found


def _planned(frames: list[_Frame], first: float, last: float) -> _Plan:
    wanted = sorted((f for f in frames if first <= f.at < last - EARLY), key=lambda f: f.pts)
    keys = [i for i, f in enumerate(frames) if f.key]
    starts = [i for i in keys if frames[i].at >= first]
    if not wanted or not starts:
        raise Unsafe("no whole group of pictures lies in this span")
    begin = starts[0]
    after = [i for i in keys if frames[i].at < last - EARLY and i > begin]
    ends_with_file = max(f.at for f in frames) < last
    stop = len(frames) if ends_with_file else after[-1] if after else begin
    if stop <= begin:
        raise Unsafe("no whole group of pictures lies in this span")
    for edge in (begin, stop):
        if edge < len(frames) and any(f.pts < frames[edge].pts for f in frames[edge + 1 : edge + 40]):
            raise Unsafe("its groups of pictures are open: each shows frames of the one before")
    until = frames[stop].pts if stop < len(frames) else None
    return _Plan(
        head=[f for f in wanted if f.pts < frames[begin].pts],
        copied=(frames[begin].dts, frames[stop].dts if stop < len(frames) else frames[-1].dts + 1),
        tail=[f for f in wanted if until is not None and f.pts >= until],
        delay=frames[begin].pts - frames[begin].dts,
    )


def _encoded(
    frames: list[_Frame], take: Take, first: float, name: str, work: Path, ffmpeg: Path, source: Source
) -> list[bytes]:
    """The frames encoded, one packet each, with start codes."""
    if not frames:
        return []
    import av

    begin = frames[0].at - first - EARLY
    part = replace(
        take,
        seconds=frames[-1].at - frames[0].at + 0.5 / source.fps,
        # The tail begins with a key frame, and the head with the take: both lie behind what is sought.
        seek=None if take.seek is None else max(0.0, take.seek + begin),
        first=None if take.first is None else take.first + begin,
        has_sound=False,
    )
    run_ffmpeg(ffmpeg, graph.edge(part, source, f"file:{name}.nut", len(frames), _OWN_NUMBER), work)
    with av.open(str(work / f"{name}.nut")) as container:
        data = [bytes(packet) for packet in container.demux(video=0) if packet.size]
    if len(data) != len(frames):
        raise Unsafe("its frames cannot be told apart at the edges")
    return data
