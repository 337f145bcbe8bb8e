"""Keys that correct the detector: this is no question, or it asks something else."""

from typing import NamedTuple

from textual import work

from live import wishes
from live.events import Intent
from tui.cue_keys import CueKeys
from tui.screens.lists import intent_dialog


class Meant(NamedTuple):
    """What a key speaks of: one comment, or all that ask what a cue asks."""

    comments: tuple[str, ...]
    cue: str
    title: str
    """What it says."""
    intent: Intent
    shown: bool
    """The cue stands in front of the host."""


class CorrectionKeys(CueKeys):
    """What the operator corrects teaches the detector, from then on and in later broadcasts."""

    def action_no_question(self) -> None:
        if (meant := self._meant()) is None:
            return
        if meant.intent == "chat":
            self.say("no_question_already")
            return
        whole = not self.in_comments()
        wish = wishes.NoQuestion(cue=meant.cue) if whole else wishes.NoQuestion(meant.comments)
        self.undoable(wish, wishes.Ask(meant.comments, meant.cue, meant.shown), "did_no_question", meant.title)

    @work
    async def action_intent(self) -> None:
        if (meant := self._meant()) is None:
            return
        intent = await self.push_screen_wait(intent_dialog(self.words, meant.title, meant.intent))
        if intent:
            wish = wishes.About(intent, meant.comments, text=meant.title)  # type: ignore[arg-type]
            if not self.in_comments():
                wish = wishes.About(wish.intent, cue=meant.cue)
            self.wish(wish, lambda: self.say("did_intent", intent=self.words.intent(intent), title=meant.title))

    def _meant(self) -> Meant | None:
        state = self.view.state
        if not self.in_comments():
            group = self.current_cue()
            if group is None or not group.comments:
                return None
            cue = group.cue
            return Meant(tuple(group.comments), cue.group, cue.title, cue.intent, cue.state == "shown")
        if (said := self.view.feed.under_cursor()) is None:
            self.say("pick_comment")
            return None
        known = state.questions.get(said.comment.id)
        intent: Intent = known.intent if known else "chat"
        return Meant((said.comment.id,), known.group if known else "", said.comment.text, intent, shown=False)
