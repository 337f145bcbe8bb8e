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

_PASSING = """
well may here why life world such something someone somewhere nothing anything everything everywhere anywhere anyway
between better best worse worst find found ever give gave given place might second away name play must feel let
different done end ends having however start started starting started stops stop call called calling read hard mean
means meant together whole face story stories true truth hear heard told almost fuck mind often single become became
happen happens happened hit hits lost lose losing leave leaves left leaving live lives living stay stays staying stick
stuck stand standing sit sitting keep kept open opens opened opening close closed move moves moving moved turn turns
turned turning hold holds holding held stuff bring brings brought pull push pick picked grab drop throw threw carry
carried catch caught check checked ask asked asks asking answer talk talking speak speaking reason point points part
piece case cases line lines body head hand hands foot feet eye eyes mouth arm arms guess wish hope forget remember
believe understand learn matter matters watch watching wonder worry worried fun funny happy sorry sad nervous scared
glad lucky crazy wild beautiful lovely pretty awesome amazing wonderful cool nice sweet cute perfect finally certain
certainly exactly definitely totally completely absolutely honestly literally seriously basically actually apparently
probably possibly perhaps quickly slowly nearly hardly simply easily especially mostly usually sometimes once twice
again soon early late later already yet ago minute minutes moment second seconds hour hours morning evening afternoon
today yesterday weekend month months monday tuesday wednesday thursday friday saturday sunday january february march
april june july august september october november december number numbers figure figures word words write wrote
written break breaks broke broken breaking quit kill killed killing die died dies dying dead fall fell falling fail
failed lead cause change changes changed deal win won lucky luck fight fighting save saved spend spent pay pays paid
sell sells selling sold cash kind plus count counts add added cut cuts set sets rest along across inside outside above
below behind beside near far front middle end corner straight forward ahead instead otherwise though although unless
whether rather either neither else enough extra several couple double both whole entire total least less fewer many
plenty tons bunch kinda sorta gonna gotta wanna lemme dont cant wont isnt doesnt didnt wouldnt couldnt aint lol omg
ive youre theyre thats whats heres theres hes shes lets yeah yep yup nope wow damn shit hell god gosh honey babe dude
sister brother mother father parents niece nephew cousin boyfriend girlfriend boss neighbor buddy folks fam family
baby folk fellow chat comment comments question questions video stream show phone screen camera idea problem issue
experience example fact facts situation word trouble help business store shop company brand job worker story office
school class street city town country road yard area
"""
PASSING = frozenset(_PASSING.split()) | GENERIC
"""English words that a host says in passing whatever the matter is: one alone is no sign that a question is meant."""
