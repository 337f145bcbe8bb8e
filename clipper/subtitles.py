"""Subtitle files: SRT for players and editors, ASS for burning in."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import pysubs2

from clipper.captions import Caption
from clipper.lines import break_lines
from live.errors import BadInput

SAFE_TOP, SAFE_BOTTOM, SAFE_RIGHT = 250, 420, 170
"""Pixels at 1080x1920 that the platforms cover with their own buttons and captions."""
WIDTH, HEIGHT = 1080, 1920
SIZE = 58
"""Of the letters, in pixels of a 1920 high picture: twelve Chinese characters fit between the margins."""
LIBASS = 1.448
"""libass sets a font by its ascender and descender; this brings the em of Noto Sans SC (OS/2 winAscent + winDescent
over units per em) to the size that is meant."""
EMPHASIS = "&H3CD7FF&"
"""Amber, as ASS writes colours (blue, green, red)."""
_LITERAL = str.maketrans({"\\": "＼", "{": "｛", "}": "｝"})
_NOT_TAGS = str.maketrans({"<": "＜", ">": "＞"})
_NUMBERS = re.compile(
    r"[¥￥$€£]?\d[\d.,]*(?:元|块|折|斤|公斤|厘米|码|%|％|件|单|把|条)?|[零一二三四五六七八九十百千两]{2,}(?:元|块|折|斤|公斤|把|件|条)"
)


def plain(text: str) -> str:
    """Text that neither ASS nor SRT takes for markup: its brackets and backslashes become their full-width twins."""
    return "".join(c for c in text.translate(_LITERAL).translate(_NOT_TAGS) if c.isprintable())


def srt(captions: Iterable[Caption]) -> str:
    """The captions as an SRT file."""
    file = pysubs2.SSAFile()
    for caption in captions:
        event = pysubs2.SSAEvent(start=_ms(caption.start), end=_ms(caption.end))
        event.text = r"\N".join(plain(line) for line in caption.lines)
        file.append(event)
    return str(file.to_string("srt"))


def ass(
    captions: Iterable[Caption], family: str, words: Sequence[str] = (), size: tuple[int, int] = (WIDTH, HEIGHT)
) -> str:
    """The captions as an ASS file for a picture of `size`, inside the safe area when it stands upright.

    `words` are set off: names that viewers search for; prices and measures are by themselves.
    """
    file = _file(size)
    file.styles["Default"] = _style(family, size)
    for caption in captions:
        event = pysubs2.SSAEvent(start=_ms(caption.start), end=_ms(caption.end))
        event.text = r"\N".join(_emphasised(plain(line), words) for line in caption.lines)
        file.append(event)
    return str(file.to_string("ass"))


def to_ass(path: Path, work: Path, family: str, size: tuple[int, int] = (WIDTH, HEIGHT)) -> str:
    """Copy someone's SRT or ASS file into the working folder as ASS under a generated name, and return the name.

    An SRT gets our own style for a picture of `size`, and its lines are broken where they do not fit into it. Raises
    BadInput when it is neither.
    """
    try:
        file = pysubs2.load(str(path), encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise BadInput(f"There is no subtitle file {path}.") from error
    except (pysubs2.exceptions.Pysubs2Error, UnicodeError, ValueError) as error:
        raise BadInput(f"{path} is no SRT or ASS file in UTF-8: {error}.") from error
    if path.suffix.lower() != ".ass":
        styled = _file(size)
        style = styled.styles["Default"] = _style(family, size)
        longest = (size[0] - style.marginl - style.marginr) * LIBASS / style.fontsize
        for event in file:
            lines = [part for line in event.plaintext.split("\n") for part in break_lines(plain(line), longest)]
            styled.append(pysubs2.SSAEvent(start=event.start, end=event.end, text=r"\N".join(lines)))
        file = styled
    (work / "subtitles.ass").write_text(str(file.to_string("ass")), encoding="utf-8")
    return "subtitles.ass"


def _file(size: tuple[int, int]) -> pysubs2.SSAFile:
    file = pysubs2.SSAFile()
    file.info = {
        "ScriptType": "v4.00+",
        "PlayResX": str(size[0]),
        "PlayResY": str(size[1]),
        "WrapStyle": "2",
        "ScaledBorderAndShadow": "yes",
        "YCbCr Matrix": "TV.709",
    }
    return file


def _style(family: str, size: tuple[int, int]) -> pysubs2.SSAStyle:
    width, height = size
    scale = min(width / WIDTH, height / HEIGHT) if height >= width else height / WIDTH
    upright = height >= width
    return pysubs2.SSAStyle(
        fontname=family,
        fontsize=round(SIZE * scale * LIBASS),
        primarycolor=pysubs2.Color(255, 255, 255),
        outlinecolor=pysubs2.Color(20, 20, 20),
        backcolor=pysubs2.Color(0, 0, 0, 120),
        bold=True,
        outline=4 * scale,
        shadow=1.5 * scale,
        alignment=pysubs2.Alignment.BOTTOM_CENTER,
        marginl=round((SAFE_RIGHT + 10) * scale) if upright else round(60 * scale),
        marginr=round((SAFE_RIGHT + 10) * scale) if upright else round(60 * scale),
        marginv=round((SAFE_BOTTOM + 40) * scale) if upright else round(60 * scale),
    )


def _emphasised(line: str, words: Sequence[str]) -> str:
    """The line with what is searched for in amber. `line` is plain already."""
    spans = [match.span() for match in _NUMBERS.finditer(line) if len(match.group()) >= 2]
    for word in words:
        if len(word) >= 2:
            spans += [match.span() for match in re.finditer(re.escape(plain(word)), line)]
    out, at = "", 0
    for start, end in sorted(spans):
        if start < at:
            continue
        out += line[at:start] + "{\\c" + EMPHASIS + "}" + line[start:end] + "{\\r}"
        at = end
    return out + line[at:]


def _ms(seconds: float) -> int:
    return round(seconds * 1000)
