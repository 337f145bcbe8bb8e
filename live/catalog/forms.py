"""The forms in which people write the same in a catalog: a list as one string, questions and answers as a table, a
range as text or with its ends the other way round, a date as a date."""

import datetime
import re
from typing import Any

Table = dict[str, Any]

_SEPARATORS = re.compile(r"\s*[,，、;；/\n]\s*")
_SPAN = re.compile(
    r"\s*(\d+(?:\.\d+)?)\s*(?:(?:-|–|—|~|～|到|至|to)\s*(\d+(?:\.\d+)?))?\s*(?:cm|kg|厘米|公分|公斤)?\s*", re.I
)
_NAMES = {
    **dict.fromkeys(("q", "question", "问", "问题"), "q"),
    **dict.fromkeys(("a", "answer", "答", "答案", "回答"), "a"),
}
_LISTS = ("aliases", "pairs_with", "selling_points")
_RANGES = ("height_cm", "weight_kg", "bust_cm", "waist_cm", "hip_cm", "foot_cm")
_TWO_ENDS = ("height_cm", "weight_kg")
"""Columns that are always from and to."""


def in_one_form(product: Table) -> Table:
    """A product as read from TOML, with what people write in several forms in one. What is none of them stays."""
    found: Table = {key: dated(value) for key, value in product.items()}
    for key in _LISTS:
        if isinstance(written := found.get(key), str):
            found[key] = _split(written, key)
    if "faq" in found:
        found["faq"] = questions(found["faq"])
    if isinstance(rows := found.get("sizes"), list):
        found["sizes"] = [_row(r) if isinstance(r, dict) else r for r in rows]
    return found


def questions(faq: object) -> object:
    """Questions and answers as a list of tables with `q` and `a`: also of a table by question, of one such table, of
    pairs, and of other names for the two."""
    if isinstance(faq, list):
        return [_pair(row) for row in faq]
    if not isinstance(faq, dict) or not all(isinstance(a, str) for a in faq.values()):
        return faq
    one = _named(faq)
    return [one] if {"q", "a"} <= one.keys() else [{"q": q, "a": a} for q, a in faq.items()]


def dated(value: object) -> object:
    """`value` with every date and time in it as text: 2026-03-01."""
    if isinstance(value, datetime.datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, dict):
        return {k: dated(v) for k, v in value.items()}
    return [dated(v) for v in value] if isinstance(value, list) else value


def _pair(row: object) -> object:
    if isinstance(row, list) and len(row) == 2:
        return {"q": row[0], "a": row[1]}
    return _named(row) if isinstance(row, dict) else row


def _named(row: Table) -> Table:
    return {_NAMES.get(key.lower(), key): value for key, value in row.items()}


def _split(text: str, key: str) -> list[str]:
    """A list that is written as one string; a selling point may have commas of its own."""
    parts = text.split("\n") if key == "selling_points" else _SEPARATORS.split(text)
    return [p.strip() for p in parts if p.strip()]


def _row(row: Table) -> Table:
    return {key: _range(key, value) if key in _RANGES else value for key, value in row.items()}


def _range(key: str, value: object) -> object:
    if isinstance(value, str) and (match := _SPAN.fullmatch(value)):
        value = [float(match[1]), float(match[2])] if match[2] else float(match[1])
    if key in _TWO_ENDS and isinstance(value, int | float) and not isinstance(value, bool):
        return [value, value]
    if isinstance(value, list) and len(value) == 2 and all(isinstance(v, int | float) for v in value):
        return sorted(value)
    return value
