"""The commands: parse, call, print; no logic.

Data goes to stdout, everything else to stderr. Exit codes: 0 done, 1 failed, 2 bad usage or bad input, 3 a needed
part is missing, 130 interrupted. Imports stand in the commands, so that `livecue --help` answers at once.
"""

import sys
from collections.abc import Generator, Iterable
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from live.cli_act import act
from live.errors import BadInput, LiveCueError
from live.stdout import write_json, write_out

app = typer.Typer(
    name="livecue",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="The assistant for people who sell on a livestream: what viewers ask, in front of the host within a second,\n"
    "with an answer from the catalog; clips and a report when it is over.\n\n"
    "First steps:  livecue demo  ·  livecue doctor  ·  livecue run --config config.toml",
)

app.add_typer(act, name="act")

ConfigOption = Annotated[Path | None, typer.Option("--config", "-c", metavar="FILE", help="A config.toml.")]
CatalogOption = Annotated[Path | None, typer.Option("--catalog", metavar="FILE", help="A catalog.toml.")]
SpeedOption = Annotated[str, typer.Option("--speed", metavar="N|max", help="How many times real time, or max.")]
HeadlessOption = Annotated[bool, typer.Option("--headless", help="No dashboard; progress on stderr.")]
JsonlOption = Annotated[bool, typer.Option("--jsonl", help="One JSON object a line on stdout.")]
SessionArgument = Annotated[Path, typer.Argument(metavar="DIR", help="A session folder.")]


def _speed(text: str) -> float:
    try:
        speed = float("inf") if text == "max" else float(text)
    except ValueError:
        speed = 0.0
    if not speed > 0:
        raise BadInput(f"--speed {text}: give a number above zero, such as 1 or 8, or max.")
    return speed


def _write(rows: Iterable[dict[str, Any]], jsonl: bool, command: str) -> None:
    """Rows as JSON lines, or as lines for people."""
    from live.commands.lines import LINES

    empty = True
    try:
        for row in rows:
            empty = False
            if jsonl:
                write_json(row)
            else:
                write_out(LINES[command](row).encode())
    finally:
        if isinstance(rows, Generator):
            rows.close()  # what it has started is ended now, and not when Python is half gone
    if empty and not jsonl:
        typer.echo(f"livecue {command}: nothing yet", err=True)


def _terminal(headless: bool) -> bool:
    return not headless and all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


@app.command()
def demo(
    speed: SpeedOption = "1",
    headless: HeadlessOption = False,
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Session folder to make.")] = None,
) -> None:
    """Play the bundled broadcast through everything: comments, speech, cues, clips, report.

    On a terminal the dashboard opens; elsewhere there is a progress bar. Ends with where the clips and the report are.

    Examples:  livecue demo  ·  livecue demo --speed 8  ·  livecue demo --speed max --headless
    """
    from live.commands.replay import run_demo

    run_demo(_speed(speed), dashboard=_terminal(headless), out=out)


@app.command()
def run(
    config: ConfigOption = None,
    headless: HeadlessOption = False,
    session: Annotated[
        Path | None, typer.Option("--session", metavar="DIR", help="Session folder; the same again resumes it.")
    ] = None,
) -> None:
    """A real broadcast, as config.toml says. Ctrl-C ends it safely.

    Examples:  livecue run --config config.toml  ·  livecue run --headless --session sessions/friday
    """
    from live.commands.run import run_broadcast

    run_broadcast(config, dashboard=_terminal(headless), session=session)


@app.command()
def attach(session: SessionArgument, config: ConfigOption = None) -> None:
    """Watch and steer a broadcast that runs in another process; closing the screen leaves it running.

    Works with `livecue run --headless`, and with any other: run, replay or demo, with its own dashboard or without.

    Example:  livecue attach sessions/friday
    """
    from live.commands.attach import run_attach

    run_attach(session, config, terminal=_terminal(headless=False))


