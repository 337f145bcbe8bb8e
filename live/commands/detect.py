"""`livecue detect`: comments in, verdicts out."""

import codecs
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from live.catalog.products import load_catalog
from live.comments.clean import clean
from live.config import load_settings
from live.errors import BadInput
from live.questions.finder import QuestionFinder
from live.questions.store import load_detector


class Line(msgspec.Struct, frozen=True):
    """One comment of the input."""

    id: str | int
    text: str
    at: float = 0.0


def detect_rows(lines: Iterable[bytes], catalog: Path | None, with_text: bool) -> Iterator[dict[str, Any]]:
    """One verdict per comment, in the order of the input, for people with its text.

    Lines that cannot be read are named on stderr and skipped.

    Raises BadInput when not one line can be read.
    """
    settings = load_settings(None)
    finder = QuestionFinder(settings.questions, load_catalog(catalog) if catalog else None, load_detector())
    decoder = msgspec.json.Decoder(Line)
    read = skipped = 0
    for number, raw in enumerate(lines, start=1):
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
        text = clean(line.text, settings.comments.max_length)
        row = {**finder.verdict_for(str(line.id), text, line.at), "id": line.id}
        yield row | {"text": text} if with_text else row
    if skipped and not read:
        raise BadInput('No line could be read. Each must be an object like {"id": "1", "text": "胖子能穿吗"}.')
