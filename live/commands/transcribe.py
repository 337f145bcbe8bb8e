"""`livecue transcribe`: what is said in a recording."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from live.catalog.products import load_catalog
from live.commands.logs import log_to
from live.commands.stepping import steps
from live.config import load_settings
from live.speech.transcribe import transcribe
from live.speech.vocabulary import words_of
from live.speech.weights import weights_for


def transcribe_rows(media: Path, live: bool, catalog: Path | None, config: Path | None) -> Iterator[dict[str, Any]]:
    """The utterances of a file, as they come. Raises BadInput when it cannot be read or has no sound."""
    log_to(None, stderr=True)
    settings = load_settings(config)
    names = words_of(load_catalog(catalog) if catalog else None)
    weights = weights_for(settings.speech)
    for line in steps(transcribe(media, settings.speech, weights, live=live, names=names)):
        yield msgspec.to_builtins(line)
