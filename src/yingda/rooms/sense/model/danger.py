# ruff: noqa: E501 - word lists are read by the line, one kind of phrase on each
"""More wording of danger, for `risk`: what people say who do not use the plain words - of an end, of a threat, of money that is
being got out of them. Written from the learning part of the project's own corpus (packs/common/content/risk.yaml); what the
lists find in its held-out part stands in docs/understanding.md.
"""

import re

SELF_HARM = (
    r"(?:想|要|求|让我|只有|只能|怎么|不如|宁可|准备|打算|决定)(?:去|就)?死(?!机|心|板|循环|磕|活|角|结|守|记|党|撑|扛)", r"我(?:就|会)?(?:去)?死(?:了|在|给)(?!你|机|心)", r"(?:我|唔|勿|弗|真|都)(?:不|唔|勿|弗)?(?:想)?(?:再)?(?:不|唔|勿)(?:想)?(?:再)?(?:活|做人)(?:了|喇|下去)",
    r"[唔勿弗不]想(?:再)?(?:活|做人)", r"没法(?:再)?活|活不(?:成|了(?!动))", r"一了百了|了断|寻短见|卧轨|投[河江湖]|割(?:手腕|脉)|自尽|自缢|永别|诀别|遗书|安眠药", r"最后一(?:天|晚|夜)(?:活|了[，。]永)|活着?的最后",
    r"(?:明天|以后|明早|明年)(?:开始)?(?:我)?(?:就|都)?(?:不在了|没有我|没我了|用不着)", r"(?:想|要不要|准备|打算)(?:从.{0,8})?(?:往下)?跳(?:下去)?(?:$|[，。！])|从.{1,6}上?跳下去", r"睡(?:过去|下去|着).{0,6}(?:不|别|再也).{0,3}醒|一直睡下去|不(?:要|用)?醒来?(?:就好|了)",
    r"自己划的|划(?:手臂|手腕|自己)|杀了我自己|杀死自己", r"(?:带着?|抱着)孩子一起(?:死|走)|跟着(?:他|她|老伴)?(?:也)?去了?$|也要跟着去", r"死(?:了)?(?:就|也)(?:不用|好了|解脱)|不(?:想)?看到明天", r"\b(?:bu ?xiang ?huo|xiang ?xiao ?shi|zi ?sha|xiang ?qu ?si)",
    r"没有我[，,]?(?:大家|你们|他们|家里|这个)|冇我|如果我(?:消失|不在|死)|(?:从|在)(?:这个)?世界(?:上)?消失|我(?:就)?是(?:个)?(?:多余|累赘|负担)|只(?:要|想)解脱|没(?:有)?(?:什么)?可?留恋", r"(?:跟|和|同)(?:所有|每个|大家).{0,4}(?:道|告)(?:过)?别|这次是真的再见",
    r"后事(?:也|都|我)|先走一步|等我不在|我(?:走|不在)了?(?:以后|之后)[，,]|彻底休息|呒?没以后了|没有以后|没有痛苦的地方|人间不值得|我不怕死|没出生就好|没有明天|最后一次(?:说话|联系你)|撑不下去|活着(?:跟|和)没活", r"(?:东西|账户)(?:都|全)?送人了|把?孩子托付给",
    r"\b(?:goodbye|suicide|farewell) (?:letters?|note)\b|\bwants? to die\b|\b(?:gone to |he'?s |she'?s |i'?m )?end(?:ing)? it\b(?! with|;)|won'?t be (?:alive|around|here (?:next|tomorrow|anymore))|last (?:night|day) alive|\blet me die\b|\bkms\b|going to jump\b|rather be dead|how to die\b",
    r"sleeping pills|(?:decided|going|ready) to die\b|killing us both|death is the only|on the (?:bridge|roof|ledge) right now|standing on the (?:roof|bridge|ledge)|do it to myself|said goodbye to everyone|given? (?:all )?my (?:things|stuff) away|never wake|i'?m (?:just )?a burden|disappear for good",
    r"never been born|(?:when|after) i'?m gone|in the next life|no tomorrow|end of the road|take them all at once|nobody will pick up",
)  # fmt: skip
THREAT = (
    r"(?:斩|勒|掐|砸|撞|闷|淹|踹|揍|弄|打|捅|砍|烧|整|搞)死(?!机|的|了$|也|都|我)", r"(?:砍|捅|斩|揍|废|毁|剁)(?:了|掉)?(?:人|你|他|她|佢|侬|那个|这个|老板|经理|谁|你哋)", r"(?<!自己)(?<!能)动手(?!能力|安装|组装|操作|做|装|试|拆|修)(?:[，,！!。]|$)|见人就[打砍]|谁敢.{0,6}(?:打|砍|弄)谁",
    r"(?:带|拿|有|揣)(?:着|把|了)?(?:刀(?!拆|划|切|削)|枪|家伙|汽油|斧|炸弹|炸药)", r"(?:放|装|埋)了?(?:个)?炸弹|炸(?:掉|毁|平|这家|了你)|泼.{0,6}(?:汽油|硫酸)|硫酸|下毒|投毒|饭里下药|陪葬|活着(?:走|离)|断气|打残|(?:用|拿)命(?:来)?(?:还|赔)|死几个|不是你死|人质",
    r"(?:要|会|想)(?:杀|殺)(?:我|她|他|你|光|了)|sha le ni|(?:堵|跟踪)(?:你|她|他)|推(?:到|下).{0,6}(?:铁轨|楼|河)|扔下(?:去|楼)|等着瞧|等牢|一个个.{0,4}解决|解决掉(?:你|他|她)|(?:车|开)撞(?:进|死|向)|(?:兄弟|人)去砸|砸(?:了)?(?:你们)?店|被砍|扬言|威胁(?:我|要|说)|(?:就是要|一定要)报复",
    r"走?夜路(?:小心|当心)?|夜里走路|(?:女儿|儿子|孩子|小孩).{0,8}(?:放学|上学|学校).{0,10}(?:哪|路|知道|一清二楚)|(?:门口|楼下|外面)(?:等|候)(?:你|着你)|兔子急了|没(?:什么|啥)可失去|道上(?:的|有)?(?:人|朋友|兄弟)|别怪我(?:没提醒|不客气|狠|没说|翻脸)|后果(?:你们)?自(?:负|己)|hou ?guo ?zi ?fu",
    r"(?:名字|工牌|照片|长相).{0,6}记(?:下|住)了|垫背|走着(?:回去|出去)|睡太死|血的(?:那|代价|教训)|付出代价|好自[為为]之|逼急|什么都(?:做|干)得出|啥子都干得出|一个都跑不了|坐轮椅|(?:更)?快的办法|自己的方式解决|(?:街上|外面)碰(?:见|到)你|我动手|不怕再进去|几个(?:安全)?出口|刚(?:放)?出来[，,]正|记住我一辈子|我的痛",
    r"\b(?:strangle|murder|stab|choke|poison|cripple|behead|slit|beat)\b.{0,24}\b(?:you|him|her|them|agent|driver|guard|guests|family|me|throat|death)\b|\bwith a (?:knife|gun|bat|machete|hammer)\b|\bbombs? (?:on|in|under)\b|a bomb\b(?! cyc)|break your (?:legs?|arms?|neck|bones)|going to bleed|he'?ll (?:kill|blow|stab)|threatening to",
    r"\bi'?m armed\b|leave .{0,14}alive|with their lives|you'?re dead\b|throw acid|(?:push|throw) (?:him|her|you|them) (?:under|off|in front)|wreck your|cut (?:his|her|your) (?:hands|throat)|drive .{0,14}through your|pour (?:petrol|gas)|smash .{0,12}(?:skull|face|head)|blow (?:it|you|up)",
    r"watch your back|waiting (?:for you )?outside|walks home|nothing (?:left )?to lose|been inside before|didn'?t warn you|sleep (?:lightly|with one eye)|accidents happen|shame if something|how many exits|quicker way than|(?:his|her|your) route by heart|run into you|someone'?s going to pay|funeral|mind your brakes|look outside|take company|remember me for the rest|still can'?t walk|not come to talk",
)  # fmt: skip
FRAUD = (
    r"(?:被|遭|让人|給|给|拨)(?:人|骗子|诈骗|网络|假)?.{0,8}(?:骗|忽悠|呃|坑|诈).{0,14}(?:钱|錢|元|块|[万千](?!用)|押金|租金|订金|定金|学费|积蓄|货款|贷|转|汇|担保|信息)", r"骗(?:走|光|脱|取)|(?:骗|诈)了?我?.{0,4}\d+|骗我.{0,8}(?:借|贷|开|转|充|付|交|下载)|诈骗(?:款|分子|电话|团伙|犯)|报警.{0,10}(?:诈骗|骗)|上当受骗|(?:交|付|转|买)了?[，,]?上当",
    r"(?:转|汇|打|充|付|交|借)(?:了|给|完|过去|账).{0,14}(?:骗|是假|假的|拉黑|消失|联系不上|诈骗|灰了|人没了)|骗子.{0,16}(?:转|汇|钱|账|付款码|扣|下载)", r"钓鱼(?:链接|网站|短信|邮件)|裸聊|敲诈|杀猪|网恋|网上认识.{0,16}(?:投资|钱)|冒充|冒认|冒名|公检法|安全账户|监管账户|解冻|套路贷|校园贷|传销|点数卡|礼品卡.{0,6}(?:拍|发|号)|刷流水|裸贷",
    r"假(?:的)?(?:冒|客服|快递|招聘|租房|机票|官网|警|ETC|二维码|网站|合同|领导|老师)", r"保证金.{0,10}(?:放款|拉黑|才能)|(?:评估|会员|加急|手续|公证|解冻)费.{0,10}(?:才|先|再|贷款)|(?:先|要)(?:收|交|付)了?.{0,10}(?:税|公证费|评估费|手续费|保证金|押金)", r"(?:共享|分享).{0,3}(?:屏幕|ping ?mu)|屏幕共享|gong ?xiang ?ping ?mu|会议软件|飞行模式|应用商店里的",
    r"补卡.{0,10}(?:转|空)|(?:余额|账户|卡|钱).{0,6}(?:被)?(?:清空|转空|转走|盗|刷光)|(?:身份证|信息|证件)被(?:人)?拿去|拿.{0,6}身份证.{0,6}贷|(?:中了?|中)奖.{0,10}(?:税|费|先)|中了.{0,12}大奖|投资(?:群|平台).{0,14}(?:托|提|周末)|提(?:不了)?现(?:不了|要)|返利.{0,10}(?:骗|充)|跑路",
    r"涉(?:案|嫌|及走私|黑|毒)|(?:别|不要|不许|不能).{0,3}(?:告诉|跟)(?:家人|别人|任何人|家里)|要我保密|做任务.{0,12}(?:垫|返)|刷单|点赞.{0,8}(?:押金|一天)|消除不良|清退|百万保障|(?:报|念|发|给).{0,4}(?:银行卡密码|验证码|三位数|卡背面)|验证码(?:发|给|告诉)|自称.{0,16}(?:转|验证码|保密|ATM|挂电话|汇)|换了?(?:号|收款账号|个号)",
    r"(?:将军|军官|大使馆|社保局|公安|警官|警察).{0,18}(?:钱|转|付款|汇|密码|保密|涉|配合|费)|抓我|(?:好友|朋友|领导|老板|上级|孙子).{0,10}(?:借钱|打款|急用钱|要钱|垫)|借钱.{0,8}(?:不方便|语音)|加钱解|链接.{0,10}(?:跟|和)你们|多了个字母|点进去要填|陌生人的钱|退到另一个|对不上.{0,10}(?:没关系|业务员)|存款取出来|bei ?pian ?le|質量.{0,4}退款|质量问题要退款给我",
    r"\bscam(?:s|med|mer|mers|ming)?\b(?! ?(?:company|shop|store|site of yours))|\bfraud(?:ulent|ulently)?\b|\bphishing\b|\bphished\b|\bconned\b|\bsextortion\b|\bidentity theft\b|\bromance\b.{0,12}\b(?:scam|took)|\bsim was swapped|\bdeepfake\b|\bblackmail|\bsafe account\b|\bfake (?:officer|refund|supplier|agent|site|website|copy|police|bank)|\bbogus\b",
    r"(?:tricked|fooled) (?:by|into)|(?:emptied|drained) my|account is empty|loans? (?:with|in) my (?:id|name)|doesn'?t exist|(?:flight|concert)? ?tickets? (?:were|was|are) fake|text was fake|share(?:d)? my screen|wire(?:d)? (?:her|his|my|the)|(?:pay|paid) .{0,16}(?:tax|fee|deposit|first).{0,24}(?:withdraw|prize|job|loan|first)|gift cards?\b.{0,16}$|online (?:boyfriend|girlfriend)|army officer|from a general|general is sending",
    r"not to tell anyone|stay on the line|(?:read|tell|give|gave) (?:him|her|them|me)? ?the code|3 digits on the back|unfreeze|one extra letter|won'?t do video|arrest me|money from a stranger|new number asking|changed his bank details|call and pay|get back my losses|flight mode|delete our chat|payee name|deposit before they|bank card to them|click to receive|grandson'?s voice|liking videos|gold in a parcel",
)  # fmt: skip
HARMLESS = re.compile(
    r"[得的](?:我|人)?(?:都)?(?:要|快)死(?:了|要活)?|(?:要|快)死了?(?=[，。！!~]|$)|想死你|要死不活|打死(?:我)?(?:也|都)|fraud (?:department|team|prevention)|(?:防|反)(?:诈|欺诈)(?:骗)?(?:知识|宣传|中心)?|怎么(?:识别|防止|防范|避免|辨别)[^，。]{0,8}"
)
"""Figures of speech and questions about prevention, taken out before these lists are asked."""
