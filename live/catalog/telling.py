"""Words that tell one product of a catalog from the others, for utterances that name none."""

from live.catalog.facts import tokens
from live.catalog.products import Catalog, CatalogProduct

EVIDENCE = (0.0, 0.15, 0.35, 0.5, 0.6)
"""How far so many telling words of one product, beyond those of any other, move the clock. Of a hundred lines with one
more, a quarter are of another product; with two, a twelfth; with three, next to none."""


class TellingWords:
    """Knows which words stand in the facts of one product only."""

    def __init__(self, catalog: Catalog) -> None:
        words = {p.id: _words(p) for p in catalog.products}
        self._telling = {
            id_: mine - frozenset().union(*(w for other, w in words.items() if other != id_))
            for id_, mine in words.items()
        }

    def product(self, text: str) -> tuple[str, float] | None:
        """The product that `text` speaks of by its facts alone and how far that moves the clock, or None."""
        said = tokens(text)
        counts = sorted(((len(said & mine), id_) for id_, mine in self._telling.items()), reverse=True)
        if not counts:
            return None
        ahead = counts[0][0] - (counts[1][0] if len(counts) > 1 else 0)
        return (counts[0][1], EVIDENCE[min(ahead, len(EVIDENCE) - 1)]) if ahead else None


def _words(product: CatalogProduct) -> frozenset[str]:
    texts = [product.name, *product.aliases, *product.selling_points]
    texts += [f"{k} {v}" for k, v in product.attributes.items()]
    texts += [f"{f.q} {f.a}" for f in product.faq]
    return frozenset(t for text in texts for t in tokens(text) if len(t) > 1 and not t[0].isdigit())
