"""A recognition process that hangs inside once, where it is told to, while the rest of it goes on.

It is the real one but for the recogniser and the voice model. The file that LIVECUE_TEST_HANG names says where.
"""

import os
import threading
from pathlib import Path

from live.speech.backends import Hearing
from live.speech.child import main
from live.speech.vad import Floats, VoiceState

FILE = "LIVECUE_TEST_HANG"


def hang_if(where: str) -> None:
    """For good, where the file says so. Who takes over does not hang."""
    file = Path(os.environ[FILE])
    if file.is_file() and file.read_text() == where:
        file.unlink()
        threading.Event().wait()


class Counting:
    """Understands everything, and says so."""

    name, guesses = "counting", True

    def hear(self, samples: Floats, *, final: bool, hurry: bool) -> Hearing:
        """As Recogniser.hear."""
        hang_if("decoding")
        return Hearing("这款今天现货")


def loud(frame: Floats, state: VoiceState) -> float:
    """What is loud is voice."""
    hang_if("listening")
    return float(abs(frame).max() > 0.1)


if __name__ == "__main__":
    main(lambda setup, send: Counting(), loud)
