"""The dialogs that show a list: keys, health, one viewer's comments, who asks, and the products to choose from."""

from collections.abc import Mapping, Sequence

from live.config import LlmSettings
from live.state import GroupState
from tui.feed import Said
from tui.keys import KEYS
from tui.model import View
from tui.screens.dialog import Choice, Dialog
from tui.text import clock, fit, plain, wrap
from tui.widgets.health import GLYPHS, STYLES, by_gravity, clips_parts, llm_parts, state_line
from tui.widgets.panel import Part
from tui.words import INTENTS, Words

FAILED_SHOWN = 5
"""Clips that could not be made which the dialog of health explains, the newest ones."""


def help_dialog(words: Words, attached: bool = False) -> Dialog:
    """Every key and what it does; picking one does it."""
    choices = []
    for key in KEYS:
        name = key.keys.replace("question_mark", "?").replace("slash", "/").replace(",", " ")
        action = "leave" if attached and key.action == "quit" else key.action.rpartition(".")[2]
        does = words(f"help_{action}")
        choices.append(Choice(key.action, ((fit(name, 16), "bold $primary"), (does, ""))))
    return Dialog(words("help_title"), choices, words("help_glyphs"), foot=words("dialog_foot"))


def health_dialog(words: Words, view: View, addresses: Mapping[str, str], llm: LlmSettings) -> Dialog:
    """Every source and worker with all it has to say, the clips, the budget, and where the pages are."""
    rows: list[Choice] = []
    for health in by_gravity(view):
        style = STYLES[health.state]
        name = f"{GLYPHS[health.state]} {words.part(health.part)}  {state_line(health, view, words)}"
        rows.append(Choice("", ((name, style),)))
        rows += [Choice("", ((f"  {line}", "$foreground"),)) for line in wrap(plain(words.detail(health)), 66) if line]
    said = "" if rows else words("health_none")
    rows.append(Choice("", tuple(clips_parts(view, words, 16))))
    for clip in view.failed_clips()[-FAILED_SHOWN:]:
        title = f"✗ {clock(clip.start)} {plain(clip.title)}：{plain(clip.reason)}"
        rows += [Choice("", ((f"  {line}", "$error"),)) for line in wrap(title, 66)]
    rows.append(Choice("", tuple(llm_parts(view, words, llm))))
    for page, address in addresses.items():
        rows.append(Choice("", ((words(f"page_{page}"), "bold $primary"),)))
        rows += [Choice("", ((f"  {line}", "$foreground"),)) for line in wrap(address, 66)]
    return Dialog(words("health_title"), rows, said, foot=words("dialog_close"))


def history_dialog(words: Words, name: str, said: Sequence[Said], view: View) -> Dialog:
    """All that one viewer said, newest picked."""
    return Dialog(
        words("history_title", name=plain(name), n=len(said)),
        [_comment(s, view, with_name=False) for s in said],
        foot=words("dialog_read"),
        at=max(0, len(said) - 1),
    )


def askers_dialog(words: Words, group: GroupState, view: View) -> Dialog:
    """The comments that ask what this cue asks; picking one shows its viewer."""
    found = [s for s in (view.feed.find(id_) for id_ in group.comments[-200:]) if s]
    return Dialog(
        words("askers_title", title=plain(group.cue.title), n=group.asked),
        [_comment(s, view) for s in found],
        foot=words("dialog_read"),
    )


def product_dialog(words: Words, view: View) -> Dialog:
    """The products of the catalog; a second choice for each says that it is sold out, or back."""
    choices = [Choice("offer:", ((words("product_none"), "$dim"),))]
    at = 0
    for product in view.catalog.products:
        on_offer = product.id == view.state.product
        at = len(choices) if on_offer else at
        link = f"{words('link', n=product.link)} " if product.link is not None else ""
        parts: list[Part] = [(link, "bold $accent"), (plain(product.name), "bold" if on_offer else "")]
        if on_offer:
            parts.append((f"  ● {words('on_offer')}", "$success"))
        choices.append(Choice(f"offer:{product.id}", tuple(parts)))
        gone = product.id in view.state.sold_out
        choices.append(
            Choice(
                f"{'restocked' if gone else 'sold_out'}:{product.id}",
                (("    ", ""), (words("product_back" if gone else "product_gone"), "$dim")),
            )
        )
    return Dialog(words("product_title"), choices, foot=words("dialog_foot"), at=at)


def intent_dialog(words: Words, text: str, intent: str) -> Dialog:
    """What a question can be about, `intent` picked."""
    asked = [name for name in INTENTS if name != "chat"]
    return Dialog(
        words("intent_title", title=plain(text)),
        [Choice(name, ((words.intent(name), ""),)) for name in asked],
        foot=words("dialog_foot"),
        at=asked.index(intent) if intent in asked else 0,
    )


def _comment(said: Said, view: View, with_name: bool = True) -> Choice:
    comment = said.comment
    needs = view.needs(comment.id)
    name: tuple[Part, ...] = ((f"{plain(comment.user) or '?'} ", "$secondary"),) if with_name else ()
    parts: tuple[Part, ...] = (
        ("◆ " if needs else "  ", "bold $needs"),
        (f"{clock(said.at)} ", "$dim"),
        *name,
        (plain(comment.text), "bold" if needs else ""),
    )
    return Choice(comment.id, parts)
