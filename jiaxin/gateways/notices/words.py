"""What messages say. A phone has no language setting here, so both languages are in each."""

from datetime import datetime

from jiaxin.ground import clock


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


def ending(link: str, days: int) -> str:
    # Not what it is: a message may be read by others.
    return (
        f"【家信】您的信用记录有一项还有 {days} 天到期，请登录 {link} 查看并及时更新。"
        f" Something in your record runs out in {days} day(s); sign in at the link to see it."
    )
