"""Hostile strings through intake, the dashboard on a terminal, the pages and the report (`-m slow`: ten thousand)."""

import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from live.journal import JournalReader
from tests.live.comments.hostile import harm_in

ROOT = Path(__file__).parents[2]
_CSI = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")
_OWN = re.compile(r"\x1b(?:[78=>]|\([0B]|\]22;[a-z-]*\x07)")
"""What Textual itself sends beside CSI: charsets, the shape of the pointer."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX's")


def on_a_terminal(folder: Path, count: int, way: str) -> str:
    """What reached the terminal."""
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 130, 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color", "PYTHONPATH": str(ROOT), "XDG_DATA_HOME": str(folder)}
    command = [sys.executable, "-m", "tests.replays.hostile_room", str(folder / "session"), str(count), way]
    seen: list[bytes] = []
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    ) as running:
        os.close(theirs)
        while chunk := _read(ours):
            seen.append(chunk)
        assert running.wait(60) == 0, b"".join(seen)[-3000:].decode("utf-8", "replace")
    os.close(ours)
    return b"".join(seen).decode("utf-8")


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 1 << 16)
    except OSError:
        return b""  # Linux says so at the end


def harm_on_terminal(output: str) -> list[str]:
    """What came to the terminal and is not the screen's own: sequences that strings smuggle, and bad characters."""
    smuggled = [sequence for sequence in _CSI.findall(output) if "7777" in sequence]
    rest = _OWN.sub("", _CSI.sub("", output))
    for char in ("\r", "\n", "\t"):
        rest = rest.replace(char, "")
    found = harm_in(rest)
    return smuggled + ([f"{found} in {_around(rest, found)!a}"] if found else [])


def _around(text: str, found: str) -> str:
    at = text.find(chr(int(found[2:], 16))) if found.startswith("U+") else 0
    return text[max(0, at - 20) : at + 20]


def harm_in_files(session: Path) -> list[str]:
    """What is in the views and in the report's files."""
    found: list[str] = []
    views = json.loads((session / "views.json").read_text())
    texts = {"views": json.dumps(views, ensure_ascii=False)}
    for file in (session / "report").iterdir():
        if file.suffix == ".xlsx":
            with zipfile.ZipFile(file) as book:
                texts |= {f"{file.name}/{name}": book.read(name).decode() for name in book.namelist() if "xml" in name}
        elif file.suffix != ".json":
            texts[file.name] = file.read_text(encoding="utf-8-sig")
    texts["report.json"] = json.dumps(json.loads((session / "report" / "report.json").read_text()), ensure_ascii=False)
    for name, text in texts.items():
        for line in re.split(r"[\r\n\t]+", text):
            if harm := harm_in(line):
                found.append(f"{name}: {harm} in {_around(line, harm)!a}")
                break
        if name.endswith(".html") and ("<script>alert" in text or "<img src=x" in text):
            found.append(f"{name}: live markup")
    return found


@pytest.mark.parametrize("count", [400, pytest.param(10_000, marks=pytest.mark.slow)])
def test_nothing_hostile_reaches_the_terminal_the_pages_or_the_report(tmp_path: Path, count: int) -> None:
    output = on_a_terminal(tmp_path, count, "intake")
    assert len(output) > 20_000, "the dashboard was painted"
    assert harm_on_terminal(output) == []
    assert harm_in_files(tmp_path / "session") == []
    with JournalReader(tmp_path / "session" / "journal.db") as reader:
        assert sum(1 for _ in reader.read(kind="comment")) > count * 0.8


def test_without_intake_it_would(tmp_path: Path) -> None:
    output = on_a_terminal(tmp_path, 60, "bare")
    assert harm_on_terminal(output)
    assert harm_in_files(tmp_path / "session")
