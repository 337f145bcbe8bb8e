"""How surely an utterance answers a group of questions."""

import functools
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from live.catalog.facts import tokens
from live.catalog.frequent import FREQUENT
from live.catalog.measures import Body
from live.catalog.numerals import figures
from live.catalog.products import CatalogProduct
from live.catalog.sizes_named import size_key
from live.catalog.stock_talk import stock_talk
from live.catalog.topics import Topic, spelled, topics
from live.catalog.wording import is_chinese, plain
from live.cues.characters import by_characters, characters_shared
from live.cues.hearing import Heard
from live.cues.prices import price_named, price_said
from live.cues.spoken_figures import figures_with_units, telling_numbers
from live.events import Intent

_RECOMMENDS = re.compile(
    r"拿|拍|选|穿|买|码|合适|可以|能|没问题|size|take|get|wear|go (?:for|with|up|down)|fit|perfect|fine"
    r"|good|grab|order|hits?(?![a-z])"
)
SAID, SAID_LOOSELY, SAID_UNSURELY = 0.6, 0.35, 0.3
"""An answer's own way of speaking on the topic."""
REPEATED = 0.5
"""The host repeats the question and goes on."""
SUBSTANCE = 8
"""Characters that must follow a repeated question."""
OF_ANOTHER = 0.6
"""What the signs are worth together while the host speaks plainly of another topic."""
NAMED = 0.2
"""A word of the topic."""
WORD = (0.0, 0.35, 0.5, 0.6)
"""So many of the question's own words: none, one, two, three or more."""
AROUND = (0.0, 0.2, 0.35, 0.45)
"""The same of the words around them."""
FACTS = 0.6
"""What the catalog would answer, said."""
NUMBER_ALONE = 0.8
"""What a figure of the catalog's answer is worth where none of its words is said."""
MEASURE, MEASURE_ALONE, MEASURE_ELSEWHERE = 0.45, 0.3, 0.2
"""A measure of the kind that is asked for; the same where the words of the question's topic would be due beside it, and
while the host speaks plainly of something else."""
SAME_FIGURE = 0.35
"""A figure of the question with its unit (4包, 24v), said again."""
VERDICT = 0.2
"""A yes or a no to a yes-or-no question, where another sign says that this one is meant."""
LONG = 4
"""Letters from which on an English word may go on in other ways than by grammar."""
_GENERAL = frozenset(("how_to_use", "dimensions", "length", "capacity", "thickness", "durable", "compare", "occasion"))
"""Topics whose words an answer need not hold."""
_YES_OR_NO = re.compile(
    r"吗|嘛|(?<![什怎这那])么(?!多|样)|不$|没$|否|(.)不\1|会不会|能不能|有没有|是不是|可不可以|怕|^(?:is|are|does|do|did|can|could|will|would|has|have|any)\b"
    r"|\b(?:is|are|does|do|can|will|would) (?:it|they|this|these|that|you|i|we)\b"
)
_VERDICT = re.compile(
    r"能|可以|不会|不用|不要|没问题|放心|都行|没事|适合|不适合|不建议|不能|千万别|[一1]点(?:儿)?(?:都|也)?(?:不|没)|照样|完全|肯定|当然"
    r"|没有|有的|是的|不是|\b(?:yes|yeah|yep|no|nope|totally|absolutely|definitely|zero|fine|safe|perfect)\b"
)
_UNITS = tokens("厘米 毫米 公斤 千克 毫升 公分 小时 分钟 斤克 左右 以内 inch pounds hours minutes days")
BARELY = 0.4
"""Signs below this are no answer to how much or when, where no figure is said."""
NEAR_KG = 3.0
NEAR_CM = 4.0


