"""The refusals of complaints."""

from jiaxin.flows.complaints.rules import MOST_PAPERS, Bar
from jiaxin.ground.errors import Refusal
from jiaxin.ground.words import Words

_TO_QUEUE = Words(zh="请回到待办列表。", en="Go back to the list.")
_SEE = Words(
    zh="您写的内容没有提交。请看最新的情况。",
    en="What you wrote was not sent. See how it stands now.",
)


class TooLate(Refusal):
    """The service ended more than a year ago."""

    code = "complaints.too_late"
    status = 409
    says = Words(
        zh="服务结束已满一年，不能在这里投诉了。", en="The service ended more than a year ago."
    )
    do = Words(
        zh="可以拨打 12315，或依法向法院起诉。",
        en="You may call 12315, or go to court.",
    )


class NotOfThis(Refusal):
    """This side does not complain of that one in this matter here."""

    code = "complaints.matter"
    status = 422
    says = Words(zh="不能就这件事投诉这一方。", en="This matter does not lie with that side.")
    do = Words(zh="请另选投诉谁、投诉什么。", en="Choose whom and what you complain of again.")


class ComplainedAlready(Refusal):
    """One complaint a side, a service and a matter: nobody is complained of over and over."""

    code = "complaints.already"
    status = 409
    says = Words(zh="这段服务的这件事，您已经投诉过。", en="You have complained of this already.")
    do = Words(
        zh="办理中的可以补充材料，在“投诉”里打开。",
        en="While it is open you may add to it, under “Complaints”.",
    )


class ComplaintMoved(Refusal):
    """It was answered, settled, decided, withdrawn or closed meanwhile."""

    code = "complaints.moved"
    status = 409
    says = Words(
        zh="这件投诉已经办结、撤回，或状态变了。",
        en="This was decided, withdrawn, or has changed meanwhile.",
    )
    do = _SEE


class SaidAlready(Refusal):
    """This side has had its word."""

    code = "complaints.said"
    status = 409
    says = Words(zh="您已经答复过了。", en="You have answered already.")
    do = Words(zh="还可以上传材料。", en="You may still attach evidence.")


class TooManyPapers(Refusal):
    """As much was attached as one side may."""

    code = "complaints.many_papers"
    status = 409
    says = Words(
        zh=f"每方最多上传 {MOST_PAPERS} 份材料。", en=f"At most {MOST_PAPERS} files a side."
    )
    do = Words(zh="其余的请当面交给经办人。", en="Hand the rest to the officer in person.")


class TakenByOther(Refusal):
    """Another officer has it."""

    code = "complaints.taken"
    status = 409
    says = Words(zh="另一位同事正在办理。", en="A colleague is dealing with it.")
    do = _TO_QUEUE


class NotYours(Refusal):
    """Only the officer who took it may open it."""

    code = "complaints.not_yours"
    status = 403
    says = Words(zh="您没有领取这件投诉。", en="You have not taken this one.")
    do = Words(zh="请先在待办列表里领取。", en="Take it in the list first.")


class NobodyThere(Refusal):
    """There is no such colleague, or the region is not in her charge."""

    code = "complaints.nobody"
    status = 422
    says = Words(zh="不能转给这位同事。", en="It cannot be handed to this colleague.")
    do = Words(zh="请选一位管辖这个地区的同事。", en="Choose one in charge of the region.")


class MayNotDecide(Refusal):
    """Another person has to, or it is too early."""

    code = "complaints.bar"
    status = 409
    says = Words(zh="这件投诉现在不能由您办理。", en="You may not deal with this now.")
    do = _TO_QUEUE

    _WHY: dict[str, Words] = {
        Bar.STEPPED_BACK: Words(
            zh="您已回避，须由另一个人办理。", en="You stepped back; another person decides."
        ),
        Bar.FILED_IT: Words(
            zh="这件投诉是您代为提出的，须由另一个人办理。",
            en="You filed it for somebody; another person decides.",
        ),
        Bar.NOT_HEARD: Words(
            zh="对方还没有答复，答复期也没有满，现在不能作决定。",
            en="The other side has not answered, and still has time to: nothing is decided yet.",
        ),
        Bar.NOT_WAITING: Words(zh="这件投诉不在办理中。", en="This is not waiting for an officer."),
    }

    def __init__(self, *, bar: Bar) -> None:
        super().__init__(bar=bar)
        self.says = self._WHY[bar]  # type: ignore[misc]  # this one knows why


class NotPassedOn(Refusal):
    """It was passed on before, lies there already, or there is no such county."""

    code = "complaints.not_passed_on"
    status = 422
    says = Words(zh="不能移送到这个地区。", en="It cannot be passed on to that region.")
    do = Words(
        zh="只能移送一次，移送到服务所在的区县。接收的地区认为不归自己管的，报共同的上级决定。",
        en="It is passed on once, to the county of the service. Who then has it and thinks it is"
        " not hers asks the department above both.",
    )


class MoreTimeTaken(Refusal):
    """More time was taken once already."""

    code = "complaints.more_taken"
    status = 409
    says = Words(zh="已经延期过一次，不能再延。", en="More time was taken for this already.")
    do = Words(zh="请尽快作出决定。", en="Please decide it soon.")


class NoHold(Refusal):
    """Nothing of it is held, or it has not ended yet."""

    code = "complaints.no_hold"
    status = 409
    says = Words(zh="没有需要解除的证据保全。", en="There is no hold to be lifted.")
    do = _TO_QUEUE
