"""Clips of one room: the exporter with what it needs to know, and which highlights are still owed one."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

from clipper.choose import select
from clipper.encoder import choose
from clipper.exporter import Bench, Exporter, folder_name
from clipper.pack import ProductInfo
from live.clock import Clock
from live.compliance.check import check_text
from live.events import Clip, Highlight, Session, Utterance
from live.ffmpeg import find_ffmpeg, find_font
from live.progress import Pace
from live.recording import Recording, read_recording
from live.room import Room, rules_of
from live.speech.lag import Holding
from live.writing import PostWriter, moment

HELD = ("waiting", {"zh": "识别落后了，剪辑先让一让", "en": "held until recognition has caught up"})
GOES_ON = ("ok", {"zh": "接着剪", "en": "cutting goes on"})

SETTLED = 12.0
"""Seconds after its end before a highlight is cut during a broadcast: until then it may still grow."""


def product_infos(room: Room) -> dict[str, ProductInfo]:
    """What titles and captions may say of each product, by id."""
    products = room.catalog.products if room.catalog else ()
    return {
        p.id: ProductInfo(
            id=p.id,
            name=p.name,
            price=f"{p.price:g}{p.currency}" if p.price is not None else "",
            selling_points=p.selling_points,
            aliases=p.aliases,
        )
        for p in products
    }


class Clipping:
    """Cuts the highlights of a room. The room's recording may still be growing."""

    def __init__(self, room: Room) -> None:
        """Raises Missing when there is no ffmpeg or font."""
        self._room = room
        settings = room.settings
        ffmpeg = find_ffmpeg(settings.media.ffmpeg)
        bench = Bench(
            ffmpeg=Path(ffmpeg.path),
            font=find_font(),
            encoder=choose(Path(ffmpeg.path)),
            language=settings.session.language,
            vertical=settings.clips.vertical,
            follow=settings.clips.follow == "auto",
            drafts=settings.clips.drafts,
        )
        rules = rules_of(settings)
        self._infos = product_infos(room)
        self._writer = PostWriter(room, room.assistant) if room.assistant and settings.llm.posts else None
        self._exporter = Exporter(
            room.folder.root,
            room.journal.read,
            self._recording,
            bench,
            self._infos,
            lambda text: [finding.phrase for finding in check_text(text, rules)],
            self._writer.write if self._writer else None,
        )

    def missing(self) -> list[Highlight]:
        """Chosen highlights without a clip of exactly their span, best first."""
        room = self._room
        chosen = select(room.state.highlights.values())
        return [h for h in chosen if not self._exporter.is_done(h) or folder_name(h.id) not in room.state.clips]

    async def write_ahead(self, due: Sequence[Highlight]) -> None:
        """Have a language model, where there is one, write the texts of these clips together: it costs fewer calls."""
        if self._writer is not None:
            said = [e.data for e in self._room.journal.read() if isinstance(e.data, Utterance)]
            moments = [
                moment(h, [u.text for u in said if u.end > h.start and u.start < h.end], h.product)
                for h in due
                if not self._exporter.is_done(h)
            ]
            await self._writer.ahead(moments)

    async def export(self, highlight: Highlight, on_progress: Callable[[float], None] | None = None) -> Clip:
        """Make the clip; what goes wrong with it is told in the result. The room knows meanwhile how far it is."""

        pace = Pace()

        def tell(share: float) -> None:
            self._room.exporting[highlight.id] = pace.share(share)
            if on_progress is not None:
                on_progress(share)

        tell(0.0)
        try:
            return await self._exporter.export(highlight, tell)
        finally:
            self._room.exporting.pop(highlight.id, None)

    def stop(self) -> None:
        """Leave the export that is running."""
        self._exporter.stop()

    def hold(self, held: bool) -> None:
        """Stand still, or go on."""
        if held:
            self._exporter.hold()
        else:
            self._exporter.release()

    def _recording(self) -> Recording:
        events = (e for e in self._room.journal.read() if isinstance(e.data, Session))
        return read_recording(self._room.folder.root, events)


async def give_way(
    hold: Callable[[bool], None], behind: Callable[[], float], room: Room, clock: Clock, every: float = 0.5
) -> None:
    """Have work held while recognition is `behind` by seconds, and say so, until cancelled."""
    holding = Holding()
    while True:
        before = holding.held
        if holding.take(behind()) != before:
            hold(holding.held)
            state, told = HELD if holding.held else GOES_ON
            room.health("clips", state, told[room.settings.session.language], at=clock.now())
        await asyncio.sleep(every)


async def cut_meanwhile(
    room: Room, clock: Clock, behind: Callable[[], float] = lambda: 0.0, every: float = 2.0
) -> None:
    """Cut highlights while the broadcast goes on, each once it is settled, until cancelled; not while recognition is
    `behind` by some seconds.

    Raises Missing when there is no ffmpeg or font.
    """
    clipping = Clipping(room)
    tried: set[tuple[str, float, float]] = set()
    giving_way = asyncio.create_task(give_way(clipping.hold, behind, room, clock), name="clips give way")
    try:
        while True:
            await asyncio.sleep(every)
            for highlight in clipping.missing():
                span = (highlight.id, highlight.start, highlight.end)
                if span in tried or clock.now() - highlight.end < SETTLED:
                    continue
                tried.add(span)
                room.put(await clipping.export(highlight), clock.now())
    finally:
        giving_way.cancel()
        clipping.stop()
