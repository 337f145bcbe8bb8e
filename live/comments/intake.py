"""Intake: the one gate through which hostile text becomes comments. Cleaned here, once, and nowhere else."""

import hashlib
from collections import deque
from typing import Protocol

from live.comments.backlog import COMPARED, LAST, Said
from live.comments.clean import clean
from live.comments.formats.base import RawComment, RawSignal
from live.comments.lag import SourceLag
from live.comments.markup import html_to_text
from live.comments.memory import RecentIds, RecentTexts
from live.comments.picture import PictureDelay
from live.events import AnyPayload, Comment, Event, Signal, Utterance

NAME_LENGTH = 40
ID_LENGTH = 120
DETAIL_LENGTH = 200
REMEMBERED = 50_000
"""Ids kept for telling repeats: more than a source sends again after a reconnect, about 10 MB."""

FLOOD_SECONDS = 10.0
UNIQUE_LENGTH = 15
"""Ids this long are unique over a whole platform: two readers of one room send the same ones. Shorter ones may be
counted from 1, by another source too."""


class Sent(Protocol):
    """A raw comment or signal with where and when it was received (`live.comments.listener.Received` is one)."""

    @property
    def raw(self) -> RawComment | RawSignal: ...
    @property
    def source(self) -> str: ...
    @property
    def platform(self) -> str: ...
    @property
    def wall(self) -> float: ...
    @property
    def connection(self) -> int: ...
    @property
    def fresh_ids(self) -> bool: ...


