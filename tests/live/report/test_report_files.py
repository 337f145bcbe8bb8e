"""What is in the folder after a report: whole, valid, equal in its figures, inert, and without names."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import html5lib
import msgspec
import openpyxl
import pytest

from live.errors import BadInput
from live.events import Clip, Comment, Compliance, Cue, Highlight, Llm, Question, Session, Utterance
from live.journal import Journal
from live.report.build import ReportFiles, build_report
from live.report.model import Asker, Report
from live.report.words import INTENTS, TEXT, Words
from live.report.workbook import REPLIES, tables
from tests.live.report.truth_journal import load, waits

HOSTILE = (
    "<script>alert(1)</script>",
    '=HYPERLINK("http://evil.example","点我")',
    "[x](javascript:alert(1)) ![](http://evil.example/a.png)",
    "{{ 7*7 }} {% raw %}",
    "@SUM(A1:A9)",
)


@pytest.fixture
def hostile(tmp_path: Path) -> ReportFiles:
    """Every text that comes from outside is an attempt at something."""
    root = tmp_path / "hostile"
    with Journal(root / "journal.db") as journal:
        journal.append(Session(state="started", title=HOSTILE[0]), at=0.0)
        for i, text in enumerate(HOSTILE):
            journal.append(Comment(id=f"{text}{i}", text=text, user=text, viewer=text), at=i)
            journal.append(Question(comment=f"{text}{i}", intent="size", score=1.0, group=text, text=text), at=i)
            journal.append(Cue(group=text, state="open", title=text, answer=text), at=i)
            journal.append(Utterance(start=i, end=i + 1, text=text), at=i + 1)
            journal.append(Highlight(id=text, start=i, end=i + 1, type=text, score=0.5, title=text), at=i + 1)
            journal.append(Clip(id=text, highlight=text, state="failed", start=i, end=i + 1, reason=text), at=i + 1)
            journal.append(Compliance(start=i, end=i, phrase=text, rule=text, text=text, softer=text), at=i + 1)
            journal.append(Llm(endpoint=text, model=text, outcome=text), at=i + 1)
    return build_report(root)


def valid(page: str) -> Any:
    """The document, parsed by the rules of HTML. Raises on the first error."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_is_valid_small_and_names_nothing_outside_itself(own_session: Path, language: str) -> None:
    page = build_report(own_session, language=language).html.read_text(encoding="utf-8")
    document = valid(page)
    assert len(page.encode()) < 5_000_000
    ids = [e.get("id") for e in document.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    for element in document.iter():
        for name in ("src", "href", "action", "poster", "data"):
            value = element.get(name) or ""
            assert value == "data:," or not value.startswith(("http", "//", "data:")), value
    anchors = {e.get("href")[1:] for e in document.iter("a") if (e.get("href") or "").startswith("#")}
    assert anchors <= set(ids)


def test_the_workbook_s_sums_are_those_of_the_json(built: ReportFiles) -> None:
    report = json.loads(built.json.read_bytes())
    book = openpyxl.load_workbook(built.xlsx)
    overview = dict(list(book["概览"].iter_rows(values_only=True))[1:])
    assert (overview["提问"], overview["问题"], overview["已答"]) == (
        report["headline"]["questions"], report["headline"]["groups"], report["headline"]["groups_answered"],
    )  # fmt: skip

    def column(sheet: str, head: str) -> list[Any]:
        rows = list(book[sheet].iter_rows(values_only=True))
        return [row[rows[0].index(head)] for row in rows[1:]]

    assert sum(column("全部问题", "几人问")) == sum(column("分类型", "提问")) == report["headline"]["questions"]
    assert sum(column("分商品", "提问")) == report["headline"]["questions"]
    assert sum(column("热度", "弹幕")) == report["headline"]["comments"]
    assert len(column("待回复", "弹幕编号")) == sum(len(a) for a in report["askers"].values())
    assert len(column("主播原话", "原话")) == report["headline"]["utterances"]


def test_replies_hold_a_row_for_everybody_who_waits(built: ReportFiles, demo: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(built.replies.read_text(encoding="utf-8-sig"))))
    groups = {g["group"]: g for g in load(demo, "groups.json")}
    truth = {comment: groups[name] for name, comments in waits(demo).items() for comment in comments}
    assert {r["弹幕编号"] for r in rows} == set(truth)
    for row in rows:
        assert bool(row["可以这样回"]) is truth[row["弹幕编号"]]["in_catalog"]


def test_the_json_reads_back_as_what_it_was_written_from(built: ReportFiles) -> None:
    assert msgspec.json.decode(built.json.read_bytes(), type=Report) == built.report


