"""The sound of a stretch of broadcast time, from the recording: to be heard again."""

import subprocess
from collections.abc import Callable
from pathlib import Path

from live.errors import LiveCueError
from live.recording import Piece, Recording
from live.speech.endpointing import RATE

SLOW = 30.0
"""Seconds after which reading a piece is given up."""

Recorded = Callable[[float, float], bytes]
"""Sound between two broadcast times, s16le mono 16 kHz, of just that length. Raises LiveCueError when it cannot."""


def sound_between(recording: Recording, ffmpeg: Path, start: float, end: float) -> bytes:
    """Exactly the sound of that time; silence in the gaps. Raises LiveCueError when nothing was recorded then, or
    ffmpeg fails."""
    sound = bytearray(2 * round((end - start) * RATE))
    pieces = recording.pieces(start, end)
    if not pieces:
        raise LiveCueError(f"Nothing was recorded from {start:.0f} to {end:.0f} s.")
    for piece in pieces:
        first = 2 * round((piece.start - start) * RATE)
        pcm = _decoded(piece, ffmpeg)[: len(sound) - first]
        sound[first : first + len(pcm)] = pcm
    return bytes(sound)


def _decoded(piece: Piece, ffmpeg: Path) -> bytes:
    cut = f"atrim=start={piece.first:.6f}:end={piece.last:.6f},asetpts=PTS-{piece.first:.6f}/TB"
    arguments = [
        *(str(ffmpeg), "-v", "error", "-nostdin", "-copyts", "-protocol_whitelist", "concat,file", "-i", piece.url),
        *("-map", "0:a:0", "-af", f"{cut},aresample={RATE}:async=1000:first_pts=0", "-ac", "1"),
        *("-f", "s16le", "pipe:1"),
    ]
    try:
        told = subprocess.run(arguments, cwd=piece.folder, capture_output=True, timeout=SLOW, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise LiveCueError(f"The recording in {piece.folder} cannot be read again: {error}.") from error
    if told.returncode:
        said = told.stderr.decode(errors="replace").strip().splitlines() or [f"exit code {told.returncode}"]
        raise LiveCueError(f"The recording in {piece.folder} cannot be read again: {said[-1]}.")
    return told.stdout
