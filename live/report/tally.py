"""What only the report counts, folded over the journal beside `live.state.BroadcastState`."""

from collections import Counter
from dataclasses import dataclass, field

from live.events import (
    Answered,
    Comment,
    Compliance,
    Cue,
    Event,
    Health,
    Llm,
    Mark,
    Product,
    Session,
    Signal,
    Utterance,
)
from live.report.heard import Remarks


@dataclass
class Tally:
    """Raw counts of one broadcast. Memory grows with its length and with what is rare in it, not with its crowd."""

    remarks: Remarks
    started_wall: float = 0.0
    version: str = ""
    replay: bool = False
    seconds: Counter[int] = field(default_factory=Counter)
    """Comments by the second."""
    offers: list[tuple[float, str | None]] = field(default_factory=list)
    """When which product came on offer."""
    sold_out: dict[str, float] = field(default_factory=dict)
    orders: Counter[int] = field(default_factory=Counter)
    """Orders by the second."""
    marks: list[float] = field(default_factory=list)
    utterances: list[Utterance] = field(default_factory=list)
    answered: list[Answered] = field(default_factory=list)
    shown_at: dict[str, float] = field(default_factory=dict)
    """When a group's cue was first in front of the host."""
    compliance: list[tuple[float, Compliance]] = field(default_factory=list)
    calls: list[Llm] = field(default_factory=list)
    trouble: list[tuple[float, Health]] = field(default_factory=list)

    @property
    def product(self) -> str | None:
        """On offer now."""
        return self.offers[-1][1] if self.offers else None

    def on(self, event: Event) -> None:
        """Take in one event."""
        match event.data:
            case Comment() as comment:
                self.seconds[int(event.at)] += 1
                self.remarks.on(comment, event.at, self.product)
            case Cue() as cue:
                if cue.state == "shown":
                    self.shown_at.setdefault(cue.group, event.at)
            case Answered() as answered:
                self.answered.append(answered)
            case Signal() as signal:
                if signal.type == "order":
                    self.orders[int(event.at)] += max(1, signal.count)
            case Product() as product:
                self._on_product(product, event.at)
            case Utterance() as utterance:
                self.utterances.append(utterance)
            case Compliance() as compliance:
                self.compliance.append((event.at, compliance))
            case Mark():
                self.marks.append(event.at)
            case Llm() as call:
                self.calls.append(call)
            case Health() as health:
                if health.state in ("down", "gap", "degraded"):
                    self.trouble.append((event.at, health))
            case Session() as session:
                self.started_wall = self.started_wall or event.wall
                self.version = session.version or self.version
                self.replay = self.replay or session.replay
            case _:
                self.started_wall = self.started_wall or event.wall

    def _on_product(self, product: Product, at: float) -> None:
        if product.state == "on_offer":
            if product.product != self.product:
                self.offers.append((at, product.product))
        elif product.state == "sold_out" and product.product is not None:
            self.sold_out.setdefault(product.product, at)
