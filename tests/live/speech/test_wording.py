"""From what was heard to what is written."""

import pytest

from live.speech.backends import Hearing, Token
from live.speech.wording import Wording
from live.speech.wording.phantoms import without_loops
from live.speech.wording.times import spread

WORDS = ("面罩",)


def test_characters_are_simplified_and_marks_are_chinese() -> None:
    written = Wording(()).write(Hearing("大家晚上好,歡迎來到直播間", 0.9), 3.0)
    assert written is not None
    assert written.text == "大家晚上好，欢迎来到直播间"


def test_what_was_changed_keeps_what_was_heard() -> None:
    written = Wording(WORDS).write(Hearing("這是面照,200金", 0.9), 3.0)
    assert written is not None
    assert (written.text, written.heard) == ("这是面罩，200斤", "这是面照，200金")


def test_where_viewers_write_is_no_matter_of_fairness() -> None:
    written = Wording(()).write(
        Hearing("公平打给我,公平一排都是,公平好几个,公平竞争,这样很公平,公平一点,也公平", 0.9), 9.0
    )
    assert written is not None
    assert written.text == "公屏打给我，公屏一排都是，公屏好几个，公平竞争，这样很公平，公平一点，也公平"


@pytest.mark.parametrize("line", ["请不吝点赞 订阅 转发 打赏支持明镜与点点栏目", "字幕由Amara.org社区提供", "……"])
def test_lines_that_no_host_says_are_dropped(line: str) -> None:
    assert Wording(()).write(Hearing(line, 0.9), 4.0) is None


@pytest.mark.parametrize("line", ["谢谢观看", "请不吝点赞", "Thanks for watching!", "这台电视带中文字幕"])
def test_lines_that_hosts_say_too_are_dropped_only_where_nobody_seems_to_speak(line: str) -> None:
    assert Wording(()).write(Hearing(line, 0.8, silence=0.01), 4.0) is not None
    assert Wording(()).write(Hearing(line, 0.8, silence=0.4), 4.0) is None
    assert Wording(()).write(Hearing(line, 0.45, silence=0.01), 4.0) is None


@pytest.mark.parametrize(
    "line",
    [
        "这款声卡适合作词作曲的朋友", "剪映的字幕由系统自动生成", "我们的编曲混音课程今天半价", "这个字幕提供中英双语",
        "字幕制作用这个软件", "作曲编曲都能学",
    ],
)  # fmt: skip
def test_shops_for_music_and_film_are_heard(line: str) -> None:
    written = Wording(()).write(Hearing(line, 0.9, silence=0.01), 5.0)
    assert written is not None
    assert written.text == line
    assert Wording(()).write(Hearing(line, 0.45, silence=0.3), 5.0) is None


def test_what_is_too_unsure_is_dropped() -> None:
    assert Wording(()).write(Hearing("好的", 0.1), 1.0) is None


def test_where_the_model_hears_silence_it_must_be_sure_of_the_words() -> None:
    assert Wording(()).write(Hearing("链接", 0.5, silence=0.9), 2.0) is None
    assert Wording(()).write(Hearing("上链接", 0.9, silence=0.9), 2.0) is not None


def test_loops_are_cut() -> None:
    written = Wording(()).write(Hearing("好的" + "谢谢大家" * 9, 0.9), 5.0)
    assert written is not None
    assert written.text == "好的谢谢大家谢谢大家"
    assert without_loops("好" * 40) == "好好好"
    assert without_loops("三二一三二一上链接") == "三二一三二一上链接"


def test_times_of_what_was_rewritten_come_from_what_was_heard() -> None:
    heard = tuple(Token(i / 10, (i + 1) / 10, c) for i, c in enumerate("这是面照"))
    assert spread(heard, "这是面罩。")[-1] == Token(0.3, 0.4, "罩。")
