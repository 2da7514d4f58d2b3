# ruff: noqa: E501 - word lists are read by the line, one kind of phrase on each
"""What must not wait for anything else: somebody speaks of hurting himself, threatens, or is being defrauded right now.

Word lists with guards: a phrase counts unless it stands inside harmless wording (累死了, 跳楼价, killing time). Looked at
first, on every message, also while a person or a flow has the conversation. When in doubt the list alarms.
"""

import re
from collections.abc import Sequence

from msgspec import Struct

from . import danger, frames
from .text import CJK

SELF_HARM, THREAT, FRAUD = "self_harm", "threat", "fraud"


class Risk(Struct, frozen=True):
    """`kind` is empty when there is none; `why` are the words that were found. `plain` when they can hardly mean anything
    else, `faint` when they may well mean nothing. `worry` is a kind that is only suspected: a person should look, nothing is said to the visitor."""

    kind: str = ""
    why: tuple[str, ...] = ()
    plain: bool = False
    worry: str = ""
    faint: bool = False


# Taken out of the text before anything is looked for: idioms, prices, machines, politeness.
HARMLESS = re.compile(
    "|".join(
        (
            r"[累笑急气烦热冷饿渴困吵丑贵慢等吓愁憋尬卡难]死(?:我|人|个人)?(?:了|啦|咯)?", r"跳楼(?:价|大甩卖|甩卖|大减价|打折|促销)",
            r"想死(?:你|它|这|那|妈妈|家里|老家)(?:们|了|个|款)?", r"自杀(?:重生|免责|免赔|条款|式)", r"上吊灯", r"难(?:到|得)(?:我)?想(?:跳楼|死|自杀)", r"同归于尽套餐", r"[得到](?:我)?(?:都|好)?想(?:去)?死(?:的心都有)?(?:了)?(?=[，。！!,.~ ]|$)", r"死机", r"死心", r"该死", r"打死(?:也|都|我)不?",
            r"死活", r"死板", r"往死里用", r"杀(?:毒|价|菌|手锏)", r"秒杀", r"自杀式(?:降价|促销)?", r"炸(?:鸡|裂|锅|街)", r"爆炸(?:好|性|盐)",
            r"要死要活", r"要命", r"弄死机", r"砍(?:价|一刀|刀|单)", r"放火(?:墙)?(?=价)", r"防火墙?", r"烧(?:钱|脑|坏|机)", r"杀死(?:进程|后台|病毒)",
            r"kill(?:ing)? (?:some )?time", r"kill(?:s|ing)? (?:my|the|your) (?:battery|phone|ears|back|process|app|mood)",
            r"(?:is|are|was|be|been)? ?killing me", r"killer (?:deal|app|sound|feature)s?", r"to die for", r"dying to (?:know|try|get|hear|see)",
            r"(?:battery|phone|screen|headset|earbuds?|charger|speaker|line|app|it|watch|keyboard) (?:just |has |is )?(?:died|dies|dead|dying)",
            r"died on me", r"dead (?:battery|pixel|line|on arrival|end)s?", r"bath bombs?", r"photo ?bomb", r"bomb(?:ed)? (?:ass|sound)",
            r"shoot (?:me )?(?:a|an|over|you) (?:mail|email|message|question)", r"over my dead body", r"drop dead gorgeous", r"suicide doors?",
            r"bored to death", r"(?:worried|scared|annoyed|frozen?|starving|tired) to death", r"kill(?:ed)? (?:the|that|this|my) (?:order|deal|vibe|background)",
        )
    ),
    re.IGNORECASE,
)  # fmt: skip

