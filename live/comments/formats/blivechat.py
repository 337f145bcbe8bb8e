"""`blivechat`: reads a Bilibili room. Wants to be told the room, and drops whoever does not answer its heartbeat.

A comment is a list, to save bytes: [1] Unix seconds, [2] name, [4] text, [11] id, [16] viewer. In web mode ids are made
up anew at each connection.
"""

from typing import Any

import msgspec

from live.comments.formats import fields
from live.comments.formats.base import Format, Frame, Join, RawComment, RawSignal, Sender
from live.comments.formats.reading import Found, gather
from live.errors import BadInput

_HEARTBEAT, _TEXT, _GIFT, _MEMBER, _SUPER_CHAT = 0, 2, 3, 4, 5


def parse(frame: str | bytes) -> Frame:
    """Comments and signals of one frame, and the answer to a heartbeat."""
    try:
        value = fields.decode(frame)
    except fields.Unreadable as error:
        return Frame(bad=(error.why,))
    if not isinstance(value, dict) or not isinstance(value.get("cmd"), int):
        return Frame(bad=("shape",))
    command, data = value["cmd"], value.get("data")
    if command == _HEARTBEAT:
        return Frame(ignored=1, reply='{"cmd":0}')
    if command == _TEXT:
        return gather([_text(data)])
    if command in (_GIFT, _MEMBER, _SUPER_CHAT):
        return gather([_paid(command, data) if isinstance(data, dict) else "shape"])
    return Frame(ignored=1)


def _text(data: Any) -> Found:
    if not isinstance(data, list) or len(data) < 5:
        return "shape"
    said = fields.text(data[4])
    if not said.strip():
        return "text"
    return RawComment(
        text=said,
        id=fields.ident(_at(data, 11)),
        user=fields.text(data[2]),
        user_id=fields.ident(_at(data, 16)),
        platform="bilibili",
        ts=fields.unix_seconds(data[1]),
    )


def _paid(command: int, data: dict[str, Any]) -> Found:
    """A gift, a membership, or a super chat, which is a comment too."""
    id_ = fields.ident(data.get("id"))
    detail = {_MEMBER: "member", _SUPER_CHAT: f"super chat {fields.text(data.get('price'))}".strip()}.get(command)
    signal = RawSignal(
        type="gift",
        count=fields.count(data.get("num")),
        detail=detail or fields.text(data.get("giftName")),
        **_payer(data, id_),
    )
    said = fields.text(data.get("content")) if command == _SUPER_CHAT else ""
    if not said.strip():
        return signal
    # Super chats count from 1 beside the comments' own ids.
    return [signal, RawComment(text=said, **_payer(data, f"sc-{id_}" if id_ else ""))]


def _payer(data: dict[str, Any], id_: str) -> Sender:
    return Sender(
        id=id_,
        user=fields.text(data.get("authorName")),
        user_id=fields.ident(data.get("uid")),
        platform="bilibili",
        ts=fields.unix_seconds(data.get("timestamp")),
    )


def _at(data: list[Any], place: int) -> Any:
    return data[place] if place < len(data) else None


def hello(join: Join) -> tuple[str, ...]:
    """The message that joins the room: `join = { room = 123 }`, or `{ code = "…" }` with the host's identity code.

    Raises BadInput when neither is there.
    """
    if "code" in join:
        key: dict[str, Any] = {"type": 2, "value": str(join["code"])}
    elif isinstance(room := fields.number(join.get("room")), float):
        key = {"type": 1, "value": int(room)}
    else:
        raise BadInput(
            "A blivechat source must be told the room: add `join = { room = 123 }` to it in config.toml, "
            "or --join room=123 to `livecue listen`."
        )
    return (msgspec.json.encode({"cmd": 1, "data": {"roomKey": key}}).decode(),)


def claims(value: Any) -> bool:
    """Whether a decoded frame is surely of this format."""
    return isinstance(value, dict) and isinstance(value.get("cmd"), int) and set(value) <= {"cmd", "data"}


FORMAT = Format(name="blivechat", parse=parse, claims=claims, hello=hello, fresh_ids=True)
