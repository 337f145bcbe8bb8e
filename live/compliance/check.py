"""Finding what must not be said, in any text: the host's words, a title, a caption."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from live.compliance.negation import Negations
from live.compliance.plain import plain
from live.compliance.rules import CompiledRule, Rules

_LATIN = re.compile("[a-zA-Z]")


@dataclass(frozen=True)
class Finding:
    """A phrase that breaks a rule; `start` and `end` are its characters in the text."""

    start: int
    end: int
    phrase: str
    rule: str
    law: str
    softer: str


def check_text(text: str, rules: Rules) -> list[Finding]:
    """What breaks a rule in the text, in its order; of findings of one rule that overlap, one."""
    read = plain(text)
    latin = _LATIN.search(read) is not None
    found: list[Finding] = []
    for compiled in rules.rules:
        if compiled.latin and not latin:
            continue
        rule = compiled.rule
        mine = [finding for finding in found if finding.rule == rule.id]
        for match in _of_rule(read, compiled, rules.negations):
            if not any(match.start() < other.end and other.start < match.end() for other in mine):
                phrase = text[match.start() : match.end()]
                found.append(Finding(match.start(), match.end(), phrase, rule.id, rule.law, rule.softer))
    return sorted(found, key=lambda finding: (finding.start, finding.end, finding.rule))


def _of_rule(text: str, compiled: CompiledRule, negations: Negations) -> Iterator[re.Match[str]]:
    at = 0
    while match := compiled.find.search(text, at):
        at = max(match.end(), at + 1)
        if match.end() == match.start():
            continue
        allowed = list(compiled.exceptions.finditer(text)) if compiled.exceptions else []
        if any(a.start() < match.end() and match.start() < a.end() for a in allowed):
            # What is allowed may hide a phrase that begins within the match, behind it.
            at = max(match.start() + 1, min(a.end() for a in allowed if match.start() < a.end()))
        elif not (compiled.rule.negated and negations.deny(text, match)):
            yield match
