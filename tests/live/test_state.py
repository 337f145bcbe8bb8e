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


def test_who_asks_again_waits_from_then_on_and_is_counted_apart() -> None:
    answer, cue = Answered(group="g", start=3, end=5, text=""), Cue(group="g", state="open")
    state = told(*asks("a", 1.0, "g"), (1.0, cue), *asks("b", 2.0, "g"), (5.0, answer), *asks("c", 20.0, "g"))
    group = state.groups["g"]
    assert (group.waits(30.0), group.waiting(30.0), group.asking, group.asked) == (10.0, 4.0, 1, 3)
    over = told(*asks("a", 1.0, "g"), (1.0, cue), (5.0, answer), (5.0, Cue(group="g", state="answered")))
    assert (over.groups["g"].waits(30.0), over.groups["g"].asking) == (4.0, 1)


def test_a_screen_forgets_old_comments_and_still_counts_them() -> None:
    state = BroadcastState(keep=10)
    for seq in range(1, 200):
        state.on(Event(seq=seq, at=seq, wall=0, cause=None, data=Comment(id=str(seq), text="多少钱", viewer=str(seq))))
        ask = Question(comment=str(seq), intent="price", score=0.9, group="g")
        state.on(Event(seq=seq, at=seq, wall=0, cause=seq, data=ask))
    state.on(Event(seq=200, at=200, wall=0, cause=None, data=Cue(group="g", state="open")))
    assert all(10 <= len(kept) < 21 for kept in (state.comments, state.questions, state.viewers))
    assert "199" in state.comments and state.counts["comment"] == 199 and state.groups["g"].asked == 199


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


def test_a_screen_that_keeps_the_newest_alone_counts_all_the_same() -> None:
    whole, short = BroadcastState(), BroadcastState(keep=50)
    seq = 0

    def tell(data: AnyPayload) -> None:
        nonlocal seq
        seq += 1
        for state in (whole, short):
            state.on(Event(seq=seq, at=float(seq), wall=0.0, cause=None, data=data))

    tell(Cue(group="g", state="open"))
    for number in range(400):
        tell(Comment(id=f"c{number}", text="多少钱", viewer=f"v{number}"))
        tell(Question(comment=f"c{number}", intent="price", score=0.9, group="g"))
        if number == 250:
            tell(Answered(group="g", start=500.0, end=503.0, text="129元"))
    tell(Question(comment="c399", intent="chat", score=0.0, group="", by="operator"))
    mine, theirs = short.groups["g"], whole.groups["g"]
    assert (mine.asked, mine.asking, mine.first_at, mine.waits(900.0)) == (
        (theirs.asked, theirs.asking, theirs.first_at, theirs.waits(900.0))
    )
    assert mine.asked == 399 and mine.asking == 143
    assert len(mine.comments) <= 100 and len(mine.viewers) <= 100
