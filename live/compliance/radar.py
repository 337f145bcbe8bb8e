"""The part that hears what the host must not say."""

from collections.abc import Sequence

from live.compliance.check import check_text
from live.compliance.rules import Rules
from live.compliance.spans import said_between
from live.events import AnyPayload, Compliance, Event, Utterance
from live.partials import Suspect


class ComplianceRadar:
    """On an utterance: one `compliance` event for each phrase in it that breaks a rule."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules

    def suspects(self, text: str) -> tuple[Suspect, ...]:
        """What breaks a rule in words that are not decided yet."""
        return tuple(Suspect(finding.phrase, finding.softer) for finding in check_text(text, self._rules))

    def on(self, event: Event) -> Sequence[AnyPayload]:
        """As live.fold.Part."""
        if not isinstance(event.data, Utterance):
            return ()
        said: list[AnyPayload] = []
        for finding in check_text(event.data.text, self._rules):
            start, end = said_between(event.data, finding.start, finding.end)
            said.append(
                Compliance(
                    start=start,
                    end=end,
                    phrase=finding.phrase,
                    rule=f"{finding.rule}: {finding.law}",
                    text=event.data.text,
                    softer=finding.softer,
                )
            )
        return said
