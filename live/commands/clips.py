"""`livecue clip` and `livecue clips`."""

import asyncio
from pathlib import Path

from clipper.cut import cut
from clipper.encoder import SOFTWARE, choose
from live.commands.logs import log_to
from live.config import load_settings
from live.console import Console
from live.ending import export_clips
from live.errors import BadInput
from live.events import Session
from live.ffmpeg import find_ffmpeg, find_font
from live.journal import JournalReader
from live.progress import Progress
from live.recording import Recording, read_recording
from live.room import Room
from live.session import SessionFolder


def run_clip(
    media: Path,
    start: float,
    end: float,
    out: Path,
    *,
    copy: bool,
    vertical: bool,
    subtitles: Path | None,
    config: Path | None,
) -> None:
    """Cut one clip of a file (its own time) or a session folder (broadcast time)."""
    log_to(None, stderr=True)
    settings = load_settings(config)
    if out.resolve() == media.resolve():
        raise BadInput(f"--out {out} is the recording itself. Name another file; nothing was changed.")
    ffmpeg = Path(find_ffmpeg(settings.media.ffmpeg).path)
    console = Console()
    result = cut(
        _media(media),
        start,
        end,
        out,
        ffmpeg=ffmpeg,
        font=find_font() if subtitles else None,
        copy=copy,
        vertical=vertical,
        follow=settings.clips.follow == "auto",
        subtitles=subtitles,
        encoder=SOFTWARE if copy else choose(ffmpeg),
        on_progress=lambda share: console.progress(Progress("clip", share, 1.0)),
    )
    if result.why:
        console.note(f"not copied but encoded: {result.why}")
    for gap_start, gap_end in result.gaps:
        if gap_end >= end:
            console.note(f"the recording ends at {gap_start:.1f} s, before --end {end:g}: the clip is shorter")
            continue
        console.note(f"nothing was recorded from {gap_start:.1f} s to {gap_end:.1f} s: left out")
    console.note(f"clip    {result.path}  ({result.seconds:.2f} s)")


def run_clips(session: Path, config: Path | None) -> None:
    """Export the clips of a session that are not there yet, or whose highlight has changed since."""
    folder = SessionFolder.existing(session)
    log_to(folder.log, stderr=True)
    console = Console()
    with Room(folder, load_settings(config), reopened=True) as room:
        made = asyncio.run(export_clips(room, console.progress))
        failed = [clip for clip in made if clip.state == "failed"]
        console.note(f"{len(made) - len(failed)} clips made, {len(failed)} failed\nclips   {folder.clips}")


def _media(media: Path) -> Path | Recording:
    if not media.is_dir():
        if not media.is_file():
            raise BadInput(f"No media at {media}. Name a video file, or a session folder.")
        return media
    folder = SessionFolder.existing(media)
    with JournalReader(folder.journal) as reader:
        events = [e for e in reader.read(kind="session") if isinstance(e.data, Session)]
    recording = read_recording(folder.root, events)
    if not recording.runs:
        raise BadInput(f"{media} holds no recording. Name the video file instead.")
    return recording
