"""The engine: a flow, a run and an input in; the run after it and what to say or call out. Pure.

What a message can be, in this order: an option that was pressed, a correction, a wish for a person, a cancel, "why do you
ask", the answer, an answer to something else, a question of its own (digression), or something not understood.
"""

import re
from collections.abc import Iterable

from msgspec.structs import replace

from yingda.kernel import ToolCall

from . import phrases
from .flow import Do, Flow
from .run import AnyInput, Began, Failed, Heard, Returned, Run, Said
from .understand import (
    Value,
    asks_why,
    corrects,
    fill,
    is_question,
    lacks_it,
    named_first,
    says_hello,
    says_no,
    says_stop,
    says_thanks,
    says_yes,
    wants_person,
)
from .walk import Changing, Move, Walk

DIGRESSIONS = 8
SHORT = 20
THANKS = re.compile(r"谢谢.{0,3}|thanks?( you)?|please|了|吧")

__all__ = ["Changing", "Move", "begin", "collected", "replay", "step"]


def begin(
    flow: Flow, id: str, who: ToolCall, language: str, heard: Heard, changing: Changing, version: int = 0
) -> Move:
    """Starts a run with the message that called for it; what the message tells already is not asked."""
    walk = Walk(flow, Run(id, flow.name, who, language, version=version), changing)
    walk.heard = heard
    walk.absorb(heard)
    return walk.go(flow.steps[0].id)


def step(flow: Flow, run: Run, input: AnyInput, changing: Changing) -> Move:
    """Moves a run. An input that it does not wait for changes nothing."""
    if isinstance(input, Said) and input.who and not run.outcome and run.waiting != "tool":
        run = replace(run, who=input.who)
    walk = Walk(flow, run, changing)
    if run.outcome:
        return Move(run)
    if not _fits(flow, run):
        return walk.over("failed", phrases.BROKEN, reason="flow_changed")
    if run.waiting == "tool":
        return _tool_answered(walk, input)
    if isinstance(input, Said) and run.waiting == "ask":
        return _answer(walk, input.heard)
    if isinstance(input, Said) and run.waiting in ("confirm", "consent"):
        return _decide(walk, input.heard)
    return Move(run)


def _fits(flow: Flow, run: Run) -> bool:
    """Whether a run can stand where it stands: its flow may have been changed under it."""
    here = flow.at(run.at)
    if here is None or run.waiting not in ("ask", "confirm", "consent", "tool"):
        return False
    return (
        here.ask in flow.slots if run.waiting == "ask" else here.kind == {"confirm": "confirm"}.get(run.waiting, "tool")
    )


def replay(flow: Flow, start: Run, inputs: Iterable[AnyInput], changing: Changing) -> Run:
    """The state after `inputs`; `start` gives the run's id, customer and language."""
    run = start
    for input in inputs:
        if isinstance(input, Began):
            run = begin(
                flow, start.id, input.who or start.who, start.language, input.heard, changing, start.version
            ).run
        else:
            run = step(flow, run, input, changing).run
    return run


def _here(walk: Walk) -> Do:
    found = walk.flow.at(walk.at)
    assert found is not None  # `step` has looked
    return found


def _tool_answered(walk: Walk, input: AnyInput) -> Move:
    here = _here(walk)
    if isinstance(input, Returned):
        if here.save:
            walk.kept[here.save] = input.result
        walk.changed = walk.changed or here.tool in walk.changing
        return walk.go(walk.next(here))
    if isinstance(input, Failed):
        walk.kept["error"] = {"code": input.code, "text": input.words}
        if here.on_error:
            walk.path.append(f"{here.id}#error")
            return walk.go(here.on_error)
        if input.words:
            walk.say(input.words)
        return walk.over("handover", phrases.BROKEN, reason="tool_failed")
    return Move(walk.before)


def _answer(walk: Walk, heard: Heard) -> Move:
    """He was asked for a slot."""
    here = _here(walk)
    name = here.ask
    slot, options = walk.flow.slots[name], walk.options(name)
    pressed = fill(slot, options, Heard(option=heard.option), asked=True) if heard.option else None
    if pressed is None and (move := _correct(walk, heard, name) or _aside(walk, heard)):
        return move
    value = pressed or fill(slot, options, heard, asked=True)
    if value is not None and value.value == "other" and (move := _restated(walk, heard)):
        return move
    if value is not None:
        walk.set(name, value)
        walk.fails = 0
        return _onward(walk, heard, name)
    if move := _other(walk, heard, name):
        return move
    return _lost(walk, heard)