WORDS: dict[str, tuple[str, ...]] = {
    SELF_HARM: (
        r"自杀", r"轻生", r"不想活", r"活不下去", r"(?:活着|人生)(?:真|太|也|还|都)?(?:是|有)?(?:没|什么)?(?:有)?(?:意思|意义|啥意思)(?!的)", r"活够了", r"想死(?!机)", r"去死算了", r"死了算了",
        r"死了(?:就)?(?:一了百了|解脱)", r"不如死了", r"结束(?:我的|自己的|这)?(?:生命|一生)", r"了结(?:自己|这一生|生命)", r"割腕", r"(?:想|要|去|准备|打算)跳(?:楼|河|江|桥|海)", r"我(?:现在|就|真)*(?:从)?(?:楼顶|天台|楼上|桥上)*跳下去",
        r"站在(?:楼顶|天台|桥上)", r"上吊", r"烧炭自", r"安眠药(?:一起|全|都|一瓶)", r"吞(?:了)?(?:一瓶|整瓶|安眠药)", r"(?:写好|留)(?:了)?遗书", r"自残", r"伤害(?:我)?自己", r"没有活下去", r"世界(?:没有我|少了我)(?:会)?更?好",
        r"(?:不想|不愿)(?:再)?(?:醒来|醒过来|活着)", r"撑不下去了.*(?:不想|走了|结束|再见)", r"想(?:从这世上|在世上|在这个世界上)?消失算了", r"离开这个世界", r"来生再见|下辈子再",
        r"\bkill(?:ing)? myself\b", r"\bsuicid(?:e|al)\b", r"\bend (?:my life|it all)\b", r"\bwant(?:ed)? to die\b", r"\bwanna die\b", r"\bdon'?t want to (?:live|be alive|wake up)\b",
        r"\bno reason to live\b", r"\bself[- ]?harm", r"\b(?:cut|hurt)(?:ting|ing)? myself\b", r"\bbetter off dead\b", r"\bbetter off without me\b", r"\btake my own life\b", r"\bjump off (?:a|the) (?:bridge|roof|building)\b",
        r"\bcan'?t go on(?: living| anymore)?\b(?=.*(?:life|living|anymore))", r"\boverdos(?:e|ing) on\b", r"\bnot worth living\b", r"\bwish i (?:was|were) dead\b",
    ),
    THREAT: (
        r"(?:弄|砍|杀|打|捅|整|搞)死(?:你|他|她|这|那|全家|所有)", r"(?:砍|捅|揍|剁)(?:了)?(?:你|他|她)(?:们)?", r"打断(?:你|他|她)(?:们)?的?(?:狗)?(?:腿|手)", r"杀了(?:你|他|她)", r"杀(?:你|他|她)全家", r"要你(?:的)?(?:狗)?命", r"(?:带|拿)(?:着|把)?(?:刀|枪|汽油|斧头)(?:去|来|过来|过去|上门)?(?:找|到|砍|你|他|她|店|公司)",
        r"(?:炸|烧|砸)(?:了|掉|烂)(?:你|他|她|公司|仓库|店)", r"(?:去|要|来)(?:你们)?(?:公司|仓库|店里|店)?(?:放火|纵火|投毒)", r"往.{0,8}(?:投毒|下毒|放炸弹)", r"同归于尽", r"(?:找人|叫人)(?:去)?(?:收拾|弄|打|堵|修理)(?:你|他|她)",
        r"(?:知道|查到)(?:你|他|她)(?:们)?(?:家)?(?:住)?(?:在)?哪(?:里|儿)?.{0,12}(?:等着|小心|走着瞧)", r"(?:小心|当心)你(?:的)?(?:狗命|家人|全家|孩子)", r"见血", r"血债", r"(?:弄|做)掉(?:你|他|她)", r"让你(?:们)?(?:死|见不到明天|生不如死)",
        r"\bkill (?:you|him|her|them|everyone|all of you)\b", r"\bi(?:'ll| will| am going to|'m going to|'m gonna) (?:hurt|stab|shoot|beat|find) (?:you|him|her|them)\b", r"\bbomb (?:your|the|this) (?:office|store|shop|warehouse|building)\b",
        r"\b(?:burn|blow) (?:down )?(?:up )?(?:your|the|this) (?:office|store|shop|warehouse|building|place)\b", r"\bi know where you live\b", r"\bbring(?:ing)? a (?:gun|knife)\b", r"\bcome (?:over )?(?:there )?with a (?:gun|knife)\b", r"\byou(?:'re| are) (?:a )?dead (?:man|meat)\b",
        r"\bshoot up\b",
    ),
    FRAUD: (
        r"(?:冒充|自称|假冒|说是)(?:是)?(?:你们|你家|贵司)?的?(?:官方)?(?:客服|店家|商家|京东|淘宝|支付宝|银行|公安|警察|快递).{0,30}(?:转账|汇款|验证码|链接|银行卡|共享屏幕|屏幕共享|下载|理赔|保证金|加qq|加微信|密码|退款码|贷款)",
        r"(?:让|叫|要|要求)我.{0,8}(?:转账|汇款|打款到|给验证码|提供验证码|共享屏幕|屏幕共享|交保证金|刷流水|安全账户)", r"(?:验证码|密码|银行卡号|短信码).{0,6}(?:告诉|给|发给|报给)(?:了)?(?:他|她|对方|别人|骗子|那个人)", r"把?钱?.{0,4}(?:转|汇|打)(?:给|到)(?:了)?(?:他|她|对方|骗子|那个账户|安全账户)",
        r"被(?:电信)?(?:诈骗|骗子骗|网络诈骗)", r"被骗(?:了|走|去)?(?:我)?(?:\d+|几|好几|[一两三五十]|很多|好多|所有).{0,3}(?:钱|元|块|万|千)|被骗(?:了|走)钱", r"(?:遇到|碰到|遇上)(?:了)?(?:电信|网络)?诈骗", r"杀猪盘", r"盗刷", r"(?:卡|账号|账户)(?:里的钱)?被(?:盗|刷)(?:了|走)?", r"(?:点|点开|点击)(?:了)?.{0,8}(?:陌生|退款|理赔|那个|他发的|短信里?的?)链接.{0,20}(?:钱|扣|卡|密码|验证码)",
        r"是不是(?:诈骗|骗子|骗人的).{0,20}(?:转账|验证码|链接|电话|短信)", r"(?:陌生|诈骗|骗子的?)(?:电话|短信).{0,20}(?:转账|验证码|链接|退款|理赔)",
        r"\b(?:i (?:was|got|have been|'ve been)|been) (?:scammed|defrauded|phished)\b", r"\bsomeone (?:is )?(?:pretending|claiming) to be (?:you|your|from).{0,60}(?:money|transfer|code|link|card|gift card|password|pay)", r"\basked me (?:to|for) .{0,20}(?:transfer|wire|gift cards?|verification code|one[- ]time code|otp|share my screen)",
        r"\bgave (?:him|her|them|the caller) (?:my|the) .{0,20}(?:code|password|card|otp)\b", r"\bcard (?:was|has been|got) (?:stolen|used without|skimmed)\b", r"\bunauthori[sz]ed (?:charge|transaction|payment)s?\b",
    ),
}  # fmt: skip
_WORDS = {kind: re.compile("|".join(f"(?:{w})" for w in words), re.IGNORECASE) for kind, words in WORDS.items()}
_MORE = {
    kind: re.compile("|".join(f"(?:{w})" for w in words), re.IGNORECASE)
    for kind, words in ((SELF_HARM, danger.SELF_HARM), (THREAT, danger.THREAT), (FRAUD, danger.FRAUD))
}
_ANY_MORE = re.compile("|".join(pattern.pattern for pattern in _MORE.values()), re.IGNORECASE)
# Said of somebody else's goods or as a figure of speech: the phrase is found but nobody is in danger.
_CALM = {
    SELF_HARM: re.compile(r"不会(?:去)?自杀|没(?:有)?想自杀|not suicidal|防自杀|自杀(?:题材|小队|特工)|suicide squad"),
    FRAUD: re.compile(r"(?:怎么|如何)(?:防止|防范|避免|预防)(?:诈骗|被骗|盗刷)|防诈骗?知识|不是(?:被)?(?:盗刷|诈骗)|没(?:有)?被(?:盗刷?|骗)|验证码我?(?:还)?没(?:有)?给(?:他|她|别人|对方)|听说.{0,8}被?(?:盗刷|诈骗)"),
}  # fmt: skip


