"""The refusals of corrections."""

from jiaxin.flows.corrections.rules import MOST_OPEN, MOST_PAPERS, Bar
from jiaxin.ground.errors import Refusal
from jiaxin.ground.words import Words

_TO_QUEUE = Words(zh="请回到待办列表。", en="Go back to the list.")


class NotDisputable(Refusal):
    """It is not corrected this way, because whoever said it may change it at once."""

    code = "corrections.own_entry"
    status = 409
    says = Words(zh="这一项是您自己填写的。", en="You wrote this entry yourself.")
    do = Words(
        zh="直接修改或撤回就可以，不用提异议。", en="Change it or take it back; no more is needed."
    )


class ReviewersDecide(Refusal):
    """The background answer is decided by two persons at the vetting desk."""

    code = "corrections.reviewers"
    status = 409
    says = Words(
        zh="背景核查由两名审核员核实，不走这里。", en="Two reviewers look at a background answer."
    )
    do = Words(
        zh="请到“人工核实”说明情况或申诉。",
        en="Speak for yourself, or appeal, under “Verified by people”.",
    )


class IdentityElsewhere(Refusal):
    """Who she is was compared with the register: it is compared anew, not decided here."""

    code = "corrections.identity"
    status = 409
    says = Words(
        zh="身份信息以公安登记为准，不在这里更正。",
        en="Who you are follows the police register and is not corrected here.",
    )
    do = Words(
        zh="请先到户籍窗口更正，再请商务主管部门窗口为您重新核验。",
        en="Have the register corrected first; then ask a counter to verify you again.",
    )


class FactMoved(Refusal):
    """The fact is another than the one that was seen."""

    code = "corrections.fact_moved"
    status = 409
    says = Words(zh="这一项刚刚有了新的内容。", en="This entry has just changed.")
    do = Words(
        zh="什么都没有提交。请看最新的内容再决定。", en="Nothing was sent. See how it reads now."
    )


class AlreadyDisputed(Refusal):
    """One correction at a time for one fact."""

    code = "corrections.open"
    status = 409
    says = Words(zh="这一项已经在处理了。", en="This entry is being looked at already.")
    do = Words(zh="可以在“更正记录”里补充材料。", en="You may add evidence to what you filed.")


class TooManyOpen(Refusal):
    """So many are being looked at that the others have to wait."""

    code = "corrections.many"
    status = 409
    says = Words(
        zh=f"最多同时处理 {MOST_OPEN} 项更正。", en=f"At most {MOST_OPEN} corrections at a time."
    )
    do = Words(zh="有结果以后再提其他的。", en="File the others once some are decided.")


class CorrectionMoved(Refusal):
    """It was decided, withdrawn or closed meanwhile."""

    code = "corrections.moved"
    status = 409
    says = Words(
        zh="这件异议已经办结、撤回，或状态变了。",
        en="This was decided, withdrawn, or has changed meanwhile.",
    )
    do = Words(
        zh="您写的内容没有提交。请看最新的情况。",
        en="What you wrote was not sent. See how it stands now.",
    )


class TakenByOther(Refusal):
    """Another officer has it."""

    code = "corrections.taken"
    status = 409
    says = Words(zh="另一位同事正在办理。", en="A colleague is dealing with it.")
    do = _TO_QUEUE


class NotYours(Refusal):
    """Only the officer who took it may open it."""

    code = "corrections.not_yours"
    status = 403
    says = Words(zh="您没有领取这件异议。", en="You have not taken this one.")
    do = Words(zh="请先在待办列表里领取。", en="Take it in the list first.")


class MayNotDecide(Refusal):
    """Another person has to decide."""

    code = "corrections.another_person"
    status = 409
    says = Words(zh="这件异议要由另一个人办理。", en="Another person has to decide this.")
    do = _TO_QUEUE

    _WHY: dict[str, Words] = {
        Bar.DECIDED_BEFORE: Words(
            zh="原决定是您作的，复核须由另一个人办理。",
            en="You decided it before; the appeal goes to another person.",
        ),
        Bar.FILED_IT: Words(
            zh="这件异议是您代为提交的，须由另一个人决定。",
            en="You filed it on somebody's behalf; another person decides.",
        ),
        Bar.NOT_WAITING: Words(zh="这件异议不在办理中。", en="This is not waiting for an officer."),
    }

    def __init__(self, *, bar: Bar) -> None:
        super().__init__(bar=bar)
        self.says = self._WHY[bar]  # type: ignore[misc]  # this one knows why


class NoRemedy(Refusal):
    """Upheld, but nothing was said of what is right, or it cannot be done to such a fact."""

    code = "corrections.remedy"
    status = 422
    says = Words(
        zh="异议成立时，要写明怎样更正。", en="Where it is upheld, say how it is put right."
    )
    do = Words(zh="请改正内容，或选“不再展示”。", en="Correct its content, or choose to strike it.")


class SameAsBefore(Refusal):
    """The corrected content is the disputed one."""

    code = "corrections.same"
    status = 422
    says = Words(zh="更正后的内容与原来一样。", en="The corrected content is the same as before.")
    do = Words(zh="请改正有误的一栏，或选“不成立”。", en="Correct what is wrong, or dismiss it.")


class MoreTimeTaken(Refusal):
    """More time was taken once already."""

    code = "corrections.more_taken"
    status = 409
    says = Words(zh="已经延期过一次，不能再延。", en="More time was taken for this already.")
    do = Words(zh="请尽快作出决定。", en="Please decide it soon.")


class NoAppeal(Refusal):
    """There is one appeal, within its time, against a dismissal."""

    code = "corrections.no_appeal"
    status = 409
    says = Words(zh="这件事现在不能申诉。", en="There is no appeal against this now.")
    do = Words(
        zh="申诉只有一次，须在 60 天内提出；您还可以依法申请行政复议或起诉。",
        en="There is one, within 60 days; the law's own remedies stay open to you.",
    )


class TooManyPapers(Refusal):
    """As much was attached as one correction takes."""

    code = "corrections.many_papers"
    status = 409
    says = Words(
        zh=f"最多上传 {MOST_PAPERS} 份材料。", en=f"At most {MOST_PAPERS} files can be attached."
    )
    do = Words(zh="其余的请写在说明里。", en="Write down what else there is.")


class NobodyThere(Refusal):
    """Nobody is registered under what was typed at the counter."""

    code = "corrections.nobody"
    status = 404
    says = Words(
        zh="没有查到，或姓名与号码不符。", en="Nobody was found, or name and number differ."
    )
    do = Words(zh="请对照证件核对后再输入。", en="Compare it with the document and try again.")


class NeverAsked(Refusal):
    """A source answers what it was never asked."""

    code = "corrections.never_asked"
    status = 409
    says = Words(zh="没有向该单位转过这件异议。", en="This party was never asked that.")
    do = Words(zh="请核对异议编号。", en="Check the correction's number.")
