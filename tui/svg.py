"""A terminal screen as SVG that any browser draws in the right columns.

Every character gets its own x, because a browser's CJK font is seldom exactly two cells wide; lines and blocks are
drawn as rectangles, because fonts leave gaps between them.
"""

import itertools
from collections.abc import Iterator, Sequence
from html import escape

from rich.cells import get_character_cell_size
from rich.color import Color
from rich.segment import Segment
from rich.style import Style

CELL, LINE, SIZE, WIDE = 9.6, 22.0, 16.0, 18.5
"""Width of a cell, height of a line, size of the type and of characters two cells wide, in pixels."""

PAD = 14.0
FONTS = "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', monospace"  # noqa: E501


def to_svg(
    rows: Sequence[Sequence[Segment]], columns: int, title: str, background: str, foreground: str = "#888888"
) -> str:
    """The rows of a screen that is `columns` cells wide, on `background`, both colours as #rrggbb."""
    width, height = columns * CELL + 2 * PAD, len(rows) * LINE + 2 * PAD
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" role="img">',
        f"<title>{escape(title)}</title>",
        f"<style>text{{font-family:{FONTS};font-size:{SIZE:g}px;white-space:pre;dominant-baseline:central}}"
        f".w{{font-size:{WIDE:g}px}}</style>",
        f'<rect width="100%" height="100%" rx="8" fill="{background}"/>',
    ]
    for number, segments in enumerate(rows):
        y, column = PAD + number * LINE, 0
        back: list[str] = []
        front: list[str] = []
        for text, style, control in segments:
            if control or not text:
                continue
            cells = sum(map(get_character_cell_size, text))
            ink, paper = _colours(style, foreground, background)
            if paper != background:
                back.append(_rect(column, y, cells, 1, paper))
            front.extend(_text(text, column, y, ink, style))
            column += cells
        parts += back + front
    return "\n".join([*parts, "</svg>"]) + "\n"


def _text(text: str, column: int, y: float, ink: str, style: Style | None) -> list[str]:
    parts: list[str] = []
    looks = f' fill="{ink}"'
    if style:
        looks += ' font-weight="bold"' if style.bold else ""
        looks += ' font-style="italic"' if style.italic else ""
        looks += ' text-decoration="line-through"' if style.strike else ""
    for wide, run in itertools.groupby(_cells(text, column), key=lambda c: c[2] == 2):
        glyphs: list[str] = []
        places: list[str] = []
        for character, at, cells in run:
            if shape := _shape(character):
                parts.append(_rect(at + shape[0], y + shape[1] * LINE, shape[2], shape[3], ink))
            elif character != " ":
                glyphs.append(character)
                places.extend([f"{PAD + at * CELL:.1f}"] if cells else [])
        if places:
            kind = ' class="w"' if wide else ""
            inside = escape("".join(glyphs))
            parts.append(f'<text{kind} x="{" ".join(places)}" y="{y + LINE / 2:.1f}"{looks}>{inside}</text>')
    return parts


def _cells(text: str, column: int) -> Iterator[tuple[str, int, int]]:
    """Each character, the column it stands in, and how many cells it takes."""
    for character in text:
        cells = get_character_cell_size(character)
        yield character, column, cells
        column += cells


def _shape(character: str) -> tuple[float, float, float, float] | None:
    """Left, top, width and height of a line or block, as parts of its cell; None for a character that is a letter."""
    code = ord(character)
    if 0x2581 <= code <= 0x2588:
        high = (code - 0x2580) / 8
        return 0, 1 - high, 1, high
    return {"▌": (0.0, 0.0, 0.5, 1.0), "─": (0.0, 0.48, 1.0, 0.05)}.get(character)


def _rect(column: float, y: float, cells: float, high: float, colour: str) -> str:
    return (
        f'<rect x="{PAD + column * CELL:.1f}" y="{y:.1f}" width="{cells * CELL + 0.3:.1f}" '
        f'height="{high * LINE + 0.3:.1f}" fill="{colour}"/>'
    )


def _colours(style: Style | None, ink: str, paper: str) -> tuple[str, str]:
    if style is None:
        return ink, paper
    front, back = _hex(style.color, ink), _hex(style.bgcolor, paper)
    return (back, front) if style.reverse else (front, back)


def _hex(colour: Color | None, default: str) -> str:
    return default if colour is None or colour.is_default else colour.get_truecolor().hex
