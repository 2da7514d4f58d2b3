CREATE TABLE agent (
    tenant text NOT NULL,
    id text NOT NULL,
    name text NOT NULL,
    email text NOT NULL,
    role text NOT NULL,
    title text NOT NULL,
    language text NOT NULL,
    languages text NOT NULL,
    skills text NOT NULL,
    capacity bigint NOT NULL,
    theme text NOT NULL,
    active boolean NOT NULL,
    created_at bigint NOT NULL,
    version bigint NOT NULL
);
CREATE TABLE alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE article (
    tenant text NOT NULL,
    id text NOT NULL,
    slug text NOT NULL,
    language text NOT NULL,
    content text NOT NULL,
    live bigint NOT NULL,
    last bigint NOT NULL,
    changed boolean NOT NULL,
    live_at bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    updated_by text NOT NULL,
    mark text NOT NULL,
    version bigint NOT NULL
);
CREATE TABLE article_version (
    tenant text NOT NULL,
    article text NOT NULL,
    number bigint NOT NULL,
    at bigint NOT NULL,
    author text NOT NULL,
    content text NOT NULL
);
CREATE TABLE attachment (
    tenant text NOT NULL,
    id text NOT NULL,
    name text NOT NULL,
    type text NOT NULL,
    size bigint NOT NULL,
    width bigint NOT NULL,
    height bigint NOT NULL,
    at bigint NOT NULL,
    by_whom text NOT NULL
);
CREATE TABLE bot_turn (
    tenant text NOT NULL,
    conversation text NOT NULL,
    seq bigint NOT NULL,
    id text NOT NULL,
    event text NOT NULL,
    at bigint NOT NULL,
    decision text NOT NULL,
    language text NOT NULL,
    emotion text NOT NULL,
    intensity double precision NOT NULL,
    risk text NOT NULL,
    ms double precision NOT NULL,
    failed bigint NOT NULL,
    text text NOT NULL,
    intents text NOT NULL,
    gate text NOT NULL,
    hits text NOT NULL,
    reasons text NOT NULL,
    says text NOT NULL,
    leave text,
    articles text NOT NULL,
    offered text NOT NULL,
    collected text NOT NULL
);
CREATE TABLE business (
    tenant text NOT NULL,
    name text NOT NULL,
    timezone text NOT NULL,
    language text NOT NULL,
    languages text NOT NULL,
    created_at bigint NOT NULL,
    version bigint NOT NULL
);
CREATE TABLE canned (
    tenant text NOT NULL,
    id text NOT NULL,
    short text NOT NULL,
    title text NOT NULL,
    text text NOT NULL,
    scope text NOT NULL,
    owner text NOT NULL,
    language text NOT NULL,
    uses bigint NOT NULL,
    at bigint NOT NULL,
    version bigint NOT NULL
);
CREATE TABLE contact (
    tenant text NOT NULL,
    id text NOT NULL,
    name text NOT NULL,
    language text NOT NULL,
    email text NOT NULL,
    phone text NOT NULL,
    external text NOT NULL,
    verified boolean NOT NULL,
    attributes text NOT NULL,
    tags text NOT NULL,
    note text NOT NULL,
    blocked boolean NOT NULL,
    revoked bigint NOT NULL,
    merged_into text NOT NULL,
    first_seen bigint NOT NULL,
    last_seen bigint NOT NULL,
    version bigint NOT NULL
);
CREATE TABLE conversation (
    tenant text NOT NULL,
    id text NOT NULL,
    inbox text NOT NULL,
    channel text NOT NULL,
    contact text NOT NULL,
    title text NOT NULL,
    language text NOT NULL,
    number bigint NOT NULL,
    opened_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    status text NOT NULL,
    handler text NOT NULL,
    assignee text NOT NULL,
    assignee_name text NOT NULL,
    assignee_title text NOT NULL,
    skill text NOT NULL,
    seq bigint NOT NULL,
    version bigint NOT NULL,
    waiting_since bigint NOT NULL,
    queued_at bigint NOT NULL,
    resolved_at bigint NOT NULL,
    first_reply_at bigint NOT NULL,
    preview text NOT NULL,
    preview_from text NOT NULL,
    unread bigint NOT NULL,
    visitor_unread bigint NOT NULL,
    visitor_got bigint NOT NULL,
    visitor_read bigint NOT NULL,
    staff_got bigint NOT NULL,
    staff_read bigint NOT NULL,
    emotion text NOT NULL,
    intensity double precision NOT NULL,
    risk text NOT NULL,
    priority bigint NOT NULL,
    score bigint NOT NULL,
    turns_failed bigint NOT NULL,
    tags text NOT NULL
);
CREATE TABLE entry (
    tenant text NOT NULL,
    conversation text NOT NULL,
    seq bigint NOT NULL,
    id text NOT NULL,
    at bigint NOT NULL,
    sender text NOT NULL,
    author text NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    text text NOT NULL,
    client_id text NOT NULL,
    cause text NOT NULL,
    extra text NOT NULL
);
CREATE TABLE event (
    tenant text NOT NULL,
    id text NOT NULL,
    about text NOT NULL,
    name text NOT NULL,
    at bigint NOT NULL,
    body bytea NOT NULL
);
CREATE TABLE flow_input (
    tenant text NOT NULL,
    run text NOT NULL,
    number bigint NOT NULL,
    at bigint NOT NULL,
    input text NOT NULL
);
CREATE TABLE flow_run (
    tenant text NOT NULL,
    conversation text NOT NULL,
    run text NOT NULL,
    cause text NOT NULL,
    answer text NOT NULL,
    inputs bigint NOT NULL,
    updated_at bigint NOT NULL,
    version bigint NOT NULL
);
CREATE TABLE identity (
    tenant text NOT NULL,
    channel text NOT NULL,
    external text NOT NULL,
    contact text NOT NULL,
    created_at bigint NOT NULL
);
CREATE TABLE inbox (
    tenant text NOT NULL,
    id text NOT NULL,
    public_key text NOT NULL,
    name text NOT NULL,
    channel text NOT NULL,
    hue bigint NOT NULL,
    greeting text NOT NULL,
    away text NOT NULL,
    languages text NOT NULL,
    hours text NOT NULL,
    bot boolean NOT NULL,
    questions text NOT NULL,
    launcher text NOT NULL,
    "position" text NOT NULL,
    pack text NOT NULL,
    identity text NOT NULL,
    allowed_hosts text NOT NULL,
    created_at bigint NOT NULL,
    version bigint NOT NULL
);
CREATE TABLE inbox_secret (
    tenant text NOT NULL,
    inbox text NOT NULL,
    sealed text NOT NULL,
    made_at bigint NOT NULL,
    version bigint NOT NULL
);
CREATE TABLE knowledge_import (
    tenant text NOT NULL,
    id text NOT NULL,
    at bigint NOT NULL,
    author text NOT NULL,
    report text NOT NULL,
    updated_at bigint NOT NULL,
    version bigint NOT NULL
);
CREATE TABLE login (
    tenant text NOT NULL,
    agent text NOT NULL,
    password text NOT NULL,
    totp text NOT NULL,
    totp_on boolean NOT NULL,
    totp_step bigint NOT NULL,
    recovery text NOT NULL,
    seen_at bigint NOT NULL,
    version bigint NOT NULL
);
CREATE TABLE page_view (
    tenant text NOT NULL,
    contact text NOT NULL,
    id text NOT NULL,
    at bigint NOT NULL,
    url text NOT NULL,
    title text NOT NULL,
    ms bigint NOT NULL
);
CREATE TABLE presence (
    tenant text NOT NULL,
    agent text NOT NULL,
    status text NOT NULL,
    connected boolean NOT NULL,
    seen_at bigint NOT NULL,
    free_since bigint NOT NULL,
    version bigint NOT NULL
);
CREATE TABLE reaction (
    tenant text NOT NULL,
    event text NOT NULL,
    name text NOT NULL,
    about text NOT NULL,
    at bigint NOT NULL,
    tries bigint NOT NULL,
    due bigint NOT NULL,
    error text NOT NULL
);
CREATE TABLE session (
    tenant text NOT NULL,
    id text NOT NULL,
    agent text NOT NULL,
    hash text NOT NULL,
    created_at bigint NOT NULL,
    seen_at bigint NOT NULL,
    address text NOT NULL,
    browser text NOT NULL
);
CREATE TABLE shop_customer (
    tenant text NOT NULL,
    id text NOT NULL,
    name text NOT NULL,
    phone text NOT NULL,
    email text NOT NULL,
    level text NOT NULL,
    since text NOT NULL,
    city text NOT NULL,
    address text NOT NULL,
    language text NOT NULL
);
CREATE TABLE shop_order (
    tenant text NOT NULL,
    id text NOT NULL,
    customer text NOT NULL,
    ordered_at bigint NOT NULL,
    status text NOT NULL,
    items text NOT NULL,
    total bigint NOT NULL,
    carrier text NOT NULL,
    tracking text NOT NULL,
    signed_at bigint NOT NULL,
    track text NOT NULL,
    address text NOT NULL,
    payment text NOT NULL,
    goods bigint NOT NULL,
    discount bigint NOT NULL,
    shipping bigint NOT NULL
);
CREATE TABLE shop_product (
    tenant text NOT NULL,
    sku text NOT NULL,
    name text NOT NULL,
    category text NOT NULL,
    price bigint NOT NULL,
    icon text NOT NULL,
    warranty bigint NOT NULL,
    text text NOT NULL,
    aliases text NOT NULL,
    colours text NOT NULL,
    spec text NOT NULL
);
CREATE TABLE shop_return (
    tenant text NOT NULL,
    id text NOT NULL,
    order_id text NOT NULL,
    sku text NOT NULL,
    kind text NOT NULL,
    reason text NOT NULL,
    customer text NOT NULL,
    created_at bigint NOT NULL,
    once_key text NOT NULL,
    status text NOT NULL
);
CREATE TABLE shop_site (
    tenant text NOT NULL,
    inbox_key text NOT NULL,
    identity_secret text NOT NULL
);
CREATE TABLE suggested (
    tenant text NOT NULL,
    id text NOT NULL,
    conversation text NOT NULL,
    seq bigint NOT NULL,
    at bigint NOT NULL,
    text text NOT NULL,
    outcome text NOT NULL,
    agent text NOT NULL,
    said text NOT NULL,
    extra text NOT NULL
);
CREATE TABLE throttle (
    tenant text NOT NULL,
    name text NOT NULL,
    failures bigint NOT NULL,
    at bigint NOT NULL,
    version bigint NOT NULL
);
INSERT INTO agent VALUES
	('qinghe', '1m81hhztcqqy51b88h4v', '林珊', 'linshan@qinghe.example', 'admin', '客服负责人', 'zh-CN', '["zh-CN"]', '["aftersales","billing","presales"]', 3, 'auto', true, 1795348299596, 2),
	('qinghe', '1m81hj02g4shy6me3w30', '孙悦', 'sunyue@qinghe.example', 'supervisor', '客服主管', 'zh-CN', '["zh-CN","en"]', '["aftersales","billing"]', 4, 'auto', true, 1795348299856, 1),
	('qinghe', '1m81hj08yrh2q6z9h2m8', '陈静', 'chenjing@qinghe.example', 'agent', '售后专员', 'zh-CN', '["zh-CN"]', '["aftersales"]', 6, 'auto', true, 1795348300062, 1),
	('qinghe', '1m81hj0f3fkry6q4t68v', '周倩', 'zhouqian@qinghe.example', 'agent', '仓储物流专员', 'zh-CN', '["zh-CN"]', '["logistics"]', 6, 'auto', true, 1795348300259, 1),
	('qinghe', '1m81hj0krn17gjb06k2b', '王磊', 'wanglei@qinghe.example', 'agent', '产品顾问', 'zh-CN', '["zh-CN","en"]', '["presales","aftersales"]', 8, 'auto', true, 1795348300408, 1),
	('qinghe', '1m81hj0rsmaaqgdbgzk3', '赵敏', 'zhaomin@qinghe.example', 'agent', '支付与发票专员', 'zh-CN', '["zh-CN"]', '["billing"]', 6, 'auto', true, 1795348300569, 1),
	('qinghe', '1m81hj0xrechbgc68z6w', 'Emma', 'emma@qinghe.example', 'agent', '英文客服', 'zh-CN', '["en","zh-CN"]', '["english","aftersales","logistics","presales"]', 5, 'auto', true, 1795348300728, 1);
INSERT INTO alembic_version VALUES
	('shop_0001'),
	('routing_0001'),
	('people_0001'),
	('knowledge_0001'),
	('flows_0001'),
	('desk_0001'),
	('conversations_0001'),
	('bot_0001'),
	('accounts_0001'),
	('core_0001');
INSERT INTO article VALUES
	('qinghe', '1m81hj14k3xzy66hd339', 'contact-hours', 'en', '{"title":"When can I reach a person?","body":"People are online every day 9:00-22:00 Beijing time; English support 9:00-18:00. The assistant answers around the clock. Phone 400-555-0118, 9:00-18:00; e-mail service@qinghe.example, answered within one working day.\n\n## Tip\n\nYou can leave a message instead of waiting in the queue; we notify you when it is answered.","category":"Account and privacy","questions":["opening hours of support","phone number","is anyone there at night","English speaking agent hours","customer service email"],"tags":["contact"],"audience":"public","review_at":0}', 1, 1, false, 1795348300946, 1795348300946, 1795348300946, '', '0ba424c0fd4e50abad9cae0e840944d3', 1),
	('qinghe', '1m81hj14wj2qsnfbv5fg', 'delete-account', 'en', '{"title":"How do I delete my account?","body":"Go to Settings, Account and privacy, Delete account. There is a 7-day cooling-off period - signing in cancels it - and then your personal data is erased for good.\n\n## Before\n\nNo open orders or refunds; points, vouchers and gift card balance are lost. Records the law requires are kept for 3 years without your name. The warranty continues by serial number.","category":"Account and privacy","questions":["erase my data","close my account","remove all my information","GDPR deletion","what happens to points when I leave"],"tags":["privacy"],"audience":"public","review_at":0}', 1, 1, false, 1795348300955, 1795348300955, 1795348300955, '', '727fe2139160b96cbb98d57efa9713ad', 1),
	('qinghe', '1m81hj14zvx8ab83b8e3', 'login-problem', 'en', '{"title":"I cannot log in","body":"Check blocked messages, ask for a new code after 60 seconds, or choose a voice code. \"Forgot password\" resets it by text. After 5 wrong tries the account opens again after 30 minutes.\n\n## Also\n\nSign in with WeChat, Alipay or a passkey; with a foreign number pick the right country code or use e-mail. We never ask for your code.","category":"Account and privacy","questions":["verification code not coming","forgot password","account locked","no SMS code on my foreign number","sign-in error"],"tags":["account"],"audience":"public","review_at":0}', 1, 1, false, 1795348300959, 1795348300959, 1795348300959, '', '5a59618156f5815d2e98ed23dd59c033', 1),
	('qinghe', '1m81hj1526yc4115wxk7', 'scam-warning', 'en', '{"title":"I got a call or text claiming to be you","body":"We never call to ask for transfers, screen sharing, codes or app installs, and refunds always go back to the original payment method. Hang up; if you already paid, call 110 and your bank at once.\n\n## How to tell\n\nOur only number is 400-555-0118 and our links end in qinghe.example. Real news about your order appears in this chat or on the order page.","category":"Account and privacy","questions":["is this text really from you","someone asked for my verification code","caller says I get triple refund","phishing message","suspicious link about my order"],"tags":["security"],"audience":"public","review_at":0}', 1, 1, false, 1795348300962, 1795348300962, 1795348300962, '', 'c2aa05745773bb2846b6e6ba72021d3c', 1),
	('qinghe', '1m81hj15537awjdztj80', 'bluetooth-not-found', 'en', '{"title":"My phone cannot find or connect the headphones","body":"Enter pairing mode: over-ear models, hold power 7 seconds until blue flashes; earbuds, open the lid and hold the case button 3 seconds until white flashes. Then choose the name starting with \"Qinghe\".\n\n## Still nothing\n\nSwitch off Bluetooth on devices paired before, forget the old entry, charge 10 minutes, allow location on Android, and finally reset: power + ANC 10 seconds.","category":"Audio","questions":["won''t pair","not showing in Bluetooth list","how to enter pairing mode","connection failed","new phone can''t connect","laptop doesn''t see the earbuds"],"tags":["bluetooth"],"audience":"public","review_at":0}', 1, 1, false, 1795348300965, 1795348300965, 1795348300965, '', 'be71cc84c2bbb7f263a3147f324ebda4', 1),
	('qinghe', '1m81hj15ayecbqfg4djd', 'connect-two-devices', 'en', '{"title":"How do I connect two devices at once?","body":"In the Qinghe app switch on \"Dual connection\", connect the first device, put the headphones in pairing mode again and connect the second. Calls come first; otherwise you hear whichever plays.\n\n## Models\n\nPro, Studio, Lite, Air 2 and Run support it; the first Air does not. LDAC falls back to AAC while two devices are connected.","category":"Audio","questions":["pair with laptop and phone together","multipoint","second device disconnects the first","switch between tablet and phone","does it support dual connection"],"tags":["bluetooth"],"audience":"public","review_at":0}', 1, 1, false, 1795348300970, 1795348300970, 1795348300970, '', '13cb6f6f68f9cc5a32fb3ed636e0c084', 1),
	('qinghe', '1m81hj17hnetrxka1n4p', 'headphone-cannot-charge', 'en', '{"title":"The headphones will not charge or turn on","body":"Try another cable and charger and leave it on the wall for 30 minutes; after long storage the light may stay off for 10 minutes. Clean the contacts with a dry swab.\n\n## Then\n\nCheck the port for fluff, make sure the buds sit fully in the case, hold the button 10 seconds while plugged in. Charging stops below 0 and above 45 degrees C. Otherwise: replacement within 15 days, repair within a year.","category":"Audio","questions":["case doesn''t light up","dead, won''t power on","stays at 0 percent","not charging overnight","red light on the charging case"],"tags":["battery"],"audience":"public","review_at":0}', 1, 1, false, 1795348301041, 1795348301041, 1795348301041, '', '36b464dc79b9f30f365a54467fdeb89a', 1),
	('qinghe', '1m81hj17n6s5en1prcpr', 'noise-cancelling-weak', 'en', '{"title":"Noise cancelling seems weak","body":"Make sure it is on: short press of the ANC key on Pro, hold the stem one second on Air 2. It removes low rumble best; voices are only reduced. Fit matters most, so run the fit test in the app.\n\n## Improve it\n\nTry larger tips, keep hair and glasses from lifting the pads, choose \"Deep\" instead of \"Adaptive\", clean the outer microphones, update the firmware. Air, Lite and Run have no active noise cancelling.","category":"Audio","questions":["ANC doesn''t do anything","I still hear voices","noise cancellation got worse","how do I turn on ANC","subway noise comes through"],"tags":["anc"],"audience":"public","review_at":0}', 1, 1, false, 1795348301045, 1795348301045, 1795348301045, '', '0d84d5ff13201f17f871af4a71fdfa6a', 1),
	('qinghe', '1m81hj17sn65avmzsvag', 'one-side-silent', 'en', '{"title":"Only one side has sound","body":"Usually the contacts are dusty or the two sides lost sync. Clean the contacts with a dry swab, charge 10 minutes in the case, hold the case button 10 seconds until the white light flashes three times, then reconnect. It helps in nine of ten cases.\n\n## Over-ear models\n\nCentre the left-right balance in your phone''s accessibility settings; try the 3.5 mm cable; reset. Still silent: free replacement within 15 days, free repair within a year.","category":"Audio","questions":["left earbud silent","right side not working","no sound from one ear","one earbud dead","sound only on the left"],"tags":["earbuds"],"audience":"public","review_at":0}', 1, 1, false, 1795348301049, 1795348301049, 1795348301049, '', '66195e2933394c74abd37edba0a24801', 1),
	('qinghe', '1m81hj17w3ys3ny9w062', 'waterproof-headphones', 'en', '{"title":"Are the headphones waterproof?","body":"Run is IP67: rain and sweat are fine. Air and Air 2 are IPX4: sweat and light rain only. Over-ear models are not water-resistant. None is meant for showers, swimming or saunas.\n\n## If they got wet\n\nSwitch off, do not charge, wipe, let them dry 24 hours at room temperature. Damage beyond the rating is not covered by the free warranty; accident cover pays.","category":"Audio","questions":["can I shower with them","swim with earbuds","sweat resistant?","fell in water what now","rain running headphones"],"tags":["water"],"audience":"public","review_at":0}', 1, 1, false, 1795348301052, 1795348301052, 1795348301052, '', 'c0a9b0644116ffdd10dfa6e1da38abda', 1),
	('qinghe', '1m81hj17zp4n7jndzwex', 'charger-abroad', 'en', '{"title":"Can I use the charger abroad?","body":"Yes. All our wall chargers accept 100-240 V, 50/60 Hz. The prongs are Chinese standard, so you need a plug adapter in the UK, Europe and Australia (World Travel Adapter, CNY 99).\n\n## Notes\n\nJapan, the US and Canada accept the flat two-pin plug directly. Power is the same at 110 V. The adapter changes the pins, not the voltage: do not use it for 220 V-only hair dryers.","category":"Charging and power","questions":["does it work at 230 V","voltage in Europe","use in the UK","110V in America ok?","which plug does it have","need an adapter for Germany?"],"tags":["charger"],"audience":"public","review_at":0}', 1, 1, false, 1795348301055, 1795348301055, 1795348301055, '', '613d1d3d411090537ac2b04a8e39dc0e', 1),
	('qinghe', '1m81hj18298rfnr1gvyp', 'charger-for-laptop', 'en', '{"title":"Which charger fits my laptop?","body":"Look at the wattage of the original: 45-65 W laptops and MacBook Air take the 65W; MacBook Pro 14/16 and stronger laptops the 100W Charging Station. Laptops with a round charging socket only cannot use them.\n\n## Notes\n\nUse a 100 W (5 A) cable and only one port for full power. A smaller charger also works, just slower. Gaming laptops under load need 180 W or more.","category":"Charging and power","questions":["is 65W enough for a MacBook","charger for ThinkPad","what wattage do I need","can it charge a gaming laptop","MacBook Pro 16 charger"],"tags":["charger"],"audience":"public","review_at":0}', 1, 1, false, 1795348301058, 1795348301058, 1795348301058, '', 'b8a2f74c6b2a9b077b83d8ce2d0fd3c6', 1),
	('qinghe', '1m81hj185pspss40pg5t', 'charger-hot', 'en', '{"title":"The charger gets hot - is that normal?","body":"Warm is normal: 55-65 degrees C on the surface at full load, with automatic throttling. If you cannot hold it, or it smells or changes shape, unplug it at once and contact us.\n\n## Prevent it\n\nDo not cover it, plug it in firmly, spread devices over time. A swollen power bank must not be used or posted: send us a photo and we arrange collection and replacement.","category":"Charging and power","questions":["charger burning hot","overheating while charging","is it dangerous if warm","power bank getting hot","smells burnt"],"tags":["charger"],"audience":"public","review_at":0}', 1, 1, false, 1795348301061, 1795348301061, 1795348301061, '', 'efab03002576a58287f201b0846cf2b7', 1),
	('qinghe', '1m81hj1874ce0j6nrnj4', 'power-bank-flight', 'en', '{"title":"Can I take the power bank on a plane?","body":"Yes. The 10000 is 37 Wh and the 20000 is 74 Wh, both under 100 Wh and CCC-marked, so they may go in cabin bags on Chinese domestic flights. Never in checked luggage, and do not use them in flight.\n\n## At security\n\nThe mark and capacity are printed on the back; keep them readable. Usually up to two per person, the airline decides. International rules differ.","category":"Charging and power","questions":["carry-on allowed?","20000 mAh airport security","does it have the CCC mark","checked luggage power bank","how many power banks can I bring"],"tags":["power bank"],"audience":"public","review_at":0}', 1, 1, false, 1795348301063, 1795348301063, 1795348301063, '', '5b6072cbfd4fb8336a0c6898f78e57a5', 1),
	('qinghe', '1m81hj18bxyxse7cfj97', 'change-delivery-address', 'en', '{"title":"Can I change the address after ordering?","body":"Before dispatch you can edit the address yourself once on the order page. After dispatch tell us the new one: rerouting within the same city is free, to another city CNY 12. Once it is out for delivery it cannot be changed.\n\n## Please note\n\n- Orders over CNY 500: we verify your identity before changing the recipient\n- Overseas, Hong Kong and Macau parcels cannot be redirected after dispatch","category":"Delivery","questions":["is it too late to correct my address","where do I edit the shipping address","already shipped, can it go elsewhere","fee for redirecting a parcel","moved house after ordering"],"tags":["address"],"audience":"public","review_at":0}', 1, 1, false, 1795348301067, 1795348301067, 1795348301067, '', '6f00125ddd189ac06df8184e3df8edef', 1),
	('qinghe', '1m81hj18kgz8gytbdazz', 'delivered-not-received', 'en', '{"title":"Marked as delivered but I don''t have it","body":"Check the place named in the tracking (parcel shop, locker, reception, door) and ask people at home. If it is still missing, contact us within 7 days: the carrier checks within 24 hours, and if it is lost we resend or refund.\n\n## Where to look\n\n1. Parcel shop or locker: use the pick-up code in the text message\n2. At the door: meter cupboard, fire-hose cabinet, shoe rack\n3. Call the courier whose number is on the tracking page","category":"Delivery","questions":["it says delivered, nothing here","who signed for my package","parcel not at the door","stolen delivery","delivered but not to me","can''t find it in the locker"],"tags":["missing parcel"],"audience":"public","review_at":0}', 1, 1, false, 1795348301075, 1795348301075, 1795348301075, '', '648508052989b9869a5702e2675450c3', 1),
	('qinghe', '1m81hj18q84tasr585ky', 'delivery-time', 'en', '{"title":"How long does delivery take?","body":"After dispatch, 1 day to Jiangsu, Zhejiang and Shanghai, about 2 days to north, central and south China, 2-3 days to the south-west and north-east, and 5-7 days to Xinjiang and Tibet.\n\n## Good to know\n\n- Enter your city on the product page to see the expected date\n- Power banks travel by road and take about 2 days longer\n- Overseas orders take 5-9 working days, Hong Kong and Macau 3-5 days","category":"Delivery","questions":["how many days to Beijing","when should I expect it after dispatch","estimated arrival","will it get here by Friday","shipping speed","delivery days to Xinjiang"],"tags":["delivery time"],"audience":"public","review_at":0}', 1, 1, false, 1795348301079, 1795348301079, 1795348301079, '', '6a85fef830ac84caf43fee87563b71af', 1),
	('qinghe', '1m81hj18tqtxnt1xj4rs', 'missing-items', 'en', '{"title":"Something is missing from my parcel","body":"First see whether the order was split into several parcels. If something is really missing, tell us within 48 hours with an unboxing photo; we check the packing weight and send it within 24 hours at our cost.\n\n## Notes\n\n- Cables, ear tips and small parts are resent without checks\n- A missing gift that is out of stock is turned into a voucher of its value\n- There is no paper manual any more: scan the code on the quick-start card","category":"Delivery","questions":["only two of three things came","no cable in the box","free gift not included","empty bag","you forgot to pack an item"],"tags":["missing item"],"audience":"public","review_at":0}', 1, 1, false, 1795348301082, 1795348301082, 1795348301082, '', '29322156e68969e75bc1e7679a437b96', 1),
	('qinghe', '1m81hj18xtqacc51w6xa', 'parcel-damaged', 'en', '{"title":"The parcel arrived damaged","body":"You may refuse a clearly damaged parcel. If you have signed already, send photos of the box, the label and the product within 48 hours; a damaged product is replaced free of charge and we pay all shipping.\n\n## What we do\n\n- Product damaged: replacement or refund, your choice\n- Only the retail box is crushed: a new box, or a CNY 20 voucher\n- Gold and Black members get the new one first\n\nPlease keep the outer box; the carrier may want to see it.","category":"Delivery","questions":["box was crushed","should I refuse a broken package","item cracked when I opened it","packaging soaked","it came dented","damaged in shipping"],"tags":["damage"],"audience":"public","review_at":0}', 1, 1, false, 1795348301085, 1795348301085, 1795348301085, '', 'e7c397c9c4346274e009c7a8612980e7', 1),
	('qinghe', '1m81hj18zj2cd7mq1rea', 'ship-overseas', 'en', '{"title":"Do you ship abroad?","body":"Yes: Hong Kong, Macau, Taiwan and 22 countries including Germany, the UK, the US, Japan and Singapore. Overseas shipping is CNY 80, free from CNY 1,200, by DHL in 5-9 working days. Power banks cannot be sent abroad.\n\n## Please note\n\n- Import duty and tax are paid by the recipient\n- Wall chargers have Chinese prongs: add a travel adapter\n- One-year warranty applies abroad; you pay the way in, we pay the way back\n- Returns from abroad must be posted within 14 days of delivery","category":"Delivery","questions":["shipping to Germany","can you deliver to the US","international postage cost","customs duty, who pays","how long to Singapore","do you ship to Hong Kong"],"tags":["international"],"audience":"public","review_at":0}', 1, 1, false, 1795348301087, 1795348301087, 1795348301087, '', '97ba8fe29ca8991c1760c54ece05eeaf', 1),
	('qinghe', '1m81hj192pfzdpqqwvcp', 'shipping-fee', 'en', '{"title":"How much is shipping?","body":"Shipping in mainland China is free from CNY 99 paid for goods, otherwise CNY 8. Xinjiang and Tibet: free from CNY 199, otherwise CNY 18. Black members always ship free.\n\n## Other destinations\n\n| Destination | Fee | Free from |\n|---|---|---|\n| Hong Kong, Macau | CNY 30 | CNY 499 |\n| Taiwan | CNY 50 | CNY 799 |\n| 22 other countries | CNY 80 | CNY 1,200 |\n\nThe amount counts after vouchers and points. If we split your order, you pay shipping only once.","category":"Delivery","questions":["is postage free","minimum for free delivery","why was I charged 8 yuan","shipping cost to Tibet","do I pay delivery on a cable","delivery charges"],"tags":["postage"],"audience":"public","review_at":0}', 1, 1, false, 1795348301090, 1795348301090, 1795348301090, '', '97d26929e9f6290674f4f4bc4954995b', 1),
	('qinghe', '1m81hj195vb9d76gbg9j', 'shipping-time', 'en', '{"title":"When will my order be dispatched?","body":"In-stock items paid before 16:00 (Beijing time) leave the same day, later payments the next day, weekends and ordinary holidays included. Pre-orders follow the date on the product page.\n\n## Exceptions\n\n- Chinese New Year: no dispatch from New Year''s Eve to the second day of the new year\n- 618 and Double 11 sales: within 72 hours of payment\n- Engraved items: 3 working days\n\nIf we miss the promised time you get a CNY 10 voucher automatically, or you can cancel for a full refund.","category":"Delivery","questions":["how long before you send it out","Do you ship on weekends?","paid at 5 pm, does it leave today","cut-off time for same-day dispatch","when do pre-orders go out","processing time"],"tags":["dispatch"],"audience":"public","review_at":0}', 1, 1, false, 1795348301093, 1795348301093, 1795348301093, '', '96501104c8fc3550e2e51fcfebb5ebe9', 1),
	('qinghe', '1m81hj199xp1j42hxcmp', 'store-pickup', 'en', '{"title":"Do you have a shop? Can I pick up?","body":"We have one experience store in Hangzhou: 18 Qinghe Road, Cangqian Subdistrict, Yuhang District, daily 10:00-21:00. Choose \"Pick up\" at checkout; it is usually ready in 2 hours and free.\n\n## In the store\n\n- Try all headphones and speakers, same prices as online\n- Goods are held for 3 days, then refunded\n- Repairs, returns and exchanges: bring the item and your phone number","category":"Delivery","questions":["where is your store","can I try headphones in person","collect in store","is there a shop in Hangzhou","walk-in repair"],"tags":["store"],"audience":"public","review_at":0}', 1, 1, false, 1795348301096, 1795348301096, 1795348301096, '', '09dd9adb158912a2d200fe41eabf8f86', 1),
	('qinghe', '1m81hj19b89kzvc95m23', 'tracking-not-updating', 'en', '{"title":"My tracking has not moved for days","body":"If there is no new scan for 72 hours, send us the order number: we open an enquiry with the carrier and answer within 24 hours. After 7 days without a scan we treat it as lost and resend or refund, as you prefer.\n\n## If you are in a hurry\n\nA colleague can approve a replacement before the 7 days are over if the item is in stock. Should the first parcel turn up later, just refuse it. During big sales the enquiry may take 48 hours.","category":"Delivery","questions":["parcel stuck in transit","no updates since Monday","is my package lost","tracking frozen at the sorting centre","it says collected and then nothing","do you pay if it disappears"],"tags":["tracking"],"audience":"public","review_at":0}', 1, 1, false, 1795348301099, 1795348301099, 1795348301099, '', '7ec9f718bab7cdd931a44ff7d6626b2b', 1);
