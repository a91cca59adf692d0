"""The refusals of engagements."""

from jiaxin.ground.errors import Refusal
from jiaxin.ground.words import Words


class AlreadyEngaged(Refusal):
    """She works for another firm: one at a time."""

    code = "engagements.already_engaged"
    status = 409
    says = Words(
        zh="您现在登记在另一家企业，一次只能在一家。",
        en="You are registered with another firm; only one at a time.",
    )
    do = Words(
        zh="请先在“我的企业”办理离职，再确认这一家。",
        en="Leave that firm first under “My firm”, then accept this one.",
    )


class CodeOver(Refusal):
    """The firm's code was not drawn here, or its ten minutes are over."""

    code = "engagements.code_over"
    status = 410
    says = Words(zh="这个二维码已经过期或不完整。", en="This code is over, or not whole.")
    do = Words(
        zh="请企业重新打开二维码，再扫一次。", en="Ask the firm to show it anew, and scan again."
    )


class InvitationOver(Refusal):
    """It was answered, taken back, or its time is over."""

    code = "engagements.invitation_over"
    status = 409
    says = Words(zh="这个邀请已经结束了。", en="This invitation is over.")
    do = Words(zh="需要的话，请企业重新邀请。", en="Ask the firm to invite you again if need be.")


class NotEnrolled(Refusal):
    """She has no certificate yet: there is no record for a firm to enter her work in."""

    code = "engagements.not_enrolled"
    status = 409
    says = Words(zh="您还没有办好信用证书。", en="You have no certificate yet.")
    do = Words(
        zh="请先完成实名办理，再回来确认入职。", en="Enrol first, then come back and accept."
    )


class EngagementOver(Refusal):
    """She works there no longer."""

    code = "engagements.over"
    status = 409
    says = Words(zh="这段入职关系已经结束了。", en="This engagement is over.")
    do = Words(zh="不用再做什么。", en="There is nothing left to do.")


class NothingAsked(Refusal):
    """There is nothing of the firm's to answer."""

    code = "engagements.nothing_asked"
    status = 409
    says = Words(zh="企业现在没有要您授权。", en="The firm asks for nothing now.")
    do = Words(zh="不用再做什么。", en="There is nothing left to do.")


class NeedsPresence(Refusal):
    """One tap will not do: it ended long ago, was taken back, or its text has changed."""

    code = "engagements.needs_presence"
    status = 409
    says = Words(
        zh="这次不能一键续期，要先确认是您本人。",
        en="One tap will not do this time: show that it is you.",
    )
    do = Words(zh="请打开“我的企业”重新授权。", en="Authorise anew under “My firm”.")


class NotAuthorised(Refusal):
    """She does not let this firm look now, or her certificate is out of use."""

    code = "engagements.not_authorised"
    status = 403
    says = Words(
        zh="她现在没有授权，看不到信用记录。", en="She does not let you see her record now."
    )
    do = Words(zh="可以请她授权，她同意后再看。", en="You may ask her; look once she agrees.")


class NotWithMinors(Refusal):
    """Her work is not noted as work with minors: nothing is checked for it."""

    code = "engagements.not_with_minors"
    status = 409
    says = Words(
        zh="她的岗位没有登记为涉及未成年人。", en="Her work is not noted as work with minors."
    )
    do = Words(zh="请先在她的页面登记。", en="Note it on her page first.")


class NotToConfirm(Refusal):
    """Only work that she entered herself, and that nobody answered yet, is put to a firm."""

    code = "engagements.not_to_confirm"
    status = 409
    says = Words(
        zh="这一条不用请企业确认，或已经有答复。",
        en="A firm need not confirm this, or has answered already.",
    )
    do = Words(zh="请刷新页面再看。", en="Please look at the page again.")


class FirmNotHere(Refusal):
    """The firm that she chose has no desk here: nobody could answer."""

    code = "engagements.firm_not_here"
    status = 409
    says = Words(
        zh="这家企业还没有开通企业端，没有人能确认。",
        en="That firm has no desk here: nobody could answer.",
    )
    do = Words(
        zh="请核对是不是选对了企业；没有开通的，您写的记录照样保留。",
        en="See that it is the right firm; your entry stays as it is either way.",
    )


class ClaimOver(Refusal):
    """It was answered, or its thirty days are over."""

    code = "engagements.claim_over"
    status = 409
    says = Words(zh="这一条已经答复过，或已经过期。", en="This was answered, or its time is over.")
    do = Words(zh="不用再做什么。", en="There is nothing left to do.")


class NotSupplied(Refusal):
    """A firm supplies work, training, examinations and insurance; nothing else."""

    code = "engagements.not_supplied"
    status = 422
    says = Words(zh="企业不能提供这一类信息。", en="A firm cannot supply this.")
    do = Words(
        zh="可以提供从业、培训、体检和保险。", en="It may supply work, training, exams, insurance."
    )
