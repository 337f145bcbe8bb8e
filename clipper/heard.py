"""What was said around a clip, read from the journal."""

from collections.abc import Iterable

from clipper.pack import Heard
from live.events import Comment, Cue, Event, Highlight, Question, Utterance

SURE = 0.92
"""The recogniser's confidence from which on a sentence is quoted: below, one in a few has a wrong word."""
FIRST, LAST = 2.0, 10.0
"""Seconds after the beginning and after the end of a moment in which viewers react to it (they see it late)."""


def heard(highlight: Highlight, events: Iterable[Event]) -> Heard:
    """What host and viewers said in a highlight, and what the catalog answers to the question of an answer clip."""
    host: list[str] = []
    viewers: dict[str, str] = {}
    answer = ""
    for event in events:
        match event.data:
            case Utterance() as said if said.start >= highlight.start - 0.5 and said.end <= highlight.end + 0.5:
                if said.confidence >= SURE and said.words:  # without words, nobody measured it
                    host.append(said.text.strip())
            case Comment() as comment if highlight.start + FIRST <= event.at <= highlight.end + LAST:
                if not comment.repeats:
                    viewers[comment.id] = comment.text
            case Question() as question:
                viewers.pop(question.comment, None)
            case Cue() as cue if cue.group == highlight.group:
                answer = cue.answer or ""
    return Heard(tuple(host), tuple(viewers.values()), answer)
