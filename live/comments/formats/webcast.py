"""What Douyin's own message names mean; two readers pass them on."""

from typing import Any

from live.comments.formats import fields
from live.comments.formats.base import SignalType

CHAT = "WebcastChatMessage"
EMOJI_CHAT = "WebcastEmojiChatMessage"
SOCIAL = "WebcastSocialMessage"
CONTROL = "WebcastControlMessage"

SIGNALS: dict[str, SignalType] = {
    "WebcastLikeMessage": "like",
    "WebcastGiftMessage": "gift",
    "WebcastMemberMessage": "enter",
    SOCIAL: "follow",
    "WebcastFansclubMessage": "follow",
    "WebcastRoomUserSeqMessage": "stats",
    "WebcastRoomStatsMessage": "stats",
    "WebcastLiveShoppingMessage": "popup",
    CONTROL: "end",
}

ENDED = 3
"""`action` (or room status) of a control message that ends the broadcast."""

SHARED = 3
"""`action` of a social message that is a share; 1 is a follow."""

_MASKED = "111111"
"""Douyin shows this id for every viewer to whoever is not logged in."""


def viewer_id(*candidates: Any) -> str:
    """The first of these that is somebody's id."""
    for candidate in candidates:
        found = fields.ident(candidate)
        if found and found not in (_MASKED, "0"):
            return found
    return ""
