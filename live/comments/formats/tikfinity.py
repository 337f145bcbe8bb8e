"""`tikfinity`: the TikFinity app, which reads TikTok: `{"event", "data"}`, with the names of TikTok-Live-Connector."""

from typing import Any

from live.comments.formats import fields
from live.comments.formats.base import Format, Frame, RawComment, RawSignal, Sender, SignalType
from live.comments.formats.reading import Found, read

_COMMENTS = {"chat": "comment", "questionNew": "questionText"}
_SIGNALS: dict[str, SignalType] = {
    "like": "like",
    "gift": "gift",
    "member": "enter",
    "follow": "follow",
    "subscribe": "follow",
    "share": "share",
    "roomUser": "stats",
    "streamEnd": "end",
}
_COUNTS = {"like": "likeCount", "gift": "repeatCount", "roomUser": "viewerCount"}
_STREAK = 1
"""`giftType` of gifts that are sent in a streak: the last message of it says how many."""


def parse(frame: str | bytes) -> Frame:
    """Comments and signals of one frame."""
    return read(frame, _one)


def _one(value: dict[str, Any]) -> Found:
    event = value.get("event")
    data = value.get("data")
    if not isinstance(event, str):
        return "shape"
    if event in _COMMENTS:
        return _comment(fields.table(data), _COMMENTS[event]) if isinstance(data, dict) else "shape"
    signal = _SIGNALS.get(event)
    if signal is None:
        return None
    return _signal(event, signal, fields.table(data))


def _comment(data: dict[str, Any], key: str) -> Found:
    said = fields.text(data.get(key))
    if not said.strip():
        return "text"
    return RawComment(text=said, **_sender(data))


def _signal(event: str, kind: SignalType, data: dict[str, Any]) -> Found:
    if event == "gift" and data.get("giftType") == _STREAK and not data.get("repeatEnd"):
        return None
    return RawSignal(
        type=kind,
        count=fields.count(data.get(_COUNTS.get(event, ""))),
        detail=fields.text(data.get("giftName")) or ("subscriber" if event == "subscribe" else ""),
        **_sender(data),
    )


def _sender(data: dict[str, Any]) -> Sender:
    # Who it is stands beside the message, or in a table of its own in newer versions.
    user = data if "userId" in data or "uniqueId" in data else fields.table(data.get("user"))
    return Sender(
        id=fields.ident(data.get("msgId")),
        user=fields.text(user.get("nickname")) or fields.text(user.get("uniqueId")),
        user_id=fields.ident(user.get("userId")),
        platform="tiktok",
        ts=fields.unix_seconds(data.get("createTime")),
    )


def claims(value: Any) -> bool:
    """Whether a decoded frame is surely of this format."""
    return isinstance(value, dict) and isinstance(value.get("event"), str) and isinstance(value.get("data"), dict)


FORMAT = Format(name="tikfinity", parse=parse, claims=claims)
