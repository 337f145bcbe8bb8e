"""The rules: what must not be said, as data that people edit."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from live.errors import BadInput
from live.toml import load_toml

BUNDLED = Path(__file__).with_name("rules.toml")


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One [[rules]] table; rules.toml explains the keys."""

    id: str
    law: str
    softer: str
    find: tuple[str, ...]
    # `except` cannot be a name in Python.
    exceptions: tuple[str, ...] = msgspec.field(default=(), name="except")
    negated: bool = True


class Negation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """[negation]: words around a phrase that make it harmless."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    """Right behind a phrase, these make it a claim in spite of all that."""
    within: int = 6
    """Characters that may stand between such a word and the phrase."""


class RuleFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A whole file of rules."""

    rules: tuple[Rule, ...]
    negation: Negation = Negation()


@dataclass(frozen=True)
class CompiledRule:
    """A rule ready to be matched."""

    rule: Rule
    find: re.Pattern[str]
    exceptions: re.Pattern[str] | None


@dataclass(frozen=True)
class Rules:
    """All rules of a file, ready to be matched."""

    rules: tuple[CompiledRule, ...]
    before: re.Pattern[str] | None
    """Matches the text before a phrase, up to it, when it takes the harm away."""
    after: re.Pattern[str] | None
    """Matches the text behind a phrase, from it on; so does `unless`, which overrules both."""
    unless: re.Pattern[str] | None


def load_rules(path: Path | None = None) -> Rules:
    """The rules in `path`, or the bundled ones. Raises BadInput that names file, line, key or pattern."""
    path = path or BUNDLED
    file = load_toml(path, RuleFile)
    compiled = tuple(
        CompiledRule(r, _any(path, r.find, r.id), _any(path, r.exceptions, r.id) if r.exceptions else None)
        for r in file.rules
    )
    negation, before = file.negation, None
    if negation.before:
        words = _any(path, negation.before, "negation").pattern
        before = re.compile(rf"(?:{words})[^，。！？,.!?；;]{{0,{negation.within}}}$", re.IGNORECASE | re.ASCII)
    after = _any(path, negation.after, "negation") if negation.after else None
    unless = _any(path, negation.unless, "negation") if negation.unless else None
    return Rules(compiled, before, after, unless)


def _any(path: Path, patterns: Sequence[str], where: str) -> re.Pattern[str]:
    """One pattern that matches what any of them does."""
    for pattern in patterns:
        try:
            re.compile(pattern)
        except re.error as error:
            raise BadInput(f"{path}: `{where}`: {pattern!r} is no regular expression: {error}.") from error
    # ASCII: \b stands between Chinese and Latin letters, as "榜单NO.1" wants it.
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE | re.ASCII)
