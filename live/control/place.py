"""Where the process that runs a broadcast can be reached: `control.json` in its session folder.

The file is readable by its owner only; whoever can read it may steer. The port and the token are new at every start,
so what a kill leaves behind opens nothing.
"""

import os
import secrets
from pathlib import Path

import msgspec


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """The port on loopback, what must be shown there, and which process listens."""

    port: int
    token: str
    pid: int


def new_token() -> str:
    """A secret of 256 bits."""
    return secrets.token_urlsafe(32)


def write_place(path: Path, place: Place) -> None:
    """Put the file there whole, or not at all. On Windows the folder's own permissions hold."""
    draft = path.with_name(f"{path.name}.{place.pid}")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(msgspec.json.encode(place))
    draft.replace(path)


def read_place(path: Path) -> Place | None:
    """What the newest start left there; None where nobody did."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Place)
    except (OSError, msgspec.DecodeError):
        return None


def remove_place(path: Path, place: Place) -> None:
    """Take the file away, unless it is another start's by now."""
    if read_place(path) == place:
        path.unlink(missing_ok=True)
