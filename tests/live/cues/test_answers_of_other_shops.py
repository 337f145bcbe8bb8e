"""Answers over catalogs of other shops: with and without FAQ, size tables, prices; in two languages, three currencies.

A wrong answer is the worst that LiveCue can do; none is better.
"""

import tomllib
from pathlib import Path

import msgspec
import pytest

from live.catalog.products import Catalog
from live.cues.answers import Answerer

FILES = sorted((Path(__file__).parent / "answered_from").glob("*.toml"))
OF_PRODUCTS = ("material", "spec", "usage", "suitability", "quality")


def _load(path: Path) -> tuple[Answerer, list[list[str]]]:
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    return Answerer(msgspec.convert(raw["catalog"], Catalog)), raw["asked"]


@pytest.mark.parametrize("path", FILES, ids=[p.stem for p in FILES])
def test_no_answer_is_wrong_and_few_are_missing(path):
    answerer, asked = _load(path)
    wrong, missing = [], []
    for intent, product, text, fact in asked:
        said = answerer.answer(intent, product or None, [text])
        if said.text is None:
            missing += [text] if fact else []
        elif not fact or fact.lower() not in said.text.lower():
            wrong.append((text, said.text))
        else:
            assert said.sources
    assert wrong == []
    assert len(missing) <= 0.12 * len(asked)


@pytest.mark.parametrize("path", FILES, ids=[p.stem for p in FILES])
def test_nothing_is_invented_where_the_detector_has_taken_the_intent_for_another(path):
    answerer, asked = _load(path)
    invented = [
        (text, other, said.text)
        for intent, product, text, fact in asked
        if not fact and intent in OF_PRODUCTS
        for other in OF_PRODUCTS
        if (said := answerer.answer(other, product or None, [text])).text is not None  # type: ignore[arg-type]
    ]
    assert invented == []