@app.command()
def replay(
    comments: Annotated[Path, typer.Option("--comments", metavar="FILE", help="comments.jsonl, or danmaku XML.")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Session folder to make, or to resume.")],
    media: Annotated[
        Path | None, typer.Option("--media", metavar="FILE", help="The recording; without it, comments alone.")
    ] = None,
    catalog: CatalogOption = None,
    config: ConfigOption = None,
    speed: SpeedOption = "max",
    no_clips: Annotated[bool, typer.Option("--no-clips", help="Find highlights, cut nothing.")] = False,
    pages: Annotated[bool, typer.Option("--pages", help="Serve the host page and the overlay meanwhile.")] = False,
    json: Annotated[bool, typer.Option("--json", help="One summary object on stdout.")] = False,
) -> None:
    """A recorded broadcast through the live path, at any speed with the same result.

    Example:  livecue replay --media show.mp4 --comments comments.jsonl --catalog catalog.toml --out sessions/show
    """
    from live.commands.replay import run_replay

    summary = run_replay(
        media, comments, catalog, out, config=config, speed=_speed(speed), clips=not no_clips, pages=pages
    )
    if json:
        write_json(summary)


@app.command()
def listen(
    url: Annotated[str, typer.Argument(metavar="URL", help="ws:// or wss:// address of a comment source.")],
    format: Annotated[str, typer.Option("--format", metavar="NAME", help="auto, generic, oba, …")] = "auto",  # noqa: A002
    jsonl: JsonlOption = False,
    count: Annotated[int, typer.Option("--count", metavar="N", min=0, help="Stop after N comments.")] = 0,
    join: Annotated[
        list[str] | None, typer.Option("--join", metavar="KEY=VALUE", help="What the source must be told at first.")
    ] = None,
) -> None:
    """Only the comment side: connect to a source and show its comments, cleaned.

    Examples:  livecue listen ws://127.0.0.1:8888  ·  livecue listen ws://127.0.0.1:8888 --jsonl --count 100
    """
    from live.commands.listen import listen_rows

    _write(listen_rows(url, format, count, join or ()), jsonl, "listen")


@app.command()
def detect(
    catalog: CatalogOption = None,
    meaning: Annotated[
        Literal["auto", "on", "off"],
        typer.Option(
            help="Ask the encoder (`livecue[meaning]`) about what words leave open. `auto`: where it is installed, "
            "unless more than 750 comments come at once."
        ),
    ] = "auto",
    jsonl: JsonlOption = False,
) -> None:
    """Comments in on stdin, verdicts out: which need an answer, about what, and which are the same question.

    In, a line each: {"id": "1", "text": "胖子能穿吗"} with "at" (seconds) optional.

    Out, with --jsonl, a line each: "id" as it came; "needs_answer"; "intent", one of size, price, promotion, stock,
    shipping, material, spec, usage, suitability, quality, return, compare, order, request, complaint, and chat
    exactly when nobody need answer; "score", the probability of needing an answer; "group", the same for questions that
    one sentence answers, or null.

    Example:  livecue detect --jsonl < comments.jsonl
    """
    from live.commands.detect import detect_rows

    _write(detect_rows(sys.stdin.buffer, catalog, with_text=not jsonl, meaning=meaning), jsonl, "detect")


@app.command()
def transcribe(
    media: Annotated[Path, typer.Argument(metavar="MEDIA", help="A file with sound.")],
    live: Annotated[bool, typer.Option("--live", help="Feed it at real-time pace, as in a broadcast.")] = False,
    catalog: CatalogOption = None,
    config: ConfigOption = None,
    jsonl: JsonlOption = False,
) -> None:
    """What is said in a recording, with times.

    Examples:  livecue transcribe show.mp4  ·  livecue transcribe show.mp4 --live --jsonl
    """
    from live.commands.transcribe import transcribe_rows

    _write(transcribe_rows(media, live, catalog, config), jsonl, "transcribe")


@app.command()
def events(
    session: SessionArgument,
    kind: Annotated[str | None, typer.Option("--kind", metavar="K", help="Only this kind.")] = None,
    follow: Annotated[bool, typer.Option("--follow", "-f", help="Go on while it is being written.")] = False,
) -> None:
    """The journal as JSONL.

    Examples:  livecue events sessions/friday  ·  livecue events sessions/friday --kind cue --follow
    """
    from live.commands.journal import event_rows

    for row in event_rows(session, kind, follow):
        write_json(row)


@app.command()
def cues(session: SessionArgument, jsonl: JsonlOption = False) -> None:
    """The cues at the end of the journal: who asked what, the answer and its source, and whether it was given.

    With --jsonl, a line each: "group"; "intent"; "product"; "asked", how many comments ask; "comments", their ids;
    "first_at" and "answered_at", seconds of broadcast time; "answer", null where the catalog has no fact; "sources",
    each with "kind", "product", "ref" and "text"; "state": open, shown, answered, dismissed or expired.

    Example:  livecue cues sessions/friday --jsonl
    """
    from live.commands.journal import cue_rows

    _write(cue_rows(session), jsonl, "cues")


@app.command()
def highlights(session: SessionArgument, jsonl: JsonlOption = False) -> None:
    """Moments worth reposting, best first, each with its reasons.

    With --jsonl, a line each: "id"; "start" and "end", seconds of broadcast time; "kind"; "score"; "reasons".

    Example:  livecue highlights sessions/friday
    """
    from live.commands.journal import highlight_rows

    _write(highlight_rows(session), jsonl, "highlights")


@app.command()
def clip(
    media: Annotated[Path, typer.Argument(metavar="MEDIA", help="A file, or a session folder.")],
    start: Annotated[float, typer.Option("--start", metavar="S", help="Seconds.")],
    end: Annotated[float, typer.Option("--end", metavar="E", help="Seconds.")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="Where the clip goes, .mp4.")],
    copy: Annotated[bool, typer.Option("--copy", help="Do not encode again where that is safe.")] = False,
    vertical: Annotated[bool, typer.Option("--vertical", help="1080x1920, for phones.")] = False,
    subtitles: Annotated[
        Path | None, typer.Option("--subtitles", metavar="FILE", help="SRT or ASS to burn in.")
    ] = None,
    config: ConfigOption = None,
) -> None:
    """Cut one clip, exact to the frame.

    Examples:  livecue clip show.mp4 --start 81.5 --end 97 --out price.mp4 --vertical
    """
    from live.commands.clips import run_clip

    run_clip(media, start, end, out, copy=copy, vertical=vertical, subtitles=subtitles, config=config)


