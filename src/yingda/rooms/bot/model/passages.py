"""Parts of articles as a message can hold them: the proof of an answer, what follows it, tables as lists. Pure."""

MORE_CHARS = 400


def proof(passage: str, paragraph: str) -> str:
    """What a citation shows of a passage: its sentences, without the cells of its tables."""
    lines = [line for line in passage.split("\n") if line.strip() and not line.lstrip().startswith(("|", "#"))]
    return "\n".join(lines).strip() or paragraph


def rest(body: str, paragraph: str) -> str:
    """What an article says after its first paragraph, as far as fits into a message; empty when there is no more."""
    _, _, after = body.partition(paragraph)
    kept: list[str] = []
    for block in after.strip().split("\n\n"):
        if kept and sum(map(len, kept)) + len(block) > MORE_CHARS:
            break
        kept.append(block)
    text = listed("\n\n".join(kept).strip())
    if len(text) <= 2 * MORE_CHARS:
        return text
    head = text[: 2 * MORE_CHARS]
    return head[: head.rfind("\n")] if "\n" in head else head + "…"


def listed(text: str) -> str:
    """Tables as lists: a message has no room for columns."""
    lines: list[str] = []
    for line in text.split("\n"):
        if not line.lstrip().startswith("|"):
            lines.append(line)
            continue
        first, *others = (cell.strip() for cell in line.strip().strip("|").split("|"))
        if set(first) <= set("-: "):
            lines[-1:] = []  # the line above the rule is the head of the table
        else:
            lines.append(f"- {first}：{'，'.join(c for c in others if c)}" if others else f"- {first}")
    return "\n".join(lines)
