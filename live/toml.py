"""TOML files that people write, checked against a type, with errors they can act on."""

import difflib
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from live.errors import BadInput

T = TypeVar("T")


Before = Callable[[dict[str, Any]], dict[str, Any]]
"""What is done to a file's tables before they are checked."""


def load_toml(path: Path, into: type[T], before: Before | None = None) -> T:
    """The file as `into`, a msgspec struct. Raises BadInput that names file, line, key, and the nearest right key."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = "it is not UTF-8 text" if isinstance(error, UnicodeDecodeError) else error.strerror
        raise BadInput(f"Cannot read {path}: {reason}.") from error
    return parse_toml(text, into, path, before)


def parse_toml(text: str, into: type[T], path: Path, before: Before | None = None) -> T:
    """As `load_toml`, of text that stands in `path`."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"{path}: not valid TOML: {error}.") from error
    try:
        return msgspec.convert(before(raw) if before else raw, into)
    except msgspec.ValidationError as error:
        raise BadInput(_explain(str(error), text, into, path)) from error


def _explain(message: str, text: str, into: type, path: Path) -> str:
    what, _, where = message.partition(" - at `")
    keys = re.findall(r"\.([^.\[\]`$]+)|\[(\d+)\]", where)
    names = [name or int(index) for name, index in keys]
    unknown = re.search(r"unknown field `([^`]+)`", what)
    missing = re.search(r"missing required field `([^`]+)`", what)
    if unknown:
        names.append(unknown[1])
        known = _fields(into, names[:-1])
        near = difflib.get_close_matches(unknown[1], known, n=1, cutoff=0.5)
        hint = f"Did you mean `{near[0]}`?" if near else f"Known here: {', '.join(known)}."
        return f"{path}, line {_line(text, names)}: unknown key `{_dotted(names)}`. {hint}"
    if missing:
        line = _line(text, names)
        return f"{path}, line {line}: `{_dotted(names) or 'the file'}` lacks the key `{missing[1]}`."
    return f"{path}, line {_line(text, names)}: `{_dotted(names)}`: {what[0].lower()}{what[1:]}."


def _dotted(names: list[Any]) -> str:
    return "".join(f"[{n}]" if isinstance(n, int) else f".{n}" for n in names).lstrip(".")


def _fields(into: Any, names: list[Any]) -> list[str]:
    """The keys that the table at `names` may hold."""
    info: Any = msgspec.inspect.type_info(into)
    for name in names:
        info = _table(info, name)
        if info is None:
            return []
    info = _unwrap(info)
    return [field.encode_name for field in getattr(info, "fields", ())]


def _unwrap(info: Any) -> Any:
    """Of `X | None` the X."""
    for option in getattr(info, "types", ()):
        if not isinstance(option, msgspec.inspect.NoneType):
            return option
    return info


def _table(info: Any, name: Any) -> Any:
    info = _unwrap(info)
    if isinstance(name, int) or name == "...":
        return getattr(info, "item_type", getattr(info, "value_type", None))
    for field in getattr(info, "fields", ()):
        if field.encode_name == name:
            return field.type
    return None


def _line(text: str, names: list[Any]) -> int:
    """Where the last key of `names` stands, found by reading the file as a person would: table by table."""
    lines = text.splitlines()
    at = 0
    for position, name in enumerate(names):
        if isinstance(name, int):
            table = re.escape(".".join(n for n in names[:position] if isinstance(n, str)))
            heads = [i for i, line in enumerate(lines) if re.match(rf"\s*\[\[\s*{table}\s*\]\]", line)]
            at = heads[name] if name < len(heads) else at
            continue
        head = re.compile(rf"\s*\[\[?\s*(?:[\w\"-]+\.)*\"?{re.escape(name)}\"?\s*\]\]?")
        key = re.compile(rf"(?:^|[\s{{,])\"?{re.escape(name)}\"?\s*[.=]")
        for i in range(at, len(lines)):
            if head.match(lines[i]) or key.search(lines[i].split("#")[0]):
                at = i
                break
    return at + 1
