"""Whose words a cue carries: the local parts', the language model's, the operator's."""

from live.catalog.products import Catalog, CatalogProduct
from live.config import CueSettings
from live.cues.board import CueBoard
from live.events import AnyPayload, Comment, Cue, Product, Question, Utterance
from tests.live.cues.broadcasts import Input, play

CATALOG = Catalog(products=(CatalogProduct(id="chair", name="折叠椅", aliases=("椅子",), link=3, price=89, stock=300),))


def asked(at: float, text: str = "椅子多少钱", comment: str = "c") -> Input:
    question = Question(comment=comment, intent="price", score=0.9, group="g", product="chair", text=text)
    return at, [Comment(id=comment, text=text, viewer=comment), question]


def said(at: float, **changes: object) -> Input:
    cue: AnyPayload = Cue(group="g", intent="price", product="chair", **{"state": "shown", **changes})  # type: ignore[arg-type]
    return at, [cue]


def refined(at: float, answer: str = "折叠椅89元") -> Input:
    return said(at, title="椅子多少钱", answer=answer, by="llm")


GONE: list[Input] = [
    (20.0, [Utterance(start=17, end=19, text="三号椅子全部抢光")]),
    (20.0, [Product(product="chair", state="sold_out", evidence="三号椅子全部抢光")]),
]


def last(*inputs: Input) -> Cue:
    events = play(list(inputs), [CueBoard(CueSettings(), CATALOG)])
    return [e.data for e in events if isinstance(e.data, Cue)][-1]


def test_the_models_words_stay_while_others_ask_the_same_in_other_words() -> None:
    cue = last(asked(5.0), refined(8.0), asked(9.0, "椅子怎么卖呀", "d"), asked(10.0, "这把椅子几块钱", "e"))
    assert (cue.by, cue.answer) == ("llm", "折叠椅89元")


def test_what_the_host_says_since_goes_before_what_the_model_wrote() -> None:
    cue = last(asked(5.0), refined(8.0), *GONE)
    assert cue.by == "local"
    assert cue.answer is not None
    assert "抢光" in cue.answer


def test_news_that_change_nothing_about_an_answer_leave_the_models_words() -> None:
    cue = last(asked(5.0), refined(8.0), asked(9.0, "椅子怎么卖", "d"), (20.0, [Product(product="chair")]))
    assert (cue.by, cue.answer) == ("llm", "折叠椅89元")


def test_the_operators_words_stand_whatever_the_model_and_the_host_say() -> None:
    own = said(9.0, title="椅子多少钱", answer="今晚八点统一报价", by="operator")
    cue = last(asked(5.0), refined(8.0), own, refined(10.0, "89元"), asked(11.0, "多少钱一把", "d"), *GONE)
    assert cue.answer == "今晚八点统一报价"


def test_an_answer_that_the_operator_took_away_does_not_come_back() -> None:
    cue = last(asked(5.0), said(9.0, title="椅子多少钱", by="operator"), asked(11.0, "多少钱一把", "d"), refined(12.0))
    assert cue.answer is None


def test_showing_or_pinning_a_cue_is_no_word_of_the_operators() -> None:
    shown = last(asked(5.0))
    pinned = said(9.0, title=shown.title, answer=shown.answer, sources=shown.sources, pinned=True, by="operator")
    cue = last(asked(5.0), pinned, refined(12.0))
    assert (cue.by, cue.answer, cue.pinned) == ("llm", "折叠椅89元", True)
