"""Words of the shop that the transcript must spell right."""

from collections.abc import Iterable

from live.catalog.products import Catalog


def words_of(catalog: Catalog | None) -> tuple[str, ...]:
    """What the catalog says of its products: names and aliases first, then attributes, selling points, sizes and
    answers, from which `live.speech.wording` takes the words."""
    if catalog is None:
        return ()
    names = [name for product in catalog.products for name in (product.name, *product.aliases)]
    said = [text for product in catalog.products for text in product.selling_points]
    for product in catalog.products:
        for key, value in product.attributes.items():
            said += [key, *_texts(value)]
        said += [text for size in product.sizes for text in (size.size, size.note)]
        said += [text for faq in product.faq for text in (faq.q, faq.a)]
    said += [text for faq in catalog.faq for text in (faq.q, faq.a)]
    return tuple(dict.fromkeys(text.strip() for text in (*names, *said) if text.strip()))


def _texts(value: object) -> Iterable[str]:
    if isinstance(value, str):
        return (value,)
    return tuple(map(str, value)) if isinstance(value, list) else ()
