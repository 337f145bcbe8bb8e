"""Plays small broadcasts through parts, in broadcast time, as the fold does."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from live.events import AnyPayload, Comment, Event, Question, Utterance
from live.fold import Part

Input = tuple[float, list[AnyPayload]]

HEARD_AFTER = 1.0
"""Seconds from the end of an utterance to its text."""


def comments_of(rows: Iterable[Mapping[str, Any]]) -> list[Input]:
    """Labelled comments, each with its question as the detector would have it."""
    found: list[Input] = []
    for row in rows:
        put: list[AnyPayload] = [Comment(id=row["id"], text=row["text"], user=row.get("user", ""))]
        if row["needs_answer"]:
            put.append(
                Question(
                    comment=row["id"], intent=row["intent"], score=0.9, group=row["group"], product=row["product"],
                    text=row["text"],
                )
            )  # fmt: skip
        found.append((row["at"], put))
    return found


def utterances_of(lines: Iterable[Mapping[str, Any]]) -> list[Input]:
    """What the host says; each line has `start`, `end` and `text`."""
    return [
        (line["end"] + HEARD_AFTER, [Utterance(start=line["start"], end=line["end"], text=line["text"])])
        for line in lines
    ]


def play(*inputs: list[Input] | Sequence[Part]) -> list[Event]:
    """Put inputs (all but the last argument) through the parts (the last) and return every event."""
    *feeds, parts = inputs
    events: list[Event] = []
    for at, put in sorted((i for feed in feeds for i in feed), key=lambda i: i[0]):
        for data in put:
            waiting: deque[tuple[AnyPayload, int | None]] = deque([(data, None)])
            while waiting:
                payload, cause = waiting.popleft()
                event = Event(seq=len(events) + 1, at=at, wall=0.0, cause=cause, data=payload)
                events.append(event)
                waiting.extend((said, event.seq) for part in parts for said in part.on(event))
    return events
