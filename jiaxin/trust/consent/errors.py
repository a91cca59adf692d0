"""Consent's refusals."""

from jiaxin.ground.errors import Refusal
from jiaxin.ground.words import Words


class NoConsentInForce(Refusal):
    """The worker has not agreed to this, or the agreement has ended."""

    code = "consent.none_in_force"
    status = 403
    says = Words(zh="这项授权没有给出，或已经到期、撤回。", en="There is no consent in force.")
    do = Words(zh="请本人先授权，再继续。", en="She has to agree first; then go on.")


class AlreadyWithdrawn(Refusal):
    """It has ended already."""

    code = "consent.already_ended"
    status = 409
    says = Words(zh="这项授权已经结束了。", en="This consent has ended already.")
    do = Words(zh="不用再做什么。", en="There is nothing left to do.")


class NotOffered(Refusal):
    """This sheet may not be agreed to now: what it is for is closed."""

    code = "consent.not_offered"
    status = 404
    says = Words(zh="现在不需要这项授权。", en="This consent is not asked for now.")
    do = Words(zh="不用做什么。", en="There is nothing to do.")


class OldText(Refusal):
    """The text that she saw is not the one in force now."""

    code = "consent.old_text"
    status = 409
    says = Words(zh="授权书刚刚更新了。", en="The text has just been updated.")
    do = Words(zh="请看过新的内容再决定。", en="Please read the new text, then decide.")