def _onward(walk: Walk, heard: Heard, name: str) -> Move:
    """On from the answer about `name`. The same message may correct something said before: then back to that. Free words
    correct nothing, they may well mention another order."""
    slot, told = walk.flow.slots[name], walk.slots[name]
    free = told == "other" or (slot.type == "text" and not slot.pattern and not slot.bare)
    if not free and not walk.changed and (newer := _newer(walk, heard, [name])):
        return _go_back(walk, *newer, heard)
    walk.absorb(heard, taken=[told])
    return walk.go(walk.next(_here(walk)))


def _decide(walk: Walk, heard: Heard) -> Move:
    """He was asked to agree to something."""
    here = _here(walk)
    pressed = heard.option in ("yes", "no")
    agrees = heard.option == "yes" or (not pressed and says_yes(heard.text))
    if not pressed and (move := _correct(walk, heard, "") or _aside(walk, heard) or _restated(walk, heard)):
        return move
    if agrees and (heard.early or walk.about != walk.question()):
        walk.prompt()
        return walk.done()
    if agrees:
        walk.agreed, walk.fails = True, 0
        if walk.waiting == "confirm":
            walk.path.append(f"{here.id}#yes")
        return walk.go(here.id if walk.waiting == "consent" else here.agreed or walk.next(here))
    if heard.option == "no" or (says_no(heard.text) and _plain_no(heard.text)):
        if walk.waiting == "confirm":
            walk.path.append(f"{here.id}#no")
        return walk.go(here.refused) if walk.waiting == "confirm" and here.refused else _cancel(walk)
    if move := _other(walk, heard, ""):
        return move
    return _lost(walk, heard)


def _restated(walk: Walk, heard: Heard) -> Move | None:
    """Instead of yes or no, one of the options again (换新, 不喜欢): another choice is taken over, the same one is no
    misunderstanding. "不要退货" is a no; a question about an option is a question."""
    if walk.changed or is_question(heard.text) or len(heard.text) > SHORT:
        return None
    for name in reversed([slot for slot in walk.asked if slot in walk.slots]):
        options = walk.options(name)
        value = fill(walk.flow.slots[name], options, Heard(heard.text), asked=False) if options else None
        if value is None or (says_no(heard.text) and not named_first(options, heard.text)):
            continue
        if value.value != walk.slots[name]:
            return _go_back(walk, name, value)
        walk.prompt()
        return walk.done()
    return None


def _plain_no(text: str) -> bool:
    """ "不对" is a no; "不对，是那个…" wants something else, even where it is not understood what."""
    rest = corrects(text)
    return not rest or says_no(rest) or bool(THANKS.fullmatch(rest))


def _cancel(walk: Walk) -> Move:
    return walk.over("cancelled", phrases.CANCELLED_AFTER if walk.changed else phrases.CANCELLED)


def _aside(walk: Walk, heard: Heard) -> Move | None:
    """What is meant for the engine and not for the flow."""
    if wants_person(heard.text):
        return walk.over("handover", phrases.PERSON, reason="asked")
    if says_stop(heard.text):
        return _cancel(walk)
    if asks_why(heard.text):
        step = _here(walk)
        why = walk.flow.slots[step.ask].why if walk.waiting == "ask" else phrases.WHY_CONFIRM
        walk.say(why or phrases.WHY)
        walk.prompt()
        return walk.done()
    if says_thanks(heard.text) or says_hello(heard.text):
        walk.prompt(phrases.WELCOME if says_thanks(heard.text) else phrases.HERE)
        return walk.done()
    return None


def _correct(walk: Walk, heard: Heard, asked: str) -> Move | None:
    """ "不对，是…": another value for what was asked now, or for something said before."""
    rest = corrects(heard.text)
    if rest is None or walk.changed:
        return None
    again = Heard(rest, "", heard.entities)
    now = fill(walk.flow.slots[asked], walk.options(asked), again, asked=True) if asked and rest else None
    if now is not None and now.value != "other":
        walk.set(asked, now)
        return _onward(walk, again, asked)
    for name in reversed([slot for slot in walk.asked if slot in walk.slots]):
        slot = walk.flow.slots[name]
        value = fill(slot, walk.options(name), again, asked=slot.type not in ("text", "number") and not slot.free)
        if value is not None and value.value != walk.slots[name]:
            return _go_back(walk, name, value, again)
    if not rest and asked and (known := [slot for slot in walk.asked if slot in walk.slots]):
        return _go_back(walk, known[-1], None)
    return None


