"""What a report says: one tree of plain values, from which every format is written. This is report.json.

Times are seconds of broadcast time unless the name says otherwise. `docs/report.md` explains each field to readers.
"""

from typing import Any, Literal

import msgspec

from live.events import Source

SCHEMA = 1
"""Goes up when a field changes its meaning or goes away; new fields do not count."""

Outcome = Literal["answered", "waiting", "dismissed", "no_cue"]
"""`waiting`: somebody asked and has heard no answer, whether the cue is still open or has expired. `dismissed`: the
operator decided that it needs none. `no_cue`: questions of a group that never got a cue."""


class Row(msgspec.Struct, kw_only=True, frozen=True):
    """A table of the report."""


class About(Row, frozen=True, kw_only=True):
    """Which broadcast this is."""

    title: str
    started: str
    """Wall time of the first event, ISO 8601 with the offset from UTC."""
    seconds: float
    """Length: the last broadcast time of the journal."""
    ended: bool
    """False: the report was made while the broadcast went on, or after a crash."""
    replay: bool
    version: str
    last_seq: int
    """The journal's last event that this report has seen."""


class Headline(Row, frozen=True, kw_only=True):
    """The figures that come first."""

    comments: int
    viewers: int
    """Different people who commented."""
    questions: int
    """Comments that need an answer."""
    questions_answered: int
    """Of these, how many were asked before the end of an answer to their group, or at most 10 s after it."""
    groups: int
    groups_answered: int
    groups_waiting: int
    groups_dismissed: int
    answer_rate: float | None
    """groups_answered / (groups_answered + groups_waiting); None where there are none."""
    median_seconds: float | None
    """Median over answered groups: first question to the end of the first answer."""
    p90_seconds: float | None
    within_minute: float | None
    """Of the answered groups, the share that was answered within 60 s."""
    people_waiting: int
    """Different people whose question has no answer."""
    gaps: int
    """Groups to which the catalog has no fact."""
    highlights: int
    clips: int
    orders: int
    compliance: int
    utterances: int


class Asker(Row, frozen=True, kw_only=True):
    """One comment that still waits for an answer."""

    comment: str
    at: float
    text: str
    viewer: str
    """First characters of the keyed hash: the same person within the report, nobody outside it."""
    user: str = ""
    """The name on screen; empty unless names were asked for."""


class GroupRow(Row, frozen=True, kw_only=True):
    """A group of questions and what became of it."""

    group: str
    title: str
    intent: str
    product: str | None
    asked: int
    viewers: int
    first_at: float
    last_at: float
    outcome: Outcome
    state: str
    """Of the cue, at the end of the journal."""
    seconds: float | None
    """From the first question to the end of the first answer; None without one."""
    answers: int
    answered_at: float | None
    answered_by: str
    said: str
    """The words that answered, first answer."""
    reply: str | None
    """What the catalog says; None where it holds no fact."""
    sources: list[Source]
    """Where in the catalog the reply comes from."""
    waiting: int
    """How many of its comments have no answer."""
    waiting_comments: list[str]
    """Their ids, in order."""


class Spread(Row, frozen=True, kw_only=True):
    """Questions by one key (an intent, a product)."""

    key: str | None
    questions: int
    questions_waiting: int
    questions_dismissed: int
    groups: int
    answered: int
    waiting: int
    gaps: int
    median_seconds: float | None


class ProductRow(Row, frozen=True, kw_only=True):
    """A product over the whole broadcast."""

    product: str | None
    name: str
    seconds: float
    """On offer in all."""
    comments: int
    """While it was on offer."""
    questions: int
    """About it, whenever they were asked."""
    groups: int
    answered: int
    waiting: int
    gaps: int
    orders: int
    """While it was on offer."""
    sold_out_at: float | None


class Window(Row, frozen=True, kw_only=True):
    """A stretch in which one product was on offer."""

    product: str | None
    name: str
    start: float
    end: float


class Moment(Row, frozen=True, kw_only=True):
    """A highlight, with what went on around it."""

    id: str
    start: float
    end: float
    type: str
    score: float
    title: str
    reasons: list[str]
    product: str | None
    comments: int
    """From its start until 10 s after its end (viewers react 3 to 8 s late)."""
    orders: int
    """From its start until 60 s after its end."""


