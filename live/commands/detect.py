"""`livecue detect`: comments in, verdicts out."""

import codecs
import sys
from collections.abc import Iterable, Iterator
from itertools import repeat
from pathlib import Path
from typing import Any, Literal

import msgspec

from live.catalog.products import load_catalog
from live.commands.waiting import with_hurry
from live.comments.clean import clean
from live.config import load_settings
from live.errors import BadInput, Missing
from live.questions.finder import QuestionFinder
from live.questions.second import load_second_opinion
from live.questions.store import load_detector


class Line(msgspec.Struct, frozen=True):
    """One comment of the input."""

    id: str | int
    text: str
    at: float = 0.0


MANY = 750
"""Comments that come at once beyond which words alone judge them: the encoder would take half a minute or more."""

Meaning = Literal["auto", "on", "off"]


def detect_rows(
    lines: Iterable[bytes], catalog: Path | None, with_text: bool, meaning: Meaning = "auto"
) -> Iterator[dict[str, Any]]:
    """One verdict per comment, in the order of the input, for people with its text.

    `meaning`: whether the encoder is asked about what the words leave open; `auto` where it is installed and not more
    than MANY comments come at once.

    Lines that cannot be read are named on stderr and skipped.

    Raises BadInput when not one line can be read, and Missing for `on` without an encoder.
    """
    settings = load_settings(None)
    second = load_second_opinion(paced=False) if meaning != "off" else None
    if meaning == "on" and second is None:
        raise Missing("There is no encoder here. Run `pip install 'livecue[meaning]'`, or leave out `--meaning on`.")
    shop = load_catalog(catalog) if catalog else None
    finder = QuestionFinder(settings.questions, shop, load_detector(), second=second)
    decoder = msgspec.json.Decoder(Line)
    read = skipped = 0
    hurried = with_hurry(lines, MANY) if meaning == "auto" and second else zip(lines, repeat(False), strict=False)
    for number, (raw, hurry) in enumerate(hurried, start=1):
        raw = raw.removeprefix(codecs.BOM_UTF8) if number == 1 else raw  # as Windows writes files
        if not raw.strip():
            continue
        try:
            line = decoder.decode(raw)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            skipped += 1
            sys.stderr.write(f"livecue: line {number} skipped: {error}\n")
            continue
        read += 1
        if second is not None:
            second.rests = hurry
        text = clean(line.text, settings.comments.max_length)
        row = {**finder.verdict_for(str(line.id), text, line.at), "id": line.id}
        yield row | {"text": text} if with_text else row
    if skipped and not read:
        raise BadInput('No line could be read. Each must be an object like {"id": "1", "text": "胖子能穿吗"}.')
