"""An answer names the place in the catalog where its fact stands."""

from pathlib import Path

import pytest

from live.catalog.products import load_catalog
from live.cues.answers import Answerer
from live.events import Intent


@pytest.mark.parametrize(
    ("intent", "product", "text", "kind", "ref"),
    [
        ("stock", "dress", "有黑色吗", "attribute", "颜色"),
        ("stock", "sunmask", "面罩有别的颜色没", "attribute", "颜色"),
        ("material", "dress", "什么料子的呀", "attribute", "面料"),
        ("size", "dress", "160斤拍哪个码", "size_table", "3XL"),
        ("price", "chair", "椅子多少钱", "price", None),
    ],
)
def test_the_source_is_the_row_that_the_answer_comes_from(
    demo: Path, intent: Intent, product: str, text: str, kind: str, ref: str | None
) -> None:
    answer = Answerer(load_catalog(demo / "catalog.toml")).answer(intent, product, [text])
    assert answer.text is not None
    assert answer.sources[0].kind == kind
    assert ref is None or answer.sources[0].ref == ref
