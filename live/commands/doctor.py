"""`livecue doctor`."""

import asyncio
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from live.config import load_settings
from live.doctor import examine
from live.doctor_llm import try_endpoints

SIGNS = {"ok": "✓ ok      ", "note": "· note    ", "warning": "! warning ", "missing": "✗ missing "}


def run_doctor(config: Path | None, write_json: Callable[[Any], None] | None, *, llm: bool = False) -> int:
    """Examine this machine; the exit code is 3 when a needed part is missing, else 0. `llm`: ask each endpoint of the
    language model for one word."""
    settings = load_settings(config)
    checks = examine(settings)
    if llm and settings.llm.endpoints:
        tried = {check.name: check for check in asyncio.run(try_endpoints(settings.llm, os.environ))}
        checks = [tried.get(check.name, check) for check in checks]
    missing = any(check.state == "missing" for check in checks)
    if write_json is not None:
        write_json({"ok": not missing, "checks": msgspec.to_builtins(checks)})
    else:
        for check in checks:
            sys.stdout.write(f"{SIGNS.get(check.state, check.state)} {check.name}: {check.detail}\n")
            if check.fix:
                sys.stdout.write(f"             → {check.fix}\n")
    return 3 if missing else 0
