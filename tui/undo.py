"""What the operator's next undo takes back. Told by the journal, so that a screen that is opened later knows it too."""

from typing import NamedTuple

from live.events import Cue, Event, Question
from live.state import BroadcastState
from live.wishes import Ask, Reopen

UNDO = 50
"""Answers, dismissals and corrections that can be taken back."""

LIVE = ("open", "shown")


class Done(NamedTuple):
    """Something that was done: what it was done to, and the wish that takes it back."""

    title: str
    back: Reopen | Ask
    at: float = 0.0


class Undo:
    """A stack, newest last."""

    def __init__(self) -> None:
        self._done: list[Done] = []

    def on(self, event: Event, before: BroadcastState) -> None:
        """Take in one event; `before`: the state without it."""
        match event.data:
            case Cue() as cue if group := before.groups.get(cue.group):
                was = group.cue.state
                if was in LIVE and cue.state in ("answered", "dismissed") and cue.by == "operator":
                    self.push(Done(cue.title, Reopen(cue.group, was == "shown"), event.at))
                elif was not in LIVE and cue.state in LIVE:
                    self._done = [d for d in self._done if not _same(d.back, Reopen(cue.group))]
            case Question(by="operator") as question:
                self._on_question(question, event.at, before)
            case _:
                pass

    def push(self, done: Done) -> None:
        """One more; what is known already is not put in twice."""
        if not any(_same(d.back, done.back) for d in self._done):
            self._done = [*self._done[-(UNDO - 1) :], done]

    def take(self) -> Done | None:
        """The newest; whoever cannot take it back now puts it back with `push`."""
        return self._done.pop() if self._done else None

    def _on_question(self, question: Question, at: float, before: BroadcastState) -> None:
        asks = Ask((question.comment,), "")
        if question.intent != "chat":
            self._done = [d for d in self._done if not _same(d.back, asks)]
            return
        known = before.questions.get(question.comment)
        group = before.groups.get(known.group) if known else None
        if known is None or known.intent == "chat" or group is None or any(_same(d.back, asks) for d in self._done):
            return
        last = self._done[-1] if self._done else None
        if last and isinstance(last.back, Ask) and (last.at, last.back.cue) == (at, group.group):
            # One key took out all that ask what a cue asks, and one takes them back.
            back = Ask((*last.back.comments, question.comment), last.back.cue, last.back.shown)
            self._done[-1] = last._replace(back=back)
        else:
            back = Ask((question.comment,), group.group, group.cue.state == "shown")
            self.push(Done(known.text or group.cue.title, back, at))


def _same(a: Reopen | Ask, b: Reopen | Ask) -> bool:
    if isinstance(a, Reopen) and isinstance(b, Reopen):
        return a.cue == b.cue
    return isinstance(a, Ask) and isinstance(b, Ask) and not {*a.comments}.isdisjoint(b.comments)
