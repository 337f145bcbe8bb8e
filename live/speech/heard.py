"""What comes out of speech recognition, in the order of broadcast time."""

from typing import Literal

import msgspec

from live.events import Utterance


class Final(msgspec.Struct, frozen=True, kw_only=True, tag="final"):
    """An utterance, once and for all."""

    utterance: Utterance
    decided_at: float
    """Broadcast time at which the sound showed that the utterance was over; independent of the time decoding took."""


class Partial(msgspec.Struct, frozen=True, kw_only=True, tag="partial"):
    """What has been understood so far of an utterance still being spoken. For screens; never for the journal.

    With empty `text` it takes back what was understood: there were no words in the sound."""

    start: float
    text: str
    at: float
    """Broadcast time up to which the sound was heard."""


class Until(msgspec.Struct, frozen=True, kw_only=True, tag="until"):
    """A watermark: every utterance decided at or before `at` has been yielded."""

    at: float


What = Literal["stopped", "back", "behind", "caught_up", "stand_in", "endpoint_back", "endpoint_down", "unrecorded"]

_TOLD: dict[What, tuple[Literal["ok", "degraded", "down"], str, str]] = {
    "stopped": ("down", "识别停了（{reason}），正在重新启动", "recognition stopped ({reason}); starting it again"),
    "back": ("ok", "识别恢复了，漏听的会补上", "recognition is back and hears again what it missed"),
    "behind": (
        "degraded",
        "识别落后 {seconds:.0f} 秒，正在赶：先不出半句，再从简解码；声音一句不丢",
        "recognition is {seconds:.0f} s behind; it catches up without partials, then decodes greedily; nothing is lost",
    ),
    "caught_up": ("ok", "识别赶上了", "recognition has caught up"),
    "stand_in": (
        "degraded",
        "转写服务不可用（{reason}），暂用本机模型",
        "speech.endpoint fails ({reason}); the weights on this computer stand in",
    ),
    "endpoint_back": ("ok", "转写服务恢复了", "speech.endpoint answers again"),
    "endpoint_down": (
        "down",
        "转写服务不可用（{reason}），本机也没有模型；会一直重试，声音都留着",
        "speech.endpoint fails ({reason}) and there are no weights here; it is tried again, and no sound is lost",
    ),
    "unrecorded": (
        "degraded",
        "识别落后太多，有 {seconds:.0f} 秒声音又读不回来（{reason}），这段没听到",
        "recognition was too far behind, and {seconds:.0f} s of sound cannot be read again ({reason})",
    ),
}


_REASONS = {
    "it ended with code": "进程退出，代码",
    "it hung": "进程没有反应",
    "it was stuck in a piece": "卡在一句话上",
    "it stopped listening": "不再听声音",
    "it did not start within": "没能按时启动：",
    "its process cannot be started:": "启动不了进程：",
    "it does not answer in time": "没有按时回应",
    "there is no connection to it": "连不上",
    "what it answers is no transcription": "回的不是转写结果",
    "it takes no more requests for now": "请求太多",
    "it answers with error": "出错",
    "it refuses the key": "密钥不对",
    "there is no such model or address": "没有这个模型或地址",
}
"""How the reasons begin that LiveCue itself gives, in Chinese."""


class Trouble(msgspec.Struct, frozen=True, kw_only=True, tag="trouble"):
    """Recognition is behind, was replaced, or is well again: what a `health` event says."""

    what: What
    at: float
    reason: str = ""
    seconds: float = 0.0

    @property
    def state(self) -> Literal["ok", "degraded", "down"]:
        """As in a `health` event."""
        return _TOLD[self.what][0]

    def told(self, language: str = "en") -> str:
        """In words, "zh" or "en"."""
        _, chinese, english = _TOLD[self.what]
        if language != "zh":
            return english.format(reason=self.reason, seconds=self.seconds)
        known = next((start for start in _REASONS if self.reason.startswith(start)), "")
        reason = _REASONS[known] + self.reason.removeprefix(known) if known else self.reason
        return chinese.format(reason=reason, seconds=self.seconds)


Heard = Final | Partial | Until | Trouble
