"""What messages say. A phone has no language setting here, so both languages are in each."""

from collections.abc import Sequence
from datetime import datetime

from jiaxin.facts.records.rules import Section
from jiaxin.flows.queries.rules import Reason
from jiaxin.flows.remote.rules import Outcome
from jiaxin.flows.reviews.rules import Ground
from jiaxin.ground import clock

# What a message has room for: a form of address, and what she is asked to show.
_NAME = 12
_WHY = {
    Reason.CHILD: "为照看孩子",
    Reason.ELDER: "为照护老人",
    Reason.MOTHER: "为母婴护理",
    Reason.HOUSEHOLD: "为家务",
    Reason.OTHER: "为其他家政",
}
_WHAT = {
    Section.IDENTITY: "身份",
    Section.BACKGROUND: "背景核查结论",
    Section.EXAM: "体检结论",
}
_GROUNDS = {
    Ground.INSULT: ("里面有骂人、侮辱的话", "it insults"),
    Ground.ACCUSATION: ("里面指责违法犯罪，这要投诉或报警", "it accuses of a crime"),
    Ground.PRIVATE: ("里面说了别人的隐私", "it tells private matters"),
    Ground.ADVERT: ("里面有广告或联系方式", "it advertises, or gives a contact"),
    Ground.ELSEWHERE: ("说的不是这次服务", "it is not about this service"),
}


def code(digits: str) -> str:
    return (
        f"【家信】验证码 {digits}，5 分钟内有效。工作人员不会向您要验证码，请勿告诉任何人。"
        f" Jiaxin code {digits}, valid for 5 minutes. Tell it to nobody."
    )


def asked(link: str) -> str:
    return (
        f"【家信】有人请求查看您的信用记录，5 分钟内有效。请打开 {link} 处理；不认识可以拒绝。"
        f" Someone asks to see your record; open the link within 5 minutes to answer."
    )


def vetting_opened(link: str) -> str:
    return (
        f"【家信】您的记录有一项由工作人员核实，不会由机器下结论。您可以在 3 个工作日内说明情况："
        f"{link} Something in your record is being looked at by people; you may answer there."
    )


def vetting_ending(link: str) -> str:
    return (
        f"【家信】提醒：今天是您说明情况的最后一天，没有要说的可以不理会。{link}"
        f" Today is the last day to answer; nothing to say, nothing to do."
    )


def vetting_ended(link: str) -> str:
    return (
        f"【家信】工作人员的核实有结果了，请打开查看；不同意可以申诉。{link}"
        f" There is an outcome; see it there. You may appeal."
    )


def changed(link: str) -> str:
    # What it says now is on her page only: a message may be read by others.
    return (
        f"【家信】您的信用记录有一项更新，请登录 {link} 查看；认为有误可以申诉。"
        f" Something in your record was updated; sign in at the link to see it."
    )


def asked_from_afar(link: str) -> str:
    return (
        f"【家信】有人通过您分享的链接请求查看您的信用记录，24 小时内有效。请打开 {link} 处理；"
        "不认识可以拒绝。"
        " Someone asks by the link you shared to see your record; answer within 24 hours."
    )


def approved(link: str) -> str:
    return (
        f"【家信】对方已同意您查看。请用提出请求的那台手机打开 {link} ，"
        "24 小时内有效，打开后可看 10 分钟。"
        " She agreed: within 24 hours, open the link on the phone that asked, for ten minutes."
    )


def deletion(link: str, *, until: datetime) -> str:
    by = until.astimezone(clock.SHANGHAI).strftime("%m-%d %H:%M")
    return (
        f"【家信】您申请了删除全部记录，{by} 删除。不是您本人或想撤销，请在此之前打开 {link}。"
        f" Your record will be deleted on {by}. If it was not you, undo it there before."
    )


def closing(link: str, *, until: datetime) -> str:
    by = until.astimezone(clock.SHANGHAI).strftime("%m-%d %H:%M")
    return (
        f"【家信】有人以亲属身份申请关闭您的信用记录。您本人在用的话，请在 {by} 前打开 {link} "
        "点“我在”。"
        f" Somebody asks to close your record as your kin. If you are there, say so by {by}."
    )


