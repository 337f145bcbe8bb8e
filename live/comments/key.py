"""The secret of this installation, with which viewer ids are hashed."""

import logging
import os
import secrets
from pathlib import Path

from live.errors import LiveCueError

log = logging.getLogger(__name__)

BYTES = 32


def default_path() -> Path:
    """Where the key lies unless told otherwise: the user's own data folder."""
    import platformdirs

    return platformdirs.user_data_path("livecue", appauthor=False) / "viewer.key"


def load_key(path: Path | None = None) -> bytes:
    """The key at `path`, made at first use and readable by its owner only. Raises LiveCueError when it cannot be kept.

    A file that is no key is kept as it is and an error is raised: a new one would make every viewer a stranger.
    """
    path = default_path() if path is None else path
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _make(path)
        key = path.read_bytes()
    except OSError as error:
        raise LiveCueError(
            f"Cannot keep the key for viewer ids at {path}: {error.strerror}. Make the folder writable."
        ) from error
    if len(key) != BYTES:
        raise LiveCueError(
            f"{path} is not a key of {BYTES} bytes. Put the right file back, or delete it: "
            "then viewers of earlier broadcasts are not recognised."
        )
    return key


def _make(path: Path) -> None:
    """Write a new key unless there is one; two processes that start at once agree on the first one written."""
    if path.exists():
        return
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_bytes(BYTES))
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        log.debug("another process made %s first", path)
    except OSError:
        # Some file systems have no hard links (FAT, many network shares); a rename is as good for a single process.
        draft.replace(path)
    else:
        log.info("made the key for viewer ids at %s", path)
    draft.unlink(missing_ok=True)
