"""Words that tell one product of a catalog from the others, for utterances that name none."""

from live.catalog.facts import tokens
from live.catalog.products import Catalog, CatalogProduct

ENOUGH = 3
"""So many telling words of one product, and none of the others, mean that it is spoken of."""


class TellingWords:
    """Knows which words stand in the facts of one product only."""

    def __init__(self, catalog: Catalog) -> None:
        words = {p.id: _words(p) for p in catalog.products}
        self._telling = {
            id_: mine - frozenset().union(*(w for other, w in words.items() if other != id_))
            for id_, mine in words.items()
        }

    def product(self, text: str) -> str | None:
        """The product that `text` speaks of by its facts alone, or None."""
        said = tokens(text)
        counts = {id_: len(said & mine) for id_, mine in self._telling.items()}
        found = [id_ for id_, count in counts.items() if count]
        return found[0] if len(found) == 1 and counts[found[0]] >= ENOUGH else None


def _words(product: CatalogProduct) -> frozenset[str]:
    texts = [product.name, *product.aliases, *product.selling_points]
    texts += [f"{k} {v}" for k, v in product.attributes.items()]
    texts += [f"{f.q} {f.a}" for f in product.faq]
    return frozenset(t for text in texts for t in tokens(text) if len(t) > 1)
