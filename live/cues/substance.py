"""What an answer comes to, so that the host's saying the same once more in other words is no news."""

from live.catalog.products import CatalogProduct
from live.catalog.stock_talk import stock_talk
from live.catalog.variant_talk import variant_talk
from live.cues.asked import Answer


def substance(answer: Answer, product: CatalogProduct | None) -> tuple[object, ...]:
    """Equal for two answers that tell a viewer the same: of the host's quoted words, what they say of stock; of any
    other answer, its text."""
    text = answer.text or ""
    quoted = [s.text for s in answer.sources if s.kind == "host" and s.text in text]
    if not quoted:
        return (text,)
    found: list[object] = []
    for words in quoted:
        talk = stock_talk(words)
        found.append((talk.kind, talk.never) if talk else None)
        found.extend(sorted((v.name, v.state) for v in variant_talk(words, product)) if product else ())
    return tuple(found)
