"""What can go wrong and is expected to. Each error carries an HTTP status, a machine code and words in two languages.

    YingdaError
    ├── BadInput      400   what was sent cannot be understood or is against a limit
    ├── NotSignedIn   401   nobody is signed in, or no longer
    ├── Forbidden     403   signed in, but not allowed
    ├── NotFound      404   not there, or not for you: the two are never told apart
    ├── Clash         409   it is no longer as you saw it
    ├── TooLarge      413   over a documented limit
    ├── TooMany       429   slow down; `retry_after` seconds
    └── Unavailable   503   the node cannot serve this now; nothing was kept

The words stand where the error is raised, so that whoever reads the rule reads what the person will read.
"""

from typing import Any, ClassVar


class YingdaError(Exception):
    """An expected failure. `code` is for machines (`room.what_happened`); `zh` and `en` are for people; further keywords
    are facts about it (never secrets) and are sent along."""

    status: ClassVar[int] = 500

    def __init__(self, code: str, zh: str, en: str, **facts: Any) -> None:
        super().__init__(f"{code}: {en}")
        self.code, self.zh, self.en, self.facts = code, zh, en, facts

    def words(self, language: str) -> str:
        """The sentence for a person who reads `language` (a BCP 47 tag)."""
        return self.zh if language.lower().startswith("zh") else self.en

    def body(self, language: str) -> dict[str, Any]:
        """What goes over the wire: `{"error": {"code", "message", ...facts}}`."""
        return {"error": {"code": self.code, "message": self.words(language), **self.facts}}


class BadInput(YingdaError):
    status = 400


class NotSignedIn(YingdaError):
    status = 401

    def __init__(
        self, code: str = "signed_out", zh: str = "请先登录", en: str = "Please sign in", **facts: Any
    ) -> None:
        super().__init__(code, zh, en, **facts)


class Forbidden(YingdaError):
    status = 403

    def __init__(
        self, code: str = "forbidden", zh: str = "您没有这项权限", en: str = "You may not do this", **facts: Any
    ) -> None:
        super().__init__(code, zh, en, **facts)


class NotFound(YingdaError):
    status = 404

    def __init__(
        self, code: str = "not_found", zh: str = "没有找到", en: str = "There is nothing here", **facts: Any
    ) -> None:
        super().__init__(code, zh, en, **facts)


class Clash(YingdaError):
    status = 409


class TooLarge(YingdaError):
    status = 413


class TooMany(YingdaError):
    status = 429

    def __init__(self, retry_after: float = 1.0, **facts: Any) -> None:
        zh, en = "太快了，请稍候再试", "Too fast - please wait a moment"
        super().__init__("too_many", zh, en, retry_after=round(retry_after, 3), **facts)
        self.retry_after = retry_after


class Unavailable(YingdaError):
    status = 503

    def __init__(
        self,
        code: str = "unavailable",
        zh: str = "服务暂时不可用，您的内容没有丢，请稍后重试",
        en: str = "The service is unavailable for the moment. Please try again",
        **facts: Any,
    ) -> None:
        super().__init__(code, zh, en, **facts)
