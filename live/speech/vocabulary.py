"""Words of the shop that the transcript must spell right."""

from collections.abc import Iterable

from live.catalog.products import Catalog
from live.catalog.wording import is_chinese


def words_of(catalog: Catalog | None) -> tuple[str, ...]:
    """Names, aliases and prices (168元), and in Chinese what else the catalog says of its products (attributes, selling
    points, sizes, answers): `live.speech.wording` takes the words from it. In English whole names are all that is put
    right."""
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
    prices = [f"{price:g}元" for product in catalog.products for price in (product.price, product.list_price) if price]
    chinese = [text for text in said if is_chinese(text)]
    return tuple(dict.fromkeys(text.strip() for text in (*names, *prices, *chinese) if text.strip()))


def _texts(value: object) -> Iterable[str]:
    if isinstance(value, str):
        return (value,)
    return tuple(map(str, value)) if isinstance(value, list) else ()
