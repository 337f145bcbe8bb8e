"""Health of every source and worker, the LLM's budget, and what becomes of the highlights."""

from textual.message import Message

from live.config import LlmSettings
from live.events import Health
from tui.link import PART
from tui.model import View
from tui.text import clock, plain, wrap
from tui.widgets.panel import Line, Panel, Part, heading, row
from tui.words import Words

GLYPHS = {"ok": "✓", "waiting": "…", "degraded": "!", "down": "✗", "gap": "!"}
STYLES = {"ok": "$success", "waiting": "$dim", "degraded": "$warning", "down": "bold $error", "gap": "$warning"}
GRAVITY = {"down": 0, "degraded": 1, "gap": 2, "waiting": 3, "ok": 4}

LASTING = ("down", "degraded")
"""States of which it matters how long they have lasted."""


def by_gravity(view: View) -> list[Health]:
    """Every source and worker, the worst first."""
    known = [*view.state.health.values(), *([view.outside] if view.outside else [])]
    return sorted(known, key=lambda h: (GRAVITY[h.state], h.part != PART, h.part))


def state_line(health: Health, view: View, words: Words) -> str:
    """What a part is, for how long, and since when: broadcast time, as at the top of the screen."""
    said = words(f"state_{health.state}")
    if health.state not in LASTING or not health.since:
        return said
    return words("since", state=said, t=clock(view.now - health.since), at=clock(health.since))


def clips_parts(view: View, words: Words, width: int) -> list[Part]:
    """How many clips are made, of how many, and how many failed; the bar is `width` wide."""
    done, failed = len(view.made_clips()), len(view.failed_clips())
    total = done + failed + len(view.pending_clips())
    under_way = sum(share.done for share in view.exporting.values())
    full = min(width, round(width * (done + failed + under_way) / total)) if total else 0
    parts: list[Part] = [
        (words("clips_line", done=done, all=total) + " ", ""),
        ("█" * full + "░" * (width - full), "$success"),
    ]
    if failed:
        parts.append((f" ✗{words('clips_failed', n=failed)}", "bold $error"))
    return parts


def llm_parts(view: View, words: Words, llm: LlmSettings) -> list[Part]:
    """What the language model has used of its budget."""
    if not llm.endpoints:
        return [(words("llm_off"), "$dim")]
    most = llm.tokens_per_broadcast
    used = words("llm_used", n=_short(view.llm_tokens), most=_short(most))
    spent = view.llm_tokens >= 0.9 * most
    failed = f" !{view.llm_failed}" if view.llm_failed else ""
    return [(used + failed, "bold $warning" if spent or failed else "$dim")]


def _short(tokens: int) -> str:
    return f"{tokens / 1e6:.1f}M" if tokens >= 1_000_000 else f"{tokens / 1e3:.0f}k" if tokens >= 1000 else str(tokens)


class HealthPanel(Panel):
    """One row where there is one: trouble goes first and brings its explanation. A list where there is room."""

    def __init__(self, view: View, words: Words, llm: LlmSettings, id: str | None = None) -> None:  # noqa: A002
        super().__init__(view, words, id)
        self.llm = llm

    class Opened(Message):
        """The health was clicked."""

    def on_click(self) -> None:
        self.post_message(self.Opened())

    def rows(self, width: int, height: int) -> list[Line]:
        return [self._one(width)] if height < 3 else self._list(width, height)

    def _sorted(self) -> list[Health]:
        return by_gravity(self.view)

    def _one(self, width: int) -> Line:
        known = self._sorted()
        bad = [h for h in known if h.state in ("down", "degraded") or h is self.view.outside]
        parts: list[Part] = [(" ", "")]
        parts += [(f"{GLYPHS[h.state]}{self.words.part(h.part)}{self._for(h)} ", STYLES[h.state]) for h in bad or known]
        if bad:
            parts.append((f"{plain(self.words.detail(bad[0]))} {self.words('more_health')}", "$foreground"))
            return row(width, *parts, base="on $surface")
        return row(
            width,
            *parts,
            right=[
                *clips_parts(self.view, self.words, 8),
                (" ", ""),
                *llm_parts(self.view, self.words, self.llm),
                (" ", ""),
            ],
            base="on $surface",
        )

    def _list(self, width: int, height: int) -> list[Line]:
        lines = [heading(width, self.words("health"), right=llm_parts(self.view, self.words, self.llm))]
        for health in self._sorted():
            mark: Part = (f" {GLYPHS[health.state]} ", STYLES[health.state])
            detail = wrap(plain(self.words.detail(health)), max(8, width - 4), limit=2)
            lines.append(row(width, mark, (self._said(health), STYLES[health.state])))
            if health.state != "ok":
                lines.extend(row(width, ("   ", ""), (text, "$dim")) for text in detail if text)
        clips = [row(width, (" ", ""), *clips_parts(self.view, self.words, 16))]
        for id_, share in self.view.exporting.items():
            known = self.view.state.highlights.get(id_)
            title = plain(known.title or known.type) if known else id_
            said = self.words("clip_now", title=title, share=f"{share.done:.0%}")
            if share.left is not None:
                said += self.words("clip_left", left=clock(share.left))
            clips.append(row(width, ("   " + said, "$accent")))
        waiting = [h for h in self.view.pending_clips() if h.id not in self.view.exporting]
        if waiting:
            title = plain(waiting[0].title) or waiting[0].type
            clips.append(row(width, ("   " + self.words("clips_next", title=title), "$dim")))
        clips.extend(
            row(width, (f" ✗ {clock(c.start)} {plain(c.reason)}", "$error")) for c in self.view.failed_clips()[-1:]
        )
        return [*lines[: height - len(clips)], *clips]

    def _said(self, health: Health) -> str:
        return f"{self.words.part(health.part)} {state_line(health, self.view, self.words)}"

    def _for(self, health: Health) -> str:
        """How long it has been down, where there is one row for all."""
        if health.state != "down" or not health.since:
            return ""
        return f" {self.words('state_down')} {clock(self.view.now - health.since)}"
