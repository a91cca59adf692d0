"""Refusals: every expected "no" is a named thing with a permanent code."""

from typing import Any, ClassVar

from jiaxin.ground.words import Words


class Refusal(Exception):
    """An expected no. `says` is what a person reads; `do` is what she can do next."""

    code: ClassVar[str] = ""
    status: ClassVar[int] = 400
    says: ClassVar[Words]
    do: ClassVar[Words]

    def __init__(self, **context: Any) -> None:
        super().__init__(self.code)
        self.context = context

    def in_other_words(self, *, says: Words | None = None, do: Words | None = None) -> None:
        """For one that knows more than its kind: which field, which character, how long."""
        self.__dict__.update(
            {name: words for name, words in (("says", says), ("do", do)) if words is not None}
        )


def find(code: str) -> type[Refusal] | None:
    """The refusal of this code, if there is one."""
    below = list(Refusal.__subclasses__())
    while below:
        kind = below.pop()
        if kind.code == code:
            return kind
        below += kind.__subclasses__()
    return None


class NotAllowed(Refusal):
    """The actor's role does not hold this action."""

    code = "access.not_allowed"
    status = 403
    says = Words(zh="您没有办理这件事的权限。", en="You may not do this.")
    do = Words(zh="请换一个账号登录，或返回首页。", en="Sign in with another account, or go home.")


class NotFound(Refusal):
    """It does not exist, or the viewer may not know whether it does."""

    code = "access.not_found"
    status = 404
    says = Words(zh="没有找到这一页。", en="This page was not found.")
    do = Words(zh="请返回首页再试。", en="Go back home and try again.")


class TooManyTries(Refusal):
    """A limit was reached. `retry_after` is in seconds, and every answer carries it as a header."""

    code = "access.too_many"
    status = 429
    says = Words(zh="操作太频繁了。", en="Too many tries.")
    do = Words(zh="请过一会儿再试。", en="Please wait a little and try again.")

    def __init__(self, *, retry_after: int, **context: Any) -> None:
        super().__init__(retry_after=retry_after, **context)
        minutes = max(1, -(-int(retry_after) // 60))
        self.in_other_words(
            do=Words(zh=f"请过 {minutes} 分钟再试。", en=f"Please try again in {minutes} min.")
        )


class ValueTaken(Refusal):
    """A value that must be unique over everyone is another's already."""

    code = "access.value_taken"
    status = 409
    says = Words(zh="这项信息已被另一份记录使用。", en="Another record already uses this.")
    do = Words(
        zh="如果这是您本人的信息，请到服务台核实身份后找回。",
        en="If it is yours, prove your identity at a counter to recover it.",
    )


class SourceUnreachable(Exception):
    """A source outside did not answer. Nothing is known; nothing is assumed.

    `is_silent`: whether it is the source that is away, so that nobody's answer can be expected; a
    signed no to one question says nothing of the others.
    """

    is_silent = True


class SourceNotTrusted(Exception):
    """What came back was not signed by the source, or does not answer what was asked."""