_TRIGGERS = (
    "死|杀|轻生|活着|活下|活不|想活|活够|撑不下去|人生|生命|一生|一命|结束|了结|割腕|跳|楼顶|天台|桥上|上吊|烧炭|安眠药|吞|遗书|自残|伤害|世界|不想|不愿|消失|来生|下辈子|"
    "砍|捅|揍|剁|打断|命|刀|枪|汽油|斧头|炸|烧|砸|放火|纵火|投毒|下毒|同归|找人|叫人|家在|住在|等着|小心|当心|走着瞧|见血|血债|弄掉|做掉|见不到|"
    "说是|转账|汇款|打款|验证码|短信码|共享|保证金|刷流水|安全账户|密码|卡号|诈骗|骗|冒充|假冒|自称|客服|下载|杀猪盘|盗|刷|链接|陌生|转给|汇给|打给|转到|汇到|打到|"
    "kill|die|dead|death|suicid|myself|my life|own life|to live|it all|living|be alive|wake up|hurt|harm|worth|without me|overdos|jump off|go on|"
    "stab|shoot|bomb|burn|blow|gun|knife|beat|find you|find him|find her|find them|where you live|"
    "scam|defraud|phish|pretend|claiming|transfer|wire|gift card|code|otp|password|card|screen|unauthor"
)
TRIGGERS = frozenset(_TRIGGERS.split("|"))
"""A text without any of these holds no risk: lets most messages pass at the cost of a few look-ups. `WORDS` are made of
them, which a test asserts."""


