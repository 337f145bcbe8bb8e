"""What sounds like an answer and is none."""

import pytest

from live.cues.hearing import hear


@pytest.mark.parametrize(
    "line",
    [
        "160斤的姐妹别急 尺码表下一个讲",
        "160斤能不能穿呢 我们问一下小王",
        "发货的事情下播前统一说",
        "上次那批发货慢了 对不起大家",
        "发货快不快 老粉都知道",
        "口袋有没有我给你们翻出来看看啊 等一下",
        "透不透我拿手电筒照一下你们看",
        "洗之前看一下水洗标",
        "I love pockets who else loves pockets",
        "pockets are the next thing I'm going to show",
        "sizes are next I promise",
    ],
)
def test_what_puts_off_or_repeats_a_question_is_no_answer(line):
    assert hear(line).empty


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("透不透，完全不透", "完全不透"),
        ("透不透 里面有衬完全不透的", "完全不透"),
        ("能不能机洗 可以机洗的放心", "可以机洗"),
        ("两边都有口袋是不是", "两边都有口袋"),
        ("M码L码都行看你喜不喜欢宽松", "都行"),
        ("160金的宝宝拿3XL", "160斤"),
        ("统一48小时内发货", "48小时"),
        ("it ships the next day", "next day"),
    ],
)
def test_an_answer_beside_a_repeated_question_is_kept(line, answer):
    assert answer in hear(line).rest
