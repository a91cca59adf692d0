"""The refusals of placements."""

from jiaxin.ground.errors import Refusal
from jiaxin.ground.words import Words

_NOTHING = Words(zh="不用再做什么。", en="There is nothing left to do.")


class LookTooOld(Refusal):
    """The record was never looked at, or so long ago that nothing begins from it."""

    code = "placements.no_look"
    status = 409
    says = Words(
        zh="没有查看过，或查看已经过去太久，不能从这里开始服务。",
        en="There was no look, or it was too long ago to begin a service from.",
    )
    do = Words(
        zh="请先扫她的证书再查看一次，然后从那次查看开始。",
        en="Scan her certificate, look once more, and begin from that look.",
    )


class PlacementOver(Refusal):
    """It was declined, taken back, ended, or its time is over."""

    code = "placements.over"
    status = 409
    says = Words(zh="这段服务已经结束，或没有确认成。", en="This service is over.")
    do = _NOTHING


class AlreadyOpen(Refusal):
    """The two have one that waits or lasts: one at a time."""

    code = "placements.already_open"
    status = 409
    says = Words(
        zh="你们之间已经有一段服务在等确认或进行中。",
        en="There is one between you already, that waits or lasts.",
    )
    do = Words(zh="请打开那一段；结束以后才能再开始。", en="Open that one; end it to begin anew.")


class AlreadySaid(Refusal):
    """This side has said yes already; the other has not."""

    code = "placements.already_said"
    status = 409
    says = Words(zh="您已经确认过，在等对方确认。", en="You said yes; the other side has not yet.")
    do = _NOTHING


class NotConfirmed(Refusal):
    """Nothing hangs on what one side alone has said."""

    code = "placements.not_confirmed"
    status = 409
    says = Words(zh="这段服务双方没有都确认。", en="The two sides did not both confirm this.")
    do = Words(
        zh="双方都确认以后才能评价或投诉。",
        en="Reviews and complaints need both sides to have confirmed it.",
    )


class WrongDays(Refusal):
    """The days are out of order, or too far from now."""

    code = "placements.days"
    status = 422
    says = Words(zh="日期不对。", en="These days cannot be right.")
    do = Words(
        zh="开始在一年前到三个月后之间，结束不早于开始。",
        en="It begins from a year ago to three months ahead, and ends no earlier than that.",
    )


class OwnPhone(Refusal):
    """The phone is the worker's own: nobody serves herself."""

    code = "placements.own_phone"
    status = 422
    says = Words(zh="这是她自己的手机号。", en="This is her own phone number.")
    do = Words(zh="请填雇主家的手机号。", en="Enter the family's number.")
