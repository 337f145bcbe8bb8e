"""The two lines at the top: the broadcast, and the product on offer."""

from tui.text import clock, plain
from tui.widgets.panel import Line, Panel, Part, row


class StatusPanel(Panel):
    """Title, state, time and numbers; below it what is on offer, with stock and time on air."""

    catching_up = False
    replay = False
    ending = False

    def rows(self, width: int, height: int) -> list[Line]:
        return [self._broadcast(width), self._product(width)]

    def _broadcast(self, width: int) -> Line:
        view, words, state = self.view, self.words, self.view.state
        if self.catching_up:
            live: Part = (f"… {words('catching_up', n=state.last_seq)}", "bold $warning")
        elif self.ending:
            live = (f"■ {words('ending')}", "bold $warning")
        elif state.ended:
            live = (f"■ {words('ended')}", "bold $dim")
        elif not state.last_seq:
            live = (f"○ {words('connecting')}", "bold $dim")
        else:
            live = (f"● {words('replay' if self.replay else 'live')}", "bold $error")
        numbers = [
            (words("per_minute", n=view.heat.last_minute(view.now)), "bold"),
            ("  " + words("asked_answered", asked=state.groups_asked, answered=state.groups_answered), ""),
            (" ", ""),
        ]
        return row(
            width, (" LiveCue ", "bold $primary"), live, (f" {clock(view.now)}  ", "bold"),
            (plain(state.title), "$dim"),
            right=numbers, base="on $surface",
        )  # fmt: skip

    def _product(self, width: int) -> Line:
        view, words, state = self.view, self.words, self.view.state
        label: Part = (f" {words('on_offer')} ", "bold $accent")
        product = view.catalog.product(state.product)
        if state.product is None:
            return row(width, label, (words("nothing_on_offer"), "$dim"), base="on $surface")
        parts: list[Part] = []
        if product and product.link is not None:
            parts.append((f"{words('link', n=product.link)} ", "bold $accent"))
        parts.append((plain(product.name if product else state.product), "bold"))
        if product and product.price is not None:
            parts.append((f"  {product.price:g}{plain(product.currency)}", "bold $success"))
        right: list[Part] = []
        if state.product in state.sold_out:
            right.append((f"✗ {words('sold_out')} ", "bold $error"))
        elif product and product.stock is not None:
            right.append((f"{words('stock', n=product.stock)} ", ""))
        right.append((f" {words('on_air', t=clock(view.now - state.product_since))} ", ""))
        return row(width, label, *parts, right=right, base="on $surface")
