"""The vocabulary: one frozen struct per kind of event.

All times named `at`, `start`, `end`, `first_at`… are broadcast time: seconds since the start of the recording.
An event is a payload (one of the structs below) in an envelope that the journal stamps: `seq` (its place, from 1),
`at`, `wall` (Unix seconds, for people; nothing is decided by it) and `cause` (the `seq` of the event that it was
derived from, or None for what came from outside: a comment, the host's voice, the operator's key).
"""

from typing import Any, Literal

import msgspec

Intent = Literal[
    "size", "price", "promotion", "stock", "shipping", "material", "spec", "usage",
    "suitability", "quality", "return", "compare", "order", "request", "complaint", "chat",
]  # fmt: skip
"""What a comment is about; `chat` is everything that needs no answer."""

CueState = Literal["open", "shown", "answered", "dismissed", "expired"]
"""`open`: waiting in the queue. `shown`: in front of the host. The other three are over, until asked again."""

By = Literal["local", "llm", "operator"]
"""Who said so. What the operator says is never overruled by the other two."""


class Payload(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What every kind shares: the tag that names it. Unknown fields of a newer minor version are ignored."""

    @property
    def kind(self) -> str:
        return str(self.__struct_config__.tag)


class Session(Payload, frozen=True, kw_only=True, tag="session", tag_field="kind"):
    """The broadcast itself: begun, picked up again after a stop, a stretch of recording begun, ended."""

    state: Literal["started", "resumed", "recording", "ended"]
    title: str = ""
    replay: bool = False
    version: str = ""
    """LiveCue's version that wrote from here on."""
    inputs: tuple[str, ...] = ()
    """With `started`: what is fed (a replay's files), so that another broadcast is not mixed into this one."""
    media: str = ""
    """With `recording`: the folder of the segments, relative to the session folder."""
    offset: float = 0.0
    """With `recording`: the broadcast time at which that recording's own time is zero."""
    reason: str = ""


class Comment(Payload, frozen=True, kw_only=True, tag="comment", tag_field="kind"):
    """One viewer message, cleaned and platform-neutral."""

    id: str
    """Unique within the session; the source's own id where it has one."""
    text: str
    user: str = ""
    """The name on screen. Left out of exports unless asked for."""
    viewer: str = ""
    """Keyed hash of the platform's viewer id: the same person within this installation, nobody outside it."""
    source: str = ""
    """The name of the source in config.toml."""
    platform: str = ""
    repeats: int = 0
    """How many times this text has come within the last seconds before this one; above 0 it is part of a flood."""
    lag: float = 0.0
    """Seconds between the source's own timestamp and receipt, where the source has one."""


class Signal(Payload, frozen=True, kw_only=True, tag="signal", tag_field="kind"):
    """What viewers do without words."""

    type: Literal["like", "gift", "enter", "follow", "order", "share", "stats", "popup", "end"]
    id: str = ""
    user: str = ""
    viewer: str = ""
    source: str = ""
    count: int = 1
    product: str = ""
    """The platform's product title or id, as sent (orders, pop-ups)."""
    status: str = ""
    detail: str = ""


class Word(msgspec.Struct, frozen=True, array_like=True):
    """One word of an utterance: start, end (broadcast time), text."""

    start: float
    end: float
    text: str


class Utterance(Payload, frozen=True, kw_only=True, tag="utterance", tag_field="kind"):
    """One piece of the host's speech. The envelope's `at` is when the final text was decided."""

    start: float
    end: float
    text: str
    words: tuple[Word, ...] = ()
    confidence: float = 1.0
    """0 to 1: the recogniser's own mean probability of its words."""
    heard: str = ""
    """The text before names and numbers were repaired, where that changed it."""
    loudness: float = 0.0
    """Mean level in dBFS, below 0; 0 where it was not measured."""


class Product(Payload, frozen=True, kw_only=True, tag="product", tag_field="kind"):
    """What is on offer from here on, or what the host said of a product's stock."""

    product: str | None
    """Product id of the catalog; None: nothing in particular is on offer."""
    state: Literal["on_offer", "sold_out", "restocked"] = "on_offer"
    by: Literal["speech", "signal", "operator"] = "speech"
    evidence: str = ""
    """The words or the signal that told."""


class Question(Payload, frozen=True, kw_only=True, tag="question", tag_field="kind"):
    """A verdict on one comment that needs the host. Chat gets none. A later verdict on a comment replaces it."""

    comment: str
    """The comment's id."""
    intent: Intent
    score: float
    """Calibrated probability, 0 to 1, that the comment needs an answer."""
    group: str
    """Id of the group: all questions that one sentence of the host would answer."""
    product: str | None = None
    text: str = ""
    by: By = "local"
    merged: str = ""
    """With `llm`: the group that is one with `group`; whoever is put into it from here on belongs there too."""


class Source(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where a fact comes from."""

    kind: Literal["size_table", "attribute", "faq", "price", "stock", "selling_point", "link", "pairs_with", "host"]
    product: str | None = None
    ref: str = ""
    """Which row, key or question of the catalog; for `host`, the `seq` of the utterance."""
    text: str = ""
    """The fact as it stands there, quoted."""


class Cue(Payload, frozen=True, kw_only=True, tag="cue", tag_field="kind"):
    """What the host should see of a group, each time something about it changes but the number of askers.

    How many ask is a fold over `question` events (see live.state), so that a crowd does not fill the journal.
    """

    group: str
    state: CueState
    intent: Intent = "chat"
    product: str | None = None
    title: str = ""
    """The question in viewers' words, the clearest of them."""
    answer: str | None = None
    """What to say; None where the catalog has no fact."""
    also: str = ""
    """A second line: what goes with it (`pairs_with`)."""
    sources: tuple[Source, ...] = ()
    priority: float = 0.0
    """Higher is sooner."""
    pinned: bool = False
    released: bool = False
    """The operator lets viewers see it on the overlay."""
    by: By = "local"


class Answered(Payload, frozen=True, kw_only=True, tag="answered", tag_field="kind"):
    """The host has answered a group; the words are the evidence."""

    group: str
    start: float
    end: float
    text: str
    score: float = 1.0
    utterance: int = 0
    """`seq` of the utterance; 0 when the operator says so."""
    by: By = "local"


class Compliance(Payload, frozen=True, kw_only=True, tag="compliance", tag_field="kind"):
    """Words that the law or the platform forbids."""

    start: float
    end: float
    phrase: str
    rule: str
    text: str = ""
    softer: str = ""
    """A wording that is allowed."""


class Mark(Payload, frozen=True, kw_only=True, tag="mark", tag_field="kind"):
    """The operator's key: this moment is worth keeping."""

    label: str = ""
    seconds: float = 0.0
    """With "clip the last minute": how far back; 0 for a plain mark."""


class Highlight(Payload, frozen=True, kw_only=True, tag="highlight", tag_field="kind"):
    """A span worth reposting. The same id again replaces it (an overlap merged, an end found)."""

    id: str
    start: float
    end: float
    type: str
    """price, countdown, sold_out, demo, funny, crowd, mark, answer, product."""
    score: float
    reasons: tuple[str, ...] = ()
    title: str = ""
    product: str | None = None
    group: str | None = None


class Clip(Payload, frozen=True, kw_only=True, tag="clip", tag_field="kind"):
    """A file that came of a span."""

    id: str
    highlight: str
    state: Literal["done", "failed"]
    start: float
    end: float
    path: str = ""
    """Folder of the clip, relative to the session folder."""
    title: str = ""
    reason: str = ""


class Llm(Payload, frozen=True, kw_only=True, tag="llm", tag_field="kind"):
    """One call of a language model."""

    endpoint: str
    model: str
    outcome: str
    """ok, timeout, busy, blank, truncated, schema, error; and budget, for a call that was not made."""
    purpose: str = ""
    """cues, posts or summary."""
    seconds: float = 0.0
    prompt_tokens: int = 0
    cached_tokens: int = 0
    completion_tokens: int = 0
    comments: int = 0
    reason: str = ""


class Health(Payload, frozen=True, kw_only=True, tag="health", tag_field="kind"):
    """A source or a worker changed its state."""

    part: str
    """`comments:NAME`, `capture`, `speech`, `clips`, `llm`, `disk`, `overlay`…"""
    state: Literal["ok", "waiting", "degraded", "down", "gap"]
    detail: str = ""
    """For people: what happened, and what to do where something is to be done."""
    since: float = 0.0
    seconds: float = 0.0
    """Length of a gap."""
    count: int = 0


AnyPayload = (
    Session | Comment | Signal | Utterance | Product | Question | Cue | Answered | Compliance | Mark | Highlight
    | Clip | Llm | Health
)  # fmt: skip

KINDS: dict[str, type[AnyPayload]] = {
    str(t.__struct_config__.tag): t
    for t in (Session, Comment, Signal, Utterance, Product, Question, Cue, Answered, Compliance, Mark, Highlight,
              Clip, Llm, Health)
}  # fmt: skip

_TAGS = {payload: tag for tag, payload in KINDS.items()}

DERIVED = frozenset({"product", "question", "cue", "answered", "compliance", "highlight"})
"""Kinds that parts derive. With a `cause` they came from a part, without one from a person."""


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """A payload in its envelope."""

    seq: int
    at: float
    wall: float
    cause: int | None
    data: AnyPayload

    @property
    def kind(self) -> str:
        return _TAGS[type(self.data)]

    def as_dict(self) -> dict[str, Any]:
        """The row of the contract: `{"seq","at","wall","cause","kind","data"}`; `data` without its tag."""
        data = msgspec.to_builtins(self.data)
        kind = data.pop("kind")
        return {
            "seq": self.seq,
            "at": self.at,
            "wall": self.wall,
            "cause": self.cause,
            "kind": kind,
            "data": data,
        }


_encoder = msgspec.json.Encoder()
_decoder: msgspec.json.Decoder[AnyPayload] = msgspec.json.Decoder(AnyPayload)


def encode(data: AnyPayload) -> bytes:
    """A payload as JSON, with its tag."""
    return _encoder.encode(data)


def decode(raw: bytes | str) -> AnyPayload:
    """The payload that `encode` wrote. Raises msgspec.ValidationError on anything else."""
    return _decoder.decode(raw)
