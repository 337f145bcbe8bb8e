"""Data on stdout, and nothing else there."""

import os
import sys
from typing import Any

import typer

from live.errors import LiveCueError


def write_out(raw: bytes) -> None:
    """Data on stdout, at once. A reader that has gone (`| head`) ends the command quietly."""
    try:
        sys.stdout.buffer.write(raw + b"\n")
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise LiveCueError(f"Cannot write the output: {error.strerror}.") from error


def write_json(value: Any) -> None:
    """One JSON value on a line."""
    import msgspec

    write_out(msgspec.json.encode(value))
