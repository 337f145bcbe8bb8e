"""What viewers see of a question that the operator released, on the real board."""

from pathlib import Path

import pytest

from live import wishes
from live.catalog.products import Catalog, load_catalog
from live.config import CueSettings
from live.cues.board import CueBoard
from live.events import Answered, AnyPayload, Comment, Cue, Event, Question
from live.overlay.views import AudienceCue, audience_view
from live.state import BroadcastState

CLEARER = "160斤穿大码合适吗"


class Broadcast:
    """Comments and the operator's wishes, through board and state."""

    def __init__(self, catalog: Catalog) -> None:
        self.state = BroadcastState()
        self._catalog = catalog
        self._board = CueBoard(CueSettings(), catalog)

    def put(self, data: AnyPayload, at: float, cause: int | None = None) -> None:
        event = Event(seq=self.state.last_seq + 1, at=at, wall=0.0, cause=cause, data=data)
        self.state.on(event)
        for payload in self._board.on(event):
            self.put(payload, at, event.seq)

    def ask(self, id_: str, text: str, at: float, group: str = "g") -> None:
        self.put(Comment(id=id_, text=text, viewer=id_), at)
        self.put(Question(comment=id_, intent="size", score=0.9, group=group, text=text), at)

    def wish(self, wish: wishes.AnyWish, at: float) -> None:
        for payload in wishes.grant(wish, self.state, self._catalog, at):
            self.put(payload, at)

    @property
    def cue(self) -> Cue:
        return self.state.groups["g"].cue

    def seen(self) -> tuple[AudienceCue, ...]:
        return audience_view(self.state).questions


@pytest.fixture
def broadcast(demo: Path) -> Broadcast:
    """A question that the operator has released."""
    broadcast = Broadcast(load_catalog(demo / "catalog.toml"))
    broadcast.ask("a", "大码", 1.0)
    broadcast.wish(wishes.Release("g"), 2.0)
    return broadcast


def test_viewers_do_not_see_what_later_comments_make_of_a_released_title(broadcast: Broadcast) -> None:
    broadcast.ask("b", CLEARER, 3.0)
    assert broadcast.cue.title == CLEARER
    broadcast.wish(wishes.Pin("g"), 4.0)
    assert [q.title for q in broadcast.seen()] == ["大码"]


def test_viewers_do_not_see_an_answer_that_the_model_wrote_after_the_release(broadcast: Broadcast) -> None:
    before = broadcast.seen()[0].answer
    broadcast.put(Cue(group="g", state="open", title="大码", answer="随便说的", released=True, by="llm"), 3.0)
    assert broadcast.cue.answer == "随便说的"
    assert broadcast.seen()[0].answer == before


def test_released_again_a_question_shows_as_it_is_then(broadcast: Broadcast) -> None:
    broadcast.ask("b", "大码的160斤能穿吗", 3.0)
    for on in (False, True):
        broadcast.wish(wishes.Release("g", on), 4.0)
    assert [q.title for q in broadcast.seen()] == ["大码的160斤能穿吗"]


def test_an_answer_in_the_operators_own_words_shows_at_once_and_nothing_else_changes(broadcast: Broadcast) -> None:
    broadcast.ask("b", CLEARER, 3.0)
    broadcast.wish(wishes.Reword("g", "拍3XL"), 4.0)
    assert [(q.title, q.answer) for q in broadcast.seen()] == [("大码", "拍3XL")]


def test_a_question_whose_cue_has_expired_is_gone_from_viewers_screens_for_good(broadcast: Broadcast) -> None:
    for at in (200.0, 400.0, 600.0):
        broadcast.put(Comment(id=f"c{at}", text="666"), at)
    assert broadcast.cue.state == "expired"
    assert broadcast.seen() == ()
    broadcast.ask("b", "大码有吗", 700.0)
    assert (broadcast.cue.state in ("open", "shown"), broadcast.cue.released, broadcast.seen()) == (True, False, ())


def test_an_answered_question_that_is_asked_again_comes_back_only_when_it_is_released_again(
    broadcast: Broadcast,
) -> None:
    broadcast.put(Answered(group="g", start=8.0, end=10.0, text="有的"), 12.0)
    assert [q.answered_at for q in broadcast.seen()] == [10.0]
    broadcast.ask("b", "大码有吗", 500.0)
    assert (broadcast.cue.released, broadcast.seen()) == (False, ())
    broadcast.wish(wishes.Pin("g"), 501.0)
    assert broadcast.seen() == ()
    broadcast.wish(wishes.Release("g"), 502.0)
    assert [q.answered_at for q in broadcast.seen()] == [None]


def test_undo_by_the_operator_brings_a_released_question_back_as_it_was(broadcast: Broadcast) -> None:
    before = broadcast.seen()
    broadcast.wish(wishes.Dismiss("g"), 3.0)
    assert broadcast.seen() == ()
    broadcast.wish(wishes.Reopen("g"), 4.0)
    assert broadcast.seen() == before


def test_questions_stand_in_the_order_of_the_numbers_beside_them(broadcast: Broadcast) -> None:
    for number in range(9):
        broadcast.ask(f"b{number}", "大码", 2.5)
    broadcast.put(Answered(group="g", start=3.0, end=4.0, text="有的"), 5.0)
    broadcast.ask("z", "大码", 300.0)
    for number in range(5):
        broadcast.ask(f"h{number}", "多少钱", 301.0, group="h")
    for group in ("g", "h"):
        broadcast.wish(wishes.Release(group), 302.0)
    assert [(q.group, q.asked) for q in broadcast.seen()] == [("h", 5), ("g", 1)]
