"""Finding what must not be said, in any text: the host's words, a title, a caption."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from live.compliance.rules import CompiledRule, Rules


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
    found = [finding for rule in rules.rules for finding in _of_rule(text, rule, rules)]
    return sorted(found, key=lambda finding: (finding.start, finding.end, finding.rule))


def _of_rule(text: str, compiled: CompiledRule, rules: Rules) -> Iterator[Finding]:
    allowed = list(compiled.exceptions.finditer(text)) if compiled.exceptions else []
    at = 0
    while match := compiled.find.search(text, at):
        at = max(match.end(), at + 1)
        if any(a.start() < match.end() and match.start() < a.end() for a in allowed):
            # What is allowed may hide a phrase that begins within the match, behind it.
            at = max(match.start() + 1, min(a.end() for a in allowed if match.start() < a.end()))
            continue
        if compiled.rule.negated and _is_negated(text, match, rules):
            continue
        rule = compiled.rule
        yield Finding(match.start(), match.end(), match[0], rule.id, rule.law, rule.softer)


def _is_negated(text: str, match: re.Match[str], rules: Rules) -> bool:
    behind = text[match.end() :]
    if rules.unless is not None and rules.unless.match(behind):
        return False
    if rules.before is not None and rules.before.search(text[: match.start()]):
        return True
    return rules.after is not None and rules.after.match(behind) is not None
