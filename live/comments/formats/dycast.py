"""`dycast`: a page in the browser that reads a Douyin room and pushes it to LiveCue's receiver.

First comes an object that describes the room, then arrays of messages named as Douyin names them. No times.
"""

from typing import Any

from live.comments.formats import fields
from live.comments.formats.base import Format, Frame, RawComment, RawSignal, Sender, SignalType
from live.comments.formats.reading import Found, read
from live.comments.formats.webcast import CHAT, CONTROL, EMOJI_CHAT, ENDED, SIGNALS, SOCIAL, viewer_id


def parse(frame: str | bytes) -> Frame:
    """Comments and signals of one frame."""
    return read(frame, _one)


def _one(value: dict[str, Any]) -> Found:
    method = value.get("method")
    if not isinstance(method, str):
        return None if _is_room(value) else "shape"
    if method in (CHAT, EMOJI_CHAT):
        said = fields.text(value.get("content")) or _rich(value.get("rtfContent"))
        if not said.strip():
            return "text" if method == CHAT else None
        return RawComment(text=said, **_sender(value))
    signal = SIGNALS.get(method)
    room = fields.table(value.get("room"))
    if signal is None or (method == CONTROL and fields.number(room.get("status")) != ENDED):
        return None
    if method == SOCIAL and "分享" in fields.text(value.get("content")):
        signal = "share"
    return _signal(signal, value, room)


def _signal(kind: SignalType, value: dict[str, Any], room: dict[str, Any]) -> RawSignal:
    gift = fields.table(value.get("gift"))
    counted = {"gift": gift.get("count"), "stats": room.get("audienceCount")}.get(kind)
    return RawSignal(
        type=kind,
        count=fields.count(counted),
        detail=fields.text(gift.get("name")),
        **_sender(value),
    )


def _sender(value: dict[str, Any]) -> Sender:
    user = fields.table(value.get("user"))
    return Sender(
        id=fields.ident(value.get("id")),
        user=fields.text(user.get("name")),
        user_id=viewer_id(user.get("id")),
        platform="douyin",
    )


def _rich(pieces: Any) -> str:
    """The words of a comment that comes in pieces of text and emoji."""
    if not isinstance(pieces, list):
        return ""
    return "".join(fields.text(fields.table(piece).get("text")) for piece in pieces)


def _is_room(value: dict[str, Any]) -> bool:
    return "roomId" in value and ("uniqueId" in value or "nickname" in value)


def claims(value: Any) -> bool:
    """Whether a decoded frame is surely of this format."""
    if isinstance(value, dict):
        return _is_room(value) and "common" not in value and "method" not in value
    if not isinstance(value, list) or not value:
        return False
    method = fields.table(value[0]).get("method")
    return isinstance(method, str) and method.startswith(("Webcast", "CustomMessage"))


FORMAT = Format(name="dycast", parse=parse, claims=claims, dials_us=True)