class Peak(Row, frozen=True, kw_only=True):
    """A rush of comments."""

    start: float
    end: float
    comments: int
    times: float
    """How many times the broadcast's median rate."""
    used: bool
    """A highlight or a mark touches it."""


class Heat(Row, frozen=True, kw_only=True):
    """Comments over time."""

    step: float
    counts: list[int]
    """Comments in each `step` seconds, from 0."""
    questions: list[int]
    windows: list[Window]
    moments: list[Moment]
    marks: list[float]
    peaks: list[Peak]


class Heard(Row, frozen=True, kw_only=True):
    """One kind of remark and examples of it."""

    topic: str
    comments: int
    viewers: int
    first_at: float
    examples: list[str]


class SizeRow(Row, frozen=True, kw_only=True):
    """A size of a product: who asked for it, and what is there."""

    product: str
    size: str
    named: int
    """Comments that name it."""
    bodies: int
    """Comments whose height and weight it fits."""
    stock: int | None
    """At the start, as the catalog says."""


class Body(Row, frozen=True, kw_only=True):
    """Height and weight that a viewer named."""

    comment: str
    at: float
    product: str | None
    height_cm: float | None
    weight_kg: float | None
    sizes: list[str]
    """Rows of the size table that fit; empty where none does."""


class OrderRow(Row, frozen=True, kw_only=True):
    """Orders in one minute."""

    start: float
    orders: int
    product: str | None
    """On offer at that time."""


class ComplianceRow(Row, frozen=True, kw_only=True):
    """Words that the law or the platform forbids."""

    at: float
    phrase: str
    rule: str
    text: str
    softer: str


class ClipRow(Row, frozen=True, kw_only=True):
    """A clip, with its files relative to the report's folder."""

    id: str
    state: str
    title: str
    start: float
    end: float
    type: str
    video: str
    vertical: str
    cover: str
    reason: str


class Said(Row, frozen=True, kw_only=True):
    """One utterance of the host."""

    start: float
    end: float
    text: str
    answers: list[str]
    """Groups that it answered."""


class LlmRow(Row, frozen=True, kw_only=True):
    """Calls of one model at one endpoint."""

    endpoint: str
    model: str
    calls: int
    ok: int
    prompt_tokens: int
    cached_tokens: int
    completion_tokens: int
    median_seconds: float
    outcomes: dict[str, int]


class Gap(Row, frozen=True, kw_only=True):
    """A source or a worker that was not well."""

    part: str
    at: float
    state: str
    detail: str
    seconds: float


class Performance(Row, frozen=True, kw_only=True):
    """How host and operator did. The same definitions in every report, so that two can be compared."""

    answer_rate: float | None
    median_seconds: float | None
    p90_seconds: float | None
    within_minute: float | None
    answered_unprompted: float | None
    """Of the answered groups, the share whose cue had not yet been in front of the host; None when none ever was."""
    questions_per_minute: float
    asked_again: int
    """Groups that were asked again after an answer."""
    host_talk: float | None
    """Share of the broadcast in which the host speaks; None without speech."""
    longest_silence: float | None
    """Seconds between two utterances, at most."""
    peaks: int
    peaks_missed: int
    """Peaks that no highlight and no mark touches."""
    compliance_per_hour: float
    dismissed: int
    marks: int


class Report(Row, frozen=True, kw_only=True):
    """All of it."""

    schema: int
    language: str
    about: About
    headline: Headline
    performance: Performance
    heat: Heat
    groups: list[GroupRow]
    """All of them, in the order in which they were first asked."""
    waiting: list[str]
    """Ids of groups in which somebody waits, most askers first."""
    gaps: list[str]
    """Ids of groups to which the catalog has no fact, most askers first."""
    askers: dict[str, list[Asker]]
    """By group: who waits for it."""
    intents: list[Spread]
    products: list[ProductRow]
    objections: list[Heard]
    comparisons: list[Heard]
    sizes: list[SizeRow]
    bodies: list[Body]
    demand: list[Heard]
    orders: list[OrderRow]
    compliance: list[ComplianceRow]
    clips: list[ClipRow]
    transcript: list[Said]
    llm: list[LlmRow]
    trouble: list[Gap]
    summary: dict[str, Any] | None = None
    """Written by a language model, where there is one: `{"model", "claims": [{"text", "source"}]}`."""
