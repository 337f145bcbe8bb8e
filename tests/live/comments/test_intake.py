"""Intake: cleaned, each once, under a name that only this installation knows."""

import json
from typing import Any

import msgspec
import pytest

from live.comments.formats import FORMATS
from live.comments.formats.base import RawComment, RawSignal
from live.comments.intake import Intake
from live.comments.received import Received
from live.events import Comment, Event

KEY = b"k" * 32


def taken(intake: Intake, at: float = 0.0, source: str = "douyin", **fields: object) -> Comment | None:
    return intake.comment(RawComment(**{"text": "多少钱", **fields}), at, source=source)  # type: ignore[arg-type]


def test_a_comment_is_cleaned_and_keeps_the_sources_id() -> None:
    comment = taken(Intake(KEY), text="\x1b[31m胖子能穿吗\x1b[0m", user="张\u202e三", id="7312345678901234567")
    assert comment is not None
    assert (comment.text, comment.user, comment.id) == ("胖子能穿吗", "张三", "7312345678901234567")


def test_nothing_visible_is_no_comment() -> None:
    intake = Intake(KEY)
    assert taken(intake, text="\u200b\x00 \u3164") is None
    assert intake.refused == 1


def test_html_becomes_text_and_what_it_hides_goes() -> None:
    html = 'how <b>much</b> &lt;3 &#27;&#x1b;[0m<img alt=":smile:" src=x><br>ok<script>alert(1)</script><style>p'
    comment = taken(Intake(KEY), text=html, html=True)
    assert comment is not None
    assert comment.text == "how much <3 [0m:smile: ok"


def test_text_that_looks_like_html_stays_where_the_source_sends_text() -> None:
    comment = taken(Intake(KEY), text="a <b> & c")
    assert comment is not None and comment.text == "a <b> & c"


def test_the_same_id_again_is_a_repeat() -> None:
    intake = Intake(KEY)
    assert taken(intake, id="1") is not None
    assert taken(intake, id="1", text="edited") is None
    assert intake.repeated == 1


def test_without_an_id_user_text_and_second_tell_a_repeat() -> None:
    intake = Intake(KEY)
    assert taken(intake, user="Ann", ts=1750000000.2) is not None
    assert taken(intake, user="Ann", ts=1750000000.9) is None
    assert taken(intake, user="Ann", ts=1750000001.0) is not None
    assert taken(intake, user="Bob", ts=1750000000.2) is not None


def test_two_sources_may_count_from_one() -> None:
    intake = Intake(KEY)
    ids = [
        c.id for source in ("a", "b") for n in ("1", "2") if (c := taken(intake, source=source, id=n, text=source + n))
    ]
    assert ids == ["1", "2", "b:1", "b:2"]
    assert taken(intake, source="b", id="2", text="b2") is None


def test_two_readers_of_one_room_give_each_comment_once() -> None:
    intake = Intake(KEY)
    assert taken(intake, source="oba", id="7312345678901234567") is not None
    assert taken(intake, source="douyinlive", id="7312345678901234567") is None


def test_a_reader_that_counts_anew_after_a_restart_loses_nothing() -> None:
    intake = Intake(KEY)
    assert taken(intake, id="1", text="before", counted=True) is not None
    again = taken(intake, id="1", text="after", counted=True)
    assert again is not None and again.id != "1"
    assert taken(intake, id="1", text="before", counted=True) is None
    assert taken(intake, id="1", text="after", counted=True) is None


def test_a_backlog_under_fresh_ids_is_recognised_by_what_was_said() -> None:
    intake = Intake(KEY)

    def sent(id_: str, text: str, connection: int) -> Received:
        return Received(
            RawComment(text=text, id=id_, user_id="u", ts=1.75e9), "b", "bilibili", 1.75e9, connection, True
        )

    assert intake.take(sent("x1", "1", 1), 1.0) is not None
    assert intake.take(sent("x2", "1", 1), 1.0) is not None, "twice in one second is twice"
    assert intake.take(sent("y1", "1", 2), 2.0) is None
    assert intake.take(sent("y2", "new", 2), 2.0) is not None


