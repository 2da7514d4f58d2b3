# ruff: noqa: E501 - tables of words
"""What English words have in common: the forms of a word, and words that mean much the same in service talk.

A stem cannot know that *stole* is *steal*, nor a few phrasings that *reimburse* is *refund*. Both tables are of the general
language of service, none of any data set's; what they bring is measured in docs/understanding.md.
"""

import re
from functools import lru_cache

FAMILIES = (
    "be am is are was were been being|have has had having|do does did done doing|go goes went gone going|get gets got gotten getting|take takes took taken taking|make makes made making|"
    "give gives gave given giving|send sends sent sending|buy buys bought buying|sell sells sold selling sale sales|lose loses lost losing loss|find finds found finding|think thinks thought|tell tells told telling|"
    "say says said saying|see sees saw seen seeing|come comes came coming|know knows knew known|keep keeps kept keeping|leave leaves left leaving|put puts putting|set sets setting|steal steals stole stolen stealing|"
    "withdraw withdraws withdrew withdrawn withdrawing withdrawal withdrawals|write writes wrote written writing|break breaks broke broken breaking breakage|choose chooses chose chosen choosing choice|forget forgets forgot forgotten forgetting|"
    "begin begins began begun beginning|bring brings brought bringing|spend spends spent spending|speak speaks spoke spoken speaking|eat eats ate eaten eating|drive drives drove driven driving driver|fly flies flew flown flying flight flights|"
    "feel feels felt feeling|hold holds held holding|meet meets met meeting meetings|mean means meant meaning|run runs ran running|understand understands understood|wear wears wore worn|win wins won winning|swallow swallows swallowed swallowing|"
    "freeze freezes froze frozen freezing|deny denies denied denying denial|apply applies applied applying application applications|decline declines declined declining|verify verifies verified verifying verification|identify identifies identified identity identification|"
    "receive receives received receiving receipt receipts|deliver delivers delivered delivering delivery deliveries|transfer transfers transferred transferring|refund refunds refunded refunding|cancel cancels canceled cancelled canceling cancelling cancellation|"
    "change changes changed changing|charge charges charged charging|activate activates activated activating activation active|expire expires expired expiring expiration expiry|convert converts converted converting conversion|exchange exchanges exchanged exchanging|"
    "arrive arrives arrived arriving arrival|order orders ordered ordering|pay pays paid paying payment payments|child children|person people persons|man men|woman women|foot feet|tooth teeth|mouse mice|day days daily|good better best|bad worse worst|more most|"
    "use uses used using usage|try tries tried trying|explain explains explained explanation|suspend suspends suspended suspension|register registers registered registration|translate translates translated translation|schedule schedules scheduled scheduling|"
    "recommend recommends recommended recommendation recommendations|suggest suggests suggested suggestion suggestions|reserve reserves reserved reservation reservations|bill bills billed billing|spell spells spelled spelt spelling|define defines defined definition|"
    "calculate calculates calculated calculation|insure insured insurance|direct directs directions direction|need needs needed needing|want wants wanted wanting|wait waits waited waiting|top tops topped topping|link links linked linking|show shows showed shown showing|"
    "allow allows allowed allowing|work works worked working|happen happens happened happening|help helps helped helping|revert reverts reverted reverting reverse reversed reversal|compromise compromised compromising|subscribe subscribes subscribed subscription unsubscribe|"
    "grow grows grew grown growing growth|fall falls fell fallen falling|rise rises rose risen rising|catch catches caught catching|teach teaches taught teaching|learn learns learnt learned learning|read reads reading|ring rings rang rung ringing|"
    "sing sings sang sung singing|drink drinks drank drunk drinking|sleep sleeps slept sleeping|wake wakes woke woken waking|throw throws threw thrown|draw draws drew drawn|hear hears heard hearing|hurt hurts hurting|hit hits hitting|cut cuts cutting|"
    "shut shuts shutting|let lets letting|quit quits quitting|cost costs costing|build builds built building|burn burns burnt burned|light lights lit|ride rides rode ridden|hide hides hid hidden|rent rents rented rental|stick sticks stuck|stand stands stood standing|"
    "sit sits sat sitting|win wins won winner|fit fits fitted fitting|ship ships shipped shipping shipment shipments|track tracks tracked tracking|return returns returned returning|replace replaces replaced replacing replacement replacements|"
    "complain complains complained complaint complaints|install installs installed installation|locate locates located location locations|inform informs informed information|confirm confirms confirmed confirmation|inquire inquiry enquire enquiry|"
    "connect connects connected connecting connection|cover covers covered coverage|renew renews renewed renewal|treat treats treated treatment|prescribe prescribed prescription prescriptions|appoint appointment appointments|fail fails failed failing failure|"
    "succeed succeeded success successful successfully|correct corrects corrected correction correctly|duplicate duplicates duplicated|deduct deducts deducted deduction|authorise authorize authorised authorized authorisation authorization|"
    "recognise recognize recognised recognized|secure security securely|safe safely safety|limit limits limited|require requires required requirement requirements|operate operates operating operation|offer offers offered offering|accept accepts accepted acceptance acceptable|"
    "add adds added adding addition additional|pend pending|complete completes completed completion|process processes processed processing|store stores|decrease decreases decreased|increase increases increased|lock locks locked|block blocks blocked|"
    "remember remembers remembered reminder remind reminders reminds|invite invites invited invitation|arrange arranged arrangement|assist assists assisted assistance|advise advice|believe belief|live lives lived living|die dies died dead death|long length|wide width|high height|"
    "translate translation|describe description|cook cooks cooked cooking|clean cleans cleaned cleaning|play plays played playing|watch watches watched watching|travel travels traveled travelled traveling travelling|open opens opened opening|close closes closed closing"
)
"""Forms of one word, the word itself first."""

