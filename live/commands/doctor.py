"""`livecue doctor`."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from live.config import load_settings
from live.doctor import examine

SIGNS = {"ok": "✓ ok      ", "note": "· note    ", "warning": "! warning ", "missing": "✗ missing "}


def run_doctor(config: Path | None, write_json: Callable[[Any], None] | None) -> int:
    """Examine this machine; the exit code is 3 when a needed part is missing, else 0."""
    checks = examine(load_settings(config))
    missing = any(check.state == "missing" for check in checks)
    if write_json is not None:
        write_json({"ok": not missing, "checks": msgspec.to_builtins(checks)})
    else:
        for check in checks:
            sys.stdout.write(f"{SIGNS.get(check.state, check.state)} {check.name}: {check.detail}\n")
            if check.fix:
                sys.stdout.write(f"             → {check.fix}\n")
    return 3 if missing else 0
