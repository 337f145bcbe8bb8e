"""Files that are there whole, or not at all."""

import os
from pathlib import Path


def write_whole(path: Path, data: str | bytes) -> Path:
    """Write beside `path`, then put it in place: a reader sees the old file or the new one, never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        beside.write_bytes(data.encode() if isinstance(data, str) else data)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return path
