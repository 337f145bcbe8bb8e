"""Facts of the catalog as small documents, and the search for the one that answers a question."""

import functools
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from live.catalog import quantities
from live.catalog.named_figures import Figure, figures_named
from live.catalog.numerals import figures
from live.catalog.products import Catalog, CatalogProduct
from live.catalog.signs import NO_SIGNS, Signs, units, vote
from live.catalog.topics import asked_topics, topics
from live.catalog.whole_shop import of_every_order, together
from live.catalog.wording import american, is_chinese, plain
from live.events import Source

ENOUGH = 0.5
"""From this likeness on, a fact answers the question. Below it the catalog is taken to have nothing."""

SAME_MEASURE, HALF = 0.2, 0.3
"""What a measure of the kind asked for adds to a likeness of at least this."""
POINTED, MARGIN, MANY = 0.5, 1.3, 2
"""Single words point to a fact from this vote on, where the next has this much less; a unit of more than so many facts
points nowhere."""
NAMED_IN_IT = 0.55
"""The likeness of a fact that holds the very thing whose presence is asked (含铅吗: 无铅釉)."""
_PRESENT = re.compile(
    r"(?:有没有|有|[放加]了?)(?!没有|没|有)([\u3400-\u9fff]{2,4}?)(?:的)?(?:吗|嘛|么|没|不|$)"
    r"|(?:不含|含|是|带)(?:不含|不是|有没有|有)?([\u3400-\u9fff]{1,5}?)(?:的)?(?:吗|嘛|么|不|没|$)"
    r"|\b(?:have|has|with|includes?|got) (?:a |an |any |the )?([a-z][a-z -]{2,20}?)(?= in\b| on\b| for\b| too\b|\?|$)"
)

_EXACT = frozenset(("energy", "memory", "loudness", "share", "speed", "power"))
"""Kinds of measure that are asked for by name: a fact that states none is no answer where another does."""

_STOP = frozenset(
    "的了吗嘛呢吧啊呀哦么不没有是能会可以这那个款件条我你他它们主播家在上下到都就也还和跟与要想请问一点什么怎多少几啥咋哪里给用来去说看很太好"
)
_FUNCTION_WORDS = """
a an the is are was be do does did can could will would i you it its this that these those they we he she my
your of in on to for with at and or if what whats how which when where who any there have has had get got one
go goes going use using used put take make keep need want work works let say look know think safe good
ones me us so just about ur u im pls please hi hey yall guys really from as by not no ok okay fine enough come comes
"""
_ENGLISH_STOP = frozenset(_FUNCTION_WORDS.split())
_WORD = re.compile(r"[a-z]+|\d+(?:\.\d+)?|[\u3400-\u9fff]+")


@functools.lru_cache(maxsize=4096)  # the wordings kept of a group are looked at again with each that joins them
def tokens(text: str) -> frozenset[str]:
    """The words of English (stemmed a little) and the pairs and single characters of Chinese that carry meaning."""
    found: set[str] = set()
    for word in _WORD.findall(figures(plain(text))):
        if is_chinese(word):
            kept = [c for c in word if c not in _STOP]
            found.update(kept)
            found.update(
                word[i : i + 2] for i in range(len(word) - 1) if word[i] not in _STOP and word[i + 1] not in _STOP
            )
        elif word not in _ENGLISH_STOP:
            found.add(_stem(american(word)))
    return frozenset(found)


