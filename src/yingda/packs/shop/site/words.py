"""The words of the site, Chinese and English."""

from collections.abc import Mapping

Words = Mapping[str, tuple[str, str]]

FRAME: Words = {
    "shop": ("青禾数码", "Qinghe Digital"),
    "tagline": ("耳机、充电、音箱和配件，自己卖，自己发，自己修", "Headphones, chargers, speakers: sold, shipped and repaired by us"),
    "skip": ("跳到正文", "Skip to content"),
    "nav": ("商品分类", "Categories"),
    "headphones": ("耳机", "Headphones"), "charging": ("充电", "Charging"),
    "speakers": ("音箱", "Speakers"), "accessories": ("配件", "Accessories"),
    "help": ("帮助", "Help"), "home": ("首页", "Home"), "all": ("全部商品", "All products"),
    "search": ("搜索商品", "Search products"), "search-go": ("搜索", "Search"),
    "account": ("我的账户", "My account"), "sign-in": ("登录", "Sign in"), "sign-out": ("退出登录", "Sign out"),
    "orders": ("我的订单", "My orders"),
    "cart": ("购物车", "Cart"), "cart-n": ("购物车，{n} 件", "Cart, {n} items"), "path": ("位置", "You are here"),
    "demo": ("这是 Yingda 应答的演示店铺：商品、客户与订单都是虚构的，不会真的下单。", "A demonstration shop for Yingda: products, customers and orders are made up, and nothing is really sold."),
    "foot-shop": ("购物", "Shop"), "foot-help": ("服务", "Service"), "foot-us": ("联系我们", "Contact"),
    "returns": ("退换政策", "Returns policy"), "chat": ("在线客服", "Chat with us"),
    "hours": ("人工客服每天 9:00–22:00，智能助手全天", "People 9:00-22:00 (Beijing), the assistant around the clock"),
    "address": ("体验店：杭州余杭区青禾路 18 号，10:00–21:00", "Store: 18 Qinghe Road, Yuhang, Hangzhou, 10:00-21:00"),
    "other": ("English", "简体中文"), "other-label": ("Switch to English", "切换到简体中文"),
}  # fmt: skip

HOME: Words = {
    "hero": ("听得清，充得快，\n坏了有人管", "Clear sound, quick charge,\nand someone when it breaks"),
    "hero-text": (
        "青禾数码 2018 年在杭州开张，只卖自己的产品：自己的仓库发货，自己的工程师维修。",
        "Qinghe Digital opened in Hangzhou in 2018. We sell only what we make, ship it ourselves and repair it ourselves.",
    ),
    "hero-go": ("看看降噪耳机 Pro", "See Headphones Pro"), "hero-ask": ("帮我挑一款", "Help me choose"),
    "ask-choose": ("在 Pro 和 Air 2 之间犹豫，我主要通勤用，选哪款？", "I mostly commute. Should I take the Pro or the Air 2?"),
    "featured": ("大家在买", "What others buy"), "browse": ("按分类看", "By category"), "things": ("{n} 款", "{n} products"),
    "p1": ("当天发货", "Ships today"), "p1-text": ("16:00 前付款当天发，满 ¥99 包邮", "Paid before 16:00 leaves the same day; free from ¥99"),
    "p2": ("7 天无理由", "7 days to return"), "p2-text": ("签收次日起算，配件齐全就能退", "From the day after delivery, all parts included"),
    "p3": ("15 天换新", "15 days to exchange"), "p3-text": ("质量问题免费换，来回运费我们出", "Faulty items are exchanged, we pay both ways"),
    "p4": ("自己修", "Repaired by us"), "p4-text": ("最少 12 个月保修，维修一般 3 个工作日", "At least 12 months of warranty, most repairs in 3 working days"),
    "promises": ("服务承诺", "Our promises"),
    "talk": ("有问题，直接问", "Just ask"),
    "talk-text": (
        "智能助手看得到您的订单，能查物流、办退换；说不清楚，随时转人工。",
        "The assistant can look up your orders, follow a parcel and set up a return. A person is always one word away.",
    ),
    "a1": ("我的包裹到哪了？", "Where is my parcel?"), "a2": ("左耳没声音了，能换新吗？", "One side went silent. Can I exchange it?"),
    "a3": ("发票抬头写错了怎么办？", "My invoice has the wrong name. What now?"), "a4": ("移动电源能带上飞机吗？", "May I take a power bank on a plane?"),
    "member": ("会员", "Members"),
    "member-text": ("近 12 个月实付满 ¥3,000 升金卡：先行换新、每月满减券、生日券 ¥50。", "Gold from ¥3,000 in 12 months: exchange before you return, monthly coupons, ¥50 on your birthday."),
    "member-go": ("用演示客户登录看看", "Sign in as a demo customer"),
}  # fmt: skip

