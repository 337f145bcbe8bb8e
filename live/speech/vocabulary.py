"""Words of the shop that the transcript must spell right."""

import re
from collections.abc import Iterable

from live.catalog.products import Catalog

_HAN = re.compile(r"[\u3400-\u9fff]+")
_WORD = re.compile(r"[\u3400-\u9fffA-Za-z0-9]+")


def words_of(catalog: Catalog | None) -> tuple[str, ...]:
    """Names and aliases of the catalog, and the longer words of its attributes: short ones sound like others."""
    if catalog is None:
        return ()
    found: dict[str, None] = {}
    for product in catalog.products:
        for word in (product.name, *product.aliases):
            found.setdefault(word.strip())
        for key, value in product.attributes.items():
            for text in (key, *_values(value)):
                for word in _WORD.findall(text):
                    if 3 <= len(word) <= 8 and _HAN.search(word):
                        found.setdefault(word)
    return tuple(word for word in found if word)


def _values(value: object) -> Iterable[str]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list):
        return tuple(str(v) for v in value)
    return ()
