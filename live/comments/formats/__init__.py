"""One comment reader a file: pure functions from what it sends to comments and signals."""

import difflib

from live.comments.formats import (
    barragegrab,
    blivechat,
    douyinlive,
    dycast,
    generic,
    oba,
    ssn,
    tikfinity,
)
from live.comments.formats.base import Format
from live.errors import BadInput

FORMATS: dict[str, Format] = {
    module.FORMAT.name: module.FORMAT
    for module in (barragegrab, blivechat, tikfinity, oba, ssn, douyinlive, dycast, generic)
}
"""Every format by its name in config.toml. In the order in which `auto` asks them."""


def format_named(name: str) -> Format:
    """The format of that name. Raises BadInput with the nearest right one."""
    if found := FORMATS.get(name):
        return found
    near = difflib.get_close_matches(name, FORMATS, n=1)
    hint = f"Did you mean `{near[0]}`?" if near else f"Known: auto, {', '.join(FORMATS)}."
    raise BadInput(f"There is no comment format `{name}`. {hint}")
