"""`format = "auto"`: the source is recognised by its first frames."""

from live.comments.formats import FORMATS, fields, format_named
from live.comments.formats.base import Format, Frame

ENOUGH = 20
"""Frames that no format claims, after which the operator is told."""

HELD_BYTES = 1 << 20
"""Of frames that no format claims, as many of the newest are kept as fit in this; a character counts as up to four."""


class Reader:
    """Reads the frames of one source, choosing the format by itself where none is named."""

    def __init__(self, name: str) -> None:
        """`name` is a format or "auto". Raises BadInput when there is no such format."""
        self.format: Format | None = None if name == "auto" else format_named(name)
        self.unclaimed = 0
        """Frames read so far without knowing what they are."""
        self._held: list[str | bytes] = []

    def read(self, frame: str | bytes) -> Frame:
        """What `frame` holds; with the first frame that tells the format, also what those before it held."""
        if self.format is not None:
            return self.format.parse(frame)
        try:
            self.format = recognise(fields.decode(frame))
        except fields.Unreadable as error:
            return Frame(bad=(error.why,))
        if self.format is None:
            self.unclaimed += 1
            # Bounded, as a source may send what nobody knows for hours.
            self._held = [*self._held, frame][-ENOUGH:]
            while sum(map(_size, self._held)) > HELD_BYTES:
                del self._held[0]
            return Frame(ignored=1)
        held, self._held = self._held, []
        return _together([self.format.parse(one) for one in [*held, frame]])


def _size(frame: str | bytes) -> int:
    return 4 * len(frame) if isinstance(frame, str) else len(frame)


def recognise(value: object) -> Format | None:
    """The format that a decoded frame surely is of; None where it does not tell."""
    return next((known for known in FORMATS.values() if known.claims(value)), None)


def _together(frames: list[Frame]) -> Frame:
    return Frame(
        items=tuple(item for frame in frames for item in frame.items),
        bad=tuple(bad for frame in frames for bad in frame.bad),
        ignored=sum(frame.ignored for frame in frames),
        reply=frames[-1].reply,
    )