def _other(walk: Walk, heard: Heard, asked: str) -> Move | None:
    """Something plain about another slot: a new value for a filled one, or an answer that comes too early."""
    if not walk.changed and (newer := _newer(walk, heard, [asked])):
        return _go_back(walk, *newer, heard)
    if walk.absorb(heard, skip=asked):
        if walk.waiting == "ask":
            walk.prompt()
            return walk.done()
        return walk.go(walk.at)
    return None


def _go_back(walk: Walk, name: str, value: Value | None, heard: Heard | None = None) -> Move:
    """To where the slot was asked for (or to the start), with its new value, or to ask again. What else `heard` changes is
    taken over too: then back to the first of them."""
    walk.forget_after(name)
    back = [name]
    if value is None:
        walk.forget(name)
        walk.heard = Heard()
        walk.say(phrases.ANEW)
    else:
        walk.set(name, value)
        walk.say(phrases.CHANGED, value=value.text)
        while heard is not None and (other := _newer(walk, heard, back)):
            walk.set(*other)
            back.append(other[0])
        if heard is not None:
            walk.absorb(heard, taken=[walk.slots[one] for one in back])
    walk.fails, walk.back, walk.agreed = 0, True, False
    ids = [step.id for step in walk.flow.steps]
    asking = [[step.id for step in walk.flow.steps if step.ask == one and step.id in walk.seen][-1:] for one in back]
    places = [ids.index(id) for found in asking for id in found]
    return walk.go(ids[min(places)] if len(places) == len(back) else ids[0])


def _newer(walk: Walk, heard: Heard, known: list[str]) -> tuple[str, Value] | None:
    """A filled slot, none of `known`, about which `heard` plainly says something else; what those were told is theirs."""
    told = [walk.slots[name] for name in known if name in walk.slots]
    for name, slot in walk.flow.slots.items():
        if name in walk.slots and name not in known and (slot.pattern or slot.entity):
            value = fill(slot, (), heard, asked=False)
            if value is not None and value.value != walk.slots[name] and value.value not in told:
                return name, value
    return None


def _lost(walk: Walk, heard: Heard) -> Move:
    """Not for this flow: he does not know the answer, has a question of his own, or was not understood."""
    here = _here(walk)
    asked = walk.flow.slots[here.ask] if walk.waiting == "ask" else None
    if asked is not None and asked.unknown and not walk.seen.get(f"{here.id}?") and lacks_it(heard.text):
        walk.seen[f"{here.id}?"] = 1
        walk.say(asked.unknown, [{"id": "human", "text": walk.words(phrases.HUMAN)}])
        return walk.done()
    if is_question(heard.text) and not says_yes(heard.text) and walk.digressions < DIGRESSIONS:
        walk.digressions += 1
        walk.prompt(phrases.REMIND, title=walk.words(walk.flow.title))
        return walk.done(digress=True)
    walk.fails += 1
    if walk.fails > walk.flow.reask:
        return walk.over("handover", phrases.STUCK, reason="not_understood")
    if asked is not None and asked.again:
        options = [{"id": str(o["id"]), "text": str(o["text"])} for o in walk.options(here.ask)]
        walk.say(asked.again, options)
    else:
        walk.prompt(phrases.AGAIN)
    return walk.done()


def collected(flow: Flow, run: Run) -> dict[str, str]:
    """What is known by now, title -> words, in the language of the run, for whoever takes over."""
    walk = Walk(flow, run, {})
    known = [name for name in walk.asked if name in run.slots]
    return {walk.words(flow.slots[name].title): _told(walk, name) for name in known}


def _told(walk: Walk, name: str) -> str:
    """A value for staff: an order that was chosen by its name is told with its number."""
    shown, number = walk.shown(name), str(walk.slots[name])
    if walk.flow.slots[name].type != "order_no" or number in shown:
        return shown
    return f"{number}（{shown}）" if walk.language.startswith("zh") else f"{number} ({shown})"
