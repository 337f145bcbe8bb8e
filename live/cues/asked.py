"""A question in all its wordings, and what can be said to it."""

from dataclasses import dataclass

from live.catalog.measures import Body
from live.catalog.wording import is_chinese
from live.events import Intent, Source


@dataclass(frozen=True)
class Answer:
    """What to say; `text` None: nothing is known. `also` is a second line (what goes with it)."""

    text: str | None = None
    also: str = ""
    sources: tuple[Source, ...] = ()


NOTHING = Answer()


@dataclass(frozen=True)
class Asked:
    """A question in all its wordings."""

    intent: Intent
    texts: tuple[str, ...]
    about: tuple[str, ...]
    body: Body
    chinese: bool

    @property
    def weights_kg(self) -> tuple[float, ...]:
        """The asker's weight, where it is named."""
        weight = self.body.weight_kg
        return () if weight is None else (weight[1],) if isinstance(weight, tuple) else (weight,)

    def has(self, *topics: str) -> bool:
        return any(t in self.about for t in topics)


def quoted(text: str, chinese: bool) -> str:
    """What the host has said, as an answer."""
    return f"主播说过：{text}" if chinese else f"The host said: {text}"


def money(amount: float, currency: str) -> str:
    """An amount as the shop writes it: 39.9元, $29."""
    figure = f"{amount:.2f}".removesuffix(".00")
    if currency not in "$€£":
        figure = figure.rstrip("0") if "." in figure else figure
    return (
        f"{currency}{figure}"
        if currency in "$€£¥￥"
        else f"{figure}{currency}"
        if is_chinese(currency)
        else f"{figure} {currency}"
    )