INSERT INTO article_version VALUES
	('qinghe', '1m81hj14k3xzy66hd339', 1, 1795348300946, '', '{"title":"When can I reach a person?","body":"People are online every day 9:00-22:00 Beijing time; English support 9:00-18:00. The assistant answers around the clock. Phone 400-555-0118, 9:00-18:00; e-mail service@qinghe.example, answered within one working day.\n\n## Tip\n\nYou can leave a message instead of waiting in the queue; we notify you when it is answered.","category":"Account and privacy","questions":["opening hours of support","phone number","is anyone there at night","English speaking agent hours","customer service email"],"tags":["contact"],"audience":"public","review_at":0}'),
	('qinghe', '1m81hj14wj2qsnfbv5fg', 1, 1795348300955, '', '{"title":"How do I delete my account?","body":"Go to Settings, Account and privacy, Delete account. There is a 7-day cooling-off period - signing in cancels it - and then your personal data is erased for good.\n\n## Before\n\nNo open orders or refunds; points, vouchers and gift card balance are lost. Records the law requires are kept for 3 years without your name. The warranty continues by serial number.","category":"Account and privacy","questions":["erase my data","close my account","remove all my information","GDPR deletion","what happens to points when I leave"],"tags":["privacy"],"audience":"public","review_at":0}'),
	('qinghe', '1m81hj14zvx8ab83b8e3', 1, 1795348300959, '', '{"title":"I cannot log in","body":"Check blocked messages, ask for a new code after 60 seconds, or choose a voice code. \"Forgot password\" resets it by text. After 5 wrong tries the account opens again after 30 minutes.\n\n## Also\n\nSign in with WeChat, Alipay or a passkey; with a foreign number pick the right country code or use e-mail. We never ask for your code.","category":"Account and privacy","questions":["verification code not coming","forgot password","account locked","no SMS code on my foreign number","sign-in error"],"tags":["account"],"audience":"public","review_at":0}'),
	('qinghe', '1m81hj1526yc4115wxk7', 1, 1795348300962, '', '{"title":"I got a call or text claiming to be you","body":"We never call to ask for transfers, screen sharing, codes or app installs, and refunds always go back to the original payment method. Hang up; if you already paid, call 110 and your bank at once.\n\n## How to tell\n\nOur only number is 400-555-0118 and our links end in qinghe.example. Real news about your order appears in this chat or on the order page.","category":"Account and privacy","questions":["is this text really from you","someone asked for my verification code","caller says I get triple refund","phishing message","suspicious link about my order"],"tags":["security"],"audience":"public","review_at":0}'),
	('qinghe', '1m81hj15537awjdztj80', 1, 1795348300965, '', '{"title":"My phone cannot find or connect the headphones","body":"Enter pairing mode: over-ear models, hold power 7 seconds until blue flashes; earbuds, open the lid and hold the case button 3 seconds until white flashes. Then choose the name starting with \"Qinghe\".\n\n## Still nothing\n\nSwitch off Bluetooth on devices paired before, forget the old entry, charge 10 minutes, allow location on Android, and finally reset: power + ANC 10 seconds.","category":"Audio","questions":["won''t pair","not showing in Bluetooth list","how to enter pairing mode","connection failed","new phone can''t connect","laptop doesn''t see the earbuds"],"tags":["bluetooth"],"audience":"public","review_at":0}'),
	('qinghe', '1m81hj15ayecbqfg4djd', 1, 1795348300970, '', '{"title":"How do I connect two devices at once?","body":"In the Qinghe app switch on \"Dual connection\", connect the first device, put the headphones in pairing mode again and connect the second. Calls come first; otherwise you hear whichever plays.\n\n## Models\n\nPro, Studio, Lite, Air 2 and Run support it; the first Air does not. LDAC falls back to AAC while two devices are connected.","category":"Audio","questions":["pair with laptop and phone together","multipoint","second device disconnects the first","switch between tablet and phone","does it support dual connection"],"tags":["bluetooth"],"audience":"public","review_at":0}'),
	('qinghe', '1m81hj17hnetrxka1n4p', 1, 1795348301041, '', '{"title":"The headphones will not charge or turn on","body":"Try another cable and charger and leave it on the wall for 30 minutes; after long storage the light may stay off for 10 minutes. Clean the contacts with a dry swab.\n\n## Then\n\nCheck the port for fluff, make sure the buds sit fully in the case, hold the button 10 seconds while plugged in. Charging stops below 0 and above 45 degrees C. Otherwise: replacement within 15 days, repair within a year.","category":"Audio","questions":["case doesn''t light up","dead, won''t power on","stays at 0 percent","not charging overnight","red light on the charging case"],"tags":["battery"],"audience":"public","review_at":0}'),
	('qinghe', '1m81hj17n6s5en1prcpr', 1, 1795348301045, '', '{"title":"Noise cancelling seems weak","body":"Make sure it is on: short press of the ANC key on Pro, hold the stem one second on Air 2. It removes low rumble best; voices are only reduced. Fit matters most, so run the fit test in the app.\n\n## Improve it\n\nTry larger tips, keep hair and glasses from lifting the pads, choose \"Deep\" instead of \"Adaptive\", clean the outer microphones, update the firmware. Air, Lite and Run have no active noise cancelling.","category":"Audio","questions":["ANC doesn''t do anything","I still hear voices","noise cancellation got worse","how do I turn on ANC","subway noise comes through"],"tags":["anc"],"audience":"public","review_at":0}'),
	('qinghe', '1m81hj17sn65avmzsvag', 1, 1795348301049, '', '{"title":"Only one side has sound","body":"Usually the contacts are dusty or the two sides lost sync. Clean the contacts with a dry swab, charge 10 minutes in the case, hold the case button 10 seconds until the white light flashes three times, then reconnect. It helps in nine of ten cases.\n\n## Over-ear models\n\nCentre the left-right balance in your phone''s accessibility settings; try the 3.5 mm cable; reset. Still silent: free replacement within 15 days, free repair within a year.","category":"Audio","questions":["left earbud silent","right side not working","no sound from one ear","one earbud dead","sound only on the left"],"tags":["earbuds"],"audience":"public","review_at":0}'),
	('qinghe', '1m81hj17w3ys3ny9w062', 1, 1795348301052, '', '{"title":"Are the headphones waterproof?","body":"Run is IP67: rain and sweat are fine. Air and Air 2 are IPX4: sweat and light rain only. Over-ear models are not water-resistant. None is meant for showers, swimming or saunas.\n\n## If they got wet\n\nSwitch off, do not charge, wipe, let them dry 24 hours at room temperature. Damage beyond the rating is not covered by the free warranty; accident cover pays.","category":"Audio","questions":["can I shower with them","swim with earbuds","sweat resistant?","fell in water what now","rain running headphones"],"tags":["water"],"audience":"public","review_at":0}'),
	('qinghe', '1m81hj17zp4n7jndzwex', 1, 1795348301055, '', '{"title":"Can I use the charger abroad?","body":"Yes. All our wall chargers accept 100-240 V, 50/60 Hz. The prongs are Chinese standard, so you need a plug adapter in the UK, Europe and Australia (World Travel Adapter, CNY 99).\n\n## Notes\n\nJapan, the US and Canada accept the flat two-pin plug directly. Power is the same at 110 V. The adapter changes the pins, not the voltage: do not use it for 220 V-only hair dryers.","category":"Charging and power","questions":["does it work at 230 V","voltage in Europe","use in the UK","110V in America ok?","which plug does it have","need an adapter for Germany?"],"tags":["charger"],"audience":"public","review_at":0}'),
	('qinghe', '1m81hj18298rfnr1gvyp', 1, 1795348301058, '', '{"title":"Which charger fits my laptop?","body":"Look at the wattage of the original: 45-65 W laptops and MacBook Air take the 65W; MacBook Pro 14/16 and stronger laptops the 100W Charging Station. Laptops with a round charging socket only cannot use them.\n\n## Notes\n\nUse a 100 W (5 A) cable and only one port for full power. A smaller charger also works, just slower. Gaming laptops under load need 180 W or more.","category":"Charging and power","questions":["is 65W enough for a MacBook","charger for ThinkPad","what wattage do I need","can it charge a gaming laptop","MacBook Pro 16 charger"],"tags":["charger"],"audience":"public","review_at":0}'),
	('qinghe', '1m81hj185pspss40pg5t', 1, 1795348301061, '', '{"title":"The charger gets hot - is that normal?","body":"Warm is normal: 55-65 degrees C on the surface at full load, with automatic throttling. If you cannot hold it, or it smells or changes shape, unplug it at once and contact us.\n\n## Prevent it\n\nDo not cover it, plug it in firmly, spread devices over time. A swollen power bank must not be used or posted: send us a photo and we arrange collection and replacement.","category":"Charging and power","questions":["charger burning hot","overheating while charging","is it dangerous if warm","power bank getting hot","smells burnt"],"tags":["charger"],"audience":"public","review_at":0}'),
	('qinghe', '1m81hj1874ce0j6nrnj4', 1, 1795348301063, '', '{"title":"Can I take the power bank on a plane?","body":"Yes. The 10000 is 37 Wh and the 20000 is 74 Wh, both under 100 Wh and CCC-marked, so they may go in cabin bags on Chinese domestic flights. Never in checked luggage, and do not use them in flight.\n\n## At security\n\nThe mark and capacity are printed on the back; keep them readable. Usually up to two per person, the airline decides. International rules differ.","category":"Charging and power","questions":["carry-on allowed?","20000 mAh airport security","does it have the CCC mark","checked luggage power bank","how many power banks can I bring"],"tags":["power bank"],"audience":"public","review_at":0}'),
	('qinghe', '1m81hj18bxyxse7cfj97', 1, 1795348301067, '', '{"title":"Can I change the address after ordering?","body":"Before dispatch you can edit the address yourself once on the order page. After dispatch tell us the new one: rerouting within the same city is free, to another city CNY 12. Once it is out for delivery it cannot be changed.\n\n## Please note\n\n- Orders over CNY 500: we verify your identity before changing the recipient\n- Overseas, Hong Kong and Macau parcels cannot be redirected after dispatch","category":"Delivery","questions":["is it too late to correct my address","where do I edit the shipping address","already shipped, can it go elsewhere","fee for redirecting a parcel","moved house after ordering"],"tags":["address"],"audience":"public","review_at":0}'),
	('qinghe', '1m81hj18kgz8gytbdazz', 1, 1795348301075, '', '{"title":"Marked as delivered but I don''t have it","body":"Check the place named in the tracking (parcel shop, locker, reception, door) and ask people at home. If it is still missing, contact us within 7 days: the carrier checks within 24 hours, and if it is lost we resend or refund.\n\n## Where to look\n\n1. Parcel shop or locker: use the pick-up code in the text message\n2. At the door: meter cupboard, fire-hose cabinet, shoe rack\n3. Call the courier whose number is on the tracking page","category":"Delivery","questions":["it says delivered, nothing here","who signed for my package","parcel not at the door","stolen delivery","delivered but not to me","can''t find it in the locker"],"tags":["missing parcel"],"audience":"public","review_at":0}'),
	('qinghe', '1m81hj18q84tasr585ky', 1, 1795348301079, '', '{"title":"How long does delivery take?","body":"After dispatch, 1 day to Jiangsu, Zhejiang and Shanghai, about 2 days to north, central and south China, 2-3 days to the south-west and north-east, and 5-7 days to Xinjiang and Tibet.\n\n## Good to know\n\n- Enter your city on the product page to see the expected date\n- Power banks travel by road and take about 2 days longer\n- Overseas orders take 5-9 working days, Hong Kong and Macau 3-5 days","category":"Delivery","questions":["how many days to Beijing","when should I expect it after dispatch","estimated arrival","will it get here by Friday","shipping speed","delivery days to Xinjiang"],"tags":["delivery time"],"audience":"public","review_at":0}'),
	('qinghe', '1m81hj18tqtxnt1xj4rs', 1, 1795348301082, '', '{"title":"Something is missing from my parcel","body":"First see whether the order was split into several parcels. If something is really missing, tell us within 48 hours with an unboxing photo; we check the packing weight and send it within 24 hours at our cost.\n\n## Notes\n\n- Cables, ear tips and small parts are resent without checks\n- A missing gift that is out of stock is turned into a voucher of its value\n- There is no paper manual any more: scan the code on the quick-start card","category":"Delivery","questions":["only two of three things came","no cable in the box","free gift not included","empty bag","you forgot to pack an item"],"tags":["missing item"],"audience":"public","review_at":0}'),
	('qinghe', '1m81hj18xtqacc51w6xa', 1, 1795348301085, '', '{"title":"The parcel arrived damaged","body":"You may refuse a clearly damaged parcel. If you have signed already, send photos of the box, the label and the product within 48 hours; a damaged product is replaced free of charge and we pay all shipping.\n\n## What we do\n\n- Product damaged: replacement or refund, your choice\n- Only the retail box is crushed: a new box, or a CNY 20 voucher\n- Gold and Black members get the new one first\n\nPlease keep the outer box; the carrier may want to see it.","category":"Delivery","questions":["box was crushed","should I refuse a broken package","item cracked when I opened it","packaging soaked","it came dented","damaged in shipping"],"tags":["damage"],"audience":"public","review_at":0}'),
	('qinghe', '1m81hj18zj2cd7mq1rea', 1, 1795348301087, '', '{"title":"Do you ship abroad?","body":"Yes: Hong Kong, Macau, Taiwan and 22 countries including Germany, the UK, the US, Japan and Singapore. Overseas shipping is CNY 80, free from CNY 1,200, by DHL in 5-9 working days. Power banks cannot be sent abroad.\n\n## Please note\n\n- Import duty and tax are paid by the recipient\n- Wall chargers have Chinese prongs: add a travel adapter\n- One-year warranty applies abroad; you pay the way in, we pay the way back\n- Returns from abroad must be posted within 14 days of delivery","category":"Delivery","questions":["shipping to Germany","can you deliver to the US","international postage cost","customs duty, who pays","how long to Singapore","do you ship to Hong Kong"],"tags":["international"],"audience":"public","review_at":0}'),
	('qinghe', '1m81hj192pfzdpqqwvcp', 1, 1795348301090, '', '{"title":"How much is shipping?","body":"Shipping in mainland China is free from CNY 99 paid for goods, otherwise CNY 8. Xinjiang and Tibet: free from CNY 199, otherwise CNY 18. Black members always ship free.\n\n## Other destinations\n\n| Destination | Fee | Free from |\n|---|---|---|\n| Hong Kong, Macau | CNY 30 | CNY 499 |\n| Taiwan | CNY 50 | CNY 799 |\n| 22 other countries | CNY 80 | CNY 1,200 |\n\nThe amount counts after vouchers and points. If we split your order, you pay shipping only once.","category":"Delivery","questions":["is postage free","minimum for free delivery","why was I charged 8 yuan","shipping cost to Tibet","do I pay delivery on a cable","delivery charges"],"tags":["postage"],"audience":"public","review_at":0}'),
	('qinghe', '1m81hj195vb9d76gbg9j', 1, 1795348301093, '', '{"title":"When will my order be dispatched?","body":"In-stock items paid before 16:00 (Beijing time) leave the same day, later payments the next day, weekends and ordinary holidays included. Pre-orders follow the date on the product page.\n\n## Exceptions\n\n- Chinese New Year: no dispatch from New Year''s Eve to the second day of the new year\n- 618 and Double 11 sales: within 72 hours of payment\n- Engraved items: 3 working days\n\nIf we miss the promised time you get a CNY 10 voucher automatically, or you can cancel for a full refund.","category":"Delivery","questions":["how long before you send it out","Do you ship on weekends?","paid at 5 pm, does it leave today","cut-off time for same-day dispatch","when do pre-orders go out","processing time"],"tags":["dispatch"],"audience":"public","review_at":0}'),
	('qinghe', '1m81hj199xp1j42hxcmp', 1, 1795348301096, '', '{"title":"Do you have a shop? Can I pick up?","body":"We have one experience store in Hangzhou: 18 Qinghe Road, Cangqian Subdistrict, Yuhang District, daily 10:00-21:00. Choose \"Pick up\" at checkout; it is usually ready in 2 hours and free.\n\n## In the store\n\n- Try all headphones and speakers, same prices as online\n- Goods are held for 3 days, then refunded\n- Repairs, returns and exchanges: bring the item and your phone number","category":"Delivery","questions":["where is your store","can I try headphones in person","collect in store","is there a shop in Hangzhou","walk-in repair"],"tags":["store"],"audience":"public","review_at":0}'),
	('qinghe', '1m81hj19b89kzvc95m23', 1, 1795348301099, '', '{"title":"My tracking has not moved for days","body":"If there is no new scan for 72 hours, send us the order number: we open an enquiry with the carrier and answer within 24 hours. After 7 days without a scan we treat it as lost and resend or refund, as you prefer.\n\n## If you are in a hurry\n\nA colleague can approve a replacement before the 7 days are over if the item is in stock. Should the first parcel turn up later, just refuse it. During big sales the enquiry may take 48 hours.","category":"Delivery","questions":["parcel stuck in transit","no updates since Monday","is my package lost","tracking frozen at the sorting centre","it says collected and then nothing","do you pay if it disappears"],"tags":["tracking"],"audience":"public","review_at":0}');
INSERT INTO business VALUES
	('qinghe', '青禾数码', 'Asia/Shanghai', 'zh-CN', '["zh-CN","en"]', 1795348299596, 2);
