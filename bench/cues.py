"""From comments and the host's words to cues, over whole broadcasts by other authors: those in `bench/broadcasts/`, or
in a folder named after it (`python -m bench cues FOLDER`).

Every part runs as it does live: the detector says what is asked, the product clock hears what is on offer. Wanted of a
broadcast that nobody has seen: F1 0.92 (zh) and 0.90 (en), intents 0.80, groups 0.75, closes 0.85 and 0.85, 90 % of
what the catalog answers answered rightly, nothing invented.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from bench._broadcast import FOLDER, Broadcast, Rows, counts, load_all
from bench._telling import Row, b_cubed, held, macro, ngrams, precision_recall, regex
from live.catalog.product_clock import ProductClock
from live.config import Settings
from live.cues.board import CueBoard
from live.cues.ledger import AnsweredLedger
from live.events import Answered, Comment, Cue, Question
from live.questions.encoder import is_installed
from live.questions.finder import QuestionFinder
from live.questions.labelled import labelled
from live.questions.second import load_second_opinion
from live.questions.store import load_detector
from tests.live.cues.broadcasts import play, utterances_of


@dataclass
class Told:
    """What became of one broadcast."""

    questions: dict[str, Question] = field(default_factory=dict)
    """By comment."""
    cues: dict[str, Cue] = field(default_factory=dict)
    """As they were last, by group."""
    closed: dict[str, Answered] = field(default_factory=dict)
    """First answer, by group."""


class Answers(NamedTuple):
    """Groups by what their cues say of them."""

    right: float
    """Share with the fact, of the groups that the catalog answers."""
    wrong: int
    """Groups that the catalog answers and whose answer has another fact."""
    invented: int
    """Groups that the catalog does not answer and that were answered from it."""


def told(broadcast: Broadcast, lines: Rows, meaning: bool = False) -> Told:
    """`meaning`: with the encoder's second opinion, paced as it is live."""
    second = load_second_opinion() if meaning else None
    settings, catalog = Settings(), broadcast.catalog
    parts = [
        ProductClock(catalog), QuestionFinder(settings.questions, catalog, load_detector(), second=second),
        AnsweredLedger(catalog), CueBoard(settings.cues, catalog),
    ]  # fmt: skip
    found = Told()
    comments = [(c["at"], [Comment(id=c["id"], text=c["text"])]) for c in broadcast.comments]
    for event in play(comments, utterances_of(lines), parts):
        match event.data:
            case Question() as question:
                found.questions[question.comment] = question
            case Cue() as cue:
                found.cues[cue.group] = cue
            case Answered() as answered:
                found.closed.setdefault(answered.group, answered)
            case _:
                pass
    return found


def main(folder: str = "") -> None:
    shared = [*labelled("shared.zh"), *labelled("shared.en")]
    print(
        f"{'':22}{'F1':>6}{'prec':>6}{'rec':>6}{'intent':>8}{'groups':>8}{'prec':>6}{'rec':>6}"
        f"{'closed':>8}{'rec':>6}{'heard':>8}{'rec':>6}{'right':>8}{'wrong':>7}{'invented':>10}"
    )
    for broadcast in load_all(Path(folder) if folder else FOLDER):
        questions = sum(c["needs_answer"] for c in broadcast.comments)
        print(f"{broadcast.name} ({len(broadcast.comments)} comments, {questions} questions)")
        split = [Row(c["text"], c["intent"], c["group"], c["at"]) for c in broadcast.comments]
        for name, plain in (("regex", regex(split)), ("n-grams", ngrams(shared, split))):
            intent = f"{plain.intents:8.2f}" if plain.intents >= 0 else f"{'-':>8}"
            print(f"  {name:20}{plain.f1:6.2f}{plain.precision:6.2f}{plain.recall:6.2f}{intent}{plain.groups:8.2f}")
        for name, meaning in (("LiveCue", False), ("  with the encoder", True))[: 1 + is_installed()]:
            written = told(broadcast, broadcast.lines, meaning)
            heard = told(broadcast, broadcast.recognised, meaning) if broadcast.recognised else None
            print(f"  {name:20}{_questions(broadcast, written)}{_closes(broadcast, written)}", end="")
            print(_closes(broadcast, heard) if heard else f"{'-':>8}{'-':>6}", end="")
            answers = _answers(broadcast, written)
            print(f"{answers.right:8.0%}{answers.wrong:7}{answers.invented:10}", flush=True)


def _questions(broadcast: Broadcast, found: Told) -> str:
    """Intents over questions alone, a missed one being wrong; groups over the questions that were found."""
    said = [c["id"] in found.questions for c in broadcast.comments]
    precision, recall = precision_recall([c["needs_answer"] for c in broadcast.comments], said)
    asked = [c for c in broadcast.comments if c["needs_answer"]]
    intents = [found.questions[c["id"]].intent if c["id"] in found.questions else "chat" for c in asked]
    both = [c for c in asked if c["id"] in found.questions]
    true, made = [c["group"] for c in both], [found.questions[c["id"]].group for c in both]
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return (
        f"{f1:6.2f}{precision:6.2f}{recall:6.2f}{macro([c['intent'] for c in asked], intents):8.2f}"
        f"{b_cubed(true, made):8.2f}{held(made, true):6.2f}{held(true, made):6.2f}"
    )


def _truth(broadcast: Broadcast, found: Told) -> dict[str, str]:
    """The true group that most members of a group come from, or `chat`."""
    label = {c["id"]: c["group"] or "chat" for c in broadcast.comments}
    members: dict[str, list[str]] = defaultdict(list)
    for comment, question in found.questions.items():
        members[question.group].append(label[comment])
    return {group: Counter(labels).most_common(1)[0][0] for group, labels in members.items()}


def _closes(broadcast: Broadcast, found: Told) -> str:
    answered, truth = broadcast.answered, _truth(broadcast, found)
    right = []
    for group, close in found.closed.items():
        line = answered.get(truth[group])
        if line and counts(close.start, close.end, line):
            right.append(truth[group])
    return f"{len(right) / max(len(found.closed), 1):8.2f}{len(set(right)) / max(len(answered), 1):6.2f}"


def _answers(broadcast: Broadcast, found: Told) -> Answers:
    truth = _truth(broadcast, found)
    cues: dict[str, list[Cue]] = defaultdict(list)
    for group, cue in found.cues.items():
        cues[truth[group]].append(cue)
    right = wrong = invented = 0
    for name, group in broadcast.groups.items():
        answers = [cue for cue in cues[name] if cue.answer]
        if not group["in_catalog"]:
            invented += any({source.kind for source in cue.sources} != {"host"} for cue in answers)
        elif any(_holds(cue.answer or "", group["fact"]) for cue in answers):
            right += 1
        else:
            wrong += bool(answers)
    known = sum(group["in_catalog"] for group in broadcast.groups.values())
    return Answers(right / max(known, 1), wrong, invented)


def _holds(answer: str, facts: list[str]) -> bool:
    return not facts or any(fact.casefold() in answer.casefold() for fact in facts)


if __name__ == "__main__":
    main()
