"""The refusals of the firm's record."""

from jiaxin.facts.firms.rules.publicity import Problem
from jiaxin.ground.errors import Refusal
from jiaxin.ground.words import Words


class UnknownFirm(Refusal):
    """No firm with this credit code is known."""

    code = "firms.unknown"
    status = 404
    says = Words(
        zh="没有查到这家企业的记录。", en="There is no record of a firm with this credit code."
    )
    do = Words(
        zh="请核对统一社会信用代码，或按名称查找。没有记录，不说明企业好或不好。",
        en="Check the code, or search by name. That there is no record says neither good nor bad.",
    )


class UnknownPenalty(Refusal):
    """A notice ends a penalty that is not on the firm's record."""

    code = "firms.unknown_penalty"
    status = 404
    says = Words(
        zh="这家企业的记录里没有这份处罚决定书。", en="The record has no penalty of that number."
    )
    do = Words(zh="请核对决定书文号。", en="Check the number of the document.")


class BadRow(Refusal):
    """A row cannot be read. Its context's `problems` say everything that is wrong."""

    code = "firms.bad_row"
    status = 422
    says = Words(zh="这一行数据有误。", en="This row cannot be read.")
    do = Words(zh="请改正后重新报送。", en="Mend it and send it again.")

    def __init__(self, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(problems=problems)
        if problems:
            zh = "；".join(problem.words.zh for problem in problems)
            en = "; ".join(problem.words.en for problem in problems)
            self.in_other_words(says=Words(zh=f"{zh}。", en=f"{en}."))


class WrongSource(Refusal):
    """The source has no say in facts of this kind."""

    code = "firms.wrong_source"
    status = 422
    says = Words(
        zh="这个来源不能报送这类信息。", en="This source may not supply facts of this kind."
    )
    do = Words(zh="请由主管部门报送。", en="It has to come from the body in charge.")


class Contradicts(Refusal):
    """A source says two things about one matter for one moment."""

    code = "firms.contradicts"
    status = 409
    says = Words(
        zh="同一来源对同一时间报了两种说法，先到的为准。",
        en="The source said otherwise for the same moment; what came first stands.",
    )
    do = Words(
        zh="请核对后，用新的核对时间重新报送。",
        en="Check it, and send it with a new time of checking.",
    )


class NotApproved(Refusal):
    """What a firm says of itself stands on the record only once a department approved it."""

    code = "firms.not_approved"
    status = 409
    says = Words(
        zh="主管部门审核通过以前，不能写入企业记录。",
        en="It enters the record once the department approved it.",
    )
    do = Words(zh="请等待审核结果。", en="Please wait for the review.")


class FirmFactMoved(Refusal):
    """A newer version than the one that was seen."""

    code = "firms.moved"
    status = 409
    says = Words(zh="这一项刚刚有了新的内容。", en="This entry has just changed.")
    do = Words(zh="请看最新的内容再决定。", en="See how it reads now, then decide.")


class NotStruck(Refusal):
    """What a firm's record always says is changed, not struck."""

    code = "firms.not_struck"
    status = 422
    says = Words(zh="这类信息不能直接撤下。", en="A fact of this kind is not struck.")
    do = Words(zh="请改成正确的内容。", en="Correct its content instead.")
