"""`livecue demo` and `livecue replay`: a recorded broadcast through the live path."""

import asyncio
import contextlib
import datetime
import shutil
from collections.abc import AsyncGenerator, Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from live.catalog.products import load_catalog
from live.clock import ReplayClock
from live.commands.interrupts import interrupts
from live.commands.logs import log_to
from live.commands.pages import pages_of
from live.comments.formats.base import Raw
from live.comments.listener import listen
from live.comments.player import play
from live.comments.received import Received
from live.comments.recording import Recording, load_comments, tell_skipped
from live.config import CommentSource, Settings, beside, load_settings
from live.console import Console
from live.control.serving import control_of
from live.ending import finish, until_stopped
from live.events import Session
from live.ffmpeg import find_ffmpeg
from live.hearing import start_speech
from live.progress import Report
from live.refining import Refining
from live.replay import REPLAY, Sound, feed
from live.room import Room
from live.session import SessionFolder
from live.speech.capture import Capture
from live.speech.probe import probe_file
from live.speech.worker import SpeechWorker
from live.state import BroadcastState

DEMO = Path(__file__).parents[1] / "demo"


Drive = Callable[[asyncio.Event, Report], Coroutine[Any, Any, None]]


@dataclass(frozen=True)
class Plan:
    """What to replay, and how."""

    media: Path | None
    """None: comments alone."""
    comments: Path
    settings: Settings
    speed: float
    clips: bool
    corrections: Path | None = None
    """What the operator of this shop has corrected; None: nothing."""
    pages: bool = False
    """Serve the host page and the overlay, as a real broadcast does."""


def run_demo(speed: float, *, dashboard: bool, out: Path | None) -> None:
    """Play the bundled broadcast, in the dashboard or with a progress bar, and say where its results are."""
    settings = load_settings(None)
    stamp = datetime.datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
    root = out or Path(settings.session.folder) / f"demo-{stamp}"
    plan = Plan(DEMO / "broadcast.mp4", DEMO / "comments.jsonl", settings, speed, clips=True, pages=True)
    console = Console()
    summary = _run(plan, DEMO / "catalog.toml", root, "小禾的直播间 (demo)", console, dashboard)
    console.note(_words(summary))


def run_replay(
    media: Path | None,
    comments: Path,
    catalog: Path | None,
    out: Path,
    *,
    config: Path | None,
    speed: float,
    clips: bool,
    pages: bool = False,
) -> dict[str, Any]:
    """Replay a recorded broadcast into the session folder `out`; the summary that `--json` prints."""
    settings = load_settings(config)
    corrections = beside(config, settings.questions.corrections) if config else None
    plan = Plan(media, comments, settings, speed, clips, corrections, pages)
    console = Console()
    summary = _run(plan, catalog, out, (media or comments).stem, console, dashboard=False)
    console.note(_words(summary))
    return summary


def _run(plan: Plan, catalog: Path | None, root: Path, title: str, console: Console, dashboard: bool) -> dict[str, Any]:
    # What is wrong with the input is told before anything is made.
    recording = load_comments(plan.comments)
    media = plan.media
    seconds = probe_file(media).seconds if media else 0.0
    if catalog is not None:
        load_catalog(catalog)
    folder = SessionFolder(root).make()
    log_to(folder.log, stderr=not dashboard)
    tell_skipped(plan.comments, recording)
    inputs = tuple(path.name for path in (media, plan.comments) if path)
    with Room(
        folder, plan.settings, catalog, title=title, inputs=inputs, replay=True, corrections=plan.corrections
    ) as room:
        length = max([seconds, *(item.at or 0.0 for item in recording.items)])

        async def drive(stop: asyncio.Event, report: Report) -> None:
            async with control_of(room, stop), contextlib.AsyncExitStack() as stack:
                if plan.pages and not room.ended:
                    note = _unsaid if dashboard else console.note
                    await stack.enter_async_context(pages_of(room, note, needed=False))
                await _play(plan, room, recording, length, stop, report)

        if dashboard:
            from live.commands.screen import show

            show(room, drive, replay=True)
        else:
            asyncio.run(_headless(drive, console))
        return summarise(room.state, folder, recording)


