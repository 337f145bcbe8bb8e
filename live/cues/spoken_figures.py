"""The figures of a line: so that those of a question, of an answer and of what the host says can be compared."""

import re

SMALL = 20
"""Numbers up to this are so frequent that their unit must agree."""

_NUMBERS = re.compile(r"\d+(?:\.\d+)?")
_FIGURE = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?(?:米\d+)?)\s*([a-z]|[\u3400-\u9fff])")


def figures_with_units(line: str) -> frozenset[tuple[str, str]]:
    """The figures of a line (plain), each with the first letter of its unit: 4包, 24v, 1米8. Link numbers are none."""
    found = set()
    for match in _FIGURE.finditer(line):
        metres = "米" in match[1]
        if match[2] != "号" and float(match[1].split("米")[0]) >= (1 if metres else 3):
            found.add((match[1], "" if metres else match[2]))
    return frozenset(found)


def telling_numbers(line: str) -> frozenset[str]:
    """The numbers of a line (plain); a small one with the first letter of its unit: it may stand before anything."""
    found = {n for n in _NUMBERS.findall(line) if float(n) > SMALL}
    return frozenset(found | {n + u for n, u in figures_with_units(line) if "米" in n or 2 < float(n) <= SMALL})
