"""What is said of a reply before it is sent: harsh words are found, kind ones are left alone, and nothing breaks."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yingda.rooms.desk.model import Personal, look, reworded

HARSH = [
    ("rude", "你自己看"), ("rude", "都跟你说了八百遍了"), ("rude", "不是跟你说过了吗？"), ("rude", "爱买不买"),
    ("rude", "你急什么，后面还有人"), ("rude", "这不关我们的事"), ("rude", "那你到底想怎么样"), ("rude", "听不懂人话吗"),
    ("rude", "去投诉吧，随便"), ("rude", "你有病吧"), ("rude", "能不能讲点道理"), ("rude", "呵呵，那就这样吧"),
    ("blaming", "这是你自己的问题"), ("blaming", "你自己弄坏的"), ("blaming", "谁让你不看说明"),
    ("blaming", "你没看清楚吗？"), ("blaming", "你怎么不早说"), ("blaming", "怪不了我们"),
    ("blaming", "别人都没这个问题"), ("promise", "我们保证明天到"), ("promise", "绝对没问题"),
    ("promise", "明天一定到"), ("promise", "百分之百能退"), ("promise", "绝对不会再发生"),
    ("curt", "不行"), ("curt", "等着"), ("curt", "不知道。"), ("curt", "哦"),
    ("shouting", "说明里写了！！！"), ("shouting", "请问您看了吗？？？"),
    ("rude", "As I already told you, it ships on Monday."), ("rude", "That's not my problem."), ("rude", "Can't you read?"),
    ("rude", "Calm down, please."), ("rude", "Google it."), ("rude", "what do you even want from us"),
    ("blaming", "It's your own fault."), ("blaming", "You should have read the terms."),
    ("blaming", "Why didn't you tell us?"), ("blaming", "Nobody else has this problem"),
    ("blaming", "you must have entered it wrong"), ("promise", "We guarantee that it arrives tomorrow."),
    ("promise", "It will definitely be refunded."), ("promise", "This will never happen again"), ("curt", "No."),
    ("curt", "wait"), ("curt", "idk"), ("shouting", "PLEASE READ THE PAGE BEFORE YOU ASK"), ("shouting", "Done!!!"),
]  # fmt: skip
KIND = [
    "您好，很抱歉让您久等了，我马上帮您查一下。", "非常抱歉让您这么生气，我们会认真处理这件事。",
    "不一定能当天到，我帮您问一下仓库。",
    "我不能保证时间，但会一直跟进，有消息马上告诉您。", "保证金会在三个工作日内退回。", "质保期内可以免费维修。",
    "您自己操作不方便的话，我来帮您改。", "请您核对一下订单号，好像有一位对不上。", "这个型号支持 LDAC、AAC 和 USB 充电。",
    "绝对值和相对值的区别在说明书第 3 页。", "您看这样处理可以吗？", "好的，已经为您登记，预计今天下午发出。", "可以的！",
    "如果您想投诉，可以拨打 400 电话，也可以在这里告诉我。", "请一定要关机后再清洁。", "我理解您的着急，正在联系快递。",
    "Hello! I am sorry for the wait, let me check this for you.", "I understand this is frustrating, and I apologise.",
    "We cannot guarantee a date, but I will keep you posted.", "Your order was shipped on Monday by SF Express.",
    "Could you tell me the order number, please?", "The adapter has USB-C, HDMI and two more ports.", "Done!",
    "You are welcome. Is there anything else I can do for you?", "No problem, I have changed the address for you.",
    "It should arrive by Friday; I will let you know if anything changes.", "Thank you, I have noted that.",
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text"), HARSH)
def test_harsh_words_are_found_and_nothing_harsh_is_offered(kind: str, text: str) -> None:
    hints = look(text)
    assert kind in {hint.kind for hint in hints}, hints
    better = reworded(text, hints)
    assert not {hint.kind for hint in look(better)} & {"rude", "blaming", "curt", "shouting"}, better


@pytest.mark.parametrize("text", KIND)
def test_kind_words_are_left_alone(text: str) -> None:
    assert look(text) == []


def test_other_words_stand_in_place_of_the_clause() -> None:
    text = "你怎么不早说？订单明天一定到！！"
    assert reworded(text, look(text)) == "现在知道了，我来处理。订单明天应该到。"
    text = "As I already told you, it will definitely arrive."
    assert reworded(text, look(text)) == "Let me go through it once more, it should arrive."


def test_numbers_are_masked_but_for_their_end() -> None:
    text = "您的卡号 6222 0212 3456 7894 已登记"
    hints = look(text, personal=[Personal("card", 5, 24)])
    assert [hint.kind for hint in hints] == ["personal"]
    assert reworded(text, hints) == "您的卡号 **** **** **** 7894 已登记"


def test_a_heated_whole_is_mentioned_unless_it_says_sorry() -> None:
    assert [hint.kind for hint in look("这件事真的让人火大", "angry", 0.8)] == ["heated"]
    assert look("非常抱歉让您这么火大", "angry", 0.8) == []
    assert look("这件事真的让人火大", "angry", 0.3) == []


@given(st.text(max_size=200), st.sampled_from(["", "angry", "calm"]), st.floats(0, 1))
def test_any_text(text: str, feeling: str, strength: float) -> None:
    hints = look(text, feeling, strength)
    assert all(0 <= hint.start <= hint.end <= len(text) for hint in hints)
    assert [hint.start for hint in hints] == sorted(hint.start for hint in hints)
    assert all(a.end <= b.start for a, b in pairwise(hints))
    better = reworded(text, hints)
    assert better != text or not text
    if not hints:
        assert better == ""


@given(st.lists(st.sampled_from([text for kind, text in HARSH if kind != "curt"]), min_size=1, max_size=4))
def test_harsh_words_in_a_row(parts: list[str]) -> None:
    text = "。".join(parts)
    assert look(text)
    assert len(reworded(text, look(text))) <= 60 * len(text)
