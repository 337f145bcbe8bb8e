"""Every word of the dashboard, in Chinese and English, side by side so that neither is forgotten."""

from typing import Literal

from live.events import Health
from tui.healthwords import in_chinese

Language = Literal["zh", "en"]

WORDS: dict[str, tuple[str, str]] = {
    # the line at the top
    "live": ("直播中", "LIVE"),
    "replay": ("回放", "REPLAY"),
    "ended": ("已结束", "ENDED"),
    "connecting": ("等待开始", "WAITING"),
    "catching_up": ("正在读取记录 {n}", "catching up {n}"),
    "per_minute": ("{n} 条/分", "{n}/min"),
    "asked_answered": ("问题 {asked} 已答 {answered}", "groups {asked} answered {answered}"),
    # product
    "on_offer": ("在售", "On offer"),
    "nothing_on_offer": ("没有在讲的商品（o 指定）", "nothing on offer (o to set)"),
    "stock": ("库存 {n}", "stock {n}"),
    "sold_out": ("已售罄", "SOLD OUT"),
    "on_air": ("已讲 {t}", "on air {t}"),
    "link": ("{n}号", "#{n}"),
    # cues
    "cues": ("提示", "Cues"),
    "no_cues": ("还没有要回答的问题。观众一问，就会出现在这里。", "Nothing to answer yet. Questions appear here."),
    "more_above": ("↑{n}", "↑{n}"),
    "more_below": ("↓还有{n}条", "↓{n} more"),
    "askers": ("{n}人问", "{n} ask"),
    "waits": ("等{t}", "waits {t}"),
    "answer": ("答", "Say"),
    "no_answer": ("目录里没有，请主播自己答", "Not in the catalog: the host must know"),
    "no_product": ("不知道问的是哪个商品：按 o 指定在售的", "Which product? Press o to say what is on offer"),
    "source": ("据", "from"),
    "also": ("配", "with"),
    "current": ("台前", "ON SET"),
    "shown": ("下一个", "NEXT"),
    "pinned": ("置顶", "PINNED"),
    "released": ("上屏", "ON OVERLAY"),
    "is_answered": ("已答", "answered"),
    "is_dismissed": ("已忽略", "dismissed"),
    "is_expired": ("已过期", "expired"),
    # comments
    "comments": ("弹幕", "Comments"),
    "no_comments": ("还没有弹幕", "No comments yet"),
    "no_match": ("没有符合的弹幕（Esc 清除）", "No comment matches (Esc clears)"),
    "held": ("停住 +{n}", "held +{n}"),
    "only_needs": ("只看提问", "needs only"),
    "search_for": ("搜：{q}", "find: {q}"),
    "search_hint": (
        "搜弹幕，如 尺码；@名字 找人；回车确定，Esc 清除",
        "words, or size; @name; Enter keeps, Esc clears",
    ),
    # host
    "host": ("主播", "Host"),
    "no_speech": ("还没听到主播说话", "Nothing heard yet"),
    "answers": ("答了 {title}", "answers {title}"),
    "careful": ("违禁：{phrase}", "forbidden: {phrase}"),
    "careful_perhaps": ("疑似违禁：{phrase}", "perhaps forbidden: {phrase}"),
    "softer": ("改说：{softer}", "say: {softer}"),
    # heat
    "heat": ("热度", "Heat"),
    "heat_legend": ("★高光 ▲标记 数字=商品号", "★highlight ▲mark digits=product"),
    # health
    "health": ("状态", "Health"),
    "all_ok": ("全部正常", "all fine"),
    "more_health": ("（h 全部）", "(h for all)"),
    "part_broadcast": ("直播程序", "broadcast"),
    "part_comments": ("弹幕源", "comments"),
    "part_capture": ("录制", "recorder"),
    "part_speech": ("语音", "speech"),
    "part_clips": ("剪辑", "clips"),
    "part_llm": ("大模型", "LLM"),
    "part_disk": ("磁盘", "disk"),
    "part_overlay": ("大字页", "overlay"),
    "state_ok": ("正常", "ok"),
    "state_waiting": ("等待", "waiting"),
    "state_degraded": ("变慢", "degraded"),
    "state_down": ("中断", "down"),
    "state_gap": ("有缺口", "gap"),
    "since": ("{state} {t}，{at} 起", "{state} {t}, since {at}"),
    "lag": ("慢{s}秒", "lag {s}s"),
    "llm_used": ("大模型 {n}/{most}", "LLM {n}/{most}"),
    "llm_off": ("大模型 未用", "LLM off"),
    "clips_line": ("成片 {done}/{all}", "clips {done}/{all}"),
    "clips_failed": ("失败{n}", "{n} failed"),
    "clip_now": ("在剪 {title} {share}", "cutting {title} {share}"),
    "clip_left": ("，还要 {left}", ", {left} left"),
    "clips_next": ("下一条 {title}", "next {title}"),
    "page_host": ("主播大字页", "host page"),
    "page_overlay": ("OBS 浮层", "OBS overlay"),
    "page_push": ("弹幕推送到", "readers push to"),
    # keys
    "key_up_down": ("选择", "pick"),
    "key_answer": ("已答", "answer"),
    "key_dismiss": ("忽略", "dismiss"),
    "key_show": ("给主播", "host"),
    "key_pin": ("置顶", "pin"),
    "key_release": ("上屏", "overlay"),
    "key_undo": ("撤销", "undo"),
    "key_mark": ("标记", "mark"),
    "key_clip": ("剪1分钟", "clip 1 min"),
    "key_product": ("换商品", "product"),
    "key_search": ("搜索", "search"),
    "key_needs": ("只看提问", "needs"),
    "key_history": ("此人发言", "viewer"),
    "key_no_question": ("不是提问", "no question"),
    "key_intent": ("问的是…", "asks…"),
    "key_askers": ("谁在问", "who"),
    "key_open": ("看详情", "details"),
    "key_back": ("回到最新", "back to the newest"),
    "key_sort": ("按急排", "sort"),
    "key_pane": ("面板", "pane"),
    "key_language": ("EN", "中文"),
    "key_theme": ("亮/暗", "light/dark"),
    "key_help": ("帮助", "help"),
    "key_palette": ("命令", "commands"),
    "key_quit": ("结束", "end"),
    "key_leave": ("离开/结束", "leave"),
    "key_close": ("关闭", "close"),
    "key_health": ("状态", "health"),
    # where there is room for more
    "key_answer_wide": ("主播已答", "host answered it"),
    "key_dismiss_wide": ("忽略，不用答", "dismiss"),
    "key_show_wide": ("马上给主播看", "give to the host"),
    "key_release_wide": ("放到观众画面", "show to viewers"),
    "key_askers_wide": ("看谁在问", "who asks"),
    "key_mark_wide": ("标记高光", "mark a highlight"),
    "key_clip_wide": ("剪下前1分钟", "clip the last minute"),
    "key_search_wide": ("搜弹幕、尺码…", "search comments, size…"),
    "key_quit_wide": ("安全结束直播", "end the broadcast safely"),
    "key_leave_wide": ("关屏幕 / 结束直播", "close this screen / end the broadcast"),
    # the same keys, told to somebody who sees them for the first time
    "help_up": ("上一条", "the one above"),
    "help_down": ("下一条", "the one below"),
    "help_answer": ("主播已经答了这条提示", "the host has answered this cue"),
    "help_dismiss": ("这条提示不用答，收起", "dismiss: this cue needs no answer"),
    "help_show": ("马上给主播看", "put this cue in front of the host now"),
    "help_pin": ("置顶；再按取消", "keep at the top; again: let go"),
    "help_release": ("放到观众画面（大家都在问）；再按收回", "let viewers see it on the overlay; again: take it back"),
    "help_askers": ("看是哪些人在问", "see who asks"),
    "help_history": ("看此人说过的话", "see all this viewer said"),
    "help_no_question": ("这不是提问；以后一样的也不算", "this is no question; the same is none from now on"),
    "help_intent": ("问的是别的事：改意图，以后一样的照此", "it asks something else: correct it, also from now on"),
    "help_undo": ("撤销上一次的已答、忽略或不是提问", "take back the last answer, dismissal or no question"),
    "help_sort": ("按紧急程度排一次", "sort the cues by urgency, once"),
    "help_needs": ("只看要答的弹幕；再按看全部", "only comments that need an answer; again: all"),
    "help_open": ("看详情：谁在问，或此人发言", "details: who asks, or this viewer's comments"),
    "help_mark": ("这一刻值得剪：标记高光", "this moment is worth keeping: mark a highlight"),
    "help_clip": ("马上剪出前一分钟", "make a clip of the last minute"),
    "help_product": ("换在讲的商品，或标为售罄", "correct the product on offer, or mark it sold out"),
    "help_search": ("搜弹幕：词、意图（如 尺码）、@名字", "search comments: words, intent (such as size), @name"),
    "help_focus_next": ("在提示和弹幕之间切换", "go between cues and comments"),
    "help_newest": (
        "清除搜索，回到最新 / 主播面前的提示",
        "clear the search, back to the newest, or to what the host has",
    ),
    "help_language": ("换成英文", "switch to Chinese"),
    "help_theme": ("亮色或暗色", "light or dark"),
    "help_help": ("这一页", "this page"),
    "help_health": ("各部分的状态和怎么办", "state of every part, and what to do about it"),
    "help_command_palette": ("命令：按名字找一个键", "commands: find a key by its name"),
    "palette_hint": ("找命令，如 标记", "Search for a command, such as mark"),
    "help_quit": ("安全结束直播（会先问）", "end the broadcast safely (asks first)"),
    "help_leave": ("关闭屏幕，或结束直播（会先问）", "close this screen, or end the broadcast (asks first)"),
    "help_glyphs": (
        "● 提示  ▶台前 主播正在看  ▷下一个  ◆ 要答的弹幕  ★ 高光  ▲ 你的标记  热度线下的数字是商品号",
        "● cue  ▶ the host sees it  ▷ next  ◆ to answer  ★ highlight  ▲ your mark  1 2 3 under the heat: product",
    ),
    # what was done
    "did_answer": ("已答：{title}（u 撤销）", "Answered: {title} (u undoes)"),
    "did_dismiss": ("已忽略：{title}（u 撤销）", "Dismissed: {title} (u undoes)"),
    "did_undo": ("已恢复：{title}", "Back again: {title}"),
    "nothing_to_undo": ("没有可撤销的", "Nothing to undo"),
    "did_mark": ("已标记 {t}", "Marked {t}"),
    "did_clip": ("在剪前一分钟（到 {t}）", "Clipping the minute up to {t}"),
    "did_product": ("在售：{name}", "On offer: {name}"),
    "did_sold_out": ("{name} 已售罄", "{name} is sold out"),
    "did_restocked": ("{name} 补货了", "{name} is back in stock"),
    "did_no_question": ("记为不是提问（u 撤销）：{title}", "No question (u undoes): {title}"),
    "no_question_already": ("本来就没算作提问", "It is taken for none already"),
    "did_intent": ("记为问{intent}：{title}", "Asks about {intent}: {title}"),
    "slipped": ("光标刚换了一条，请再按一次", "The cursor has just moved on by itself: press again"),
    "already_shown": ("已经在主播面前", "The host has it already"),
    "cue_over": ("这条刚刚结束，没有再动它", "This one has just closed; nothing was done"),
    "no_cue": ("没有选中的提示", "No cue is picked"),
    "pick_comment": ("先用 Tab 和 ↑↓ 选一条弹幕", "Pick a comment first: Tab, then ↑↓"),
    "no_catalog": ("没有商品目录", "There is no catalog"),
    "not_done": ("没做成：{why}", "Not done: {why}"),
    "source_failed": ("记录读不下去了：{why}", "The journal cannot be read on: {why}"),
    # dialogs
    "quit_title": ("结束直播助手？", "End LiveCue?"),
    "quit_text": (
        "录制停止，剩下的片段剪完，报告写好，然后退出。什么都不会丢。",
        "Stops recording, finishes the clips, writes the report, then leaves. Nothing is lost.",
    ),
    "quit_end": ("结束并收尾", "End and finish"),
    "quit_detach": ("只关这个屏幕，直播继续", "Close this screen only; the broadcast goes on"),
    "quit_leave": ("离开", "Leave"),
    "quit_over": ("直播已结束，可以放心离开。", "The broadcast is over; it is safe to leave."),
    "quit_title_attached": ("关闭这个屏幕？", "Close this screen?"),
    "quit_attached": (
        "直播在另一个进程里运行，关掉屏幕也会继续；再看：livecue attach",
        "The broadcast runs in a process of its own and goes on without this screen. Back again: livecue attach",
    ),
    "quit_stay": ("继续直播", "Stay"),
    "ending": ("正在收尾：片段、报告…", "Finishing: clips, report…"),
    "history_title": ("{name} 的发言（{n} 条）", "{name}: {n} comments"),
    "askers_title": ("谁在问：{title}（{n} 条）", "Who asks: {title} ({n})"),
    "intent_title": ("问的是什么：{title}", "What does it ask: {title}"),
    "product_title": ("现在讲哪个商品？", "Which product is on offer?"),
    "product_none": ("没有在讲的商品", "Nothing in particular"),
    "product_gone": ("标为售罄", "mark as sold out"),
    "product_back": ("标为补货", "mark as back in stock"),
    "dialog_foot": ("↑↓ 选择  Enter 确定  Esc 取消", "↑↓ pick  Enter do it  Esc cancel"),
    "dialog_read": ("↑↓ 看  Enter 此人发言  Esc 关闭", "↑↓ read  Enter viewer  Esc close"),
    "health_title": ("各部分状态", "Health of every part"),
    "health_none": ("还没有消息", "Nothing reported yet"),
    "dialog_close": ("Esc 关闭", "Esc closes"),
    "help_title": ("按键", "Keys"),
}

