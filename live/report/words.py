"""The report's words, Chinese and English side by side."""

from collections.abc import Mapping

from live.errors import BadInput

LANGUAGES = ("zh", "en")

TEXT: Mapping[str, tuple[str, str]] = {
    # headings
    "report": ("直播复盘", "Broadcast report"),
    "figures": ("数字", "Figures"),
    "curve": ("热度曲线", "Heat curve"),
    "to_reply": ("还在等答复", "Still waiting"),
    "what_asked": ("都在问什么", "What they asked"),
    "by_product": ("分商品", "By product"),
    "gaps": ("目录缺口", "Catalog gaps"),
    "sizes": ("尺码：问的人和备的货", "Sizes: asked for against stock"),
    "heard": ("听到的声音", "What we heard"),
    "objections": ("不买的理由", "Objections"),
    "comparisons": ("拿来比的", "Comparisons"),
    "demand": ("想要而没卖的", "Wanted, not sold"),
    "orders": ("成交", "Orders"),
    "compliance": ("合规提醒", "Compliance"),
    "clips": ("切片", "Clips"),
    "all_questions": ("全部问题", "All questions"),
    "performance": ("主播与场控表现", "Host and operator"),
    "transcript": ("主播原话", "Transcript"),
    "machine": ("设备与模型", "Machine room"),
    "summary": ("模型小结", "Summary by a model"),
    # short forms for the bar of links
    "nav_to_reply": ("待答复", "Waiting"),
    "nav_what_asked": ("提问", "Questions"),
    "nav_gaps": ("缺口", "Gaps"),
    "nav_sizes": ("尺码", "Sizes"),
    "nav_heard": ("声音", "Heard"),
    "nav_compliance": ("合规", "Compliance"),
    "nav_performance": ("表现", "Performance"),
    "nav_transcript": ("原话", "Transcript"),
    "nav_machine": ("设备", "Machine"),
    # headline
    "comments": ("弹幕", "comments"),
    "viewers": ("发言观众", "people commenting"),
    "questions": ("提问", "questions"),
    "groups": ("问题", "groups"),
    "answered": ("已答", "answered"),
    "waiting": ("没答", "waiting"),
    "dismissed": ("忽略", "dismissed"),
    "no_cue": ("没出提示", "no cue"),
    "answer_rate": ("答复率", "answer rate"),
    "median": ("首答中位", "median to answer"),
    "p90": ("九成在此之内", "90% within"),
    "people_waiting": ("人还在等", "people still waiting"),
    "gap_count": ("个目录没写", "not in the catalog"),
    "highlights": ("精彩片段", "highlights"),
    "of_groups": ("{n} / {of} 个问题", "{n} of {of} groups"),
    "questions_note": ("归为 {of} 个问题", "in {of} groups"),
    "p90_note": ("九成不超过 {n}", "nine in ten within {n}"),
    "waiting_note": ("{n} 个问题没有等到答复", "{n} groups without an answer"),
    "gap_note": ("问到了，目录里没有", "asked, and nowhere in the catalog"),
    "comments_note": ("{n} 位观众发言", "from {n} people"),
    # tables
    "question": ("问题", "Question"),
    "intent": ("类型", "Intent"),
    "product": ("商品", "Product"),
    "asked": ("几人问", "Asked"),
    "first": ("首问", "First"),
    "first_asked": ("首问", "first asked"),
    "wait": ("等了", "Waited"),
    "outcome": ("结果", "Outcome"),
    "reply": ("可以这样回", "Ready-made reply"),
    "no_reply": (
        "目录里没有这条。补上目录，或请客服核实后再回。",
        "The catalog does not say. Add it, or check before replying.",
    ),
    "asked_small": ("条", "asked"),
    "by_intent": ("分类型", "By intent"),
    "time_to_answer": ("首答用时", "Time to answer"),
    "asks": ("{n} 条", "{n}×"),
    "who_waits": ("谁在等", "Who waits"),
    "more": ("另有 {n} 条，见 replies.csv", "{n} more in replies.csv"),
    "more_rows": ("另有 {n} 行，见 report.xlsx", "{n} more rows in report.xlsx"),
    "on_offer": ("在讲", "On offer"),
    "size": ("尺码", "Size"),
    "named": ("点名", "Named"),
    "fits": ("身材合适", "Bodies it fits"),
    "stock": ("开播库存", "Stock at start"),
    "body": ("报的身材", "Body"),
    "fits_sizes": ("合适的码", "Fits"),
    "fits_none": ("没有合适的码", "no size fits"),
    "topic": ("主题", "Topic"),
    "times": ("次数", "Times"),
    "minute": ("时间", "Time"),
    "phrase": ("用词", "Phrase"),
    "rule": ("规则", "Rule"),
    "softer": ("换个说法", "Say instead"),
    "said": ("原话", "Said"),
    "calls": ("调用", "Calls"),
    "ok": ("成功", "OK"),
    "tokens_in": ("输入 token", "Tokens in"),
    "tokens_cached": ("命中缓存", "Cached"),
    "tokens_out": ("输出 token", "Tokens out"),
    "seconds": ("耗时中位", "Median time"),
    "model": ("模型", "Model"),
    "part": ("部件", "Part"),
    "state": ("状态", "State"),
    "detail": ("说明", "Detail"),
    "measure": ("指标", "Measure"),
    "value": ("本场", "This broadcast"),
    "more_in_csv": ("还有 {n} 条在 replies.csv", "{n} more are in replies.csv"),
    "definition": ("口径", "Definition"),
    "moment": ("时刻", "Moment"),
    "kind": ("类型", "Kind"),
    "reaction": ("弹幕反应", "Comments"),
    "total": ("合计", "Total"),
    # performance
    "within_minute": ("一分钟内答上", "Answered within a minute"),
    "answered_unprompted": ("不用提示就讲了", "Answered unprompted"),
    "questions_per_minute": ("每分钟提问", "Questions a minute"),
    "asked_again": ("答过又被问", "Asked again after an answer"),
    "host_talk": ("主播开口时间", "Host speaking"),
    "longest_silence": ("最长停顿", "Longest silence"),
    "peaks": ("弹幕高峰", "Peaks of comments"),
    "peaks_missed": ("漏掉的高峰", "Peaks missed"),
    "compliance_per_hour": ("每小时合规提醒", "Compliance notes an hour"),
    "marks": ("场控打点", "Marks by the operator"),
    "dismissed_groups": ("场控忽略", "Dismissed by the operator"),
    "def_answer_rate": (
        "已答的问题 ÷（已答＋没答）；忽略的不算",
        "answered ÷ (answered + waiting) groups; dismissed ones do not count",
    ),
    "def_median": (
        "每个问题从第一次有人问，到主播第一次答完；取中位数",
        "per group, from the first question to the end of the first answer; the median",
    ),
    "def_p90": ("同上，九成问题不超过这个时间", "the same; nine in ten groups took no longer"),
    "def_within_minute": ("已答的问题里，60 秒内答完的", "of the answered groups, answered within 60 s"),
    "def_answered_unprompted": (
        "已答的问题里，提示还没上屏主播就讲了的",
        "of the answered groups, before their cue stood in front of the host",
    ),
    "def_questions_per_minute": ("需要回答的弹幕 ÷ 直播时长", "comments that need an answer ÷ length"),
    "def_asked_again": ("第一次答完之后还有人问的问题", "groups asked again after their first answer"),
    "def_host_talk": ("有语音的时间 ÷ 直播时长", "time with speech ÷ length"),
    "def_longest_silence": ("最长没有说话的一段，从开播算到结束", "longest stretch without speech, from start to end"),
    "def_peaks": (
        "10 秒内的弹幕达到全场中位的 2 倍且不少于 8 条；相邻的合并",
        "10 s with at least twice the median rate and 8 comments; neighbours merged",
    ),
    "def_peaks_missed": ("没有精彩片段也没有打点的高峰", "peaks that no highlight and no mark touches"),
    "def_compliance_per_hour": ("违禁或绝对化用语 ÷ 小时", "forbidden wordings ÷ hours"),
    "def_dismissed_groups": ("场控认为不用回答的问题", "groups that the operator set aside"),
    "def_marks": ("场控按下的打点", "marks set by hand"),
    # charts
    "chart_questions": ("提问条数", "comments"),
    "chart_wait": ("从首问到答完（分:秒）", "from first question to answer (min:s)"),
    "chart_asked_share": ("问的人", "asked for"),
    "chart_stock_share": ("库存", "stock"),
    "legend_comments": ("弹幕", "comments"),
    "legend_questions": ("其中提问", "of these, questions"),
    "legend_highlight": ("精彩片段（编号见下）", "highlights (numbered below)"),
    "legend_product": ("底色：在讲的商品", "shading: product on offer"),
    "per_step": ("每 {n} 秒", "per {n} s"),
    "no_chart": ("图没有画出来：缺 altair 或 vl-convert-python。", "No chart: altair or vl-convert-python is missing."),
    "alt_heat": ("弹幕随时间的曲线，最高每 {step} 秒 {top} 条", "Comments over time, at most {top} per {step} s"),
    # empties and notes
    "none": ("未指明", "not named"),
    "nothing_waiting": ("没有人在等。每个问题都答到了。", "Nobody is waiting. Every question was answered."),
    "no_gaps": ("没有缺口：问到的，目录里都有。", "No gaps: the catalog covers all that was asked."),
    "nothing_heard": ("没有听到。", "None heard."),
    "no_compliance": ("没有提醒。", "Nothing to note."),
    "no_clips": ("这一场没有切片。", "No clips of this broadcast."),
    "no_transcript": ("这一场没有识别到语音。", "No speech was recognised."),
    "no_comments": ("还没有弹幕。", "No comments yet."),
    "clip_missing": ("文件不在：{n}", "The file is not there: {n}"),
    "clip_failed": ("没切成：{n}", "Could not be cut: {n}"),
    "no_highlights": ("没有精彩片段。", "No highlights."),
    "vertical": ("竖版", "Vertical"),
    "gaps_lead": (
        "观众问了，目录里查不到。补进 catalog.toml，下一场就能答上。",
        "Viewers asked and the catalog has no fact. Add them to catalog.toml and the next broadcast can answer.",
    ),
    "reply_lead": (
        "给客服：带上现成答复的名单在 {csv}，每条弹幕一行。",
        "For customer service: {csv} lists every comment with its ready-made reply.",
    ),
    "sizes_lead": (
        "弹幕里报的身高体重，对照目录的尺码表；一个身材可能合适不止一个码。",
        "Heights and weights that viewers named, against the size table; a body may fit more than one size.",
    ),
    "heard_lead": ("按词表从全部弹幕里找，刷屏只算一次。", "Found by word lists in all comments; floods count once."),
    "orders_lead": (
        "来自平台信号；“之后”指片段结束后 60 秒内。",
        "From the platform's signals; within 60 s after a moment ends.",
    ),
    "performance_lead": (
        "每一场口径相同，可以两场对比：livecue report A B。",
        "The same definitions in every broadcast, so that two can be compared: livecue report A B.",
    ),
    "summary_lead": (
        "由语言模型 {n} 写成，每句注明出处；数字以本页为准。",
        "Written by the language model {n}, each claim with its source; the figures of this page prevail.",
    ),
    "search": ("搜索原话", "Search the transcript"),
    "search_questions": ("搜索问题", "Search the questions"),
    "no_match": ("没有找到。", "No match."),
    "asked_answer": ("答：", "answers: "),
    "replay": ("回放", "replay"),
    "running": ("直播还没结束，数字会变", "still on air; figures will change"),
    "length": ("时长", "length"),
    "definitions": ("口径", "Definitions"),
    "also_as": ("同样的数字", "The same figures as"),
    "made_by": (
        "由 LiveCue 生成。弹幕时间为直播时间。观众姓名未导出。",
        "Made by LiveCue. Times are broadcast time. Viewers' names are left out.",
    ),
    "made_by_names": (
        "由 LiveCue 生成。弹幕时间为直播时间。本页含观众昵称，请勿外传。",
        "Made by LiveCue. Times are broadcast time. Holds viewers' names: keep it inside the team.",
    ),
    "llm_none": (
        "没有用语言模型，全部在本机算出。",
        "No language model was used; everything was computed on this machine.",
    ),
    "trouble_none": ("各路来源全程正常。", "All sources were well throughout."),
    "source": ("出处", "Source"),
    # workbook and CSV
    "sheet_overview": ("概览", "Overview"),
    "sheet_heat": ("热度", "Heat"),
    "sheet_replies": ("待回复", "Replies"),
    "sheet_moments": ("精彩片段", "Highlights"),
    "at": ("时间", "At"),
    "seconds_col": ("秒", "Seconds"),
    "comment": ("弹幕", "Comment"),
    "comment_id": ("弹幕编号", "Comment id"),
    "viewer": ("观众", "Viewer"),
    "user": ("昵称", "Name"),
    "group": ("问题编号", "Group"),
    "start": ("开始", "Start"),
    "end": ("结束", "End"),
    "score": ("得分", "Score"),
    "title": ("标题", "Title"),
    # comparing two broadcasts
    "compare": ("两场对比", "Two broadcasts"),
    "compare_lead": (
        "同一口径。等待和缺口越少越好，标绿是变好，标橙是变差；不分好坏的不标色。",
        "The same definitions. Green is better, orange is worse; what is neither has no colour.",
    ),
    "change": ("变化", "Change"),
    "points": ("个百分点", "points"),
    "closed_gaps": ("补上的目录缺口", "Catalog gaps closed"),
    "no_closed_gaps": (
        "没有：上一场的缺口这一场还在，或没人再问。",
        "None: the gaps are still there, or nobody asked again.",
    ),
}

