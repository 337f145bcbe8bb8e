"""Draws all charts of a report.

Words in an SVG stay text, so that the browser draws them with the reader's own fonts. The bundled font is used to
measure them: without it labels are set for a font that has no Chinese, and may stand a little off.
"""

import logging
import re
from typing import Any

from live.errors import Missing
from live.ffmpeg import Font, find_font
from live.report.charts.bars import outcomes, sizes, waits
from live.report.charts.heat import heat_curve
from live.report.model import Report
from live.report.words import Words

log = logging.getLogger(__name__)

Svgs = dict[str, str]


def bundled_font() -> Font | None:
    """The bundled font; None without it, which the log says."""
    try:
        return find_font()
    except Missing as error:
        log.warning("The report is written without a font of its own. %s", error)
        return None


def draw(report: Report, words: Words, font: Font | None) -> Svgs:
    """Charts by name. Empty where there is nothing to draw, or no altair to draw it with (said in the log)."""
    if (tools := _tools(font)) is None:
        return {}
    alt, vlc = tools
    specs = _heat_specs(alt, report)
    if report.intents:
        rows = [
            (words.intent(s.key or ""), s.questions, s.questions_waiting, s.questions_dismissed) for s in report.intents
        ]
        specs["intents"] = outcomes(alt, rows, words)
    if seconds := [r.seconds for r in report.groups if r.seconds is not None]:
        specs["waits"] = waits(alt, seconds, words)
    if any(s.bodies or s.named for s in report.sizes):
        specs["sizes"] = sizes(alt, report, words)
    return {name: _svg(vlc, name, spec) for name, spec in specs.items()}


def heat_charts(report: Report, font: Font | None, prefix: str) -> Svgs:
    """The heat curve alone, wide and narrow. `prefix` keeps the ids of two on one page apart."""
    if (tools := _tools(font)) is None:
        return {}
    alt, vlc = tools
    return {name: _svg(vlc, f"{prefix}-{name}", spec) for name, spec in _heat_specs(alt, report).items()}


def _heat_specs(alt: Any, report: Report) -> dict[str, Any]:
    if not sum(report.heat.counts):
        return {}
    return {"heat": heat_curve(alt, report.heat, 940, 190), "heat_narrow": heat_curve(alt, report.heat, 330, 170)}


def _tools(font: Font | None) -> tuple[Any, Any] | None:
    try:
        import altair as alt
        import vl_convert as vlc
    except ImportError as error:
        log.warning("The report has no charts: %s is missing. `pip install altair vl-convert-python`.", error.name)
        return None
    if font is not None:
        vlc.register_font_directory(str(font.folder))
    return alt, vlc


def _svg(vlc: Any, name: str, chart: Any) -> str:
    """SVG for inlining: scales with its box, ids of its own, no white ground."""
    svg: str = vlc.vegalite_to_svg(chart.to_dict())
    width, height = re.search(r'width="(\d+)"', svg), re.search(r'height="(\d+)"', svg)
    svg = re.sub(r'^<svg [^>]*?(viewBox="[^"]*")[^>]*>', r'<svg xmlns="http://www.w3.org/2000/svg" \1>', svg, count=1)
    svg = re.sub(r"<rect [^>]*fill=\"white\"[^>]*/>", "", svg, count=1)
    svg = re.sub(r'(id="|url\(#|href="#)', rf"\g<1>{name}-", svg)
    size = f'style="max-width:{width[1]}px" data-height="{height[1]}"' if width and height else ""
    return svg.replace("<svg ", f'<svg class="chart" role="img" {size} ', 1)
