"""What of a reply may have an effect: ids of the batch, intents that there are, answers that their facts bear out.

Everything else is dropped and counted. A reply is hostile text, as comments are: whoever steers the model steers it
no further than this.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

import msgspec

from live.events import Intent, Source
from live.llm.batch import Asked, Batch, Unsure
from live.llm.facts import Fact
from live.llm.grounding import unbacked

_Id = Annotated[str, msgspec.Meta(max_length=16)]
T = TypeVar("T", bound=msgspec.Struct)


class Verdict(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a comment is."""

    id: _Id
    intent: Intent
    group: _Id | None = None


class Merge(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Two groups are one question."""

    group: _Id
    into: _Id


class Answer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What to say to a group, from these facts."""

    group: _Id
    facts: Annotated[list[_Id], msgspec.Meta(min_length=1, max_length=4)]
    text: Annotated[str, msgspec.Meta(max_length=400)]


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """The whole reply, as its schema has it."""

    verdicts: list[Verdict] = []
    merges: list[Merge] = []
    answers: list[Answer] = []


class _Lists(msgspec.Struct, frozen=True):
    verdicts: list[Any] = []
    merges: list[Any] = []
    answers: list[Any] = []


class Unusable(Exception):
    """A reply of which nothing can be used. `outcome` is that of `live.events.Llm`."""

    def __init__(self, outcome: str, reason: str) -> None:
        super().__init__(reason)
        self.outcome = outcome
        self.reason = reason


@dataclass(frozen=True)
class Worded:
    """An answer that its facts bear out."""

    asked: Asked
    text: str
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Findings:
    """All that a reply may change. `dropped`: why the rest may not."""

    verdicts: tuple[tuple[Unsure, Intent, Asked | None], ...] = ()
    merges: tuple[tuple[Asked, Asked], ...] = ()
    """A group, and the one that it is one with: the one that more ask."""
    answers: tuple[Worded, ...] = ()
    dropped: tuple[str, ...] = ()


def read_reply(text: str, finish: str, batch: Batch) -> Findings:
    """What of a reply holds. Raises Unusable when it is blank, cut off, no JSON object, or when nothing in it holds
    though there is something in it."""
    lists = read_json(text, finish, _Lists)
    dropped: list[str] = []
    findings = Findings(
        verdicts=tuple(_verdicts(each(lists.verdicts, Verdict, dropped), batch, dropped)),
        merges=tuple(_merges(each(lists.merges, Merge, dropped), batch, dropped)),
        answers=tuple(_answers(each(lists.answers, Answer, dropped), batch, dropped)),
        dropped=tuple(dropped),
    )
    if dropped and not (findings.verdicts or findings.merges or findings.answers):
        raise Unusable("schema", f"nothing in it holds: {dropped[0]}")
    return findings


def read_json(text: str, finish: str, kind: type[T]) -> T:
    """A reply as `kind`. Raises Unusable, with the outcome that tells how it failed."""
    if not text.strip():
        raise Unusable("blank", "an empty reply")
    found = re.search(r"\{.*\}", text, re.DOTALL)  # servers without a JSON mode wrap it in words or fences
    if finish == "length" or found is None:
        raise Unusable("truncated" if finish == "length" else "schema", "no whole JSON object")
    if finish not in ("stop", "eos", "end_turn"):
        raise Unusable("busy" if "resource" in finish else "error", f"the model stopped: {finish[:40]}")
    try:
        return msgspec.json.decode(found[0], type=kind)
    except msgspec.ValidationError as error:
        raise Unusable("schema", str(error)[:160]) from error
    except msgspec.DecodeError as error:
        raise Unusable("truncated", "not whole, or no JSON") from error
    except (UnicodeError, RecursionError) as error:
        raise Unusable("schema", "no JSON that can be read") from error


def each(rows: Sequence[object], kind: type[T], dropped: list[str]) -> list[T]:
    """Those rows that are of this kind; why the others are not goes into `dropped`."""
    good = []
    for row in rows:
        try:
            good.append(msgspec.convert(row, kind))
        except msgspec.ValidationError as error:
            dropped.append(f"{kind.__name__}: {error}")
    return good


def _verdicts(rows: Sequence[Verdict], batch: Batch, dropped: list[str]) -> list[tuple[Unsure, Intent, Asked | None]]:
    found: dict[str, tuple[Unsure, Intent, Asked | None]] = {}
    for row in rows:
        comment, group = batch.comments.get(row.id), batch.groups.get(row.group or "")
        if comment is None or row.id in found:
            dropped.append(f"Verdict: {row.id!r} is not in the batch, or there twice")
            continue
        named = comment.product
        if group is not None and named is not None and group.cue.product not in (None, named):
            dropped.append(f"Verdict: {row.id} is about another product than {row.group}")
            group = None
        found[row.id] = (comment, row.intent, group)
    return list(found.values())


def _merges(rows: Sequence[Merge], batch: Batch, dropped: list[str]) -> list[tuple[Asked, Asked]]:
    found: list[tuple[Asked, Asked]] = []
    gone: set[str] = set()
    kept: set[str] = set()
    for row in rows:
        one, other = batch.groups.get(row.group), batch.groups.get(row.into)
        if one is None or other is None or one is other:
            dropped.append(f"Merge: {row.group!r} or {row.into!r} is not in the batch")
            continue
        if one.cue.product != other.cue.product:
            dropped.append(f"Merge: {row.group} and {row.into} are about different products")
            continue
        less, more = sorted((one, other), key=lambda a: (a.count, -len(a.cue.title), a.cue.group))
        if gone & {less.cue.group, more.cue.group} or less.cue.group in kept:
            dropped.append(f"Merge: {row.group} or {row.into} is merged already")
            continue
        gone.add(less.cue.group)
        kept.add(more.cue.group)
        found.append((less, more))
    return found


def _answers(rows: Sequence[Answer], batch: Batch, dropped: list[str]) -> list[Worded]:
    found: dict[str, Worded] = {}
    for row in rows:
        asked = batch.groups.get(row.group)
        if asked is None or not asked.wants or row.group in found:
            dropped.append(f"Answer: {row.group!r} wants none")
            continue
        facts = [f for id_ in dict.fromkeys(row.facts) if (f := batch.page.facts.get(id_)) is not None]
        if len(facts) < len(set(row.facts)):
            dropped.append(f"Answer: {row.group} quotes a fact that there is not")
            continue
        if why := _unfit(asked, facts, batch.on_offer) or _unbacked(row.text, facts, batch, asked):
            dropped.append(f"Answer: {row.group}: {why}")
            continue
        text = row.text.strip()
        if text != asked.cue.answer:
            found[row.group] = Worded(asked, text, tuple(f.source for f in facts))
    return list(found.values())


def _unfit(asked: Asked, facts: Sequence[Fact], on_offer: str | None) -> str:
    # A question that names no product is about the shop, or about what is on offer; as the local answers take it.
    own = (None, asked.cue.product or on_offer)
    strangers = [f for f in facts if f.source.product not in own]
    return f"a fact of {strangers[0].source.product}" if strangers else ""


def _unbacked(text: str, facts: Sequence[Fact], batch: Batch, asked: Asked) -> str:
    names = batch.page.names.get(asked.cue.product or "", ())
    why = unbacked(text.strip(), [(f.asked, f.source.text) for f in facts], names)
    return f"the facts do not say {why}" if why else ""