def _stem(word: str) -> str:
    for ending in ("ing", "ies", "es", "ed", "s", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


@dataclass(frozen=True)
class Fact:
    """One fact. `asked` is the question or the key it stands under; `text` what can be said."""

    source: Source
    asked: str
    text: str
    about: frozenset[str]
    """Topics of `asked`."""
    told: frozenset[str]
    """Topics of the fact itself."""
    key: frozenset[str]
    words: frozenset[str]
    measures: frozenset[str] = frozenset()
    """Kinds of measure that it states."""
    signs: Signs = NO_SIGNS
    figures: frozenset[Figure] = frozenset()
    """Figures with a unit that it states."""


def _only_stating(measures: frozenset[str], facts: Sequence[Fact]) -> Fact | None:
    """The only attribute that states a measure asked for: a length before anything else (how big)."""
    for kinds in (measures & {"length"}, measures - {"age", "days", "minutes", "often"}):
        stating = [f for f in facts if f.source.kind == "attribute" and kinds & f.measures]
        if stating:
            return stating[0] if len(stating) == 1 else None
    return None


class _Field:
    """The facts that may answer a question about one product, with what every question about it looks at."""

    def __init__(self, facts: list[Fact]) -> None:
        self.facts = facts
        self.measures = frozenset[str]().union(*(f.measures for f in facts))
        self.open = {known: _Open([f for f in facts if _open_to(f, known)]) for known in (False, True)}
        """By whether the question's topics are known: the facts that single words may point to."""


class _Open:
    """Facts that single words may point to, and the units that are of more than MANY of them."""

    def __init__(self, facts: list[Fact]) -> None:
        self.facts = facts
        count: dict[str, int] = {}
        for fact in facts:
            for unit in fact.signs.whole:
                count[unit] = count.get(unit, 0) + 1
        self.many = frozenset(u for u, n in count.items() if n > MANY)


@functools.cache
def _plain_topics() -> frozenset[str]:
    return frozenset(t.name for t in topics() if not t.loose and t.family == "product")


def _sharp() -> frozenset[str]:
    return frozenset(t.name for t in topics() if not t.loose and t.family == "post")


class Facts:
    """All facts of a catalog that are answers by themselves."""

    def __init__(self, catalog: Catalog) -> None:
        self._shop = [_faq(None, f.q, f.a) for f in catalog.faq]
        self._by_product = {p.id: list(_facts(p)) for p in catalog.products}
        self._everywhere = [f for facts in self._by_product.values() for f in facts if of_every_order(f.asked, f.text)]
        self._together = [
            (frozenset((p.id, other)), fact)
            for p in catalog.products
            for fact in self._by_product[p.id]
            if (other := together(catalog, p, f"{fact.asked} {fact.text}")) is not None
        ]
        self._names = {p.id: units(" ".join((p.name, *p.aliases))) for p in catalog.products}
        everything = self._shop + [f for facts in self._by_product.values() for f in facts]
        counts: dict[str, int] = {}
        for fact in everything:
            for token in fact.words:
                counts[token] = counts.get(token, 0) + 1
        self._count = len(everything) + 1
        self._counts = counts
        self._fields = {p: _Field(self._candidates(p)) for p in (None, *self._by_product)}

    def find(
        self,
        product: str | None,
        texts: Sequence[str],
        about: Iterable[str],
        spec: bool = False,
        enough: float = ENOUGH,
    ) -> Fact | None:
        """The fact that answers the question (in some wordings, about these topics), or None where none is like it
        enough. With `spec` it is about the product's figures: the only attribute that states a measure of the kind
        asked for is the answer."""
        best, most = None, enough
        wanted = frozenset(about)
        asked = [tokens(t) for t in texts]
        lines = [figures(plain(t)) for t in texts]
        measures = frozenset().union(*map(quantities.wanted, lines))
        named = [thing for line in lines for m in _PRESENT.finditer(line) for thing in m.groups() if thing]
        figured = frozenset().union(*map(figures_named, lines))
        field = self._fields.get(product) or _Field(self._candidates(product))
        candidates = field.facts
        exact = measures & _EXACT & field.measures
        alone = self._told_alone(candidates, wanted)
        pointed = self._pointed(product, field.open[bool(wanted)], texts)
        for fact in candidates:
            score = max(self.likeness(fact, asked, wanted), pointed.get(id(fact), 0.0))
            if fact is alone:
                score = max(score, ENOUGH + 0.02)
            if exact and not exact & fact.measures:
                score -= SAME_MEASURE
            if score > HALF and measures & fact.measures:
                score += SAME_MEASURE
            if any(n in fact.text.lower() for n in named) or (figured & fact.figures and fact.source.kind != "faq"):
                score = max(score, NAMED_IN_IT)
            if score > most + 1e-9:
                best, most = fact, score
        if best is None and spec and measures:
            best = _only_stating(measures, candidates)
        return best

    def _told_alone(self, candidates: Sequence[Fact], wanted: frozenset[str]) -> Fact | None:
        """The only fact that names what is asked, where nothing stands under it: leakproof."""
        wanted &= _plain_topics()
        if not wanted or any(wanted & f.about for f in candidates):
            return None
        telling = [f for f in candidates if wanted <= f.told and f.source.kind != "faq"]
        return telling[0] if len(telling) == 1 else None

    def _pointed(self, product: str | None, some: _Open, texts: Sequence[str]) -> dict[int, float]:
        """The one fact that single words of the question point to, with a likeness."""
        candidates = some.facts
        shared = self._names.get(product or "", frozenset()) | some.many
        asked = [units(t) for t in texts]
        votes = sorted(((vote(asked, f.signs, shared), i) for i, f in enumerate(candidates)), reverse=True)
        if not votes or votes[0][0] < POINTED or (len(votes) > 1 and votes[1][0] * MARGIN > votes[0][0]):
            return {}
        return {id(candidates[votes[0][1]]): min(0.9, ENOUGH + 0.01 + (votes[0][0] - POINTED) / 2)}

    def both(self, product: str | None, named: frozenset[str]) -> Fact | None:
        """What the catalog says of the price of two products together: of `product` (None: of any) with another, which
        is among those `named`, where any is. None where it says nothing, or several things."""
        found = [
            (fact, pair)
            for pair, fact in self._together
            if (product is None or product in pair) and len(named - pair) == 0
        ]
        texts = {pair for _, pair in found}
        if len(texts) != 1:
            return None
        return next((f for f, _ in found if f.source.kind == "faq"), found[0][0])

    def _candidates(self, product: str | None) -> list[Fact]:
        if product is None:
            known = self._shop + self._common()
            return known + [f for f in self._everywhere if f not in known]
        own = self._by_product.get(product, []) + self._shop
        return own + [f for f in self._everywhere if f.source.product != product]

    def _common(self) -> list[Fact]:
        """What every product that has an answer to it answers in the same words: true of the whole shop."""
        answers: dict[str, set[str]] = {}
        for facts in self._by_product.values():
            for fact in facts:
                if fact.source.kind == "faq":
                    answers.setdefault(fact.asked, set()).add(fact.text)
        number = len(self._by_product)
        found: dict[str, Fact] = {}
        for facts in self._by_product.values():
            for fact in facts:
                same = len(answers.get(fact.asked, ())) == 1
                if fact.source.kind == "faq" and same and self._shared(fact.asked, number):
                    found.setdefault(fact.asked, fact)
        return list(found.values())

    def _shared(self, asked: str, number: int) -> bool:
        return sum(any(f.asked == asked for f in facts) for facts in self._by_product.values()) * 2 > number

    def likeness(self, fact: Fact, asked: Sequence[frozenset[str]], wanted: frozenset[str]) -> float:
        """0 to 1: how surely the fact answers a question of these words and topics."""
        lexical = max((self._overlap(words, fact) for words in asked), default=0.0)
        if not wanted:
            return lexical
        shared = wanted & fact.about
        if shared:
            topical = 0.7 + 0.3 * len(shared) / len(wanted | fact.about)
            return min(1.0, 0.75 * topical + 0.4 * lexical)
        if told := wanted & fact.told:
            plainly = fact.source.kind == "faq" and wanted & _sharp() and wanted & _sharp() <= told
            return (0.52 if plainly else 0.42) + 0.4 * lexical
        if fact.source.kind != "faq" and of_service(wanted):
            return lexical * 0.4
        return lexical * (0.55 if fact.about else 0.85)

    def _overlap(self, words: frozenset[str], fact: Fact) -> float:
        """How much of the fact's key the question holds, and of the question the fact; rarer tokens weigh more."""
        shared = words & fact.words
        if not shared or not words:
            return 0.0
        weight = sum(self._weight(t) for t in shared & fact.key)
        of_key = weight / (sum(map(self._weight, fact.key)) or 1.0)
        of_question = sum(map(self._weight, shared)) / sum(map(self._weight, words))
        if not fact.key and len(shared) == 1 and all(is_chinese(t) and len(t) == 1 for t in shared):
            return 0.3 * of_question  # of a selling point one character tells nothing
        return math.sqrt(of_key * of_question) if of_key else 0.6 * of_question

    def _weight(self, token: str) -> float:
        length = 1.0 if not is_chinese(token) or len(token) > 1 else 0.5
        return length * math.log(1 + self._count / (1 + self._counts.get(token, 0)))


def _facts(product: CatalogProduct) -> Iterable[Fact]:
    for faq in product.faq:
        yield _faq(product.id, faq.q, faq.a)
    for key, value in product.attributes.items():
        text = _value(value)
        source = Source(kind="attribute", product=product.id, ref=key, text=text)
        yield _fact(source, key, f"{key}：{text}" if is_chinese(key + text) else f"{key}: {text}", f"{key} {text}")
    for point in product.selling_points:
        source = Source(kind="selling_point", product=product.id, ref=point, text=point)
        signs = Signs(frozenset(), units(point))
        yield Fact(source, point, point, frozenset(), _told(point), frozenset(), tokens(point), signs=signs)


def _faq(product: str | None, question: str, answer: str) -> Fact:
    return _fact(
        Source(kind="faq", product=product, ref=question, text=answer), question, answer, f"{question} {answer}"
    )


def _fact(source: Source, asked: str, text: str, whole: str) -> Fact:
    about, measures = frozenset(asked_topics(asked)), quantities.stated(figures(plain(text)))
    # What a question of the shop that no topic knows is about, only its answer tells.
    return Fact(
        source,
        asked,
        text,
        about,
        _told(whole, said=source.kind == "faq" and not about),
        tokens(asked),
        tokens(whole),
        measures,
        Signs(units(asked), units(asked) if "colours" in about or _is_list(text) else units(whole, joined=True)),
        figures_named(figures(plain(text))),
    )


_SERVICE = frozenset(("post", "price", "stock", "complaint"))


def of_service(names: frozenset[str]) -> bool:
    """Whether one of the topics is no matter of the product: post, price, stock, trouble."""
    return any(t.family in _SERVICE for t in topics() if t.name in names)


def _open_to(fact: Fact, known: bool) -> bool:
    """Whether single words may point to a fact: where topics are known on both sides, they decide."""
    if known:
        return fact.source.kind == "faq" and not fact.about
    return not fact.about or not of_service(fact.about)


def _is_list(text: str) -> bool:
    """Whether a value counts things up, of which it tells nothing else."""
    return max(text.count("、"), text.count(", ")) >= 2


def _told(text: str, said: bool = False) -> frozenset[str]:
    line = figures(plain(text))
    return frozenset(t.name for t in topics() if t.named(line) or (said and t.name in _sharp() and t.said(line)))


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "有" if value else "无"
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)
