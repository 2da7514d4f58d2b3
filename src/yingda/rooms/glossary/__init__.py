"""A business's own words: names that customers use for things, words that are never said, and words that are preferred.

Those above ask `Glossary`: `words` for the rules of a business, which read a text (`expand`) and check one (`found`,
`mended`).
"""

from .events import GlossaryChanged
from .model import ALIAS, FORBIDDEN, PREFERRED, Hit, Term, Words
from .service import Glossary

__all__ = ["ALIAS", "FORBIDDEN", "PREFERRED", "Glossary", "GlossaryChanged", "Hit", "Term", "Words"]
