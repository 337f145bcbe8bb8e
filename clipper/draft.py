"""A draft of a clip for 剪映 / CapCut: picture, subtitles and title as tracks that can be edited.

Needs the extra `drafts` (pyJianYingDraft). The draft names its video by a path: after the folder was moved, 剪映 asks
where it is now.
"""

import importlib
import importlib.util
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from clipper.captions import Caption
from clipper.graph import FRAMES_PER_SECOND, HEIGHT, WIDTH
from live.errors import Missing

FOLDER = "draft"
VIDEO = "original.mp4"
"""The picture without subtitles, beside the draft's own files."""
_SUBTITLE_Y, _TITLE_Y = -0.52, 0.6
"""Where text stands, in half heights of the picture from its middle: inside what the platforms leave free."""


def available() -> bool:
    """Whether the extra is installed."""
    return importlib.util.find_spec("pyJianYingDraft") is not None


def write_draft(parent: Path, shown_at: Path, captions: Sequence[Caption], title: str) -> None:
    """Make the draft `parent/draft` around the video that is there already as VIDEO.

    `shown_at` is where `parent` will be in the end: the draft names the video there. Raises Missing without the extra.
    """
    if not available():
        raise Missing("Drafts for 剪映 need pyJianYingDraft: `pip install 'livecue[drafts]'`.")
    kit: Any = importlib.import_module("pyJianYingDraft")
    video = parent / FOLDER / VIDEO
    script = kit.ScriptFile(WIDTH, HEIGHT, FRAMES_PER_SECOND, True)
    tracks = script.append_tracks(
        [
            kit.TrackSpec(kit.TrackType.video, "picture"),
            kit.TrackSpec(kit.TrackType.text, "subtitles"),
            kit.TrackSpec(kit.TrackType.text, "title"),
        ]
    )
    material = kit.VideoMaterial(str(video))
    material.path = str(shown_at / FOLDER / VIDEO)
    whole = kit.Timerange(0, material.duration)
    script.add_segment(kit.VideoSegment(material, whole), tracks[0])
    for caption in captions:
        start = round(caption.start * 1_000_000)
        length = min(round((caption.end - caption.start) * 1_000_000), material.duration - start)
        if length > 0:
            text = _text(kit, "\n".join(caption.lines), kit.Timerange(start, length), 8.0, _SUBTITLE_Y)
            script.add_segment(text, tracks[1])
    heading = kit.Timerange(0, min(3_000_000, material.duration))
    script.add_segment(_text(kit, title, heading, 12.0, _TITLE_Y), tracks[2])
    script.dump(str(parent / FOLDER / "draft_content.json"))
    meta = Path(kit.__file__).parent / "assets" / "draft_meta_info.json"
    (parent / FOLDER / "draft_meta_info.json").write_bytes(meta.read_bytes())


def _text(kit: Any, text: str, when: Any, size: float, y: float) -> Any:
    return kit.TextSegment(
        text or " ",
        when,
        style=kit.TextStyle(size=size, bold=True, align=1, auto_wrapping=True, max_line_width=0.66),
        border=kit.TextBorder(),
        clip_settings=kit.ClipSettings(transform_y=y),
    )
