"""What each key does, on a broadcast in the middle of things."""

import msgspec
import pytest

from live.config import LlmEndpoint, LlmSettings
from live.errors import LiveCueError
from live.events import Answered, Clip, Comment, Cue, Health, Llm, Mark, Product, Question
from tests.tui.labelled import broadcast
from tests.tui.stage import Stage, screen_text, until
from tui.screens.dialog import Dialog
from tui.words import Language

SIZE = (80, 24)


@pytest.fixture
def stage() -> Stage:
    return Stage(broadcast(66))


async def test_a_answers_the_cue_under_the_cursor_and_it_leaves_at_once(stage: Stage) -> None:
    app = stage.dashboard()
    async with app.run_test(size=SIZE) as pilot:
        await stage.settled(app)
        first = app.view.board.current()
        assert first is not None
        await pilot.press("a")
        await pilot.pause()
        (said,) = stage.acted
        assert isinstance(said, Answered) and (said.by, said.group) == ("operator", first.group)
        assert first.cue.state == "answered"
        assert first.group not in app.view.board.order


async def test_a_dismissed_cue_comes_back_with_u_as_it_was(stage: Stage) -> None:
    app = stage.dashboard()
    async with app.run_test(size=SIZE) as pilot:
        await stage.settled(app)
        await pilot.press("j", "p", "d")
        await pilot.pause()
        dismissed = stage.acted[-1]
        assert isinstance(dismissed, Cue) and dismissed.state == "dismissed"
        assert app.view.note == f"已忽略：{dismissed.title}（u 撤销）"
        assert app.view.note in screen_text(app)
        await pilot.press("u")
        await pilot.pause()
        back = stage.acted[-1]
        assert isinstance(back, Cue) and (back.state, back.pinned, back.group) == ("open", True, dismissed.group)
        assert app.view.state.groups[dismissed.group].cue.state == "open"


async def test_what_an_undo_could_not_take_back_for_now_can_be_taken_back_later(stage: Stage) -> None:
    app = stage.dashboard()
    async with app.run_test(size=SIZE) as pilot:
        await stage.settled(app)
        await pilot.press("d")
        await stage.settled(app)
        dismissed = stage.acted[-1]
        assert isinstance(dismissed, Cue)

        def refuse(_: object) -> None:
            raise LiveCueError("The broadcast's process does not answer")

        app._grant, grant = refuse, app._grant
        await pilot.press("u")
        await pilot.pause()
        assert len(stage.acted) == 1
        app._grant = grant
        await pilot.press("u")
        await stage.settled(app)
        assert app.view.state.groups[dismissed.group].cue.state in ("open", "shown")
        await pilot.press("u")
        assert app.view.note == "没有可撤销的"


async def test_p_pins_to_the_top_s_shows_to_the_host_and_r_releases_to_viewers(stage: Stage) -> None:
    app = stage.dashboard()
    async with app.run_test(size=SIZE) as pilot:
        await stage.settled(app)
        await pilot.press("j", "p", "s", "r")
        await pilot.pause()
        group = app.view.board.current()
        assert group is not None
        assert app.view.board.order[0] == group.group
        assert (group.cue.pinned, group.cue.state, group.cue.released) == (True, "shown", True)
        text = screen_text(app)
        assert "◆置顶" in text and "▶台前" in text and "◎上屏" in text
        await pilot.press("p", "r", "s")
        assert app.view.note == "已经在主播面前"
        await pilot.pause()
        assert (group.cue.pinned, group.cue.state, group.cue.released) == (False, "shown", False)


async def test_m_marks_the_moment_and_c_clips_the_minute_before_it(stage: Stage) -> None:
    app = stage.dashboard()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("m", "c")
        await pilot.pause()
        assert stage.acted == [Mark(), Mark(seconds=60.0)]


async def test_o_puts_another_product_on_offer(stage: Stage) -> None:
    app = stage.dashboard()
    async with app.run_test(size=SIZE) as pilot:
        await stage.settled(app)
        await pilot.press("o")
        await pilot.pause()
        assert "现在讲哪个商品" in screen_text(app)
        await pilot.press("down", "down", "enter")
        await pilot.pause()
        assert stage.acted == [Product(product="sunmask", by="operator")]
        assert app.view.state.product == "sunmask"


