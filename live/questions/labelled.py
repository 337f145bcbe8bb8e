"""The labelled comments that come with LiveCue."""

from collections.abc import Iterator
from importlib import resources

import msgspec


class Labelled(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One comment and what a good operator would say of it; data/README.md has the rules.

    `product` and `group` are as in the label rules; `family` ties together comments that are alike by construction.
    """

    text: str
    intent: str
    id: str = ""
    product: str | None = None
    group: str | None = None
    category: str = ""
    family: str = ""
    composed: bool = False

    @property
    def needs_answer(self) -> bool:
        return self.intent != "chat"


def labelled(*names: str) -> Iterator[Labelled]:
    """The rows of these files of live/questions/data (without `.jsonl`), in order; of all that are learnt from when
    none is named."""
    folder = resources.files("live.questions").joinpath("data")
    decoder = msgspec.json.Decoder(Labelled)
    for name in names or LEARNT:
        for line in folder.joinpath(f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield decoder.decode(line)


LEARNT = (
    "zh",
    "en",
    "colloquial.zh",
    "colloquial.en",
    "varied.zh",
    "varied.en",
    "distant.zh",
    "distant.en",
    "broad.zh",
    "broad.en",
    "trades.zh",
    "trades.en",
    "shared.zh",
    "shared.en",
)
"""The files that the detector learns from; the others are held back to measure it."""
