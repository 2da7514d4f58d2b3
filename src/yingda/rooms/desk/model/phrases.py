# ruff: noqa: E501 - phrases are read by the line: what is found, and what may stand there instead
"""Wording that hurts or binds, zh and en, each with reviewed words that may stand in its place (empty: it is better left
out, or only the writer can say it well). Data for `tone`; the first that fits a place wins.
"""

RUDE, BLAMING, PROMISE = "rude", "blaming", "promise"
LIKELY = "应该"

# fmt: off
ZH: tuple[tuple[str, str, str], ...] = (
    (RUDE, r"(?:你|您)?(?:是不是)?(?:有病|神经病|脑子有(?:问题|病)|脑残|智障|傻[逼bB]|煞笔|白痴|弱智)(?:吧|啊|吗)?[，,]?", ""),
    (RUDE, r"(?:他妈的?|妈的|tmd|滚(?:开|蛋)?(?:吧|啊)|闭嘴|去死)[，,]?", ""),
    (RUDE, r"(?:你|您)?(?:听|看)不懂(?:人话|中文|汉字|字)?(?:吗|么|嘛)", "可能我没有说清楚，我再说明一下"),
    (RUDE, r"(?:你|您)?(?:没|没有)(?:长眼睛|看见|看到)(?:吗|么|嘛)", "这一点可能不太显眼，我再说明一下"),
    (RUDE, r"(?:我)?不是(?:已经|都|早就)?(?:跟|和|同)?(?:你|您)?(?:说|讲|告诉)过?(?:你|您)?了(?:吗|么|嘛)", "我再为您说明一次"),
    (RUDE, r"(?:我)?(?:都|已经|早就)?(?:跟|和)?(?:你|您)?(?:说|讲|问)了?(?:多少|好几|几|八百|一百)(?:遍|次)了?(?:啊|吧|吗)?", "我再为您说明一次"),
    (RUDE, r"爱(?:买|要|用|信|来)不(?:买|要|用|信|来)", "由您来决定"),
    (RUDE, r"随便(?:你|您)(?:吧|啊|了)?", "由您来决定"),
    (RUDE, r"(?:你|您)?急什么(?:急)?|(?:你|您)(?:能|可)?(?:不能)?别(?:再)?催了?", "我马上为您处理"),
    (RUDE, r"烦(?:不烦|死了?|死人)(?:啊|呀)?", ""),
    (RUDE, r"(?:这)?(?:不)?关我(?:们)?(?:什么|的)?(?:屁)?事|跟我(?:们)?(?:没|没有)关系", "这件事我帮您转给负责的同事"),
    (RUDE, r"(?:那)?(?:你|您)(?:到底)?想(?:要)?(?:怎么样|怎样|怎么着|咋样)", "您希望我们怎么处理"),
    (RUDE, r"懂(?:不懂|了没|了吗|吗)", "不知道我说清楚了没有"),
    (RUDE, r"(?:你|您)?(?:要)?(?:去)?投诉(?:就)?(?:去)?(?:投诉)?(?:啊|呗|吧|好了|随便)", "您的意见我会如实反映上去"),
    (RUDE, r"(?:你|您)?自己(?:不会)?(?:去)?(?:看|查|找|搜|想|上网查)(?:吗|吧|去)?(?=[。！!，,~]|$)", "您可以在这里看到，需要的话我来帮您找"),
    (RUDE, r"(?:你|您)?(?:能不能|可不可以)讲(?:点)?道理|(?:你|您)?(?:别|不要)(?:再)?(?:胡搅蛮缠|无理取闹|没事找事)(?:了)?", "我理解您的心情，我们一起看看怎么解决"),
    (RUDE, r"呵呵", ""),
    (BLAMING, r"(?:这)?(?:是|都是|就是|明明是|还不是)(?:你|您)(?:自己)?的(?:问题|错|责任|原因)", "我们一起看看问题出在哪里"),
    (BLAMING, r"(?:是|都是|明明是)?(?:你|您)(?:自己)?(?:弄|搞|填|写|操作|下单|选|拍|买|用)(?:错|坏|反)(?:了|的)?(?:吧|啊)?", "这里好像有点对不上，我们一起核对一下"),
    (BLAMING, r"谁(?:让|叫)(?:你|您)", "这一点确实容易忽略"),
    (BLAMING, r"(?:你|您)(?:自己)?(?:没|没有|不)(?:仔细|认真|好好)?看(?:清楚|清|说明|详情|页面|规则)?(?:啊|吧|的|吗|么)?(?=[。！!，,~？?]|$)", "这条说明不太显眼"),
    (BLAMING, r"(?:你|您)(?:为什么|怎么|干嘛)不(?:早点?|早些|提前)(?:说|讲|问)", "现在知道了，我来处理"),
    (BLAMING, r"(?:你|您)(?:为什么|怎么|干嘛)(?:不|没)(?:看|按|照)(?:说明|要求)?", "请问您是怎么操作的呢"),
    (BLAMING, r"怪不(?:了|得|到)(?:我们|我|别人)", "我们会一起想办法"),
    (BLAMING, r"(?:别人|其他(?:人|客户|顾客))(?:都|怎么都)?(?:没|没有)(?:这个|这种)?(?:问题|事)", "您的情况我单独看一下"),
    (PROMISE, r"(?<![不难])(?<!不能)(?<!无法)(?<!不敢)(?<!没法)(?:可以)?(?:跟|向|给)?(?:你|您)?保证(?!金|书|期|人|质量|措施|单)", "会尽力"),
    (PROMISE, r"绝对不会再?", "会尽量不"),
    (PROMISE, r"绝对(?=没问题|没有问题)", "通常"),
    (PROMISE, r"绝对(?!值|路径)", LIKELY),
    (PROMISE, r"(?<![不未])(?:一定|肯定|必定|铁定)(?=会|能|可以|给[你您]|到|好|退|赔|解决|没问题)(?!到底)", LIKELY),
    (PROMISE, r"(?:百分之百|百分百|100\s?%)(?:会|能|可以|没问题|有效|解决)", "多数情况下可以"),
    (PROMISE, r"包(?:退|赔|你满意|您满意|好|修好)", "可以按规则申请"),
    (PROMISE, r"(?:永远|永久)(?:不会|都不会|有效|免费)", "目前"),
    (PROMISE, r"(?:你|您)(?:就)?放一?百个心", "请您放心，我会跟进"),
)

