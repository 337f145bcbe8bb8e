"""What screens say of the language model, in the operator's language."""

from typing import Any

_WORDS: dict[str, tuple[str, str]] = {
    "timeout": ("{n:g} 秒内没有答完", "no whole reply within {n:g} s"),
    "key": ("环境变量 {name} 里的密钥", "the key in {name}"),
    "no_key_env": ("密钥（没有设置 key_env）", "a key (key_env is not set)"),
    "401": ("{key}不对（401）：改好后重新启动", "{key} is refused (401): set the right one and start again"),
    "403": ("{key}不能用 {model}（403）", "{key} may not use {model} (403)"),
    "402": ("余额用完了（402）：请充值", "no balance is left (402): top up the account"),
    "404": ("没有这个模型或地址（404）：{said}", "no such model or address (404): {said}"),
    "429": ("请求太多（429）", "too many requests (429)"),
    "busy": ("服务繁忙（{status}）", "the server is busy ({status})"),
    "as_asked": ("不接受这样的请求（{status}）：{said}", "refused as asked ({status}): {said}"),
    "failed": ("服务出错（{status}）：{said}", "the server failed ({status}): {said}"),
    "refused": ("连接被拒绝：那里没有程序在听", "the connection is refused: nothing listens there"),
    "tls": ("连接不安全（TLS）", "the connection is not secure (TLS)"),
    "unreachable": ("连不上：{said}", "cannot be reached: {said}"),
    "not_chat": ("回复不是这个协议的；base_url 对吗？", "the reply is no chat completion; is base_url right?"),
    "blank": ("回复是空的", "its replies are empty"),
    "truncated": ("回复不完整", "its replies are not whole"),
    "schema": ("回复不合要求", "its replies are not as asked"),
    "error": ("模型没有答完", "the model did not finish"),
    "no_key": (
        "没有密钥：设置环境变量 {name} 后重新启动",
        "no key: set the environment variable {name} and start again",
    ),
    "no_such_key": (
        "环境变量 {name} 里的不是密钥：改好后重新启动",
        "what is in {name} is no key: set the right one and start again",
    ),
    "local": ("{why}。提示照常由本机给出", "{why}. Cues stay local"),
    "instead": ("{why}。改用 {name}", "{why}. {name} is asked instead"),
    "all_used": (
        "本场的 {n:,} 个 token 用完了；要继续请调大 llm.tokens_per_broadcast",
        "the broadcast's {n:,} tokens are used; raise llm.tokens_per_broadcast to go on",
    ),
    "hour_used": (
        "这一小时的 {n:,} 个 token 用完了，过一会儿自动继续（llm.tokens_per_hour）",
        "this hour's {n:,} tokens are used; it goes on as the hour passes (llm.tokens_per_hour)",
    ),
    "paced": (
        "弹幕还少，先不再问（llm.calls_per_100_comments）",
        "enough calls for so few comments (llm.calls_per_100_comments)",
    ),
}  # fmt: skip


class Words:
    """Looks texts up in one language, "zh" or "en"."""

    def __init__(self, language: str = "en") -> None:
        self._column = 0 if language == "zh" else 1

    def __call__(self, key: str, /, **values: Any) -> str:
        return _WORDS[key][self._column].format(**values)
