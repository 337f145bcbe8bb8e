"""The worker that makes clips: one at a time, after everything live, never half visible, picked up where it stopped."""

import asyncio
import hashlib
import logging
import re
import shutil
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from clipper import draft, graph, pack
from clipper.captions import Caption, ClipTime, captions
from clipper.control import Control
from clipper.cover import make_cover
from clipper.cut import cut
from clipper.encoder import SOFTWARE, Encoder
from clipper.follow import camera_for
from clipper.fonts import lay_out
from clipper.heard import heard
from clipper.loudness import gain_for
from clipper.process import Stopped, full, is_full, run_ffmpeg
from clipper.subtitles import ass, srt
from clipper.take import open_source
from clipper.whole import check_jpeg, check_mp4
from live.errors import LiveCueError
from live.events import Clip, Event, Highlight, Utterance
from live.ffmpeg import Font
from live.recording import Recording

log = logging.getLogger(__name__)

Progress = Callable[[float], None]
"""Told the share of a clip that is done, 0 to 1."""
Write = Callable[[Highlight, Sequence[str], pack.ProductInfo | None], Awaitable[Sequence[pack.Post]]]
"""Writes posts for a clip from what the host says in it; raises LiveCueError when it cannot."""
BREATH = 0.25
"""Seconds of silence that are kept before the first word and after the last."""
_OPENED, _LOOKED, _ENCODED = 0.02, 0.12, 0.92
"""Shares of a clip's work that are done when it is opened, when faces and loudness are known, when it is encoded."""
FILES = {"video": "clip.mp4", "srt": "clip.srt", "ass": "clip.ass", "cover": "cover.jpg"}
"""What every clip's folder holds, beside post.md and post.json."""
_UNFINISHED = ".unfinished-"
_REPLACED = ".replaced-"


@dataclass(frozen=True)
class Bench:
    """What every export needs."""

    ffmpeg: Path
    font: Font
    encoder: Encoder = SOFTWARE
    language: str = "zh"
    """Of the title on the cover."""
    vertical: bool = True
    follow: bool = False
    """An upright clip of a wide picture follows the person where there is one (`clipper.follow`)."""
    drafts: bool = False
    """Also make a draft for 剪映 (`clipper.draft`)."""


