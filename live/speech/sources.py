"""What `media.source` may say, and how ffmpeg is told to open it."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from live.errors import BadInput
from live.ffmpeg import Ffmpeg
from live.ports import why_not_free

SourceKind = Literal["file", "address", "listen", "device"]

PROTOCOLS = {
    "http": "http,https,tcp,tls,crypto,httpproxy,data",
    "https": "http,https,tcp,tls,crypto,httpproxy,data",
    "rtmp": "rtmp,rtmpt,http,tcp",
    "rtmps": "rtmps,rtmpts,https,http,tcp,tls",
    "rtsp": "rtsp,rtp,udp,tcp",
    "srt": "srt,udp",
    "udp": "udp,rtp",
    "tcp": "tcp",
}
"""What an address may make ffmpeg open: never a file of this computer, whatever a playlist says."""

HOW_TO_NAME_A_SOURCE = (
    "Give a file, an address (rtmp://…, https://…/live.flv, https://…/index.m3u8), "
    "`listen:rtmp://127.0.0.1:1935/live/key` to have OBS push to this computer, "
    "`page:https://…` for the page of a stream, or `device:FORMAT:NAME` such as `device:dshow:audio=Microphone`."
)

DISCONTINUITY = 120
"""Seconds: a longer jump of the source's clock is a new clock, not a hole to be filled with silence."""


@dataclass(frozen=True)
class MediaSource:
    """A source that has been understood."""

    kind: SourceKind
    address: str
    """What ffmpeg opens: a path, an address, a device's name."""
    format: str = ""
    """ffmpeg's name of the input format, for devices."""
    headers: tuple[tuple[str, str], ...] = ()
    """What the server of the stream wants to be told (Referer, User-Agent)."""

    @property
    def live(self) -> bool:
        """Whether it goes on by itself, so that what is not read is lost."""
        return self.kind != "file"

    @property
    def shown(self) -> str:
        """The address without what may be a secret: stream keys, tokens, passwords."""
        if self.kind in ("file", "device"):
            return self.address
        parts = urlsplit(self.address)
        port = f":{parts.port}" if parts.port else ""
        return f"{parts.scheme}://{parts.hostname or ''}{port}/…"


def understand_source(text: str) -> MediaSource:
    """The source that `media.source` or an argument names. Raises BadInput, with what would be right.

    A missing file is told here; whether an address answers shows when it is opened. `page:` addresses are turned into
    stream addresses before (live.speech.pages).
    """
    text = text.strip()
    if not text:
        raise BadInput(f"No media source is named. {HOW_TO_NAME_A_SOURCE}")
    if text.startswith("device:"):
        _, format_, name = [*text.split(":", 2), "", ""][:3]
        if not format_ or not name:
            raise BadInput(f"{text} does not name a device. {HOW_TO_NAME_A_SOURCE}")
        return MediaSource("device", name, format=format_)
    if text.startswith("listen:"):
        return MediaSource("listen", _address(text.removeprefix("listen:"), listen=True))
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", text) and not text.lower().startswith("file://"):
        return MediaSource("address", _address(text))
    return MediaSource("file", str(_file(text)))


def _address(text: str, *, listen: bool = False) -> str:
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise BadInput(f"{text} is no address ({error}). {HOW_TO_NAME_A_SOURCE}") from error
    if parts.scheme.lower() not in PROTOCOLS or not host:
        raise BadInput(f"{text} is no address that can be opened. {HOW_TO_NAME_A_SOURCE}")
    if listen and parts.scheme.lower() != "rtmp":
        raise BadInput(f"Only rtmp can be listened for, not {parts.scheme}. {HOW_TO_NAME_A_SOURCE}")
    return text


def _file(text: str) -> Path:
    path = Path(re.sub(r"^file://(?:localhost)?(?=/)", "", text, flags=re.IGNORECASE)).expanduser()
    if path.is_dir():
        raise BadInput(f"{path} is a folder. Name the media file in it.")
    if not path.is_file():
        raise BadInput(f"There is no file {path}. {HOW_TO_NAME_A_SOURCE}")
    return path.resolve()


def check_port_is_free(source: MediaSource) -> None:
    """Raises BadInput when a `listen:` source wants a port that another program has."""
    parts = urlsplit(source.address)
    host, port = parts.hostname or "127.0.0.1", parts.port or 1935
    if why := why_not_free(host, port):
        raise BadInput(
            f"Cannot listen on {host}:{port}: {why}. "
            "Close the program that has the port (another LiveCue, an RTMP server), or name another one."
        )


def input_arguments(source: MediaSource, ffmpeg: Ffmpeg, *, start: float = 0.0, timeout: float = 10.0) -> list[str]:
    """ffmpeg's arguments that open the source, up to and with `-i`.

    `start`: seconds of a file to leave out. `timeout`: seconds without data after which a connection is given up.
    """
    if source.kind == "file":
        seek = ["-ss", f"{start:.6f}"] if start else []
        return [*seek, "-protocol_whitelist", "file,crypto,data", "-i", f"file:{source.address}"]
    clock = ["-dts_delta_threshold", str(DISCONTINUITY), "-dts_error_threshold", str(DISCONTINUITY)]
    if source.kind == "device":
        return [*clock, "-thread_queue_size", "1024", "-f", source.format, "-i", source.address]
    scheme = urlsplit(source.address).scheme.lower()
    arguments = [*clock, "-protocol_whitelist", PROTOCOLS[scheme]]
    if source.kind == "listen":
        return [*arguments, "-listen", "1", "-f", "flv", "-i", source.address]
    if scheme in ("http", "https", "rtmp", "rtmps", "tcp"):
        arguments += ["-rw_timeout", str(int(timeout * 1_000_000))]
    if source.headers:
        arguments += ["-headers", "".join(f"{name}: {value}\r\n" for name, value in source.headers)]
    if urlsplit(source.address).path.lower().endswith(".m3u8"):
        # Names of segments in the wild end in anything; what they may open is held by the protocols above.
        arguments += ["-allowed_extensions", "ALL"]
        if ffmpeg.major >= 8:
            arguments += ["-extension_picky", "0"]
    return [*arguments, "-i", source.address]
