"""Does a comment need the host, and what about? The local answer, in microseconds."""

from collections import ChainMap
from collections.abc import Iterable
from functools import lru_cache
from operator import itemgetter
from typing import Literal, NamedTuple

from live.events import Intent
from live.questions.aspects import load_matters
from live.questions.features import features
from live.questions.labelled import Labelled
from live.questions.names import Named, Names, common_names, mask
from live.questions.scorer import INTENTS, Scorer
from live.questions.sizing import body_alone
from live.questions.spelling import Spelling, load_spelling
from live.questions.text import even, language
from live.questions.topics import TopicCues

REMEMBERED = 4096
"""Comments whose verdict is kept: in a flood the same text comes hundreds of times."""
BODY_ALONE = 0.9
"""Probability, at least, that somebody who gives a height and a weight and nothing else wants their size: 165/130 has
no word that could be learnt."""


class Verdict(NamedTuple):
    """What the detector thinks of one comment.

    `intent` is the likeliest of the questions' intents also where `needs_answer` is false (whoever shows it then says
    `chat`). `score` is the calibrated probability, 0 to 1, that it needs an answer. `ranked` has the log-odds of all
    intents. `text` is the comment evened; `named` the products in it; `topics` the topics and aspects it speaks of, as
    TopicCues names them, None where nobody looked.
    """

    needs_answer: bool
    intent: Intent
    score: float
    ranked: tuple[tuple[Intent, float], ...]
    text: str
    named: tuple[Named, ...]
    topics: frozenset[str] | None = None


class DetectorModel:
    """The trained detector. Safe to share between threads once made."""

    def __init__(
        self,
        scorers: dict[str, Scorer],
        spelling: Spelling,
        names: Names | None = None,
        topics: TopicCues | None = None,
    ) -> None:
        self.scorers = scorers
        self.spelling = spelling
        self._names = names or Names(common_names())
        self._table = spelling.table()
        self._topics = topics or load_matters()
        self.vocabulary = ChainMap(*(scorer.pieces for scorer in scorers.values()))
        """Every piece of text that it has learnt from."""
        self._judge = lru_cache(maxsize=REMEMBERED)(self._judge_anew)

    @classmethod
    def train(cls, rows: Iterable[Labelled]) -> "DetectorModel":
        """Learn from labelled comments: some seconds. Deterministic."""
        from live.questions.training import Example, train_scorer

        spelling = load_spelling()
        names = Names(common_names())
        table = spelling.table()
        topics = load_matters()
        examples: dict[str, list[Example]] = {"zh": [], "en": []}
        for number, row in enumerate(rows):
            text = even(row.text, table)
            kind = language(text)
            masked = mask(text, names.find(text))
            seen = features(masked, kind, spelling.sounds)
            cues = (*seen.cues, *topics.of(masked, kind))
            family = row.family or str(number)
            examples[kind].append(
                Example(tuple(seen.pieces), cues, row.intent, family, row.composed, tuple(seen.words))
            )
        return cls({kind: train_scorer(some) for kind, some in examples.items()}, spelling, names, topics)

    def with_names(self, names: Names | None) -> "DetectorModel":
        """The same weights with another vocabulary of product names (None: the common ones), and nothing remembered."""
        return DetectorModel(self.scorers, self.spelling, names, self._topics)

    def predict(self, text: str, threshold: float = 0.5) -> Verdict:
        """The verdict on one comment; `threshold` is the probability from which on it needs an answer."""
        verdict = self._judge(text)
        needs = verdict.score >= threshold
        return verdict if needs == verdict.needs_answer else verdict._replace(needs_answer=needs)

    def _judge_anew(self, text: str) -> Verdict:
        plain = even(text, self._table)
        kind: Literal["zh", "en"] | str = language(plain)
        named = self._names.find(plain)
        masked = mask(plain, named)
        seen = features(masked, kind, self.spelling.sounds)
        looked: list[list[str]] = []

        def topics() -> list[str]:
            looked.append(self._topics.of(masked, kind))
            return looked[0]

        score, odds = self.scorers[kind].score(seen, topics)
        ranked = sorted(zip(INTENTS, odds, strict=True), key=itemgetter(1), reverse=True)
        if body_alone(plain):
            score = max(score, BODY_ALONE)
            ranked.sort(key=_is_size, reverse=True)
        spoken = frozenset(looked[0]) if looked else None
        return Verdict(score >= 0.5, ranked[0][0], score, tuple(ranked), plain, tuple(named), spoken)  # type: ignore[arg-type]


def _is_size(pair: tuple[str, float]) -> bool:
    return pair[0] == "size"
