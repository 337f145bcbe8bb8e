"""`make bench`: every benchmark, or those named (`make bench ARGS="journal startup"`).

A folder behind a name is the broadcast to measure on, for those that take one: `python -m bench speech FOLDER`.
"""

import importlib
import pkgutil
import sys
from pathlib import Path

import bench


def main() -> int:
    known = sorted(m.name for m in pkgutil.iter_modules(bench.__path__) if not m.name.startswith("_"))
    wanted: list[tuple[str, list[str]]] = []
    for argument in sys.argv[1:] or known:
        if argument in known:
            wanted.append((argument, []))
        elif wanted and Path(argument).is_dir():
            wanted[-1][1].append(argument)
        else:
            print(f"no benchmark {argument}; there are: {', '.join(known)}", file=sys.stderr)
            return 2
    for name, folders in wanted:
        print(f"\n== {name}", flush=True)
        importlib.import_module(f"bench.{name}").main(*folders)
    return 0


if __name__ == "__main__":
    sys.exit(main())
