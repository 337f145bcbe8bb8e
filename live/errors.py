"""The tree of errors that a person may see. Each message says what is wrong and what to do about it.

LiveCueError            exit 1: it was tried and failed
├── BadInput            exit 2: a file, an option or a setting is wrong
└── Missing             exit 3: a needed part is not here (ffmpeg, weights, an extra)
"""


class LiveCueError(Exception):
    """It was tried and failed."""

    exit_code = 1


class BadInput(LiveCueError):
    """A file, an option or a setting is wrong; the message names it and says what would be right."""

    exit_code = 2


class Missing(LiveCueError):
    """A needed part is not here; the message says which, and how to get it."""

    exit_code = 3
