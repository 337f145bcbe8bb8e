"""`generic`: what a script of one's own sends, and how LiveCue plays recordings to itself.

An object, or an array of them: `{"text", "id"?, "ts"?, "user"?, "platform"?}`. Besides these, `at` is broadcast time in
seconds (recordings), `user_id` tells viewers of one name apart, and `signal` makes it a signal instead of a comment.
"""

from typing import Any, get_args

from live.comments.formats import fields
from live.comments.formats.base import Format, Frame, RawComment, RawSignal, Sender, SignalType, join_as_it_is
from live.comments.formats.reading import Found, read

_SIGNALS: dict[str, SignalType] = {name: name for name in get_args(SignalType)}


def parse(frame: str | bytes) -> Frame:
    """Comments and signals of one frame."""
    return read(frame, _one)


def _one(value: dict[str, Any]) -> Found:
    if "signal" in value:
        kind = _SIGNALS.get(fields.text(value["signal"]))
        return None if kind is None else _signal(kind, value)
    said = value.get("text")
    if not isinstance(said, str):
        return "shape"
    if not said or said.isspace():
        return "text"
    return RawComment(text=said, **_sender(value))


def _signal(kind: SignalType, value: dict[str, Any]) -> RawSignal:
    return RawSignal(
        type=kind,
        count=fields.count(value.get("count")),
        product=fields.text(value.get("product")),
        status=fields.text(value.get("status")),
        detail=fields.text(value.get("detail")),
        **_sender(value),
    )


def _sender(value: dict[str, Any]) -> Sender:
    ts = value.get("ts")
    at = value.get("at")
    return Sender(
        id=fields.ident(value.get("id")),
        user=fields.text(value.get("user")),
        user_id=fields.ident(value.get("user_id")),
        platform=fields.text(value.get("platform")),
        ts=None if ts is None else fields.unix_seconds(ts),
        at=_broadcast_time(ts if at is None else at),
    )


def _broadcast_time(value: Any) -> float | None:
    """`at`, or a `ts` that is too small for a Unix time: then it counts from the start of the recording."""
    if value is None:
        return None
    found = fields.number(value)
    return found if found is not None and 0 <= found < fields.EARLIEST else None


def claims(value: Any) -> bool:
    """Whether a decoded frame is surely of this format."""
    first = value[0] if isinstance(value, list) and value else value
    return isinstance(first, dict) and isinstance(first.get("text"), str)


FORMAT = Format(name="generic", parse=parse, claims=claims, hello=join_as_it_is)