class Intake:
    """Cleans, de-duplicates and pseudonymises what all sources of a room send. No I/O, no clock.

    It remembers what it let through. As a part of the room (`on`) it remembers what an old journal holds too, so that
    a backlog that a source repeats after a crash doubles nothing.
    """

    def __init__(self, key: bytes, max_length: int = 500, remembered: int = REMEMBERED) -> None:
        """`key` is the secret for viewer ids, `max_length` the characters kept of a comment."""
        self._key = key
        self._max_length = max_length
        self._ids = RecentIds(remembered)
        self._said = RecentIds(remembered)
        self._texts = RecentTexts(FLOOD_SECONDS, remembered)
        self._lags: dict[str, SourceLag] = {}
        self._picture = PictureDelay()
        self._bare: dict[str, deque[Said]] = {}
        self.refused = 0
        """Comments of which nothing was left after cleaning."""
        self.repeated = 0
        """Comments and signals that had been there before."""

    def take(self, sent: Sent, at: float) -> Comment | Signal | None:
        """What was received as an event, at broadcast time `at`; None for a repeat or for nothing visible."""
        raw = sent.raw
        signal_told_by_its_time = isinstance(raw, RawSignal) and not raw.id and raw.ts is not None
        if (sent.fresh_ids or signal_told_by_its_time) and self._said_before(raw, sent):
            self.repeated += 1
            return None
        if isinstance(raw, RawSignal):
            return self.signal(raw, at, source=sent.source, platform=sent.platform)
        return self.comment(raw, at, source=sent.source, platform=sent.platform, wall=sent.wall)

    def place(self, sent: Sent, now: float) -> float:
        """The broadcast time at which `sent` was said, received at broadcast time `now`: seconds, at least 0.

        A recording says it itself. Live, the delay on the way and what viewers are behind the picture are taken off.
        """
        if sent.raw.at is not None:
            return sent.raw.at
        return max(0.0, now - self._late(sent.raw, sent.source, sent.wall) - self._picture.seconds)

    def comment(
        self, raw: RawComment, at: float, source: str = "", platform: str = "", wall: float | None = None
    ) -> Comment | None:
        """`raw` as a comment; None when it came before, or when nothing of it can be seen.

        `platform` stands in where `raw` names none; `wall` (Unix seconds) is when it was received.
        """
        text = clean(html_to_text(raw.text) if raw.html else raw.text, self._max_length)
        if not text:
            self.refused += 1
            return None
        user = clean(raw.user, NAME_LENGTH)
        platform = clean(raw.platform, NAME_LENGTH) or platform
        second = int(raw.ts if raw.ts is not None else at)
        own = self._own(raw.id)
        content = (user, text)
        if own:
            id_ = self._unique(raw, own, source, content)
        else:
            id_ = self._unseen(self._digest(source, user, text, str(second)))
        if id_ is None:
            self.repeated += 1
            return None
        self._ids.add(id_, source, hash(content))
        return Comment(
            id=id_,
            text=text,
            user=user,
            viewer=self._viewer(platform or source, raw.user_id, user),
            source=source,
            platform=platform,
            repeats=self._texts.add(text, at),
            lag=0.0 if wall is None or raw.at is not None else round(self._late(raw, source, wall), 3),
        )

    def signal(self, raw: RawSignal, at: float, source: str = "", platform: str = "") -> Signal | None:
        """`raw` as a signal; None when it came before. `at` is broadcast time."""
        del at
        id_ = self._own(raw.id)
        status = clean(raw.status, NAME_LENGTH)
        if id_:
            known = _signal_key(raw.type, status, id_, source)
            if known in self._ids:
                self.repeated += 1
                return None
            self._ids.add(known, source)
        user = clean(raw.user, NAME_LENGTH)
        return Signal(
            type=raw.type,
            id=id_,
            user=user,
            viewer=self._viewer(clean(raw.platform, NAME_LENGTH) or platform or source, raw.user_id, user),
            source=source,
            count=raw.count,
            product=clean(raw.product, DETAIL_LENGTH),
            status=status,
            detail=clean(raw.detail, DETAIL_LENGTH),
        )

    def seen(self, comment_id: str) -> bool:
        """Whether a comment of that id has been let through, as far back as memory reaches."""
        return comment_id in self._ids

    def bare(self, source: str) -> list[Said]:
        """The last comments of `source` in an old journal that had neither id nor time, newest last."""
        return list(self._bare.get(source, ()))

    def on(self, event: Event) -> list[AnyPayload]:
        """Remember what the journal holds. Told what it let through itself, it changes nothing."""
        data = event.data
        if isinstance(data, Utterance):
            self._picture.heard(data.text, data.end)
        elif isinstance(data, Comment):
            # Measured is when it was received: what it was put back by is put on again.
            self._picture.said(data.text, event.at + self._picture.seconds)
        if isinstance(data, Comment) and data.id not in self._ids:
            self._ids.add(data.id, data.source, hash((data.user, data.text)))
            self._texts.add(data.text, event.at)
            if data.id == self._digest(data.source, data.user, data.text, str(int(event.at))):
                self._bare.setdefault(data.source, deque(maxlen=LAST)).append(Said(data.user, data.text[:COMPARED]))
        elif isinstance(data, Signal) and data.id:
            known = _signal_key(data.type, data.status, data.id, data.source)
            if known not in self._ids:
                self._ids.add(known, data.source)
        return []

    def _unique(self, raw: RawComment, id_: str, source: str, content: tuple[str, str]) -> str | None:
        """The source's own id, or one made unique where it stands for something else; None when it came before."""
        note = self._ids.note(id_)
        if note is None:
            return id_
        same = note[1] == hash(content)
        if note[0] != source:
            # Two readers of one room send the platform's long id; short ones, or other words, have met by chance.
            if same and len(id_) >= UNIQUE_LENGTH:
                return None
            return self._unique(raw, self._own(f"{source}:{id_}"), source, content)
        if not raw.counted or same:
            return None
        return self._unseen(f"{id_}~{self._digest(*content)[:6]}")

    def _own(self, id_: str) -> str:
        """An id that can be kept: of one that is too long, its beginning and a digest of the whole."""
        id_ = clean(id_, 8 * ID_LENGTH)
        return id_ if len(id_) <= ID_LENGTH else f"{id_[: ID_LENGTH // 2]}~{self._digest('long id', id_)}"

    def _unseen(self, id_: str) -> str | None:
        return None if id_ in self._ids else id_

    def _said_before(self, raw: RawComment | RawSignal, sent: Sent) -> bool:
        """Whether the same was said or done by the same viewer in the same second over an earlier connection."""
        if isinstance(raw, RawComment):
            what: tuple[str, ...] = (raw.text,)
        else:
            what = (raw.type, raw.status, raw.product, raw.detail, str(raw.count))
        said = self._digest(sent.source, raw.user_id or raw.user, *what, str(int(raw.ts or sent.wall)))
        note = self._said.note(said)
        if note is None:
            self._said.add(said, sent.source, sent.connection)
        return note is not None and note[1] != sent.connection

    def _late(self, raw: RawComment | RawSignal, source: str, wall: float) -> float:
        if raw.ts is None:
            return 0.0
        lag = self._lags.get(source)
        if lag is None:
            lag = self._lags[source] = SourceLag()
        return lag.late(raw.ts, wall)

    def _viewer(self, platform: str, user_id: str, user: str) -> str:
        if user_id:
            return self._digest("id", platform, user_id)
        return self._digest("name", platform, user) if user else ""

    def _digest(self, *parts: str) -> str:
        joined = "\0".join(parts).encode("utf-8", "replace")
        return hashlib.blake2b(joined, key=self._key, digest_size=8).hexdigest()


def _signal_key(type_: str, status: str, id_: str, source: str) -> str:
    """What makes a signal the same: an order that is paid is another signal than the same order placed."""
    return "\0".join((type_, status, id_, source))