INTENTS: Mapping[str, tuple[str, str]] = {
    "size": ("尺码", "size"), "price": ("价格", "price"), "promotion": ("优惠", "promotion"),
    "stock": ("库存", "stock"), "shipping": ("发货", "shipping"), "material": ("材质", "material"),
    "spec": ("规格", "spec"), "usage": ("用法", "usage"), "suitability": ("适合谁", "suitability"),
    "quality": ("质量", "quality"), "return": ("退换", "return"), "compare": ("对比", "compare"),
    "order": ("下单", "order"), "request": ("要求", "request"), "complaint": ("投诉", "complaint"),
    "chat": ("闲聊", "chat"),
}  # fmt: skip

TOPICS: Mapping[str, tuple[str, str]] = {
    "price": ("嫌贵", "too expensive"), "doubt": ("不信任", "doubt"), "quality": ("担心质量", "quality"),
    "fit": ("不合身", "fit"), "service": ("售后", "service"), "missed": ("没抢到", "missed out"),
    "elsewhere": ("别的平台和店", "other shops"), "versus": ("和别的比", "versus"),
    "before": ("和以前比", "than before"),
}  # fmt: skip

MOMENTS: Mapping[str, tuple[str, str]] = {
    "price": ("报价", "price"), "countdown": ("倒数上链接", "countdown"), "sold_out": ("抢光", "sold out"),
    "demo": ("演示", "demo"), "funny": ("好笑", "funny"), "crowd": ("弹幕高峰", "crowd"), "mark": ("打点", "mark"),
    "answer": ("好回答", "answer"), "product": ("换品", "product"),
}  # fmt: skip

