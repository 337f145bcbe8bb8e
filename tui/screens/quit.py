"""Asks once before the broadcast is ended."""

from tui.screens.dialog import Choice, Dialog
from tui.words import Words

END, DETACH, STAY = "end", "detach", "stay"


def quit_dialog(words: Words, over: bool, can_end: bool, can_detach: bool) -> Dialog:
    """What leaving means here, with the choice that harms nobody picked first where the broadcast is still on."""
    stay = Choice(STAY, ((words("quit_stay"), ""),))
    leave = Choice(DETACH, ((words("quit_leave"), "bold"),))
    if over:
        return Dialog(words("quit_title"), [leave, stay], words("quit_over"), foot=words("dialog_foot"))
    choices = [stay]
    if can_detach:
        choices.append(Choice(DETACH, ((words("quit_detach"), "bold"),)))
    if can_end:
        choices.append(Choice(END, ((words("quit_end"), "bold $error"),)))
    if len(choices) == 1:
        choices.append(leave)
    text = words("quit_text" if can_end else "quit_attached")
    return Dialog(words("quit_title"), choices, text, foot=words("dialog_foot"), at=1)