MEANINGS = (
    "refund reimburse reimbursement repay|cancel abort stop terminate undo revert call_off|lose missing misplaced mislaid gone vanished disappear disappeared|steal theft thief rob robbed|arrive come get receive deliver show_up|wrong incorrect mistake mistaken error inaccurate|"
    "fee charge cost commission surcharge|price cost worth|deposit topup top_up load_money|buy purchase shopping acquire|pin passcode password code|account profile login|fast quick quickly asap urgent urgently soon|slow delay delayed late long overdue|"
    "change modify edit update alter amend adjust|begin start open create set up launch|close delete remove terminate deactivate|able allow possible permit permitted can|fail decline reject deny refuse unsuccessful bounce bounced|money fund funds cash|"
    "recognise familiar know aware|twice double duplicate two again|country countries abroad overseas foreign international travel|extra additional unexpected hidden|show appear visible display see|wait pending process hold|age old young minimum|limit maximum restriction cap restrict|"
    "phone mobile cell cellphone smartphone telephone|verify confirm prove identify authenticate validate proof|rate ratio percentage|why reason cause|break damage damaged work faulty defective malfunction|location place where address|merchant seller store shop retailer vendor|"
    "transaction pay purchase|mom mother mum dad father parents|tell inform say let_know|song music tune track playlist|meet appointment event calendar|alarm timer|car vehicle auto automobile|cook make prepare recipe|food meal dish cuisine|job work profession occupation|"
    "vacation holiday pto leave|salary paycheck income wage wages payday|fly plane airline airplane|weather forecast temperature rain snow sunny|joke funny laugh humor|movie film cinema|restaurant diner eat dinner lunch|balance amount total sum|spend expense expenses|bye goodbye farewell later|"
    "hello hi hey greetings|thanks thank appreciate grateful cheers|yes yeah yep sure yup affirmative correct|no nope nah negative|ship dispatch deliver post mail courier|parcel package box shipment|return send_back bring_back|replace exchange swap new|invoice receipt bill|discount coupon voucher promo promotion deal|"
    "cheap inexpensive affordable low|expensive pricey costly high|warranty guarantee|repair fix mend service|size fit measurement|colour color shade|stock availability available inventory|contact reach call speak talk|agent human person representative operator|doctor physician gp clinic|medicine drug medication pill prescribe|"
    "symptom pain ache hurt sick ill|appointment booking reserve book|insurance policy cover|claim compensation|loan credit borrow lend|interest apr|tax vat|transfer wire remit move|atm cashpoint machine|bank institution|fraud scam phishing suspicious|internet broadband wifi network data|signal coverage reception|"
    "plan package tariff subscription|hotel accommodation room lodging|luggage baggage suitcase bag|ticket pass|seat place|passport visa document id|traffic congestion commute|direction route way navigate|distance far miles|time clock hour|date day calendar|tomorrow next_day|reminder todo task|list items|"
    "shopping grocery|volume loud sound audio|language tongue|translate say|meaning define definition|spell spelling|calculate compute math|convert exchange currency|oil tire tyre gas fuel petrol|flip coin dice roll|lock block freeze suspend disable|unlock unblock unfreeze enable reactivate|expire end renew|"
    "top best good favourite favorite|help assist support|need want require would_like|tip hint advice suggest recommend|update upgrade version latest|nutrition calorie calories healthy|name called call|year birthday|hobby interests fun|forget remember recall reset|virtual disposable digital electronic online|physical plastic actual real|"
    "contactless tap nfc|statement history record records|automatic auto automatically regularly|split share divide"
)
"""Words that mean much the same when a customer says them; a word may stand in several."""

