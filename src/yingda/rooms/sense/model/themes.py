# ruff: noqa: E501 - word lists are read by the line, one theme on each
"""What feelings are about: themes of service talk, zh and en, each a list of words. Data for `tone`, which learns from
examples what a theme says about a feeling; alone a theme says nothing. An idiom that stands in no example is known by its
neighbours here.

Latin words are matched whole, a trailing * stands for any ending.
"""

import re

ZH = {
    "rage": "气死 气炸 气疯 火大 火冒 冒火 恼火 发火 怒 愤 暴怒 爆炸 忍无可忍 忍不了 受够 岂有此理 欺人太甚 咽不下 恨死 可恨 可恶 可气 气人 来气 一肚子火 抓狂 咬牙切齿 怒不可遏 怒火中烧 七窍生烟 嬲 火滚",
    "curse": "他妈 妈的 妈逼 尼玛 你妈 特么 他娘 奶奶的 操 艹 草泥马 cnm tmd 傻逼 傻b sb 煞笔 滚 王八 混蛋 混账 狗东西 狗屁 狗日 放屁 屁 畜生 禽兽 人渣 杂种 杂碎 贱 废物 饭桶 蠢货 脑残 智障 白痴 猪 去死 不得好死 断子绝孙 天打雷劈 臭不要脸 老子 老娘 扑街 仆街 册那 赤佬 瘪犊子 犊子 你大爷 呸 婊 鬼东西 什么玩意 神经病 有病 瞎了 流氓 土匪 强盗 恶霸 败类 孙子",
    "cheat": "骗 诈 忽悠 蒙人 坑人 坑爹 坑钱 黑心 黑店 奸商 无良 套路 陷阱 霸王 霸道 缺德 良心 昧 假货 虚假 谎 糊弄 耍我 耍人 玩我 猴耍 当我傻 冤大头 韭菜 敲诈 勒索 抢钱 明抢 抢劫 黑幕 宰客 强买强卖 偷换 偷偷 私自 擅自 莫名其妙 挂羊头 颠倒黑白 倒打一耙 睁眼说瞎话 胡说 狡辩 抵赖 不认账 赖账",
    "blame": "凭什么 凭啥 谁给你们 谁允许 谁批准 谁授权 经过我同意 良心呢 脸呢 好意思 要脸 不要脸 无耻 羞 像话 离谱 荒唐 荒谬 过分 态度 素质 职业道德 责任心 不负责 不作为 敷衍 推卸 推诿 推来推去 踢皮球 甩锅 装死 装聋 装糊涂 打发 搪塞 狡猾 嚣张 横 欺负 歧视 刁难 羞辱 骂人 威胁 白眼 摆设 吃干饭 干什么吃的 什么意思 什么叫 怎么说话 说人话 听不懂 睁大 眼瞎 长眼",
    "threat": "投诉 举报 曝光 起诉 告你 告到 法院 法庭 律师 消协 12315 12345 工商 市监 银保监 教育局 卫健委 媒体 记者 热线 微博 抖音 小红书 报警 仲裁 维权 差评 一星 零分 没完 奉陪 等着 走着瞧 试试 追究 说法 交代 道歉 赔偿 赔我 赔钱 退一赔三 给我退 还钱 还我 退钱 叫你们 让你们 领导 经理 主管 负责人 老板出来 出来 对质 工号 录音 证据 截图",
    "sneer": "呵呵 呵 哼 啧 真行 可真 真有你们 厉害了 好样的 高明 佩服佩服 谢谢啊 谢谢您嘞 谢您 好一个 真会 挺会 长见识 涨知识 见识了 难不成 莫非 敢情 合着 难道 是吧 对吧 行吧 好吧好吧 得了吧 拉倒吧 逗我 开玩笑 笑话 可笑 搞笑 好笑 好玩吗 您猜 请问呢 自己信吗 配吗 几个意思 图个啥 指望 企业文化 人性化 所谓 号称 美其名曰 名义 敢不敢 有本事 有种 是不是觉得 是不是以为 当我 当我们 当顾客 年薪 绿皮 脚趾 用脚 闭着眼 抽签 失忆 复读机 摆着看 挤牙膏 嗑瓜子 聊天呢",
    "again": "又是 又来 又断 又坏 又扣 又错 又让 又要 再一次 第二次 第三次 第三回 第四 第五 第六 第八 第十 三次 三回 三遍 四遍 五遍 五次 六次 八遍 十遍 十次 八百遍 无数次 每次 次次 一次次 一遍遍 反复 来来回回 换了三 换了四 说了多少 讲了 问了 催了 转了",
    "wait": "等了 一直等 干等 苦等 白等 半天 一上午 一下午 一整天 两小时 三小时 几个小时 半个月 一个月 两个月 一礼拜 一个星期 三天了 五天了 天了 周了 迟迟 拖 没影 没人理 没人管 没人接 不接 不回 已读 石沉大海 没下文 没动静 没消息 没回音 还没 仍未 至今",
    "hurry": "急 赶 快点 快啊 快快 马上 立刻 立即 赶紧 赶快 尽快 抓紧 火速 加急 来不及 来得及 赶得上 赶不上 截止 截标 到期 倒计时 最后一天 今天之内 今晚 明早 明天就 后天就 分钟 小时后 登机 起飞 检票 发车 开考 考试 面试 答辩 婚礼 签约 过户 开庭 手术 急诊 救命 救救 求求 求你 求您 跪求 拜托 帮帮 催 在线等 火烧眉毛 燃眉 十万火急 刻不容缓 迫在眉睫 争分夺秒 千钧一发",
    "fear": "怕 慌 吓 担心 担忧 不放心 不踏实 没底 忐忑 紧张 焦虑 焦急 着急 心急 发虚 打鼓 七上八下 提心吊胆 坐立不安 惶 恐 六神无主 手抖 发抖 哆嗦 冒汗 冷汗 睡不着 没合眼 一宿 整夜 心跳 喘不 腿软 懵 不知所措 怎么办 咋办 咋整 点算 如何是好 完了 完蛋 糟了 要命 不敢 惊 驚 心焦 犯嘀咕 嘀咕 越想越 愁",
    "doubt": "会不会 是不是 不会是 该不会 别是 万一 要是 要紧 严重吗 正常吗 正规吗 靠谱吗 安全吗 有没有事 没事吧 没问题吧 真的假的 是真的吗 有影响 影响 能不能赶 还能不能 还来得 不知道能不能 不确定 拿不准 好像 似乎 感觉不对 不对劲 怪怪的 异常 可疑 陌生 盗 刷 泄露 冻结 黑名单 征信 违约 逾期 作废 取消资格 拒签 过敏 副作用 感染 复发 恶性 阴影 指标 丢了 弄丢 不见了 找不到 联系不上 失联 走失 漏 错了 填错 转错 输错 打错 误",
    "danger": "着火 起火 冒烟 煤气 漏电 触电 爆炸 地震 洪水 台风 被困 撬门 撬锁 跟踪 绑 抢劫 晕倒 昏迷 昏过去 抽搐 休克 没呼吸 没有呼吸 不喘气 流血 出血 大出血 止不住 吐血 心梗 中风 急救 救护车 120 110 抢救 窒息 喘不上 卡住 溺 掉下 摔下 高烧 四十度 吞了 误食 误服 中毒 胎动 羊水 要生 断药 呼吸机 氧气 胰岛素 血浆 病危 危急",
    "death": "去世 过世 逝 走了 不在了 没了 离开了我 离世 离开人世 死了 死 骨灰 葬 坟 墓 灵车 灵堂 棺 遗体 遗物 遗像 遗照 忌日 头七 祭 追悼 讣 太平间 临终 临走 咽气 断气 闭眼 最后一面 白发人 天堂 永别 天人永隔 阴阳 孤儿 丧 后事 销户 牺牲 夭折 流产 胎停 没保住 没留住 没救回 没抢救 救不回 冰冷 冰凉 走脱 冇咗",
    "kin": "妈 爸 爹 娘 母亲 父亲 奶奶 爷爷 外婆 外公 姥姥 姥爷 老伴 老公 老婆 妻子 丈夫 爱人 儿子 女儿 孩子 宝宝 娃 闺女 哥 姐 弟 妹 孙 姆妈 阿妈 阿爸 老头子 双亲 父母 亲人 家人 姑 舅 叔 侄",
    "break": "分手 离婚 离了 失恋 前任 前女友 前男友 前妻 前夫 出轨 不爱了 不要我 甩了 拉黑我 删了我 断了联系 单身 净身出户 抚养权 判给 散了 妻离子散 破裂",
    "illness": "癌 肿瘤 白血病 晚期 确诊 化疗 透析 绝症 瘫 残疾 残废 截肢 失明 聋 抑郁 自闭 痴呆 住院 ICU 病床 病房 病危 卧床 休学 疼 痛",
    "loss": "失业 下岗 被裁 辞退 裁员 倒闭 破产 散伙 关门 转让 断供 拍卖 揭不开锅 交不起 还不上 欠债 负债 落榜 落选 没考上 没通过 被拒 挂科 输了 失败 一事无成 穷 家底 积蓄 血本 一无所有",
    "alone": "一个人 独自 孤单 孤独 孤零零 孤苦 寂寞 冷清 空荡 空落落 没有人 没人 没朋友 孤立 排挤 无依无靠 举目无亲 异乡 他乡 外地 漂 想家 想念 思念 怀念 想他 想她 掛住 舍不得 不舍 回不去 再也没有 再也见不到 再也听不到 以前都是 从前 那年",
    "tears": "哭 泪 泣 呜呜 哽咽 鼻子酸 鼻酸 眼睛红 眼圈 眼眶 心酸 心碎 心痛 心如刀 刀割 刀剜 刀绞 心疼 心口 伤心 难过 难受 悲 哀 伤感 伤心欲绝 痛苦 痛不欲生 肝肠寸断 撕心裂肺 肝胆 断肠 绝望 崩溃 撑不下去 撑不住 扛不住 熬 生不如死 万念俱灰 心如死灰 行尸走肉 麻木 煎熬 凄 惨 苦 委屈 内疚 自责 愧 没用 低落 沮丧 失落 灰心 郁闷 心情不好 心情很 提不起 唉 命苦 心里空 空壳 塌了 天塌 灰暗 黑了",
    "trust": "信任 相信 信赖 信了 信你们 承诺 答应 说好 保证 诚信 诚意 兑现 食言 期待 期望 希望 盼 指望 寄托 托付 交给你们 本来以为 原以为 还以为 以为 本以为 当初 曾经 以前 从前 过去 想当年 多年 十年 二十年 八年 老客户 老用户 老顾客 老会员 铁粉 忠实 忠诚 支持 口碑 招牌 老字号 百年 品牌 情怀 感情 好感 印象 推荐 夸 引以为豪 骄傲 自豪",
    "turn": "失望 大失所望 寒心 心寒 心凉 凉了 凉透 死心 灰心 心灰意冷 心累 遗憾 可惜 惋惜 后悔 悔 白费 白瞎 白买 白等 白来 白跑 不值 亏了 亏 打水漂 落空 落差 辜负 错付 看走眼 看错 瞎了眼 高估 天真 不过如此 名不副实 徒有其表 金玉其外 噱头 水分 鸡肋 一般 平平 平淡 普通 不如 没以前 大不如前 退步 下滑 变了 变味 缩水 走样 敷衍 凑合 将就 差点意思 差强人意 不咋 不怎么样 不理想 没意思 没劲 没惊喜 没亮点 没效果 没变化 没用 没啥用 难吃 难用 起球 掉色 褪色 开线 廉价 粗糙 塑料 唏嘘 无语 算了 罢了 认了 放弃 不抱希望 不指望 不期待 没救 无可救药 无可挽回",
    "leave": "再也不 再也不会 不会再 以后不 最后一次 一次就够 拉黑 取关 脱粉 注销 卸载 退订 不续 不买了 不来了 换一家 换别家 转网 转走 另选 绕道 告别 再见 永别 再也不见 一刀两断 到此为止 缘分 到头 不留恋 没什么可留 江湖 互不 清零 剪了 划清 路人 不用了 不回头 解约 退出",
    "thanks": "谢 感谢 感激 感恩 多谢 唔该 唔該 多謝 辛苦 麻烦啦 有心 费心 恩人 锦旗 表扬 鞠躬 好人一生平安 祝你 祝您 祝你们 生意兴隆 工作顺利 多亏 幸亏 托你们 帮了大忙 救了我 帮我大忙",
    "joy": "开心 高兴 快乐 幸福 喜 乐 惊喜 激动 兴奋 爽 美滋滋 哈哈 嘻嘻 嘿嘿 耶 哇 好耶 欧耶 爱了 爱死 爱你 喜欢 棒 赞 给力 完美 绝了 绝绝子 神仙 牛 厉害 优秀 佩服 满意 满足 好评 五星 满分 一百分 点赞 不错 好用 好吃 好看 好听 漂亮 美 舒服 舒心 舒坦 舒适 贴心 暖 用心 细心 耐心 周到 专业 高效 靠谱 良心 实惠 划算 超值 值了 便宜又 惊艳 超出预期 比想象中 比预计 放心了 安心 踏实了 松口气 安逸 巴适 好使 杠杠 得劲 灵额 好嘢 嘉 骄傲 圆满 顺利 省心 省事 省得 笑 甜 香 可爱 回购 下次还 推荐给 种草 囤",
    "success": "解决了 搞定 弄好 修好 装好 办好 办妥 弄明白 学会 找到了 找回 到账了 收到了 收到啦 到啦 到手 批下来 批了 下来了 通过了 考过 考上 录取 上岸 中奖 中了 抢到 赢了 冠军 一等奖 毕业 出院 痊愈 治好 良性 平安 母子 怀上 醒了 康复 成功 如愿 升舱 升级成 免单 免费 赠 送了 退款收到 正合适 合身 合脚 脱单 求婚 答应了 团圆",
    "ask": "请问 咨询 想问 问下 问一下 问一哈 了解 怎么 如何 多少 几点 几号 几天 多久 哪里 哪儿 哪个 哪款 在哪 吗 能否 可否 是否 有没有 可以吗 支持 需要 流程 步骤 标准 条件 要求 资料 材料 证件 地址 电话 时间 费用 价格 尺码 型号 规格 渠道 方式 办理 申请 预约 查询 查一下 修改 更改 更换 绑定 开通 取消 登记 备案 核对 核实 反馈 反映 建议 请提供 请确认 请协助 请安排 请更正 附件 截图如下 单号 编号 流水号 工单",
    "easy": "不急 不着急 慢慢来 慢慢 不要紧 没关系 没事 无所谓 无妨 不介意 都行 都可以 随便 随时 方便 听安排 按流程 按规定 按你 按您 照旧 就这样 就这么 先这样 知道了 知道啦 明白 了解 收到 好的 行 可以 嗯 哦 好滴 得 再说 改天 下次 过两天 等通知 理解 正常 不影响 不碍事 不追究 不用补偿 没意见 没问题 没别的 考虑 观察 再看看 商量 备注 仅供 习惯了 冇所謂 冇問題 要得",
}  # fmt: skip
EN = {
    "rage": "angry|furious|livid|outrag*|rage|raging|seething|fuming|boiling|sick of|fed up|had it|had enough|enough|mad|hate|infuriat*|screaming|pissed|steaming|blood boil*",
    "curse": "fuck*|f\\*ck|wtf|shit*|bullshit|crap*|damn*|hell|bastard*|idiot*|moron*|stupid|scum|bloody|crook*|thieves|thieving|thief|pigs|parasites|clowns|cowards|garbage|rubbish|trash|braindead|monster*|filthy|disgusting|piss|shove|screw|rot|arse|ass|asshole*|useless|pathetic|disgrace*|shame|evil|greedy",
    "cheat": "scam*|con|conned|rip*|robbed|robbing|steal*|stole|stolen|lie|lies|lied|lying|liar*|cheat*|fraud|trick*|hidden fee*|false|fake|dishonest|sneaky|behind my back|without asking|without telling|never agreed|did not agree|didn't agree",
    "blame": "how dare|who gave|who authori*|who the|what kind of|why am i|why would i|why should i|your fault|your mistake|your error|responsib*|excuse*|incompetent|rude|attitude|ignor*|hung up|hang up|passed around|transferred|nobody cares|no one cares|nobody bother*|joke|ridiculous|unbelievable|unacceptable|absurd|appalling|outrageous|nonsense|laughing|rolled|swore|mock*|insult*|bully*|lost my",
    "threat": "manager|supervisor|complain*|complaint|report you|reporting|lawyer|sue|suing|court|legal|ombudsman|regulator|trading standards|police|review|reviews|public|chargeback|dispute|apology|apologise|apologize|compensat*|demand|refund me|money back|owe me|in writing|name and",
    "sneer": "oh great|oh lovely|great|lovely|wow|nice|cute|well done|congrat*|thanks a lot|thanks for nothing|guess|funny how|so much for|really\\?|seriously|apparently|supposedly|so called|clearly|obviously|bit rich|what a surprise|big surprise|as if|am i supposed|do i look|is it|is that your|by donkey|clown|genius|bravo|sure|cool|right",
    "again": "again|third|fourth|fifth|tenth|twice|three times|four times|five times|six times|every time|each time|once more|repeat*|same|over and over|still|already|keep|keeps|previous",
    "wait": "wait*|hold|hours|weeks|months|days|all day|all morning|late|delay*|no reply|no response|no answer|never called|never came|nobody came|no one came|silence|chase|chasing",
    "hurry": "urgent*|asap|hurry|quick*|fast|immediately|right now|now|today|tonight|tomorrow|midnight|deadline|minutes|closes|closing|boarding|gate|flight leaves|exam|interview|wedding|ceremony|surgery|please help|help|begging|please please|pls|desperate*|in time|running out|before it",
    "fear": "worr*|concern*|nervous|anxious|afraid|scared|scary|terrif*|panic*|freak*|shaking|trembl*|stress*|can't sleep|cannot sleep|haven't slept|bad feeling|paranoid|uneasy|dread*|what do i do|what should i do|oh no|oh god|omg|losing my mind|i'm finished|lost",
    "doubt": "is it normal|is this normal|normal|is it safe|safe|legit|real|what if|will i|will they|will it|am i going|did it|did my|does that mean|what does|should i|might have|maybe|not sure|unsure|double check|confirm|hope|hopefully|mistake|wrong|accident*|missing|unusual|suspicious|unknown|pending|stuck|frozen|blocked|expire*|declin*|reject*|fail*|allerg*|side effect*|charged twice",
    "danger": "collapsed|breath*|bleeding|blood|fire|smoke|gas|ambulance|emergency|choking|unconscious|poison*|swallow*|drank|crash|brakes|earthquake|flood|locked|trapped|stuck in|followed|following me|break in|stranger|kidnap*|labour|labor|waters broke|insulin|oxygen|fever|chest pain|er|seizure",
    "death": "died|dead|dies|dying|death|passed|passed away|gone|funeral|grave|ashes|coffin|buried|bury|burial|widow*|memorial|anniversary|stillborn|miscarr*|lost the baby|heartbeat|took her|took him|goodbye|last words|killed|orphan|hospice|didn't make it|didn't survive",
    "kin": "mum|mom|mother|dad|father|parents|grand*|husband|wife|son|daughter|kid|kids|child|children|baby|brother|sister|family|friend|friends|dog|cat|boy|girl|mama",
    "break": "broke up|break up|divorce*|left me|split|separated|breakup|custody|ex|ring back|moved out|over between|cheated on",
    "illness": "cancer|tumou?r|diagnos*|stage four|terminal|chemo|dementia|alzheimer*|depress*|disab*|wheelchair|paralys*|hospital|icu|ward|therapy|sick|ill|accident",
    "loss": "lost my job|laid off|fired|unemployed|bankrupt|closing|closed down|eviction|evicted|homeless|can't afford|cannot afford|debt|didn't get in|rejected|failed|not good enough|worthless|burden|savings gone|everything burned",
    "alone": "alone|lonely|nobody|no one|miss|missing|empty|quiet|without him|without her|used to|far from home|homesick|never again hear|no home|by myself|isolated",
    "tears": "cry*|cried|tears|teary|sob*|weep*|heart|heartbroken|broken|broke me|hurts|hurt|pain|ache*|sad|sadness|grief|griev*|sorrow|mourning|devastat*|shattered|crushed|hopeless|despair|numb|miserable|down|low|blue|ashamed|guilty|unhappy|sigh",
    "trust": "trust*|believ*|promis*|faith|loyal*|years|long time customer|used to|once|expect*|hope|hoped|hoping|looking forward|looked forward|thought|supposed to|reputation|recommend*|brand|quality|guarantee|favourite|favorite|respect*|standards",
    "turn": "disappoint*|let down|letdown|letting down|regret*|underwhelm*|meh|shame|pity|not worth|waste*|poor|worse|worst|bland|cheap|thin|thinner|smaller|less|mediocre|average|nothing special|not great|not what|not like|unlike|expected more|expected better|so so|ok i guess|fine i guess|oh well|never mind|gave up|given up|giving up|stopped hoping|clunky|boring|embarrass*|overpriced|disillusion*|hollow|hype|downhill|unfortunately",
    "leave": "never again|never use|never buy|won't be back|not coming back|won't come|won't renew|cancel my|close my account|last order|last time|last purchase|goodbye|leaving|lost me|done|finished with|moving on|switch*|no longer|anymore|any more|forever|for good|for life",
    "thanks": "thank|thanks|thx|cheers|grateful|appreciate*|bless|kudos|helpful|kind|owe you|saved me|saved my|saved us|credit to|pass it on|hats off",
    "joy": "happy|happier|glad|love|loved|loves|lovely|great|awesome|amazing|fantastic|wonderful|excellent|brilliant|perfect*|superb|outstanding|incredible|beautiful|gorgeous|delight*|thrilled|excited|yay|woo*|wow|haha|hooray|best|favourite|five stars|5 stars|impress*|recommend|pleased|pleasant*|nice|sweet|comfy|comfortable|tasty|smooth|easy|joy|smile|smiling|proud|magical|dream|legend*|angel*|star|stars|over the moon|enjoy*|fun|worth it|good|treat",
    "success": "fixed|solved|sorted|works now|working now|it works|worked|resolved|arrived early|on time|found|recovered|refund received|got the refund|got my|approved|accepted|passed|won|win|benign|cancer free|remission|pregnant|healthy|engaged|said yes|upgrade*|free|surprise|scholarship|graduated|got in|got the job|woke up|back online|reunited|first prize",
    "ask": "what|what's|when|where|which|how|how do|how can|how much|how many|how long|can i|could i|could you|do you|does it|is there|are there|i'd like|i would like|please send|please note|where do|request|appeal|procedure|form|number|copy|invoice|attached|details|update|change|upload|register|book|available|size",
    "easy": "no rush|no hurry|whenever|take your time|fine|fine by me|okay|ok|sure|noted|understood|alright|all right|got it|sounds|no problem|not a problem|not urgent|nothing urgent|either|don't mind|i'll wait|can wait|next week|later|as planned|think about it|makes sense|leave it|all good|no further",
}  # fmt: skip


def _latin(words: str) -> str:
    return "|".join(w.removesuffix("*") + r"\w*" if w.endswith("*") else w for w in words.split("|"))


_FOUND = {
    "zh": {name: re.compile("|".join(map(re.escape, words.split()))) for name, words in ZH.items()},
    "en": {name: re.compile(rf"\b(?:{_latin(words)})(?!\w)") for name, words in EN.items()},
}
MANY = 2
"""So many different words of a theme are a sign of their own."""


def themes(text: str, language: str) -> list[str]:
    """The themes of a normalised text, `name` once, and `name+` where several of its words are found."""
    out = []
    for name, pattern in _FOUND["zh" if language == "zh" else "en"].items():
        found = set(pattern.findall(text))
        if found:
            out.append(name)
        if len(found) >= MANY:
            out.append(name + "+")
    return out