INSERT INTO canned VALUES
	('qinghe', '1m81hj3n276zeh00q1ep', '问候', '开场问候', '{客户称呼}您好，我是青禾数码的{客服姓名}。您说的情况我看到了，请稍等一下，我先查订单 {订单号}。', 'team', '1m81hhztcqqy51b88h4v', 'zh', 0, 1795348303522, 1),
	('qinghe', '1m81hj3nqz51cjmzmmtg', '换货地址', '换货、退货寄回地址', '请寄到：浙江省杭州市余杭区仓前街道 8 号仓，收件人「售后」，电话 0571-5550-0118。纸条上写订单号 {订单号}，不收到付，充电宝请选陆运。', 'team', '1m81hhztcqqy51b88h4v', 'zh', 0, 1795348303543, 1),
	('qinghe', '1m81hj3p32r856zbhz0v', '换货时效', '普通换货时效', '{客户称呼}，我们收到旧件后 24 小时内发出新机，物流单号会短信给您。', 'team', '1m81hhztcqqy51b88h4v', 'zh', 0, 1795348303555, 1),
	('qinghe', '1m81hj3pxhhvqm47c2xn', '先行换新', '金卡、黑卡先行换新', '{客户称呼}，您的等级可以先行换新：新品今天发出，旧件在收到新品后 10 天内寄回就行，不收押金。请确认收货地址是否还是订单上的那个？', 'team', '1m81hhztcqqy51b88h4v', 'zh', 0, 1795348303581, 1),
	('qinghe', '1m81hj3pz4cbd26g8agt', '换货安抚', '反复出问题的安抚', '给您添麻烦了。订单 {订单号} 从现在起由我一直跟到您收到新机为止，中间有任何变化我主动告诉您，不用您来追。', 'team', '1m81hhztcqqy51b88h4v', 'zh', 0, 1795348303583, 1),
	('qinghe', '1m81hj3qk320xvx69fp6', '退款时效', '退款到账时间', '{客户称呼}，订单 {订单号} 的退款已提交，原路退回，一般 1–3 个工作日到账。到期没收到请直接回复我，我提供退款流水号给您核对。', 'team', '1m81hhztcqqy51b88h4v', 'zh', 0, 1795348303603, 1),
	('qinghe', '1m81hj3rb40hf8k85tyq', '重复扣款', '重复扣款处理', '我查到订单 {订单号} 确实付了两次，多付的一笔已提交原路退回，最迟第 3 个工作日到账，不需要您再操作。', 'team', '1m81hhztcqqy51b88h4v', 'zh', 0, 1795348303627, 1),
	('qinghe', '1m81hj3rqy3g8575xj6e', '物流查询', '向快递发起查询', '{客户称呼}，订单 {订单号} 已经超过 72 小时没更新，我刚向快递发起查询，24 小时内给您结果；满 7 天没更新，补发或退款由您选。', 'team', '1m81hhztcqqy51b88h4v', 'zh', 0, 1795348303639, 1),
	('qinghe', '1m81hj3s7btjbxwpte43', '破损拍照', '破损请拍照', '抱歉让您收到这样的包裹。麻烦拍三张照片：外箱破损处、带单号的面单、商品有损伤的地方，我收到后马上给您处理。', 'team', '1m81hhztcqqy51b88h4v', 'zh', 0, 1795348303655, 1),
	('qinghe', '1m81hj3sfv1yncmqx3j1', '漏发补发', '漏发已安排补发', '{客户称呼}，核对了出库称重，确实漏放了，是我们的疏忽。今天 16 点前给您补发，不收任何费用，单号会短信给您。', 'team', '1m81hhztcqqy51b88h4v', 'zh', 0, 1795348303663, 1),
	('qinghe', '1m81hj3sma4rsrb7bsph', '改地址', '改收货地址确认', '可以改。请把新地址、收件人和电话完整发我一遍，我改好后请您再核对。同城改派免费，跨城改派收 ¥12。', 'team', '1m81hhztcqqy51b88h4v', 'zh', 0, 1795348303668, 1),
	('qinghe', '1m81hj3snmdfhk3x5rj8', '发票重开', '发票红冲重开', '收到，我现在红冲原票并重开，1–2 个工作日内发到您的邮箱。旧的电子发票您不用寄回，直接作废即可。', 'team', '1m81hhztcqqy51b88h4v', 'zh', 0, 1795348303669, 1),
	('qinghe', '1m81hj3sq3cdnmqgdd5c', '专票资料', '专票所需资料', '开专票请提供：公司全称、18 位税号、接收邮箱；首次还需要营业执照照片。签收后 3 个工作日内开出。', 'team', '1m81hhztcqqy51b88h4v', 'zh', 0, 1795348303671, 1),
	('qinghe', '1m81hj3t1v6x5qa5b3m9', '价保', '价保办理', '{客户称呼}，订单 {订单号} 在价保期内，差价我已帮您提交，1–3 个工作日原路退回。', 'team', '1m81hhztcqqy51b88h4v', 'zh', 0, 1795348303681, 1),
	('qinghe', '1m81hj3tbs77ztjrfasx', '排查无声', '单侧无声先排查', '我们先试一步：用干棉签擦净触点，放回盒里充 10 分钟，打开盒盖长按按键 10 秒，白灯闪三次后重新连接。需要我陪您一起做吗？', 'team', '1m81hhztcqqy51b88h4v', 'zh', 0, 1795348303691, 1),
	('qinghe', '1m81hj3tcj7wdfs1a997', '核实身份', '办理前核实身份', '为了您的账户安全，这一步需要确认是您本人。请点页面上的「验证身份」，用通行密钥或短信验证码都可以。我们不会问您要验证码。', 'team', '1m81hhztcqqy51b88h4v', 'zh', 0, 1795348303692, 1),
	('qinghe', '1m81hj3tkq3cny32h2ye', '请稍等', '需要几分钟查询', '{客户称呼}，这个我要和仓库核对一下，大约 5 分钟。您不用一直守着，有结果我第一时间发消息给您。', 'team', '1m81hhztcqqy51b88h4v', 'zh', 0, 1795348303699, 1),
	('qinghe', '1m81hj3tpsmsx2asdeb5', '转接说明', '转给同事', '这件事由我的同事处理更快，我把前面说过的都转过去，您不用再讲一遍。', 'team', '1m81hhztcqqy51b88h4v', 'zh', 0, 1795348303702, 1),
	('qinghe', '1m81hj3tqk3m962jmb6v', '超期说明', '超过退换期的说明', '很理解您的心情。订单 {订单号} 已经超过退换期，没法直接退换；不过还在保修期内，可以免费维修，我现在就帮您预约上门取件，您看可以吗？', 'team', '1m81hhztcqqy51b88h4v', 'zh', 0, 1795348303703, 1),
	('qinghe', '1m81hj3tqn7ebx9bfe3g', '补偿券', '补偿 20 元券', '让您有这样的体验，是我们没做好。我给您的账户补了一张 20 元无门槛券，30 天内有效，表示一点歉意。', 'team', '1m81hhztcqqy51b88h4v', 'zh', 0, 1795348303703, 1),
	('qinghe', '1m81hj3tr9y8vmrv11z2', '防诈骗', '提醒防诈骗', '请不要理会对方。我们不会打电话让您转账、共享屏幕或报验证码，退款只会原路退回。如果已经转账，请马上拨打 110。', 'team', '1m81hhztcqqy51b88h4v', 'zh', 0, 1795348303704, 1),
	('qinghe', '1m81hj3tr9y8vmrv2n3b', '邀评', '结束并邀请评价', '{客户称呼}，事情办好了。后面有问题在这个对话里直接说就行，7 天内都能接着聊。方便的话给我的服务打个分，谢谢您。', 'team', '1m81hhztcqqy51b88h4v', 'zh', 0, 1795348303705, 1),
	('qinghe', '1m81hj3ts8ct3f2mxchk', 'hello', 'Opening', 'Hello {客户称呼}, this is {客服姓名} from Qinghe Digital. I have read your message and am looking at order {订单号} now.', 'team', '1m81hhztcqqy51b88h4v', 'en', 0, 1795348303705, 1),
	('qinghe', '1m81hj3ttjq19t9h81v8', 'return-address', 'Return address', 'Please send it to: Attn. After-sales, Warehouse 8, Cangqian Subdistrict, Yuhang District, Hangzhou, Zhejiang, China, tel. +86 571 5550 0118. Put a note with order number {订单号} in the box.', 'team', '1m81hhztcqqy51b88h4v', 'en', 0, 1795348303706, 1),
	('qinghe', '1m81hj3ttnkh2znb6azy', 'refund-time', 'Refund timing', 'The refund for order {订单号} has been submitted to your original payment method. Chinese accounts take 1-3 working days, PayPal and foreign cards 5-10.', 'team', '1m81hhztcqqy51b88h4v', 'en', 0, 1795348303706, 1),
	('qinghe', '1m81hj3tv2jvfmmcgkjf', 'exchange', 'Exchange timing', 'The replacement for order {订单号} leaves within 24 hours of the old item reaching us. I will send you the tracking number.', 'team', '1m81hhztcqqy51b88h4v', 'en', 0, 1795348303707, 1),
	('qinghe', '1m81hj3tv4wrrbxww14e', 'carrier-enquiry', 'Enquiry with the carrier', 'I have opened an enquiry with the carrier about order {订单号} and will have an answer for you within 24 hours.', 'team', '1m81hhztcqqy51b88h4v', 'en', 0, 1795348303707, 1),
	('qinghe', '1m81hj3tw14spzxz6fqe', 'photos', 'Ask for photos', 'Sorry it arrived like this. Could you send three photos: the damaged box, the label with the tracking number, and the product? I will take it from there.', 'team', '1m81hhztcqqy51b88h4v', 'en', 0, 1795348303708, 1),
	('qinghe', '1m81hj3tw93gct0s21xn', 'voltage', 'Charger abroad', 'Our wall chargers accept 100-240 V, so the voltage is fine. The prongs are Chinese standard; you will need the World Travel Adapter (CNY 99).', 'team', '1m81hhztcqqy51b88h4v', 'en', 0, 1795348303708, 1),
	('qinghe', '1m81hj3txe8ekjs8zsdt', 'customs', 'Customs duty', 'Import duty and tax are charged by your country and paid by the recipient. We attach a commercial invoice with the value you paid.', 'team', '1m81hhztcqqy51b88h4v', 'en', 0, 1795348303709, 1),
	('qinghe', '1m81hj3tyfnznesf0d8c', 'one-moment', 'Need a few minutes', 'Thank you for waiting, {客户称呼}. I need about five minutes to check this with the warehouse and will message you as soon as I know.', 'team', '1m81hhztcqqy51b88h4v', 'en', 0, 1795348303710, 1),
	('qinghe', '1m81hj3tyfnznesf1q2g', 'closing', 'Closing', 'All done, {客户称呼}. You can continue in this chat for 7 days if anything comes up. A rating would help me a lot. Kind regards, {客服姓名}', 'team', '1m81hhztcqqy51b88h4v', 'en', 0, 1795348303710, 1);
INSERT INTO contact VALUES
	('qinghe', '1m81hj3wcb811dbebd75', '林晓', 'zh-CN', 'linxiao@example.com', '13800002071', 'C1001', false, '{"level":"金卡","since":"2023-03-12","city":"杭州"}', '[]', '', false, 0, '', 1778068303711, 1778068303711, 1),
	('qinghe', '1m81hj3wf7gat0rxwy0c', '黄涛', 'zh-CN', 'huangtao@example.com', '13800003318', 'C1002', false, '{"level":"银卡","since":"2024-05-20","city":"武汉"}', '[]', '', false, 0, '', 1778068303711, 1778068303711, 1),
	('qinghe', '1m81hj3wg64gy50zqtyd', '周敏', 'zh-CN', 'zhoumin@example.com', '13800004527', 'C1003', false, '{"level":"普通","since":"2025-01-08","city":"苏州"}', '[]', '', false, 0, '', 1778068303711, 1778068303711, 1),
	('qinghe', '1m81hj3wh35a3pmm7g87', 'Anna Weber', 'en', 'anna.weber@example.com', '+491510000412', 'C1004', false, '{"level":"普通","since":"2024-11-02","city":"Berlin"}', '[]', '', false, 0, '', 1778068303711, 1778068303711, 1),
	('qinghe', '1m81hj3wj8jpshcw2v7y', '吴杰', 'zh-CN', 'wujie@example.com', '13800005640', 'C1005', false, '{"level":"银卡","since":"2023-11-11","city":"长沙"}', '[]', '', false, 0, '', 1778068303711, 1778068303711, 1),
	('qinghe', '1m81hj3wkbybagrxv7dj', '何静怡', 'zh-CN', 'hejingyi@example.com', '13800006193', 'C1006', false, '{"level":"普通","since":"2024-08-15","city":"广州"}', '[]', '', false, 0, '', 1778068303711, 1778068303711, 1),
	('qinghe', '1m81hj3wm0s1f48gvqy3', '李建国', 'zh-CN', 'lijianguo@example.com', '13800007882', 'C1007', false, '{"level":"普通","since":"2024-02-03","city":"沈阳"}', '[]', '', false, 0, '', 1778068303711, 1778068303711, 1),
	('qinghe', '1m81hj3wpcj0vya7v8np', '张平', 'zh-CN', 'zhangping@example.com', '13800008254', 'C1008', false, '{"level":"普通","since":"2025-06-18","city":"成都"}', '[]', '', false, 0, '', 1778068303711, 1778068303711, 1),
	('qinghe', '1m81hj3xaryxg06fv3qg', '刘霞', 'zh-CN', 'liuxia@example.com', '13800009376', 'C1009', false, '{"level":"黑卡","since":"2022-06-01","city":"上海"}', '[]', '', false, 0, '', 1778068303711, 1778068303711, 1),
	('qinghe', '1m81hj3xcfj84yzmg1fs', '赵一帆', 'zh-CN', 'zhaoyifan@example.com', '13800001465', 'C1010', false, '{"level":"银卡","since":"2024-09-01","city":"西安"}', '[]', '', false, 0, '', 1778068303711, 1778068303711, 1),
	('qinghe', '1m81hj3xec7ehhtzjndd', '程宇', 'zh-CN', 'chengyu@example.com', '13800001729', 'C1011', false, '{"level":"普通","since":"2025-03-22","city":"北京"}', '[]', '', false, 0, '', 1778068303711, 1778068303711, 1),
	('qinghe', '1m81hj3xtr0dzs0g5wm6', '苏晴', 'zh-CN', 'suqing@example.com', '13800002805', 'C1012', false, '{"level":"金卡","since":"2023-07-30","city":"深圳"}', '[]', '', false, 0, '', 1778068303711, 1778068303711, 1),
	('qinghe', '1m81hj3y3d5g89ggdd5b', '马丽娟', 'zh-CN', 'malijuan@example.com', '13800003946', 'C1013', false, '{"level":"普通","since":"2025-05-04","city":"乌鲁木齐"}', '[]', '', false, 0, '', 1778068303711, 1778068303711, 1),
	('qinghe', '1m81hj3yr86xvt8atnr7', '钟伟强', 'zh-HK', 'wkchung@example.com', '+85250000168', 'C1014', false, '{"level":"普通","since":"2025-02-14","city":"香港"}', '[]', '', false, 0, '', 1778068303711, 1778068303711, 1),
	('qinghe', '1m81hj3yz1sae15t0bze', 'James Reed', 'en', 'james.reed@example.com', '13800004061', 'C1015', false, '{"level":"银卡","since":"2024-04-19","city":"上海"}', '[]', '', false, 0, '', 1778068303711, 1778068303711, 1),
	('qinghe', '1m81hj3zeparvaphbz31', '唐小满', 'zh-CN', 'tangxiaoman@example.com', '13800005577', 'C1016', false, '{"level":"普通","since":"2025-09-10","city":"南京"}', '[]', '', false, 0, '', 1778068303711, 1778068303711, 1);
INSERT INTO conversation VALUES
	('qinghe', '1m81hj4kqtw7h10sy4zm', '1m81hj12t8nxrbynmf08', 'web', '1m81hj3wcb811dbebd75', '林晓', 'zh-CN', 1, 1788425504503, 1788426239503, 'resolved', 'agent', '1m81hj08yrh2q6z9h2m8', '陈静', '售后专员', '', 8, 1, 0, 0, 1788426239503, 1788425924503, '行吧，下次包好一点', 'visitor', 0, 0, 8, 8, 8, 8, '', 0, '', 0, 2, 0, '["破损","补偿"]'),
	('qinghe', '1m81hj4m3xr6a5tahg28', '1m81hj12t8nxrbynmf08', 'web', '1m81hj3wcb811dbebd75', '林晓', 'zh-CN', 2, 1781686304515, 1781686544515, 'resolved', 'agent', '1m81hj0krn17gjb06k2b', '王磊', '产品顾问', '', 5, 1, 0, 0, 1781686544515, 1781686484515, '明白了，下单', 'visitor', 0, 0, 5, 5, 5, 5, '', 0, '', 0, 5, 0, '["售前","充电"]'),
	('qinghe', '1m81hj4mzjzbb5sb78f2', '1m81hj12t8nxrbynmf08', 'web', '1m81hj3wf7gat0rxwy0c', '黄涛', 'zh-CN', 3, 1795251104543, 1795252204543, 'resolved', 'agent', '1m81hj0rsmaaqgdbgzk3', '赵敏', '支付与发票专员', '', 6, 1, 0, 0, 1795252204543, 1795251764543, '好，那我等三天', 'visitor', 0, 0, 6, 6, 6, 6, '', 0, '', 0, 3, 0, '["支付","重复扣款","投诉"]'),
	('qinghe', '1m81hj4nbqb5f4zgm068', '1m81hj12t8nxrbynmf08', 'web', '1m81hj3wg64gy50zqtyd', '周敏', 'zh-CN', 4, 1794732704555, 1794733013123, 'resolved', 'agent', '1m81hj0rsmaaqgdbgzk3', '赵敏', '支付与发票专员', '', 7, 1, 0, 0, 1794733013123, 1794732858839, '谢谢，效率很高', 'visitor', 0, 0, 7, 7, 7, 7, '', 0, '', 0, 5, 0, '["发票"]'),
	('qinghe', '1m81hj4nvg59fv43d7ee', '1m81hj12t8nxrbynmf08', 'web', '1m81hj3wh35a3pmm7g87', 'Anna Weber', 'en', 5, 1794819104571, 1794819488571, 'resolved', 'agent', '1m81hj0xrechbgc68z6w', 'Emma', '英文客服', '', 5, 1, 0, 0, 1794819488571, 1794819392571, 'Perfect, I will order both. Thanks!', 'visitor', 0, 0, 5, 5, 5, 5, '', 0, '', 0, 5, 0, '["英文","充电","海外"]'),
	('qinghe', '1m81hj4nycddt2bay773', '1m81hj12t8nxrbynmf08', 'web', '1m81hj3wj8jpshcw2v7y', '吴杰', 'zh-CN', 6, 1795251104574, 1795251654574, 'resolved', 'agent', '1m81hj0f3fkry6q4t68v', '周倩', '仓储物流专员', '', 6, 1, 0, 0, 1795251654574, 1795251324574, '再等等吧', 'visitor', 0, 0, 6, 6, 6, 6, '', 0, '', 0, 4, 0, '["物流","滞留"]'),
	('qinghe', '1m81hj4p2s3j53vwgt5z', '1m81hj12t8nxrbynmf08', 'web', '1m81hj3wm0s1f48gvqy3', '李建国', 'zh-CN', 7, 1794559904578, 1794560778862, 'resolved', 'agent', '1m81hj08yrh2q6z9h2m8', '陈静', '售后专员', '', 7, 1, 0, 0, 1794560778862, 1794560341720, '好 谢谢闺女', 'visitor', 0, 0, 7, 7, 7, 7, '', 0, '', 0, 4, 0, '["换货","长辈"]'),
	('qinghe', '1m81hj4p6rvyhzdr5a0j', '1m81hj12t8nxrbynmf08', 'web', '1m81hj3wpcj0vya7v8np', '张平', 'zh-CN', 8, 1794819104582, 1794819536582, 'resolved', 'agent', '1m81hj0f3fkry6q4t68v', '周倩', '仓储物流专员', '', 5, 1, 0, 0, 1794819536582, 1794819428582, '巴适，快得很', 'visitor', 0, 0, 5, 5, 5, 5, '', 0, '', 0, 5, 0, '["漏发","补发"]'),
	('qinghe', '1m81hj4pfzgwynr2a9we', '1m81hj12t8nxrbynmf08', 'web', '1m81hj3xaryxg06fv3qg', '刘霞', 'zh-CN', 9, 1795078304591, 1795079254591, 'resolved', 'agent', '1m81hj0krn17gjb06k2b', '王磊', '产品顾问', '', 6, 1, 0, 0, 1795079254591, 1795078494591, '到账后当天出库，两天内到上海。颜色按您说的全部米白。', 'agent', 0, 0, 6, 6, 6, 6, '', 0, '', 0, 5, 0, '["企业客户","发票","对公转账"]'),
	('qinghe', '1m81hj4pnxa67gzarrzb', '1m81hj12t8nxrbynmf08', 'web', '1m81hj3xcfj84yzmg1fs', '赵一帆', 'zh-CN', 10, 1795078304597, 1795078804597, 'resolved', 'agent', '1m81hj08yrh2q6z9h2m8', '陈静', '售后专员', '', 6, 1, 0, 0, 1795078804597, 1795078604597, '收到。旧的到仓验过后 24 小时内发 Air 2，单号会短信通知。', 'agent', 0, 0, 6, 6, 6, 6, '', 0, '', 0, 4, 0, '["换货","补差价"]'),
	('qinghe', '1m81hj4q36j2zghkw3s2', '1m81hj12t8nxrbynmf08', 'web', '1m81hj3yz1sae15t0bze', 'James Reed', 'en', 11, 1792486304611, 1792486496611, 'resolved', 'agent', '1m81hj0xrechbgc68z6w', 'Emma', '英文客服', '', 5, 1, 0, 0, 1792486496611, 1792486448611, 'good to know, thanks', 'visitor', 0, 0, 5, 5, 5, 5, '', 0, '', 0, 5, 0, '["英文","售前"]'),
	('qinghe', '1m81hj4qd3gjmkzrb14x', '1m81hj12t8nxrbynmf08', 'web', '1m81hj3xtr0dzs0g5wm6', '苏晴', 'zh-CN', 12, 1792831904621, 1792832504621, 'resolved', 'agent', '1m81hj0krn17gjb06k2b', '王磊', '产品顾问', '', 6, 1, 0, 0, 1792832504621, 1792832264621, '太好了。第一次同步会装固件，大概 8 分钟，放近一点就行。', 'agent', 0, 0, 6, 6, 6, 6, '', 0, '', 0, 4, 0, '["产品使用","手表"]');
