# ruff: noqa: E501 - word lists are read by the line, one kind of phrase on each
"""The words of feeling, zh and en: what stands in service talk, each with its class and weight (0..1). Data for
`emotion`; a longer phrase is found before a shorter one.
"""

HAPPY, ANXIOUS, DISAPPOINTED, ANGRY, SAD, CALM = "happy", "anxious", "disappointed", "angry", "sad", "calm"

ZH: dict[str, dict[float, str]] = {
    ANGRY: {
        0.95: "傻逼 傻b 煞笔 沙比 操你 草你 cnm 滚蛋 滚开 王八蛋 混蛋 混账 狗东西 去你妈 他妈的 他妈 tmd 妈的 nmd 脑残 不要脸 无耻 畜生 人渣 缺德 有病吧 狗屁 放屁 扯淡",
        0.85: "气死 气炸 火大 忍无可忍 受够了 欺人太甚 垃圾 骗子 黑店 奸商 无良 恶心 坑人 坑爹 坑钱 骗钱 骗人 欺骗 忽悠 耍我 耍人 玩我呢 霸王条款 店大欺客 欺负人 12315 315 曝光 "
        "起诉 告你们 法院见 律师函 消协 工商局 市监局 市场监管 媒体曝光 发到网上 发小红书 发抖音 踢皮球 推卸责任 推来推去 推脱 糊弄 敷衍 搪塞 什么态度 什么破 破东西 破玩意 什么玩意 什么垃圾 当我傻 当我是傻子 拿我当猴耍 "
        "不要太过分 太过分 过分了 欺诈 退我钱 还我钱 把钱还我 给我滚 你滚 滚吧 滚啊 滚",
        0.7: "我要投诉 投诉你们 要投诉 投诉到底 举报 生气 愤怒 恼火 差评 打一星 一星差评 给个说法 要个说法 给说法 什么意思啊 到底管不管 管不管 有没有人管 没人管 装死 还要不要做生意 这就是你们的服务 这就是你们的态度 "
        "别跟我扯 别废话 少废话 废话 讲不讲理 不讲理 讲不讲道理 凭什么 再不处理 再不解决 再不发货 再不退 最后通牒 说话不算数 说话不算话 言而无信 出尔反尔 真行啊 可真行 你们真行 厉害了你们 服了你们 真服了 我服了 "
        "好样的 牛逼啊 谢谢你全家 烦死 烦死了 烦人 恶劣 态度差 态度恶劣 听不懂人话 说人话 人工智障 智障",
        0.45: "投诉 太慢了 慢死 慢得要死 说了多少遍 说多少遍 说了几遍 问了多少遍 第几次了 第三次 第三回 三次了 几次了 呵呵 怎么搞的 搞什么 搞毛 搞什么鬼 怎么回事啊 离谱 荒唐 笑话 可笑 好意思 真好意思 良心 没良心 讽刺 "
        "烦 这什么服务 这什么客服 这什么快递 什么破快递",
    },
    DISAPPOINTED: {
        0.8: "太失望 很失望 失望透顶 失望 寒心 心凉 心寒 再也不买 再也不会买 不会再买 再也不来 拉黑 后悔买 后悔 上当 被坑 被骗了 货不对板 货不对版 虚假宣传 名不副实 粉转黑 取关 最后一次买 对不起这个价",
        0.6: "不满意 很不满 不满 差劲 太差 很差 质量差 做工差 服务差 体验差 不值 不值这个价 智商税 不如 不好用 难用 不咋地 不怎么样 一般般 没用 没什么用 白买 白等 浪费 浪费钱 浪费时间 无语 无奈 心累 服气 没想到 还以为 "
        "本来以为 期待 落空 又坏了 又坏 又出问题 才用 刚买就 刚用 没几天 没多久就 不理想 难受 可惜 遗憾 吐槽 鸡肋 廉价 粗糙 掉漆 白费 空欢喜 不靠谱 靠不住 答非所问 没解决 解决不了 还是没 还是不行 一点用都没有 唉 哎",
        0.35: "用不了 毛病 没声音了 坏了 不好 不太好 差 贵了 降价了 缩水 凑合 将就",
    },
    ANXIOUS: {
        0.8: "急死 急死了 急死我 火烧眉毛 十万火急 万分火急 来不及了 来不及 心急如焚 着急 好急 很急 非常急 特别急 急急急 急用 加急 在线等 救命 慌了 好慌 焦急 焦虑 等不及 马上要用 明天就要 今天必须 等着用 等着急用 急需",
        0.6: "担心 不放心 害怕 怕 会不会丢 是不是丢了 怎么还没 怎么还不 为什么还没 为什么还不 为啥还没 怎么一直 一直没 一直不 还没到 还没发 还没收到 迟迟 等了 等好久 等很久 好几天了 好多天 都几天了 多少天了 几天了 "
        "到底什么时候 究竟什么时候 什么时候才 啥时候才 还要等 还要多久 还得多久 催 催一下 帮催 赶紧 赶快 快点 快一点 抓紧 尽快 尽早 没动静 没消息 没人理 没人回 不理我 人呢 怎么办啊 怎么办呀 "
        "急 紧急 拜托了 求求 求你 跪求 不敢 睡不着 心里没底",
        0.4: "到底 究竟",
        0.3: "怎么办 能不能快 能快 还没 多久啊 立刻 马上",
    },
    SAD: {
        0.8: "难过 伤心 想哭 哭了 大哭 呜呜 欲哭无泪 委屈 心碎 心痛 心疼 崩溃 绝望 痛苦 抑郁 悲伤 去世 过世 走了以后 遗物",
        0.5: "哭 好惨 太惨 倒霉 倒霉透了 可怜 不开心 不高兴 沮丧 低落 郁闷 孤单",
    },
    HAPPY: {
        0.8: "太好了 太棒了 太感谢 非常感谢 感激不尽 好评 五星 很满意 非常满意 特别满意 超满意 很喜欢 太喜欢 超喜欢 爱了 开心 高兴 惊喜 完美 点赞 给力 太赞 超赞 真棒 贴心 棒极了 很棒 好用 超好用 真不错 非常好 特别好 "
        "帮了大忙 解决了 搞定了 好厉害 态度好 服务好 服务真好 效率高 哈哈",
        0.5: "满意 喜欢 不错 很好 真好 谢谢你们 谢谢您 辛苦了 辛苦啦 多谢 感谢 棒 赞 靠谱 支持你们 嘻嘻 嘿嘿 收到啦 到啦",
        0.2: "谢谢 好的 谢了 好滴 好哒 ok 可以的",
    },
}

