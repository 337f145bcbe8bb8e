"""Which cue is worth the host's next sentence."""

import math

from live.events import Intent

WEIGHT: dict[Intent, float] = {
    "size": 1.3, "price": 1.3, "order": 1.3, "stock": 1.2, "promotion": 1.1, "shipping": 1.1, "return": 1.1,
    "material": 1.0, "spec": 1.0, "suitability": 1.0, "usage": 0.9, "quality": 1.0, "compare": 0.9, "request": 1.0,
    "complaint": 0.9, "chat": 0.1,
}  # fmt: skip
"""What keeps a viewer from buying now weighs more than what only interests."""

ON_OFFER, WHOLE_SHOP, ELSEWHERE, SOLD_OUT = 1.5, 1.2, 0.6, 0.5
WAIT_UNIT, WAIT_MOST = 40.0, 2.0
"""Waiting counts as one more doubling of askers every 40 seconds, twice at most."""


def priority(
    intent: Intent, askers: int, waited: float, product: str | None, on_offer: str | None, sold_out: bool = False
) -> float:
    """Higher is sooner. `askers` are different viewers, `waited` seconds since the first asked."""
    crowd = 1 + math.log2(max(1, askers)) + min(WAIT_MOST, max(0.0, waited) / WAIT_UNIT)
    if product is None:
        place = WHOLE_SHOP
    elif product == on_offer:
        place = ON_OFFER
    else:
        place = ELSEWHERE if on_offer is not None else WHOLE_SHOP
    gone = SOLD_OUT if sold_out and intent in ("size", "price", "order", "promotion", "material", "spec") else 1.0
    return round(WEIGHT[intent] * crowd * place * gone, 2)
