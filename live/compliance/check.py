"""Finding what must not be said, in any text: the host's words, a title, a caption."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from live.compliance.negation import Negations
from live.compliance.plain import plain
from live.compliance.rules import CompiledRule, Rule, Rules

_LATIN = re.compile("[a-zA-Z]")
_PAUSE = re.compile(r"(?<=[\u3400-\u9fff])[，,、](?!但|不过|可是|所以|因为|而|虽|然后|如果|要是)(?=[\u3400-\u9fff])")
"""A comma behind which no new thought begins in so many words."""


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
    """What breaks a rule in the text, in its order; of findings of one rule that overlap, one. A pause within a claim
    (销量是行业，第一) hides nothing: a recogniser writes commas where the host breathes."""
    read = plain(text)
    found = [_finding(text, rule, start, end) for rule, start, end in _phrases(read, rules)]
    pauses = {match.start() for match in _PAUSE.finditer(read)}
    if pauses:
        kept = [place for place in range(len(read)) if place not in pauses]
        for rule, start, end in _phrases("".join(read[place] for place in kept), rules):
            first, last = kept[start], kept[end - 1] + 1
            paused = any(first < pause < last for pause in pauses)
            if paused and not any(first < other.end and other.start < last for other in found):
                found.append(_finding(text, rule, first, last))
    return sorted(found, key=lambda finding: (finding.start, finding.end, finding.rule))


def _finding(text: str, rule: Rule, start: int, end: int) -> Finding:
    return Finding(start, end, text[start:end], rule.id, rule.law, rule.softer)


def _phrases(read: str, rules: Rules) -> list[tuple[Rule, int, int]]:
    """Rules that an evened text breaks, and where."""
    latin = _LATIN.search(read) is not None
    found: list[tuple[Rule, int, int]] = []
    for compiled in rules.rules:
        if compiled.latin and not latin:
            continue
        mine = [(start, end) for rule, start, end in found if rule.id == compiled.rule.id]
        found += [
            (compiled.rule, *match.span())
            for match in _of_rule(read, compiled, rules.negations)
            if not any(match.start() < end and start < match.end() for start, end in mine)
        ]
    return found


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