def test_memory_is_bounded_and_what_is_recent_is_still_known() -> None:
    intake = Intake(KEY, remembered=100)
    for n in range(1000):
        assert taken(intake, id=f"c{n}") is not None
    assert not intake.seen("c880") and intake.seen("c900")
    assert taken(intake, id="c999") is None


def test_viewers_are_known_again_by_id_within_an_installation_only() -> None:
    here, there = Intake(KEY), Intake(b"x" * 32)
    first, again = taken(here, id="1", user="momo", user_id="7"), taken(here, id="2", user="new name", user_id="7")
    other, elsewhere = taken(here, id="3", user="momo", user_id="8"), taken(there, id="1", user="momo", user_id="7")
    assert first and again and other and elsewhere
    assert first.viewer == again.viewer
    assert first.viewer not in (other.viewer, elsewhere.viewer)
    assert first.viewer != "7" and len(first.viewer) == 16
    by_name, nobody = taken(here, id="4", user="momo"), taken(here, id="5")
    assert by_name and by_name.viewer not in ("", first.viewer)
    assert nobody and nobody.viewer == ""


def test_the_same_number_on_another_platform_is_another_viewer() -> None:
    intake = Intake(KEY)
    one, two = (
        taken(intake, id="1", user_id="7", platform="douyin"),
        taken(intake, id="2", user_id="7", platform="tiktok"),
    )
    assert one and two and one.viewer != two.viewer


def test_a_flood_is_kept_and_counted() -> None:
    intake = Intake(KEY)
    said = ["1", "111", " 1 ", "扣1", "1"]
    counts = [c.repeats for n, text in enumerate(said) if (c := taken(intake, at=n, id=str(n), text=text))]
    assert counts == [0, 1, 2, 0, 3]
    later = taken(intake, at=60.0, id="later", text="1")
    assert later and later.repeats == 0


def test_lag_is_how_long_the_source_took() -> None:
    intake = Intake(KEY)
    comment = intake.comment(RawComment(text="x", id="1", ts=1000.0e6), 5.0, wall=1000.0e6 + 2.5)
    recorded = intake.comment(RawComment(text="x", id="2", ts=1000.0e6, at=3.0), 3.0, wall=1.75e9)
    early = intake.comment(RawComment(text="x", id="3", ts=1000.0e6), 5.0, wall=1000.0e6 - 2.5)
    assert comment and recorded and early
    assert (comment.lag, recorded.lag, early.lag) == (2.5, 0.0, 0.0)


def test_an_order_and_its_payment_are_two_signals_and_a_repeat_is_none() -> None:
    intake = Intake(KEY)

    def order(status: str) -> bool:
        raw = RawSignal(type="order", id="o1", status=status, product="碎花\x1b[0m裙", user="吴\u202e**")
        found = intake.signal(raw, 1.0, source="oba")
        if found is not None:
            assert (found.product, found.user) == ("碎花裙", "吴**")
        return found is not None

    assert [order("placed"), order("paid"), order("paid")] == [True, True, False]


def test_folding_an_old_journal_brings_the_same_memory_back() -> None:
    raws = [RawComment(text="1", id=str(n), user="Ann") for n in range(5)] + [
        RawComment(text="hello", user="Ann", ts=1.75e9)
    ]
    orders = [RawSignal(type="order", id="o1", status="paid"), RawSignal(type="like", count=3)]
    before, after = Intake(KEY), Intake(KEY)
    events = [e for raw in raws if (e := before.comment(raw, 1.0, source="s"))]
    events += [e for raw in orders if (e := before.signal(raw, 1.0, source="s"))]  # type: ignore[misc]
    for seq, data in enumerate(events, start=1):
        event = Event(seq=seq, at=1.0, wall=0.0, cause=None, data=data)
        assert before.on(event) == [] == after.on(event)
    assert [after.comment(raw, 1.0, source="s") for raw in raws] == [None] * 6
    assert after.signal(orders[0], 1.0, source="s") is None
    assert after.signal(orders[1], 1.0, source="s") is not None, "what has no id cannot be told from another"
    new = RawComment(text="1", id="new", user="Bob")
    assert before.comment(new, 2.0, source="s") == after.comment(msgspec.structs.replace(new), 2.0, source="s")