async def test_o_marks_a_product_as_sold_out_and_the_top_line_says_so(stage: Stage) -> None:
    app = stage.dashboard()
    async with app.run_test(size=SIZE) as pilot:
        await stage.settled(app)
        await pilot.press("o", "down", "enter")
        await stage.settled(app)
        assert stage.acted == [Product(product="dress", state="sold_out", by="operator")]
        assert "已售罄" in screen_text(app).splitlines()[1]


async def test_the_history_of_a_viewer_holds_what_this_viewer_said_and_nobody_else_of_that_name(stage: Stage) -> None:
    for id_, viewer in (("m1", "v1"), ("m2", "v2"), ("m3", "v1")):
        stage.put(Comment(id=id_, text=f"text of {id_}", user="momo", viewer=viewer))
    app = stage.dashboard()
    async with app.run_test(size=SIZE) as pilot:
        await stage.settled(app)
        await pilot.press("tab", "up", "v")
        await pilot.pause()
        assert isinstance(app.screen, Dialog)
        assert [c.value for c in app.screen.choices] == ["m1", "m3"]
        await pilot.press("escape")


async def test_w_lists_who_asks_and_enter_goes_on_to_that_viewer(stage: Stage) -> None:
    app = stage.dashboard()
    async with app.run_test(size=SIZE) as pilot:
        await stage.settled(app)
        group = app.view.board.current()
        assert group is not None
        await pilot.press("w")
        await pilot.pause()
        assert isinstance(app.screen, Dialog)
        assert [c.value for c in app.screen.choices] == group.comments
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, Dialog) and len(app.screen.choices) == 1


async def test_x_takes_a_comment_out_of_its_group(stage: Stage) -> None:
    app = stage.dashboard()
    async with app.run_test(size=SIZE) as pilot:
        await stage.settled(app)
        await pilot.press("tab", "n", "up", "x")
        await pilot.pause()
        verdict = stage.acted[-1]
        assert isinstance(verdict, Question) and verdict.intent == "chat" and verdict.by == "operator"
        assert not app.view.needs(verdict.comment)
        assert all(verdict.comment not in g.comments for g in app.view.state.groups.values())


async def test_x_on_a_cue_says_that_none_of_its_comments_asks_and_u_takes_it_back(stage: Stage) -> None:
    app = stage.dashboard()
    async with app.run_test(size=SIZE) as pilot:
        await stage.settled(app)
        group = app.view.board.current()
        assert group is not None
        asked = list(group.comments)
        await pilot.press("x")
        await pilot.pause()
        assert [(q.comment, q.intent) for q in stage.acted if isinstance(q, Question)] == [(c, "chat") for c in asked]
        assert group.comments == []
        await pilot.press("u")
        await pilot.pause()
        assert group.comments == asked and group.cue.state == "open"


async def test_i_says_what_a_comment_asks_instead(stage: Stage) -> None:
    app = stage.dashboard()
    async with app.run_test(size=SIZE) as pilot:
        await stage.settled(app)
        await pilot.press("tab", "n", "up", "i")
        await pilot.pause()
        assert isinstance(app.screen, Dialog)
        before = app.screen.choices[app.screen.at].value
        await pilot.press("down", "enter")
        await pilot.pause()
        verdict = stage.acted[-1]
        assert isinstance(verdict, Question) and verdict.by == "operator" and verdict.text
        assert verdict.intent not in (before, "chat")


async def test_a_cue_can_be_picked_and_a_key_clicked_with_the_mouse(stage: Stage) -> None:
    app = stage.dashboard()
    async with app.run_test(size=SIZE) as pilot:
        await stage.settled(app)
        await pilot.click("#cues", offset=(10, 4))
        assert app.view.board.cursor == app.view.board.order[1]
        await pilot.click("#keys", offset=(1, 1))
        await pilot.pause()
        assert stage.acted == [Mark()]


