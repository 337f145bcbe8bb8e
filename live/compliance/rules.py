"""The rules: what must not be said, as data that people edit."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from live.compliance.beginnings import either
from live.compliance.negation import CLAUSE, Negations
from live.errors import BadInput
from live.toml import load_toml

BUNDLED = Path(__file__).with_name("rules.toml")

_NAME = re.compile(r"<([a-z][a-z_]*)>")
_WITHIN = re.compile(r"<(\d+)>")
# Half of the time goes without it into English patterns that no Chinese sentence can match.
_LATIN = re.compile(r"\\b[\x00-\x7f]*$")
_NAMED_GROUP = re.compile(r"\(\?P[<=]")


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
    """[negation]: words around a phrase that make it harmless; rules.toml explains them."""

    before: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()
    touching: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    within: int = 8


class RuleFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A whole file of rules."""

    rules: tuple[Rule, ...]
    words: dict[str, tuple[str, ...]] = {}
    negation: Negation = Negation()


@dataclass(frozen=True)
class CompiledRule:
    """A rule, or its part for Latin letters, ready to be matched."""

    rule: Rule
    find: re.Pattern[str]
    exceptions: re.Pattern[str] | None
    latin: bool
    """Finds nothing in a text without Latin letters."""


@dataclass(frozen=True)
class Rules:
    """All rules of a file, ready to be matched."""

    rules: tuple[CompiledRule, ...]
    negations: Negations


def load_rules(path: Path | None = None) -> Rules:
    """The rules in `path`, or the bundled ones. Raises BadInput that names file, line, key or pattern."""
    path = path or BUNDLED
    file = load_toml(path, RuleFile)
    patterns = _Patterns(path, file.words)
    rules = []
    for rule in file.rules:
        if not rule.find:
            raise BadInput(f"{path}: `{rule.id}`: `find` is empty; name what must not be said, or leave the rule out.")
        exceptions = patterns.any_of(rule.exceptions, rule.id)
        for latin in (False, True):
            find = patterns.any_of([one for one in rule.find if bool(_LATIN.match(one)) is latin], rule.id)
            if find is not None:
                rules.append(CompiledRule(rule, find, exceptions, latin))
    told = file.negation
    negations = Negations(
        before=patterns.any_of(told.before, "negation"),
        breaks=patterns.any_of(told.breaks, "negation"),
        within=told.within,
        touching=patterns.any_of(told.touching, "negation"),
        after=patterns.any_of(told.after, "negation"),
        unless=patterns.any_of(told.unless, "negation"),
    )
    return Rules(tuple(rules), negations)


class _Patterns:
    """Patterns of one file, with its words in them."""

    def __init__(self, path: Path, words: Mapping[str, Sequence[str]]) -> None:
        self._path = path
        self._words: dict[str, str] = {}
        for name, ones in words.items():
            for one in ones:
                self._try(one, name)
            self._words[name] = f"(?:{'|'.join(self._read(one, name) for one in ones)})"

    def any_of(self, patterns: Sequence[str], where: str) -> re.Pattern[str] | None:
        """One pattern that matches what any of them does."""
        if not patterns:
            return None
        # ASCII: \b stands between Chinese and Latin letters, as "榜单NO.1" wants it.
        read = either(self._read(pattern, where) for pattern in patterns)
        try:
            return re.compile(read, re.IGNORECASE | re.ASCII)
        except re.error:
            for pattern in patterns:
                self._try(pattern, where)
            raise

    def _read(self, pattern: str, where: str) -> str:
        def of_name(found: re.Match[str]) -> str:
            if found[1] not in self._words:
                raise BadInput(f"{self._path}: `{where}`: there is no <{found[1]}> under [words] before this.")
            return self._words[found[1]]

        read = pattern if _NAMED_GROUP.search(pattern) else _NAME.sub(of_name, pattern)
        return _WITHIN.sub(rf"[^{CLAUSE}]{{0,\1}}", read)

    def _try(self, pattern: str, where: str) -> None:
        try:
            re.compile(self._read(pattern, where))
        except re.error as error:
            raise BadInput(f"{self._path}: `{where}`: {pattern!r} is no regular expression: {error}.") from error
