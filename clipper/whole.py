"""Whether a file that ffmpeg left is whole: on a disk that is full, its exit code may be 0 all the same."""

import shutil
from pathlib import Path

from clipper.process import full
from live.errors import LiveCueError

_CRUMBS = 1 << 20
"""Bytes of free space below which a broken file is put down to the disk."""


def check_mp4(path: Path) -> None:
    """Raises DiskFull, or LiveCueError, unless the boxes of the MP4 file (ISO/IEC 14496-12, 4.2) fill it to its end,
    with pictures (`mdat`) and their index (`moov`) among them.
    """
    found: set[bytes] = set()
    size = path.stat().st_size
    at = 0
    with path.open("rb") as file:
        while at < size:
            file.seek(at)
            head = file.read(16)
            length = int.from_bytes(head[:4], "big")
            if length == 1:
                length = int.from_bytes(head[8:16], "big")
            if length < 8:
                break
            found.add(head[4:8])
            at += length
    if at != size or not {b"moov", b"mdat"} <= found:
        raise _broken(path)


def check_jpeg(path: Path) -> None:
    """The same of a JPEG picture: it ends with its end marker (ITU-T T.81, B.1.1.3)."""
    if not path.is_file() or not path.read_bytes().endswith(b"\xff\xd9"):
        raise _broken(path)


def _broken(path: Path) -> LiveCueError:
    if shutil.disk_usage(path.parent).free < _CRUMBS:
        return full(path.parent)
    return LiveCueError(f"ffmpeg left {path.name} broken. Export again; `livecue doctor` tells whether ffmpeg works.")
