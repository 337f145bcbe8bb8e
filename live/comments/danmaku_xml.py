"""Bilibili danmaku files: `<d p="seconds,…">text</d>`, as the site and its recorders write them.

The eight values of `p` are seconds, mode, size, colour, Unix time, pool, viewer (hashed) and row id. Recorders add
`user` and `uid`, and elements for what was paid: `sc` (super chat), `gift`, `guard`, each with `ts` in seconds. A
recorder that was killed leaves a file without an end; what is before it counts.
"""

import re
from xml.parsers import expat

from live.comments.formats import fields
from live.comments.formats.base import Raw, RawComment, RawSignal

_FORBIDDEN = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Controls that XML does not allow and viewers send all the same."""

_KINDS = frozenset({"d", "sc", "gift", "guard"})


def looks_like_xml(raw: bytes) -> bool:
    """Whether a file begins as XML does."""
    return raw.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"


def read_danmaku(raw: bytes) -> tuple[list[Raw], list[tuple[int, str]]]:
    """Comments and signals in the file with `at` in seconds, and what could not be read: line number and reason."""
    reader = _Reader()
    try:
        reader.parser.Parse(_FORBIDDEN.sub(b"", raw), True)
    except expat.ExpatError as error:
        reader.skipped.append((error.lineno, f"the XML is broken from here on ({expat.ErrorString(error.code)})"))
    return reader.items, reader.skipped


class _Reader:
    def __init__(self) -> None:
        self.items: list[Raw] = []
        self.skipped: list[tuple[int, str]] = []
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        # Entities that refer to entities can grow without bound, and no danmaku file has any of its own.
        self.parser.EntityDeclHandler = self._refuse
        self._open: tuple[str, dict[str, str], int] | None = None
        self._said: list[str] = []

    def _refuse(self, *_: object) -> None:
        self.parser.StartElementHandler = self.parser.CharacterDataHandler = None
        self.skipped.append((self.parser.CurrentLineNumber, "it declares entities, which is not done in such a file"))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name in _KINDS:
            self._open = (name, attributes, self.parser.CurrentLineNumber)
            self._said = []

    def _text(self, data: str) -> None:
        if self._open is not None:
            self._said.append(data)

    def _end(self, name: str) -> None:
        if self._open is None or name != self._open[0]:
            return
        _, attributes, line = self._open
        self._open = None
        found = _element(name, attributes, "".join(self._said), f"danmaku-{len(self.items) + 1}")
        if isinstance(found, str):
            self.skipped.append((line, found))
        else:
            self.items.append(found)


def _element(name: str, attributes: dict[str, str], said: str, number: str) -> Raw | str:
    """The comment or signal, or why it is none. `number` is its id where it has no row id."""
    values = attributes.get("p", "").split(",")
    at = fields.number(values[0] if name == "d" else attributes.get("ts", ""))
    if at is None or at < 0:
        return "it has no time"
    user = attributes.get("user", "")
    user_id = attributes.get("uid", "") or (values[6] if len(values) > 6 else "")
    if name in ("gift", "guard"):
        return RawSignal(
            type="gift",
            user=user,
            user_id=user_id,
            platform="bilibili",
            at=at,
            count=fields.count(attributes.get("giftcount") or attributes.get("count")),
            detail=attributes.get("giftname") or "member",
        )
    if not said.strip():
        return "its text is empty"
    id_ = values[7] if len(values) > 7 and values[7] != "0" else number
    return RawComment(text=said, id=id_, user=user, user_id=user_id, platform="bilibili", at=at)
