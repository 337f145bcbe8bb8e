"""Rows as lines for people, where the contract's JSON is not asked for."""

from collections.abc import Callable
from typing import Any

Row = dict[str, Any]


def clock(seconds: float) -> str:
    """1:02:03, or 2:03 below an hour."""
    minutes, second = divmod(int(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"


def _cue(row: Row) -> str:
    answer = row["answer"] or "— nothing in the catalog 目录里没有"
    until = f" at {clock(row['answered_at'])}" if row["answered_at"] is not None else ""
    where = f"{row['number']:>3} {clock(row['first_at']):>7}"
    return f"{where}  {row['state']}{until}  ×{row['asked']}  [{row['intent']}]  {row['title']}\n{'':13}→ {answer}"


def _highlight(row: Row) -> str:
    span = f"{clock(row['start'])}-{clock(row['end'])}"
    reasons = "; ".join(row["reasons"])
    return f"{row['score']:5.2f}  {span:>15}  {row['kind']:<10} {row['title']}\n        {reasons}"


def _session(row: Row) -> str:
    state = "ended" if row["ended"] else "not ended: the same --session resumes it"
    counts = f"{row['comments']} comments, {row['cues']} cues, {row['clips']} clips"
    return f"{row['session']}  {row['title']}  {clock(row['seconds'])}  {counts}  ({state})"


def _comment(row: Row) -> str:
    return f"{row.get('user', '')}: {row['text']}" if row.get("user") else str(row["text"])


def _verdict(row: Row) -> str:
    mark = "?" if row["needs_answer"] else " "
    return f"{mark} {row['score']:.2f} {row['intent']:<12} {row['text']}"


def _utterance(row: Row) -> str:
    return f"{clock(row['start']):>7}  {row['text']}"


LINES: dict[str, Callable[[Row], str]] = {
    "cues": _cue,
    "highlights": _highlight,
    "sessions": _session,
    "listen": _comment,
    "detect": _verdict,
    "transcribe": _utterance,
}
