"""Which size to take: from the size table, with what is left of it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from live.catalog.by_table import neighbours, read_by_table
from live.catalog.fit import fit
from live.catalog.numerals import figures
from live.catalog.people import people
from live.catalog.products import CatalogProduct
from live.catalog.row_names import row_for_people
from live.catalog.size_table import Fit, row_source, size_range, size_row, size_told
from live.catalog.sizes_named import size_key
from live.catalog.wording import plain
from live.cues.asked import Answer, Asked
from live.cues.fact_answers import FactAnswers
from live.cues.goes_with import GoesWith
from live.cues.host_words import HostWords
from live.events import Source

_WHICH_SIZE = re.compile(r"(?:[啥几哪多]|什么).{0,3}[码号大]|尺码|码数|what size|sizes|size chart|sizing")
_LARGER = re.compile(r"\b(?:larger|bigger|smaller)\b|\b(?:runs?|fits?) (?:a bit |a little |so )?(?:small|large|big)")


class SizeAnswers:
    """Answers to questions on sizes."""

    def __init__(self, said: HostWords, facts: FactAnswers, goes_with: GoesWith) -> None:
        self._said = said
        self._facts = facts
        self._goes_with = goes_with

    def answer(self, asked: Asked, product: CatalogProduct) -> Answer | None:
        """The size for a body, whom a named size fits, or how far the sizes go; None where the table does not tell."""
        if asked.has("host_body"):
            return self._facts.answer(replace(asked, about=("host_body",)), product)
        if (served := row_for_people(product, [figures(plain(t)) for t in asked.texts])) is not None:
            number, serving, told_as = served
            text = (
                f"{number}个人拿{serving.size}（{told_as}）"
                if asked.chinese
                else f"For {number}: {serving.size} ({told_as})"
            )
            return self._in_stock(Fit(text, (serving.size,), (row_source(product, serving),)), product, asked)
        if (several := self._of_several(asked, product)) is not None:
            return several
        body = read_by_table(product, asked.texts, asked.body)
        if body.measured and (found := fit(product, body, asked.chinese)) is not None:
            return self._in_stock(found, product, asked)
        named = () if any(_LARGER.search(plain(t)) for t in asked.texts) else body.sizes
        for size in named:
            if (row := size_row(product, size)) is not None:
                told = Fit(size_told(row, asked.chinese), (row.size,), (row_source(product, row),))
                return self._in_stock(told, product, asked)
        if named and (missing := _no_such_size(named[0], product, asked.chinese)) is not None:
            return missing
        general = (
            bool(asked.body.end)
            or asked.has("larger_sizes", "small_sizes")
            or any(_WHICH_SIZE.search(plain(t)) for t in asked.texts)
        )
        if asked.has("true_to_size") and (fact := self._facts.answer(asked, product)).text is not None:
            return fact
        if general and not body.measured:
            end = asked.body.end or ("large" if asked.has("larger_sizes") else "")
            if (told_range := size_range(product, end, asked.chinese)) is not None:
                return Answer(told_range.text, self._goes_with.line(product, asked), told_range.sources)
        return None

    def _of_several(self, asked: Asked, product: CatalogProduct) -> Answer | None:
        """The sizes of two people that one wording asks for; None where it is one, or one has no size."""
        asking = next((told for text in asked.texts if (told := people(text))), ())
        fits = [(called, fit(product, body, asked.chinese)) for called, body in asking]
        if len(fits) < 2:
            return None
        texts: list[str] = []
        sizes: list[str] = []
        sources: list[Source] = []
        for called, found in fits:
            if found is None:
                return None
            texts.append(
                f"{called.removeprefix('我')}{found.text}" if asked.chinese else f"{called} {found.text}".strip()
            )
            sizes += found.sizes
            sources += found.sources
        together = Fit(("；" if asked.chinese else "; ").join(texts), tuple(sizes), tuple(dict.fromkeys(sources)))
        return self._in_stock(together, product, asked)

    def _in_stock(self, found: Fit, product: CatalogProduct, asked: Asked) -> Answer:
        """The size that fits, and whether there is one left."""
        text, sources = found.text, found.sources
        for size in dict.fromkeys(found.sizes[:4]):
            said, row = self._said.variant(product.id, size_key(size)), size_row(product, size)
            if said is not None and said.gone:
                sources += (said.source(product.id),)
            elif said is not None or row is None or row.stock != 0:
                continue
            text += f"；{size}没货了" if asked.chinese else f"; {size} is sold out"
        return Answer(text, self._goes_with.line(product, asked), sources)


def serves(product: CatalogProduct, texts: Sequence[str]) -> bool:
    """Whether the texts ask for so many people, and a row of the table is for as many."""
    return row_for_people(product, [figures(plain(t)) for t in texts]) is not None


def _no_such_size(size: str, product: CatalogProduct, chinese: bool) -> Answer | None:
    near = neighbours(product, size)
    if not near:
        return None
    sources = tuple(row_source(product, r) for r in product.sizes if r.size in near)
    if len(near) == 2:
        text = f"没有{size}码，有{near[0]}和{near[1]}" if chinese else f"No {size}; there is {near[0]} and {near[1]}"
    else:
        end = size_range(product, "", chinese)
        text = (f"没有{size}码，" if chinese else f"No {size}. ") + (end.text if end else near[0])
    return Answer(text, "", sources)