async def test_a_key_pressed_as_the_cursor_moves_on_by_itself_hits_nobody(stage: Stage) -> None:
    app = stage.dashboard()
    async with app.run_test(size=SIZE) as pilot:
        await stage.settled(app)
        app.paint()
        urgent = app.view.board.order[2]
        stage.put(msgspec.structs.replace(app.view.state.groups[urgent].cue, state="shown"))
        await stage.settled(app)
        assert app.view.board.cursor == urgent
        await pilot.press("d")
        assert stage.acted == [] and app.view.note == "光标刚换了一条，请再按一次"
        await until(pilot, lambda: not app.just_slipped())
        await pilot.press("d")
        assert [type(p) for p in stage.acted] == [Cue]


async def test_search_narrows_the_comments_and_escape_brings_them_back(stage: Stage) -> None:
    app = stage.dashboard()
    async with app.run_test(size=SIZE) as pilot:
        await stage.settled(app)
        await pilot.press("slash", *"momo")
        await pilot.pause()
        shown = app.view.feed.window(10)
        assert shown and all("momo" in s.comment.user for s in shown)
        assert not stage.acted, "letters typed into the search must not act on cues"
        await pilot.press("escape")
        await pilot.pause()
        assert len(app.view.feed.window(10)) == 10


async def test_a_question_before_any_product_is_on_offer_asks_for_the_product() -> None:
    stage = Stage(broadcast(10))
    stage.put(Cue(group="g", state="open", intent="material", title="什么料子的呀"))
    app = stage.dashboard()
    async with app.run_test(size=SIZE) as pilot:
        await stage.settled(app)
        await until(pilot, lambda: "按 o 指定在售的" in screen_text(app))


async def test_l_changes_the_language_and_t_the_theme_at_once(stage: Stage) -> None:
    app = stage.dashboard()
    async with app.run_test(size=SIZE) as pilot:
        await stage.settled(app)
        assert "弹幕" in screen_text(app)
        await pilot.press("l", "t")
        await pilot.pause()
        assert "Comments" in screen_text(app) and "弹幕" not in screen_text(app).replace("弹幕源", "")
        assert app.theme == "livecue-light"


async def test_who_asks_about_a_size_is_found_by_that_word_in_either_language(stage: Stage) -> None:
    app = stage.dashboard("en")
    async with app.run_test(size=SIZE) as pilot:
        await stage.settled(app)
        for word in ("size", "尺码"):
            await pilot.press("slash", *word, "enter")
            await pilot.pause()
            found = app.view.feed.window(10)
            assert found and all(app.view.state.questions[s.comment.id].intent == "size" for s in found)
            await pilot.press("escape")


@pytest.mark.parametrize(
    ("language", "hint", "word"), [("zh", "找命令", "标记"), ("en", "Search for a command", "mark")]
)
async def test_a_command_is_found_by_its_name_and_the_help_says_how(
    stage: Stage, language: Language, hint: str, word: str
) -> None:
    app = stage.dashboard(language)
    async with app.run_test(size=(120, 40)) as pilot:
        await stage.settled(app)
        assert f"^p {app.words('key_palette')}" in screen_text(app)
        await pilot.press("question_mark")
        await until(pilot, lambda: app.words("help_command_palette") in screen_text(app))
        await pilot.press("escape", "ctrl+p")
        await until(pilot, lambda: hint in screen_text(app))
        await pilot.press(*word)
        await until(pilot, lambda: "m  " in screen_text(app))
        await pilot.press("down", "enter")
        await until(pilot, lambda: stage.acted == [Mark()])


async def test_h_tells_why_a_clip_failed_and_what_the_model_has_used_at_the_smallest_size(stage: Stage) -> None:
    stage.put(Health(part="speech", state="degraded", detail=""))
    stage.put(Clip(id="c", highlight="h", start=5, end=9, state="failed", title="口红", path="", reason="磁盘满了"))
    stage.put(Llm(endpoint="e", model="m", outcome="ok", seconds=1, prompt_tokens=40_000, completion_tokens=2000))
    app = stage.dashboard()
    endpoint = LlmEndpoint(name="e", base_url="http://127.0.0.1:1", model="m")
    app.settings = msgspec.structs.replace(app.settings, llm=LlmSettings(endpoints=(endpoint,)))
    async with app.run_test(size=SIZE) as pilot:
        await stage.settled(app)
        await pilot.press("h")
        await until(pilot, lambda: "口红：磁盘满了" in screen_text(app))
        assert "失败1" in screen_text(app) and "大模型 42k/" in screen_text(app)