_CONTRACTED = {
    "won't": "will not", "can't": "can not", "cannot": "can not", "shan't": "shall not", "dont": "do not", "didnt": "did not", "doesnt": "does not", "isnt": "is not", "wasnt": "was not",
    "hasnt": "has not", "havent": "have not", "cant": "can not", "wont": "will not", "whats": "what is", "what's": "what is", "wheres": "where is", "where's": "where is", "how's": "how is",
    "it's": "it is", "that's": "that is", "there's": "there is", "who's": "who is", "im": "i am", "ive": "i have", "gonna": "going to", "wanna": "want to", "gotta": "got to",
}  # fmt: skip
_ENDINGS = {"n't": " not", "'re": " are", "'ve": " have", "'ll": " will", "'m": " am", "'d": " would"}
_WHOLE = re.compile(
    r"\b(?:" + "|".join(map(re.escape, sorted(_CONTRACTED, key=len, reverse=True))) + r")\b|n't\b|'(?:re|ve|ll|m|d)\b"
)
_HEADS: dict[str, str] = {}
for _family in FAMILIES.split("|"):
    for _word in _family.split():
        _HEADS.setdefault(_word, _family.split()[0])
_GROUPS: dict[str, tuple[int, ...]] = {}
for _number, _group in enumerate(MEANINGS.split("|")):
    for _word in _group.split():
        _GROUPS[_word] = (*_GROUPS.get(_word, ()), _number)


def expanded(text: str) -> str:
    """Contractions written out: can't -> can not."""
    if "'" not in text and "’" not in text and not _WHOLE.search(text):
        return text
    return _WHOLE.sub(lambda m: _CONTRACTED.get(m.group()) or _ENDINGS[m.group()], text.replace("’", "'"))


def head(word: str) -> str:
    """The word that a form belongs to: stole -> steal; itself where none is known."""
    return _HEADS.get(word, word)


@lru_cache(maxsize=4096)
def meanings(word: str) -> tuple[int, ...]:
    """The numbers of the groups of `MEANINGS` that hold a word or the word it is a form of."""
    return tuple(dict.fromkeys((*_GROUPS.get(word, ()), *_GROUPS.get(head(word), ()))))
