"""The page's own Chinese characters: those that stand on it, cut out of the bundled font.

The reader's fonts go first. Where there is none that has Chinese (a bare Linux, a headless browser), the page would
be boxes; some hundred characters of the bundled font cost less than one photograph.
"""

import base64
import io
from pathlib import Path

from live.ffmpeg import Font

FAMILY = "LiveCue Sans"
MARK = "<style>\n"
FIRST = 0x2E80
"""Code point from which on fonts of Latin scripts have nothing: CJK, its punctuation, full-width forms."""


def with_typeface(page: str, font: Font | None) -> str:
    """`page` with the characters it needs as a font of its own; as it is where there is no bundled font."""
    rule = face(page, font)
    return page.replace(MARK, MARK + rule, 1) if rule else page


def face(text: str, font: Font | None) -> str:
    """The CSS rule that brings the characters of `text`; "" where none is wanted or there is no bundled font."""
    wanted = {ord(character) for character in text if FIRST <= ord(character) < 0x10000}
    if font is None or not wanted:
        return ""
    held = base64.b64encode(subset(font.file, wanted)).decode("ascii")
    return f'@font-face {{ font-family: "{FAMILY}"; src: url(data:font/woff;base64,{held}) format("woff"); }}\n'


def subset(font: Path, wanted: set[int]) -> bytes:
    """Only these code points of `font`, as WOFF."""
    from fontTools import subset as cutter

    options = cutter.Options()
    options.flavor = "woff"
    options.layout_features = []
    options.hinting = False
    options.name_IDs = []
    with cutter.load_font(str(font), options, lazy=True) as whole:
        subsetter = cutter.Subsetter(options)
        subsetter.populate(unicodes=sorted(wanted))
        subsetter.subset(whole)
        out = io.BytesIO()
        cutter.save_font(whole, out, options)
    return out.getvalue()