def test_names_are_left_out_unless_asked_for(own_session: Path, demo: Path) -> None:
    users = {c["user"] for c in load(demo, "comments.jsonl")} - {"momo", "1", "小禾"}
    said = "".join(c["text"] for c in load(demo, "comments.jsonl"))
    unmistakable = {u for u in users if len(u) > 3 and u not in said}
    without = build_report(own_session)
    for file in (without.html, without.markdown, without.json, without.replies):
        text = file.read_text(encoding="utf-8")
        assert not [u for u in unmistakable if u in text], file.name
    named = build_report(own_session, names=True)
    assert [u for u in unmistakable if u in named.replies.read_text(encoding="utf-8-sig")]


def test_hostile_text_is_inert_in_every_format(hostile: ReportFiles) -> None:
    document = valid(hostile.html.read_text(encoding="utf-8"))
    assert len(list(document.iter("script"))) == 1
    assert not list(document.iter("img"))
    assert HOSTILE[0] in "".join(document.itertext())
    book = openpyxl.load_workbook(hostile.xlsx)
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row]
    assert [c for c in cells if c.value == HOSTILE[1]]
    assert not [c for c in cells if c.data_type == "f" or c.hyperlink]
    for row in csv.reader(io.StringIO(hostile.replies.read_text(encoding="utf-8-sig"))):
        assert not [v for v in row if v.startswith(("=", "@", "+", "-"))]
    markdown = hostile.markdown.read_text(encoding="utf-8")
    assert "<script>" not in markdown
    assert "](" not in markdown


def test_a_report_is_written_while_another_process_writes_the_journal(tmp_path: Path) -> None:
    writer = (
        "import sys, pathlib\n"
        "from live.journal import Journal\n"
        "from live.events import Comment\n"
        "with Journal(pathlib.Path(sys.argv[1])) as journal:\n"
        "    for i in range(500): journal.append(Comment(id=str(i), text='来了'), at=i / 10)\n"
        "    journal.flush(); print('half', flush=True); sys.stdin.readline()\n"
    )
    path = tmp_path / "journal.db"
    with subprocess.Popen(
        [sys.executable, "-c", writer, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "half\n"
        report = build_report(tmp_path).report
        process.communicate("\n", timeout=20)
    assert report.headline.comments == 500
    assert not report.about.ended


def test_a_broadcast_in_which_nothing_happened_has_a_report_too(tmp_path: Path) -> None:
    with Journal(tmp_path / "journal.db") as journal:
        journal.append(Session(state="started"), at=0.0)
    files = build_report(tmp_path)
    valid(files.html.read_text(encoding="utf-8"))
    assert files.report.headline.answer_rate is None
    assert files.report.about.title == tmp_path.name


def test_nothing_half_written_stays_behind(built: ReportFiles) -> None:
    names = {p.name for p in built.html.parent.iterdir()}
    assert names == {"report.html", "report.md", "report.json", "report.xlsx", "replies.csv"}


def test_no_journal_and_an_unknown_language_are_said_plainly(tmp_path: Path, own_session: Path) -> None:
    with pytest.raises(BadInput, match=r"holds no journal"):
        build_report(tmp_path)
    with pytest.raises(BadInput, match="'fr'"):
        build_report(own_session, language="fr")


def test_clips_are_named_relative_to_the_report_and_only_where_their_files_are(tmp_path: Path) -> None:
    with Journal(tmp_path / "journal.db") as journal:
        journal.append(Session(state="started"), at=0.0)
        journal.append(Clip(id="a", highlight="h", state="done", start=1, end=9, path="clips/a", title="好看"), at=9.0)
        journal.append(Clip(id="b", highlight="h", state="done", start=11, end=19, path="clips/b"), at=19.0)
    (tmp_path / "clips" / "a").mkdir(parents=True)
    for name in ("clip.mp4", "cover.jpg"):
        (tmp_path / "clips" / "a" / name).write_bytes(b"x")
    clips = build_report(tmp_path).report.clips
    assert [(c.video, c.cover, c.vertical) for c in clips] == [
        ("../clips/a/clip.mp4", "../clips/a/cover.jpg", ""), ("", "", ""),
    ]  # fmt: skip


def test_every_text_exists_in_both_languages() -> None:
    assert all(len(pair) == 2 and all(pair) for pair in (*TEXT.values(), *INTENTS.values()))
    assert Words("en").t("of_groups", n=1, of=2) == "1 of 2 groups"


@pytest.mark.parametrize("names", [False, True])
def test_a_sheet_of_replies_that_holds_not_all_of_them_says_how_many_more_there_are(
    built: ReportFiles, names: bool
) -> None:
    report = built.report
    group = report.waiting[0]
    askers = [Asker(comment=str(n), at=0.0, text="?", viewer="") for n in range(REPLIES + 7)]
    crowded = msgspec.structs.replace(report, waiting=[group], askers={group: askers})
    replies = next(t for t in tables(crowded, Words("en"), names) if t[0] == Words("en").t("sheet_replies"))
    rows = list(replies[2])
    assert len(rows) == REPLIES + 1
    assert rows[-1][list(replies[1]).index("Comment")] == "7 more are in replies.csv"
