"""The heat line: comments over the whole broadcast, and below it the highlights, the marks and the products."""

from tui.heat import column
from tui.widgets.panel import Line, Panel, Part, row


class HeatPanel(Panel):
    """Two rows."""

    def rows(self, width: int, height: int) -> list[Line]:
        view, words = self.view, self.words
        label = f" {words('heat')} "
        blank = " " * (len(label) + (2 if words.language == "zh" else 0))
        room = max(1, width - len(blank) - 1)
        now = view.now
        signs: list[Part] = [(" ", "")] * room
        for at, sign in view.product_changes:
            signs[column(at, now, room)] = (sign, "bold $accent")
        for highlight in view.highlights():
            signs[column((highlight.start + highlight.end) / 2, now, room)] = ("★", "bold $success")
        for at in view.marks:
            signs[column(at, now, room)] = ("▲", "bold $error")
        return [
            row(width, (label, "bold $dim"), (view.heat.line(now, room), "$primary")),
            row(width, (blank, ""), *signs),
        ]
