"""Times as people read them."""


def clock(seconds: float) -> str:
    """`1:02:03` or `2:03` of broadcast time."""
    whole = max(0, int(seconds))
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"


def span(seconds: float | None, language: str = "zh") -> str:
    """A length: `8.4 秒`, `2 分 05 秒`, `1 小时 03 分`; `–` for None."""
    if seconds is None:
        return "–"
    hour, minute, second = (" 小时 ", " 分 ", " 秒") if language == "zh" else (" h ", " min ", " s")
    if seconds < 9.95:
        return f"{seconds:.1f}{second}"
    whole = round(seconds)
    if whole < 60:
        return f"{whole}{second}"
    if whole < 3600:
        return f"{whole // 60}{minute}{whole % 60:02}{second}"
    return f"{whole // 3600}{hour}{whole % 3600 // 60:02}{minute.rstrip()}"


def percent(share: float | None) -> str:
    """`62%`; `–` for None."""
    return "–" if share is None else f"{share * 100:.0f}%"
