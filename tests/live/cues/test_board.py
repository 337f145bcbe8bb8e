"""What stands on the cue board, and what moves it."""

from live.catalog.products import Catalog, CatalogProduct
from live.config import CueSettings
from live.cues.board import CueBoard
from live.events import Answered, Comment, Cue, Product, Question, Utterance
from tests.live.cues.broadcasts import play

CATALOG = Catalog(
    products=(
        CatalogProduct(id="chair", name="折叠椅", aliases=("椅子",), link=3, price=89, stock=300),
        CatalogProduct(id="cup", name="保温杯", aliases=("杯子",), link=4, price=59),
    )
)


def asked(at, group, text="多少钱", intent="price", product="chair", comment=None, viewer=""):
    comment = comment or f"{group}-{at}"
    return (
        at,
        [
            Comment(id=comment, text=text, viewer=viewer or comment),
            Question(comment=comment, intent=intent, score=0.9, group=group, product=product, text=text),
        ],
    )


def cues(*inputs, settings=CueSettings()):  # noqa: B008
    events = play(list(inputs), [CueBoard(settings, CATALOG)])
    return [(e.at, e.data) for e in events if isinstance(e.data, Cue) and e.data.by == "local" and e.cause is not None]


def states(found, group):
    return [c.state for _, c in found if c.group == group]


def test_a_cue_opens_with_its_first_question_and_is_shown_where_a_place_is_free():
    found = cues(asked(5.0, "g"))
    assert [(at, c.state) for at, c in found] == [(5.0, "open"), (5.0, "shown")]
    assert found[0][1].answer == "今天89元"
    assert found[0][1].sources[0].kind == "price"


def test_a_crowd_that_asks_the_same_does_not_fill_the_journal():
    found = cues(*[asked(5.0 + i / 100, "g", "多少钱") for i in range(200)])
    assert len(found) <= 6


def test_no_more_cues_are_shown_than_there_are_places():
    found = cues(*[asked(5.0 + i, f"g{i}") for i in range(6)], settings=CueSettings(shown=2))
    shown = set()
    for _, cue in found:
        (shown.add if cue.state == "shown" else shown.discard)(cue.group)
        assert len(shown) <= 2


def test_a_shown_cue_keeps_its_place_at_first():
    crowd = [asked(6.0 + i / 10, "loud", comment=f"l{i}") for i in range(20)]
    found = cues(asked(5.0, "quiet", "有杯架吗", "spec"), *crowd, settings=CueSettings(shown=1))
    assert states(found, "quiet")[:2] == ["open", "shown"]
    assert "shown" not in states(found, "loud")


def test_a_much_more_urgent_cue_takes_the_place_later():
    crowd = [asked(6.0 + i / 10, "loud", comment=f"l{i}") for i in range(20)]
    later = asked(30.0, "loud", comment="late")
    found = cues(asked(5.0, "quiet", "有杯架吗", "spec"), *crowd, later, settings=CueSettings(shown=1))
    assert states(found, "loud")[-1] == "shown"
    assert states(found, "quiet")[-1] == "open"


def test_an_answered_cue_goes_and_the_next_takes_its_place():
    answer = (20.0, [Answered(group="a", start=18, end=19, text="八十九", utterance=1)])
    found = cues(asked(5.0, "a"), asked(6.0, "b", "有货吗", "stock"), answer, settings=CueSettings(shown=1))
    assert states(found, "a")[-1] == "answered"
    assert states(found, "b")[-1] == "shown"


def test_who_asks_right_after_the_answer_has_missed_it_and_who_asks_much_later_opens_it_again():
    answer = (20.0, [Answered(group="a", start=18, end=19, text="八十九", utterance=1)])
    soon = cues(asked(5.0, "a"), answer, asked(60.0, "a"))
    assert states(soon, "a")[-1] == "answered"
    late = cues(asked(5.0, "a"), answer, asked(200.0, "a"))
    assert states(late, "a")[-2:] == ["open", "shown"]


def test_what_nobody_asks_any_more_expires_unless_it_is_pinned():
    pin = (10.0, [Cue(group="b", state="open", intent="price", title="b", pinned=True, by="operator")])
    tick = (400.0, [Utterance(start=398, end=399, text="嗯")])
    found = cues(asked(5.0, "a"), asked(6.0, "b"), pin, tick)
    assert states(found, "a")[-1] == "expired"
    assert "expired" not in states(found, "b")


def test_what_the_operator_dismisses_stays_away():
    away = (8.0, [Cue(group="a", state="dismissed", intent="price", title="多少钱", by="operator")])
    found = cues(asked(5.0, "a"), away, asked(9.0, "a"), asked(30.0, "a"))
    assert [at for at, c in found if c.group == "a"] == [5.0, 5.0]


def test_a_later_verdict_takes_a_comment_out_of_its_group():
    moved = (
        9.0,
        [Question(comment="c", intent="stock", score=0.9, group="b", product="chair", text="有货吗", by="llm")],
    )
    found = cues(asked(5.0, "a", comment="c"), moved)
    assert states(found, "a")[-1] == "expired"
    assert "open" in states(found, "b")


def test_what_the_language_model_writes_replaces_the_text_and_stays():
    better = (
        8.0,
        [Cue(group="a", state="shown", intent="price", product="chair", title="椅子的价格", answer="89元", by="llm")],
    )
    events = play([asked(5.0, "a"), better, asked(9.0, "a", "多少钱一把呀")], [CueBoard(CueSettings(), CATALOG)])
    last = [e.data for e in events if isinstance(e.data, Cue)][-1]
    assert (last.title, last.answer, last.by) == ("椅子的价格", "89元", "llm")


