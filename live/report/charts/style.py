"""Colours, type and axes that all charts share."""

from typing import Any

INK, MUTED, RULE = "#1c2430", "#6a7482", "#e4e7eb"
ACCENT, WAITING, HIGHLIGHT, QUIET = "#0f6b66", "#c9762b", "#e3a13a", "#c4cad1"
BANDS = ("#f1f4f7", "#e6ecf1")
"""Product windows, alternating."""

FONT = "'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', 'LiveCue Sans', sans-serif"


def styled(chart: Any) -> Any:
    """The chart in the report's look."""
    return (
        chart.configure(font=FONT, background="transparent", padding=0)
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=MUTED, titleColor=MUTED, titleFontWeight="normal", gridColor=RULE, domainColor=RULE,
            tickColor=RULE, labelFontSize=11, titleFontSize=11, labelPadding=6,
        )
        .configure_legend(labelColor=MUTED, labelFontSize=11, title=None, orient="top", symbolType="square")
    )  # fmt: skip
