"""Characters and words that stand in so much of what is said and asked that they tell nothing by themselves."""

FREQUENT = frozenset(
    "啊呀哦嗯哈是有没不内机加水护的了吗嘛呢吧么和跟与天今晚早下上来去人家个号款件条大小多少能会可以要买拍用穿"
    "吃喝看说问好时候现在直播间姐妹宝亲主老板这那什么怎样一二三四五六七八九十两几块元钱点"
    "行拿到里面外开关过完成着得地真对把被让给为从比更最再又还就才都只也别先后前中间回出进起发收送做打放跟因所"
    "如果但而且或者然年月日分秒次平常边"
    "手头心样子东西感觉知道觉得怕想找试带装洗包新旧长短高低全部整每自己其实应该正常肯定直接马颜色码价格式无非"
)
"""Chinese characters."""

_GENERIC = """
good great nice best bad okay safe new old big small large little long short high low size fit fits run runs use used
using work works wear wearing make made take takes keep put go going gone come day days week time times year years
today tonight tomorrow now last first next still already also even every each any all some more most less much many
lot bit thing things stuff way kind type sort need want like love hate know think tell say said see look show try
please help thanks wait sure maybe yes never always ever again back off out up down over under into than then too very
only same other another both able about around after before because while without within during since until through
order buy buying price cost money deal free ship shipping link number item color colors colour question people person
men mens women womens man woman girl guy husband wife mom dad kid kids son daughter friend home house room car him her
home night morning right left top bottom side part full half two three four five six set pair real actually thinking
them they with from when what that this these those have been being would could should there their where which who
whose your yours will does doing did were just really guys pretty quite someone anybody somebody everyone anyone nobody
"""
GENERIC = frozenset(_GENERIC.split())
"""English words."""