INSERT INTO entry VALUES
	('qinghe', '1m81hj4kqtw7h10sy4zm', 1, '1m81hj4kqyctcccde5ma', 1788425504503, 'visitor', '1m81hj3wcb811dbebd75', '林晓', 'text', '刚收到的音箱，外面纸箱整个瘪了一块', 'demo:1m81hj4kqtw7h10sy4zm:1', '', '{}'),
	('qinghe', '1m81hj4kqtw7h10sy4zm', 2, '1m81hj4kqyctcccdeqyq', 1788425609503, 'bot', '', '智能助手', 'text', '抱歉让您收到这样的包裹。签收后 48 小时内拍照告诉我们，质量问题或运输损坏都可以免费换新。请问里面的音箱有划痕或不能用吗？', 'demo:1m81hj4kqtw7h10sy4zm:2', '', '{}'),
	('qinghe', '1m81hj4kqtw7h10sy4zm', 3, '1m81hj4kqyctcccdfq1m', 1788425714503, 'visitor', '1m81hj3wcb811dbebd75', '林晓', 'text', '音箱倒是能响，就是盒子没法看了，我本来要送人的', 'demo:1m81hj4kqtw7h10sy4zm:3', '', '{}'),
	('qinghe', '1m81hj4kqtw7h10sy4zm', 4, '1m81hj4kqyctcccdggg4', 1788425819503, 'visitor', '1m81hj3wcb811dbebd75', '林晓', 'text', '转人工吧', 'demo:1m81hj4kqtw7h10sy4zm:4', '', '{}'),
	('qinghe', '1m81hj4kqtw7h10sy4zm', 5, '1m81hj4kqyctcccdgqk6', 1788425924503, 'agent', '1m81hj08yrh2q6z9h2m8', '陈静', 'text', '林晓您好，我是售后陈静。外箱压坏影响送人，这是我们包装没做到位。商品完好的话，我给您补一张 20 元无门槛券，另外免费补寄一个彩盒，您看可以吗？', 'demo:1m81hj4kqtw7h10sy4zm:5', '', '{}'),
	('qinghe', '1m81hj4kqtw7h10sy4zm', 6, '1m81hj4kqyctcccdj246', 1788426029503, 'visitor', '1m81hj3wcb811dbebd75', '林晓', 'text', '彩盒什么时候到，周五就要送了', 'demo:1m81hj4kqtw7h10sy4zm:6', '', '{}'),
	('qinghe', '1m81hj4kqtw7h10sy4zm', 7, '1m81hj4kqyctcccdkm94', 1788426134503, 'agent', '1m81hj08yrh2q6z9h2m8', '陈静', 'text', '今天 16 点前能出库，顺丰发您，正常后天到。券已经放进您的账户了。', 'demo:1m81hj4kqtw7h10sy4zm:7', '', '{}'),
	('qinghe', '1m81hj4kqtw7h10sy4zm', 8, '1m81hj4kqyctcccdmwem', 1788426239503, 'visitor', '1m81hj3wcb811dbebd75', '林晓', 'text', '行吧，下次包好一点', 'demo:1m81hj4kqtw7h10sy4zm:8', '', '{}'),
	('qinghe', '1m81hj4m3xr6a5tahg28', 1, '1m81hj4m3xr6a5tajstq', 1781686304515, 'visitor', '1m81hj3wcb811dbebd75', '林晓', 'text', '100W 那个充电站，四个口一起插，电脑还能有多少瓦', 'demo:1m81hj4m3xr6a5tahg28:1', '', '{}'),
	('qinghe', '1m81hj4m3xr6a5tahg28', 2, '1m81hj4m3xr6a5tak18g', 1781686364515, 'bot', '', '智能助手', 'text', '四口同时使用时分配为 65W + 20W + 7.5W + 7.5W，65W 固定给第一个 C 口，多数轻薄本够用。', 'demo:1m81hj4m3xr6a5tahg28:2', '', '{}'),
	('qinghe', '1m81hj4m3xr6a5tahg28', 3, '1m81hj4m3xr6a5takcfd', 1781686424515, 'visitor', '1m81hj3wcb811dbebd75', '林晓', 'text', '我的电脑 96W，会不会越充越少', 'demo:1m81hj4m3xr6a5tahg28:3', '', '{}'),
	('qinghe', '1m81hj4m3xr6a5tahg28', 4, '1m81hj4m3xr6a5takjgw', 1781686484515, 'agent', '1m81hj0krn17gjb06k2b', '王磊', 'text', '您好，我是王磊。96W 的电脑在办公、看视频时平均只用 30–50W，65W 充得进去；只有长时间渲染才可能略掉电。渲染的时候单独插 C1 口，能给到 100W。', 'demo:1m81hj4m3xr6a5tahg28:4', '', '{}'),
	('qinghe', '1m81hj4m3xr6a5tahg28', 5, '1m81hj4m3zz2x40va14z', 1781686544515, 'visitor', '1m81hj3wcb811dbebd75', '林晓', 'text', '明白了，下单', 'demo:1m81hj4m3xr6a5tahg28:5', '', '{}'),
	('qinghe', '1m81hj4mzjzbb5sb78f2', 1, '1m81hj4mzjzbb5sb8rqp', 1795251104543, 'visitor', '1m81hj3wf7gat0rxwy0c', '黄涛', 'text', '买个耳机扣了我两次钱！1299 扣了两笔', 'demo:1m81hj4mzjzbb5sb78f2:1', '', '{}'),
	('qinghe', '1m81hj4mzjzbb5sb78f2', 2, '1m81hj4mzqrsq2k5atk1', 1795251324543, 'bot', '', '智能助手', 'text', '很抱歉让您担心了。同一单重复付的钱会自动原路退回，一般 1–3 个工作日到账，不需要您另外申请。', 'demo:1m81hj4mzjzbb5sb78f2:2', '', '{}'),
	('qinghe', '1m81hj4mzjzbb5sb78f2', 3, '1m81hj4mzr36k0h37ad4', 1795251544543, 'visitor', '1m81hj3wf7gat0rxwy0c', '黄涛', 'text', '我怎么知道你们会不会退，你们到底管不管，我要投诉', 'demo:1m81hj4mzjzbb5sb78f2:3', '', '{}'),
	('qinghe', '1m81hj4mzjzbb5sb78f2', 4, '1m81hj4mzr36k0h3978e', 1795251764543, 'agent', '1m81hj0rsmaaqgdbgzk3', '赵敏', 'text', '黄先生您好，我是支付专员赵敏。我查到订单 QH-122871 微信成功一笔，银联也成功一笔，银联这笔就是多付的。', 'demo:1m81hj4mzjzbb5sb78f2:4', '', '{}'),
	('qinghe', '1m81hj4mzjzbb5sb78f2', 5, '1m81hj4mzwfzptzcp4hp', 1795251984543, 'agent', '1m81hj0rsmaaqgdbgzk3', '赵敏', 'text', '退款我刚刚手动提交了，退款单号已短信发您，最迟第三个工作日回到银行卡。到期没到，您直接回复这条对话，我来跟银行核。', 'demo:1m81hj4mzjzbb5sb78f2:5', '', '{}'),
	('qinghe', '1m81hj4mzjzbb5sb78f2', 6, '1m81hj4mzwfzptzcq9k2', 1795252204543, 'visitor', '1m81hj3wf7gat0rxwy0c', '黄涛', 'text', '好，那我等三天', 'demo:1m81hj4mzjzbb5sb78f2:6', '', '{}'),
	('qinghe', '1m81hj4nbqb5f4zgm068', 1, '1m81hj4nbqb5f4zgmapq', 1794732704555, 'visitor', '1m81hj3wg64gy50zqtyd', '周敏', 'text', '发票抬头少写了两个字，能重开吗', 'demo:1m81hj4nbqb5f4zgm068:1', '', '{}'),
	('qinghe', '1m81hj4nbqb5f4zgm068', 2, '1m81hj4nbqb5f4zgndfa', 1794732755983, 'bot', '', '智能助手', 'text', '可以。开票后 30 天内能免费红冲重开一次，请在订单页点「修改发票」，填正确的抬头和税号，1–2 个工作日重新发到您邮箱。', 'demo:1m81hj4nbqb5f4zgm068:2', '', '{}'),
	('qinghe', '1m81hj4nbqb5f4zgm068', 3, '1m81hj4nbqb5f4zgnfj9', 1794732807411, 'visitor', '1m81hj3wg64gy50zqtyd', '周敏', 'text', '税号没变只改名字也要红冲吗', 'demo:1m81hj4nbqb5f4zgm068:3', '', '{}'),
	('qinghe', '1m81hj4nbqb5f4zgm068', 4, '1m81hj4nbqb5f4zgnn4r', 1794732858839, 'agent', '1m81hj0rsmaaqgdbgzk3', '赵敏', 'text', '周女士您好，是的，抬头错了原票就要红冲，由我们来做，您这边什么都不用寄。新抬头请发我一下。', 'demo:1m81hj4nbqb5f4zgm068:4', '', '{}'),
	('qinghe', '1m81hj4nbqb5f4zgm068', 5, '1m81hj4nbqb5f4zgpaep', 1794732910267, 'visitor', '1m81hj3wg64gy50zqtyd', '周敏', 'text', '苏州星禾空间设计有限公司', 'demo:1m81hj4nbqb5f4zgm068:5', '', '{}'),
	('qinghe', '1m81hj4nbqb5f4zgm068', 6, '1m81hj4nbsm1ay3me4f9', 1794732961695, 'agent', '1m81hj0rsmaaqgdbgzk3', '赵敏', 'text', '收到，已提交重开，明天下班前发到您的邮箱。', 'demo:1m81hj4nbqb5f4zgm068:6', '', '{}'),
	('qinghe', '1m81hj4nbqb5f4zgm068', 7, '1m81hj4nbsm1ay3mesaj', 1794733013123, 'visitor', '1m81hj3wg64gy50zqtyd', '周敏', 'text', '谢谢，效率很高', 'demo:1m81hj4nbqb5f4zgm068:7', '', '{}'),
	('qinghe', '1m81hj4nvg59fv43d7ee', 1, '1m81hj4nvv3az9w0j9h6', 1794819104571, 'visitor', '1m81hj3wh35a3pmm7g87', 'Anna Weber', 'text', 'Does the 65W charger work at 230 V? I live in Berlin.', 'demo:1m81hj4nvg59fv43d7ee:1', '', '{}'),
	('qinghe', '1m81hj4nvg59fv43d7ee', 2, '1m81hj4nvv3az9w0m3z8', 1794819200571, 'bot', '', '智能助手', 'text', 'Yes. All our wall chargers accept 100-240 V, 50/60 Hz. The prongs are Chinese standard, so in Germany you need a plug adapter.', 'demo:1m81hj4nvg59fv43d7ee:2', '', '{}'),
	('qinghe', '1m81hj4nvg59fv43d7ee', 3, '1m81hj4nvv3az9w0nwaa', 1794819296571, 'visitor', '1m81hj3wh35a3pmm7g87', 'Anna Weber', 'text', 'And do you sell one that fits?', 'demo:1m81hj4nvg59fv43d7ee:3', '', '{}'),
	('qinghe', '1m81hj4nvg59fv43d7ee', 4, '1m81hj4nvv3az9w0p7tq', 1794819392571, 'agent', '1m81hj0xrechbgc68z6w', 'Emma', 'text', 'Hello Anna, Emma here. The World Travel Adapter (CNY 99) has EU pins and its own 20 W USB port. It ships in the same parcel, so there is no extra postage.', 'demo:1m81hj4nvg59fv43d7ee:4', '', '{}'),
	('qinghe', '1m81hj4nvg59fv43d7ee', 5, '1m81hj4nvv3az9w0qv66', 1794819488571, 'visitor', '1m81hj3wh35a3pmm7g87', 'Anna Weber', 'text', 'Perfect, I will order both. Thanks!', 'demo:1m81hj4nvg59fv43d7ee:5', '', '{}'),
	('qinghe', '1m81hj4nycddt2bay773', 1, '1m81hj4nyst8zzcx3d04', 1795251104574, 'visitor', '1m81hj3wj8jpshcw2v7y', '吴杰', 'text', '我的快递三天没动了，丢了吧？', 'demo:1m81hj4nycddt2bay773:1', '', '{}'),
	('qinghe', '1m81hj4nycddt2bay773', 2, '1m81hj4nyst8zzcx3w83', 1795251214574, 'bot', '', '智能助手', 'text', '您的 QH-119402 最后一条记录停在长沙望城中转场，到现在已经超过 72 小时。我已为您转物流专员查询。', 'demo:1m81hj4nycddt2bay773:2', '', '{}'),
	('qinghe', '1m81hj4nycddt2bay773', 3, '1m81hj4nyst8zzcx5kvt', 1795251324574, 'agent', '1m81hj0f3fkry6q4t68v', '周倩', 'text', '吴先生您好，我是物流周倩。中通那边我已经发了查询，24 小时内一定给您结果。', 'demo:1m81hj4nycddt2bay773:3', '', '{}'),
	('qinghe', '1m81hj4nycddt2bay773', 4, '1m81hj4nyst8zzcx5z34', 1795251434574, 'visitor', '1m81hj3wj8jpshcw2v7y', '吴杰', 'text', '要是真丢了怎么办', 'demo:1m81hj4nycddt2bay773:4', '', '{}'),
	('qinghe', '1m81hj4nycddt2bay773', 5, '1m81hj4nyst8zzcx6x5g', 1795251544574, 'agent', '1m81hj0f3fkry6q4t68v', '周倩', 'text', '满 7 天没有新记录就按丢件处理，您选补发或者全额退款都行，运费不用您管。如果您急用，我现在也可以先申请补发。', 'demo:1m81hj4nycddt2bay773:5', '', '{}'),
	('qinghe', '1m81hj4nycddt2bay773', 6, '1m81hj4nyst8zzcx7fd1', 1795251654574, 'visitor', '1m81hj3wj8jpshcw2v7y', '吴杰', 'text', '再等等吧', 'demo:1m81hj4nycddt2bay773:6', '', '{}'),
	('qinghe', '1m81hj4p2s3j53vwgt5z', 1, '1m81hj4p2s3j53vwgvap', 1794559904578, 'visitor', '1m81hj3wm0s1f48gvqy3', '李建国', 'text', '耳机右边那个钮子按了没反映', 'demo:1m81hj4p2s3j53vwgt5z:1', '', '{}'),
	('qinghe', '1m81hj4p2s3j53vwgt5z', 2, '1m81hj4p2s3j53vwjqpk', 1794560050292, 'bot', '', '智能助手', 'text', '您说的是运动耳机 Run 的按键没有反应，对吗？可以先长按 10 秒恢复出厂，再试一次。', 'demo:1m81hj4p2s3j53vwgt5z:2', '', '{}'),
	('qinghe', '1m81hj4p2s3j53vwgt5z', 3, '1m81hj4p2s3j53vwk1me', 1794560196006, 'visitor', '1m81hj3wm0s1f48gvqy3', '李建国', 'text', '我不会弄 找个人说', 'demo:1m81hj4p2s3j53vwgt5z:3', '', '{}'),
	('qinghe', '1m81hj4p2s3j53vwgt5z', 4, '1m81hj4p2s3j53vwk229', 1794560341720, 'agent', '1m81hj08yrh2q6z9h2m8', '陈静', 'text', '李叔叔您好，我是售后陈静。您不用自己弄了，签收还不到 15 天，我直接给您换一副新的，来回邮费都是我们出。', 'demo:1m81hj4p2s3j53vwgt5z:4', '', '{}'),
	('qinghe', '1m81hj4p2s3j53vwgt5z', 5, '1m81hj4p2s3j53vwmex7', 1794560487434, 'visitor', '1m81hj3wm0s1f48gvqy3', '李建国', 'text', '那我咋寄回去', 'demo:1m81hj4p2s3j53vwgt5z:5', '', '{}'),
	('qinghe', '1m81hj4p2s3j53vwgt5z', 6, '1m81hj4p2s3j53vwnv9v', 1794560633148, 'agent', '1m81hj08yrh2q6z9h2m8', '陈静', 'text', '明天上午快递员会到您家里来取，您把耳机装回盒子交给他就行，不用付钱。取件码我用短信发到您手机上。', 'demo:1m81hj4p2s3j53vwgt5z:6', '', '{}'),
	('qinghe', '1m81hj4p2s3j53vwgt5z', 7, '1m81hj4p3bwagyeaq6sr', 1794560778862, 'visitor', '1m81hj3wm0s1f48gvqy3', '李建国', 'text', '好 谢谢闺女', 'demo:1m81hj4p2s3j53vwgt5z:7', '', '{}'),
	('qinghe', '1m81hj4p6rvyhzdr5a0j', 1, '1m81hj4p6rvyhzdr6dnz', 1794819104582, 'visitor', '1m81hj3wpcj0vya7v8np', '张平', 'text', '三样东西只收到两样，线没得', 'demo:1m81hj4p6rvyhzdr5a0j:1', '', '{}'),
	('qinghe', '1m81hj4p6rvyhzdr5a0j', 2, '1m81hj4p6wwy5yr2c6md', 1794819212582, 'bot', '', '智能助手', 'text', '抱歉，让您少收了东西。请问包裹是一个还是两个？有时会从不同仓库分开发货。', 'demo:1m81hj4p6rvyhzdr5a0j:2', '', '{}'),
	('qinghe', '1m81hj4p6rvyhzdr5a0j', 3, '1m81hj4p6wwy5yr2dn4m', 1794819320582, 'visitor', '1m81hj3wpcj0vya7v8np', '张平', 'text', '就一个，面单上写的三件', 'demo:1m81hj4p6rvyhzdr5a0j:3', '', '{}'),
	('qinghe', '1m81hj4p6rvyhzdr5a0j', 4, '1m81hj4p6wwy5yr2fbqd', 1794819428582, 'agent', '1m81hj0f3fkry6q4t68v', '周倩', 'text', '张先生您好，我是仓库周倩。出库称重比应重轻了 46 克，确实漏放了数据线。今天 16 点前给您补发，不用您再付任何费用。', 'demo:1m81hj4p6rvyhzdr5a0j:4', '', '{}'),
	('qinghe', '1m81hj4p6rvyhzdr5a0j', 5, '1m81hj4p6wwy5yr2h4sc', 1794819536582, 'visitor', '1m81hj3wpcj0vya7v8np', '张平', 'text', '巴适，快得很', 'demo:1m81hj4p6rvyhzdr5a0j:5', '', '{}'),
	('qinghe', '1m81hj4pfzgwynr2a9we', 1, '1m81hj4pfzgwynr2b195', 1795078304591, 'visitor', '1m81hj3xaryxg06fv3qg', '刘霞', 'text', '给员工买 12 副降噪耳机，能有折扣吗？要专票。', 'demo:1m81hj4pfzgwynr2a9we:1', '', '{}'),
	('qinghe', '1m81hj4pfzgwynr2a9we', 2, '1m81hj4pfzgwynr2bemv', 1795078494591, 'agent', '1m81hj0krn17gjb06k2b', '王磊', 'text', '刘总好，我是王磊。同款 10 件起按 95 折，12 副 Pro 加收纳盒一共 ¥11,496，折后 ¥10,921.2，可以对公转账。', 'demo:1m81hj4pfzgwynr2a9we:2', '', '{}'),
	('qinghe', '1m81hj4pfzgwynr2a9we', 3, '1m81hj4pfzgwynr2c01y', 1795078684591, 'visitor', '1m81hj3xaryxg06fv3qg', '刘霞', 'text', '专票什么时候能开', 'demo:1m81hj4pfzgwynr2a9we:3', '', '{}'),
	('qinghe', '1m81hj4pfzgwynr2a9we', 4, '1m81hj4pfzgwynr2czjg', 1795078874591, 'agent', '1m81hj0rsmaaqgdbgzk3', '赵敏', 'text', '您好，赵敏补充一下：签收后 3 个工作日内开数电专票，发您财务邮箱。信息沿用上海禾光科技就可以吗？', 'demo:1m81hj4pfzgwynr2a9we:4', '', '{}'),
	('qinghe', '1m81hj4pfzgwynr2a9we', 5, '1m81hj4pfzgwynr2d43z', 1795079064591, 'visitor', '1m81hj3xaryxg06fv3qg', '刘霞', 'text', '对，沿用。今天下午打款', 'demo:1m81hj4pfzgwynr2a9we:5', '', '{}'),
	('qinghe', '1m81hj4pfzgwynr2a9we', 6, '1m81hj4pfzgwynr2f2jz', 1795079254591, 'agent', '1m81hj0krn17gjb06k2b', '王磊', 'text', '到账后当天出库，两天内到上海。颜色按您说的全部米白。', 'demo:1m81hj4pfzgwynr2a9we:6', '', '{}'),
	('qinghe', '1m81hj4pnxa67gzarrzb', 1, '1m81hj4pnxa67gzaswaa', 1795078304597, 'visitor', '1m81hj3xcfj84yzmg1fs', '赵一帆', 'text', '买完才发现 Air 没有降噪，能换 Air 2 不', 'demo:1m81hj4pnxa67gzarrzb:1', '', '{}'),
	('qinghe', '1m81hj4pnxa67gzarrzb', 2, '1m81hj4pnxa67gzatjyw', 1795078404597, 'bot', '', '智能助手', 'text', '签收 7 天内可以换同类不同款，差价多退少补。入耳式耳机需要盒内的卫生封签没有撕开，请问您拆封了吗？', 'demo:1m81hj4pnxa67gzarrzb:2', '', '{}'),
	('qinghe', '1m81hj4pnxa67gzarrzb', 3, '1m81hj4pnxdn52wgm8nz', 1795078504597, 'visitor', '1m81hj3xcfj84yzmg1fs', '赵一帆', 'text', '盒子开了，里面那层膜没动', 'demo:1m81hj4pnxa67gzarrzb:3', '', '{}'),
	('qinghe', '1m81hj4pnxa67gzarrzb', 4, '1m81hj4pnxdn52wgn9j7', 1795078604597, 'agent', '1m81hj08yrh2q6z9h2m8', '陈静', 'text', '同学你好，封签完好就可以换。差价 150 元，补差价链接发你了；寄回运费要自己付，换新发出的运费我们出。', 'demo:1m81hj4pnxa67gzarrzb:4', '', '{}'),
	('qinghe', '1m81hj4pnxa67gzarrzb', 5, '1m81hj4pnxdn52wgq92v', 1795078704597, 'visitor', '1m81hj3xcfj84yzmg1fs', '赵一帆', 'text', '好的 差价付了', 'demo:1m81hj4pnxa67gzarrzb:5', '', '{}'),
	('qinghe', '1m81hj4pnxa67gzarrzb', 6, '1m81hj4pnxdn52wgs0wq', 1795078804597, 'agent', '1m81hj08yrh2q6z9h2m8', '陈静', 'text', '收到。旧的到仓验过后 24 小时内发 Air 2，单号会短信通知。', 'demo:1m81hj4pnxa67gzarrzb:6', '', '{}'),
	('qinghe', '1m81hj4q36j2zghkw3s2', 1, '1m81hj4q36j2zghkwbxk', 1792486304611, 'visitor', '1m81hj3yz1sae15t0bze', 'James Reed', 'text', 'Can I bring the small power bank on a domestic flight?', 'demo:1m81hj4q36j2zghkw3s2:1', '', '{}'),
	('qinghe', '1m81hj4q36j2zghkw3s2', 2, '1m81hj4q3j9f9jct8vg3', 1792486352611, 'bot', '', '智能助手', 'text', 'Yes. The Power Bank 10000 is 37 Wh and has the CCC mark printed on it, so it may go in your cabin bag. It must not go into checked luggage.', 'demo:1m81hj4q36j2zghkw3s2:2', '', '{}'),
	('qinghe', '1m81hj4q36j2zghkw3s2', 3, '1m81hj4q3y6vpft28fg1', 1792486400611, 'visitor', '1m81hj3yz1sae15t0bze', 'James Reed', 'text', 'They took my old one away last month because of the mark.', 'demo:1m81hj4q36j2zghkw3s2:3', '', '{}'),
	('qinghe', '1m81hj4q36j2zghkw3s2', 4, '1m81hj4q3zns0xq9jxnd', 1792486448611, 'agent', '1m81hj0xrechbgc68z6w', 'Emma', 'text', 'That was the missing CCC mark. Ours is printed on the back, next to the rated capacity. Please keep it readable - avoid stickers over it.', 'demo:1m81hj4q36j2zghkw3s2:4', '', '{}'),
	('qinghe', '1m81hj4q36j2zghkw3s2', 5, '1m81hj4q3zns0xq9ksqg', 1792486496611, 'visitor', '1m81hj3yz1sae15t0bze', 'James Reed', 'text', 'good to know, thanks', 'demo:1m81hj4q36j2zghkw3s2:5', '', '{}'),
	('qinghe', '1m81hj4qd3gjmkzrb14x', 1, '1m81hj4qdx570xrjar9f', 1792831904621, 'visitor', '1m81hj3xtr0dzs0g5wm6', '苏晴', 'text', '手表一直连不上手机，App 里搜得到点了就失败', 'demo:1m81hj4qd3gjmkzrb14x:1', '', '{}'),
	('qinghe', '1m81hj4qd3gjmkzrb14x', 2, '1m81hj4qdx570xrjb2re', 1792832024621, 'bot', '', '智能助手', 'text', '请先在手机的蓝牙列表里忽略「Watch S」，再只从「青禾」App 里添加，不要在系统蓝牙里直接配对。', 'demo:1m81hj4qd3gjmkzrb14x:2', '', '{}'),
	('qinghe', '1m81hj4qd3gjmkzrb14x', 3, '1m81hj4qdx570xrjd04n', 1792832144621, 'visitor', '1m81hj3xtr0dzs0g5wm6', '苏晴', 'text', '删了还是不行', 'demo:1m81hj4qd3gjmkzrb14x:3', '', '{}'),
	('qinghe', '1m81hj4qd3gjmkzrb14x', 4, '1m81hj4qdx570xrjeech', 1792832264621, 'agent', '1m81hj0krn17gjb06k2b', '王磊', 'text', '苏女士您好，我是王磊。请在手表上进「设置—系统—恢复出厂」，再打开手机的定位权限，安卓没有定位权限会搜到却连不上。', 'demo:1m81hj4qd3gjmkzrb14x:4', '', '{}'),
	('qinghe', '1m81hj4qd3gjmkzrb14x', 5, '1m81hj4qdx570xrjg4vd', 1792832384621, 'visitor', '1m81hj3xtr0dzs0g5wm6', '苏晴', 'text', '果然是定位没开，连上了', 'demo:1m81hj4qd3gjmkzrb14x:5', '', '{}'),
	('qinghe', '1m81hj4qd3gjmkzrb14x', 6, '1m81hj4qdx570xrjhdev', 1792832504621, 'agent', '1m81hj0krn17gjb06k2b', '王磊', 'text', '太好了。第一次同步会装固件，大概 8 分钟，放近一点就行。', 'demo:1m81hj4qd3gjmkzrb14x:6', '', '{}');
