"""The fold that the screens, the pages and the report share."""

from live.events import Answered, AnyPayload, Comment, Cue, Event, Question
from live.state import BroadcastState


def told(*events: tuple[float, AnyPayload]) -> BroadcastState:
    state = BroadcastState()
    for seq, (at, data) in enumerate(events, start=1):
        state.on(Event(seq=seq, at=at, wall=0.0, cause=None, data=data))
    return state


def asks(
    id_: str, at: float, group: str, viewer: str = ""
) -> tuple[tuple[float, AnyPayload], tuple[float, AnyPayload]]:
    comment = Comment(id=id_, text="多少钱", viewer=viewer or id_)
    return (at, comment), (at, Question(comment=id_, intent="price", score=0.9, group=group))


def test_a_wait_counts_from_the_comment_even_when_the_verdict_comes_late() -> None:
    late = (9.0, Question(comment="a", intent="price", score=0.9, group="g"))
    state = told((1.0, Comment(id="a", text="多少钱")), late, (9.0, Cue(group="g", state="open")))
    assert state.groups["g"].waiting(now=11.0) == 10.0


def test_a_wait_ends_with_the_first_answer_and_stays_what_it_was_when_it_is_asked_again() -> None:
    first, second = (Answered(group="g", start=e - 2, end=e, text="") for e in (5.0, 50.0))
    state = told(*asks("a", 1.0, "g"), (1.0, Cue(group="g", state="open")), (5.0, first), (50.0, second))
    group = state.groups["g"]
    assert (group.waiting(60.0), group.answered) == (4.0, second)


def test_a_comment_counts_once_and_only_in_the_group_of_its_latest_verdict() -> None:
    again = (2.0, Question(comment="a", intent="price", score=0.8, group="g"))
    moved = (3.0, Question(comment="b", intent="size", score=0.8, group="h"))
    cues = [(4.0, Cue(group=g, state="open")) for g in "gh"]
    state = told(*asks("a", 1.0, "g"), again, *asks("b", 1.5, "g"), moved, *cues)
    assert state.groups["g"].comments == ["a"]
    assert state.groups["h"].comments == ["b"]
    assert state.groups["h"].first_at == 1.5


def test_the_same_person_asking_twice_is_one_viewer() -> None:
    state = told(
        *asks("a", 1.0, "g", viewer="v"), *asks("b", 2.0, "g", viewer="v"), (2.0, Cue(group="g", state="open"))
    )
    assert (state.groups["g"].asked, len(state.groups["g"].viewers), len(state.viewers)) == (2, 1, 1)
