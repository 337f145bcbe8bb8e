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
    texts = (
        "160jin 拍几个X啊",
        "160斤拍哪个码",
        "一百六十斤的该买什么码",
        "80kg穿啥码",
        "163的身高160斤，选3XL还是4XL",
    )
    assert len({ask(finder, text, text).group for text in texts}) == 1


def test_a_colour_of_the_catalog_is_a_question_of_its_own_by_whatever_name(finder: QuestionFinder) -> None:
    tell(finder, Product(product="dress"))
    asked = {
        text: ask(finder, text, text).group for text in ("奶油杏还有吗", "雾霾蓝还有吗", "裙子还剩多少", "黑色还有吗")
    }
    assert len(set(asked.values())) == 4
    assert ask(finder, "黑的还有货吗", "c1").group == asked["黑色还有吗"]
    assert ask(finder, "奶油杏的还有没有", "c2").group == asked["奶油杏还有吗"]


def test_whoever_asks_to_see_it_worn_means_the_same_unless_another_colour_is_named(finder: QuestionFinder) -> None:
    tell(finder, Product(product="dress"))
    assert ask(finder, "上身看看", "c1").group == ask(finder, "试穿一下", "c2").group
    assert ask(finder, "试穿一下奶油杏", "c3").group != ask(finder, "试穿一下黑色的", "c4").group


@pytest.mark.parametrize(
    "texts",
    [
        ("有口袋吗", "有没有口袋", "带口袋吗", "口袋有吗", "does it have pockets"),
        ("新疆包邮吗", "西藏包邮吗"),
        ("怎么买", "链接在哪"),
        ("椅子能便宜点吗", "椅子可以打折吗"),
        ("is it dimmable", "does it dim"),
    ],
)
def test_one_answer_serves_whatever_verb_or_tongue_it_is_asked_in(
    finder: QuestionFinder, texts: tuple[str, ...]
) -> None:
    tell(finder, Product(product="dress"))
    assert len({ask(finder, text, text).group for text in texts}) == 1


@pytest.mark.parametrize(
    "texts",
    [
        ("裙长多少", "袖子长吗"),
        ("胸大能穿吗", "2XL胸围多少"),
        ("有口袋吗", "有拉链吗", "does it have a belt", "does it have a lining"),
        ("新疆包邮吗", "香港包邮吗"),
    ],
)
def test_what_another_answer_settles_is_another_question(finder: QuestionFinder, texts: tuple[str, ...]) -> None:
    tell(finder, Product(product="dress"))
    assert len({ask(finder, text, text).group for text in texts}) == len(texts)