class Exporter:
    """Makes clips of one session into `clips/<id>/`.

    `events` gives the journal's events from the first on (utterances are read from it); `media` gives what to cut
    from: the recording as it is now, or a file whose time is broadcast time. `products` are by id. `check` tells
    which phrases of a text are forbidden; `write` is a better writer than our own phrases, such as an LLM.
    """

    def __init__(
        self,
        session: Path,
        events: Callable[[], Iterable[Event]],
        media: Callable[[], Path | Recording],
        bench: Bench,
        products: Mapping[str, pack.ProductInfo] | None = None,
        check: pack.Check = lambda _: (),
        write: Write | None = None,
    ) -> None:
        self._clips = session / "clips"
        self._events, self._media, self._bench = events, media, bench
        self._products, self._check, self._write = products or {}, check, write
        self._one_at_a_time = asyncio.Lock()
        self._control = Control()
        self._swept = False

    async def export(self, highlight: Highlight, on_progress: Progress | None = None) -> Clip:
        """Make the clip of a highlight, unless it is there already; one at a time, however many are asked for.

        What can go wrong with one clip is told in the result (`state` "failed" with the reason), not raised.
        `on_progress` is called from another thread.
        """
        async with self._one_at_a_time:
            name = folder_name(highlight.id)
            result = {"id": name, "highlight": highlight.id, "start": highlight.start, "end": highlight.end}
            try:
                written = await self._written(highlight)
                await asyncio.to_thread(self._make, highlight, name, written, on_progress or (lambda _: None))
            except Stopped:
                raise
            except LiveCueError as error:
                log.warning("clip %s: %s", name, error)
                return Clip(**result, state="failed", title=highlight.title, reason=str(error))  # type: ignore[arg-type]
            title = self._told(highlight).get("headline", highlight.title)
            return Clip(**result, state="done", path=f"clips/{name}", title=title)  # type: ignore[arg-type]

    def stop(self) -> None:
        """Stop the export that is running, leaving nothing of it; it and later ones raise Stopped."""
        self._control.stop()

    def hold(self) -> None:
        """Stand still until `release`: recognition has fallen behind and needs the computer."""
        self._control.hold()

    def release(self) -> None:
        """Go on."""
        self._control.release()

    def is_done(self, highlight: Highlight) -> bool:
        """Whether a whole clip of exactly this span is there, made as clips are made now."""
        told, folder = self._told(highlight), self._clips / folder_name(highlight.id)
        return (
            (told.get("start"), told.get("end")) == (highlight.start, highlight.end)
            and told.get("made") == self._made
            and all((folder / name).exists() for name in FILES.values())
        )

    @property
    def _made(self) -> dict[str, bool]:
        """How clips are made, as far as another way makes another clip."""
        return {"vertical": self._bench.vertical, "follow": self._bench.follow, "drafts": self._bench.drafts}

    def _told(self, highlight: Highlight) -> dict[str, Any]:
        """What is written in the clip's `post.json`; nothing where there is none."""
        try:
            path = self._clips / folder_name(highlight.id) / "post.json"
            return msgspec.json.decode(path.read_bytes(), type=dict[str, Any])
        except (OSError, msgspec.DecodeError):
            return {}

    async def _written(self, highlight: Highlight) -> list[pack.Post]:
        """What the writer (an LLM) makes of the moment; nothing where there is none, or it fails."""
        if self._write is None or self.is_done(highlight):
            return []
        said = [u.text for u in self._said(highlight)]
        try:
            return list(await self._write(highlight, said, self._products.get(highlight.product or "")))
        except LiveCueError as error:
            log.warning("texts of %s are from the catalog: %s", highlight.id, error)
            return []

    def _make(self, highlight: Highlight, name: str, written: list[pack.Post], on_progress: Progress) -> None:
        if self.is_done(highlight):
            on_progress(1.0)
            return
        self._control.wait()
        work = self._clips / f"{_UNFINISHED}{name}.{time.time_ns():x}"
        try:
            self._sweep()
            work.mkdir(parents=True)
            self._fill(highlight, work, name, written, on_progress)
            self._show(work, name)
        except OSError as error:
            raise (full(self._clips) if is_full(error) else _unwritable(self._clips, error)) from error
        finally:
            shutil.rmtree(work, ignore_errors=True)
        on_progress(1.0)

    def _fill(
        self, highlight: Highlight, folder: Path, name: str, written: list[pack.Post], on_progress: Progress
    ) -> None:
        """All files of a clip, in `folder`."""
        bench, media, raw = self._bench, self._media(), folder / "raw"
        raw.mkdir()
        found, highlight = highlight, self._breathing(highlight)
        source = open_source(media, highlight.start, highlight.end, raw)
        product = self._products.get(highlight.product or "")
        said = self._said(highlight)
        time = ClipTime(
            highlight.start, highlight.start + source.seconds + sum(b - a for a, b in source.gaps), source.gaps
        )
        lines = captions(said, time)
        words = (product.name, *product.aliases) if product else ()
        size = (graph.WIDTH, graph.HEIGHT) if bench.vertical else (source.width, source.height)
        (folder / "clip.srt").write_text(srt(lines), encoding="utf-8")
        (folder / "clip.ass").write_text(ass(lines, bench.font.family, words, size), encoding="utf-8")
        shutil.copyfile(folder / "clip.ass", raw / "clip.ass")
        on_progress(_OPENED)
        camera = camera_for(source, raw, bench.ffmpeg, self._control) if bench.follow else None
        look = graph.Look(
            vertical=bench.vertical,
            camera=camera,
            subtitles="clip.ass" if lines else "",
            fonts=lay_out(bench.font, raw),
            gain=gain_for(bench.ffmpeg, source, raw, self._control),
        )
        on_progress(_LOOKED)
        run_ffmpeg(
            bench.ffmpeg,
            graph.clip(source, look, "file:clip.mp4", bench.encoder.options),
            raw,
            on_progress=lambda seconds: on_progress(
                _LOOKED + (_ENCODED - _LOOKED) * min(1.0, seconds / max(source.seconds, 0.01))
            ),
            control=self._control,
        )
        on_progress(_ENCODED)
        check_mp4(raw / "clip.mp4")
        (raw / "clip.mp4").replace(folder / "clip.mp4")
        own = pack.posts(highlight, heard(highlight, self._events()), product, self._check)
        posts = pack.with_written(own, written, self._check)
        title = pack.headline(posts, bench.language) or highlight.title
        cover = make_cover(
            media,
            highlight.start,
            highlight.end,
            title,
            raw,
            ffmpeg=bench.ffmpeg,
            font=bench.font,
            camera=camera,
            control=self._control,
        )
        check_jpeg(cover.path)
        cover.path.replace(folder / "cover.jpg")
        if bench.drafts:
            self._draft(highlight, folder, self._clips / name, lines, title)
        shutil.rmtree(raw)
        self._describe(found, folder, posts, title)

    def _draft(self, highlight: Highlight, folder: Path, shown_at: Path, lines: list[Caption], title: str) -> None:
        (folder / draft.FOLDER).mkdir()
        cut(
            self._media(), highlight.start, highlight.end, folder / draft.FOLDER / draft.VIDEO,
            ffmpeg=self._bench.ffmpeg, copy=True, control=self._control,
        )  # fmt: skip
        draft.write_draft(folder, shown_at, lines, title)

    def _describe(self, highlight: Highlight, folder: Path, posts: list[pack.Post], title: str) -> None:
        told: dict[str, Any] = {**msgspec.to_builtins(highlight), "headline": title, "files": FILES, "made": self._made}
        told["posts"] = msgspec.to_builtins(posts)
        told.pop("kind", None)
        (folder / "post.md").write_text(pack.markdown(highlight, posts, FILES), encoding="utf-8")
        # The last file written: where it is, all others are.
        (folder / "post.json").write_bytes(msgspec.json.format(msgspec.json.encode(told), indent=2))

    def _said(self, highlight: Highlight) -> list[Utterance]:
        """What the host says in the span."""
        said = (event.data for event in self._events() if isinstance(event.data, Utterance))
        return [u for u in said if u.end > highlight.start and u.start < highlight.end]

    def _breathing(self, highlight: Highlight) -> Highlight:
        """The highlight with a breath on either side, as far as nobody speaks in it: no first sound is clipped."""
        spoken = [event.data for event in self._events() if isinstance(event.data, Utterance)]
        before = max((u.end for u in spoken if u.end <= highlight.start), default=0.0)
        after = min((u.start for u in spoken if u.start >= highlight.end), default=highlight.end + BREATH)
        if any(u.start < highlight.start < u.end or u.start < highlight.end < u.end for u in spoken):
            return highlight
        start, end = max(before, highlight.start - BREATH), min(after, highlight.end + BREATH)
        return msgspec.structs.replace(highlight, start=max(0.0, start), end=end)

    def _sweep(self) -> None:
        """Remove what killed exports have left, of this clip or another: once, before the first."""
        for pattern in () if self._swept else (f"{_UNFINISHED}*", f"{_REPLACED}*"):
            for left in self._clips.glob(pattern):
                shutil.rmtree(left, ignore_errors=True)
        self._swept = True

    def _show(self, work: Path, name: str) -> None:
        """Put the finished folder where it is seen, in one step; an older clip of the same name goes."""
        target, old = self._clips / name, self._clips / f"{_REPLACED}{name}.{time.time_ns():x}"
        if target.exists():
            target.replace(old)
        work.replace(target)
        shutil.rmtree(old, ignore_errors=True)


def folder_name(highlight: str) -> str:
    """A folder name for a highlight's id: letters, digits, `-` and `_`; with a hash where the id held anything else."""
    plain = re.sub(r"[^A-Za-z0-9_-]+", "-", highlight).strip("-")[:40]
    if plain == highlight and plain:
        return plain
    return f"{plain or 'clip'}-{hashlib.sha256(highlight.encode()).hexdigest()[:8]}"


def _unwritable(folder: Path, error: OSError) -> LiveCueError:
    return LiveCueError(f"The clip could not be written to {folder}: {error.strerror}.")
