"""What comes after a broadcast: the clips that are still missing, and the report."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from live.clips import Clipping
from live.errors import LiveCueError
from live.events import Clip
from live.progress import Progress, Report
from live.report.build import build_report
from live.room import Room
from live.writing import summarise

T = TypeVar("T")


async def until_stopped(work: Coroutine[Any, Any, T], stop: asyncio.Event) -> T | None:
    """Run `work` to its end, or until `stop` is set; gives what it returned, None when it was stopped."""
    working = asyncio.create_task(work)
    stopping = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            working.cancel()
            await asyncio.wait({working})
        return None if working.cancelled() else working.result()
    finally:
        stopping.cancel()
        working.cancel()


async def finish(room: Room, *, clips: bool, report: Report) -> None:
    """Export the clips that are not there yet, then write the report. Nothing is done twice.

    Raises LiveCueError, after the report is written, when clips were due and not one could be made.
    """
    made = await export_clips(room, report) if clips else []
    await asyncio.to_thread(room.journal.flush)
    report(Progress("report", 0, 1))
    if room.assistant is not None and room.settings.llm.summary:
        await summarise(room, room.assistant)
        await asyncio.to_thread(room.journal.flush)
    await asyncio.to_thread(build_report, room.folder.root, language=room.settings.session.language)
    report(Progress("report", 1, 1))
    if room.assistant is not None:
        await room.assistant.endpoints.close()
    if made and all(clip.state == "failed" for clip in made):
        raise LiveCueError(f"No clip could be made: {made[0].reason}")


async def export_clips(room: Room, report: Report) -> list[Clip]:
    """Export what was chosen and has no clip of its span yet, best first; gives what came of each."""
    clipping = Clipping(room)
    due = clipping.missing()
    await clipping.write_ahead(due)
    total, before = sum(h.end - h.start for h in due), 0.0
    made = []
    try:
        for highlight in due:
            seconds = highlight.end - highlight.start

            def tell(share: float, before: float = before, seconds: float = seconds) -> None:
                report(Progress("clips", before + share * seconds, total))

            tell(0.0)
            made.append(await clipping.export(highlight, tell))
            room.put(made[-1], room.state.now)
            before += seconds
    finally:
        clipping.stop()
    return made
