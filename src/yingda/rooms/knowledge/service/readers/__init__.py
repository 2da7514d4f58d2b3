"""Files to drafts. Each reader takes a name and bytes and answers drafts and refusals; none of them raises.

Plain formats (Markdown, text, CSV, zip of those) are read here. Those that need a large library, or that a hostile file
can bring down (docx, pdf, HTML, xlsx), are read by `yingda.rooms.knowledge.service.readers.child` in a process of its own
with limits on time and memory; what it used is given back when it ends.
"""

from .folder import read
from .plain import Read, refused
from .process import Leaf, leaves

__all__ = ["Leaf", "Read", "leaves", "read", "refused"]