def ending(link: str, days: int) -> str:
    # Not what it is: a message may be read by others.
    return (
        f"【家信】您的信用记录有一项还有 {days} 天到期，请登录 {link} 查看并及时更新。"
        f" Something in your record runs out in {days} day(s); sign in at the link to see it."
    )


def breach(link: str) -> str:
    return (
        f"【家信】有一起数据安全事件涉及您的信息，发生了什么、您可以怎么做：{link}"
        " 我们不会打电话要验证码。 A data breach concerns you: read there what happened and what"
        " you can do. Nobody will call you for a code."
    )


def invited(firm: str, link: str) -> str:
    return (
        f"【家信】{firm} 邀请您登记为员工。确认或谢绝请打开 {link} ，用本手机号登录；"
        "不认识可以不理会，30 天后自动失效。"
        " A firm invites you to register as its worker; accept or decline at the link."
    )


def firm_asks(firm: str, link: str) -> str:
    return (
        f"【家信】{firm} 请您授权它查看您的信用记录，30 天有效。同意或不同意请打开 {link} 。"
        " Your firm asks to see your record for 30 days; say yes or no at the link."
    )


def firm_ending(link: str, days: int) -> str:
    return (
        f"【家信】您给企业的查看授权还有 {days} 天到期。要续请打开 {link} ；不续不用做什么。"
        f" What you let your firm see ends in {days} day(s); renew at the link if you wish."
    )


def correction(link: str) -> str:
    return (
        f"【家信】您提的异议有新进展，请登录 {link} 查看。"
        f" There is news about what you disputed; sign in at the link to read it."
    )


def corrected(link: str) -> str:
    # Not what, and not of whom: a message may be read by others.
    return (
        f"【家信】您看过的一份记录有一项已更正，详见 {link} 。"
        f" Something in a record that you looked at was corrected; see the link."
    )


def service(link: str) -> str:
    # Not with whom: a message may be read by others.
    return (
        f"【家信】有一段家政服务等您确认，7 天内有效。请登录 {link} 确认；不是您的可以不确认。"
        f" A service waits for your yes; confirm or decline it at the link within 7 days."
    )


def service_offered(firm: str, link: str) -> str:
    return (
        f"【家信】{firm} 登记要为您家提供家政服务，等您确认，7 天内有效。请打开 {link} ，"
        "用本手机号登录；不认识可以不理会。"
        " A firm says that its worker serves your home; confirm it at the link, or leave it."
    )


def certificate_out(link: str) -> str:
    # No reason, and not whose: the page names the service, and no reason either.
    return (
        f"【家信】正在为您家服务的家政服务员，信用证书目前不在有效状态，详见 {link} 。"
        f" The certificate of somebody who serves your home is not valid now; see the link."
    )


def complaint(link: str) -> str:
    # Not of what, and of whom: a message may be read by others.
    return (
        f"【家信】一件与您有关的投诉有新进展，请登录 {link} 查看。"
        f" There is news about a complaint that concerns you; sign in at the link to read it."
    )


def review(link: str) -> str:
    # Not of which service, and not what: a message may be read by others.
    return (
        f"【家信】有一条新的服务评价，可以查看和回应一次。请登录 {link} 。"
        f" A new review of a service is there; read it at the link, and answer it once."
    )


def review_shown(link: str) -> str:
    return (
        f"【家信】您写的服务评价，工作人员看过了，已经展示。详见 {link} 。"
        f" An officer has read your review: it is shown now; see the link."
    )


def review_removed(ground: Ground, link: str) -> str:
    zh, en = _GROUNDS[ground]
    return (
        f"【家信】您写的服务评价，工作人员看过后不予展示，原因：{zh}。详见 {link} 。"
        f" An officer has read your review: it is not shown, as {en}; see the link."
    )


def review_answered(link: str) -> str:
    return (
        f"【家信】您写的服务评价有了回应，请登录 {link} 查看。"
        f" Your review was answered; sign in at the link to read it."
    )


