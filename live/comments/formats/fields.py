"""Reading fields that sources send in several shapes: numbers as strings, ids above 2^53, times of any unit."""

import json
import math
import re
from datetime import datetime
from typing import Any

import msgspec

from live.comments.formats.base import Bad

_ESCAPE = re.compile(
    r"\\(?P<pair>u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})"
    r"|\\(?P<half>u[dD][89a-fA-F][0-9a-fA-F]{2})"
    r"|\\(?P<valid>u[0-9a-fA-F]{4}|[\"\\/bfnrt])"
    r"|\\x(?P<byte>[0-9a-fA-F]{2})"
    r"|\\(?P<other>.)",
    re.DOTALL,
)
"""What stands behind a backslash: two halves of a character, one half alone, what JSON knows, what it does not."""

_UNITS = {"k": 1e3, "w": 1e4, "万": 1e4, "m": 1e6, "亿": 1e8}

EARLIEST = 1e8
"""Below this (1973) a number is no Unix time in seconds: recordings count from their own start."""


class Unreadable(Exception):
    """A frame that is no JSON, or not text; `why` says which."""

    def __init__(self, why: Bad) -> None:
        super().__init__(why)
        self.why: Bad = why


def decode(frame: str | bytes) -> Any:
    """The JSON value in `frame`; invalid escapes, bare control characters and half characters are forgiven.

    Raises Unreadable.
    """
    try:
        return msgspec.json.decode(frame)
    except UnicodeDecodeError:
        raise Unreadable("encoding") from None
    except (msgspec.DecodeError, UnicodeEncodeError):
        return _forgiving(frame)
    except RecursionError:
        raise Unreadable("json") from None


def _forgiving(frame: str | bytes) -> Any:
    try:
        text = frame.encode("utf-8", "replace").decode() if isinstance(frame, str) else frame.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable("encoding") from None
    try:
        return json.loads(_ESCAPE.sub(_repaired, text), strict=False)
    except (ValueError, RecursionError):
        raise Unreadable("json") from None


def _repaired(escape: re.Match[str]) -> str:
    """The escape as JSON knows it: JavaScript's `\\x41` is an A, and what is no escape stands for itself."""
    if escape["half"]:
        return "\\ufffd"
    if escape["byte"]:
        return f"\\u00{escape['byte']}"
    return escape["other"] or escape[0]


def table(value: Any) -> dict[str, Any]:
    """`value` where it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def text(value: Any) -> str:
    """A string as it is; a number as people write it; anything else is empty."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    return ident(value)


def ident(value: Any) -> str:
    """An id as a string: exact for integers of any size; "" where there is none (a source's zero is no id)."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool) or not value:
        return ""
    if isinstance(value, int):
        return str(value) if abs(value) < 1 << 256 else ""
    if isinstance(value, float) and math.isfinite(value):
        return str(int(value)) if value.is_integer() else repr(value)
    return ""


def number(value: Any) -> float | None:
    """A finite number, also where it is written as a string; else None."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        if len(value) > 40:
            return None
    elif not isinstance(value, int | float):
        return None
    try:
        found = float(value)
    except (ValueError, OverflowError):
        return None
    return found if math.isfinite(found) else None


def count(value: Any) -> int:
    """How many: at least 1, at most a thousand million. Understands counts as they are shown, such as 1.2万."""
    factor = 1.0
    if isinstance(value, str) and value and (unit := _UNITS.get(value[-1].lower())):
        value, factor = value[:-1], unit
    found = number(value)
    return 1 if found is None else int(min(max(found * factor, 1), 1e9))


def unix_seconds(value: Any) -> float | None:
    """A timestamp in seconds, milli-, micro- or nanoseconds (told by its size), or ISO 8601 with a zone."""
    found = number(value)
    if found is None:
        return _iso(value) if isinstance(value, str) else None
    for unit in (1.0, 1e3, 1e6, 1e9):
        if EARLIEST <= found / unit < 1e11:
            return found / unit
    return None


def _iso(value: str) -> float | None:
    try:
        moment = datetime.fromisoformat(value)
        return moment.timestamp() if moment.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None