@dataclass(frozen=True)
class Question:
    """A group as the ledger knows it."""

    intent: Intent
    product: CatalogProduct | None
    about: tuple[Topic, ...]
    body: Body
    focus: frozenset[str]
    """Words of the question that its topics are known by; all of them when no topic is known."""
    around: frozenset[str]
    """The other words of the question that carry meaning."""
    answer: str
    """What the catalog would say; empty where it has nothing."""
    sizes: tuple[str, ...]
    """Sizes that would fit, by the catalog."""
    general: bool = False
    """A question on stock that names neither a size nor a colour."""
    common: frozenset[str] = frozenset()
    """Words of the answer that other facts hold too: the product's name, and its colours unless they are asked for."""
    characters: tuple[frozenset[str], ...] = ()
    """Of each wording in Chinese, the characters that carry meaning."""
    measures: frozenset[str] = frozenset()
    """Kinds of measure that are asked for."""
    crux: frozenset[str] = frozenset()
    """Characters of the verb that it turns on."""
    figures: frozenset[tuple[str, str]] = frozenset()
    """Its figures, each with the first letter of its unit."""
    yes_or_no: bool = False
    sure: frozenset[str] = frozenset()
    """Names of those of its topics that its own words and its intent agree on."""

    @functools.cached_property
    def telling(self) -> tuple[frozenset[str], ...]:
        """Its characters without those that stand in so much of what is said."""
        return tuple(c - FREQUENT for c in self.characters)

    @functools.cached_property
    def answer_numbers(self) -> frozenset[str]:
        """The numbers of the catalog's answer."""
        return telling_numbers(figures(plain(self.answer)))

    @functools.cached_property
    def answer_figures(self) -> frozenset[tuple[str, str]]:
        return figures_with_units(figures(plain(self.answer)))

    @functools.cached_property
    def answer_words(self) -> frozenset[str]:
        """The words of the catalog's answer that other facts do not hold too."""
        return frozenset(t for t in tokens(self.answer) if len(t) > 1 and not t.isdigit()) - _UNITS - self.common


def named_topics(names: Sequence[str]) -> tuple[Topic, ...]:
    return tuple(t for t in topics() if t.name in names)


def score(question: Question, heard: Heard) -> float:
    """0 to 1. What the utterance quotes, declines or promises is left out of it beforehand (`hear`)."""
    if heard.empty:
        return 0.0
    if question.intent == "price":
        product = question.product
        stated = price_said(heard.rest, product) == "stated"
        return 0.95 if stated or (product is not None and price_named(heard.rest, product) is not None) else 0.0
    figures_given = question.body.weight_kg is not None or question.body.height_cm is not None
    if question.intent == "size" and figures_given and not any(t.name == "host_body" for t in question.about):
        by_figures = _size(question, heard)
        return by_figures if by_figures or question.sizes else SAME_FIGURE * _figure_again(question, heard)
    return _topical(question, heard)


def _size(question: Question, heard: Heard) -> float:
    """For a body with figures: the same figures and a size or a yes; or the size that fits, recommended."""
    mine, said = question.body, heard.body
    named = {size_key(s) for s in said.sizes}
    right = {size_key(s) for s in question.sizes}
    recommends = _RECOMMENDS.search(heard.rest) is not None
    if mine.weight_kg is not None and said.weight_kg is not None:
        near = mine.weight_kg[0] - NEAR_KG <= said.weight_kg[1] and said.weight_kg[0] <= mine.weight_kg[1] + NEAR_KG
        if near and (named or recommends):
            return 0.95 if named else 0.75
        if (
            said.weight_kg[0] == said.weight_kg[1]
            and re.search(r"以内|以下|之内|都能|都穿得|穿得(?:进|下)|最大|up to|under", heard.rest)
            and said.weight_kg[1] > mine.weight_kg[1]
        ):
            return 0.7
        return 0.0
    if mine.height_cm is not None and said.height_cm is not None and mine.weight_kg is None:
        near = mine.height_cm[0] - NEAR_CM <= said.height_cm[1] and said.height_cm[0] <= mine.height_cm[1] + NEAR_CM
        return 0.8 if near and (named or recommends) else 0.0
    return 0.55 if named & right and recommends and heard.quoted else 0.0