def on_a_roster(link: str, firm: str) -> str:
    # The same to everybody: whether she is known here is known to nobody who sends it.
    return (
        f"【家信】{firm}邀请您确认工作信息。请打开 {link} 用手机号登录，完成实名后查看；"
        "不是您或不愿意，可以不理会，30 天后自动清除。"
        f" {firm} invites you to confirm where you work; sign in there, or leave it."
    )


def firm_phone(firm: str, link: str) -> str:
    return (
        f"【家信】{firm}把本手机号登记为企业联系手机，到期提醒会发到这里。不是您的企业，"
        f"请拨打 12345 告知。{link} This number was given for a firm’s messages; not yours? Say so."
    )


def firm_change(link: str, days: int) -> str:
    return (
        f"【家信】贵企业工商登记有变化，变更申报还有 {days} 天到期，请登录 {link} 申报。"
        f" Your registration changed: {days} day(s) left to file the change."
    )


def firm_checks(link: str) -> str:
    # Of whom stands on the desk only: a message may be read by others.
    return (
        f"【家信】有涉未成年人岗位的年度背景核查到期或快到期，请登录 {link} 办理。"
        f" A yearly check for work with minors is due, or soon will be; see your desk."
    )


def owner_asked(link: str, *, until: datetime) -> str:
    at = until.astimezone(clock.SHANGHAI).strftime("%m-%d %H:%M")
    return (
        f"【家信】有人以法定代表人身份申请更换企业负责人账号，{at} 起可以更换。"
        f"不是您授意的，请在此前登录 {link} 反对。 Someone asks to own your firm’s desk;"
        " sign in before then to object."
    )


def owner_new(link: str) -> str:
    return (
        "【家信】贵企业的负责人账号已更换，原账号已停用。不是您授意的，请拨打 12345 转商务部门。"
        f"{link} Your firm’s desk has a new owner. Not your doing? Call 12345 at once."
    )


def asked_still(link: str) -> str:
    return (
        f"【家信】提醒：有人请求查看您的信用记录，还在等您答复。请打开 {link} 处理；"
        "不认识可以拒绝，不处理会自动失效。"
        " Someone still waits for your answer; open the link, or let it lapse."
    )


def reply_wanted(
    called: str, tail: str, reason: Reason, sections: Sequence[Section], digits: str
) -> str:
    what = "、".join(_WHAT[section] for section in sections)
    name = called[:_NAME]
    return (
        f"【家信】{name}（手机尾号{tail}）{_WHY[reason]}想看您的{what}，看10分钟。"
        f"同意请回复 {digits}，2小时内有效；不同意回复 0。不认识别回。"
        f" {name} asks to see your record. Reply {digits} to agree, 0 to refuse."
    )


def replied(outcome: Outcome) -> str:
    match outcome:
        case Outcome.APPROVED:
            return (
                "【家信】您已同意，对方 24 小时内可以看一次，10 分钟。"
                " You agreed: they may look once, for ten minutes."
            )
        case Outcome.DECLINED:
            return (
                "【家信】您没有同意，对方什么也看不到。 You refused: nothing is shown to anybody."
            )
        case Outcome.CANCELLED:
            return (
                "【家信】您的证书卡已停用，别人再扫没有用。要新卡请到窗口。"
                " Your card is cancelled; a counter prints a new one."
            )
        case Outcome.WRONG:
            return (
                "【家信】没有成功，没有人看到您的记录。同意请只回复 6 位数字，不同意回复 0，"
                "要新的数字回复 1。 That was not it: reply the six digits alone, or 1 for new ones."
            )
        case Outcome.OVER:
            return "【家信】这个请求已经结束，不用再答复。 That request is over; nothing is left."


def link_offered(firm: str, link: str) -> str:
    return (
        f"【家信】{firm} 想给一个家庭发您的分享链接，链接里没有您的信息，对方要看还得您同意。"
        f"同意不同意请打开 {link} 。"
        " Your firm asks to send a family a link; say yes or no there."
    )
