"""A report can be read where no font has Chinese."""

import base64
import io
import re

from fontTools.ttLib import TTFont

from live.ffmpeg import find_font
from live.report.typeface import with_typeface

PAGE = "<html><style>\nbody {}\n</style><p>胖子能穿吗？ “两百斤”以内，都能穿 😀 ok</p></html>"


def test_the_page_brings_every_chinese_character_on_it_and_little_more() -> None:
    page = with_typeface(PAGE, find_font())
    [face] = re.findall(r"base64,([A-Za-z0-9+/=]+)", page)
    held = TTFont(io.BytesIO(base64.b64decode(face))).getBestCmap()
    assert {chr(point) for point in held} >= set("胖子能穿吗？两百斤以内，都")
    assert len(face) < 20_000
    assert re.sub(r"@font-face .*\n", "", page) == PAGE


def test_a_page_without_chinese_or_a_machine_without_the_font_is_left_as_it_is() -> None:
    assert with_typeface("<style>\n</style>plain", find_font()) == "<style>\n</style>plain"
    assert with_typeface(PAGE, None) == PAGE
