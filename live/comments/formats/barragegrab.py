"""`barragegrab`: DouyinBarrageGrab, which reads Douyin through a proxy on the operator's computer.

`{"Type", "ProcessName", "Data"}`, where `Data` is JSON in a string. Ids are integers above 2^53, there are no times.
Whatever this source is sent it takes as a command, so it is sent nothing.
"""

from typing import Any

from live.comments.formats import fields
from live.comments.formats.base import Format, Frame, RawComment, RawSignal, Sender, SignalType
from live.comments.formats.reading import Found, read
from live.comments.formats.webcast import viewer_id

_SIGNALS: dict[int, SignalType] = {
    2: "like",
    3: "enter",
    4: "follow",
    5: "gift",
    6: "stats",
    7: "follow",
    8: "share",
    9: "end",
}
_COUNTS = {2: "Count", 5: "GiftCount", 6: "OnlineUserCount"}


def parse(frame: str | bytes) -> Frame:
    """Comments and signals of one frame."""
    return read(frame, _one)


def _one(value: dict[str, Any]) -> Found:
    kind = value.get("Type")
    if not isinstance(kind, int) or isinstance(kind, bool):
        return "shape"
    data = value.get("Data")
    if isinstance(data, str):
        try:
            data = fields.decode(data)
        except fields.Unreadable as error:
            return error.why
    if kind == 9 and data is None:
        data = {}
    if not isinstance(data, dict):
        return "shape"
    if kind == 1:
        said = fields.text(data.get("Content"))
        if not said.strip():
            return "text"
        return RawComment(text=said, **_sender(data))
    signal = _SIGNALS.get(kind)
    if signal is None:
        return None
    return RawSignal(
        type=signal,
        count=fields.count(data.get(_COUNTS.get(kind, ""))),
        detail=fields.text(data.get("GiftName")) or ("fan club" if kind == 7 else ""),
        **_sender(data),
    )


def _sender(data: dict[str, Any]) -> Sender:
    user = fields.table(data.get("User"))
    return Sender(
        id=fields.ident(data.get("MsgId")),
        user=fields.text(user.get("Nickname")),
        user_id=viewer_id(user.get("Id"), user.get("SecUid")),
        platform="douyin",
    )


def claims(value: Any) -> bool:
    """Whether a decoded frame is surely of this format."""
    return (
        isinstance(value, dict)
        and isinstance(value.get("Type"), int)
        and ("ProcessName" in value or "Data" in value)
        and isinstance(value.get("Data"), str | dict | None)
    )


FORMAT = Format(name="barragegrab", parse=parse, claims=claims)
