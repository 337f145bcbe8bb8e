"""The page of a stream into the address of the stream, by streamlink (optional)."""

import importlib

from live.errors import BadInput, LiveCueError, Missing
from live.speech.sources import MediaSource

QUALITY = ("720p", "720p60", "hd", "best")
"""Tried in order: the recording should be good enough for phones, and no more of a burden than that."""


def find_stream(page: str) -> MediaSource:
    """Where the stream on the page is to be had now.

    Asks the page, so call it in a thread. Raises Missing without streamlink, BadInput when it does not know such
    pages, LiveCueError when nothing is on air.
    """
    try:
        streamlink = importlib.import_module("streamlink")
    except ImportError as error:
        raise Missing(
            "Page addresses need streamlink: `pip install 'livecue[pages]'`. "
            "Or name the address of the stream itself (rtmp://…, https://…flv, https://…m3u8)."
        ) from error
    session = streamlink.Streamlink()
    try:
        streams = session.streams(page)
    except streamlink.NoPluginError as error:
        raise BadInput(f"streamlink does not know pages like {page}. Name the address of the stream itself.") from error
    except streamlink.StreamlinkError as error:
        raise LiveCueError(f"Cannot read {page}: {error}") from error
    for quality in QUALITY:
        if stream := streams.get(quality):
            try:
                address = stream.to_url()
            except (TypeError, AttributeError):
                continue
            headers = getattr(stream, "args", {}).get("headers") or session.http.headers
            wanted = tuple((n, str(v)) for n, v in headers.items() if n.lower() in ("referer", "user-agent", "origin"))
            return MediaSource("address", address, headers=wanted)
    raise LiveCueError(f"Nothing is on air at {page}.")