def _unsaid(_: str) -> None:
    """The dashboard says it."""


async def _play(
    plan: Plan, room: Room, recording: Recording, length: float, stop: asyncio.Event, report: Report
) -> None:
    broken = None
    if not room.ended:
        async with contextlib.AsyncExitStack() as stack:
            url = await stack.enter_async_context(play(recording.items))
            room.health(f"comments:{REPLAY}", "ok", f"{len(recording.items)} recorded", at=room.state.now)
            clock = ReplayClock(plan.speed, start=room.state.now)
            sound = _sound(plan, plan.media, room, stack) if plan.media else None
            refining = await stack.enter_async_context(Refining(room, room.assistant)) if room.assistant else None
            feeding = feed(
                room, _comments(url, clock), sound=sound, clock=clock, length=length, report=report,
                meanwhile=refining.until if refining else None,
            )  # fmt: skip
            broken = await until_stopped(feeding, stop)
        if not room.ended:
            room.put(Session(state="ended", reason="stopped by the operator"), at=room.state.now)
    await finish(room, clips=plan.clips and plan.media is not None, report=report)
    if broken is not None:
        raise broken


async def _headless(drive: Drive, console: Console) -> None:
    """Play to the end, or until it is ended from outside, which finishes it. A Ctrl-C closes all in order, and the same
    command goes on from there."""
    interrupted = asyncio.Event()
    with interrupts(interrupted, lambda: console.note("interrupted; the same command goes on from here")):
        await until_stopped(drive(asyncio.Event(), console.progress), interrupted)
    if interrupted.is_set():
        raise KeyboardInterrupt


async def _comments(url: str, clock: ReplayClock) -> AsyncGenerator[Raw, None]:
    source = CommentSource(url=url, name=REPLAY, format="generic")
    async with contextlib.aclosing(listen(source, now=clock.now, live=False)) as items:
        async for item in items:
            if isinstance(item, Received):
                yield item.raw


def _sound(plan: Plan, media: Path, room: Room, stack: contextlib.AsyncExitStack) -> Sound:
    if room.resumed:
        shutil.rmtree(room.folder.media, ignore_errors=True)  # recorded anew, from the beginning, as the sound is heard
    settings = plan.settings
    capture = Capture(
        str(media),
        room.folder.media,
        find_ffmpeg(settings.media.ffmpeg),
        segment_seconds=settings.media.segment_seconds,
    )

    async def start() -> SpeechWorker:
        speech = await start_speech(room, live=False, at=room.state.now)
        stack.push_async_callback(speech.stop)
        return speech

    return Sound(capture, start)


def summarise(state: BroadcastState, folder: SessionFolder, recording: Recording) -> dict[str, Any]:
    """The one object of `livecue replay --json`."""
    groups = list(state.groups.values())
    return {
        "session": str(folder.root),
        "seconds": round(state.now, 3),
        "comments": state.counts.get("comment", 0),
        "comments_skipped": len(recording.skipped),
        "utterances": state.counts.get("utterance", 0),
        "questions": len(state.questions),
        "cues": len(groups),
        "cues_with_answer": sum(g.cue.answer is not None for g in groups),
        "answered": sum(g.answered is not None for g in groups),
        "highlights": len(state.highlights),
        "clips": sum(clip.state == "done" for clip in state.clips.values()),
        "clips_failed": sum(clip.state == "failed" for clip in state.clips.values()),
        "clips_folder": str(folder.clips),
        "report": str(folder.report / "report.html"),
    }


def _words(summary: dict[str, Any]) -> str:
    return (
        f"{summary['comments']} comments, {summary['utterances']} utterances, {summary['cues']} cues "
        f"({summary['cues_with_answer']} with an answer, {summary['answered']} answered by the host), "
        f"{summary['highlights']} highlights, {summary['clips']} clips\n"
        f"clips   {summary['clips_folder']}\nreport  {summary['report']}"
    )