EN: dict[str, dict[float, str]] = {
    ANGRY: {
        0.95: "fuck|fucking|fuck you|bullshit|wtf|asshole|idiots|idiot|morons|moron|screw you|piece of shit|shit|crap|bastards|damn you|go to hell|shut up",
        0.85: "furious|livid|outraged|outrageous|disgusting|disgusted|disgrace|ripoff|rip off|rip-off|ripped off|liars|liar|lying|lied to me|scammers|thieves|garbage|rubbish|trash|sick of|fed up|enough is enough|"
        "unacceptable|ridiculous|pathetic|sue you|lawyer|legal action|small claims|chargeback|bbb|trading standards|give me my money back|want my money back|worst company|worst service|worst ever|absolute joke|hate you|hate this|shame on you",
        0.7: "angry|mad at|report you|terrible service|awful service|horrible service|incompetent|nobody cares|nobody helps|no one cares|no one helps|waste of my time|wasting my time|"
        "one star|1 star|bad review|how dare|for the third time|third time|how many times|stop lying|absolute clowns|is a joke|such a joke|thanks for nothing|stupid|annoyed|irritated",
        0.6: "complaint|complain|a scam|irritating",
        0.4: "frustrated|frustrating|absurd|seriously|nonsense|annoying|oh great|well done guys|nice job guys",
    },
    DISAPPOINTED: {
        0.8: "disappointed|disappointing|disappointment|let down|letdown|regret|never again|never buy|not buying|won't buy|will not buy|last order|not worth|terrible|awful|horrible|worst|useless|false advertising|misleading|not as described|not as advertised|broke already|already broken",
        0.6: "unhappy|dissatisfied|not happy|not satisfied|poor quality|bad quality|low quality|cheaply made|waste of money|wasted|overpriced|expected better|expected more|thought it would|"
        "didn't help|did not help|not helpful|unhelpful|still broken|broken again|fell apart|sigh|meh|underwhelming|poor|bad|mediocre|too bad|a pity",
        0.3: "stopped working|doesn't work|does not work|not working|didn't work|did not work",
    },
    ANXIOUS: {
        0.8: "urgent|urgently|asap|emergency|desperate|desperately|worried sick|panicking|panic|freaking out|running out of time|need it by|need it today|need it tomorrow|need this today|need this tomorrow|hurry|as soon as possible|right away",
        0.6: "worried|worry|concerned|anxious|nervous|afraid|scared|still waiting|been waiting|waiting for days|still not|still haven't|still hasn't|hasn't arrived|haven't received|not arrived|no update|no updates|no response|no reply|"
        "nobody answers|no one answers|anyone there|anybody there|is it lost|got lost|is lost|where the hell|how much longer",
        0.3: "immediately|quickly|please help|help me please|what should i do|what do i do|days ago|weeks ago",
    },
    SAD: {
        0.8: "heartbroken|devastated|crying|in tears|so sad|miserable|hopeless|depressed|passed away|funeral|grieving|broke my heart",
        0.5: "sad|upset|cry|unfortunate|unfortunately|gutted|lonely",
    },
    HAPPY: {
        0.8: "amazing|awesome|fantastic|wonderful|excellent|perfect|brilliant|love it|love this|love them|so happy|very happy|really happy|delighted|thrilled|five stars|5 stars|great service|great job|lifesaver|life saver|you rock|"
        "best service|thank you so much|thanks so much|many thanks|really appreciate|much appreciated|works great|works perfectly|impressed|superb|yay",
        0.5: "happy|great|good job|nice|love|pleased|satisfied|glad|helpful|appreciate|thank you very much|thanks a lot|cool|solved|sorted|it works",
        0.2: "thanks|thank you|ok|okay|cheers|thx|ty|good",
    },
}

