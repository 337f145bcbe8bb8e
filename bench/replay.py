"""A whole replay without clips, speech included, against the length of the broadcast, and its memory.

Wanted: at most 0.25 of real time on two cores; at most 1.2 GB for all processes together, with the report.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import av
import psutil

DEMO = Path(__file__).parents[1] / "live" / "demo"


def _memory(process: psutil.Process) -> int:
    """Bytes that the process and its children hold: what is shared between them counts once (PSS where there is)."""
    total = 0
    for each in [process, *process.children(recursive=True)]:
        try:
            full = each.memory_full_info()
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            continue
        total += getattr(full, "pss", full.uss)
    return total


def main() -> None:
    with av.open(str(DEMO / "broadcast.mp4")) as media:
        length = (media.duration or 0) / av.time_base
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "live.cli", "replay", "--media", str(DEMO / "broadcast.mp4")]
        command += ["--comments", str(DEMO / "comments.jsonl"), "--catalog", str(DEMO / "catalog.toml")]
        command += ["--out", f"{folder}/session", "--speed", "max", "--no-clips"]
        began = time.perf_counter()
        peak = 0
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
            process = psutil.Process(running.pid)
            while running.poll() is None:
                peak = max(peak, _memory(process))
                time.sleep(0.25)
        took = time.perf_counter() - began
        if running.returncode:
            raise SystemExit(f"the replay ended with {running.returncode}")
    print(f"broadcast         {length:>8.1f} s")
    print(f"replay, report    {took:>8.1f} s   ratio {took / length:.3f}   (wanted: at most 0.25)")
    print(f"peak memory       {peak / 1e9:>8.2f} GB                (wanted: at most 1.2)")
