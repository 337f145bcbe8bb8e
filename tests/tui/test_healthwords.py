"""What sources and workers say, on a Chinese screen."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live.speech import ffmpeglog
from tui.healthwords import CHINESE, in_chinese
from tui.link import as_health

LIVE = Path(__file__).parents[2] / "live"
HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize(
    ("said", "chinese"),
    [
        ("recording", "正在录制"),
        ("328 recorded", "共 328 条录下的弹幕"),
        ("Whisper base (embedded)", "Whisper base（内置）"),
        ("it closed the connection (code 1006); dialling again", "对方关闭了连接（代码 1006）；正在重连"),
        ("it does not answer; dialling on", "对方没有应答；继续重连"),
        (
            "deepseek: the connection was lost. Cues stay local",
            "deepseek: the connection was lost。提示照常由本机给出",
        ),
        ("something that nobody foresaw", "something that nobody foresaw"),
    ],
)
def test_what_is_known_is_said_in_chinese_and_the_rest_as_it_was(said: str, chinese: str) -> None:
    assert in_chinese(said) == chinese


def test_everything_an_attached_screen_says_of_itself_is_said_in_chinese() -> None:
    told = [as_health(link, ended) for link in ("joining", "gone", "left") for ended in (False, True)]
    assert all(HAN.search(in_chinese(health.detail)) for health in told if health is not None)


def test_what_the_recorder_makes_of_ffmpegs_words_is_said_in_chinese() -> None:
    assert all(HAN.search(in_chinese(words)) for words in ffmpeglog.IN_WORDS.values())


def test_the_keys_are_what_the_code_says() -> None:
    """A sentence that is changed there must be changed here: its longest fixed piece is looked for. One in ten may lag
    behind: it shows in English meanwhile."""
    code = re.sub(r'"\s+f?"', "", "".join(p.read_text(encoding="utf-8") for p in LIVE.rglob("*.py")))
    code += "".join(p.read_text(encoding="utf-8") for p in (LIVE.parent / "tui").rglob("link.py"))
    longest = {english: max(re.split(r"\{\w+\}", english), key=len).strip("; ") for english in CHINESE}
    unsaid = [english for english, piece in longest.items() if piece not in code]
    assert len(unsaid) <= len(CHINESE) // 10, unsaid


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    assert isinstance(in_chinese(text), str)