INSERT INTO event VALUES
	('qinghe', '1m81hj00m2ybnmgbsz63', 'qinghe', 'BusinessChanged', 1795348299596, '\x7b2274656e616e74223a2271696e676865222c226b6579223a2271696e676865222c226174223a313739353334383239393539362c226964223a22316d3831686a30306d3279626e6d6762737a3633222c226e616d65223a22e99d92e7a6bee695b0e7a081222c226c616e6775616765223a227a682d434e222c226c616e677561676573223a5b227a682d434e225d2c2274696d657a6f6e65223a22417369612f5368616e67686169227d'),
	('qinghe', '1m81hj00m3f6vdck2zpr', '1m81hhztcqqy51b88h4v', 'AgentChanged', 1795348299596, '\x7b2274656e616e74223a2271696e676865222c226b6579223a22316d383168687a74637171793531623838683476222c226174223a313739353334383239393539362c226964223a22316d3831686a30306d3366367664636b327a7072222c226167656e74223a22316d383168687a74637171793531623838683476222c226e616d65223a22e69e97e78f8a222c227469746c65223a22222c22726f6c65223a2261646d696e222c226c616e6775616765223a227a682d434e222c226c616e677561676573223a5b227a682d434e225d2c22736b696c6c73223a5b5d2c226361706163697479223a352c22616374697665223a747275657d'),
	('qinghe', '1m81hj01t5m9m8fcw6bs', 'qinghe', 'BusinessChanged', 1795348299834, '\x7b2274656e616e74223a2271696e676865222c226b6579223a2271696e676865222c226174223a313739353334383239393833342c226964223a22316d3831686a303174356d396d38666377366273222c226e616d65223a22e99d92e7a6bee695b0e7a081222c226c616e6775616765223a227a682d434e222c226c616e677561676573223a5b227a682d434e222c22656e225d2c2274696d657a6f6e65223a22417369612f5368616e67686169227d'),
	('qinghe', '1m81hj01vmxzg3v2zvtk', '1m81hhztcqqy51b88h4v', 'AgentChanged', 1795348299835, '\x7b2274656e616e74223a2271696e676865222c226b6579223a22316d383168687a74637171793531623838683476222c226174223a313739353334383239393833352c226964223a22316d3831686a3031766d787a673376327a76746b222c226167656e74223a22316d383168687a74637171793531623838683476222c226e616d65223a22e69e97e78f8a222c227469746c65223a22e5aea2e69c8de8b49fe8b4a3e4baba222c22726f6c65223a2261646d696e222c226c616e6775616765223a227a682d434e222c226c616e677561676573223a5b227a682d434e225d2c22736b696c6c73223a5b22616674657273616c6573222c2262696c6c696e67222c2270726573616c6573225d2c226361706163697479223a332c22616374697665223a747275657d'),
	('qinghe', '1m81hj07x49b027efyw8', '1m81hj02g4shy6me3w30', 'AgentChanged', 1795348299856, '\x7b2274656e616e74223a2271696e676865222c226b6579223a22316d3831686a30326734736879366d6533773330222c226174223a313739353334383239393835362c226964223a22316d3831686a3037783439623032376566797738222c226167656e74223a22316d3831686a30326734736879366d6533773330222c226e616d65223a22e5ad99e682a6222c227469746c65223a22e5aea2e69c8de4b8bbe7aea1222c22726f6c65223a2273757065727669736f72222c226c616e6775616765223a227a682d434e222c226c616e677561676573223a5b227a682d434e222c22656e225d2c22736b696c6c73223a5b22616674657273616c6573222c2262696c6c696e67225d2c226361706163697479223a342c22616374697665223a747275657d'),
	('qinghe', '1m81hj0evdwqxbqa1ksw', '1m81hj08yrh2q6z9h2m8', 'AgentChanged', 1795348300062, '\x7b2274656e616e74223a2271696e676865222c226b6579223a22316d3831686a30387972683271367a3968326d38222c226174223a313739353334383330303036322c226964223a22316d3831686a30657664777178627161316b7377222c226167656e74223a22316d3831686a30387972683271367a3968326d38222c226e616d65223a22e99988e99d99222c227469746c65223a22e594aee5908ee4b893e59198222c22726f6c65223a226167656e74222c226c616e6775616765223a227a682d434e222c226c616e677561676573223a5b227a682d434e225d2c22736b696c6c73223a5b22616674657273616c6573225d2c226361706163697479223a362c22616374697665223a747275657d'),
	('qinghe', '1m81hj0kem20s5608amb', '1m81hj0f3fkry6q4t68v', 'AgentChanged', 1795348300259, '\x7b2274656e616e74223a2271696e676865222c226b6579223a22316d3831686a306633666b727936713474363876222c226174223a313739353334383330303235392c226964223a22316d3831686a306b656d32307335363038616d62222c226167656e74223a22316d3831686a306633666b727936713474363876222c226e616d65223a22e591a8e580a9222c227469746c65223a22e4bb93e582a8e789a9e6b581e4b893e59198222c22726f6c65223a226167656e74222c226c616e6775616765223a227a682d434e222c226c616e677561676573223a5b227a682d434e225d2c22736b696c6c73223a5b226c6f67697374696373225d2c226361706163697479223a362c22616374697665223a747275657d'),
	('qinghe', '1m81hj0rm6zz0xrxftx4', '1m81hj0krn17gjb06k2b', 'AgentChanged', 1795348300408, '\x7b2274656e616e74223a2271696e676865222c226b6579223a22316d3831686a306b726e3137676a6230366b3262222c226174223a313739353334383330303430382c226964223a22316d3831686a30726d367a7a3078727866747834222c226167656e74223a22316d3831686a306b726e3137676a6230366b3262222c226e616d65223a22e78e8be7a38a222c227469746c65223a22e4baa7e59381e9a1bee997ae222c22726f6c65223a226167656e74222c226c616e6775616765223a227a682d434e222c226c616e677561676573223a5b227a682d434e222c22656e225d2c22736b696c6c73223a5b2270726573616c6573222c22616674657273616c6573225d2c226361706163697479223a382c22616374697665223a747275657d'),
	('qinghe', '1m81hj0xpd0x4wn6me7f', '1m81hj0rsmaaqgdbgzk3', 'AgentChanged', 1795348300569, '\x7b2274656e616e74223a2271696e676865222c226b6579223a22316d3831686a3072736d616171676462677a6b33222c226174223a313739353334383330303536392c226964223a22316d3831686a30787064307834776e366d653766222c226167656e74223a22316d3831686a3072736d616171676462677a6b33222c226e616d65223a22e8b5b5e6958f222c227469746c65223a22e694afe4bb98e4b88ee58f91e7a5a8e4b893e59198222c22726f6c65223a226167656e74222c226c616e6775616765223a227a682d434e222c226c616e677561676573223a5b227a682d434e225d2c22736b696c6c73223a5b2262696c6c696e67225d2c226361706163697479223a362c22616374697665223a747275657d'),
	('qinghe', '1m81hj12msj13qqwg783', '1m81hj0xrechbgc68z6w', 'AgentChanged', 1795348300728, '\x7b2274656e616e74223a2271696e676865222c226b6579223a22316d3831686a30787265636862676336387a3677222c226174223a313739353334383330303732382c226964223a22316d3831686a31326d736a313371717767373833222c226167656e74223a22316d3831686a30787265636862676336387a3677222c226e616d65223a22456d6d61222c227469746c65223a22e88bb1e69687e5aea2e69c8d222c22726f6c65223a226167656e74222c226c616e6775616765223a227a682d434e222c226c616e677561676573223a5b22656e222c227a682d434e225d2c22736b696c6c73223a5b22656e676c697368222c22616674657273616c6573222c226c6f67697374696373222c2270726573616c6573225d2c226361706163697479223a352c22616374697665223a747275657d'),
	('qinghe', '1m81hj12xsvyqcqmwm9t', '1m81hj12t8nxrbynmf08', 'InboxChanged', 1795348300890, '\x7b2274656e616e74223a2271696e676865222c226b6579223a22316d3831686a313274386e787262796e6d663038222c226174223a313739353334383330303839302c226964223a22316d3831686a3132787376797163716d776d3974222c22696e626f78223a22316d3831686a313274386e787262796e6d663038222c227075626c69635f6b6579223a2271696e676865222c226e616d65223a22e99d92e7a6bee695b0e7a081e59ca8e7babfe5aea2e69c8d227d'),
	('qinghe', '1m81hj14rgvdmwzz4wtq', '1m81hj14k3xzy66hd339', 'ArticlePublished', 1795348300946, '\x7b2274656e616e74223a2271696e676865222c226b6579223a22316d3831686a31346b33787a7936366864333339222c226174223a313739353334383330303934362c226964223a22316d3831686a3134726776646d777a7a34777471222c2261727469636c65223a22316d3831686a31346b33787a7936366864333339222c2276657273696f6e223a312c22736c7567223a22636f6e746163742d686f757273222c226c616e6775616765223a22656e222c227469746c65223a225768656e2063616e2049207265616368206120706572736f6e3f227d'),
	('qinghe', '1m81hj14ws5fzebbmb9e', '1m81hj14wj2qsnfbv5fg', 'ArticlePublished', 1795348300955, '\x7b2274656e616e74223a2271696e676865222c226b6579223a22316d3831686a3134776a3271736e666276356667222c226174223a313739353334383330303935352c226964223a22316d3831686a3134777335667a6562626d623965222c2261727469636c65223a22316d3831686a3134776a3271736e666276356667222c2276657273696f6e223a312c22736c7567223a2264656c6574652d6163636f756e74222c226c616e6775616765223a22656e222c227469746c65223a22486f7720646f20492064656c657465206d79206163636f756e743f227d'),
	('qinghe', '1m81hj14zvx8ab83c2mn', '1m81hj14zvx8ab83b8e3', 'ArticlePublished', 1795348300959, '\x7b2274656e616e74223a2271696e676865222c226b6579223a22316d3831686a31347a7678386162383362386533222c226174223a313739353334383330303935392c226964223a22316d3831686a31347a7678386162383363326d6e222c2261727469636c65223a22316d3831686a31347a7678386162383362386533222c2276657273696f6e223a312c22736c7567223a226c6f67696e2d70726f626c656d222c226c616e6775616765223a22656e222c227469746c65223a22492063616e6e6f74206c6f6720696e227d'),
	('qinghe', '1m81hj153kbdvgpgre1w', '1m81hj1526yc4115wxk7', 'ArticlePublished', 1795348300962, '\x7b2274656e616e74223a2271696e676865222c226b6579223a22316d3831686a3135323679633431313577786b37222c226174223a313739353334383330303936322c226964223a22316d3831686a3135336b62647667706772653177222c2261727469636c65223a22316d3831686a3135323679633431313577786b37222c2276657273696f6e223a312c22736c7567223a227363616d2d7761726e696e67222c226c616e6775616765223a22656e222c227469746c65223a224920676f7420612063616c6c206f72207465787420636c61696d696e6720746f20626520796f75227d'),
	('qinghe', '1m81hj158zj59hx73aqq', '1m81hj15537awjdztj80', 'ArticlePublished', 1795348300965, '\x7b2274656e616e74223a2271696e676865222c226b6579223a22316d3831686a313535333761776a647a746a3830222c226174223a313739353334383330303936352c226964223a22316d3831686a3135387a6a353968783733617171222c2261727469636c65223a22316d3831686a313535333761776a647a746a3830222c2276657273696f6e223a312c22736c7567223a22626c7565746f6f74682d6e6f742d666f756e64222c226c616e6775616765223a22656e222c227469746c65223a224d792070686f6e652063616e6e6f742066696e64206f7220636f6e6e65637420746865206865616470686f6e6573227d'),
	('qinghe', '1m81hj16fb5ya8w95mfw', '1m81hj15ayecbqfg4djd', 'ArticlePublished', 1795348300970, '\x7b2274656e616e74223a2271696e676865222c226b6579223a22316d3831686a3135617965636271666734646a64222c226174223a313739353334383330303937302c226964223a22316d3831686a31366662357961387739356d6677222c2261727469636c65223a22316d3831686a3135617965636271666734646a64222c2276657273696f6e223a312c22736c7567223a22636f6e6e6563742d74776f2d64657669636573222c226c616e6775616765223a22656e222c227469746c65223a22486f7720646f204920636f6e6e6563742074776f2064657669636573206174206f6e63653f227d'),
	('qinghe', '1m81hj17jtf9m658wz1t', '1m81hj17hnetrxka1n4p', 'ArticlePublished', 1795348301041, '\x7b2274656e616e74223a2271696e676865222c226b6579223a22316d3831686a3137686e657472786b61316e3470222c226174223a313739353334383330313034312c226964223a22316d3831686a31376a7466396d363538777a3174222c2261727469636c65223a22316d3831686a3137686e657472786b61316e3470222c2276657273696f6e223a312c22736c7567223a226865616470686f6e652d63616e6e6f742d636861726765222c226c616e6775616765223a22656e222c227469746c65223a22546865206865616470686f6e65732077696c6c206e6f7420636861726765206f72207475726e206f6e227d'),
	('qinghe', '1m81hj17p49qgmrhrn1t', '1m81hj17n6s5en1prcpr', 'ArticlePublished', 1795348301045, '\x7b2274656e616e74223a2271696e676865222c226b6579223a22316d3831686a31376e367335656e317072637072222c226174223a313739353334383330313034352c226964223a22316d3831686a313770343971676d7268726e3174222c2261727469636c65223a22316d3831686a31376e367335656e317072637072222c2276657273696f6e223a312c22736c7567223a226e6f6973652d63616e63656c6c696e672d7765616b222c226c616e6775616765223a22656e222c227469746c65223a224e6f6973652063616e63656c6c696e67207365656d73207765616b227d'),
	('qinghe', '1m81hj17sn65avmzvfjb', '1m81hj17sn65avmzsvag', 'ArticlePublished', 1795348301049, '\x7b2274656e616e74223a2271696e676865222c226b6579223a22316d3831686a3137736e363561766d7a73766167222c226174223a313739353334383330313034392c226964223a22316d3831686a3137736e363561766d7a76666a62222c2261727469636c65223a22316d3831686a3137736e363561766d7a73766167222c2276657273696f6e223a312c22736c7567223a226f6e652d736964652d73696c656e74222c226c616e6775616765223a22656e222c227469746c65223a224f6e6c79206f6e6520736964652068617320736f756e64227d'),
	('qinghe', '1m81hj17x9bxb15zwm6x', '1m81hj17w3ys3ny9w062', 'ArticlePublished', 1795348301052, '\x7b2274656e616e74223a2271696e676865222c226b6579223a22316d3831686a313777337973336e793977303632222c226174223a313739353334383330313035322c226964223a22316d3831686a3137783962786231357a776d3678222c2261727469636c65223a22316d3831686a313777337973336e793977303632222c2276657273696f6e223a312c22736c7567223a22776174657270726f6f662d6865616470686f6e6573222c226c616e6775616765223a22656e222c227469746c65223a2241726520746865206865616470686f6e657320776174657270726f6f663f227d'),
	('qinghe', '1m81hj180xtr45z3zrs5', '1m81hj17zp4n7jndzwex', 'ArticlePublished', 1795348301055, '\x7b2274656e616e74223a2271696e676865222c226b6579223a22316d3831686a31377a70346e376a6e647a776578222c226174223a313739353334383330313035352c226964223a22316d3831686a31383078747234357a337a727335222c2261727469636c65223a22316d3831686a31377a70346e376a6e647a776578222c2276657273696f6e223a312c22736c7567223a22636861726765722d6162726f6164222c226c616e6775616765223a22656e222c227469746c65223a2243616e204920757365207468652063686172676572206162726f61643f227d'),
	('qinghe', '1m81hj1832qw71j3yp1r', '1m81hj18298rfnr1gvyp', 'ArticlePublished', 1795348301058, '\x7b2274656e616e74223a2271696e676865222c226b6579223a22316d3831686a313832393872666e723167767970222c226174223a313739353334383330313035382c226964223a22316d3831686a31383332717737316a3379703172222c2261727469636c65223a22316d3831686a313832393872666e723167767970222c2276657273696f6e223a312c22736c7567223a22636861726765722d666f722d6c6170746f70222c226c616e6775616765223a22656e222c227469746c65223a22576869636820636861726765722066697473206d79206c6170746f703f227d'),
	('qinghe', '1m81hj185wtgh4x41shb', '1m81hj185pspss40pg5t', 'ArticlePublished', 1795348301061, '\x7b2274656e616e74223a2271696e676865222c226b6579223a22316d3831686a3138357073707373343070673574222c226174223a313739353334383330313036312c226964223a22316d3831686a3138357774676834783431736862222c2261727469636c65223a22316d3831686a3138357073707373343070673574222c2276657273696f6e223a312c22736c7567223a22636861726765722d686f74222c226c616e6775616765223a22656e222c227469746c65223a225468652063686172676572206765747320686f74202d2069732074686174206e6f726d616c3f227d'),
	('qinghe', '1m81hj188qn67t2wn802', '1m81hj1874ce0j6nrnj4', 'ArticlePublished', 1795348301063, '\x7b2274656e616e74223a2271696e676865222c226b6579223a22316d3831686a313837346365306a366e726e6a34222c226174223a313739353334383330313036332c226964223a22316d3831686a313838716e36377432776e383032222c2261727469636c65223a22316d3831686a313837346365306a366e726e6a34222c2276657273696f6e223a312c22736c7567223a22706f7765722d62616e6b2d666c69676874222c226c616e6775616765223a22656e222c227469746c65223a2243616e20492074616b652074686520706f7765722062616e6b206f6e206120706c616e653f227d'),
	('qinghe', '1m81hj18gvr1p0byjre6', '1m81hj18bxyxse7cfj97', 'ArticlePublished', 1795348301067, '\x7b2274656e616e74223a2271696e676865222c226b6579223a22316d3831686a31386278797873653763666a3937222c226174223a313739353334383330313036372c226964223a22316d3831686a313867767231703062796a726536222c2261727469636c65223a22316d3831686a31386278797873653763666a3937222c2276657273696f6e223a312c22736c7567223a226368616e67652d64656c69766572792d61646472657373222c226c616e6775616765223a22656e222c227469746c65223a2243616e2049206368616e6765207468652061646472657373206166746572206f72646572696e673f227d'),
	('qinghe', '1m81hj18mtg8ndhwf55v', '1m81hj18kgz8gytbdazz', 'ArticlePublished', 1795348301075, '\x7b2274656e616e74223a2271696e676865222c226b6579223a22316d3831686a31386b677a386779746264617a7a222c226174223a313739353334383330313037352c226964223a22316d3831686a31386d7467386e64687766353576222c2261727469636c65223a22316d3831686a31386b677a386779746264617a7a222c2276657273696f6e223a312c22736c7567223a2264656c6976657265642d6e6f742d7265636569766564222c226c616e6775616765223a22656e222c227469746c65223a224d61726b65642061732064656c69766572656420627574204920646f6e27742068617665206974227d'),
	('qinghe', '1m81hj18rp7yfjhrka3v', '1m81hj18q84tasr585ky', 'ArticlePublished', 1795348301079, '\x7b2274656e616e74223a2271696e676865222c226b6579223a22316d3831686a3138713834746173723538356b79222c226174223a313739353334383330313037392c226964223a22316d3831686a313872703779666a68726b613376222c2261727469636c65223a22316d3831686a3138713834746173723538356b79222c2276657273696f6e223a312c22736c7567223a2264656c69766572792d74696d65222c226c616e6775616765223a22656e222c227469746c65223a22486f77206c6f6e6720646f65732064656c69766572792074616b653f227d'),
	('qinghe', '1m81hj18tqtxnt1xkkwf', '1m81hj18tqtxnt1xj4rs', 'ArticlePublished', 1795348301082, '\x7b2274656e616e74223a2271696e676865222c226b6579223a22316d3831686a3138747174786e7431786a347273222c226174223a313739353334383330313038322c226964223a22316d3831686a3138747174786e7431786b6b7766222c2261727469636c65223a22316d3831686a3138747174786e7431786a347273222c2276657273696f6e223a312c22736c7567223a226d697373696e672d6974656d73222c226c616e6775616765223a22656e222c227469746c65223a22536f6d657468696e67206973206d697373696e672066726f6d206d792070617263656c227d'),
	('qinghe', '1m81hj18xtqacc51xeft', '1m81hj18xtqacc51w6xa', 'ArticlePublished', 1795348301085, '\x7b2274656e616e74223a2271696e676865222c226b6579223a22316d3831686a3138787471616363353177367861222c226174223a313739353334383330313038352c226964223a22316d3831686a3138787471616363353178656674222c2261727469636c65223a22316d3831686a3138787471616363353177367861222c2276657273696f6e223a312c22736c7567223a2270617263656c2d64616d61676564222c226c616e6775616765223a22656e222c227469746c65223a225468652070617263656c20617272697665642064616d61676564227d'),
	('qinghe', '1m81hj190780td6vhj66', '1m81hj18zj2cd7mq1rea', 'ArticlePublished', 1795348301087, '\x7b2274656e616e74223a2271696e676865222c226b6579223a22316d3831686a31387a6a326364376d7131726561222c226174223a313739353334383330313038372c226964223a22316d3831686a31393037383074643676686a3636222c2261727469636c65223a22316d3831686a31387a6a326364376d7131726561222c2276657273696f6e223a312c22736c7567223a22736869702d6f76657273656173222c226c616e6775616765223a22656e222c227469746c65223a22446f20796f752073686970206162726f61643f227d'),
	('qinghe', '1m81hj193azjkdedqbhs', '1m81hj192pfzdpqqwvcp', 'ArticlePublished', 1795348301090, '\x7b2274656e616e74223a2271696e676865222c226b6579223a22316d3831686a31393270667a6470717177766370222c226174223a313739353334383330313039302c226964223a22316d3831686a313933617a6a6b64656471626873222c2261727469636c65223a22316d3831686a31393270667a6470717177766370222c2276657273696f6e223a312c22736c7567223a227368697070696e672d666565222c226c616e6775616765223a22656e222c227469746c65223a22486f77206d756368206973207368697070696e673f227d'),
	('qinghe', '1m81hj196qk86854j07d', '1m81hj195vb9d76gbg9j', 'ArticlePublished', 1795348301093, '\x7b2274656e616e74223a2271696e676865222c226b6579223a22316d3831686a313935766239643736676267396a222c226174223a313739353334383330313039332c226964223a22316d3831686a313936716b38363835346a303764222c2261727469636c65223a22316d3831686a313935766239643736676267396a222c2276657273696f6e223a312c22736c7567223a227368697070696e672d74696d65222c226c616e6775616765223a22656e222c227469746c65223a225768656e2077696c6c206d79206f7264657220626520646973706174636865643f227d'),
	('qinghe', '1m81hj199xp1j42hxmwy', '1m81hj199xp1j42hxcmp', 'ArticlePublished', 1795348301096, '\x7b2274656e616e74223a2271696e676865222c226b6579223a22316d3831686a3139397870316a34326878636d70222c226174223a313739353334383330313039362c226964223a22316d3831686a3139397870316a343268786d7779222c2261727469636c65223a22316d3831686a3139397870316a34326878636d70222c2276657273696f6e223a312c22736c7567223a2273746f72652d7069636b7570222c226c616e6775616765223a22656e222c227469746c65223a22446f20796f75206861766520612073686f703f2043616e2049207069636b2075703f227d'),
	('qinghe', '1m81hj19cdvbn122xzc0', '1m81hj19b89kzvc95m23', 'ArticlePublished', 1795348301099, '\x7b2274656e616e74223a2271696e676865222c226b6579223a22316d3831686a31396238396b7a766339356d3233222c226174223a313739353334383330313039392c226964223a22316d3831686a3139636476626e313232787a6330222c2261727469636c65223a22316d3831686a31396238396b7a766339356d3233222c2276657273696f6e223a312c22736c7567223a22747261636b696e672d6e6f742d7570646174696e67222c226c616e6775616765223a22656e222c227469746c65223a224d7920747261636b696e6720686173206e6f74206d6f76656420666f722064617973227d');
INSERT INTO identity VALUES
	('qinghe', 'site', 'C1001', '1m81hj3wcb811dbebd75', 1795348303755),
	('qinghe', 'site', 'C1002', '1m81hj3wf7gat0rxwy0c', 1795348303759),
	('qinghe', 'site', 'C1003', '1m81hj3wg64gy50zqtyd', 1795348303760),
	('qinghe', 'site', 'C1004', '1m81hj3wh35a3pmm7g87', 1795348303761),
	('qinghe', 'site', 'C1005', '1m81hj3wj8jpshcw2v7y', 1795348303762),
	('qinghe', 'site', 'C1006', '1m81hj3wkbybagrxv7dj', 1795348303763),
	('qinghe', 'site', 'C1007', '1m81hj3wm0s1f48gvqy3', 1795348303764),
	('qinghe', 'site', 'C1008', '1m81hj3wpcj0vya7v8np', 1795348303766),
	('qinghe', 'site', 'C1009', '1m81hj3xaryxg06fv3qg', 1795348303786),
	('qinghe', 'site', 'C1010', '1m81hj3xcfj84yzmg1fs', 1795348303788),
	('qinghe', 'site', 'C1011', '1m81hj3xec7ehhtzjndd', 1795348303790),
	('qinghe', 'site', 'C1012', '1m81hj3xtr0dzs0g5wm6', 1795348303802),
	('qinghe', 'site', 'C1013', '1m81hj3y3d5g89ggdd5b', 1795348303811),
	('qinghe', 'site', 'C1014', '1m81hj3yr86xvt8atnr7', 1795348303832),
	('qinghe', 'site', 'C1015', '1m81hj3yz1sae15t0bze', 1795348303839),
	('qinghe', 'site', 'C1016', '1m81hj3zeparvaphbz31', 1795348303854);
INSERT INTO inbox VALUES
	('qinghe', '1m81hj12t8nxrbynmf08', 'qinghe', '青禾数码在线客服', 'web', 258, '{"zh":"您好，这里是青禾数码。退换、物流、发票、选购都可以直接问我，说不清楚也没关系，随时能转人工。","en":"Hello, this is Qinghe Digital. Ask about delivery, returns, invoices or which product suits you. You can reach a person at any time."}', '{"zh":"人工客服的在线时间是每天 9:00–22:00，现在不在班。智能助手仍可以查订单、办退换；需要人工的话请留言，明早 9 点后我们按顺序回复您。","en":"Our team is online every day from 9:00 to 22:00 (Beijing time) and is away right now. The assistant can still look up orders and arrange returns; leave a message and we will answer in order after 9:00."}', '["zh-CN","en"]', '{"timezone":"Asia/Shanghai","days":{"mon":[["09:00","22:00"]],"tue":[["09:00","22:00"]],"wed":[["09:00","22:00"]],"thu":[["09:00","22:00"]],"fri":[["09:00","22:00"]],"sat":[["09:00","22:00"]],"sun":[["09:00","22:00"]]},"holidays":[]}', true, '["return-shipping-cost","one-side-silent","invoice-wrong-title","tracking-not-updating","refund-time"]', '{"zh":"在线客服","en":"Chat with us"}', 'right', 'shop', 'optional', '[]', 1795348300890, 1);
INSERT INTO inbox_secret VALUES
	('qinghe', '1m81hj12t8nxrbynmf08', 'BO1_BP8BjMPEKNchoT_-6sjXiBqdgC-iF8Fopybbsv7PNF-5XxdUkoQdYgatbcTstIH7znE_CidSt-NzrLmJ5O6L7_Y9AbY=', 1795348303860, 1);
INSERT INTO login VALUES
	('qinghe', '1m81hhztcqqy51b88h4v', '$argon2id$v=19$m=19456,t=3,p=1$jkERh2zEZFB0HXTfTYYTbA$NA7e3pttem5m48CtrY4ARdZGlI5BJb4R9yVJErcjJzg', '', false, 0, '[]', 0, 1),
	('qinghe', '1m81hj02g4shy6me3w30', '$argon2id$v=19$m=19456,t=3,p=1$ua++7xWzbwG0G4vjuAJzXA$E76TvdES4pdoSsZGw2LEnPqhKvOYDROMZX/bDlemxbA', '', false, 0, '[]', 0, 1),
	('qinghe', '1m81hj08yrh2q6z9h2m8', '$argon2id$v=19$m=19456,t=3,p=1$wrfkOtvGyWV5aqHHkTcnWQ$IcN1VOn4LmCtgzUU9pi1VnzQsi3HTpQpq21U3A2rpmw', '', false, 0, '[]', 0, 1),
	('qinghe', '1m81hj0f3fkry6q4t68v', '$argon2id$v=19$m=19456,t=3,p=1$nmfR9U2Ozv6b0RhUKcbv9Q$GMdFaji9sov1uTGGsXxoX2bpVC16x4wWcIg8jqa96fg', '', false, 0, '[]', 0, 1),
	('qinghe', '1m81hj0krn17gjb06k2b', '$argon2id$v=19$m=19456,t=3,p=1$YegNqUO83kW5LwjRP9MbFQ$/ZTgF+j7Et+HgfE/EKvRrvdtsRlJhDiIK7R3PS5s2eg', '', false, 0, '[]', 0, 1),
	('qinghe', '1m81hj0rsmaaqgdbgzk3', '$argon2id$v=19$m=19456,t=3,p=1$YjW6se85JHRxXu/WxbzJaQ$2D8xbFD0BXOFUm3iPUIRnGMVy6le4Bjuu66u28e01yg', '', false, 0, '[]', 0, 1),
	('qinghe', '1m81hj0xrechbgc68z6w', '$argon2id$v=19$m=19456,t=3,p=1$xN3js6L4SwuWvULkJOrMtQ$UY+Gnk20scsgaK0phs2KOAhM3PypoLP+H+l5nk/v32Q', '', false, 0, '[]', 0, 1);
