"""`livecue --help` against `python -c pass`. Wanted: at most 200 ms more."""

import subprocess
import sys
import time

from bench._pairs import ratio


def _wall(*arguments: str) -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def main() -> None:
    ours, bare, share = ratio(lambda: _wall("-m", "live.cli", "--help"), lambda: _wall("-c", "pass"), pairs=11)
    print(f"livecue --help    {ours * 1000:>6.0f} ms")
    print(f"python -c pass    {bare * 1000:>6.0f} ms")
    print(f"more              {(ours - bare) * 1000:>6.0f} ms   (wanted: at most 200), ratio {share:.1f}")
