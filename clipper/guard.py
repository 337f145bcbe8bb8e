"""Runs a program that must not outlive whoever started it: `python guard.py PROGRAM ARGUMENT…`.

Its standard input is the tie: when that closes, because the other side closed it, or was killed and could do nothing
more, the program is killed. This holds on every system, and costs a start of Python. A byte HOLD has the program stand
still, GO lets it go on (where the system can). It ends with the program's exit code. Nothing but the standard library
is imported, so that it starts in 20 ms.
"""

import os
import signal
import subprocess
import sys
import threading

HOLD, GO = "h", "g"
NOT_STARTED = 127
"""Exit code where the program does not start; why is on stderr."""
BELOW_LIVE = 10
"""Niceness of clip work: recording, recognition and the dashboard come first."""


def main(command: list[str]) -> None:
    """Run `command` until it ends or standard input does, and exit."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started us hears it too, and tells
    if sys.platform != "win32":
        os.nice(BELOW_LIVE)
    try:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    except OSError as error:
        sys.stderr.write(f"{command[0]} does not start: {error.strerror}")
        sys.exit(NOT_STARTED)
    threading.Thread(target=_obey, args=(process,), daemon=True).start()
    code = process.wait()
    sys.stderr.flush()
    os._exit(code if code >= 0 else 128 - code)  # the thread still reads


def _obey(process: "subprocess.Popen[bytes]") -> None:
    while told := os.read(0, 1):
        if sys.platform != "win32":
            process.send_signal(signal.SIGSTOP if told == HOLD.encode() else signal.SIGCONT)
    process.kill()


if __name__ == "__main__":
    main(sys.argv[1:])