INSERT INTO shop_customer VALUES
	('qinghe', 'C1001', '林晓', '13800002071', 'linxiao@example.com', '金卡', '2023-03-12', '杭州', '浙江省杭州市余杭区仓前街道良睦路 1 号 3 幢 902', 'zh-CN'),
	('qinghe', 'C1002', '黄涛', '13800003318', 'huangtao@example.com', '银卡', '2024-05-20', '武汉', '湖北省武汉市洪山区珞喻路 12 号 5 栋 1203', 'zh-CN'),
	('qinghe', 'C1003', '周敏', '13800004527', 'zhoumin@example.com', '普通', '2025-01-08', '苏州', '江苏省苏州市工业园区星湖街 33 号 B 座 601', 'zh-CN'),
	('qinghe', 'C1004', 'Anna Weber', '+491510000412', 'anna.weber@example.com', '普通', '2024-11-02', 'Berlin', 'Beispielstrasse 5, 10115 Berlin, Germany', 'en'),
	('qinghe', 'C1005', '吴杰', '13800005640', 'wujie@example.com', '银卡', '2023-11-11', '长沙', '湖南省长沙市岳麓区麓山南路 88 号 2 栋 704', 'zh-CN'),
	('qinghe', 'C1006', '何静怡', '13800006193', 'hejingyi@example.com', '普通', '2024-08-15', '广州', '广东省广州市天河区体育东路 20 号 1506', 'zh-CN'),
	('qinghe', 'C1007', '李建国', '13800007882', 'lijianguo@example.com', '普通', '2024-02-03', '沈阳', '辽宁省沈阳市和平区南京南街 7 号 2-5-1', 'zh-CN'),
	('qinghe', 'C1008', '张平', '13800008254', 'zhangping@example.com', '普通', '2025-06-18', '成都', '四川省成都市武侯区科华北路 65 号 8 栋 3 单元 1102', 'zh-CN'),
	('qinghe', 'C1009', '刘霞', '13800009376', 'liuxia@example.com', '黑卡', '2022-06-01', '上海', '上海市浦东新区张江路 500 号 12 楼', 'zh-CN'),
	('qinghe', 'C1010', '赵一帆', '13800001465', 'zhaoyifan@example.com', '银卡', '2024-09-01', '西安', '陕西省西安市雁塔区小寨东路 3 号 1 单元 1804', 'zh-CN'),
	('qinghe', 'C1011', '程宇', '13800001729', 'chengyu@example.com', '普通', '2025-03-22', '北京', '北京市海淀区中关村南大街 9 号院 4 号楼 1101', 'zh-CN'),
	('qinghe', 'C1012', '苏晴', '13800002805', 'suqing@example.com', '金卡', '2023-07-30', '深圳', '广东省深圳市南山区科苑路 15 号 A 座 2103', 'zh-CN'),
	('qinghe', 'C1013', '马丽娟', '13800003946', 'malijuan@example.com', '普通', '2025-05-04', '乌鲁木齐', '新疆乌鲁木齐市天山区解放北路 101 号 6-2-302', 'zh-CN'),
	('qinghe', 'C1014', '钟伟强', '+85250000168', 'wkchung@example.com', '普通', '2025-02-14', '香港', '香港九龙观塘道 388 号 10 楼 B 室', 'zh-HK'),
	('qinghe', 'C1015', 'James Reed', '13800004061', 'james.reed@example.com', '银卡', '2024-04-19', '上海', '上海市静安区南京西路 1000 号 2201', 'en'),
	('qinghe', 'C1016', '唐小满', '13800005577', 'tangxiaoman@example.com', '普通', '2025-09-10', '南京', '江苏省南京市鼓楼区汉口路 22 号 7 舍 415', 'zh-CN');