SOURCES: Mapping[str, tuple[str, str]] = {
    "size_table": ("尺码表", "size table"), "attribute": ("属性", "attribute"), "faq": ("常见问答", "FAQ"),
    "price": ("价格", "price"), "stock": ("库存", "stock"), "selling_point": ("卖点", "selling point"),
    "link": ("链接", "link"), "pairs_with": ("搭配", "pairs with"), "host": ("主播说过", "host said"),
}  # fmt: skip

STATES: Mapping[str, tuple[str, str]] = {
    "open": ("排队中", "open"), "shown": ("在屏上", "shown"), "expired": ("过时未答", "expired"),
    "answered": ("答过，之后又有人问", "answered, asked again since"),
    "down": ("断开", "down"), "gap": ("缺口", "gap"), "degraded": ("变差", "degraded"),
}  # fmt: skip


def words_of(language: str) -> "Words":
    """The words of a language. Raises BadInput for one that there is none of."""
    if language not in LANGUAGES:
        raise BadInput(f"The report speaks {' and '.join(LANGUAGES)}, not {language!r}.")
    return Words(language)


class Words:
    """The words of one language."""

    def __init__(self, language: str) -> None:
        """`language` is one of LANGUAGES."""
        self.language = language
        self._column = LANGUAGES.index(language)

    def t(self, key: str, **values: object) -> str:
        """The text `key`, with its gaps filled."""
        text = TEXT[key][self._column]
        return text.format(**values) if values else text

    def nav(self, section: str) -> str:
        """A section's name, short where there is a short form."""
        return self.t(f"nav_{section}" if f"nav_{section}" in TEXT else section)

    @property
    def none(self) -> str:
        """For a product that nobody named."""
        return self.t("none")

    def intent(self, key: str) -> str:
        return self._name(INTENTS, key)

    def topic(self, key: str) -> str:
        """A topic of the lexicons; a thing that was asked for stays as it is."""
        return self._name(TOPICS, key)

    def moment(self, key: str) -> str:
        return self._name(MOMENTS, key)

    def source(self, key: str) -> str:
        return self._name(SOURCES, key)

    def state(self, key: str) -> str:
        return self._name(STATES, key)

    def _name(self, table: Mapping[str, tuple[str, str]], key: str) -> str:
        return table[key][self._column] if key in table else key
