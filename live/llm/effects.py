"""From what a reply says to what is put into the journal: inputs like the operator's, which the parts fold."""

from collections.abc import Iterator

import msgspec

from live.events import AnyPayload, Intent, Question
from live.llm.batch import Asked, Unsure
from live.llm.reply import Findings, Worded
from live.state import BroadcastState, GroupState

MOVED = 50
"""Comments of a group that follow, at most: a crowd must not fill the journal a second time."""

_LIVE = ("open", "shown")


def effects(findings: Findings, state: BroadcastState) -> Iterator[AnyPayload]:
    """What follows from a reply, as the broadcast is now and no longer as it was when it was asked.

    Put each into the journal before the next is taken: `state` must know of it. What the operator has decided stands.
    """
    for unsure, intent, asked in findings.verdicts:
        yield from _verdict(unsure, intent, asked, state)
    for less, more in findings.merges:
        yield from _merge(less, more, state)
    for worded in findings.answers:
        yield from _answer(worded, state)


def _verdict(unsure: Unsure, intent: Intent, asked: Asked | None, state: BroadcastState) -> Iterator[Question]:
    before = state.questions.get(unsure.id)
    if before is not None and before.by == "operator":
        return
    verdict = Question(
        comment=unsure.id, intent=intent, score=round(unsure.score, 4), group="", text=unsure.text, by="llm"
    )
    if intent == "chat":
        if before is not None and before.intent != "chat":
            yield verdict
            yield from _the_same(unsure, before, verdict, state)
        return
    group = state.groups.get(asked.cue.group) if asked is not None else None
    if group is not None and group.cue.state in (*_LIVE, "answered"):
        if before is None or before.group != group.group:
            cue = group.cue
            yield msgspec.structs.replace(verdict, group=group.group, intent=cue.intent, product=cue.product)
    elif before is None or before.intent != intent:
        # Without a group: the question finder places it, as it does its own.
        yield verdict


def _the_same(unsure: Unsure, before: Question, verdict: Question, state: BroadcastState) -> Iterator[Question]:
    """Others of the same words in the same group, as in a flood."""
    group = state.groups.get(before.group)
    for comment in list(group.comments[-MOVED:]) if group is not None else ():
        other = state.questions.get(comment)
        if other is not None and other.text == unsure.text and other.by != "operator":
            yield msgspec.structs.replace(verdict, comment=comment)


def _merge(less: Asked, more: Asked, state: BroadcastState) -> Iterator[Question]:
    source, target = state.groups.get(less.cue.group), state.groups.get(more.cue.group)
    if source is None or target is None or not (_free(source) and _free(target)) or len(source.comments) > MOVED:
        return
    for comment in list(source.comments):
        before = state.questions.get(comment)
        if before is not None and before.by != "operator":
            yield msgspec.structs.replace(
                before, group=target.group, intent=target.cue.intent, product=target.cue.product, by="llm",
                merged=source.group,
            )  # fmt: skip


def _answer(worded: Worded, state: BroadcastState) -> Iterator[AnyPayload]:
    group = state.groups.get(worded.asked.cue.group)
    # Another local answer meanwhile knows something that the model did not: the host's own words, or a new wording.
    if group is not None and _free(group) and group.cue.answer == worded.asked.cue.answer:
        yield msgspec.structs.replace(group.cue, answer=worded.text, sources=worded.sources, by="llm")


def _free(group: GroupState) -> bool:
    return group.cue.state in _LIVE and group.cue.by != "operator"