EN: tuple[tuple[str, str, str], ...] = (
    (RUDE, r"\b(?:are you )?(?:stupid|dumb|an? idiot|an? moron|blind|deaf|crazy)\b\??,?", ""),
    (RUDE, r"\b(?:what the (?:hell|fuck)|wtf|fuck(?:ing)?|shut up|screw you|damn it|bullshit|crap)\b,?", ""),
    (RUDE, r"\b(?:as|like) i(?:'ve| have)? (?:already )?(?:told|said|explained|mentioned)(?: to)?(?: you)?(?: before| already| (?:many|several|a hundred) times)?\b", "Let me go through it once more"),
    (RUDE, r"\bi(?:'ve| have)? (?:already )?told you(?: that| this)?(?: already| before| (?:many|several|a hundred) times)?\b", "Let me go through it once more"),
    (RUDE, r"\bhow many times do i (?:have|need) to (?:say|tell|explain)(?: you| this| it)*\b", "Let me go through it once more"),
    (RUDE, r"\bcan(?:'t|not) you (?:read|see|understand|hear)\b", "perhaps I was not clear, let me explain"),
    (RUDE, r"\bdid(?:n't| not) you (?:read|see|listen|understand)\b", "perhaps it was easy to miss: let me explain"),
    (RUDE, r"\b(?:that(?:'s| is) )?not my (?:problem|fault|job|business)\b", "I will pass this to the colleague in charge"),
    (RUDE, r"\b(?:take it or leave it|suit yourself|whatever|up to you then|deal with it)\b", "it is your choice, and I am happy to help"),
    (RUDE, r"\bwhat do you (?:even )?want(?: from (?:me|us))?\b", "how would you like us to put this right"),
    (RUDE, r"\b(?:calm down|relax|chill(?: out)?)\b", "I understand this is upsetting"),
    (RUDE, r"\bgo ahead and complain\b|\bcomplain all you (?:want|like)\b", "I will pass your complaint on as you put it"),
    (RUDE, r"\b(?:google it|look it up yourself|figure it out(?: yourself)?|(?<!have )read the (?:faq|manual|terms))\b", "I can point you to the right place"),
    (RUDE, r"\bstop (?:asking|bothering|wasting my time|messaging)\b", "I am on it"),
    (BLAMING, r"\b(?:it(?:'s| is)|that(?:'s| is)|this is) (?:all )?your (?:own )?(?:fault|problem|mistake)\b", "let us find out together what went wrong"),
    (BLAMING, r"\byou (?:must have |probably |clearly |obviously )?(?:did|do|entered|typed|filled|ordered|chose|used|broke) (?:it|that|this|the \w+)? ?(?:wrong(?:ly)?|incorrectly|yourself)\b", "something does not seem to match: let us check it together"),
    (BLAMING, r"\byou (?:should|could) have (?:read|checked|known|told|said|asked|done)\b", "this is easy to miss, and I will help you with it"),
    (BLAMING, r"\bwhy did(?:n't| not) you\b", "now that I know, I will take care of it"),
    (BLAMING, r"\byou (?:failed|forgot|neglected|refuse|refused) to\b", "one step is still missing, and I will show you which"),
    (BLAMING, r"\byou (?:never|always) \w+", ""),
    (BLAMING, r"\b(?:no one|nobody) else (?:has|had) (?:this|that|any|a) (?:problem|issue|complaint)\b", "I will look into your case by itself"),
    (PROMISE, r"(?<!not )(?<!cannot )(?<!can't )\b(?:i|we) (?:can )?(?:absolutely |definitely )?(?:guarantee|promise)(?: you)?(?: that)?\b", "we will do our best so that"),
    (PROMISE, r"(?<!not )\b(?:will|'ll) (?:definitely|certainly|absolutely|for sure|100 ?%)\b", "should"),
    (PROMISE, r"(?<!not )\b(?:definitely|absolutely|certainly) (?:will|can)\b", "should"),
    (PROMISE, r"\b100 ?% (?:sure|guaranteed|certain|safe|refund(?:ed)?)\b", "very likely"),
    (PROMISE, r"\b(?:never|not) (?:ever )?happen again\b", "we will do what we can so that it does not happen again"),
    (PROMISE, r"\bno matter what\b|\bwithout (?:any )?exception\b", "wherever our rules allow it"),
)
# fmt: on

