from pathlib import Path

import pytest

from live.catalog.products import load_catalog
from live.config import QuestionSettings
from live.events import AnyPayload, Comment, Event, Product, Question
from live.questions.detector import DetectorModel
from live.questions.finder import QuestionFinder


@pytest.fixture
def finder(demo: Path, model: DetectorModel) -> QuestionFinder:
    return QuestionFinder(QuestionSettings(), load_catalog(demo / "catalog.toml"), model)


def tell(finder: QuestionFinder, data: AnyPayload, seq: int = 1) -> list[Question]:
    return list(finder.on(Event(seq=seq, at=float(seq), wall=0.0, cause=None, data=data)))


def ask(finder: QuestionFinder, text: str, id_: str = "c1") -> Question:
    (question,) = tell(finder, Comment(id=id_, text=text))
    return question


def test_the_same_question_in_other_words_and_scripts_is_one_group(finder: QuestionFinder) -> None:
    tell(finder, Product(product="dress"))
    groups = {ask(finder, text, text).group for text in ("多少钱啊", "價格呢價格呢", "裙子怎么卖")}
    assert len(groups) == 1


def test_chat_yields_nothing(finder: QuestionFinder) -> None:
    for text in ("哈哈哈哈", "来啦来啦", "666", "已拍"):
        assert tell(finder, Comment(id=text, text=text)) == []


def test_a_question_that_names_no_product_is_about_the_one_on_offer(finder: QuestionFinder) -> None:
    tell(finder, Product(product="dress"))
    first = ask(finder, "多少钱", "c1")
    tell(finder, Product(product="chair"))
    second = ask(finder, "多少钱", "c2")
    named = ask(finder, "1号多少钱", "c3")
    assert (first.product, second.product, named.product) == ("dress", "chair", "dress")
    assert first.group == named.group != second.group


def test_what_the_operator_said_of_a_comment_stands(finder: QuestionFinder) -> None:
    tell(finder, Question(comment="c1", intent="chat", score=1.0, group="", by="operator"))
    assert tell(finder, Comment(id="c1", text="多少钱")) == []


def test_weights_in_other_units_that_the_same_size_fits_are_one_group(finder: QuestionFinder) -> None:
    tell(finder, Product(product="dress"))
    texts = ("160斤拍哪个码", "一百六十斤的该买什么码", "80kg穿啥码", "163的身高160斤，选3XL还是4XL")
    assert len({ask(finder, text, text).group for text in texts}) == 1