INSERT INTO shop_order VALUES
	('qinghe', 'QH-123510', 'C1005', 1795347583861, 'pending_payment', '[{"sku":"QH-SP-BOOM","name":"户外音箱 Boom","qty":1,"price":79900,"colour":"曜石黑"},{"sku":"QH-CB-CC","name":"100W 双 C 数据线","qty":1,"price":3900,"colour":"黑 2 米"}]', 83800, '{}', '', 0, '[{"at":1795347583861,"zh":"订单已提交","en":"Order placed"}]', '湖南省长沙市岳麓区麓山南路 88 号 2 栋 704', '', 83800, 0, 0),
	('qinghe', 'QH-123288', 'C1016', 1795337503861, 'paid', '[{"sku":"QH-HP-LITE","name":"头戴耳机 Lite","qty":1,"price":39900,"colour":"曜石黑"}]', 37900, '{}', '', 0, '[{"at":1795337863861,"zh":"付款成功，等待仓库打包","en":"Payment received, waiting for the warehouse"},{"at":1795337503861,"zh":"订单已提交","en":"Order placed"}]', '江苏省南京市鼓楼区汉口路 22 号 7 舍 415', 'wechat', 39900, 2000, 0),
	('qinghe', 'QH-123071', 'C1011', 1795251103861, 'paid', '[{"sku":"QH-WIRED-C1","name":"有线耳机 C1","qty":1,"price":8900,"colour":"银灰"}]', 9700, '{}', '', 0, '[{"at":1795251463861,"zh":"付款成功，等待仓库打包","en":"Payment received, waiting for the warehouse"},{"at":1795251103861,"zh":"订单已提交","en":"Order placed"}]', '北京市海淀区中关村南大街 9 号院 4 号楼 1101', 'wechat', 8900, 0, 800),
	('qinghe', 'QH-122871', 'C1002', 1795251103861, 'paid', '[{"sku":"QH-HP-STU","name":"旗舰耳机 Studio","qty":1,"price":129900,"colour":"石墨灰"}]', 129900, '{}', '', 0, '[{"at":1795251463861,"zh":"付款成功，等待仓库打包","en":"Payment received, waiting for the warehouse"},{"at":1795251103861,"zh":"订单已提交","en":"Order placed"}]', '湖北省武汉市洪山区珞喻路 12 号 5 栋 1203', 'wechat', 129900, 0, 0),
	('qinghe', 'QH-122604', 'C1006', 1795251103861, 'shipped', '[{"sku":"QH-SP-ONE","name":"智能音箱 One","qty":1,"price":39900,"colour":"云灰"}]', 39900, '{"zh":"顺丰速运","en":"SF Express"}', 'SF1400070901076', 0, '[{"at":1795330303861,"zh":"顺丰速运已揽收","en":"Collected by SF Express"},{"at":1795323103861,"zh":"东莞虎门 2 号仓已打包出库","en":"Packed at Warehouse 2, Dongguan"},{"at":1795251463861,"zh":"付款成功，等待仓库打包","en":"Payment received, waiting for the warehouse"},{"at":1795251103861,"zh":"订单已提交","en":"Order placed"}]', '广东省广州市天河区体育东路 20 号 1506', 'wechat', 39900, 0, 0),
	('qinghe', 'QH-122390', 'C1015', 1795251103861, 'shipped', '[{"sku":"QH-SP-BAR","name":"桌面回音壁 Bar","qty":1,"price":59900,"colour":"曜石黑"}]', 59900, '{"zh":"顺丰速运","en":"SF Express"}', 'SF1400069206410', 0, '[{"at":1795330303861,"zh":"顺丰速运已揽收","en":"Collected by SF Express"},{"at":1795323103861,"zh":"杭州余杭 8 号仓已打包出库","en":"Packed at Warehouse 8, Hangzhou"},{"at":1795251463861,"zh":"付款成功，等待仓库打包","en":"Payment received, waiting for the warehouse"},{"at":1795251103861,"zh":"订单已提交","en":"Order placed"}]', '上海市静安区南京西路 1000 号 2201', 'alipay', 59900, 0, 0),
	('qinghe', 'QH-122145', 'C1016', 1795164703861, 'cancelled', '[{"sku":"QH-TWS-AIR","name":"真无线耳机 Air","qty":1,"price":29900,"colour":"曜石黑"}]', 29900, '{}', '', 0, '[{"at":1795170103861,"zh":"订单已取消，退款已提交","en":"Order cancelled, refund submitted"},{"at":1795165063861,"zh":"付款成功，等待仓库打包","en":"Payment received, waiting for the warehouse"},{"at":1795164703861,"zh":"订单已提交","en":"Order placed"}]', '江苏省南京市鼓楼区汉口路 22 号 7 舍 415', 'wechat', 29900, 0, 0),
	('qinghe', 'QH-122017', 'C1009', 1795164703861, 'in_transit', '[{"sku":"QH-HP-PRO","name":"降噪耳机 Pro","qty":12,"price":89900,"colour":"米白"},{"sku":"QH-ACC-CASE","name":"头戴耳机收纳盒","qty":12,"price":5900,"colour":"深灰"}]', 1092120, '{"zh":"顺丰速运","en":"SF Express"}', 'SF1400066252623', 0, '[{"at":1795263343861,"zh":"已到达上海青浦中转场","en":"Arrived at Shanghai Qingpu hub"},{"at":1795197103861,"zh":"顺丰速运已揽收","en":"Collected by SF Express"},{"at":1795189903861,"zh":"杭州余杭 8 号仓已打包出库","en":"Packed at Warehouse 8, Hangzhou"},{"at":1795165063861,"zh":"对公转账已到账，等待仓库打包","en":"Payment received, waiting for the warehouse"},{"at":1795164703861,"zh":"订单已提交","en":"Order placed"}]', '上海市浦东新区张江路 500 号 12 楼', 'transfer', 1149600, 57480, 0),
	('qinghe', 'QH-121352', 'C1013', 1795078303861, 'in_transit', '[{"sku":"QH-PB-20K","name":"移动电源 20000","qty":1,"price":23900,"colour":"深空灰"}]', 23900, '{"zh":"邮政 EMS","en":"China Post EMS"}', '1006098648822', 0, '[{"at":1795215823861,"zh":"已到达乌鲁木齐头屯河中转场","en":"Arrived at Urumqi Toutunhe hub"},{"at":1795110703861,"zh":"邮政 EMS已揽收","en":"Collected by China Post EMS"},{"at":1795103503861,"zh":"成都双流 1 号仓已打包出库","en":"Packed at Warehouse 1, Chengdu"},{"at":1795078663861,"zh":"付款成功，等待仓库打包","en":"Payment received, waiting for the warehouse"},{"at":1795078303861,"zh":"订单已提交","en":"Order placed"}]', '新疆乌鲁木齐市天山区解放北路 101 号 6-2-302', 'wechat', 23900, 0, 0),
	('qinghe', 'QH-121066', 'C1007', 1795078303861, 'out_for_delivery', '[{"sku":"QH-HP-LITE","name":"头戴耳机 Lite","qty":1,"price":39900,"colour":"云灰"}]', 39900, '{"zh":"顺丰速运","en":"SF Express"}', 'SF1400058721654', 0, '[{"at":1795342903861,"zh":"和平南京街营业点快递员正在派送，请保持电话畅通","en":"Out for delivery from Heping station"},{"at":1795215823861,"zh":"已到达沈阳于洪中转场","en":"Arrived at Shenyang Yuhong hub"},{"at":1795110703861,"zh":"顺丰速运已揽收","en":"Collected by SF Express"},{"at":1795103503861,"zh":"杭州余杭 8 号仓已打包出库","en":"Packed at Warehouse 8, Hangzhou"},{"at":1795078663861,"zh":"付款成功，等待仓库打包","en":"Payment received, waiting for the warehouse"},{"at":1795078303861,"zh":"订单已提交","en":"Order placed"}]', '辽宁省沈阳市和平区南京南街 7 号 2-5-1', 'unionpay', 39900, 0, 0),
	('qinghe', 'QH-120733', 'C1012', 1794991903861, 'signed', '[{"sku":"QH-HP-PRO","name":"降噪耳机 Pro","qty":1,"price":89900,"colour":"米白"},{"sku":"QH-ACC-PAD","name":"Pro 替换耳罩","qty":1,"price":9900,"colour":"米白"}]', 99800, '{"zh":"顺丰速运","en":"SF Express"}', 'SF1400056084627', 1795175503861, '[{"at":1795168303861,"zh":"已签收，签收人：本人","en":"Delivered, received by the recipient"},{"at":1795153903861,"zh":"南山科苑营业点快递员正在派送","en":"Out for delivery from Nanshan Keyuan station"},{"at":1795089103861,"zh":"已到达深圳宝安中转场","en":"Arrived at Shenzhen Bao''an hub"},{"at":1795024303861,"zh":"顺丰速运已揽收","en":"Collected by SF Express"},{"at":1795017103861,"zh":"东莞虎门 2 号仓已打包出库","en":"Packed at Warehouse 2, Dongguan"},{"at":1794992263861,"zh":"付款成功，等待仓库打包","en":"Payment received, waiting for the warehouse"},{"at":1794991903861,"zh":"订单已提交","en":"Order placed"}]', '广东省深圳市南山区科苑路 15 号 A 座 2103', 'alipay', 99800, 0, 0),
	('qinghe', 'QH-119875', 'C1010', 1794905503861, 'returning', '[{"sku":"QH-TWS-AIR","name":"真无线耳机 Air","qty":1,"price":29900,"colour":"珍珠白"}]', 29900, '{"zh":"顺丰速运","en":"SF Express"}', 'SF1400049290125', 1795089103861, '[{"at":1795161103861,"zh":"售后申请已通过，等待旧件寄回","en":"Return approved, waiting for the parcel"},{"at":1795081903861,"zh":"已签收，签收人：本人","en":"Delivered, received by the recipient"},{"at":1795067503861,"zh":"雁塔小寨营业点快递员正在派送","en":"Out for delivery from Yanta Xiaozhai station"},{"at":1795002703861,"zh":"已到达西安灞桥中转场","en":"Arrived at Xi''an Baqiao hub"},{"at":1794937903861,"zh":"顺丰速运已揽收","en":"Collected by SF Express"},{"at":1794930703861,"zh":"成都双流 1 号仓已打包出库","en":"Packed at Warehouse 1, Chengdu"},{"at":1794905863861,"zh":"付款成功，等待仓库打包","en":"Payment received, waiting for the warehouse"},{"at":1794905503861,"zh":"订单已提交","en":"Order placed"}]', '陕西省西安市雁塔区小寨东路 3 号 1 单元 1804', 'huabei_3', 29900, 0, 0),
	('qinghe', 'QH-119402', 'C1005', 1794905503861, 'in_transit', '[{"sku":"QH-MAG-15","name":"磁吸无线充 15W","qty":1,"price":11900,"colour":"白"}]', 11900, '{"zh":"中通快递","en":"ZTO Express"}', '755845544438', 0, '[{"at":1795269103861,"zh":"已向快递公司发起查询，24 小时内回复","en":"Enquiry opened with the carrier, reply within 24 hours"},{"at":1794988303861,"zh":"已到达长沙望城中转场","en":"Arrived at Changsha Wangcheng hub"},{"at":1794937903861,"zh":"中通快递已揽收","en":"Collected by ZTO Express"},{"at":1794930703861,"zh":"东莞虎门 2 号仓已打包出库","en":"Packed at Warehouse 2, Dongguan"},{"at":1794905863861,"zh":"付款成功，等待仓库打包","en":"Payment received, waiting for the warehouse"},{"at":1794905503861,"zh":"订单已提交","en":"Order placed"}]', '湖南省长沙市岳麓区麓山南路 88 号 2 栋 704', 'wechat', 11900, 0, 0),
	('qinghe', 'QH-119044', 'C1004', 1794819103861, 'in_transit', '[{"sku":"QH-CH-65","name":"65W 氮化镓充电器","qty":1,"price":12900,"colour":"白"},{"sku":"QH-TRAVEL","name":"全球旅行转换插头","qty":1,"price":9900,"colour":"白"}]', 30800, '{"zh":"DHL","en":"DHL Express"}', '3042709436', 0, '[{"at":1795196743861,"zh":"已到达莱比锡转运中心，清关中","en":"Arrived at Leipzig hub, customs clearance"},{"at":1794999463861,"zh":"上海浦东已出口报关","en":"Export cleared at Shanghai Pudong"},{"at":1794851503861,"zh":"DHL已揽收","en":"Collected by DHL Express"},{"at":1794844303861,"zh":"杭州余杭 8 号仓已打包出库","en":"Packed at Warehouse 8, Hangzhou"},{"at":1794819463861,"zh":"付款成功，等待仓库打包","en":"Payment received, waiting for the warehouse"},{"at":1794819103861,"zh":"订单已提交","en":"Order placed"}]', 'Beispielstrasse 5, 10115 Berlin, Germany', 'paypal', 22800, 0, 8000),
	('qinghe', 'QH-118790', 'C1014', 1794819103861, 'signed', '[{"sku":"QH-HP-PRO","name":"降噪耳机 Pro","qty":1,"price":89900,"colour":"湖青"}]', 89900, '{"zh":"顺丰速运","en":"SF Express"}', 'SF1400040698010', 1795175503861, '[{"at":1795168303861,"zh":"已签收，签收人：本人","en":"Delivered, received by the recipient"},{"at":1795153903861,"zh":"观塘营业点快递员正在派送","en":"Out for delivery from Kwun Tong station"},{"at":1795073263861,"zh":"已到达香港葵涌转运站","en":"Arrived at Hong Kong Kwai Chung hub"},{"at":1794978223861,"zh":"深圳口岸清关完成","en":"Cleared at the Shenzhen border"},{"at":1794851503861,"zh":"顺丰速运已揽收","en":"Collected by SF Express"},{"at":1794844303861,"zh":"东莞虎门 2 号仓已打包出库","en":"Packed at Warehouse 2, Dongguan"},{"at":1794819463861,"zh":"付款成功，等待仓库打包","en":"Payment received, waiting for the warehouse"},{"at":1794819103861,"zh":"订单已提交","en":"Order placed"}]', '香港九龙观塘道 388 号 10 楼 B 室', 'credit_card', 89900, 0, 0),
	('qinghe', 'QH-118233', 'C1001', 1794732703861, 'signed', '[{"sku":"QH-HP-PRO","name":"降噪耳机 Pro","qty":1,"price":89900,"colour":"曜石黑"}]', 89900, '{"zh":"顺丰速运","en":"SF Express"}', 'SF1400036287127', 1794916303861, '[{"at":1794909103861,"zh":"已签收，按备注放在家门口","en":"Delivered, left at the door as requested"},{"at":1794894703861,"zh":"余杭仓前营业点快递员正在派送","en":"Out for delivery from Yuhang Cangqian station"},{"at":1794829903861,"zh":"已到达杭州余杭集散点","en":"Arrived at Hangzhou Yuhang hub"},{"at":1794765103861,"zh":"顺丰速运已揽收","en":"Collected by SF Express"},{"at":1794757903861,"zh":"杭州余杭 8 号仓已打包出库","en":"Packed at Warehouse 8, Hangzhou"},{"at":1794733063861,"zh":"付款成功，等待仓库打包","en":"Payment received, waiting for the warehouse"},{"at":1794732703861,"zh":"订单已提交","en":"Order placed"}]', '浙江省杭州市余杭区仓前街道良睦路 1 号 3 幢 902', 'wechat', 89900, 0, 0),
	('qinghe', 'QH-117640', 'C1008', 1794646303861, 'signed', '[{"sku":"QH-CH-65","name":"65W 氮化镓充电器","qty":1,"price":12900,"colour":"黑"},{"sku":"QH-CB-CC","name":"100W 双 C 数据线","qty":1,"price":3900,"colour":"黑 1 米"},{"sku":"QH-CAR-45","name":"车载充电器 45W","qty":1,"price":7900,"colour":"黑"}]', 24700, '{"zh":"顺丰速运","en":"SF Express"}', 'SF1400031591160', 1794829903861, '[{"at":1794822703861,"zh":"已签收，签收人：本人","en":"Delivered, received by the recipient"},{"at":1794808303861,"zh":"武侯科华路营业点快递员正在派送","en":"Out for delivery from Wuhou Kehua Road station"},{"at":1794743503861,"zh":"已到达成都双流集散点","en":"Arrived at Chengdu Shuangliu hub"},{"at":1794678703861,"zh":"顺丰速运已揽收","en":"Collected by SF Express"},{"at":1794671503861,"zh":"成都双流 1 号仓已打包出库","en":"Packed at Warehouse 1, Chengdu"},{"at":1794646663861,"zh":"付款成功，等待仓库打包","en":"Payment received, waiting for the warehouse"},{"at":1794646303861,"zh":"订单已提交","en":"Order placed"}]', '四川省成都市武侯区科华北路 65 号 8 栋 3 单元 1102', 'wechat', 24700, 0, 0),
	('qinghe', 'QH-116502', 'C1003', 1794473503861, 'signed', '[{"sku":"QH-KB-75","name":"机械键盘 K75","qty":1,"price":36900,"colour":"奶白茶轴"},{"sku":"QH-MS-M2","name":"静音鼠标 M2","qty":1,"price":12900,"colour":"曜石黑"},{"sku":"QH-ACC-TIP","name":"硅胶耳塞套装","qty":1,"price":2900,"colour":"白 四码"}]', 52700, '{"zh":"顺丰速运","en":"SF Express"}', 'SF1400022579338', 1794657103861, '[{"at":1794649903861,"zh":"已签收，签收人：本人","en":"Delivered, received by the recipient"},{"at":1794635503861,"zh":"园区星湖街营业点快递员正在派送","en":"Out for delivery from Suzhou Xinghu Street station"},{"at":1794570703861,"zh":"已到达苏州相城中转场","en":"Arrived at Suzhou Xiangcheng hub"},{"at":1794505903861,"zh":"顺丰速运已揽收","en":"Collected by SF Express"},{"at":1794498703861,"zh":"杭州余杭 8 号仓已打包出库","en":"Packed at Warehouse 8, Hangzhou"},{"at":1794473863861,"zh":"付款成功，等待仓库打包","en":"Payment received, waiting for the warehouse"},{"at":1794473503861,"zh":"订单已提交","en":"Order placed"}]', '江苏省苏州市工业园区星湖街 33 号 B 座 601', 'alipay', 52700, 0, 0),
	('qinghe', 'QH-115390', 'C1007', 1794387103861, 'returning', '[{"sku":"QH-RUN","name":"开放式运动耳机 Run","qty":1,"price":36900,"colour":"夜跑黑"}]', 36900, '{"zh":"顺丰速运","en":"SF Express"}', 'SF1400013773410', 1794570703861, '[{"at":1794642703861,"zh":"售后申请已通过，等待旧件寄回","en":"Return approved, waiting for the parcel"},{"at":1794563503861,"zh":"已签收，签收人：本人","en":"Delivered, received by the recipient"},{"at":1794549103861,"zh":"和平南京街营业点快递员正在派送","en":"Out for delivery from Heping station"},{"at":1794484303861,"zh":"已到达沈阳于洪中转场","en":"Arrived at Shenyang Yuhong hub"},{"at":1794419503861,"zh":"顺丰速运已揽收","en":"Collected by SF Express"},{"at":1794412303861,"zh":"杭州余杭 8 号仓已打包出库","en":"Packed at Warehouse 8, Hangzhou"},{"at":1794387463861,"zh":"付款成功，等待仓库打包","en":"Payment received, waiting for the warehouse"},{"at":1794387103861,"zh":"订单已提交","en":"Order placed"}]', '辽宁省沈阳市和平区南京南街 7 号 2-5-1', 'unionpay', 36900, 0, 0),
	('qinghe', 'QH-114208', 'C1011', 1794214303861, 'signed', '[{"sku":"QH-HP-PRO","name":"降噪耳机 Pro","qty":1,"price":89900,"colour":"曜石黑"}]', 89900, '{"zh":"顺丰速运","en":"SF Express"}', 'SF1400004413152', 1794397903861, '[{"at":1794390703861,"zh":"已签收，签收人：本人","en":"Delivered, received by the recipient"},{"at":1794376303861,"zh":"海淀中关村营业点快递员正在派送","en":"Out for delivery from Haidian Zhongguancun station"},{"at":1794311503861,"zh":"已到达北京顺义中转场","en":"Arrived at Beijing Shunyi hub"},{"at":1794246703861,"zh":"顺丰速运已揽收","en":"Collected by SF Express"},{"at":1794239503861,"zh":"杭州余杭 8 号仓已打包出库","en":"Packed at Warehouse 8, Hangzhou"},{"at":1794214663861,"zh":"付款成功，等待仓库打包","en":"Payment received, waiting for the warehouse"},{"at":1794214303861,"zh":"订单已提交","en":"Order placed"}]', '北京市海淀区中关村南大街 9 号院 4 号楼 1101', 'credit_card', 89900, 0, 0),
	('qinghe', 'QH-105127', 'C1005', 1793436703861, 'completed', '[{"sku":"QH-TWS-AIR2","name":"真无线耳机 Air 2","qty":1,"price":44900,"colour":"曜石黑"}]', 41900, '{"zh":"顺丰速运","en":"SF Express"}', 'SF1400032500713', 1793620303861, '[{"at":1793613103861,"zh":"已签收，签收人：本人","en":"Delivered, received by the recipient"},{"at":1793598703861,"zh":"岳麓麓山营业点快递员正在派送","en":"Out for delivery from Yuelu Lushan station"},{"at":1793533903861,"zh":"已到达长沙望城中转场","en":"Arrived at Changsha Wangcheng hub"},{"at":1793469103861,"zh":"顺丰速运已揽收","en":"Collected by SF Express"},{"at":1793461903861,"zh":"东莞虎门 2 号仓已打包出库","en":"Packed at Warehouse 2, Dongguan"},{"at":1793437063861,"zh":"付款成功，等待仓库打包","en":"Payment received, waiting for the warehouse"},{"at":1793436703861,"zh":"订单已提交","en":"Order placed"}]', '湖南省长沙市岳麓区麓山南路 88 号 2 栋 704', 'wechat', 44900, 3000, 0),
	('qinghe', 'QH-104411', 'C1001', 1793177503861, 'completed', '[{"sku":"QH-CH-65","name":"65W 氮化镓充电器","qty":2,"price":12900,"colour":"白"}]', 25800, '{"zh":"顺丰速运","en":"SF Express"}', 'SF1400026830709', 1793361103861, '[{"at":1793353903861,"zh":"已签收，按备注放在家门口","en":"Delivered, left at the door as requested"},{"at":1793339503861,"zh":"余杭仓前营业点快递员正在派送","en":"Out for delivery from Yuhang Cangqian station"},{"at":1793274703861,"zh":"已到达杭州余杭集散点","en":"Arrived at Hangzhou Yuhang hub"},{"at":1793209903861,"zh":"顺丰速运已揽收","en":"Collected by SF Express"},{"at":1793202703861,"zh":"杭州余杭 8 号仓已打包出库","en":"Packed at Warehouse 8, Hangzhou"},{"at":1793177863861,"zh":"付款成功，等待仓库打包","en":"Payment received, waiting for the warehouse"},{"at":1793177503861,"zh":"订单已提交","en":"Order placed"}]', '浙江省杭州市余杭区仓前街道良睦路 1 号 3 幢 902', 'alipay', 25800, 0, 0),
	('qinghe', 'QH-103902', 'C1012', 1792659103861, 'completed', '[{"sku":"QH-WT-S","name":"运动手表 Watch S","qty":1,"price":69900,"colour":"曜石黑"},{"sku":"QH-MAG-15","name":"磁吸无线充 15W","qty":1,"price":11900,"colour":"白"}]', 81800, '{"zh":"顺丰速运","en":"SF Express"}', 'SF1400022799938', 1792842703861, '[{"at":1792835503861,"zh":"已签收，签收人：本人","en":"Delivered, received by the recipient"},{"at":1792821103861,"zh":"南山科苑营业点快递员正在派送","en":"Out for delivery from Nanshan Keyuan station"},{"at":1792756303861,"zh":"已到达深圳宝安中转场","en":"Arrived at Shenzhen Bao''an hub"},{"at":1792691503861,"zh":"顺丰速运已揽收","en":"Collected by SF Express"},{"at":1792684303861,"zh":"东莞虎门 2 号仓已打包出库","en":"Packed at Warehouse 2, Dongguan"},{"at":1792659463861,"zh":"付款成功，等待仓库打包","en":"Payment received, waiting for the warehouse"},{"at":1792659103861,"zh":"订单已提交","en":"Order placed"}]', '广东省深圳市南山区科苑路 15 号 A 座 2103', 'alipay', 81800, 0, 0),
	('qinghe', 'QH-103655', 'C1015', 1792399903861, 'completed', '[{"sku":"QH-PB-10K","name":"移动电源 10000","qty":1,"price":14900,"colour":"白"},{"sku":"QH-CB-CL","name":"C 转 Lightning 快充线","qty":1,"price":4900,"colour":"白 1.2 米"}]', 19800, '{"zh":"中通快递","en":"ZTO Express"}', '755820843945', 1792583503861, '[{"at":1792576303861,"zh":"已签收，签收人：front desk","en":"Delivered, received by front desk"},{"at":1792561903861,"zh":"静安南京西路营业点快递员正在派送","en":"Out for delivery from Jing''an Nanjing West Road station"},{"at":1792497103861,"zh":"已到达上海青浦中转场","en":"Arrived at Shanghai Qingpu hub"},{"at":1792432303861,"zh":"中通快递已揽收","en":"Collected by ZTO Express"},{"at":1792425103861,"zh":"杭州余杭 8 号仓已打包出库","en":"Packed at Warehouse 8, Hangzhou"},{"at":1792400263861,"zh":"付款成功，等待仓库打包","en":"Payment received, waiting for the warehouse"},{"at":1792399903861,"zh":"订单已提交","en":"Order placed"}]', '上海市静安区南京西路 1000 号 2201', 'alipay', 19800, 0, 0),
	('qinghe', 'QH-103318', 'C1009', 1791967903861, 'completed', '[{"sku":"QH-HUB-7","name":"七合一扩展坞","qty":20,"price":22900,"colour":"深空灰"}]', 435100, '{"zh":"顺丰速运","en":"SF Express"}', 'SF1400018175242', 1792151503861, '[{"at":1792144303861,"zh":"已签收，签收人：前台","en":"Delivered, received by reception"},{"at":1792129903861,"zh":"浦东张江营业点快递员正在派送","en":"Out for delivery from Pudong Zhangjiang station"},{"at":1792065103861,"zh":"已到达上海青浦中转场","en":"Arrived at Shanghai Qingpu hub"},{"at":1792000303861,"zh":"顺丰速运已揽收","en":"Collected by SF Express"},{"at":1791993103861,"zh":"杭州余杭 8 号仓已打包出库","en":"Packed at Warehouse 8, Hangzhou"},{"at":1791968263861,"zh":"对公转账已到账，等待仓库打包","en":"Payment received, waiting for the warehouse"},{"at":1791967903861,"zh":"订单已提交","en":"Order placed"}]', '上海市浦东新区张江路 500 号 12 楼', 'transfer', 458000, 22900, 0),
	('qinghe', 'QH-102931', 'C1006', 1790931103861, 'refunded', '[{"sku":"QH-KIDO","name":"儿童耳机 Kido","qty":1,"price":19900,"colour":"奶黄"}]', 19900, '{"zh":"顺丰速运","en":"SF Express"}', 'SF1400015110589', 1791201103861, '[{"at":1791525103861,"zh":"退款已原路退回","en":"Refund sent to the original payment method"},{"at":1791453103861,"zh":"退货已入库验收","en":"Return received and inspected"},{"at":1791193903861,"zh":"已签收，签收人：本人","en":"Delivered, received by the recipient"},{"at":1791179503861,"zh":"天河体育东营业点快递员正在派送","en":"Out for delivery from Tianhe East station"},{"at":1791067183861,"zh":"已到达广州白云中转场","en":"Arrived at Guangzhou Baiyun hub"},{"at":1790963503861,"zh":"顺丰速运已揽收","en":"Collected by SF Express"},{"at":1790956303861,"zh":"东莞虎门 2 号仓已打包出库","en":"Packed at Warehouse 2, Dongguan"},{"at":1790931463861,"zh":"付款成功，等待仓库打包","en":"Payment received, waiting for the warehouse"},{"at":1790931103861,"zh":"订单已提交","en":"Order placed"}]', '广东省广州市天河区体育东路 20 号 1506', 'wechat', 19900, 0, 0),
	('qinghe', 'QH-102640', 'C1010', 1790153503861, 'completed', '[{"sku":"QH-WT-S","name":"运动手表 Watch S","qty":1,"price":69900,"colour":"曜石黑"}]', 69900, '{"zh":"顺丰速运","en":"SF Express"}', 'SF1400012806160', 1790337103861, '[{"at":1790329903861,"zh":"已签收，签收人：本人","en":"Delivered, received by the recipient"},{"at":1790315503861,"zh":"雁塔小寨营业点快递员正在派送","en":"Out for delivery from Yanta Xiaozhai station"},{"at":1790250703861,"zh":"已到达西安灞桥中转场","en":"Arrived at Xi''an Baqiao hub"},{"at":1790185903861,"zh":"顺丰速运已揽收","en":"Collected by SF Express"},{"at":1790178703861,"zh":"成都双流 1 号仓已打包出库","en":"Packed at Warehouse 1, Chengdu"},{"at":1790153863861,"zh":"付款成功，等待仓库打包","en":"Payment received, waiting for the warehouse"},{"at":1790153503861,"zh":"订单已提交","en":"Order placed"}]', '陕西省西安市雁塔区小寨东路 3 号 1 单元 1804', 'huabei_6', 69900, 0, 0),
	('qinghe', 'QH-102588', 'C1004', 1789635103861, 'completed', '[{"sku":"QH-TWS-AIR2","name":"真无线耳机 Air 2","qty":1,"price":44900,"colour":"珍珠白"}]', 52900, '{"zh":"DHL","en":"DHL Express"}', '3012394372', 1790337103861, '[{"at":1790329903861,"zh":"已签收，签收人：本人","en":"Delivered, received by the recipient"},{"at":1790315503861,"zh":"柏林米特派送站快递员正在派送","en":"Out for delivery from Berlin Mitte station"},{"at":1790131183861,"zh":"已到达莱比锡转运中心，清关中","en":"Arrived at Leipzig hub, customs clearance"},{"at":1789866223861,"zh":"上海浦东已出口报关","en":"Export cleared at Shanghai Pudong"},{"at":1789667503861,"zh":"DHL已揽收","en":"Collected by DHL Express"},{"at":1789660303861,"zh":"杭州余杭 8 号仓已打包出库","en":"Packed at Warehouse 8, Hangzhou"},{"at":1789635463861,"zh":"付款成功，等待仓库打包","en":"Payment received, waiting for the warehouse"},{"at":1789635103861,"zh":"订单已提交","en":"Order placed"}]', 'Beispielstrasse 5, 10115 Berlin, Germany', 'paypal', 44900, 0, 8000),
	('qinghe', 'QH-102206', 'C1001', 1788252703861, 'completed', '[{"sku":"QH-SP-MINI","name":"便携音箱 Mini","qty":1,"price":19900,"colour":"湖青"}]', 19900, '{"zh":"顺丰速运","en":"SF Express"}', 'SF1400009369314', 1788436303861, '[{"at":1788429103861,"zh":"已签收，按备注放在家门口","en":"Delivered, left at the door as requested"},{"at":1788414703861,"zh":"余杭仓前营业点快递员正在派送","en":"Out for delivery from Yuhang Cangqian station"},{"at":1788349903861,"zh":"已到达杭州余杭集散点","en":"Arrived at Hangzhou Yuhang hub"},{"at":1788285103861,"zh":"顺丰速运已揽收","en":"Collected by SF Express"},{"at":1788277903861,"zh":"杭州余杭 8 号仓已打包出库","en":"Packed at Warehouse 8, Hangzhou"},{"at":1788253063861,"zh":"付款成功，等待仓库打包","en":"Payment received, waiting for the warehouse"},{"at":1788252703861,"zh":"订单已提交","en":"Order placed"}]', '浙江省杭州市余杭区仓前街道良睦路 1 号 3 幢 902', 'wechat', 19900, 0, 0),
	('qinghe', 'QH-101870', 'C1002', 1786351903861, 'completed', '[{"sku":"QH-CAR-45","name":"车载充电器 45W","qty":1,"price":7900,"colour":"黑"},{"sku":"QH-CB-CC","name":"100W 双 C 数据线","qty":1,"price":3900,"colour":"黑 1 米"}]', 11800, '{"zh":"中通快递","en":"ZTO Express"}', '755806708530', 1786535503861, '[{"at":1786528303861,"zh":"已签收，签收人：本人","en":"Delivered, received by the recipient"},{"at":1786513903861,"zh":"洪山珞喻路营业点快递员正在派送","en":"Out for delivery from Hongshan Luoyu Road station"},{"at":1786449103861,"zh":"已到达武汉东西湖中转场","en":"Arrived at Wuhan Dongxihu hub"},{"at":1786384303861,"zh":"中通快递已揽收","en":"Collected by ZTO Express"},{"at":1786377103861,"zh":"杭州余杭 8 号仓已打包出库","en":"Packed at Warehouse 8, Hangzhou"},{"at":1786352263861,"zh":"付款成功，等待仓库打包","en":"Payment received, waiting for the warehouse"},{"at":1786351903861,"zh":"订单已提交","en":"Order placed"}]', '湖北省武汉市洪山区珞喻路 12 号 5 栋 1203', 'wechat', 11800, 0, 0),
	('qinghe', 'QH-101680', 'C1015', 1785315103861, 'completed', '[{"sku":"QH-SP-MINI","name":"便携音箱 Mini","qty":1,"price":19900,"colour":"珊瑚橙"},{"sku":"QH-KIDO","name":"儿童耳机 Kido","qty":1,"price":19900,"colour":"天空蓝"},{"sku":"QH-CB-CC","name":"100W 双 C 数据线","qty":1,"price":3900,"colour":"黑 1 米"}]', 43700, '{"zh":"顺丰速运","en":"SF Express"}', 'SF1400005203920', 1785498703861, '[{"at":1785491503861,"zh":"已签收，签收人：front desk","en":"Delivered, received by front desk"},{"at":1785477103861,"zh":"静安南京西路营业点快递员正在派送","en":"Out for delivery from Jing''an Nanjing West Road station"},{"at":1785412303861,"zh":"已到达上海青浦中转场","en":"Arrived at Shanghai Qingpu hub"},{"at":1785347503861,"zh":"顺丰速运已揽收","en":"Collected by SF Express"},{"at":1785340303861,"zh":"杭州余杭 8 号仓已打包出库","en":"Packed at Warehouse 8, Hangzhou"},{"at":1785315463861,"zh":"付款成功，等待仓库打包","en":"Payment received, waiting for the warehouse"},{"at":1785315103861,"zh":"订单已提交","en":"Order placed"}]', '上海市静安区南京西路 1000 号 2201', 'credit_card', 43700, 0, 0),
	('qinghe', 'QH-101533', 'C1001', 1784105503861, 'completed', '[{"sku":"QH-WT-S","name":"运动手表 Watch S","qty":1,"price":69900,"colour":"月光银"},{"sku":"QH-ACC-STRAP","name":"Watch S 替换表带","qty":1,"price":5900,"colour":"雾蓝"}]', 75800, '{"zh":"顺丰速运","en":"SF Express"}', 'SF1400004039827', 1784289103861, '[{"at":1784281903861,"zh":"已签收，按备注放在家门口","en":"Delivered, left at the door as requested"},{"at":1784267503861,"zh":"余杭仓前营业点快递员正在派送","en":"Out for delivery from Yuhang Cangqian station"},{"at":1784202703861,"zh":"已到达杭州余杭集散点","en":"Arrived at Hangzhou Yuhang hub"},{"at":1784137903861,"zh":"顺丰速运已揽收","en":"Collected by SF Express"},{"at":1784130703861,"zh":"杭州余杭 8 号仓已打包出库","en":"Packed at Warehouse 8, Hangzhou"},{"at":1784105863861,"zh":"付款成功，等待仓库打包","en":"Payment received, waiting for the warehouse"},{"at":1784105503861,"zh":"订单已提交","en":"Order placed"}]', '浙江省杭州市余杭区仓前街道良睦路 1 号 3 幢 902', 'huabei_6', 75800, 0, 0),
	('qinghe', 'QH-101344', 'C1010', 1783241503861, 'completed', '[{"sku":"QH-KB-75","name":"机械键盘 K75","qty":1,"price":36900,"colour":"奶白红轴"}]', 35055, '{"zh":"顺丰速运","en":"SF Express"}', 'SF1400002543136', 1783425103861, '[{"at":1783417903861,"zh":"已签收，签收人：本人","en":"Delivered, received by the recipient"},{"at":1783403503861,"zh":"雁塔小寨营业点快递员正在派送","en":"Out for delivery from Yanta Xiaozhai station"},{"at":1783338703861,"zh":"已到达西安灞桥中转场","en":"Arrived at Xi''an Baqiao hub"},{"at":1783273903861,"zh":"顺丰速运已揽收","en":"Collected by SF Express"},{"at":1783266703861,"zh":"成都双流 1 号仓已打包出库","en":"Packed at Warehouse 1, Chengdu"},{"at":1783241863861,"zh":"付款成功，等待仓库打包","en":"Payment received, waiting for the warehouse"},{"at":1783241503861,"zh":"订单已提交","en":"Order placed"}]', '陕西省西安市雁塔区小寨东路 3 号 1 单元 1804', 'wechat', 36900, 1845, 0),
	('qinghe', 'QH-101215', 'C1005', 1782377503861, 'completed', '[{"sku":"QH-WT-S","name":"运动手表 Watch S","qty":1,"price":69900,"colour":"曜石黑"},{"sku":"QH-ACC-STRAP","name":"Watch S 替换表带","qty":1,"price":5900,"colour":"黑"}]', 75800, '{"zh":"顺丰速运","en":"SF Express"}', 'SF1400001521585', 1782561103861, '[{"at":1782553903861,"zh":"已签收，签收人：本人","en":"Delivered, received by the recipient"},{"at":1782539503861,"zh":"岳麓麓山营业点快递员正在派送","en":"Out for delivery from Yuelu Lushan station"},{"at":1782474703861,"zh":"已到达长沙望城中转场","en":"Arrived at Changsha Wangcheng hub"},{"at":1782409903861,"zh":"顺丰速运已揽收","en":"Collected by SF Express"},{"at":1782402703861,"zh":"东莞虎门 2 号仓已打包出库","en":"Packed at Warehouse 2, Dongguan"},{"at":1782377863861,"zh":"付款成功，等待仓库打包","en":"Payment received, waiting for the warehouse"},{"at":1782377503861,"zh":"订单已提交","en":"Order placed"}]', '湖南省长沙市岳麓区麓山南路 88 号 2 栋 704', 'wechat', 75800, 0, 0),
	('qinghe', 'QH-101102', 'C1001', 1781686303861, 'completed', '[{"sku":"QH-CH-100","name":"100W 桌面充电站","qty":1,"price":25900,"colour":"深空灰"},{"sku":"QH-CB-CC","name":"100W 双 C 数据线","qty":2,"price":3900,"colour":"黑 1 米"}]', 33700, '{"zh":"顺丰速运","en":"SF Express"}', 'SF1400000626738', 1781869903861, '[{"at":1781862703861,"zh":"已签收，按备注放在家门口","en":"Delivered, left at the door as requested"},{"at":1781848303861,"zh":"余杭仓前营业点快递员正在派送","en":"Out for delivery from Yuhang Cangqian station"},{"at":1781783503861,"zh":"已到达杭州余杭集散点","en":"Arrived at Hangzhou Yuhang hub"},{"at":1781718703861,"zh":"顺丰速运已揽收","en":"Collected by SF Express"},{"at":1781711503861,"zh":"杭州余杭 8 号仓已打包出库","en":"Packed at Warehouse 8, Hangzhou"},{"at":1781686663861,"zh":"付款成功，等待仓库打包","en":"Payment received, waiting for the warehouse"},{"at":1781686303861,"zh":"订单已提交","en":"Order placed"}]', '浙江省杭州市余杭区仓前街道良睦路 1 号 3 幢 902', 'wechat', 33700, 0, 0),
	('qinghe', 'QH-100877', 'C1001', 1777971103861, 'completed', '[{"sku":"QH-SP-BOOM","name":"户外音箱 Boom","qty":2,"price":79900,"colour":"军绿"}]', 159800, '{"zh":"顺丰速运","en":"SF Express"}', 'SF1400098844963', 1778154703861, '[{"at":1778147503861,"zh":"已签收，按备注放在家门口","en":"Delivered, left at the door as requested"},{"at":1778133103861,"zh":"余杭仓前营业点快递员正在派送","en":"Out for delivery from Yuhang Cangqian station"},{"at":1778068303861,"zh":"已到达杭州余杭集散点","en":"Arrived at Hangzhou Yuhang hub"},{"at":1778003503861,"zh":"顺丰速运已揽收","en":"Collected by SF Express"},{"at":1777996303861,"zh":"杭州余杭 8 号仓已打包出库","en":"Packed at Warehouse 8, Hangzhou"},{"at":1777971463861,"zh":"付款成功，等待仓库打包","en":"Payment received, waiting for the warehouse"},{"at":1777971103861,"zh":"订单已提交","en":"Order placed"}]', '浙江省杭州市余杭区仓前街道良睦路 1 号 3 幢 902', 'alipay', 159800, 0, 0),
	('qinghe', 'QH-100733', 'C1012', 1775897503861, 'completed', '[{"sku":"QH-HP-STU","name":"旗舰耳机 Studio","qty":1,"price":129900,"colour":"石墨灰"}]', 129900, '{"zh":"顺丰速运","en":"SF Express"}', 'SF1400097704627', 1776081103861, '[{"at":1776073903861,"zh":"已签收，签收人：本人","en":"Delivered, received by the recipient"},{"at":1776059503861,"zh":"南山科苑营业点快递员正在派送","en":"Out for delivery from Nanshan Keyuan station"},{"at":1775994703861,"zh":"已到达深圳宝安中转场","en":"Arrived at Shenzhen Bao''an hub"},{"at":1775929903861,"zh":"顺丰速运已揽收","en":"Collected by SF Express"},{"at":1775922703861,"zh":"东莞虎门 2 号仓已打包出库","en":"Packed at Warehouse 2, Dongguan"},{"at":1775897863861,"zh":"付款成功，等待仓库打包","en":"Payment received, waiting for the warehouse"},{"at":1775897503861,"zh":"订单已提交","en":"Order placed"}]', '广东省深圳市南山区科苑路 15 号 A 座 2103', 'alipay', 129900, 0, 0),
	('qinghe', 'QH-100640', 'C1001', 1774342303861, 'completed', '[{"sku":"QH-TWS-AIR2","name":"真无线耳机 Air 2","qty":1,"price":44900,"colour":"珍珠白"},{"sku":"QH-TWS-AIR2","name":"真无线耳机 Air 2","qty":1,"price":44900,"colour":"浅樱粉"}]', 89800, '{"zh":"顺丰速运","en":"SF Express"}', 'SF1400096968160', 1774525903861, '[{"at":1774518703861,"zh":"已签收，按备注放在家门口","en":"Delivered, left at the door as requested"},{"at":1774504303861,"zh":"余杭仓前营业点快递员正在派送","en":"Out for delivery from Yuhang Cangqian station"},{"at":1774439503861,"zh":"已到达杭州余杭集散点","en":"Arrived at Hangzhou Yuhang hub"},{"at":1774374703861,"zh":"顺丰速运已揽收","en":"Collected by SF Express"},{"at":1774367503861,"zh":"杭州余杭 8 号仓已打包出库","en":"Packed at Warehouse 8, Hangzhou"},{"at":1774342663861,"zh":"付款成功，等待仓库打包","en":"Payment received, waiting for the warehouse"},{"at":1774342303861,"zh":"订单已提交","en":"Order placed"}]', '浙江省杭州市余杭区仓前街道良睦路 1 号 3 幢 902', 'wechat', 89800, 0, 0),
	('qinghe', 'QH-100391', 'C1001', 1770108703861, 'completed', '[{"sku":"QH-KB-75","name":"机械键盘 K75","qty":1,"price":36900,"colour":"深灰静音红轴"},{"sku":"QH-MS-M2","name":"静音鼠标 M2","qty":1,"price":12900,"colour":"云灰"},{"sku":"QH-CB-CC","name":"100W 双 C 数据线","qty":1,"price":3900,"colour":"黑 2 米"}]', 53700, '{"zh":"顺丰速运","en":"SF Express"}', 'SF1400094996329', 1770292303861, '[{"at":1770285103861,"zh":"已签收，按备注放在家门口","en":"Delivered, left at the door as requested"},{"at":1770270703861,"zh":"余杭仓前营业点快递员正在派送","en":"Out for delivery from Yuhang Cangqian station"},{"at":1770205903861,"zh":"已到达杭州余杭集散点","en":"Arrived at Hangzhou Yuhang hub"},{"at":1770141103861,"zh":"顺丰速运已揽收","en":"Collected by SF Express"},{"at":1770133903861,"zh":"杭州余杭 8 号仓已打包出库","en":"Packed at Warehouse 8, Hangzhou"},{"at":1770109063861,"zh":"付款成功，等待仓库打包","en":"Payment received, waiting for the warehouse"},{"at":1770108703861,"zh":"订单已提交","en":"Order placed"}]', '浙江省杭州市余杭区仓前街道良睦路 1 号 3 幢 902', 'alipay', 53700, 0, 0),
	('qinghe', 'QH-100158', 'C1001', 1766134303861, 'completed', '[{"sku":"QH-SP-BAR","name":"桌面回音壁 Bar","qty":1,"price":59900,"colour":"曜石黑"},{"sku":"QH-SP-ONE","name":"智能音箱 One","qty":1,"price":39900,"colour":"云灰"}]', 99800, '{"zh":"顺丰速运","en":"SF Express"}', 'SF1400093151202', 1766317903861, '[{"at":1766310703861,"zh":"已签收，按备注放在家门口","en":"Delivered, left at the door as requested"},{"at":1766296303861,"zh":"余杭仓前营业点快递员正在派送","en":"Out for delivery from Yuhang Cangqian station"},{"at":1766231503861,"zh":"已到达杭州余杭集散点","en":"Arrived at Hangzhou Yuhang hub"},{"at":1766166703861,"zh":"顺丰速运已揽收","en":"Collected by SF Express"},{"at":1766159503861,"zh":"杭州余杭 8 号仓已打包出库","en":"Packed at Warehouse 8, Hangzhou"},{"at":1766134663861,"zh":"付款成功，等待仓库打包","en":"Payment received, waiting for the warehouse"},{"at":1766134303861,"zh":"订单已提交","en":"Order placed"}]', '浙江省杭州市余杭区仓前街道良睦路 1 号 3 幢 902', 'wechat', 99800, 0, 0);
