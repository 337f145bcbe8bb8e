"""The session folder: everything of one broadcast, in one place that can be copied."""

from dataclasses import dataclass
from pathlib import Path

from live.errors import BadInput


@dataclass(frozen=True)
class SessionFolder:
    """Where things are in a session folder."""

    root: Path

    @property
    def journal(self) -> Path:
        return self.root / "journal.db"

    @property
    def media(self) -> Path:
        """The recording: one folder per stretch (`run-001`…), each with its segments."""
        return self.root / "media"

    @property
    def clips(self) -> Path:
        return self.root / "clips"

    @property
    def report(self) -> Path:
        return self.root / "report"

    @property
    def catalog(self) -> Path:
        """A copy of the catalog as it was when the broadcast began."""
        return self.root / "catalog.toml"

    @property
    def corrections(self) -> Path:
        """A copy of what the operator had corrected in earlier broadcasts, as it was when this one began."""
        return self.root / "corrections.jsonl"

    @property
    def log(self) -> Path:
        return self.root / "livecue.log"

    @property
    def control(self) -> Path:
        """Where the process that runs the broadcast can be reached; there only while it runs."""
        return self.root / "control.json"

    def make(self) -> "SessionFolder":
        """Make the folder. Raises BadInput when it cannot be."""
        try:
            self.root.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BadInput(f"Cannot make the session folder {self.root}: {error.strerror}.") from error
        return self

    @classmethod
    def existing(cls, root: Path) -> "SessionFolder":
        """The session folder at `root`. Raises BadInput when it holds no journal."""
        folder = cls(root)
        if not folder.journal.is_file():
            raise BadInput(f"{root} is no session folder: it holds no journal.db. `livecue sessions` lists them.")
        return folder


def list_sessions(parent: Path) -> list[SessionFolder]:
    """Session folders directly below `parent`, newest first."""
    if not parent.is_dir():
        return []
    found = [SessionFolder(p) for p in parent.iterdir() if (p / "journal.db").is_file()]
    return sorted(found, key=lambda s: s.journal.stat().st_mtime, reverse=True)