def _topical(question: Question, heard: Heard) -> float:
    """Independent signs, each of which may be wrong by itself, put together as such: 1 - Π(1 - sign)."""
    if question.intent == "stock" and (talk := stock_talk(heard.rest)) is not None:
        again = any(t.name == "restock" for t in question.about)
        if talk.kind in ("coming", "restocked") and (again or question.general):
            return 0.9
        if question.general and not again and talk.kind in ("sold_out", "left"):
            return 0.8
        if again and talk.kind in ("sold_out", "left"):
            return 0.0
    known = [(t, *heard.of(t)) for t in question.about]
    said = [t for t, states, _, _ in known if states]
    sharp = any(not t.loose and t.name in question.sure for t in said)
    loosely = sum(t.loose and t.name in question.sure for t in said)
    unsurely = sum(t.name not in question.sure for t in said)
    named = any(names for _, _, names, _ in known)
    repeated = any(asks for _, _, _, asks in known)
    words = _words_shared(question.focus, heard.rest, heard.rest_sound)
    others = _words_shared(question.around, heard.rest, heard.rest_sound)
    quoted = bool(heard.quoted) and (
        _words_shared(question.focus, heard.quoted, spelled(heard.quoted)) > 0
        or characters_shared(question.characters, question.focus | question.around, heard.quoted) >= 2
        or bool(question.crux & set(heard.quoted))
    )
    if (
        not words
        and not question.about
        and any(len(c) >= 2 and len(c & set(heard.rest)) >= max(2, 0.6 * len(c)) for c in question.telling)
    ):
        words = 1
    facts = _fact_overlap(question, heard)
    if question.intent == "complaint" and not sharp and not (said and (words or others)):
        return 0.0
    signs = [
        SAID if sharp else 0.0,
        1 - (1 - SAID_LOOSELY) ** loosely * (1 - SAID_UNSURELY) ** unsurely,
        REPEATED if (repeated or quoted) and len(heard.rest) >= SUBSTANCE else 0.0,
        max(NAMED if named else 0.0, WORD[min(words, len(WORD) - 1)]),
        AROUND[min(others, len(AROUND) - 1)],
        0.0
        if words
        else by_characters(
            question.characters, question.crux, question.focus | question.around, heard.rest, _topic_known(question)
        ),
        SAME_FIGURE * _figure_again(question, heard),
        _measure(question, heard),
        FACTS * facts,
    ]
    if question.yes_or_no and any(signs) and _VERDICT.search(heard.rest):
        signs.append(VERDICT)
    score = 1 - math.prod(1 - s for s in signs)
    if (
        not sharp
        and not facts
        and question.about
        and heard.topics
        and not heard.topics & {t.name for t in question.about}
    ):
        score *= OF_ANOTHER
    if score < BARELY and not facts and _figure_wanted(question) and not re.search(r"\d", heard.rest):
        return 0.0
    return round(score, 3)


def _figure_wanted(question: Question) -> bool:
    """Whether it asks for a measure or a time, and not whether one is so (how heavy is it; is it heavy)."""
    measured = any(not kind.startswith("count:") for kind in question.measures)
    return not question.yes_or_no and (measured or any(t.name == "ship_time" for t in question.about))


def yes_or_no(lines: Sequence[str]) -> bool:
    """Whether a question (plain, in some wordings) is mostly put so that a yes or a no answers it."""
    return sum(_YES_OR_NO.search(line) is not None for line in lines) * 2 >= len(lines)


def _figure_again(question: Question, heard: Heard) -> bool:
    return bool(question.figures & heard.figures)


def _measure(question: Question, heard: Heard) -> float:
    """What a measure of the kind asked for is worth."""
    found = question.measures & heard.measures
    if not found:
        return 0.0
    if any(kind.startswith("count:") for kind in found):
        return MEASURE
    elsewhere = question.about and heard.topics and not heard.topics & {t.name for t in question.about}
    if elsewhere:
        return MEASURE_ELSEWHERE
    return MEASURE_ALONE if _topic_known(question) else MEASURE


def _topic_known(question: Question) -> bool:
    return not all(t.name in _GENERAL for t in question.about)


def _fact_overlap(question: Question, heard: Heard) -> float:
    """0 to 1: how much of the catalog's answer is in the utterance, by figures and by words."""
    if not question.answer:
        return 0.0
    numbers, words = question.answer_numbers, question.answer_words
    same = {n for n in numbers & heard.numbers if _same_unit(n, question.answer_figures, heard.figures)}
    by_number = min(1.0, len(same) / min(len(numbers), 2)) if numbers else 0.0
    found = sum(_in(word, heard.rest, heard.rest_sound) for word in words)
    by_word = min(1.0, found / min(len(words), 4)) if words else 0.0
    if not found and words:
        by_number *= NUMBER_ALONE
    return min(1.0, 0.6 * by_number + 0.7 * by_word)


def _same_unit(number: str, one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> bool:
    """Whether a number stands before the same unit in both, where it stands before an English one in both (Chinese
    ones are misheard)."""
    mine, theirs = ({u for n, u in side if n == number and u.isascii()} for side in (one, other))
    return not mine or not theirs or bool(mine & theirs)


def _words_shared(words: frozenset[str], line: str, sound: str) -> int:
    """How many of the question's own content words are in `line`, by spelling or by sound."""
    return sum(_in(w, line, sound) for w in words)


def _in(word: str, line: str, sound: str) -> bool:
    if is_chinese(word):
        return word in line or spelled(word) in sound
    return _english(word).search(line) is not None


@functools.lru_cache(maxsize=4096)  # the same words of open questions are looked for in every utterance
def _english(word: str) -> re.Pattern[str]:
    """A word (stemmed) with its endings: a short one has only those of grammar (plus is no plum)."""
    ending = "[a-z]{0,5}" if len(word) >= LONG else "(?:ing|ies|es|ed|s|y)?"
    return re.compile(rf"(?<![a-z]){re.escape(word)}{ending}(?![a-z])")