NOT_ZH = "不是|没有|并不|并没|不会|不用|不太|不怎么|不算|不至于|别|没|不|无|未|毫无"
NOT_EN = "not|no|never|isn't|wasn't|aren't|don't|doesn't|didn't|won't|can't|cannot|hardly|without|nothing"
MORE_ZH = (
    "太|很|非常|超级|超|极其|极|真的|真|特别|实在|简直|十分|相当|好|最|巨|贼|老|万分|完全|彻底|一直|总是|天天|已经"
)
LESS_ZH = "有点儿|有点|有些|稍微|略|一点|还算|略微|小小"
MORE_EN = (
    "very|so|really|extremely|absolutely|totally|completely|super|incredibly|beyond|utterly|such|too|fucking|always"
)
LESS_EN = "a bit|a little|slightly|somewhat|kind of|kinda|sort of|mildly"
HARMLESS_ZH = (
    "妈妈|我妈|老妈|岳母|不用急|不急|别急|不着急|不用着急|不要着急|慢慢来|不担心|不用担心|没事|没关系|不生气|别生气|火车|火锅|开火|防火|着火|灯火|急诊|急救|应急|哭笑|担心的话|后悔药|七天无理由|发火车|降噪差|垃圾桶|垃圾短信|垃圾邮件|垃圾箱|没用过|还没用|滚动|滚轮|滚筒|滚珠|滚屏|滚烫|翻滚|打滚|摇滚|滚滚|行不行|温差|差价|差额|时差|差别|差多少|差一位|"
    "相差|差不多|出差|偏差|不错|烦请|麻烦|不耐烦|火爆|不怕|怕水|怕热|怕摔|防摔|退差|补差|好评|差评返现|投诉电话|投诉渠道|投诉入口|投诉处理|怎么投诉|如何投诉|在哪投诉|哪里投诉|到底部|不好意思|骗保|快点击|马上到|快递员|"
    "催化|等了解|立刻返|马上就|抢购|最后一次付款|第三次充电|推荐码|推荐人"
)
HARMLESS_EN = (
    "no worries|stupid question|cool down|no worry|not worried|don't worry|no rush|no hurry|not urgent|take your time|too bad to|not bad|bad pixel|how bad|mad max|crying out|report a|how to complain|complaint form|complaints department|complaints procedure|"
    "thank you for nothing|sad face|break down|breakdown|write down|slow down|turn down|volume down|scale down|shut down|good morning|good afternoon|good evening|a good|any good|good for|how good|is it good"
)
"""Wording that holds a word of the lists but none of its feeling; looked for first. 不好意思 is said by way of excuse."""