def risk_of(text: str) -> Risk:
    """The gravest risk in a normalised text: self-harm before threat before fraud."""
    plain = frames.HARMLESS.sub(" ", HARMLESS.sub(" ", text))
    for kind, pattern in _WORDS.items():
        calm = _CALM.get(kind)
        if found := _all(pattern, calm.sub(" ", plain) if calm else plain):
            return Risk(kind, found, plain=True)
    latin = CJK.search(text) is None
    for kind, pair in frames.PLAIN.items():
        calm = _CALM.get(kind)
        if found := _all(pair[latin], calm.sub(" ", plain) if calm else plain):
            return Risk(kind, found, plain=True)
    plain = danger.HARMLESS.sub(" ", plain)
    for kind, pattern in _MORE.items():
        if found := _all(pattern, plain):
            return Risk(kind, found)
    for kind, pair in frames.FAINT.items():
        if found := _all(pair[latin], plain):
            return Risk(kind, found, faint=True)
    return Risk()


def dangerous(text: str) -> bool:
    """Whether a normalised text holds any wording of the second list, or a frame: for those who pass most messages by."""
    latin = CJK.search(text) is None
    return bool(_ANY_MORE.search(text)) or any(
        pair[latin].search(text) for part in (frames.PLAIN, frames.FAINT) for pair in part.values()
    )


def _all(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.group() for m in pattern.finditer(text)))[:5]


ANSWERS: dict[str, dict[str, str]] = {
    SELF_HARM: {
        "zh": (
            "听到您这么说，我很担心您。您现在安全吗？\n如果您正处在危险中，请马上拨打 **120** 或 **110**，或者去一个有人陪着您的地方。\n"
            "您也可以随时拨打全国统一心理援助热线 **12356**，那里有专业的人愿意听您说。\n我已经请同事立刻来到这个对话里，您不用一个人扛。"
        ),
        "en": (
            "I'm really concerned about what you just said. Are you safe right now?\nIf you are in danger, please call your local emergency number now "
            "(**120** or **110** in China, **112** in Europe, **911** in the US), or go to a place where somebody is with you.\n"
            "You can talk to somebody who is trained for this: **12356** in China, **988** in the US, **116 123** in the UK and Ireland.\n"
            "I have asked a colleague to join this chat right away. You don't have to carry this alone."
        ),
    },
    THREAT: {
        "zh": (
            "我听到您现在非常愤怒，您遇到的问题我们会认真处理。\n我已经请值班同事马上接手这个对话。如果您或身边的人此刻有危险，请立即拨打 **110**。"
        ),
        "en": (
            "I can tell how angry you are, and we will take your problem seriously.\nI have asked the colleague on duty to take over this chat at once. "
            "If you or anybody near you is in danger, please call the emergency number (**110** in China, **112** in Europe, **911** in the US)."
        ),
    },
    FRAUD: {
        "zh": (
            "请先停一下：**不要再转账，不要把验证码、密码告诉任何人，不要共享屏幕**。我们的客服不会私下让您转账、加好友或提供验证码。\n"
            "如果钱已经转出，请马上拨打 **110** 或反诈专线 **96110**，并联系您的银行止付。\n我已经请同事立刻来到这个对话，帮您核对是不是我们联系的您。"
        ),
        "en": (
            "Please stop for a moment: **send no more money, tell nobody your codes or passwords, and do not share your screen**. "
            "Our staff never ask you to transfer money privately or to give a verification code.\nIf money has already gone, call your bank now to stop it, "
            "and the police (**110** or the anti-fraud line **96110** in China).\nI have asked a colleague to join this chat right away to check whether it was really us."
        ),
    },
}  # fmt: skip
"""Fixed, reviewed answers by kind and language: never generated, never changed by a model."""


def risk_answer(kind: str, language: str) -> str:
    """The fixed answer; English for a language that has none."""
    words = ANSWERS[kind]
    return words.get(language, words["en"])


def kinds() -> Sequence[str]:
    """All kinds of risk, gravest first."""
    return tuple(WORDS)
