"""`livecue act DIR …`: everything that a key of the dashboard does, as a command."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from live.stdout import write_json, write_out

if TYPE_CHECKING:
    from live.wishes import AnyWish

act = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    help="Do what a key of the dashboard does, in a broadcast that is running.\n\n"
    "CUE is a number or a group as `livecue cues DIR` shows them, or `current`: the one in front of the host.\n\n"
    "Exit codes: 0 done, 1 nobody runs the broadcast, 2 there is no such cue, comment or product.\n\n"
    "Examples:  livecue act sessions/friday dismiss 3  ·  livecue act sessions/friday mark",
)

CueArgument = Annotated[str, typer.Argument(metavar="CUE", help="A number, a group, or `current`.")]
CommentArgument = Annotated[str, typer.Argument(metavar="[COMMENT]", help="A comment's id.", show_default=False)]
OfCue = Annotated[str, typer.Option("--cue", metavar="CUE", help="Instead: all that ask what this cue asks.")]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object on stdout.")]
OffOption = Annotated[bool, typer.Option("--off", help="Take it back.")]
LabelOption = Annotated[str, typer.Option("--label", metavar="TEXT", help="A word about it.")]


@act.callback()
def session(
    context: typer.Context, folder: Annotated[Path, typer.Argument(metavar="DIR", help="A session folder.")]
) -> None:
    """Remember which broadcast is meant."""
    context.obj = folder


def _do(context: typer.Context, wish: "AnyWish", json: bool) -> None:
    from live.commands.act import run_act, words

    row = run_act(context.obj, wish)
    if json:
        write_json(row)
    else:
        write_out(words(row).encode())


@act.command()
def answer(context: typer.Context, cue: CueArgument, json: JsonOption = False) -> None:
    """The host has answered the cue (key a)."""
    from live.wishes import Answer

    _do(context, Answer(cue), json)


@act.command()
def dismiss(context: typer.Context, cue: CueArgument, json: JsonOption = False) -> None:
    """The cue needs no answer (key d)."""
    from live.wishes import Dismiss

    _do(context, Dismiss(cue), json)


@act.command()
def reopen(context: typer.Context, cue: CueArgument, json: JsonOption = False) -> None:
    """Take back an answer or a dismissal (key u)."""
    from live.wishes import Reopen

    _do(context, Reopen(cue), json)


@act.command()
def show(context: typer.Context, cue: CueArgument, json: JsonOption = False) -> None:
    """Put the cue in front of the host now (key s)."""
    from live.wishes import Show

    _do(context, Show(cue), json)


@act.command()
def pin(context: typer.Context, cue: CueArgument, off: OffOption = False, json: JsonOption = False) -> None:
    """Keep the cue at the top, whatever comes (key p)."""
    from live.wishes import Pin

    _do(context, Pin(cue, not off), json)


@act.command()
def release(context: typer.Context, cue: CueArgument, off: OffOption = False, json: JsonOption = False) -> None:
    """Let viewers see the cue on the overlay (key r)."""
    from live.wishes import Release

    _do(context, Release(cue, not off), json)


@act.command()
def reword(
    context: typer.Context,
    cue: CueArgument,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What the host should say; empty takes it away.")],
    json: JsonOption = False,
) -> None:
    """Give the host another answer to say."""
    from live.wishes import Reword

    _do(context, Reword(cue, text), json)


@act.command("no-question")
def no_question(
    context: typer.Context, comment: CommentArgument = "", cue: OfCue = "", json: JsonOption = False
) -> None:
    """The comment needs no answer, nor do later ones nearly the same (key x)."""
    from live.wishes import NoQuestion

    _do(context, NoQuestion((comment,) if comment else (), cue), json)


@act.command()
def about(
    context: typer.Context,
    intent: Annotated[str, typer.Argument(metavar="INTENT", help="size, price, promotion, stock, shipping, …")],
    comment: CommentArgument = "",
    cue: OfCue = "",
    json: JsonOption = False,
) -> None:
    """The comment asks about something else, and so do later ones nearly the same (key i)."""
    from live.commands.act import about_wish

    _do(context, about_wish(context.obj, intent, comment, cue), json)


@act.command()
def ask(
    context: typer.Context,
    comment: Annotated[str, typer.Argument(metavar="COMMENT", help="A comment's id.")],
    cue: CueArgument,
    json: JsonOption = False,
) -> None:
    """The comment asks what the cue asks."""
    from live.wishes import Ask

    _do(context, Ask((comment,), cue), json)


@act.command()
def product(
    context: typer.Context,
    product: Annotated[str, typer.Argument(metavar="ID", help="A product's id or link number; `none`: nothing.")],
    json: JsonOption = False,
) -> None:
    """The product is on offer from now on (key o)."""
    from live.wishes import Offer

    _do(context, Offer(None if product == "none" else product), json)


@act.command("sold-out")
def sold_out(
    context: typer.Context,
    product: Annotated[str, typer.Argument(metavar="ID", help="A product's id or link number.")],
    off: Annotated[bool, typer.Option("--off", help="It is back in stock.")] = False,
    json: JsonOption = False,
) -> None:
    """There is no more of the product (key o)."""
    from live.wishes import SoldOut

    _do(context, SoldOut(product, not off), json)


@act.command()
def mark(context: typer.Context, label: LabelOption = "", json: JsonOption = False) -> None:
    """This moment is worth keeping: mark a highlight (key m)."""
    from live.wishes import Mark

    _do(context, Mark(label), json)


@act.command("clip-last-minute")
def clip_last_minute(
    context: typer.Context,
    seconds: Annotated[
        float, typer.Option("--seconds", metavar="S", min=1, max=600, help="How far back, instead of a minute.")
    ] = 60.0,
    label: LabelOption = "",
    json: JsonOption = False,
) -> None:
    """Make a clip of what has just been (key c)."""
    from live.wishes import ClipLast

    _do(context, ClipLast(seconds, label), json)


@act.command()
def stop(
    context: typer.Context,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    json: JsonOption = False,
) -> None:
    """End the broadcast safely: the clips and the report follow (key q). Asks first."""
    from live.errors import BadInput
    from live.wishes import Stop

    if not yes:
        if not sys.stdin.isatty():
            raise BadInput("stop ends the broadcast for everybody: say so with --yes where nobody can be asked.")
        typer.confirm(f"End the broadcast in {context.obj}?", abort=True, err=True)
    _do(context, Stop(), json)
