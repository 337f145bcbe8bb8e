"""`oba`: oba-live-tool, which reads 抖店, 百应, 视频号, 小红书, 快手 and 淘宝 from the seller's own back office.

One object a message, named by `msg_type`. It sends the same `msg_id` again whenever its page reloads. `time` is when
the tool saw the message: milliseconds, or in old versions a clock time without a date, which tells nothing.
"""

from typing import Any

from live.comments.formats import fields
from live.comments.formats.base import Format, Frame, RawComment, RawSignal, Sender, SignalType
from live.comments.formats.reading import Found, read

_COMMENTS = {
    "comment": "",
    "wechat_channel_live_msg": "wechat",
    "xiaohongshu_comment": "xiaohongshu",
    "taobao_comment": "taobao",
}
_SIGNALS: dict[str, SignalType] = {
    "room_enter": "enter",
    "room_like": "like",
    "room_follow": "follow",
    "subscribe_merchant_brand_vip": "follow",
    "ecom_fansclub_participate": "follow",
    "live_order": "order",
}


def parse(frame: str | bytes) -> Frame:
    """Comments and signals of one frame."""
    return read(frame, _one)


def _one(value: dict[str, Any]) -> Found:
    kind = value.get("msg_type")
    if not isinstance(kind, str):
        return "shape"
    if kind in _COMMENTS or kind.endswith("_comment"):
        return _comment(kind, value)
    if signal := _SIGNALS.get(kind):
        return _signal(kind, signal, value)
    return None


def _comment(kind: str, value: dict[str, Any]) -> Found:
    # Early versions misspell the key.
    said = fields.text(value.get("content")) or fields.text(value.get("conent"))
    if not said.strip():
        return "text"
    return RawComment(text=said, **_sender(value, "time", _COMMENTS.get(kind, kind.removesuffix("_comment"))))


def _signal(kind: str, signal: SignalType, value: dict[str, Any]) -> RawSignal:
    order = signal == "order"
    return RawSignal(
        type=signal,
        product=fields.text(value.get("product_title")) or fields.ident(value.get("product_id")),
        status=fields.text(value.get("order_status")),
        detail=fields.ident(value.get("product_id")) if order else _DETAIL.get(kind, ""),
        **_sender(value, "order_ts" if order else "time"),
    )


def _sender(value: dict[str, Any], time: str, platform: str = "") -> Sender:
    return Sender(
        id=fields.ident(value.get("msg_id")),
        user=fields.text(value.get("nick_name")),
        user_id=fields.ident(value.get("user_id")),
        platform=platform,
        ts=fields.unix_seconds(value.get(time)),
    )


_DETAIL = {"subscribe_merchant_brand_vip": "brand member", "ecom_fansclub_participate": "fan club"}


def claims(value: Any) -> bool:
    """Whether a decoded frame is surely of this format."""
    return isinstance(value, dict) and isinstance(value.get("msg_type"), str)


FORMAT = Format(name="oba", parse=parse, claims=claims)
