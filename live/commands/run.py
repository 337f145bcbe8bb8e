"""`livecue run`: a real broadcast."""

import asyncio
import contextlib
import datetime
from collections.abc import Awaitable, Callable
from pathlib import Path

from live.broadcast import Broadcast, live_clock
from live.clips import cut_meanwhile
from live.clock import LiveClock
from live.commands.interrupts import interrupts
from live.commands.logs import log_to
from live.commands.pages import pages_of
from live.comments.key import load_key
from live.comments.receiver import Receiver, token_of
from live.config import Settings, beside, load_settings
from live.console import Console
from live.control.serving import control_of
from live.ending import finish
from live.errors import BadInput
from live.ffmpeg import find_ffmpeg
from live.hearing import start_speech
from live.progress import Report
from live.refining import Refining
from live.room import Room
from live.session import SessionFolder
from live.speech.capture import Capture

DEFAULT_CONFIG = Path("config.toml")


def run_broadcast(config: Path | None, *, dashboard: bool, session: Path | None) -> None:
    """Run a broadcast as the settings say, until somebody ends it. Raises BadInput when there is nothing to run."""
    if config is None and DEFAULT_CONFIG.is_file():
        config = DEFAULT_CONFIG
    settings = load_settings(config)
    if not settings.media.source and not settings.comments.sources and not settings.comments.listen:
        raise BadInput(
            f"{config or 'No config.toml here, and so'}: neither media.source nor comments.sources is set; there is "
            'nothing to listen to. Name at least one (README, "Your own room"), or see `livecue demo` first.'
        )
    stamp = datetime.datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
    folder = SessionFolder(session or Path(settings.session.folder) / stamp).make()
    log_to(folder.log, stderr=not dashboard)
    console = Console()
    with Room(
        folder,
        settings,
        beside(config, settings.session.catalog),
        title=settings.session.title or stamp,
        corrections=beside(config, settings.questions.corrections),
    ) as room:
        clock = live_clock(room)

        async def drive(stop: asyncio.Event, report: Report) -> None:
            # Under the dashboard a line would fall onto the screen; there the key h shows the addresses.
            note = _unsaid if dashboard else console.note
            await _broadcast(room, settings, clock, stop, report, note)

        if dashboard:
            from live.commands.screen import show

            show(room, drive, now=clock.now)
        else:
            console.note(f"session {folder.root}: Ctrl-C ends the broadcast safely")
            asyncio.run(_headless(drive, console))
    console.note(f"clips   {folder.clips}\nreport  {folder.report / 'report.html'}")


async def _broadcast(
    room: Room,
    settings: Settings,
    clock: LiveClock,
    stop: asyncio.Event,
    report: Report,
    note: Callable[[str], None],
) -> None:
    async with control_of(room, stop, clock.now):
        await _until_over(room, settings, clock, stop, note)
        await finish(room, clips=settings.clips.export and bool(settings.media.source), report=report)


async def _until_over(
    room: Room,
    settings: Settings,
    clock: LiveClock,
    stop: asyncio.Event,
    note: Callable[[str], None],
) -> None:
    async with contextlib.AsyncExitStack() as stack:
        capture = speech = None
        if settings.media.source:
            ffmpeg = find_ffmpeg(settings.media.ffmpeg)
            capture = Capture(
                settings.media.source,
                room.folder.media,
                ffmpeg,
                segment_seconds=settings.media.segment_seconds,
                now=clock.now,
                offset=clock.now(),
            )
            speech = await start_speech(room, live=True, at=clock.now())
            stack.push_async_callback(speech.stop)
        if settings.overlay.enabled:
            await stack.enter_async_context(pages_of(room, note, now=clock.now))
        receiver = None
        if settings.comments.listen:
            receiver = await stack.enter_async_context(_receiver(room, settings, clock))
            room.addresses["push"] = receiver.url
            note(f"readers push to   {receiver.url}")
        sources = settings.comments.sources
        beside = {}
        if settings.clips.export and capture is not None:
            beside["clips"] = cut_meanwhile(room, clock, lambda: speech.behind if speech else 0.0)
        if room.assistant is not None:
            stack.push_async_callback(room.assistant.endpoints.close)
            beside["llm"] = Refining(room, room.assistant).run(clock)
        await Broadcast(room, clock).run(sources, capture, speech, beside, stop, receiver)


def _receiver(room: Room, settings: Settings, clock: LiveClock) -> Receiver:
    comments = settings.comments
    if "/" in comments.listen:
        raise BadInput(f"comments.listen is `{comments.listen}`: give host and port alone, such as 127.0.0.1:8421.")
    token = token_of(load_key())
    return Receiver(comments.listen, token, now=clock.now, origins=comments.origins, before=room.intake.bare)


def _unsaid(_: str) -> None:
    """The dashboard says it."""


async def _headless(drive: Callable[[asyncio.Event, Report], Awaitable[None]], console: Console) -> None:
    stop = asyncio.Event()
    told = "ending the broadcast: clips and report follow (Ctrl-C again to leave them for later)"
    with interrupts(stop, lambda: console.note(told)):
        await drive(stop, console.progress)
