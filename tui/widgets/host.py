"""What the host says: utterances, what they answered, what they must not say, and the words being heard now."""

from live.events import Compliance
from live.partials import Suspect
from tui.model import Spoken
from tui.text import clock, plain, wrap
from tui.widgets.panel import Line, Panel, Part, heading, row


class HostPanel(Panel):
    """The live transcript, newest at the bottom."""

    def rows(self, width: int, height: int) -> list[Line]:
        view, words = self.view, self.words
        right: list[Part] = []
        if view.speech_lag is not None:
            slow = view.speech_lag > 5
            right = [(words("lag", s=f"{view.speech_lag:.1f}") + ("!" if slow else ""), "$warning" if slow else "$dim")]
        lines: list[Line] = []
        if view.partial:
            stamp = f"{clock(view.partial.start)} "
            blank = " " * len(stamp)
            lines = [
                row(width, (stamp if not n else blank, "$dim"), (part, "italic $dim"))
                for n, part in enumerate(wrap(plain(view.partial.text) + " …", max(4, width - len(stamp) - 1)))
            ]
            lines += [self._warning(width, blank, suspect, final=False) for suspect in view.partial.suspects]
        for spoken in reversed(view.spoken):
            if len(lines) >= height - 1:
                break
            lines = [*self._utterance(spoken, width), *lines]
        head = heading(width, words("host"), right=right)
        if not lines:
            return [head, row(width, (f"  {words('no_speech')}", "$dim"))]
        return [head, *lines[-(height - 1) :]]

    def _utterance(self, spoken: Spoken, width: int) -> list[Line]:
        words = self.words
        stamp = f"{clock(spoken.start)} "
        blank = " " * len(stamp)
        lines = [
            row(width, (stamp if not n else blank, "$dim"), (part, "$foreground"))
            for n, part in enumerate(wrap(plain(spoken.text), max(4, width - len(stamp) - 1)))
        ]
        lines += [
            row(width, (f"{blank}✓ {words('answers', title=plain(title))}", "$success")) for title in spoken.answered
        ]
        lines += [self._warning(width, blank, warning, final=True) for warning in spoken.warnings]
        return lines

    def _warning(self, width: int, blank: str, warning: Compliance | Suspect, *, final: bool) -> Line:
        """Words that must not be said; until they are decided with another sign, other words and another colour."""
        words = self.words
        text = words("careful" if final else "careful_perhaps", phrase=plain(warning.phrase))
        if warning.softer:
            text = f"{text} → {words('softer', softer=plain(warning.softer))}"
        return row(width, (f"{blank}{'⚠' if final else '…'} {text}", "bold $error" if final else "italic $warning"))