PRODUCT: Words = {
    "results": ("“{q}” 的结果", "Results for “{q}”"), "found": ("{n} 款商品", "{n} products"),
    "none": ("没有找到相关商品", "Nothing found"), "none-text": ("换个词试试，或者直接问客服。", "Try another word, or ask us."),
    "none-ask": ("请问有没有：{q}", "Do you have: {q}"), "ask-us": ("问问客服", "Ask us"),
    "filter": ("筛选", "Filter"), "any": ("全部", "All"), "sort": ("排序", "Sort"), "sort-": ("推荐", "Recommended"),
    "sort-price": ("价格从低到高", "Price, low to high"), "sort-price-desc": ("价格从高到低", "Price, high to low"), "sort-rating": ("评分", "Rating"),
    "reviews": ("{n} 条评价", "{n} reviews"), "rating": ("{n} 分，满分 5 分", "{n} out of 5"),
    "instalment": ("或 3 期免息，每期 {x}", "or 3 interest-free instalments of {x}"),
    "colour": ("颜色", "Colour"), "type": ("款式", "Model"), "care": ("保障", "Protection"),
    "standard": ("标准 {n} 个月", "Standard, {n} months"), "cover": ("两年意外保 +{x}", "Two years' accident cover +{x}"),
    "add": ("加入购物车", "Add to cart"), "buy": ("立即购买", "Buy now"),
    "today": ("现在下单今天发货", "Order now, it leaves today"), "later": ("现在下单明天发货", "Order now, it leaves tomorrow"),
    "arrives": ("预计 {d} 送达{c}", "arrives in {c} on {d}"), "arrives-tomorrow": ("明天（{d}）送达{c}", "arrives in {c} tomorrow ({d})"),
    "arrives-span": ("预计 {d}–{e} 送达{c}", "arrives in {c} {d} - {e}"), "no-arrive": ("移动电源走陆运，不寄{c}", "Power banks travel by land and cannot be sent to {c}"),
    "land": ("移动电源走陆运，比平时慢两天", "power banks travel by land, two days slower"),
    "back": ("7 天无理由退货，15 天质量问题换新", "7 days to return, 15 days to exchange what is faulty"),
    "back-sealed": ("15 天质量问题换新；卫生封签撕开后不支持无理由", "15 days to exchange what is faulty; once the hygiene seal is torn no return without a reason"),
    "gold": ("金卡会员先行换新：新品先发，旧件后寄", "Gold members: the new one ships first"),
    "gold-you": ("您是{l}会员，质量问题新品先发", "You are a {l} member: if it is faulty the new one ships first"),
    "ask-link": ("{q}问问客服", "{q} Ask us"),
    "spec": ("规格", "Specifications"), "said": ("买过的人说", "What buyers say"), "goes": ("一起看看", "You may also like"),
    "front": ("正面", "Front"), "box": ("包装", "In the box"), "view": ("看图", "Pictures"), "size": ("颜色一览", "All colours"),
    "picture": ("{c}{n}", "{n}, {c}"), "boxed": ("{n}的包装盒", "The box of {n}"), "shades": ("{n}的各种颜色", "{n} in every colour"),
    "warranty": ("保修", "Warranty"), "months": ("{n} 个月", "{n} months"), "number": ("货号", "Item number"),
}  # fmt: skip

