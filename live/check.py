"""One thing that `livecue doctor` has looked at."""

from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "note", "warning", "missing"]
"""`note`: works, and there is a choice. `warning`: something will not work. `missing`: a broadcast needs it."""


@dataclass(frozen=True)
class Check:
    """One thing that was looked at."""

    name: str
    state: State
    detail: str
    fix: str = ""
    """What to do; "" where nothing is to be done."""