CURT_ZH = {
    r"不行|不可以|不能|办不了|做不到|没办法|退不了|不支持": "抱歉，这个暂时不行。我看看还有什么别的办法，马上告诉您。",
    r"没有|没了|没货": "抱歉，目前没有。需要的话，我帮您留意，有了马上告诉您。",
    r"不知道|不清楚|不懂|不了解": "这个我需要核实一下，请稍等，马上回复您。",
    r"等着|等(?:着)?吧|再等等|等|慢慢等": "请稍等，我正在处理，有结果马上告诉您。",
    r"哦|噢|嗯|知道了|说|讲|在|啥事|什么事|干嘛|咋了": "您好，我在的，请说说您遇到的情况。",
    r"自己(?:去)?(?:看|查|找|想)|看(?:说明|链接|详情|公告)(?:去)?": "您可以在说明里看到这一点，需要的话我来帮您找。",
    r"随便|都行|无所谓": "都可以，看您方便。",
    r"下一(?:个|位)|还有(?:事|别的)(?:吗|么)?|完了(?:吗|没)": "还有什么可以帮您的吗？",
}  # fmt: skip
CURT_EN = {
    r"no|nope|can(?:'t|not)(?: do(?: (?:it|that))?)?|not possible|impossible|denied|not allowed": "I am sorry, that is not possible right now. Let me see what else we can do.",
    r"don'?t know|no idea|idk|dunno|not sure|no clue": "Let me check this for you, I will be right back.",
    r"wait|hold on|hang on|later|busy": "One moment please, I am working on it and will tell you as soon as I know.",
    r"ok|k|fine|sure|yes|yep|what|and|so|noted": "Thank you. Let me take care of this.",
    r"none|out of stock|sold out|gone": "I am sorry, we have none at the moment. Shall I tell you when it is back?",
    r"read (?:it|this|that|the (?:faq|manual|page|link))|see (?:link|above|faq)|google it": "You will find this on our page; I am happy to point you to it.",
    r"anything else|next|that'?s it|that is all": "Is there anything else I can help you with?",
}  # fmt: skip
"""A whole message that says no more than this, and what would be kinder."""

SAYS_SORRY = r"抱歉|对不起|不好意思|致歉|理解您|明白您|体谅|让您|给您添|请您(?:谅解|见谅)|\bsorry\b|\bapolog|\bunderstand\b|\bappreciate\b|\bregret\b"
"""Who speaks of a customer's anger in order to answer it is not angry himself."""

WORDS = {
    "rude": ("这句听起来有点冲", "This may sound harsh"),
    "blaming": ("这句像在怪客户", "This sounds as if the customer were to blame"),
    "curt": ("有点短，客户可能觉得冷淡", "Rather short: the customer may find it cold"),
    "shouting": ("标点或大写像在喊", "Capitals or marks that look like shouting"),
    "promise": ("这句是承诺，办不到会更难收场", "A promise: hard to take back if it cannot be kept"),
    "personal": ("有证件号或银行卡号，建议遮住", "Holds an identity or card number: better masked"),
    "heated": ("整段语气有些激动", "The whole message sounds heated"),
}  # fmt: skip
