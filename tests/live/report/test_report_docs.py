"""The schema that others read stands in docs/report.md."""

import re
from pathlib import Path

import msgspec

from live.report import compare, model


def test_every_field_of_the_json_is_documented() -> None:
    text = (Path(__file__).parents[3] / "docs" / "report.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"`([a-z0-9_]+)`", text))
    rows = [
        v
        for module in (model, compare)
        for v in vars(module).values()
        if isinstance(v, type) and issubclass(v, model.Row)
    ]
    fields = {f.name for row in rows for f in msgspec.structs.fields(row)}
    assert fields - documented == set()
