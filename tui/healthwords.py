"""What sources and workers say of themselves, in Chinese.

A `health` event says it in English, for logs and programs. The English sentence, with {names} for what changes in it,
is the key under which its Chinese stands here, as in gettext; what stands in the names is looked up in turn. What is
not here is shown as it was said: better a sentence in English than none.
"""

import re
from functools import cache

CHINESE: dict[str, str] = {
    # this screen
    "looking for the broadcast's process": "正在找直播程序…",
    "the broadcast is over: this screen is to read, not to steer": "直播已结束，只能看，不能操作",
    "the broadcast's process is gone. This screen stays readable and joins again after livecue run --session": (
        "直播程序已断开。这个屏幕还能看；用 livecue run --session 恢复后会自动接上"
    ),
    "a fault in LiveCue stopped it; livecue.log says more": "LiveCue 内部出错，已停下；详见 livecue.log",
    # comments
    "{n} recorded": "共 {n} 条录下的弹幕",
    "connected": "已连接",
    "connected, format {name}": "已连接，格式 {name}",
    "connected, recognised as {name}": "已连接，认出是 {name}",
    "messages can be read again": "又能读懂消息了",
    "no comments for {seconds} s": "断了 {seconds} 秒，其间没有弹幕",
    "{why}; dialling again": "{why}；正在重连",
    "{why}; dialling on": "{why}；继续重连",
    "{why}; waiting for it to dial again": "{why}；等它再连过来",
    "it does not answer": "对方没有应答",
    "nothing listens there; start the comment reader. Dialling on": "那里没有程序在听：请打开弹幕抓取工具。继续重连",
    "it is no WebSocket server, or refuses us ({why})": "对方不是 WebSocket 服务，或拒绝了连接（{why}）",
    "cannot be reached ({why})": "连不上（{why}）",
    "it sent a message above 1 MiB, which was refused": "对方发来超过 1 MiB 的消息，已拒收",
    "it broke the WebSocket protocol ({why}), and was cut off": "对方违反 WebSocket 协议（{why}），已断开",
    "it closed the connection (code {code})": "对方关闭了连接（代码 {code}）",
    "the connection was lost": "连接断了",
    "nothing came from it for {seconds} s, no answer to a ping either; giving it up": (
        "{seconds} 秒没有任何消息，ping 也没有回应，放弃这条连接"
    ),
    "{n} messages in a row could not be read. Is this the address of a comment reader? "
    "Name its format in config.toml (docs/sources.md).": (
        "连续 {n} 条消息读不懂。这是弹幕抓取工具的地址吗？请在 config.toml 里写明格式（docs/sources.md）"
    ),
    # recorder
    "recording": "正在录制",
    "nothing is recorded: the disk is full": "没有在录：磁盘满了",
    "The source has no sound: it is recorded, nothing is heard.": "信号没有声音：照录，但听不到主播说话",
    "{address} has no sound: it is recorded, nothing is heard.": "{address} 没有声音：照录，但听不到主播说话",
    "The disk is nearly full: the host is heard, nothing is recorded.": "磁盘快满了：主播还听得到，但没有在录",
    "LiveCue was not running": "其间程序没有运行",
    "the stream ended": "直播流断了",
    "the stream had fallen {seconds} s behind": "直播流落后了 {seconds} 秒",
    "the source's clock jumped": "信号的时钟跳了",
    "nothing came for {seconds} s": "{seconds} 秒没有信号",
    "nobody answers there (connection refused)": "那里没有应答（连接被拒绝）",
    "nobody answers there (timed out)": "那里没有应答（超时）",
    "no such server, or no network": "找不到服务器，或没有网络",
    "no network": "没有网络",
    "there is no stream at this address now (404)": "这个地址现在没有直播流（404）",
    "the server refuses us (403): the address may have run out": "服务器拒绝（403）：地址可能过期了",
    "the list of pieces can no longer be read": "分片列表读不到了",
    "the connection broke": "连接断了",
    "the disk is full": "磁盘满了",
    # speech, pages, language model (which also tells in the language that is set)
    "Whisper {name} ({source})": "Whisper {name}（{source}）",
    "embedded": "内置",
    "cache": "本机缓存",
    "at {server}; {why} stands in": "由 {server} 转写，{why} 随时顶上",
    "at {server}": "由 {server} 转写",
    "serving on port {port}": "端口 {port}",
    "{why}. Cues stay local": "{why}。提示照常由本机给出",
    "{why}. {name} is asked instead": "{why}。改用 {name}",
}

_NAME = re.compile(r"\{(\w+)\}")


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """The keys as patterns, those that say most first: a bare {why} would take in the others."""
    found = []
    for english in sorted(CHINESE, key=lambda e: -len(_NAME.sub("", e))):
        ends = [0, *(end for match in _NAME.finditer(english) for end in match.span()), len(english)]
        fixed = [re.escape(english[ends[i] : ends[i + 1]]) for i in range(0, len(ends), 2)]
        names = [f"(?P<{match[1]}>.+?)" for match in _NAME.finditer(english)]
        pattern = "".join(part for pair in zip(fixed, [*names, ""], strict=True) for part in pair)
        found.append((re.compile(pattern, re.DOTALL), CHINESE[english]))
    return found


def in_chinese(detail: str) -> str:
    """What `detail` says, in Chinese where that is known."""
    for pattern, chinese in _patterns():
        if match := pattern.fullmatch(detail):
            values = {name: in_chinese(value) for name, value in match.groupdict().items()}
            return _NAME.sub(lambda found, values=values: values[found[1]], chinese)  # type: ignore[misc]
    return detail