@app.command()
def clips(session: SessionArgument, config: ConfigOption = None) -> None:
    """Export the clips of a session again.

    Example:  livecue clips sessions/friday
    """
    from live.commands.clips import run_clips

    run_clips(session, config)


@app.command()
def report(
    sessions: Annotated[list[Path], typer.Argument(metavar="DIR [DIR]", help="One session, or two to compare.")],
    lang: Annotated[str, typer.Option("--lang", help="zh or en; empty: as the session was run.")] = "",
    names: Annotated[bool, typer.Option("--names", help="Show viewers' names.")] = False,
) -> None:
    """Write the report of a session again; with two, compare them.

    Examples:  livecue report sessions/friday  ·  livecue report sessions/thursday sessions/friday
    """
    from live.commands.report import run_report

    run_report(sessions, lang, names)


@app.command()
def sessions(
    config: ConfigOption = None, json: Annotated[bool, typer.Option("--json", help="As one JSON array.")] = False
) -> None:
    """What sessions there are, newest first.

    Example:  livecue sessions
    """
    from live.commands.journal import session_rows

    rows = session_rows(config)
    if json:
        write_json(rows)
    else:
        _write(rows, False, "sessions")


@app.command()
def doctor(
    config: ConfigOption = None,
    llm: Annotated[bool, typer.Option("--llm", help="Ask each language model for one word.")] = False,
    json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False,
) -> None:
    """What works on this machine, what does not, and the fix.

    Examples:  livecue doctor  ·  livecue doctor --config config.toml --llm
    """
    from live.commands.doctor import run_doctor

    raise typer.Exit(run_doctor(config, write_json if json else None, llm=llm))


def main() -> None:
    """Run a command; errors that a person can act on become one message and an exit code."""
    try:
        app()
    except LiveCueError as error:
        typer.echo(f"livecue: {error}", err=True)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        typer.echo("livecue: interrupted", err=True)
        sys.exit(130)


if __name__ == "__main__":
    main()
