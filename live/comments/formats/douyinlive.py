"""`douyinlive`: douyinLive, a small server that reads a Douyin room by its number.

Douyin's own messages, turned from protobuf into JSON: 64-bit numbers are strings, fields that are zero are absent. In
between come `{"type": "system", …}` messages on whether the room is on air. Some frames hold escapes that JSON does not
know (`fields.decode` forgives them).
"""

from typing import Any

from live.comments.formats import fields
from live.comments.formats.base import Format, Frame, RawComment, RawSignal, Sender, SignalType
from live.comments.formats.reading import Found, read
from live.comments.formats.webcast import CHAT, CONTROL, EMOJI_CHAT, ENDED, SHARED, SIGNALS, SOCIAL, viewer_id


def parse(frame: str | bytes) -> Frame:
    """Comments and signals of one frame."""
    return read(frame, _one)


def _one(value: dict[str, Any]) -> Found:
    if value.get("type") == "system":
        return RawSignal(type="end", platform="douyin") if value.get("code") == "ROOM_ENDED" else None
    common = fields.table(value.get("common"))
    method = value.get("method") or common.get("method")
    if not isinstance(method, str):
        return "shape"
    if method in (CHAT, EMOJI_CHAT):
        said = fields.text(value.get("content")) or fields.text(value.get("defaultContent"))
        if not said.strip():
            return "text" if method == CHAT else None
        return RawComment(text=said, **_sender(value))
    signal = SIGNALS.get(method)
    action = fields.number(value.get("action"))
    if signal is None or (method == CONTROL and action != ENDED):
        return None
    return _signal("share" if method == SOCIAL and action == SHARED else signal, value)


def _signal(kind: SignalType, value: dict[str, Any]) -> RawSignal:
    gift = fields.table(value.get("gift"))
    counts = ("comboCount", "repeatCount", "count", "total", "onlineUserForAnchor")
    counted = next((value[name] for name in counts if name in value), None)
    return RawSignal(
        type=kind,
        count=1 if kind in ("enter", "follow", "share", "popup", "end") else fields.count(counted),
        product=fields.ident(value.get("promotionId")) if kind == "popup" else "",
        detail=fields.text(gift.get("name")) or fields.text(value.get("displayLong")),
        **_sender(value),
    )


def _sender(value: dict[str, Any]) -> Sender:
    common = fields.table(value.get("common"))
    user = fields.table(value.get("user"))
    return Sender(
        id=fields.ident(common.get("msgId")),
        user=fields.text(user.get("nickname")) or fields.text(user.get("nickName")),
        user_id=viewer_id(user.get("id"), user.get("idStr"), user.get("secUid")),
        platform="douyin",
        ts=fields.unix_seconds(common.get("createTime")),
    )


def claims(value: Any) -> bool:
    """Whether a decoded frame is surely of this format."""
    if not isinstance(value, dict):
        return False
    if value.get("type") == "system":
        return value.get("event") == "live_status"
    method = value.get("method") or fields.table(value.get("common")).get("method")
    return isinstance(method, str) and method.startswith("Webcast")


FORMAT = Format(name="douyinlive", parse=parse, claims=claims)
