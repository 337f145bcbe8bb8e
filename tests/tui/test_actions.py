"""What the operator's actions append."""

from live import actions
from live.events import Answered, Cue, Event, Question
from live.state import BroadcastState, GroupState


def _group(**cue: object) -> GroupState:
    return GroupState("g", Cue(group="g", state="open", title="有大码吗", answer="有", priority=3.0, **cue))  # type: ignore[arg-type]


def test_a_closed_cue_keeps_everything_else_of_it_so_that_undo_brings_it_back() -> None:
    group = _group(pinned=True, also="面罩")
    (dismissed,) = actions.dismiss(group)
    assert isinstance(dismissed, Cue)
    assert (dismissed.state, dismissed.by, dismissed.pinned, dismissed.also) == ("dismissed", "operator", True, "面罩")
    (back,) = actions.reopen(GroupState("g", dismissed))
    assert isinstance(back, Cue) and (back.state, back.pinned, back.by) == ("open", True, "operator")


def test_an_answer_says_who_and_when() -> None:
    (said,) = actions.answer(_group(), 42.0, "有的")
    assert said == Answered(group="g", start=42.0, end=42.0, text="有的", by="operator")


def test_pinned_and_released_can_be_taken_back() -> None:
    shown = _group()
    for action in (actions.pin, actions.release):
        (on,) = action(shown)
        assert isinstance(on, Cue)
        (off,) = action(GroupState("g", on), False)
        assert isinstance(off, Cue)
        assert (off.pinned, off.released) == (False, False) != (on.pinned, on.released)


def test_a_reworded_answer_is_the_operators_and_no_longer_the_catalogs() -> None:
    (cue,) = actions.reword(_group(), " 有，到4XL ")
    assert isinstance(cue, Cue) and (cue.answer, cue.sources, cue.by) == ("有，到4XL", (), "operator")


def test_a_comment_that_is_no_question_leaves_its_group() -> None:
    state = BroadcastState()
    ask = Question(comment="c", intent="size", score=0.9, group="g")
    for seq, data in enumerate((ask, Cue(group="g", state="open"), *actions.no_question("c")), start=1):
        state.on(Event(seq=seq, at=1, wall=0, cause=None, data=data))
    assert state.groups["g"].asked == 0
    state.on(Event(seq=9, at=2, wall=0, cause=None, data=actions.question("c", "g", "size")[0]))
    assert state.groups["g"].comments == ["c"]
