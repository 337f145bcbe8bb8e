"""How host and operator did, as a list: each measure with its unit and which way is better."""

from typing import Literal, NamedTuple

from live.report.model import Performance
from live.report.times import percent, span
from live.report.words import Words

Unit = Literal["share", "seconds", "number", "rate"]


class Measure(NamedTuple):
    """One measure of one broadcast."""

    key: str
    value: float | None
    unit: Unit
    better: int
    """1: more is better; -1: less is better; 0: neither."""

    def text(self, words: Words) -> str:
        """The value, for people."""
        return shown(self.value, self.unit, words)


def shown(value: float | None, unit: Unit, words: Words) -> str:
    """A value in its unit; `–` for None."""
    if value is None:
        return "–"
    if unit == "share":
        return percent(value)
    if unit == "seconds":
        return span(value, words.language)
    return f"{value:.1f}" if unit == "rate" else f"{value:.0f}"


def measures(p: Performance) -> list[Measure]:
    """All measures, in the order of the report."""
    return [
        Measure("answer_rate", p.answer_rate, "share", 1),
        Measure("median", p.median_seconds, "seconds", -1),
        Measure("p90", p.p90_seconds, "seconds", -1),
        Measure("within_minute", p.within_minute, "share", 1),
        Measure("answered_unprompted", p.answered_unprompted, "share", 0),
        Measure("questions_per_minute", p.questions_per_minute, "rate", 0),
        Measure("asked_again", p.asked_again, "number", -1),
        Measure("host_talk", p.host_talk, "share", 0),
        Measure("longest_silence", p.longest_silence, "seconds", -1),
        Measure("peaks", p.peaks, "number", 0),
        Measure("peaks_missed", p.peaks_missed, "number", -1),
        Measure("compliance_per_hour", p.compliance_per_hour, "rate", -1),
        Measure("dismissed_groups", p.dismissed, "number", 0),
        Measure("marks", p.marks, "number", 0),
    ]


def lines(p: Performance, words: Words) -> list[tuple[str, str, str]]:
    """Name, value and definition of each, for people."""
    return [(words.t(m.key), m.text(words), words.t(f"def_{m.key}")) for m in measures(p)]
