"""What the engine says by itself, in every flow."""

Words = dict[str, str]

YES: Words = {"zh": "确认", "en": "Confirm"}
NO: Words = {"zh": "先不办", "en": "Not now"}
AGAIN: Words = {"zh": "不好意思，我没太明白。", "en": "Sorry, I did not quite get that. "}
WELCOME: Words = {"zh": "不客气。", "en": "You're welcome. "}
HERE: Words = {"zh": "我在的。", "en": "I'm here. "}
HUMAN: Words = {"zh": "转人工", "en": "Talk to a person"}
CANCELLED: Words = {
    "zh": "好的，那就先不办了。还有什么可以帮您？",
    "en": "All right, I have left it as it is. Is there anything else I can help with?",
}
CANCELLED_AFTER: Words = {
    "zh": "好的。刚才已经提交的部分仍然有效，需要撤回的话我可以帮您转人工。",
    "en": "All right. What was submitted already stays valid; a colleague can take it back for you if you like.",
}
CHANGED: Words = {"zh": "好的，改成「{value}」。", "en": 'All right, changed to "{value}".'}
ANEW: Words = {"zh": "好的，我们重新选。", "en": "All right, let us choose again."}
PERSON: Words = {
    "zh": "好的，我把已经了解的情况一起转给人工同事。",
    "en": "Sure - I am passing you to a colleague with what we have so far.",
}
STUCK: Words = {
    "zh": "抱歉，我一直没能弄明白。我请人工同事来帮您，前面说过的不用再说一遍。",
    "en": "I am sorry that I keep misunderstanding. A colleague will help you, and you need not repeat anything.",
}
BROKEN: Words = {
    "zh": "抱歉，这一步我暂时办不了，我请人工同事接着帮您处理。",
    "en": "I am sorry, I cannot complete this step right now. A colleague will take it from here.",
}
WHY: Words = {
    "zh": "这是办理这件事必需的信息，只用于这一次办理。",
    "en": "It is needed to do this for you, and is used for nothing else.",
}
WHY_CONFIRM: Words = {
    "zh": "确认之后才会真正提交，所以先请您核对一遍。",
    "en": "Nothing is submitted until you confirm, so please check it first.",
}
REMIND: Words = {"zh": "我们接着办「{title}」：", "en": "Back to “{title}”: "}
CONSENT: Words = {
    "zh": "接下来要为您办理「{title}」，确认吗？",
    "en": 'I am about to do this for you: "{title}". Is that right?',
}