CART: Words = {
    "cart-empty": ("购物车还是空的", "Your cart is empty"), "cart-empty-text": ("看看大家在买什么，或者让助手帮您挑。", "See what others buy, or let the assistant help you choose."),
    "thing": ("商品", "Item"), "count": ("数量", "Quantity"), "less": ("少一件", "One less"), "more": ("多一件", "One more"),
    "remove": ("移除", "Remove"), "with-cover": ("含两年意外保 {x}", "with two years' accident cover {x}"), "update": ("更新", "Update"),
    "sum": ("结算", "Summary"), "goods": ("商品合计", "Items"), "discount": ("优惠", "Discount"), "postage": ("运费", "Postage"),
    "free": ("免运费", "Free"), "total": ("应付", "To pay"),
    "free-more": ("再买 {x} 就免运费", "{x} more and postage is free"), "free-now": ("已满 {x}，免运费", "Over {x}: postage is free"),
    "free-black": ("黑卡会员，免运费", "Black members pay no postage"),
    "coupon": ("优惠券", "Coupon"), "coupon-code": ("输入券码", "Coupon code"), "use": ("使用", "Apply"), "unuse": ("不用了", "Remove"),
    "coupon-text": ("满 {a} 减 {b}", "{b} off from {a}"), "coupon-mine": ("可用的券", "Yours to use"),
    "coupon-bad": ("没有这张券，或者它不属于您的会员等级", "There is no such coupon, or it is not for your level"),
    "coupon-short": ("还差 {x} 才能用这张券", "{x} more to use this coupon"), "coupon-on": ("已使用，减 {x}", "Applied: {x} off"),
    "coupon-one": ("一单一券；运费按用券后的金额计算", "One coupon an order; postage looks at what is left to pay"),
    "checkout": ("去结算", "Check out"), "go-on": ("继续逛逛", "Keep shopping"), "to": ("送到 {c}", "To {c}"),
    "no-send": ("移动电源不寄这个地区，请先移除", "Power banks cannot be sent there: please remove them"),
    "added": ("已加入购物车", "Added to your cart"),
    "end": ("演示到这里为止", "This is where the demonstration ends"),
    "end-text": ("这是一家演示店铺，不会收款，也不会发货。购物车原样保留；想看看“下单之后”的样子，请用一位演示客户登录，看他的订单，再和客服聊聊。", "This shop is a demonstration: nothing is charged or shipped, and your cart stays as it is. To see what comes after buying, sign in as one of the demo customers, look at the orders and talk to us."),
    "end-bill": ("应付 {x}，共 {n} 件", "{n} items, {x} to pay"),
}  # fmt: skip

ACCOUNT: Words = {
    "who": ("选一位演示客户", "Choose a demo customer"),
    "who-text": ("没有密码：选谁，就以谁的身份逛店、看订单、和客服说话。页面会把签过名的身份（JWT）交给客服窗口，客服那边看到的是已验证的客户。", "There is no password: you shop, see orders and chat as whoever you choose. The page hands a signed identity (JWT) to the chat, so the team sees a verified customer."),
    "as": ("以此身份登录", "Sign in as {n}"), "now": ("当前登录：{n}", "Signed in as {n}"), "since": ("{d} 加入", "since {d}"),
    "orders-n": ("{n} 单", "{n} orders"), "order-1": ("1 单", "1 order"), "signed-out": ("已退出登录", "You are signed out"),
    "need": ("登录后看订单", "Sign in to see orders"),
    "order": ("订单 {n}", "Order {n}"), "order-at": ("下单时间", "Ordered"), "pay-by": ("支付方式", "Paid by"), "paid": ("实付", "Paid"), "due": ("待付", "Due"),
    "ship-to": ("收货地址", "Ship to"), "carrier": ("快递", "Carrier"), "detail": ("查看详情", "Details"), "track": ("物流进度", "Tracking"),
    "after": ("申请售后", "Return or exchange"), "after-ask": ("订单 {n} 想申请售后", "I would like to return or exchange order {n}"),
    "where": ("问问到哪了", "Ask where it is"), "where-ask": ("订单 {n} 到哪了？", "Where is order {n}?"),
    "invoice": ("开发票", "Get an invoice"), "invoice-ask": ("订单 {n} 怎么开发票？", "How do I get an invoice for order {n}?"),
    "pay": ("付款遇到问题", "Trouble paying"), "pay-ask": ("订单 {n} 付款遇到问题", "I have trouble paying for order {n}"),
    "items": ("商品", "Items"), "each": ("{x} × {n}", "{x} x {n}"), "no-orders": ("还没有订单", "No orders yet"),
    "no-orders-text": ("下单之后，这里能看到物流和售后。", "Once you buy something its delivery and returns show up here."),
    "returns-made": ("售后单", "Returns"), "exchange": ("换货", "Exchange"), "return": ("退货", "Return"),
    "stages": ("进度", "Progress"), "stage-done": ("已完成", "done"), "stage-now": ("进行中", "now"), "stage-todo": ("未开始", "to come"),
    "points": ("每 100 积分抵 ¥1", "100 points are worth ¥1"),
    "wechat": ("微信支付", "WeChat Pay"), "alipay": ("支付宝", "Alipay"), "unionpay": ("云闪付", "UnionPay"), "paypal": ("PayPal", "PayPal"),
    "transfer": ("对公转账", "Bank transfer"), "card": ("信用卡", "Card"), "huabei_3": ("花呗 3 期", "Huabei, 3 instalments"),
    "huabei_6": ("花呗 6 期", "Huabei, 6 instalments"), "huabei_12": ("花呗 12 期", "Huabei, 12 instalments"),
}  # fmt: skip

