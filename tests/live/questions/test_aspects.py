from itertools import count
from pathlib import Path

import pytest

from live.catalog.products import load_catalog
from live.config import QuestionSettings
from live.events import Comment, Event, Product
from live.questions.aspects import load_aspects, load_matters
from live.questions.detector import DetectorModel
from live.questions.finder import QuestionFinder
from live.questions.labelled import labelled
from live.questions.text import language


def groups(finder: QuestionFinder, *texts: str) -> list[str]:
    number = count(1)

    def tell(data: Comment | Product) -> list[str]:
        n = next(number)
        return [q.group for q in finder.on(Event(seq=n, at=float(n), wall=0.0, cause=None, data=data))]

    tell(Product(product="dress"))
    return [group for text in texts for group in tell(Comment(id=text, text=text))]


@pytest.mark.parametrize(
    "texts",
    [
        ("在哪下单", "怎么买呀 第一次来", "链接呢"),
        ("几天能到云南", "多久能发", "周五前要 来得及吗"),
        ("有什么颜色", "有没有绿色"),
    ],
)
def test_with_a_catalog_what_one_entry_answers_is_one_cue_whatever_it_seems_to_ask(
    demo: Path, model: DetectorModel, texts: tuple[str, ...]
) -> None:
    finder = QuestionFinder(QuestionSettings(), load_catalog(demo / "catalog.toml"), model)
    assert len(set(groups(finder, *texts))) == 1
    loose = QuestionFinder(QuestionSettings(), None, model)
    assert len(set(groups(loose, *texts))) > 1


def test_the_narrower_aspect_comes_first() -> None:
    aspects = load_aspects()
    assert aspects.of("不粘锅吗", "zh")[0] == "nonstick"
    assert aspects.of("炒鸡蛋会不会粘", "zh")[0] == "sticks"
    assert aspects.of("hello", "en") == []


def test_aspects_found_with_the_topics_are_those_found_alone_in_the_same_order() -> None:
    aspects, matters = load_aspects(), load_matters()
    texts = [row.text for row in labelled("held.zh", "held.en")]
    alone = [aspects.of(text, language(text)) for text in texts]
    assert [aspects.among(frozenset(matters.of(text, language(text)))) for text in texts] == alone
    assert sum(map(bool, alone)) > len(texts) / 4