INSERT INTO shop_product VALUES
	('qinghe', 'QH-HP-PRO', '{"zh":"降噪耳机 Pro","en":"Noise-Cancelling Headphones Pro"}', 'headphones', 89900, 'headphones', 12, '{"zh":"自适应降噪，40 小时续航，同时连两台设备，戴眼镜也不压。","en":"Adaptive noise cancelling, 40 hours of battery, two devices at once, comfortable with glasses."}', '{"zh":["Pro","头戴 Pro","降噪 Pro","大耳机","降噪耳机"],"en":["Pro","ANC Pro","over-ear Pro"]}', '["曜石黑","米白","湖青"]', '{"降噪":"最大 42 dB，自适应","续航":"40 小时（开降噪 30 小时）","快充":"充 10 分钟听 5 小时","重量":"254 g","蓝牙":"5.3，SBC / AAC / LDAC","双设备":"支持","有线":"3.5 mm","防水":"不防水"}'),
	('qinghe', 'QH-HP-STU', '{"zh":"旗舰耳机 Studio","en":"Studio Flagship Headphones"}', 'headphones', 129900, 'headphones', 12, '{"zh":"40 mm 铍膜单元，USB-C 无损直听，真皮耳罩，送硬壳收纳盒。","en":"40 mm beryllium drivers, lossless over USB-C, leather pads, hard case included."}', '{"zh":["Studio","旗舰款","录音室耳机"],"en":["Studio","flagship headphones"]}', '["石墨灰","香槟金"]', '{"降噪":"最大 46 dB，自适应","续航":"50 小时（开降噪 36 小时）","快充":"充 10 分钟听 6 小时","重量":"289 g","蓝牙":"5.4，SBC / AAC / LDAC / LC3","双设备":"支持","有线":"3.5 mm 与 USB-C 无损","防水":"不防水"}'),
	('qinghe', 'QH-HP-LITE', '{"zh":"头戴耳机 Lite","en":"Lite Headphones"}', 'headphones', 39900, 'headphones', 12, '{"zh":"198 克轻得忘了戴，60 小时续航，学生和网课首选。","en":"198 g and 60 hours of battery - made for lectures and long days."}', '{"zh":["Lite","入门头戴","便宜的那款头戴"],"en":["Lite","budget over-ear"]}', '["曜石黑","云灰"]', '{"降噪":"无主动降噪","续航":"60 小时","快充":"充 10 分钟听 6 小时","重量":"198 g","蓝牙":"5.3，SBC / AAC","双设备":"支持","有线":"3.5 mm","防水":"不防水"}'),
	('qinghe', 'QH-TWS-AIR', '{"zh":"真无线耳机 Air","en":"Air True Wireless Earbuds"}', 'headphones', 29900, 'headphones', 12, '{"zh":"小巧轻便，配盒 24 小时，第一副真无线的好选择。","en":"Small, light, 24 hours with the case: a good first pair of true wireless earbuds."}', '{"zh":["Air","Air 一代","小白豆","入耳 Air"],"en":["Air","Air 1","first Air earbuds"]}', '["珍珠白","曜石黑"]', '{"降噪":"通话降噪，无主动降噪","续航":"单次 6 小时，配盒 24 小时","重量":"单只 4.2 g","蓝牙":"5.2，SBC / AAC","双设备":"不支持","充电":"USB-C","防水":"IPX4"}'),
	('qinghe', 'QH-TWS-AIR2', '{"zh":"真无线耳机 Air 2","en":"Air 2 True Wireless Earbuds"}', 'headphones', 44900, 'headphones', 12, '{"zh":"35 dB 降噪的小个子，双设备连接，盒子支持无线充。","en":"35 dB noise cancelling in a small pair, two devices at once, wireless-charging case."}', '{"zh":["Air2","Air 二代","降噪豆","新款 Air"],"en":["Air2","Air second generation","ANC earbuds"]}', '["珍珠白","曜石黑","浅樱粉"]', '{"降噪":"最大 35 dB","续航":"单次 7 小时，配盒 30 小时（开降噪 24 小时）","重量":"单只 4.6 g","蓝牙":"5.3，SBC / AAC / LDAC","双设备":"支持","充电":"USB-C 与无线","防水":"IPX4"}'),
	('qinghe', 'QH-RUN', '{"zh":"开放式运动耳机 Run","en":"Run Open-Ear Sport Headphones"}', 'headphones', 36900, 'headphones', 12, '{"zh":"不入耳，听得见车声，出汗淋雨都不怕，跑步骑车用它。","en":"Nothing in the ear, traffic stays audible, sweat and rain are fine."}', '{"zh":["Run","跑步耳机","挂脖运动耳机","不入耳的那款"],"en":["Run","running headphones","open-ear"]}', '["夜跑黑","荧光绿"]', '{"降噪":"无（开放式）","续航":"10 小时","快充":"充 5 分钟听 1.5 小时","重量":"28 g","蓝牙":"5.3，SBC / AAC","双设备":"支持","充电":"磁吸","防水":"IP67"}'),
	('qinghe', 'QH-GAME-G1', '{"zh":"游戏耳机 G1","en":"G1 Gaming Headset"}', 'headphones', 49900, 'headphones', 12, '{"zh":"2.4G 低延迟，可拆麦克风，PS5、Switch、电脑通用。","en":"Low-latency 2.4 GHz, detachable mic, for PC, PS5 and Switch."}', '{"zh":["G1","电竞耳机","打游戏的耳机"],"en":["G1","gaming headset"]}', '["曜石黑"]', '{"连接":"2.4G 接收器（约 18 ms）/ 蓝牙 5.2 / 3.5 mm","续航":"45 小时","重量":"276 g","麦克风":"可拆，指向性","平台":"Windows / macOS / PS5 / Switch","防水":"不防水"}'),
	('qinghe', 'QH-KIDO', '{"zh":"儿童耳机 Kido","en":"Kido Headphones for Children"}', 'headphones', 19900, 'headphones', 12, '{"zh":"85 分贝音量上限，可折叠可水洗耳罩，网课护耳朵。","en":"Volume limited to 85 dB, foldable, washable ear pads."}', '{"zh":["Kido","小孩耳机","网课耳机"],"en":["Kido","kids headphones"]}', '["天空蓝","奶黄"]', '{"音量上限":"85 dB","续航":"30 小时","重量":"148 g","蓝牙":"5.2","有线":"3.5 mm，可两人共听","适合年龄":"4-12 岁","防水":"不防水"}'),
	('qinghe', 'QH-WIRED-C1', '{"zh":"有线耳机 C1","en":"C1 Wired Earphones"}', 'headphones', 8900, 'headphones', 12, '{"zh":"USB-C 即插即用，不用充电，备一条不怕没电。","en":"USB-C, plug in and listen, nothing to charge."}', '{"zh":["C1","Type-C 耳机","有线的那个"],"en":["C1","USB-C earphones"]}', '["银灰"]', '{"接口":"USB-C（内置解码）","线长":"1.2 m","线控":"三键带麦","重量":"16 g"}'),
	('qinghe', 'QH-CH-30', '{"zh":"30W 小方充电器","en":"30W Mini Charger"}', 'charging', 6900, 'zap', 18, '{"zh":"拇指大小，手机平板都能快充。","en":"Thumb-sized fast charger for phones and tablets."}', '{"zh":["30W","小方","小充电头"],"en":["30W","mini charger"]}', '["白","黑"]', '{"输出":"单 USB-C 30W（PD 3.0）","输入":"100-240V 50/60Hz","插脚":"国标可折叠","重量":"41 g"}'),
	('qinghe', 'QH-CH-65', '{"zh":"65W 氮化镓充电器","en":"65W GaN Charger"}', 'charging', 12900, 'zap', 18, '{"zh":"一个头带走电脑和手机，2C1A 三口。","en":"One plug for laptop and phone, two USB-C and one USB-A."}', '{"zh":["65W","65 瓦充电头","氮化镓","充电器 65W"],"en":["65W","GaN charger","65 watt"]}', '["白","黑"]', '{"输出":"2C1A，单口最高 65W；双口 45W + 20W；三口 45W + 10W + 10W","输入":"100-240V 50/60Hz","插脚":"国标可折叠","重量":"108 g","协议":"PD 3.0 / PPS / QC 3.0"}'),
	('qinghe', 'QH-CH-100', '{"zh":"100W 桌面充电站","en":"100W Desktop Charging Station"}', 'charging', 25900, 'zap', 18, '{"zh":"桌面四口，带功率显示，电脑手机耳机一起充。","en":"Four ports with a power display for the whole desk."}', '{"zh":["100W","桌面充","充电站"],"en":["100W","charging station","desktop charger"]}', '["深空灰"]', '{"输出":"3C1A，单口最高 100W；四口 65W + 20W + 7.5W + 7.5W","输入":"100-240V 50/60Hz，电源线 1.5 m","显示":"功率小屏","重量":"318 g"}'),
	('qinghe', 'QH-PB-10K', '{"zh":"移动电源 10000","en":"Power Bank 10000"}', 'charging', 14900, 'battery', 18, '{"zh":"37 Wh 可登机，机身印 3C 标志，手机能充约两次。","en":"37 Wh, fine for flights, CCC-marked, about two phone charges."}', '{"zh":["一万毫安","1万充电宝","小充电宝"],"en":["10000 mAh","small power bank"]}', '["白","雾蓝"]', '{"电芯容量":"10000 mAh / 37 Wh","额定容量":"5800 mAh","输出":"22.5W（C 口 / A 口）","输入":"18W，约 3 小时充满","认证":"3C","重量":"212 g"}'),
	('qinghe', 'QH-PB-20K', '{"zh":"移动电源 20000","en":"Power Bank 20000"}', 'charging', 23900, 'battery', 18, '{"zh":"65W 能给笔记本续命，74 Wh 可登机，数显电量。","en":"65 W for laptops, 74 Wh (allowed on flights), digital gauge."}', '{"zh":["两万毫安","2万充电宝","大充电宝"],"en":["20000 mAh","big power bank"]}', '["深空灰"]', '{"电芯容量":"20000 mAh / 74 Wh","额定容量":"11800 mAh","输出":"单 C 口 65W，三口 2C1A","输入":"45W，约 2.5 小时充满","认证":"3C","重量":"398 g"}'),
	('qinghe', 'QH-MAG-15', '{"zh":"磁吸无线充 15W","en":"15W Magnetic Wireless Charger"}', 'charging', 11900, 'zap', 18, '{"zh":"一吸就充，Air 2 的盒子也能放上去。","en":"Snap on and charge; takes the Air 2 case too."}', '{"zh":["磁吸充","无线充","无线充电板"],"en":["magnetic charger","wireless pad"]}', '["白"]', '{"输出":"15W / 10W / 7.5W / 5W","供电":"需 20W 以上 PD 充电头（另购）","线长":"1.5 m","适用":"磁吸手机；Air 2 充电盒 5W"}'),
	('qinghe', 'QH-CAR-45', '{"zh":"车载充电器 45W","en":"45W Car Charger"}', 'charging', 7900, 'zap', 18, '{"zh":"轿车货车通用，导航时也充得快。","en":"For 12 V and 24 V vehicles, fast even while navigating."}', '{"zh":["车充","点烟器充电器"],"en":["car charger"]}', '["黑"]', '{"输出":"C 口 30W + A 口 15W","输入":"12-24V","材质":"全金属","重量":"36 g"}'),
	('qinghe', 'QH-SP-MINI', '{"zh":"便携音箱 Mini","en":"Mini Portable Speaker"}', 'speakers', 19900, 'speaker', 12, '{"zh":"巴掌大，IPX7 防水，浴室和露营都能带。","en":"Palm-sized, IPX7 waterproof, for the bathroom or the campsite."}', '{"zh":["Mini","小音箱","浴室音箱"],"en":["Mini","small speaker"]}', '["湖青","珊瑚橙","曜石黑"]', '{"功率":"5W","续航":"12 小时","防水":"IPX7","蓝牙":"5.3","立体声":"两台可组","重量":"260 g"}'),
	('qinghe', 'QH-SP-ONE', '{"zh":"智能音箱 One","en":"One Smart Speaker"}', 'speakers', 39900, 'speaker', 12, '{"zh":"喊一声「小青小青」就放歌，麦克风有物理开关。","en":"Voice control with a physical microphone switch."}', '{"zh":["One","智能音响","语音音箱"],"en":["One","smart speaker"]}', '["云灰","曜石黑"]', '{"功率":"20W","网络":"2.4 GHz 与 5 GHz Wi-Fi","供电":"插电使用","唤醒词":"小青小青","麦克风":"4 个，可物理关闭","立体声":"两台可组"}'),
	('qinghe', 'QH-SP-BAR', '{"zh":"桌面回音壁 Bar","en":"Bar Desktop Soundbar"}', 'speakers', 59900, 'speaker', 12, '{"zh":"放显示器下面正好，电影对白清楚。","en":"Fits under the monitor, clear dialogue."}', '{"zh":["Bar","回音壁","电脑音箱"],"en":["Bar","soundbar","PC speaker"]}', '["曜石黑"]', '{"功率":"30W","连接":"USB-C / HDMI ARC / 光纤 / 蓝牙 5.3","长度":"48 cm","供电":"插电使用"}'),
	('qinghe', 'QH-SP-BOOM', '{"zh":"户外音箱 Boom","en":"Boom Outdoor Speaker"}', 'speakers', 79900, 'speaker', 12, '{"zh":"40 瓦大声量，24 小时续航，还能给手机充电。","en":"40 W, 24 hours, IP67, and it charges your phone."}', '{"zh":["Boom","广场舞音箱","大音箱","露营音箱"],"en":["Boom","party speaker","outdoor speaker"]}', '["曜石黑","军绿"]', '{"功率":"40W","续航":"24 小时","防水":"IP67","蓝牙":"5.3","反向充电":"10W","立体声":"两台可组","重量":"1.9 kg"}'),
	('qinghe', 'QH-CB-CC', '{"zh":"100W 双 C 数据线","en":"100W USB-C Cable"}', 'accessories', 3900, 'cable', 18, '{"zh":"带 E-Marker 芯片，电脑手机通用。","en":"E-marked 5 A cable for laptops and phones."}', '{"zh":["双C线","CtoC","100W 线"],"en":["C to C cable","USB-C cable"]}', '["黑 1 米","黑 2 米"]', '{"功率":"100W（5A，E-Marker）","数据":"USB 2.0 480 Mbps","材质":"编织"}'),
	('qinghe', 'QH-CB-CL', '{"zh":"C 转 Lightning 快充线","en":"USB-C to Lightning Cable"}', 'accessories', 4900, 'cable', 18, '{"zh":"老款 iPhone 快充用它，MFi 认证。","en":"MFi-certified fast charging for older iPhones."}', '{"zh":["苹果线","闪电线","老款苹果充电线"],"en":["Lightning cable","iPhone cable"]}', '["白 1.2 米"]', '{"功率":"27W","数据":"480 Mbps","认证":"MFi"}'),
	('qinghe', 'QH-HUB-7', '{"zh":"七合一扩展坞","en":"7-in-1 USB-C Hub"}', 'accessories', 22900, 'cable', 12, '{"zh":"4K60 输出，边充边用，MacBook 和轻薄本都合适。","en":"4K60 output with 100 W pass-through for thin laptops."}', '{"zh":["扩展坞","拓展坞","转接器"],"en":["hub","dock","dongle"]}', '["深空灰"]', '{"接口":"HDMI 4K60 / 3×USB-A 5Gbps / SD / TF / USB-C PD 100W 直通","供电":"建议接 65W 以上充电器","系统":"Windows / macOS / iPadOS"}'),
	('qinghe', 'QH-KB-75', '{"zh":"机械键盘 K75","en":"K75 Mechanical Keyboard"}', 'accessories', 36900, 'keyboard', 12, '{"zh":"三模连接，轴体可热插拔，办公室请选静音红轴。","en":"Three ways to connect, hot-swappable; pick silent red for the office."}', '{"zh":["K75","键盘","机械键盘"],"en":["K75","mechanical keyboard"]}', '["奶白茶轴","奶白红轴","深灰静音红轴"]', '{"配列":"75%，82 键","连接":"有线 / 2.4G / 蓝牙 5.1 三台","热插拔":"支持","续航":"关灯 200 小时","系统":"Windows / macOS"}'),
	('qinghe', 'QH-MS-M2', '{"zh":"静音鼠标 M2","en":"M2 Silent Mouse"}', 'accessories', 12900, 'mouse', 12, '{"zh":"按键几乎没声，一节电池用一年。","en":"Nearly silent clicks, a year on one AA battery."}', '{"zh":["M2","鼠标","无线鼠标"],"en":["M2","wireless mouse"]}', '["云灰","曜石黑"]', '{"连接":"2.4G / 蓝牙 5.1","DPI":"800 / 1600 / 2400","供电":"一节 5 号电池，约 12 个月","重量":"78 g"}'),
	('qinghe', 'QH-WT-S', '{"zh":"运动手表 Watch S","en":"Watch S Sports Watch"}', 'accessories', 69900, 'watch', 12, '{"zh":"双频定位，12 天续航，游泳可戴。","en":"Dual-band GPS, 12 days of battery, swim-proof."}', '{"zh":["Watch S","手表","智能手表"],"en":["Watch S","smartwatch"]}', '["曜石黑","月光银"]', '{"续航":"典型 12 天，GPS 连续 20 小时","防水":"5ATM","定位":"双频 GPS / 北斗","屏幕":"1.43 英寸 AMOLED","系统":"Android 8 / iOS 13 以上"}'),
	('qinghe', 'QH-ACC-TIP', '{"zh":"硅胶耳塞套装","en":"Silicone Ear Tip Set"}', 'accessories', 2900, 'package', 3, '{"zh":"四个尺码各一对，戴不稳先换它。","en":"One pair each in four sizes."}', '{"zh":["耳塞","耳帽","耳机套"],"en":["ear tips","silicone tips"]}', '["白 四码","黑 四码"]', '{"适用":"Air / Air 2","尺码":"XS / S / M / L 各一对"}'),
	('qinghe', 'QH-ACC-PAD', '{"zh":"Pro 替换耳罩","en":"Replacement Ear Pads for Pro"}', 'accessories', 9900, 'package', 3, '{"zh":"一对装，卡扣式，一分钟换好。","en":"A pair, click-on, changed in a minute."}', '{"zh":["耳罩","耳机海绵套","耳棉"],"en":["ear pads","ear cushions"]}', '["曜石黑","米白","湖青"]', '{"适用":"降噪耳机 Pro","材质":"蛋白皮记忆棉","安装":"卡扣，徒手可换"}'),
	('qinghe', 'QH-ACC-CASE', '{"zh":"头戴耳机收纳盒","en":"Headphone Hard Case"}', 'accessories', 5900, 'package', 3, '{"zh":"硬壳抗压，放箱子里不怕挤。","en":"Hard shell for the suitcase."}', '{"zh":["收纳盒","耳机包","硬壳包"],"en":["case","hard case"]}', '["深灰"]', '{"适用":"Pro / Studio / Lite","材质":"EVA 硬壳","重量":"190 g"}'),
	('qinghe', 'QH-ACC-STRAP', '{"zh":"Watch S 替换表带","en":"Watch S Strap"}', 'accessories', 5900, 'watch', 3, '{"zh":"22 mm 快拆，不沾汗。","en":"22 mm quick release, sweat-proof."}', '{"zh":["表带","手表带"],"en":["strap","watch band"]}', '["黑","橄榄绿","雾蓝"]', '{"适用":"Watch S（22 mm 快拆）","材质":"氟橡胶"}'),
	('qinghe', 'QH-TRAVEL', '{"zh":"全球旅行转换插头","en":"World Travel Adapter"}', 'accessories', 9900, 'package', 18, '{"zh":"四种插脚一个搞定，自带 20W 快充口。","en":"UK, EU, US and AU pins in one, with a 20 W USB port."}', '{"zh":["转换插头","旅行插头","出国插头"],"en":["travel adapter","plug adapter"]}', '["白"]', '{"插脚":"英标 / 欧标 / 美标 / 澳标","自带输出":"1C1A 20W","功率上限":"2000W（230V）","说明":"只转插脚，不变压"}');
INSERT INTO shop_site VALUES
	('qinghe', 'qinghe', 'jMxeFhPn8eWbWKrZuJqz26ZMjNqz9uuy877E2enJgFE');
ALTER TABLE ONLY agent
    ADD CONSTRAINT agent_pkey PRIMARY KEY (tenant, id);
ALTER TABLE ONLY alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY article
    ADD CONSTRAINT article_pkey PRIMARY KEY (tenant, id);
ALTER TABLE ONLY article
    ADD CONSTRAINT article_tenant_slug_language_key UNIQUE (tenant, slug, language);
ALTER TABLE ONLY article_version
    ADD CONSTRAINT article_version_pkey PRIMARY KEY (tenant, article, number);
ALTER TABLE ONLY attachment
    ADD CONSTRAINT attachment_pkey PRIMARY KEY (tenant, id);
ALTER TABLE ONLY bot_turn
    ADD CONSTRAINT bot_turn_pkey PRIMARY KEY (tenant, conversation, seq);
ALTER TABLE ONLY business
    ADD CONSTRAINT business_pkey PRIMARY KEY (tenant);
ALTER TABLE ONLY canned
    ADD CONSTRAINT canned_pkey PRIMARY KEY (tenant, id);
ALTER TABLE ONLY contact
    ADD CONSTRAINT contact_pkey PRIMARY KEY (tenant, id);
ALTER TABLE ONLY conversation
    ADD CONSTRAINT conversation_pkey PRIMARY KEY (tenant, id);
ALTER TABLE ONLY entry
    ADD CONSTRAINT entry_pkey PRIMARY KEY (tenant, conversation, seq);
ALTER TABLE ONLY entry
    ADD CONSTRAINT entry_tenant_conversation_client_id_key UNIQUE (tenant, conversation, client_id);
ALTER TABLE ONLY event
    ADD CONSTRAINT event_pkey PRIMARY KEY (tenant, id);
ALTER TABLE ONLY flow_input
    ADD CONSTRAINT flow_input_pkey PRIMARY KEY (tenant, run, number);
ALTER TABLE ONLY flow_run
    ADD CONSTRAINT flow_run_pkey PRIMARY KEY (tenant, conversation);
ALTER TABLE ONLY identity
    ADD CONSTRAINT identity_pkey PRIMARY KEY (tenant, channel, external);
ALTER TABLE ONLY inbox
    ADD CONSTRAINT inbox_pkey PRIMARY KEY (tenant, id);
ALTER TABLE ONLY inbox_secret
    ADD CONSTRAINT inbox_secret_pkey PRIMARY KEY (tenant, inbox);
ALTER TABLE ONLY knowledge_import
    ADD CONSTRAINT knowledge_import_pkey PRIMARY KEY (tenant, id);
ALTER TABLE ONLY login
    ADD CONSTRAINT login_pkey PRIMARY KEY (tenant, agent);
ALTER TABLE ONLY page_view
    ADD CONSTRAINT page_view_pkey PRIMARY KEY (tenant, contact, id);
ALTER TABLE ONLY presence
    ADD CONSTRAINT presence_pkey PRIMARY KEY (tenant, agent);
ALTER TABLE ONLY reaction
    ADD CONSTRAINT reaction_pkey PRIMARY KEY (tenant, event, name);
ALTER TABLE ONLY session
    ADD CONSTRAINT session_pkey PRIMARY KEY (tenant, id);
ALTER TABLE ONLY shop_customer
    ADD CONSTRAINT shop_customer_pkey PRIMARY KEY (tenant, id);
ALTER TABLE ONLY shop_order
    ADD CONSTRAINT shop_order_pkey PRIMARY KEY (tenant, id);
ALTER TABLE ONLY shop_product
    ADD CONSTRAINT shop_product_pkey PRIMARY KEY (tenant, sku);
ALTER TABLE ONLY shop_return
    ADD CONSTRAINT shop_return_pkey PRIMARY KEY (tenant, id);
ALTER TABLE ONLY shop_return
    ADD CONSTRAINT shop_return_tenant_once_key_key UNIQUE (tenant, once_key);
ALTER TABLE ONLY shop_site
    ADD CONSTRAINT shop_site_pkey PRIMARY KEY (tenant);
ALTER TABLE ONLY suggested
    ADD CONSTRAINT suggested_pkey PRIMARY KEY (tenant, id);
ALTER TABLE ONLY throttle
    ADD CONSTRAINT throttle_pkey PRIMARY KEY (tenant, name);
CREATE UNIQUE INDEX agent_email ON agent USING btree (email);
CREATE INDEX article_live_at ON article USING btree (live_at);
CREATE INDEX canned_short ON canned USING btree (tenant, short);
CREATE INDEX contact_merged ON contact USING btree (tenant, merged_into) WHERE (merged_into <> ''::text);
CREATE INDEX conversation_contact ON conversation USING btree (tenant, contact, opened_at, id);
CREATE INDEX conversation_held ON conversation USING btree (tenant, assignee) WHERE ((handler = 'agent'::text) AND (status = 'open'::text));
CREATE UNIQUE INDEX conversation_number ON conversation USING btree (tenant, number);
CREATE INDEX conversation_of ON conversation USING btree (tenant, inbox, contact, opened_at, id);
CREATE UNIQUE INDEX conversation_one_open ON conversation USING btree (tenant, inbox, contact) WHERE (status = 'open'::text);
CREATE INDEX conversation_queue ON conversation USING btree (tenant, priority DESC, queued_at, id) WHERE ((handler = 'queue'::text) AND (status = 'open'::text));
CREATE INDEX conversation_touched ON conversation USING btree (tenant, status, updated_at, id);
CREATE INDEX conversation_whose ON conversation USING btree (tenant, assignee, status, updated_at, id);
CREATE INDEX identity_contact ON identity USING btree (tenant, contact);
CREATE UNIQUE INDEX inbox_public_key ON inbox USING btree (public_key);
CREATE INDEX session_agent ON session USING btree (tenant, agent);
CREATE INDEX shop_order_customer ON shop_order USING btree (tenant, customer, ordered_at);
CREATE INDEX shop_return_order ON shop_return USING btree (tenant, order_id);
CREATE INDEX throttle_at ON throttle USING btree (tenant, at);