def test_once_sold_out_the_answer_says_so_and_names_the_hosts_words():
    gone = (20.0, [Utterance(start=17, end=19, text="三号椅子全部抢光")])
    state = (20.0, [Product(product="chair", state="sold_out", evidence="三号椅子全部抢光")])
    found = cues(asked(5.0, "a"), gone, state)
    _, last = found[-1]
    assert last.answer is not None
    assert "抢光" in last.answer
    assert "host" in [s.kind for s in last.sources]


def test_when_it_comes_back_is_answered_in_the_hosts_words():
    told = (20.0, [Utterance(start=17, end=19, text="椅子明晚八点再补两百把")])
    found = cues((1.0, [Product(product="chair", by="operator")]), asked(5.0, "a", "还补货吗", "stock"), told)
    assert found[0][1].answer is None
    assert found[-1][1].answer == "主播说过：椅子明晚八点再补两百把"
    assert found[-1][1].sources[0].kind == "host"


def test_a_question_just_before_the_host_names_the_product_is_about_it():
    found = cues(asked(5.0, "a", "怎么卖", product=None), (9.0, [Product(product="cup")]))
    assert found[-1][1].product == "cup"
    assert found[-1][1].answer == "今天59元"


def test_the_clearest_wording_is_the_title():
    found = cues(asked(5.0, "a", "？？？"), asked(6.0, "a", "这把椅子多少钱"))
    assert found[-1][1].title == "这把椅子多少钱"


def test_the_same_events_give_the_same_cues():
    inputs = [asked(5.0 + i, f"g{i % 4}", comment=f"c{i}") for i in range(40)]
    assert cues(*inputs) == cues(*inputs)


def test_a_cue_that_the_host_leaves_unanswered_makes_room_for_the_others_in_turn():
    asks = [asked(5.0 + i, f"g{i}", text, intent) for i, (text, intent) in enumerate(OTHERS)]
    ticks = [(10.0 + 5 * i, [Utterance(start=10 + 5 * i, end=11 + 5 * i, text="嗯")]) for i in range(60)]
    found = cues(*asks, *ticks, settings=CueSettings(shown=1))
    assert {c.group for _, c in found if c.state == "shown"} == {"g0", "g1", "g2"}
    shown = [at for at, c in found if c.state == "shown" and c.group]
    changes = [at for at in shown if at > 10]
    assert len(changes) <= 300 / 15


OTHERS = (("坐多高", "spec"), ("带收纳袋吗", "spec"), ("会不会生锈", "quality"))


def test_two_groups_that_one_sentence_answers_are_shown_one_at_a_time():
    found = cues(asked(5.0, "a", "多少钱"), asked(6.0, "b", "椅子什么价"))
    assert "shown" in states(found, "a")
    assert "shown" not in states(found, "b")


def test_what_the_detector_is_unsure_of_waits_until_a_second_viewer_asks():
    def maybe(at, comment):
        question = Question(comment=comment, intent="request", score=0.55, group="m", product="chair", text="太快了吧")
        return (at, [Comment(id=comment, text="太快了吧", viewer=comment), question])

    assert "shown" not in states(cues(maybe(5.0, "c1")), "m")
    assert "shown" in states(cues(maybe(5.0, "c1"), maybe(6.0, "c2")), "m")


def test_what_one_utterance_answers_does_not_flash_up_before_it_goes():
    said = Utterance(start=20, end=24, text="八十九一把，承重一百五")

    class Both:
        def on(self, event):
            if not isinstance(event.data, Utterance):
                return []
            return [Answered(group=g, start=20, end=24, text="…", utterance=event.seq) for g in ("a", "b")]

    inputs = [asked(5.0, "a"), asked(6.0, "b", "承重多少", "spec"), (25.0, [said])]
    events = play(inputs, [Both(), CueBoard(CueSettings(shown=1), CATALOG)])
    found = [(e.at, e.data) for e in events if isinstance(e.data, Cue)]
    assert states(found, "b")[-1] == "answered"
    assert "shown" not in states([f for f in found if f[0] >= 25], "b")


def _reopened(*lines, text="还有货吗", intent="stock", again=40.0):
    said = [(15.0 + 6 * i, [Utterance(start=12 + 6 * i, end=14 + 6 * i, text=line)]) for i, line in enumerate(lines)]
    on_offer = (1.0, [Product(product="chair", by="operator")])
    closed = (16.0, [Answered(group="g", start=12, end=14, text=lines[0], utterance=1)])
    found = cues(
        on_offer, asked(10.0, "g", text, intent), *said[:1], closed, *said[1:], asked(again, "g", text, intent)
    )
    return any(at == again and c.state == "open" for at, c in found), found[-1][1].answer


def test_a_restock_right_after_the_answer_opens_the_question_again():
    again, answer = _reopened("全部抢光了", "刚又补了二十把")
    assert again
    assert answer is not None
    assert "补了" in answer


def test_a_corrected_price_opens_the_question_again():
    again, answer = _reopened("今天只要七十九块", "说错了，今天只要六十九块", text="多少钱", intent="price")
    assert again
    assert answer is not None
    assert "69" in answer


def test_the_same_said_once_more_opens_nothing():
    assert not _reopened("全部抢光了", "真的全部抢光了，没货了")[0]
    assert not _reopened("今天只要七十九块", "只要七十九块", text="多少钱", intent="price")[0]
    assert not _reopened("全部抢光了", "杯子五十九块")[0]
