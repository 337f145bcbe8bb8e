"""What the operator of this shop has said of comments: which are no questions here, and what others are about.

Kept as one JSON object a line beside the configuration, to be read and edited by hand: `{"text": "上车", "intent":
"chat"}`. Deleting a line takes it back. A comment that differs in nothing but particles and punctuation gets that
intent: one other character can make it another question (M码 and L码, 起球 and 起皱).
"""

import codecs
import logging
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from live.catalog.numerals import figures
from live.errors import BadInput
from live.events import Intent

_MARKS = re.compile(r"(?<!\d)[.:,]|[.:,](?!\d)|[^\w\s.:,+/%$#@*=-]")
"""Punctuation and emoji; what stands within a number is part of it."""
_PARTICLES = re.compile(r"[啊呀哦哈啦哇噢嗯诶呗喽哒捏呐](?![\u4e00-\u9fff])|\b(?:please|pls|plz|lol|haha|omg)\b")
"""Said for the tone alone. 吗, 吧, 呢 and 了 are not among them: they tell a question from a statement."""
_ASKING = re.compile(r"[么嘛](?![\u4e00-\u9fff])")
_IDLE_SPACE = re.compile(r"\s+(?![a-z0-9])|(?<![a-z0-9])\s+")
log = logging.getLogger(__name__)


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """One line: an intent, `chat` for what is no question."""

    text: str
    intent: Intent


class ShopRules:
    """Corrections, by evened text. What was said last of a text stands."""

    def __init__(self, corrections: Iterable[tuple[str, Intent]] = ()) -> None:
        self._intents: dict[str, Intent] = {}
        self._cores: dict[str, Intent] = {}
        for text, intent in corrections:
            self.learn(text, intent)

    def learn(self, text: str, intent: Intent) -> None:
        """Take in one correction of an evened text."""
        self._intents.pop(text, None)
        self._intents[text] = intent
        if core := _core(text):
            self._cores[core] = intent

    def intent(self, text: str) -> Intent | None:
        """What the operator says of an evened text like this, or None."""
        if not self._intents:
            return None
        exact = self._intents.get(text)
        return exact if exact is not None else self._cores.get(_core(text))

    @property
    def known(self) -> Mapping[str, Intent]:
        """All corrections, in the order in which they came."""
        return self._intents


class CorrectionFile:
    """Where the operator's corrections are kept for later broadcasts."""

    def __init__(self, path: Path) -> None:
        """Raises BadInput when the file is there and cannot be read."""
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


def _core(text: str) -> str:
    """An evened text without what changes nothing of its meaning; numbers in figures."""
    # Particles go twice: 啊呀 at the end is two of them.
    bare = _MARKS.sub(" ", text)
    bare = _PARTICLES.sub("", _PARTICLES.sub("", bare))
    return _IDLE_SPACE.sub("", figures(_ASKING.sub("吗", bare)).strip())


def read_corrections(path: Path) -> list[Correction]:
    """The lines of `path`; none when there is no such file. A line that is wrong is left out with a warning: a slip in
    a file kept by hand must not cost a broadcast. Raises BadInput when the file cannot be read at all."""
    try:
        # By bytes: str.splitlines also parts lines at marks that may stand within a text.
        lines = path.read_bytes().removeprefix(codecs.BOM_UTF8).splitlines()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise BadInput(f"Cannot read the corrections in {path}: {error}.") from error
    decoder = msgspec.json.Decoder(Correction)
    found = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.lstrip().startswith(b"#"):
            continue
        try:
            found.append(decoder.decode(line))
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            log.warning(
                '%s, line %d is left out: %s. A line is {"text": "…", "intent": "chat"}; mend or delete it.',
                path, number, error,
            )  # fmt: skip
    return found


def append_correction(path: Path, correction: Correction) -> None:
    """Add one line at the end of `path`, making it if need be. Raises OSError when it cannot be written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        if file.tell() > 0:
            # An editor may have left the last line without its end.
            file.seek(-1, os.SEEK_END)
            if file.read(1) != b"\n":
                file.write(b"\n")
        file.write(msgspec.json.encode(correction) + b"\n")
    log.info("learnt from the operator: %s is %s", correction.text, correction.intent)
