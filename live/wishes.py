"""What a person may wish of a running broadcast, as data: keys, pages and commands all send these.

The process that writes the journal turns a wish into events, from its own newest state, so it makes no difference how
far behind the one who wishes is. A cue is named by its group, by its number (the first cue that opened is 1; see
`livecue cues`), or as `current`: the one in front of the host. Times are seconds of broadcast time.
"""

from collections.abc import Sequence
from typing import Annotated

import msgspec

from live import actions
from live.catalog.products import Catalog
from live.errors import BadInput
from live.events import Intent
from live.state import BroadcastState, GroupState

CURRENT = "current"
LIVE = ("open", "shown")
LONGEST_CLIP = 600.0
"""Seconds back that one wish may clip, at most."""

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Text = Annotated[str, msgspec.Meta(max_length=500)]


class Wish(msgspec.Struct, frozen=True, tag_field="do", forbid_unknown_fields=True, omit_defaults=True):
    """What all share: the tag that names it."""


class Answer(Wish, frozen=True, tag="answer"):
    """The host has answered this cue."""

    cue: Name


class Dismiss(Wish, frozen=True, tag="dismiss"):
    """The host need not see this cue."""

    cue: Name


class Reopen(Wish, frozen=True, tag="reopen"):
    """Take back an answer or a dismissal; `shown`: it stood in front of the host."""

    cue: Name
    shown: bool = False


class Show(Wish, frozen=True, tag="show"):
    """In front of the host now, whoever is more urgent."""

    cue: Name


class Pin(Wish, frozen=True, tag="pin"):
    """Keep the cue at the top; or let it go again."""

    cue: Name
    on: bool = True


class Release(Wish, frozen=True, tag="release"):
    """Let viewers see the cue on the overlay; or take it back."""

    cue: Name
    on: bool = True


class Reword(Wish, frozen=True, tag="reword"):
    """Another answer for the host to give; an empty one takes the answer away."""

    cue: Name
    answer: Text


class NoQuestion(Wish, frozen=True, tag="no-question"):
    """These comments need no answer, or none of those that ask what the cue asks; nor later ones nearly the same."""

    comments: tuple[Name, ...] = ()
    cue: str = ""


class About(Wish, frozen=True, tag="about"):
    """These comments, or all that ask what the cue asks, are about something else; later ones like them as well."""

    intent: Intent
    comments: tuple[Name, ...] = ()
    cue: str = ""
    text: Text = ""
    """What the comment says, for one that was taken for chat."""


class Ask(Wish, frozen=True, tag="ask"):
    """These comments ask what the cue asks; it waits again where it was over. `shown`: in front of the host."""

    comments: tuple[Name, ...]
    cue: Name
    shown: bool = False


class Offer(Wish, frozen=True, tag="product"):
    """This product is on offer from now on; None: nothing in particular."""

    product: Name | None


class SoldOut(Wish, frozen=True, tag="sold-out"):
    """There is no more of this product; or there is again."""

    product: Name
    sold_out: bool = True


class Mark(Wish, frozen=True, tag="mark"):
    """This moment is worth keeping."""

    label: Text = ""


class ClipLast(Wish, frozen=True, tag="clip"):
    """Make a clip of what has just been."""

    seconds: Annotated[float, msgspec.Meta(gt=0, le=LONGEST_CLIP)] = actions.LAST_MINUTE
    label: Text = ""


class Stop(Wish, frozen=True, tag="stop"):
    """End the broadcast safely: clips and report follow."""


AnyWish = (
    Answer | Dismiss | Reopen | Show | Pin | Release | Reword | NoQuestion | About | Ask | Offer | SoldOut | Mark
    | ClipLast | Stop
)  # fmt: skip


