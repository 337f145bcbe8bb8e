"""Asks before the broadcast is ended."""

from tui.screens.dialog import Choice, Dialog
from tui.words import Words

END, DETACH, STAY = "end", "detach", "stay"


def quit_dialog(words: Words, over: bool, can_end: bool, attached: bool) -> Dialog:
    """What leaving means here. Attached to another process, it is closing the screen, and ending is asked for apart."""
    stay = Choice(STAY, ((words("quit_stay"), ""),))
    if over:
        leave = Choice(DETACH, ((words("quit_leave"), "bold"),))
        return Dialog(words("quit_title"), [leave, stay], words("quit_over"), foot=words("dialog_foot"))
    end = [Choice(END, ((words("quit_end"), "bold $error"),))] if can_end else []
    if attached:
        close = Choice(DETACH, ((words("quit_detach"), "bold"),))
        text = words("quit_attached")
        return Dialog(words("quit_title_attached"), [stay, close, *end], text, foot=words("dialog_foot"), at=1)
    text = words("quit_text" if can_end else "quit_over")
    choices = [stay, *(end or [Choice(DETACH, ((words("quit_leave"), "bold"),))])]
    return Dialog(words("quit_title"), choices, text, foot=words("dialog_foot"), at=1)


def sure_dialog(words: Words) -> Dialog:
    """Asks once more, with the choice that harms nobody picked."""
    choices = [Choice(STAY, ((words("quit_stay"), ""),)), Choice(END, ((words("quit_end"), "bold $error"),))]
    return Dialog(words("quit_title"), choices, words("quit_text"), foot=words("dialog_foot"))
