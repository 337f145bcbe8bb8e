"""The cues: what viewers need answered, largest on the screen."""

from collections.abc import Callable, Iterator

from textual import events
from textual.message import Message

from live.events import Source
from live.state import GroupState
from tui.model import View
from tui.text import clock, plain, wrap
from tui.widgets.panel import Line, Panel, Part, heading, row
from tui.words import Words

ROOMY = 24
"""From this many rows on, every card shows all it has; below, only the one under the cursor."""

OF_PRODUCT = frozenset(("size", "price", "stock", "material", "spec", "usage", "suitability", "quality", "order"))
"""Intents that ask about one product."""

LONG_WAIT = 60.0
"""Seconds after which waiting is shown as urgent."""


class CuePanel(Panel, can_focus=True):
    """Cards in the order in which they opened, the one under the cursor in full."""

    class Opened(Message):
        """A cue was clicked twice."""

    def __init__(self, view: View, words: Words, id: str | None = None) -> None:  # noqa: A002
        super().__init__(view, words, id)
        self._first = 0
        self._owners: list[str] = []
        self._current = ""

    def rows(self, width: int, height: int) -> list[Line]:
        board, cues = self.view.board, self.view.board.rows()
        if not cues:
            self._owners = []
            head = heading(width, self.words("cues"), *self._note(), active=self.has_focus)
            hint = [row(width, (f"  {text}", "$dim")) for text in wrap(self.words("no_cues"), max(1, width - 2))]
            return [head, row(width), *hint]
        live = self.view.state.open_cues()
        self._current = live[0].group if live else ""
        made: dict[int, list[Line]] = {}

        def card(index: int) -> list[Line]:
            """Made only where it may be seen: a flood opens hundreds."""
            if index not in made:
                made[index] = list(self._card(cues[index], width, height))
            return made[index]

        at = next((i for i, g in enumerate(cues) if g.group == board.cursor), 0)
        first, last = self._window(card, len(cues), at, height - 1)
        below, above = len(cues) - 1 - last, first
        more = [self.words("more_above", n=above)] if above else []
        more += [self.words("more_below", n=below)] if below else []
        head = heading(
            width,
            f"{self.words('cues')} {sum(1 for g in cues if not board.is_over(g.group))}",
            *self._note(),
            right=[(" ".join(more), "bold $accent")] if more else [],
            active=self.has_focus,
        )
        shown = [head]
        self._owners = [""]
        for index in range(first, len(cues)):
            if len(shown) >= height:
                break
            shown.extend(card(index))
            self._owners.extend([cues[index].group] * len(card(index)))
        return shown[:height]

    def _note(self) -> list[Part]:
        """What the last key did: it stands where the eye is, and covers nothing."""
        return [(f"{self.view.note} ", "bold $success")] if self.view.note else []

    def _window(self, card: Callable[[int], list[Line]], count: int, at: int, height: int) -> tuple[int, int]:
        """The first and last card that are seen whole, the one under the cursor (`at`) among them."""
        top, used = at, len(card(at))
        while top > 0 and used + len(card(top - 1)) <= height:
            top -= 1
            used += len(card(top))
        first = max(min(self._first, at), top)
        last, used = first, len(card(first))
        while last + 1 < count and used + len(card(last + 1)) <= height:
            last += 1
            used += len(card(last))
        while last == count - 1 and first > 0 and used + len(card(first - 1)) <= height:
            first -= 1
            used += len(card(first))
        self._first = first
        return first, last

    def _card(self, group: GroupState, width: int, height: int) -> Iterator[Line]:
        words, cue, over = self.words, group.cue, self.view.board.is_over(group.group)
        picked = group.group == self.view.board.cursor
        base = "on $pick" if picked else ""
        bar: Part = ("▌", "bold $primary") if picked else (" ", "")
        waits = group.waits(self.view.now)
        urgent = waits >= LONG_WAIT and not over
        numbers: list[Part] = [
            (f"{words.intent(cue.intent)} ", "$dim"),
            (words("askers", n=f"{group.asking:>3}"), "bold"),
            (f" {words('waits', t=clock(waits))}{'!' if urgent else ' '}", "bold $warning" if urgent else "$dim"),
            (" ", ""),
        ]
        title: Part = (plain(cue.title) or words.intent(cue.intent), "$dim strike" if over else "bold $foreground")
        yield row(width, bar, *self._tags(group), title, *self._elsewhere(group), right=numbers, base=base)
        if over:
            return
        roomy = height >= ROOMY
        indent = " " * 3
        if cue.answer is None:
            asks_what = self._nothing_on_offer(group)
            text = f"? {words('no_product')}" if asks_what else f"✗ {words('no_answer')}"
            yield row(width, bar, (indent, ""), (text, "$warning" if asks_what else "$error"), base=base)
        else:
            said = wrap(plain(cue.answer), max(8, width - 8), limit=4 if picked else 2 if roomy else 1)
            source = self._source(group)
            label = f"{words('answer')} "
            for number, text in enumerate(said):
                lead = label if not number else " " * (4 if words.language == "en" else 3)
                last = number == len(said) - 1 and not (picked or roomy)
                yield row(
                    width, bar, (indent, ""), (lead, "$success"), (text, "$foreground"),
                    right=[(f"{source} ", "$dim")] if last and source else [], base=base,
                )  # fmt: skip
            if (picked or roomy) and source:
                yield row(width, bar, (indent, ""), (f"{words('source')} {source}", "$dim"), base=base)
        if cue.also and (picked or roomy):
            yield row(width, bar, (indent, ""), (f"{words('also')} {plain(cue.also)}", "$secondary"), base=base)
        if roomy:
            yield row(width)

    def _nothing_on_offer(self, group: GroupState) -> bool:
        """The catalog may well know, if only the question were about a product."""
        products = self.view.catalog.products
        of_product = group.cue.intent in OF_PRODUCT and group.cue.product is None
        return of_product and self.view.state.product is None and bool(products)

    def _tags(self, group: GroupState) -> list[Part]:
        words, cue = self.words, group.cue
        if self.view.board.is_over(group.group):
            return [(f"✓{words('is_' + cue.state)} ", "$success")]
        tags: list[Part] = []
        if cue.pinned:
            tags.append((f"◆{words('pinned')} ", "bold $accent"))
        if cue.state == "shown":
            first = group.group == self._current
            tags.append((f"{'▶' if first else '▷'}{words('current' if first else 'shown')} ", "bold $success"))
        if cue.released:
            tags.append((f"◎{words('released')} ", "bold $secondary"))
        return tags or [("● ", "$needs")]

    def _elsewhere(self, group: GroupState) -> list[Part]:
        """The product that is asked about, where it is not the one on offer."""
        product = self.view.catalog.product(group.cue.product)
        if product is None or product.id == self.view.state.product:
            return []
        return [(f"  {self.words('link', n=product.link)}" if product.link is not None else f"  {product.id}", "$dim")]

    def _source(self, group: GroupState) -> str:
        names = []
        for source in group.cue.sources[:2]:
            product = self.view.catalog.product(source.product)
            link = self.words("link", n=product.link) if product and product.link is not None else ""
            names.append(" ".join(filter(None, [link, self.words.source(source.kind), self._where(source)])))
        return " · ".join(names)

    def _where(self, source: Source) -> str:
        """Which row of the catalog, or when the host said it."""
        if source.kind == "host":
            said = next((s for s in self.view.spoken if str(s.seq) == source.ref), None)
            return clock(said.start) if said else ""
        return "" if source.ref == source.kind else plain(source.ref)

    def on_click(self, event: events.Click) -> None:
        if event.y < len(self._owners) and self._owners[event.y]:
            self.view.board.put_cursor(self._owners[event.y])
            self.redraw()
            if event.chain == 2:
                self.post_message(self.Opened())

    def on_mouse_scroll_down(self) -> None:
        self.view.board.move(1)
        self.redraw()

    def on_mouse_scroll_up(self) -> None:
        self.view.board.move(-1)
        self.redraw()
