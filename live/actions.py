"""What the operator can do, as pure functions from the state to what is appended.

Keys, pages and commands all end here (see live.wishes), so an action is the same wherever it comes from.
Times are seconds of broadcast time.
"""

import msgspec

from live.events import Answered, AnyPayload, Cue, CueState, Intent, Mark, Product, Question
from live.state import GroupState

LAST_MINUTE = 60.0
"""How far back "clip the last minute" goes, in seconds."""

Payloads = tuple[AnyPayload, ...]


def answer(group: GroupState, at: float, said: str = "") -> Payloads:
    """The host has answered this group at `at`, in the words `said` where they are known. The board closes the cue."""
    return (Answered(group=group.group, start=at, end=at, text=said, by="operator"),)


def dismiss(group: GroupState) -> Payloads:
    """The host need not see this group."""
    return (_cue(group, state="dismissed"),)


def show(group: GroupState) -> Payloads:
    """In front of the host now, whoever is more urgent."""
    return (_cue(group, state="shown"),)


def pin(group: GroupState, on: bool = True) -> Payloads:
    """Keep the cue at the top, whatever comes; or let it go again."""
    return (_cue(group, pinned=on),)


def release(group: GroupState, on: bool = True) -> Payloads:
    """Let viewers see the question on the overlay; or take it back."""
    return (_cue(group, released=on),)


def reopen(group: GroupState, shown: bool = False) -> Payloads:
    """Undo: a cue that was dismissed or answered waits again; `shown`: it stood in front of the host."""
    return (_cue(group, state="shown" if shown else "open"),)


def reword(group: GroupState, text: str) -> Payloads:
    """Another answer for the host to give, in the operator's words; an empty one takes the answer away."""
    return (msgspec.structs.replace(group.cue, answer=text.strip() or None, sources=(), by="operator"),)


def no_question(comment: str, text: str = "") -> Payloads:
    """This comment needs no answer, whatever the detector says. Nor do later ones that are nearly the same. `text` is
    what it says: with it the verdict can be taken back."""
    return (Question(comment=comment, intent="chat", score=0.0, group="", text=text, by="operator"),)


def about(comment: str, intent: Intent, text: str = "") -> Payloads:
    """This comment asks about something else than the detector thought; the detector finds its group anew, and takes
    later ones that are nearly the same as this one. `text` is what it says, for one that was taken for chat."""
    return (Question(comment=comment, intent=intent, score=1.0, group="", text=text, by="operator"),)


def question(comment: str, group: str, intent: Intent, product: str | None = None, text: str = "") -> Payloads:
    """This comment asks what `group` asks."""
    return (
        Question(comment=comment, intent=intent, score=1.0, group=group, product=product, text=text, by="operator"),
    )


def on_offer(product: str | None) -> Payloads:
    """This product is on offer from now on; None: nothing in particular."""
    return (Product(product=product, by="operator"),)


def sold_out(product: str, sold_out: bool = True) -> Payloads:
    """There is no more of this product; or there is again."""
    return (Product(product=product, state="sold_out" if sold_out else "restocked", by="operator"),)


def mark(label: str = "") -> Payloads:
    """This moment is worth keeping."""
    return (Mark(label=label),)


def clip_last(seconds: float = LAST_MINUTE, label: str = "") -> Payloads:
    """Make a clip of what has just been."""
    return (Mark(label=label, seconds=seconds),)


def _cue(
    group: GroupState, state: CueState | None = None, pinned: bool | None = None, released: bool | None = None
) -> Cue:
    cue = group.cue
    return msgspec.structs.replace(
        cue,
        state=cue.state if state is None else state,
        pinned=cue.pinned if pinned is None else pinned,
        released=cue.released if released is None else released,
        by="operator",
    )