HELP: Words = {
    "help-title": ("有什么可以帮您？", "How can we help?"), "help-search": ("搜索帮助，比如：左耳没声音", "Search help, for example: one side silent"),
    "help-all": ("全部 {n} 篇", "All {n}"), "help-none": ("没有找到相关文章", "No article found"), "help-centre": ("帮助中心", "Help"),
    "help-found": ("{n} 篇文章", "{n} articles"), "same": ("同类文章", "In this topic"), "unsolved": ("还没解决？", "Not solved yet?"),
    "unsolved-text": ("把情况说给客服听，智能助手先答，随时能转人工。", "Tell us what happened. The assistant answers first, a person whenever you like."),
    "only-zh": ("这篇文章暂时只有中文版。", "This article is in Chinese only for now."),
    "returns-title": ("退换政策", "Returns and exchanges"),
    "returns-lead": ("7 天无理由，15 天质量问题换新；质量问题来回运费我们出。", "7 days to return for any reason, 15 days to exchange what is faulty; when it is our fault we pay both ways."),
    "returns-ask": ("我想退换一件商品", "I would like to return something"), "returns-start": ("现在申请", "Start a return"), "on-page": ("本页内容", "On this page"),
    "lost": ("没有这个页面", "There is no such page"), "lost-text": ("地址可能写错了，或者商品已经下架。", "The address may be mistyped, or the product is no longer sold."),
    "closed": ("店铺还没有开张", "The shop is not open yet"),
    "closed-text": ("这里是 Yingda 应答的演示店铺。运行 yingda demo 载入演示商家之后，刷新这个页面就能逛店。", "This is the demonstration shop of Yingda. Load the demo business with yingda demo, then reload this page."),
    "refused": ("这个请求不是从本站发出的，没有执行。请回到页面重试。", "This request did not come from our own pages and was not carried out. Please go back and try again."),
    "refused-title": ("没有执行", "Not carried out"), "to-home": ("回首页", "To the home page"),
}  # fmt: skip

WORDS: Words = {**FRAME, **HOME, **PRODUCT, **CART, **ACCOUNT, **HELP}

CITIES = {
    "杭州": "Hangzhou", "武汉": "Wuhan", "苏州": "Suzhou", "长沙": "Changsha", "广州": "Guangzhou", "沈阳": "Shenyang",
    "成都": "Chengdu", "上海": "Shanghai", "西安": "Xi'an", "北京": "Beijing", "深圳": "Shenzhen", "乌鲁木齐": "Urumqi",
    "香港": "Hong Kong", "南京": "Nanjing", "Berlin": "Berlin",
}  # fmt: skip
CITIES_ZH = {"Berlin": "柏林"}

STORIES: Words = {
    "C1001": ("耳机左耳没声音，想换新", "Left side silent, wants an exchange"),
    "C1002": ("一笔订单扣了两次款", "Was charged twice"),
    "C1003": ("发票抬头要改", "Wrong name on the invoice"),
    "C1004": ("问 230 V 能不能用", "Asks about 230 V, in English"),
    "C1005": ("物流三天没动，还有一单待付款", "Parcel has not moved for three days"),
    "C1006": ("想把地址改到公司", "Wants it sent to the office"),
    "C1007": ("换货进行中", "An exchange is under way"),
    "C1008": ("少发了一根数据线", "A cable is missing"),
    "C1009": ("企业采购，等专票", "Bought for the company, waits for the invoice"),
    "C1010": ("Air 换 Air 2，补差价", "Changes Air for Air 2"),
    "C1013": ("新疆收货，问运费", "Lives far away, asks about postage"),
    "C1014": ("香港收货，说粤语", "Hong Kong, speaks Cantonese"),
    "C1015": ("英文客户，人在上海", "Speaks English, lives in Shanghai"),
    "C1016": ("新客，还没发货", "New customer, not shipped yet"),
}  # fmt: skip