@pytest.mark.parametrize("id_", ["\x1b]0;x\x07id", "i\u202ed", "id" + "x" * 5000])
def test_ids_are_cleaned_too(id_: str) -> None:
    comment = taken(Intake(KEY), id=id_)
    assert comment is not None
    assert comment.id.startswith("id") and len(comment.id) <= 120


@pytest.mark.parametrize("id_", ["urn:livecue:" + "a" * 200, "https://example.org/" + "b" * 110, "c" * 400])
def test_a_long_id_is_told_from_others_and_known_again_whatever_stands_in_it(id_: str) -> None:
    intake = Intake(KEY)
    first = taken(intake, source="a", id=id_, user="Ann", text="one")
    others = [
        taken(intake, source="b", id=id_, user="Bob", text="two"),
        taken(intake, source="a", id=id_ + "x", user="Ann", text="three"),
    ]
    assert taken(intake, source="a", id=id_, user="Ann", text="one") is None
    assert taken(intake, source="b", id=id_, user="Bob", text="two") is None
    kept = [comment.id for comment in (first, *others) if comment]
    assert len({*kept}) == 3
    assert max(map(len, kept)) <= 120


def test_the_same_long_id_with_other_words_from_another_source_is_another_comment() -> None:
    intake = Intake(KEY)
    assert taken(intake, source="a", id="comment-000000001", user="Ann", text="one") is not None
    assert taken(intake, source="b", id="comment-000000001", user="Bob", text="two") is not None
    assert taken(intake, source="c", id="comment-000000001", user="Ann", text="one") is None


@pytest.mark.parametrize("unclosed", ["<a ", '<a b="', "<a/", "<!--", "<!", "&", '<a "x', "</a "])
def test_a_mebibyte_of_markup_that_never_closes_is_read_at_once(unclosed: str) -> None:
    # Looked through from each opener to the end, as HTML parsers do, this would take hours.
    raw = RawComment(text="hello " + unclosed * (2**20 // len(unclosed)), html=True)
    comment = Intake(KEY).comment(raw, 0.0, source="ssn")
    assert comment is not None
    assert comment.text.startswith("hello")


@pytest.mark.parametrize("opener", ["\x9d", "\x90", "\x98", "\x9e", "\x9f", "\x1b]", "\x1bP"])
def test_many_strings_that_never_close_are_cleaned_at_once(opener: str) -> None:
    # Cut to what is looked at: 8,000 characters. From each opener to the end, a hundred would take a minute.
    intake = Intake(KEY)
    for _ in range(100):
        assert taken(intake, text=opener * 8000 + "多少钱") is None or opener.startswith("\x1b")


@pytest.mark.parametrize(
    ("name", "frame"),
    [
        ("generic", {"signal": "order", "ts": 1_750_000_000, "user": "a", "product": "dress"}),
        (
            "blivechat",
            {"cmd": 3, "data": {"authorName": "z", "uid": "u", "timestamp": 1_750_000_000, "num": 1, "giftName": "x"}},
        ),
        (
            "blivechat",
            {
                "cmd": 5,
                "data": {"authorName": "z", "uid": "u", "timestamp": 1_750_000_000, "price": 3, "content": "hi"},
            },
        ),
    ],
    ids=["order without an id", "gift with a new id each time", "super chat"],
)
def test_orders_and_gifts_sent_again_over_a_new_connection_count_once(name: str, frame: dict[str, Any]) -> None:
    intake, format_ = Intake(b"k" * 32), FORMATS[name]
    counts = []
    for connection, id_ in ((1, "a" * 32), (2, "b" * 32), (2, "c" * 32)):
        if name == "blivechat":
            frame["data"]["id"] = id_
        items = format_.parse(json.dumps(frame)).items
        assert any(isinstance(raw, RawSignal) for raw in items)
        sent = [Received(raw, "s", "", 1.75e9, connection, format_.fresh_ids) for raw in items]
        counts.append(sum(intake.take(one, 10.0) is not None for one in sent))
    assert counts == [len(items), 0, 0]