INTENTS: dict[str, tuple[str, str]] = {
    "size": ("尺码", "size"),
    "price": ("价格", "price"),
    "promotion": ("优惠", "promotion"),
    "stock": ("库存", "stock"),
    "shipping": ("发货", "shipping"),
    "material": ("材质", "material"),
    "spec": ("规格", "spec"),
    "usage": ("用法", "usage"),
    "suitability": ("适合", "suitability"),
    "quality": ("质量", "quality"),
    "return": ("退换", "returns"),
    "compare": ("对比", "compare"),
    "order": ("下单", "order"),
    "request": ("请求", "request"),
    "complaint": ("投诉", "complaint"),
    "chat": ("闲聊", "chat"),
}

SOURCES: dict[str, tuple[str, str]] = {
    "size_table": ("尺码表", "size table"),
    "attribute": ("属性", "attribute"),
    "faq": ("常见问答", "FAQ"),
    "price": ("价格", "price"),
    "stock": ("库存", "stock"),
    "selling_point": ("卖点", "selling point"),
    "link": ("链接", "link"),
    "pairs_with": ("搭配", "goes with"),
    "host": ("主播说过", "the host said"),
}


class Words:
    """The dashboard's words in one language."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        self._index = 0 if language == "zh" else 1

    def __call__(self, key: str, **values: object) -> str:
        """The words for `key`, with `values` put in."""
        return WORDS[key][self._index].format(**values)

    def wide(self, key: str) -> str:
        """The words for `key` where there is room for more of them."""
        return self(f"{key}_wide") if f"{key}_wide" in WORDS else self(key)

    def intent(self, intent: str) -> str:
        """An intent's name."""
        return INTENTS[intent][self._index] if intent in INTENTS else intent

    def source(self, kind: str) -> str:
        """The name of a kind of source."""
        return SOURCES[kind][self._index] if kind in SOURCES else kind

    def part(self, part: str) -> str:
        """The name of a source or worker in `health` events: `comments:douyin` is `弹幕源 douyin`."""
        kind, _, name = part.partition(":")
        known = self(f"part_{kind}") if f"part_{kind}" in WORDS else kind
        return f"{known} {name}".strip()

    def detail(self, health: Health) -> str:
        """What a source or worker has to say, in this language where its words are known."""
        return in_chinese(health.detail) if self.language == "zh" else health.detail

    def other(self) -> "Words":
        """The same in the other language."""
        return Words("en" if self.language == "zh" else "zh")
