"""What the operator of this shop has said of comments: which are no questions here, and what others are about.

Kept as one JSON object a line beside the configuration, to be read and edited by hand: `{"text": "上车", "intent":
"chat"}`. Deleting a line takes it back. A comment that is nearly the same text gets that intent.
"""

import logging
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from live.errors import BadInput
from live.events import Intent

NEARLY = 90.0
"""Likeness (rapidfuzz `ratio`, 0 to 100) from which on two evened texts are the same to the operator."""

log = logging.getLogger(__name__)


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """One line: an intent, `chat` for what is no question."""

    text: str
    intent: Intent


class ShopRules:
    """Corrections, by evened text. What was said last of a text stands."""

    def __init__(self, corrections: Iterable[tuple[str, Intent]] = ()) -> None:
        self._intents: dict[str, Intent] = {}
        for text, intent in corrections:
            self.learn(text, intent)

    def learn(self, text: str, intent: Intent) -> None:
        """Take in one correction of an evened text."""
        self._intents.pop(text, None)
        self._intents[text] = intent

    def intent(self, text: str) -> Intent | None:
        """What the operator says of an evened text like this, or None."""
        if not self._intents:
            return None
        if (exact := self._intents.get(text)) is not None:
            return exact
        if len(text) < 4:
            return None  # "3号" and "5号" are nearly the same and not at all.
        from rapidfuzz import fuzz, process

        found = process.extractOne(text, self._intents.keys(), scorer=fuzz.ratio, score_cutoff=NEARLY)
        if found is None or _figures(found[0]) != _figures(text):
            return None
        return self._intents[found[0]]

    @property
    def known(self) -> Mapping[str, Intent]:
        """All corrections, in the order in which they came."""
        return self._intents


class CorrectionFile:
    """Where the operator's corrections are kept for later broadcasts."""

    def __init__(self, path: Path) -> None:
        """Raises BadInput naming the first line that is wrong."""
        self._path = path
        self._kept = {c.text: c.intent for c in read_corrections(path)}

    def keep(self, correction: Correction) -> None:
        """Add it, unless it is there. A file that cannot be written costs later broadcasts the lesson, not this one."""
        if not correction.text or self._kept.get(correction.text) == correction.intent:
            return
        try:
            append_correction(self._path, correction)
        except OSError as error:
            log.warning(
                "cannot keep the correction in %s (%s): it counts for this broadcast", self._path, error.strerror
            )
        else:
            self._kept[correction.text] = correction.intent


def _figures(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


def read_corrections(path: Path) -> list[Correction]:
    """The lines of `path`; none when there is no such file. Raises BadInput naming the first line that is wrong."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"Cannot read the corrections in {path}: {error}.") from error
    decoder = msgspec.json.Decoder(Correction)
    found = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            found.append(decoder.decode(line))
        except msgspec.DecodeError as error:
            raise BadInput(
                f'{path}, line {number}: {error}. A line is {{"text": "…", "intent": "chat"}}; delete it if in doubt.'
            ) from error
    return found


def append_correction(path: Path, correction: Correction) -> None:
    """Add one line at the end of `path`, making it if need be. Raises OSError when it cannot be written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(msgspec.json.encode(correction).decode() + "\n")
    log.info("learnt from the operator: %s is %s", correction.text, correction.intent)
