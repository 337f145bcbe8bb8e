"""`ssn`: Social Stream Ninja, a browser extension that reads more than a hundred sites.

One object a message; `type` is the site. `chatmessage` is HTML unless `textonly`. What is not a message has `event`:
true, or the name of what happened. `id` counts from 1 in each session of the extension, `meta.messageId` is the site's.
"""

from typing import Any

from live.comments.formats import fields
from live.comments.formats.base import Format, Frame, Raw, RawComment, RawSignal, Sender, SignalType, join_as_it_is
from live.comments.formats.reading import Found, read
from live.comments.markup import html_to_text

_EVENTS: dict[str, SignalType] = {
    "joined": "enter",
    "join": "enter",
    "follow": "follow",
    "followed": "follow",
    "new_follower": "follow",
    "liked": "like",
    "like": "like",
    "likes_update": "stats",
    "share": "share",
    "shared": "share",
    "viewer_update": "stats",
    "viewer_updates": "stats",
    "shopping_purchase": "order",
    "purchase": "order",
    "gift": "gift",
    "donation": "gift",
    "stream_end": "end",
    "stream_offline": "end",
}


def parse(frame: str | bytes) -> Frame:
    """Comments and signals of one frame."""
    return read(frame, _one)


def _one(value: dict[str, Any]) -> Found:
    # Passed on by the dock page, the message is wrapped.
    value = fields.table(value.get("overlayNinja")) or value
    if "chatmessage" not in value and "event" not in value:
        # Answers to commands and other pages' talk share the channel.
        return None if "action" in value or "callback" in value or "join" in value else "shape"
    event = value.get("event")
    return _event(event, value) if event else _message(value)


def _message(value: dict[str, Any]) -> Found:
    found: list[Raw] = []
    donation = fields.text(value.get("hasDonation"))
    if donation:
        found.append(_signal("gift", value, html_to_text(donation)))
    said = fields.text(value.get("chatmessage"))
    html = not value.get("textonly")
    if (html_to_text(said) if html else said).strip():
        found.append(
            RawComment(
                text=said,
                html=html,
                counted=not fields.table(value.get("meta")).get("messageId"),
                **_sender(value, _id(value)),
            )
        )
    if not found:
        return None if value.get("contentimg") else "text"
    return found


def _event(event: Any, value: dict[str, Any]) -> Found:
    # With `event: true` the words tell what happened ("joined", "followed the host").
    name = event if isinstance(event, str) else html_to_text(fields.text(value.get("chatmessage")))
    kind = _EVENTS.get(name.strip().lower()) or _EVENTS.get(name.strip().lower().partition(" ")[0])
    return None if kind is None else _signal(kind, value, "")


def _signal(kind: SignalType, value: dict[str, Any], detail: str) -> RawSignal:
    meta = value.get("meta")
    bought = fields.table(meta)
    return RawSignal(
        type=kind,
        count=fields.count(meta if isinstance(meta, int | float | str) else bought.get("count")),
        product=fields.text(bought.get("product")) or fields.text(bought.get("productTitle")),
        detail=detail,
        **_sender(value, _id(value) if kind != "stats" else ""),
    )


def _id(value: dict[str, Any]) -> str:
    return fields.ident(fields.table(value.get("meta")).get("messageId")) or fields.ident(value.get("id"))


def _sender(value: dict[str, Any], id_: str) -> Sender:
    return Sender(
        id=id_,
        user=html_to_text(fields.text(value.get("chatname"))),
        user_id=fields.ident(value.get("userid")),
        platform=fields.text(value.get("type")),
    )


def claims(value: Any) -> bool:
    """Whether a decoded frame is surely of this format."""
    if not isinstance(value, dict):
        return False
    value = fields.table(value.get("overlayNinja")) or value
    return "chatname" in value and ("chatmessage" in value or "event" in value)


FORMAT = Format(name="ssn", parse=parse, claims=claims, hello=join_as_it_is)
