"""The bundled font for libass: by a folder of its own, never the system's fonts."""

import shutil
from pathlib import Path

from live.ffmpeg import Font

FOLDER = "fonts"


def lay_out(font: Font, work: Path) -> str:
    """Put the font's file into the working folder, so that the graph names no path; returns the folder's name."""
    folder = work / FOLDER
    folder.mkdir(exist_ok=True)
    target = folder / f"font{font.file.suffix}"
    if not target.exists():
        try:
            target.hardlink_to(font.file)
        except OSError:  # another disk, or a file system without links
            shutil.copyfile(font.file, target)
    return FOLDER