def grant(wish: AnyWish, state: BroadcastState, catalog: Catalog | None, at: float) -> actions.Payloads:
    """What the wish appends at `at`. Raises BadInput, with what to do, where it cannot be granted.

    `Stop` appends nothing: whoever runs the broadcast ends it.
    """
    match wish:
        case Answer(cue):
            return actions.answer(_live(state, cue), at)
        case Dismiss(cue):
            return actions.dismiss(_live(state, cue))
        case Reopen(cue, shown):
            return actions.reopen(_over(state, cue), shown)
        case Show(cue):
            return actions.show(_live(state, cue))
        case Pin(cue, on):
            return actions.pin(_live(state, cue), on)
        case Release(cue, on):
            return actions.release(find_cue(state, cue), on)
        case Reword(cue, answer):
            return actions.reword(_live(state, cue), answer)
        case NoQuestion(comments, cue):
            asked = _comments(state, comments, cue)
            return tuple(p for c in asked for p in actions.no_question(c, _text(state, c)))
        case About(intent, comments, cue, text):
            asked = _comments(state, comments, cue)
            return tuple(p for c in asked for p in actions.about(c, intent, text or _text(state, c)))
        case Ask(comments, cue, shown):
            group = find_cue(state, cue)
            back = actions.reopen(group, shown) if group.cue.state not in LIVE else ()
            meant = (group.group, group.cue.intent, group.cue.product)
            asked = _comments(state, comments, "")
            return (*(p for c in asked for p in actions.question(c, *meant, _text(state, c))), *back)
        case Offer(product):
            return actions.on_offer(_product(catalog, product) if product else None)
        case SoldOut(product, sold_out):
            return actions.sold_out(_product(catalog, product), sold_out)
        case Mark(label):
            return actions.mark(label)
        case ClipLast(seconds, label):
            return actions.clip_last(seconds, label)
        case Stop():
            return ()


def find_cue(state: BroadcastState, name: str) -> GroupState:
    """The cue of that name. Raises BadInput with the cues that are live."""
    if name == CURRENT:
        live = state.open_cues()
        if not live:
            raise BadInput("There is no cue now, so none is in front of the host.")
        return live[0]
    if found := state.groups.get(name):
        return found
    groups = list(state.groups.values())
    if name.isdecimal() and 0 < int(name) <= len(groups):
        return groups[int(name) - 1]
    raise BadInput(f"There is no cue `{name}`. {_known(state)}")


def _known(state: BroadcastState) -> str:
    numbers = {group: number for number, group in enumerate(state.groups, start=1)}
    live = [f"{numbers[g.group]} ({g.cue.title})" for g in state.open_cues()[:5]]
    return f"Live now: {', '.join(live)}; `livecue cues DIR` lists all." if live else "No cue is live now."


def _live(state: BroadcastState, name: str) -> GroupState:
    group = find_cue(state, name)
    if group.cue.state not in LIVE:
        raise BadInput(f"The cue `{name}` ({group.cue.title}) is over: {group.cue.state}. Reopen it first.")
    return group


def _over(state: BroadcastState, name: str) -> GroupState:
    group = find_cue(state, name)
    if group.cue.state in LIVE:
        raise BadInput(f"The cue `{name}` ({group.cue.title}) is not over: {group.cue.state}.")
    return group


def _comments(state: BroadcastState, ids: Sequence[str], cue: str) -> Sequence[str]:
    for id_ in ids:
        if id_ not in state.comments:
            raise BadInput(f"There is no comment `{id_}`. `livecue events DIR --kind comment` shows their ids.")
    asked = [*ids, *(find_cue(state, cue).comments if cue else ())]
    if not asked:
        raise BadInput("No comment is named, nor a cue that any asks.")
    return asked


def _text(state: BroadcastState, comment: str) -> str:
    """What the comment says, as far as its verdict holds it."""
    known = state.questions.get(comment)
    return known.text if known else ""


def _product(catalog: Catalog | None, name: str) -> str:
    """The product's id; a link's number will do."""
    products = catalog.products if catalog else ()
    for product in products:
        if name == product.id or (product.link is not None and name == str(product.link)):
            return product.id
    known = ", ".join(f"{p.id} ({p.name})" for p in products)
    raise BadInput(f"There is no product `{name}`. " + (f"In the catalog: {known}." if known else "No catalog is set."))
