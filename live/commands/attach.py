"""`livecue attach`: watch and steer, from another terminal, a broadcast that another process runs."""

import asyncio
import contextlib
from collections.abc import Callable
from pathlib import Path

import msgspec

from live.catalog.products import load_catalog
from live.commands.logs import log_to
from live.config import Settings, load_settings
from live.console import Console
from live.control.client import Remote
from live.control.messages import Hello
from live.errors import BadInput
from live.events import Session
from live.journal import JournalReader
from live.session import SessionFolder
from tui.app import Dashboard

HELLO_WITHIN = 1.0
"""Seconds that the screen waits for the broadcast's process before it opens; it is found later too."""


def run_attach(session: Path, config: Path | None, *, terminal: bool) -> None:
    """Open the dashboard over a session that another process runs, or that is over. Raises BadInput when there is none,
    or no terminal to show it on.
    """
    folder = SessionFolder.existing(session)
    if not terminal:
        raise BadInput(
            "attach needs a terminal. Elsewhere `livecue events DIR --follow` shows what happens, and "
            "`livecue act DIR` does what the keys do."
        )
    log_to(None, stderr=False)
    with JournalReader(folder.journal) as reader:
        how = asyncio.run(_attach(folder, reader, load_settings(config)))
    console = Console()
    if how == "detached":
        console.note(f"The screen is closed. If the broadcast runs, it goes on: livecue attach {folder.root}")
    else:
        console.note(f"clips   {folder.clips}\nreport  {folder.report / 'report.html'}")


async def _attach(folder: SessionFolder, reader: JournalReader, settings: Settings) -> str | None:
    remote = Remote(folder)
    joining = asyncio.create_task(remote.run(), name="attach")
    try:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(HELLO_WITHIN):
                await remote.answered()
        if remote.hello is not None:
            settings = _as_there(settings, remote.hello)
        dashboard = Dashboard(
            reader.follow,
            remote.grant,
            settings,
            catalog=load_catalog(folder.catalog) if folder.catalog.is_file() else None,
            now=remote.now,
            partials=remote.heard,
            exporting=lambda: remote.exporting,
            addresses=lambda: remote.addresses,
            end=remote.stop,
            link=lambda: remote.link,
            replay=_is_replay(reader),
        )
        return await dashboard.run_async()
    finally:
        joining.cancel()
        await asyncio.gather(joining, return_exceptions=True)


def _as_there(settings: Settings, hello: Hello) -> Settings:
    """The settings that the broadcast's process has, where they show on the screen."""
    replace: Callable[..., Settings] = msgspec.structs.replace
    language = "en" if hello.language == "en" else "zh"
    return replace(
        settings,
        session=msgspec.structs.replace(settings.session, language=language),
        llm=msgspec.structs.replace(
            settings.llm, tokens_per_broadcast=hello.tokens_per_broadcast, endpoints=hello.endpoints()
        ),
    )


def _is_replay(reader: JournalReader) -> bool:
    first = next(reader.read(kind="session", limit=1), None)
    return first is not None and isinstance(first.data, Session) and first.data.replay
